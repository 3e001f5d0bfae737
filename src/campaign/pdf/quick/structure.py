"""The structure of pages that stand, which a screen reader follows, is written once.

It is the same tree in every letter of a shape, whatever the words: only in which places of the
pages they stand matters to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import pydyf
import weasyprint.pdf

from campaign.pdf.quick import instead
from campaign.pdf.quick.ink import Ink

if TYPE_CHECKING:
    from campaign.pdf.hints import Document, Object, Stream

add_tags_plainly = weasyprint.pdf.add_tags


class WrittenObject(pydyf.Object):  # type: ignore[misc]  # pydyf ships no types
    """An object of a PDF as it is written."""

    def __init__(self, thing: Object) -> None:
        super().__init__()
        self.number = thing.number
        self.written = thing.data

    @property
    def data(self) -> bytes:
        return bytes(self.written)


@dataclass(frozen=True, slots=True)
class Structure:
    """The tree through pages drawn by these ``inks``, its ``objects`` and the catalogue's part.

    ``pages`` and ``number`` are how the pages are referred to and the number of the first object.
    """

    inks: tuple[Ink | None, ...]
    pages: tuple[bytes, ...]
    number: int
    objects: tuple[WrittenObject, ...]
    catalogue: dict[str, object]

    def serves(self, inks: tuple[Ink | None, ...], pdf: pydyf.PDF) -> bool:
        same = [*map(id, inks)] == [*map(id, self.inks)]
        return same and (self.pages, self.number) == (pdf.page_references, len(pdf.objects))


def add_tags(
    pdf: pydyf.PDF, document: Document, pdf_version: object, page_streams: list[Stream]
) -> None:
    """Do as WeasyPrint's function of this name, once for pages that stand."""
    inks: tuple[Ink | None, ...] = tuple(
        getattr(page._page_box, "ink", None) for page in document.pages
    )
    first = document.pages[0]._page_box
    structure: Structure | None = getattr(first, "structure", None)
    if structure and structure.serves(inks, pdf):
        pdf.objects += structure.objects
        pdf.catalog.update(structure.catalogue)
        for stream in page_streams:
            stream._tags.clear()
        return
    number, known = len(pdf.objects), {*pdf.catalog}
    add_tags_plainly(pdf, document, pdf_version, page_streams)
    # Links are objects elsewhere, and a language that is missing is told of every letter.
    if all(inks) and "Lang" in known and not any(page.links for page in document.pages):
        first.structure = Structure(
            inks,
            pdf.page_references,
            number,
            tuple(map(WrittenObject, pdf.objects[number:])),
            {name: value for name, value in pdf.catalog.items() if name not in known},
        )


keeping_structure = partial(instead, (weasyprint.pdf, "add_tags", add_tags))
"""Have WeasyPrint add the structure by the function of this module, for a while."""
