"""The docs as a site: ``sh script/docs`` builds it into build/docs, with search."""

project = "campaign"
author = "the makers of campaign"
extensions = ["myst_parser"]
exclude_patterns = ["make_*.py"]
html_theme = "furo"
html_title = "campaign"
html_copy_source = False
html_show_sphinx = False
language = "en_GB"
# Headings are linked to as the pages themselves are read elsewhere.
myst_heading_anchors = 3
suppress_warnings = ["myst.header"]
