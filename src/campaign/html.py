"""Letter → HTML text; the only importer of Jinja."""
