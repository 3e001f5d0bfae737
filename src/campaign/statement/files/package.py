"""The parts of a zipped document, taken out no larger than a statement can be."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from campaign.statement.files.plain_text import too_large

_MOST_BYTES = 64_000_000  # of one part, unpacked: a thousand pages have a tenth of it
_MOST_TAGS = 3_000_000


@dataclass(frozen=True, slots=True)
class Package:
    """A .docx or .odt file: a zip archive of XML."""

    archive: zipfile.ZipFile
    path: Path

    @classmethod
    def of(cls, data: bytes, path: Path) -> Package:
        """Open the archive; raises zipfile.BadZipFile where it is none."""
        return cls(zipfile.ZipFile(io.BytesIO(data)), path)

    def part(self, name: str) -> etree._Element | None:
        """Return a part's root element, or None where there is no such part.

        Raises CampaignError where it is absurdly large, lxml's own errors where it is not XML.
        """
        try:
            with self.archive.open(name) as member:
                xml = member.read(_MOST_BYTES + 1)
        except KeyError:
            return None
        if len(xml) > _MOST_BYTES or xml.count(b"<") > _MOST_TAGS:
            raise too_large(self.path)
        # Deep nesting, long text and entities are bounded by the parser itself.
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
        )
        try:
            return etree.fromstring(xml, parser)
        except etree.XMLSyntaxError as error:
            if "XML_PARSE_HUGE" in str(error):
                raise too_large(self.path) from error
            raise

    def related(self, part: str) -> dict[str, str]:
        """Return the parts that a part names in its ``.rels``, by the last word of their kind."""
        folder, name = posixpath.split(part)
        rels = self.part(posixpath.join(folder, "_rels", f"{name}.rels"))
        return {
            each.get("Type", "").rpartition("/")[2]: posixpath.normpath(
                posixpath.join("/", folder, each.get("Target", ""))
            ).lstrip("/")
            for each in (() if rels is None else rels)
            if each.get("TargetMode") != "External"
        }


def local(name: object) -> str:
    """Return an element's or attribute's name without its namespace; "" for what has none."""
    return name.rpartition("}")[2] if isinstance(name, str) else ""


def child(element: etree._Element | None, *names: str) -> etree._Element | None:
    """Return the element down a path of names, whatever the namespace."""
    for name in names:
        if element is None:
            return None
        element = next((each for each in element if local(each.tag) == name), None)
    return element


def attribute(element: etree._Element | None, name: str, default: str = "") -> str:
    """Return an attribute by its name without namespace."""
    if element is None:
        return default
    return next((v for key, v in element.items() if local(key) == name), default)


def whole(element: etree._Element | None, name: str, default: int) -> int:
    """Return an attribute that should be a number, or the default where it is none."""
    figures = attribute(element, name)
    return int(figures) if re.fullmatch(r"-?[0-9]{1,6}", figures) else default


def walk(
    root: etree._Element,
    enter: Callable[[etree._Element], bool],
    leave: Callable[[etree._Element], None],
) -> None:
    """Visit elements in order; ``enter`` says whether to go into one. No depth is too deep."""
    steps: Iterator[tuple[str, etree._Element]] = etree.iterwalk(root, events=("start", "end"))
    for event, element in steps:
        if event == "end":
            leave(element)
        elif not enter(element):
            steps.skip_subtree()  # type: ignore[attr-defined]  # lxml marks no types
