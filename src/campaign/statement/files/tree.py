"""The XML of zipped documents: opened no larger than a statement can be, and asked for values."""

import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from lxml import etree

from campaign.statement.told import unreadable

_MOST_BYTES = 64_000_000  # of one part, unpacked: a thousand pages have a tenth of it
_MOST_TAGS = 3_000_000


def read_part(archive: zipfile.ZipFile, name: str, path: Path) -> etree._Element:
    """Return a part's root, names without namespaces; an empty one where there is no such part.

    Raises CampaignError where it is absurdly large, lxml's own errors where it is not XML.
    """
    if name not in archive.namelist():
        return etree.Element("none")
    with archive.open(name) as member:
        xml = member.read(_MOST_BYTES + 1)
    if len(xml) > _MOST_BYTES or xml.count(b"<") > _MOST_TAGS:
        raise unreadable(path, "statement-too-large")
    # Deep nesting, long text and entities are bounded by the parser itself.
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as error:
        if "XML_PARSE_HUGE" in str(error):
            raise unreadable(path, "statement-too-large") from error
        raise
    for element in root.iter("{*}*"):
        element.tag = element.tag.rpartition("}")[2]
        for key, value in reversed(element.items()):
            element.set(key.rpartition("}")[2], value)
    return root


def at(element: etree._Element | None, path: str, name: str = "val") -> str:
    """Return an attribute of the first element down a path, or nothing."""
    found = None if element is None else element.find(path)
    return "" if found is None else found.get(name, "")


def inherited(
    styles: Mapping[str, etree._Element], name: str, parent: Callable[[etree._Element], str]
) -> Iterator[etree._Element]:
    """Yield a style and those that it is based on, nearest first; twenty of them are a circle."""
    for _ in range(20):
        if (style := styles.get(name)) is None:
            return
        yield style
        name = parent(style)


def whole(figures: str | None, default: int) -> int:
    """Return what should be a number, or the default where it is none."""
    return int(figures) if figures and re.fullmatch(r"-?[0-9]{1,6}", figures) else default
