"""An OpenDocument text → the words that a person sees in it, tracked changes read as accepted."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import ClassVar

from lxml import etree

from campaign.statement.files.plain_text import PlainText
from campaign.statement.files.story import Context, Level, Listed, Reading
from campaign.statement.files.tree import at, inherited, read_part, whole
from campaign.statement.lexicon import words

_STYLES = ("styles", "automatic-styles")
_BULLETS = dict.fromkeys(range(10), Level("bullet", ""))


def read_odt(data: bytes, path: Path) -> PlainText:
    """Return the words of an OpenDocument text, with the paragraph styled as its title.

    What the elements mean is OpenDocument 1.3, part 3, 4 to 7. Raises CampaignError where it is
    absurdly large; errors of zip and XML are the door's to tell.
    """
    archive = zipfile.ZipFile(io.BytesIO(data))
    content = read_part(archive, "content.xml", path)
    if (body := content.find("body/text")) is None:
        raise KeyError("content.xml")
    reading = _Text(read_part(archive, "styles.xml", path), content)
    reading.read(body)
    return reading.plain(path)


def _level(element: etree._Element) -> Level:
    if not element.tag.endswith("-number") and element.tag != "outline-level-style":
        return Level("bullet", element.get("bullet-char", ""))
    last = whole(element.get("level"), 1)
    first = max(last + 1 - whole(element.get("display-levels"), 1), 1)
    numbers = ".".join(f"%{level}" for level in range(first, last + 1))
    around = element.get("num-prefix", ""), element.get("num-suffix", "")
    pattern = re.sub(r"%(\d)%", r"%\1", element.get("num-list-format", ""))
    start = whole(element.get("start-value"), 1)
    return Level(element.get("num-format", ""), pattern or numbers.join(around), start)


class _Text(Reading):
    """A text being read; the styles of a later part go before those of an earlier one."""

    signs: ClassVar = {"s": " ", "tab": " ", "line-break": "\n"}
    references: ClassVar = {"annotation": "comment", "note": "note"}
    no_words = words("tags", "no_words_in_opendocument")

    def __init__(self, *parts: etree._Element) -> None:
        super().__init__()
        self.styles: dict[str, etree._Element] = {}
        self.levels: dict[str, dict[int, Level]] = {}
        sets = (part.findall(f"{name}/*") for part in parts for name in _STYLES)
        for style in chain.from_iterable(sets):
            name = style.get("name", "")
            if style.tag == "style":
                self.styles[f"{style.get('family', 'style')} {name}"] = style
            elif style.tag in ("list-style", "outline-style"):
                levels = {whole(each.get("level"), 1) - 1: _level(each) for each in style}
                self.levels[name if style.tag == "list-style" else "outline"] = levels
        self.counts: dict[str, dict[int, int]] = {}  # of lists that others may continue
        self.headings = Listed(self.levels.get("outline", {}))

    def _chain(self, family: str, name: str) -> Iterator[etree._Element]:
        return inherited(
            self.styles, f"{family} {name}", lambda s: f"{family} {s.get('parent-style-name')}"
        )

    def _unseen(self, family: str, name: str, around: str) -> str:
        """Return why what is so styled is not seen: ``hidden``, ``struck``, or as ``around``."""
        styles = [*self._chain(family, name)]

        def says(mark: str) -> str:
            return next(filter(None, (at(one, "text-properties", mark) for one in styles)), "")

        display = says("display") or ("none" if around == "hidden" else "")
        line = says("text-line-through-style") or says("text-line-through-type")
        if display == "none":
            return "hidden"
        return "struck" if (line or around) not in ("", "none", "hidden") else ""

    def on_p(self, element: etree._Element, place: Context) -> Context:
        style = element.get("style-name", "")
        paragraph = self.begin(place.listed)
        parents = (each.get("parent-style-name") for each in self._chain("paragraph", style))
        paragraph.is_title = "Title" in (style, *parents)
        return replace(place, paragraph=paragraph, unseen=self._unseen("paragraph", style, ""))

    def on_h(self, element: etree._Element, place: Context) -> Context:
        level = whole(element.get("outline-level"), 1)
        if not place.listed and element.get("is-list-header") != "true":
            self.headings.depth = level - 1
            self.headings.begin_item()
            place = replace(place, listed=self.headings)
        within = self.on_p(element, place)
        self.paragraphs[-1].is_head = level == 1
        return within

    def on_span(self, element: etree._Element, place: Context) -> Context:
        style = element.get("style-name", "")
        return replace(place, unseen=self._unseen("text", style, place.unseen))

    def on_list(self, element: etree._Element, place: Context) -> Context:
        around = place.listed
        style = element.get("style-name") or (place.style if around else "")
        continued = element.get("continue-list")
        if element.get("continue-numbering") == "true":
            continued = continued or f"style {style}"
        counts = around.counts if around else self.counts.get(continued or "none", {})
        self.counts |= {element.get("id", "list"): counts, f"style {style}": counts}
        depth = around.depth + 1 if around else 0
        listed = Listed(self.levels.get(style) or _BULLETS, counts, depth)
        return replace(place, listed=listed, style=style)

    def on_list_item(self, element: etree._Element, place: Context) -> Context:
        if place.listed and (element.find("p") is not None or element.find("h") is not None):
            place.listed.begin_item(element.get("start-value"))
        return place

    def on_list_header(self, element: etree._Element, place: Context) -> Context:
        if place.listed:
            place.listed.label = ""
        return place

    def on_tracked_changes(self, element: etree._Element, place: Context) -> None:
        """Count tracked changes: what was taken out stands here, what was put in in the text."""
        self.changes += len(element.findall("changed-region"))

    def on_section(self, element: etree._Element, place: Context) -> Context | None:
        hidden = element.get("is-hidden") == "true" or element.get("display") == "none"
        self.left_out["hidden"] += hidden
        return None if hidden else place

    on_hidden_text = on_section

    def on_hidden_paragraph(self, element: etree._Element, place: Context) -> None:
        if place.paragraph and element.get("is-hidden") == "true":
            self.left_out["hidden"] += not place.paragraph.is_hidden
            place.paragraph.is_hidden = True

    def on_table_row(self, element: etree._Element, place: Context) -> Context | None:
        return place if element.get("visibility", "visible") == "visible" else None
