"""What WeasyPrint and Pango call the things that go through our hands, for type hints alone.

They ship no types, so a checker takes each for anything; a reader knows what it is. Nothing imports
this module while letters are made: it would let the quick way's names past the door (door.py).
"""

from collections.abc import Hashable

from pydyf import Object
from tinycss2.color5 import Color as Colour
from weasyprint import Document
from weasyprint.css import ComputedStyle as Style
from weasyprint.document import DocumentMetadata
from weasyprint.formatting_structure.boxes import Box, PageBox, TextBox
from weasyprint.layout import LayoutContext
from weasyprint.pdf.stream import Stream
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

Call = tuple[str, *tuple[object, ...]]
"""A method of a stream, by name, and what it was given."""

FontKey = Hashable
"""What tells a font from another (weasyprint.text.fonts.get_pango_font_key)."""

__all__ = [
    "Box",
    "Call",
    "Colour",
    "Document",
    "DocumentMetadata",
    "FontConfiguration",
    "FontKey",
    "LayoutContext",
    "Object",
    "PageBox",
    "Stream",
    "Style",
    "TextBox",
    "URLFetcher",
]
