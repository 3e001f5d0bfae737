"""PDF → plain text: its lines joined into paragraphs, without what every page repeats."""

import ctypes
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from pathlib import Path
from statistics import median_high

import pypdfium2
from pypdfium2 import raw

from campaign.statement.files.plain_text import MARKED, PlainText, not_as_seen, of_blocks
from campaign.statement.lexicon import pattern
from campaign.statement.told import unreadable

_FEWEST_LETTERS = 20  # on a whole file: fewer is a scan with a stamp on it
_MOST_PAGES = 2_000
_MOST_BYTES = 50_000_000  # of one page's drawing or one font, unpacked
_STREAM = re.compile(rb"stream\r?\n")
_LINE_ENDS = frozenset({10, 13})
_HYPHENS = frozenset({0x02, 0xFFFE})  # the reader's own marks of one at a line's end
_NO_CHARACTERS = frozenset({0, *range(0xD800, 0xE000)})
_TYPESETTERS = "\u2010"  # a hyphen that only the break of the line has brought
_COMPOUND = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_OWN_HYPHEN = pattern("layout", "own_hyphen", re.NOFLAG)
_LIGATURES = str.maketrans({0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl"})
_WIDEST_INDENT = 40.0
"""Points between an item's number and its words."""
_MARKS = frozenset("0123456789*†‡")
_NOTES = frozenset({1, 9, 10, 11, 12})  # sticky notes, and marks on words: ISO 32000-1, 12.5.6
_BULLET = re.compile(r"\s*(?:[-*•‣▪●○■□–·]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)])\s")
_PAGE_NUMBER = re.compile(
    r"(?:page\s*)?[-–]?\s*(?:\d{1,3}|[ivxl]{1,6})\s*(?:of\s*\d{1,3}|/\s*\d{1,3})?[-–]?", re.I
)
_HYPHENATED = re.compile(r"\w-$")
_ENDED = re.compile(r"[.!?:;][\"'”’)\]]*$")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a page in points, measured from the page's foot, and the marks left out of it."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    page: int
    marks: int = 0

    @property
    def height(self) -> float:
        """How tall the line's letters stand."""
        return self.top - self.bottom

    def is_beside(self, other: "_Line") -> bool:
        """Whether two pieces stand on one line of a page."""
        shared = min(self.top, other.top) - max(self.bottom, other.bottom)
        return shared > 0.5 * min(self.height, other.height)

    def joined(self, other: "_Line") -> "_Line":
        """Return this line with a piece that follows on it."""
        # One that begins left of this one's end is the next line of a table's cell.
        close = -2 < other.left - self.right <= 0.5 or self.text.endswith(" ")
        text = f"{self.text}{'' if close else ' '}{other.text}"
        left, right = min(self.left, other.left), max(self.right, other.right)
        top, bottom = max(self.top, other.top), min(self.bottom, other.bottom)
        return _Line(text, left, right, top, bottom, self.page, self.marks + other.marks)


def read_pdf(data: bytes, path: Path) -> PlainText:
    """Return the words of a PDF that has words; a scan or a locked file is refused with advice."""
    if _swells(data):
        raise unreadable(path, "statement-too-large")
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = "assword" in str(error)
        code = "statement-encrypted" if locked else "statement-wrong-format/pdf"
        raise unreadable(path, code) from error
    with pdf:
        if len(pdf) > _MOST_PAGES:
            raise unreadable(path, "statement-too-large")
        notes = sum(map(_notes, pdf))
        lines = [line for number, page in enumerate(pdf) for line in _lines(page, number)]
        title = " ".join(str(pdf.get_metadata_dict().get("Title") or "").split())
    letters = (char for line in lines for char in line.text if char.isalpha())
    if len([*islice(letters, _FEWEST_LETTERS)]) < _FEWEST_LETTERS:
        raise unreadable(path, "statement-scanned")
    blocks = _paragraphs(_without_repeats(lines))
    plain = of_blocks(blocks, title if title in " ".join(blocks[:4]) else "")
    left_out = Counter(comment=notes, mark=sum(line.marks for line in lines))
    return replace(plain, problems=not_as_seen(path, 0, left_out))


def _swells(data: bytes) -> bool:
    """Whether something in a PDF, pictures apart, unpacks to far more than a page can hold.

    The reader would unpack it whole, and end the program where memory ends.
    """
    for begin in _STREAM.finditer(data):
        head = data[max(data.rfind(b"obj", 0, begin.start()), 0) : begin.start()]
        if b"Flate" in head and b"/Image" not in head:
            packed = memoryview(data)[begin.end() : begin.end() + _MOST_BYTES]
            with suppress(zlib.error):
                if len(zlib.decompressobj().decompress(packed, _MOST_BYTES + 1)) > _MOST_BYTES:
                    return True
    return False


def _notes(page: pypdfium2.PdfPage) -> int:
    """Count the readers' comments on a page, which are not among its words."""
    count = 0
    for index in range(min(raw.FPDFPage_GetAnnotCount(page), _MOST_PAGES)):
        note = raw.FPDFPage_GetAnnot(page, index)
        count += raw.FPDFAnnot_GetSubtype(note) in _NOTES
        raw.FPDFPage_CloseAnnot(note)
    return count


def _lines(page: pypdfium2.PdfPage, number: int) -> list[_Line]:
    """Return a page's lines in reading order, pieces on one line joined."""
    lines: list[_Line] = []
    for piece in _pieces(page, number):
        if lines and lines[-1].is_beside(piece):
            lines[-1] = lines[-1].joined(piece)
        else:
            lines.append(piece)
    return _with_their_marks([line for line in lines if line.text.strip()])


def _with_their_marks(lines: list[_Line]) -> list[_Line]:
    """Put each bullet or number that was drawn apart before the line that stands to its right."""
    marks = [line for line in lines if _BULLET.fullmatch(f"{line.text.strip()} ")]
    for mark in marks:
        for at, line in enumerate(lines):
            near = 0 <= line.left - mark.right < _WIDEST_INDENT
            if near and line not in marks and line.is_beside(mark):
                text = f"{mark.text.strip()} {line.text}"
                lines[at] = replace(line, text=text, left=mark.left)
                lines.remove(mark)
                break
    return lines


def _pieces(page: pypdfium2.PdfPage, number: int) -> Iterator[_Line]:
    """Yield what stands between two line ends, character by character.

    Asked for the words within a rectangle, the reader would give a letter at its edge twice.
    """
    textpage = page.get_textpage()
    edges = [ctypes.c_double() for _ in range(4)]
    text: list[str] = []
    boxes: dict[int, tuple[float, ...]] = {}
    count = textpage.count_chars()
    for index in range(count + 1):
        code = raw.FPDFText_GetUnicode(textpage, index) if index < count else 10
        if code not in _LINE_ENDS:
            text.append("" if code in _NO_CHARACTERS else chr(code))
            found = raw.FPDFText_GetCharBox(textpage, index, *map(ctypes.byref, edges))
            if found and edges[1].value > edges[0].value:
                boxes[len(text) - 1] = tuple(edge.value for edge in edges)
            if code not in _HYPHENS:
                continue
            text[-1] = "\xad"  # the reader has left out the line's end after it
        if boxes:
            left, right, bottom, top = zip(*boxes.values(), strict=True)
            marks = _note_marks(text, boxes)
            words = "".join(char for at, char in enumerate(text) if at not in marks)
            box = min(left), max(right), max(top), min(bottom)
            yield _Line(words, *box, number, sum(at - 1 not in marks for at in marks))
        text, boxes = [], {}


def _note_marks(text: Sequence[str], boxes: Mapping[int, Sequence[float]]) -> set[int]:
    """Return where raised figures stand behind a word or a full stop, as in no square metre."""
    bottoms = sorted(box[2] for box in boxes.values())
    raised = bottoms[len(bottoms) // 2] + 0.2 * (max(box[3] for box in boxes.values()) - bottoms[0])
    marks: set[int] = set()
    for at, char in enumerate(text):
        if char in _MARKS and at in boxes and boxes[at][2] > raised:
            before = "".join(text[max(at - 3, 0) : at])
            if at - 1 in marks or MARKED.search(before):
                marks.add(at)
    return marks


def _without_repeats(lines: Sequence[_Line]) -> list[_Line]:
    """Leave out page numbers and the lines that several pages carry at the same height."""
    keys = [(line.page, (round(line.top), re.sub(r"\d+", "#", line.text))) for line in lines]
    pages = Counter(key for _, key in set(keys))
    most = max(len({line.page for line in lines}) / 2, 1)
    return [
        line
        for line, (_, key) in zip(lines, keys, strict=True)
        if not _PAGE_NUMBER.fullmatch(line.text.strip()) and pages[key] <= most
    ]


def _paragraphs(lines: Sequence[_Line]) -> list[str]:
    """Join the lines of each paragraph; a new one shows by its gap, bullet or short last line."""
    pitches = Counter(
        round(above.top - below.top)
        for above, below in pairwise(lines)
        if above.page == below.page and above.top > below.top
    )
    pitch = pitches.most_common(1)[0][0] if pitches else 14
    body = median_high(line.height for line in lines) if lines else 0
    known = frozenset(_COMPOUND.findall("\n".join(line.text for line in lines).casefold()))
    typeset = any(line.text.rstrip().endswith(_TYPESETTERS) for line in lines)
    paragraphs = [[line.text] for line in lines[:1]]
    for margin, (above, line) in zip(_margins(lines), pairwise(lines), strict=False):
        of_heading = above.height > body * 1.15 and abs(line.height - above.height) < 1
        if _begins(above, line, pitch, margin) and not of_heading:
            paragraphs.append([line.text])
            continue
        last, rest = paragraphs[-1][-1].rstrip(), line.text.lstrip()
        joint = "" if _HYPHENATED.search(last) else " "
        if last.endswith(("\xad", _TYPESETTERS)):
            own = last[-1] == "\xad" and (typeset or _is_own_hyphen(last[-20:] + rest[:20], known))
            last, joint = last[:-1], "-" if own else ""
        paragraphs[-1][-1:] = [last + joint, rest]
    return ["".join(pieces).translate(_LIGATURES) for pieces in paragraphs]


def _is_own_hyphen(broken: str, known: frozenset[str]) -> bool:
    """Whether a word broken at a line's end, there an "\\xad", has a hyphen elsewhere, too."""
    parts = re.search("([^\\W_]+)\xad([^\\W_]+)", broken.casefold())
    if parts and parts[1] + parts[2] in known:
        return False
    return bool(parts and "-".join(parts.groups()) in known) or bool(_OWN_HYPHEN.search(broken))


def _margins(lines: Sequence[_Line]) -> list[float]:
    """Return how far to the right each line could go: to its column's edge, or to the page's."""
    columns: dict[int, list[float]] = defaultdict(list)
    for above, line in pairwise(lines):
        if above.page == line.page and line.top > above.top and line.left > above.right:
            columns[line.page].append(line.left)  # the next column, from its head on
    ends = [min([x for x in columns[line.page] if x > line.right], default=0) for line in lines]
    rights: dict[float, list[float]] = defaultdict(list)
    for line, end in zip(lines, ends, strict=True):
        rights[end].append(line.right)
        rights[0] += [line.right] if end else []
    return [sorted(rights[end])[int(len(rights[end]) * 0.9)] for end in ends]


def _begins(above: _Line, line: _Line, pitch: float, margin: float) -> bool:
    """Whether a line begins a new paragraph."""
    if _BULLET.match(line.text):
        return True
    ended = bool(_ENDED.search(above.text.rstrip()))
    if above.page != line.page or not 0 <= above.top - line.top <= pitch * 1.35:
        return ended or not line.text.lstrip()[:1].islower()
    first_word = (line.right - line.left) / max(1, len(line.text)) * len(line.text.split()[0])
    fitted = above.right + first_word + 6 < margin  # the word would have fitted: a paragraph ended
    return fitted and (ended or line.text.lstrip()[:1].isupper())
