"""The post room's own papers: templates of the programme, set in the campaign's type."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from pathlib import Path

from pikepdf import Name, ObjectStreamMode, Pdf

from campaign.folder import Folder
from campaign.html import Templates
from campaign.pdf import Press
from campaign.postroom.merge import Piece, merge
from campaign.problems import CampaignError, Problem
from campaign.typography import typeset_html

TEMPLATES = Path(__file__).parent / "templates"


class Typesetter:
    """Sets the post room's templates in the fonts of one campaign folder."""

    def __init__(self, folder: Folder) -> None:
        self.templates = Templates(TEMPLATES, "postroom")
        self.press = Press(folder.templates, folder.root)

    def set(self, template: str, values: Mapping[str, object]) -> bytes:
        """Return a template, filled in, as a PDF.

        Raises CampaignError for whatever would not print as it should, such as a missing glyph.
        """
        html = typeset_html(self.templates.render(template, dict(values)))
        laid_out = self.press.lay_out(html)
        pdf, warnings = self.press.print(laid_out)
        problems = [
            Problem("cannot-set", f"This would not print as it should: {warning}")
            for warning in dict.fromkeys((*laid_out.warnings, *warnings))
        ]
        if problems:
            raise CampaignError(*problems)
        return _at_actual_size(pdf)

    def set_all(self, template: str, batches: Sequence[Mapping[str, object]], title: str) -> bytes:
        """Return a template, filled in with each batch of values, as one PDF.

        Ten thousand rows set at once would take all memory; batch by batch they take that of one.
        """
        if len(batches) == 1:
            return self.set(template, batches[0])
        parts = (Piece(self.set(template, values), "", "") for values in batches)
        return merge(parts, title, duplex=False)


def _at_actual_size(pdf: bytes) -> bytes:
    """Return a PDF that asks a print dialogue not to fit it to the printer's margins."""
    file = io.BytesIO()
    with Pdf.open(io.BytesIO(pdf)) as whole:
        whole.Root.ViewerPreferences.PrintScaling = Name("/None")
        whole.save(file, object_stream_mode=ObjectStreamMode.generate, deterministic_id=True)
    return file.getvalue()
