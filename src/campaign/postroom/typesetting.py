"""The post room's own papers: templates of the programme, set in its own type."""

import gc
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

from pikepdf import Name, ObjectStreamMode, Pdf

from campaign.folder import starter
from campaign.html import Templates
from campaign.postroom.merge import Piece, merge_all
from campaign.problems import Problem, refuse
from campaign.typography import typeset_html

_TEMPLATES = Path(__file__).parent / "templates"


class Typesetter:
    """Sets the post room's templates, with nothing that lies in anybody's folder."""

    def __init__(self) -> None:
        # Half a second, which whoever only looks at what was made need not wait.
        from campaign.pdf import Press

        self.templates = Templates(_TEMPLATES, "postroom")
        self.press = Press(starter() / "templates", starter())

    def set(self, template: str, values: Mapping[str, object]) -> bytes:
        """Return a template, filled in, as a PDF; raises CampaignError for any warning of it."""
        html = typeset_html(self.templates.render(template, dict(values)))
        laid_out = self.press.lay_out(html)
        pdf, warnings = self.press.print(laid_out)
        warnings = (*laid_out.warnings, *warnings)
        # The typesetter leaves its fonts on the disk until the last of its pages is forgotten.
        del laid_out
        gc.collect()
        refuse(
            Problem("cannot-set", f"This would not print as it should: {warning}")
            for warning in dict.fromkeys(warnings)
        )
        return _at_actual_size(pdf)

    def set_all(
        self,
        template: str,
        title: str,
        values: Mapping[str, object],
        together: int,
        **items: Sequence[object],
    ) -> bytes:
        """Return a template, filled in with so many of its items at a time, as one PDF.

        Ten thousand rows set at once would take all memory; batch by batch they take that of one.
        The template is told which ``part`` it is, of how many ``parts``.
        """
        ((name, whole),) = items.items()
        starts = range(0, max(1, len(whole)), together)
        values = {**values, "parts": len(starts)}
        parts = (
            self.set(template, {**values, name: whole[start : start + together], "part": number})
            for number, start in enumerate(starts, 1)
        )
        if len(starts) == 1:
            return next(parts)
        return merge_all((Piece(pdf, "", "") for pdf in parts), title, duplex=False)


def _at_actual_size(pdf: bytes) -> bytes:
    file = io.BytesIO()
    with Pdf.open(io.BytesIO(pdf)) as whole:
        # A print dialogue is not to fit it to the printer's margins.
        whole.Root.ViewerPreferences.PrintScaling = Name("/None")
        whole.save(file, object_stream_mode=ObjectStreamMode.generate, deterministic_id=True)
    return file.getvalue()
