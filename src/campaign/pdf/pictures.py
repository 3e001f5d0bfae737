"""The picture files of a place: each read and decoded once, whole, and as it can be printed."""

import io
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from threading import Lock
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from PIL import Image, ImageFile

from campaign.sheet import Sheet

ENOUGH_DPI = 600
TOO_FINE = 3 * ENOUGH_DPI
"""Dots an inch above which a picture only weighs: it is scaled down to what print can show."""

MOST_PIECES = 50_000
"""Pieces of a drawing above which it would take longer to set than all the words."""

_MOST_LETTERS = 1_000_000
"""Letters of a drawing, photographs in it left out, above which a path of it is far too fine."""

DEEPEST = 150
"""Levels of a drawing: Python itself follows it no deeper than some hundreds of calls."""
_SOME_PIXELS = 900  # no side of a letter's picture needs to be looked at that has fewer
_DRAWN_MODES = frozenset({"1", "L", "LA", "P", "RGB", "RGBA", "CMYK"})
_ELSEWHERE = re.compile(rb"<(?:\w+:)?image\b[^>]*?\bhref\s*=\s*[\"'](?!data:|#)([^\"'<>{}]{1,200})")
_NOT_DRAWN = frozenset({"foreignObject", "iframe", "video", "audio", "canvas", "script"})
_NOT_MOVED = frozenset({"animate", "animateMotion", "animateTransform", "set"})
_EFFECTS = frozenset({"filter", "feOffset", "feBlend", "feFlood"})  # WeasyPrint's, all it has
_TAG = re.compile(rb"<(?:[\w\-]+:)?([A-Za-z]+)")
_PHOTOGRAPH = re.compile(rb"data:[^\"']*")
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_LOADING = Lock()


class Pictures:
    """What a press has read of pictures: their bytes by path, and what is to be said of them."""

    def __init__(self) -> None:
        self._read: dict[Path, tuple[tuple[int, int], bytes]] = {}
        self._large: dict[Path, Image.Image] = {}
        self._said: dict[Path, tuple[str, ...]] = {}

    def read(self, path: Path) -> bytes:
        """Return a picture's bytes as they can be printed; raises ValueError for half a picture."""
        stat = path.stat()
        state = (stat.st_mtime_ns, stat.st_size)
        if (known := self._read.get(path)) and known[0] == state:
            return known[1]
        data = path.read_bytes()
        self._large.pop(path, None)
        if path.suffix.lower() == ".svg":
            if len(_PHOTOGRAPH.sub(b"", data)) > _MOST_LETTERS:
                raise ValueError(f"the drawing is written in more than {_MOST_LETTERS:,} letters")
            if _pieces(data) > MOST_PIECES:
                raise ValueError(f"the drawing has more than {MOST_PIECES:,} pieces")
            self._said[path] = tuple(_lost(data))
        else:
            data = self._decoded(path, data)
        self._read[path] = state, data
        return data

    def _decoded(self, path: Path, data: bytes) -> bytes:
        picture = _whole(data)
        if picture is None:
            return data  # no picture that is known: what draws it will say so
        if picture.mode not in _DRAWN_MODES or (
            picture.mode == "CMYK" and picture.format != "JPEG"
        ):
            picture = _in_usual_mode(picture)
            data = _packed(picture)
        if max(picture.size) > _SOME_PIXELS:
            self._large[path] = picture
        return data

    @property
    def has_large(self) -> bool:
        """Whether a picture was read that may be finer than print can show."""
        return bool(self._large)

    def scale(self, templates: Path, sheets: Iterable[Sheet]) -> bool:
        """Scale down the pictures that these sheets show far too finely; return whether any was."""
        wanted: dict[Path, float] = {}
        for shown, area in _shown(sheets):
            path = (templates / unquote(urlsplit(shown).path)).resolve()
            if picture := self._large.get(path):
                inches = max(area[0] / 25.4 / picture.width, area[1] / 25.4 / picture.height)
                wanted[path] = max(wanted.get(path, 0), inches)
        too_fine = {path: inch for path, inch in wanted.items() if 0 < inch < 1 / TOO_FINE}
        for path, inch in too_fine.items():
            picture = self._large.pop(path)
            size = tuple(max(1, round(side * inch * ENOUGH_DPI)) for side in picture.size)
            small = picture.convert("RGBA" if picture.info.get("transparency") else _plain(picture))
            small = small.resize((size[0], size[1]), Image.Resampling.LANCZOS)
            self._read[path] = self._read[path][0], _packed(small)
            self._said[path] = (
                f"Picture image-scaled {path.as_uri()}: has {picture.width:,} × {picture.height:,}"
                f" dots, over three times what print can show; it was scaled to"
                f" {size[0]:,} × {size[1]:,}",
            )
        return bool(too_fine)

    def said(self, html: str) -> tuple[str, ...]:
        """Return what is to be said of the pictures that a page of HTML shows."""
        return tuple(
            words if words.startswith("Picture image-scaled") else words.format(path.as_uri())
            for path, told in self._said.items()
            if told and path.name in html
            for words in told
        )


def _whole(data: bytes) -> Image.Image | None:
    """Return a picture decoded; None for what is none; raises ValueError where it breaks off."""
    try:
        picture = Image.open(io.BytesIO(data))
    except Exception:  # whatever a decoder makes of foreign bytes
        return None
    # WeasyPrint sets this for the whole program, and half a logo would be printed.
    with _LOADING:
        before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
        try:
            picture.load()
        except Exception as error:
            raise ValueError("the file is damaged or breaks off") from error
        finally:
            ImageFile.LOAD_TRUNCATED_IMAGES = before
    return picture


def _in_usual_mode(picture: Image.Image) -> Image.Image:
    """Return a picture in one of the modes that a PDF has, 16 bits a dot brought down to 8."""
    if picture.mode.startswith("I"):
        return picture.convert("I").point(lambda dot: dot / 256).convert("L")
    return picture.convert(
        "RGBA" if "A" in picture.getbands()[-1:] or "a" in picture.mode else "RGB"
    )


def _plain(picture: Image.Image) -> str:
    return picture.mode if picture.mode in {"L", "LA", "RGB", "RGBA"} else "RGB"


def _packed(picture: Image.Image) -> bytes:
    packed = io.BytesIO()
    picture.save(packed, "PNG")
    return packed.getvalue()


def _shown(sheets: Iterable[Sheet]) -> Iterator[tuple[str, tuple[float, float]]]:
    for sheet in sheets:
        for mark in sheet.marks:
            if mark.picture is not None and mark.picture.pixels:
                yield mark.picture.source, (mark.area.width, mark.area.height)


def _pieces(data: bytes) -> int:
    """Return how many pieces a drawing has, those counted anew that it shows again by “use”."""
    try:
        root = ElementTree.fromstring(data)  # noqa: S314  # what draws it reads it the same way
    except (ElementTree.ParseError, ValueError):
        return 0  # what draws it will say so
    named = {element.get("id"): element for element in root.iter()}
    known: dict[Element, int] = {}

    def count(element: Element, depth: int) -> int:
        if element not in known:
            known[element] = 1  # one that shows itself is not drawn again
            shown = element.get("href") or element.get("{http://www.w3.org/1999/xlink}href") or ""
            parts = [*element, *filter(None, [named.get(shown.removeprefix("#"))])]
            pieces = (count(part, depth + 1) if depth < DEEPEST else MOST_PIECES for part in parts)
            known[element] = 1 + sum(pieces)
        return known[element]

    return count(root, 0)


def _lost(data: bytes) -> Iterator[str]:
    """Yield, for each kind of part of a drawing that is not printed, what is to be said of it."""
    data = _COMMENT.sub(b"", data)
    tags = {tag.decode() for tag in _TAG.findall(data)}
    if other := _ELSEWHERE.search(data):
        name = other[1].decode(errors="replace")
        yield f"Picture image-part-lost {{}}: has a part in another file, not printed, “{name}”"
    for tag in sorted(tags & _NOT_DRAWN):
        yield f"Picture image-part-lost {{}}: has a part that is not printed, <{tag}>"
    effects = {tag for tag in tags if tag.startswith("fe") and tag not in _EFFECTS}
    for tag in sorted((tags & _NOT_MOVED) | effects):
        yield f"Picture image-effect-lost {{}}: has an effect that is not printed, <{tag}>"
