"""What a spreadsheet's styles show: zeros in front of a number, and a line through a text."""

import re
from collections.abc import Mapping
from xml.etree import ElementTree

# Nothing but zeros and what separates digits: 00000, 0000 000 0000, 00-00-00.
_ZEROS = re.compile(r"[0 \-/()+]*00[0 \-/()+]*|(?:0+[ \-/]+)+0+")
_LONGEST = 255  # letters of a format: no spreadsheet lets anybody write more
_LITERAL = re.compile(r'"([^"0#?]*)"|\\(.)|\[[^\]]*\]')


def zeros_of(code: str) -> str:
    """Return a number format as zeros and separators if it is nothing else, or nothing."""
    if len(code) > _LONGEST:
        return ""
    code = _LITERAL.sub(lambda part: part[1] or part[2] or "", code.partition(";")[0]).strip()
    return code if code.count("0") > 1 and _ZEROS.fullmatch(code) else ""


def shown_number(digits: str, zeros: str) -> str:
    """Return a whole number's digits as a format of zeros shows them: 1067, 00000 → "01067"."""
    left = list(digits)
    shown = [(left.pop() if left else "0") if mark == "0" else mark for mark in reversed(zeros)]
    return "".join((*left, *reversed(shown)))


def zero_styles(styles: ElementTree.Element) -> Mapping[int, str]:
    """Return, of an .xlsx file's styles, those that put zeros in front, with their format."""
    formats: dict[str, str] = {}
    for element in styles.iter():
        if element.tag.endswith("}numFmt") and (zeros := zeros_of(element.get("formatCode", ""))):
            formats[element.get("numFmtId", "")] = zeros
    cells = next((e for e in styles if e.tag.endswith("}cellXfs")), ())
    return {
        place: formats[number]
        for place, style in enumerate(cells)
        if (number := style.get("numFmtId", "")) in formats
    }


def struck_styles(styles: ElementTree.Element) -> frozenset[int]:
    """Return, of an .xlsx file's styles, those whose font has a line through it."""
    fonts = next((e for e in styles if e.tag.endswith("}fonts")), ())
    struck = {str(place) for place, font in enumerate(fonts) if any(map(is_line, font.iter()))}
    cells = next((e for e in styles if e.tag.endswith("}cellXfs")), ())
    return frozenset(place for place, style in enumerate(cells) if style.get("fontId") in struck)


def struck_texts(shared: ElementTree.Element) -> frozenset[str]:
    """Return the numbers of an .xlsx file's shared texts of which a part is struck through."""
    return frozenset(str(at) for at, text in enumerate(shared) if any(map(is_line, text.iter())))


def is_line(element: ElementTree.Element) -> bool:
    """Whether an element of a font strikes its text through."""
    return element.tag.endswith("}strike") and element.get("val") not in ("0", "false")
