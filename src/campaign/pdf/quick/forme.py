"""Letters of one shape share one parsed page and the styles worked out for it.

Two letters of a kind are the same tags around other words. The first of a shape is parsed and has
its styles computed; for the next, only the words in that page are changed. (A forme is type locked
up in its frame: a printer changes words in it without setting the rest again.)
"""

from __future__ import annotations

import html as htmllib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import weasyprint.document
from weasyprint import CSS, DEFAULT_OPTIONS, HTML, Document
from weasyprint.css import StyleFor
from weasyprint.css.targets import TargetCollector
from weasyprint.images import get_image_from_uri
from weasyprint.layout import LayoutContext

from campaign.pdf.quick import instead
from campaign.pdf.quick.ink import Differs
from campaign.pdf.quick.standing import StandingPages, parts_of

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from campaign.pdf.hints import Box, FontConfiguration, PageBox, URLFetcher

lay_out_plainly = weasyprint.document.layout_document

MOST_FORMES = 32
"""Shapes kept at once; a campaign has a few for each kind of recipient."""

# What HTML calls whitespace: a no-break space is a word.
SPACES = " \t\n\f\r"
_TAG = re.compile(
    r"(<!--.*?-->|<(?:style|script|textarea)\b.*?</(?:style|script|textarea)\s*>"
    r"""|<(?:[^<>"']|"[^"]*"|'[^']*')*>)""",
    re.DOTALL | re.IGNORECASE,
)
# An ampersand that is not one of these may mean different things in different places.
PLAIN_WORDS = re.compile(r"(?:[^&<>\r\0]|&(?:amp|lt|gt|quot|nbsp|#34|#39|#x27);)*")
_MARK = re.compile("\ue000(\\d+)\ue001")
GAP_MARKS = re.compile("[\0\ue000]")
"""What marks the words of a page; a page that has these itself cannot be marked."""


# What a style sheet reads with attr() when boxes are built, long after styles are worked out, and
# what is read for the file's own keywords, later still.
DATA = re.compile(r"""((?<=\sdata-)[a-z-]+|(?<=^<meta name="keywords" )content)="([^"]*)\"""")


@dataclass(frozen=True, slots=True)
class Gap:
    """Where a run of words stands: in which ``place`` of an element, between which fixed text."""

    element: Element
    place: str
    pieces: tuple[str | int, ...]

    def fill(self, words: list[str]) -> None:
        text = "".join(words[piece] if isinstance(piece, int) else piece for piece in self.pieces)
        if self.place in ("text", "tail"):
            setattr(self.element, self.place, text)
        else:
            self.element.set(self.place, text)


def frame_of(html: str) -> tuple[str, list[str]] | None:
    """Return a page's tags with a NUL for each run of words, and the words.

    None where the words could be anything but words. There must be no MARKS in the page.
    """
    parts = _TAG.split(html)
    found: list[str] = []

    def take(words: str) -> str:
        found.append(words)
        return "\0" if words else ""

    for index, part in enumerate(parts):
        if index % 2 == 0:
            core = part.strip(SPACES)
            parts[index] = part.replace(core, take(core), 1) if core else part
        elif " data-" in part or part.startswith('<meta name="keywords"'):
            parts[index] = DATA.sub(lambda match: f'{match[1]}="{take(match[2])}"', part)
    frame = "".join(parts)
    words = [words for words in found if words]
    if not all(PLAIN_WORDS.fullmatch(text) for text in words):
        return None
    return frame, [htmllib.unescape(text) if "&" in text else text for text in words]


class Forme(HTML):  # type: ignore[misc]  # WeasyPrint ships no types
    """A parsed page whose words can be changed, with the styles of its elements."""

    def __init__(self, frame: str, stylesheet: CSS, base_url: str, fetcher: URLFetcher) -> None:
        numbered = iter(range(frame.count("\0")))
        marked = re.sub("\0", lambda _: f"\ue000{next(numbered)}\ue001", frame)
        super().__init__(string=marked, base_url=base_url, url_fetcher=fetcher)
        self.stylesheet = stylesheet
        self.places = list(self._places())
        self.styles: KeptStyles | None = None
        self.anchors: list[str] = []
        self.standing: StandingPages | None = None

    def _places(self) -> Iterator[Gap]:
        for element in self.etree_element.iter():
            texts = (("text", element.text), ("tail", element.tail), *element.attrib.items())
            for place, text in texts:
                if text and "\ue000" in text:
                    pieces = [
                        int(piece) if odd else piece
                        for index, piece in enumerate(_MARK.split(text))
                        if (odd := index % 2) or piece
                    ]
                    yield Gap(element, place, tuple(pieces))

    def fill(self, words: list[str]) -> None:
        for place in self.places:
            place.fill(words)

    def styles_with(self, font_config: FontConfiguration, targets: TargetCollector) -> KeptStyles:
        """Return the styles of all elements, and tell ``targets`` of the page's anchors."""
        if self.styles is not None:
            for anchor in self.anchors:
                targets.collect_anchor(anchor)
            return self.styles
        sheets = [
            *((sheet, "user agent", None) for sheet in self._ua_stylesheets()),
            (self.stylesheet, "author", None),
        ]
        styles = KeptStyles(self, sheets, False, font_config, targets)
        root = self.etree_element
        # WeasyPrint moves the overflow of these two to the paper and forgets where it was.
        if all(styles(element)["overflow"] == "visible" for element in (root, *root.iter("body"))):
            self.styles = styles
            self.anchors = list(targets.target_lookup_items)
        return styles

    def render(self, font_config: FontConfiguration, **options: object) -> FormeDocument:
        options = {**DEFAULT_OPTIONS, **options}
        document: FormeDocument = FormeDocument._render(self, font_config, None, None, options)
        return document


class KeptStyles(StyleFor):  # type: ignore[misc]  # WeasyPrint ships no types
    """Styles that are worked out once, those of the sheets of paper too."""

    def add_page_declarations(self, page_type: object) -> None:
        if (page_type, None) not in self._computed_styles:
            super().add_page_declarations(page_type)

    def set_computed_styles(
        self,
        element: Element,
        parent: Element | None,
        pseudo_type: str | None = None,
        **more: object,
    ) -> None:
        if (element, pseudo_type) not in self._computed_styles:
            super().set_computed_styles(element, parent, pseudo_type=pseudo_type, **more)


class FormeDocument(Document):  # type: ignore[misc]  # WeasyPrint ships no types
    """A document that takes its page's styles as they are, once they are known."""

    @classmethod
    def _build_layout_context(
        cls,
        html: Forme,
        font_config: FontConfiguration,
        counter_style: dict[str, object],
        color_profiles: object,  # noqa: ARG003  # the base calls it so; it is for sheets' own profiles
        options: dict[str, object],
    ) -> LayoutContext:
        targets = TargetCollector()
        for style in html._ua_counter_style():
            counter_style.update(style)
        image = partial(
            get_image_from_uri,
            cache=options["cache"],
            url_fetcher=html.url_fetcher,
            options=options,
        )
        styles = html.styles_with(font_config, targets)
        return LayoutContext(styles, image, font_config, counter_style, targets)


def layout_document(html: Forme, root_box: Box, context: LayoutContext) -> Iterable[PageBox]:
    """Do as WeasyPrint's function of this name, with the pages of the letter before."""
    parts = parts_of(root_box)
    standing, html.standing = html.standing, None
    if standing is not None:
        try:
            corrected: list[PageBox] = standing.correct(parts, context)
        except Differs:
            pass
        else:
            html.standing = standing
            return corrected
    pages: list[PageBox] = list(lay_out_plainly(html, root_box, context))
    html.standing = StandingPages.of(context, pages, parts)
    return pages


keeping_pages = partial(instead, (weasyprint.document, "layout_document", layout_document))
"""Have WeasyPrint lay letters out by the function of this module, for a while."""
