"""UK postcodes: what is one, how it is printed, and which one a slip was meant to be."""

import re
from functools import lru_cache
from itertools import combinations, product

from campaign.address.told import told
from campaign.problems import Problem

# Every postcode area of Royal Mail, with British Forces (BF), non-geographic (BX) and the Crown
# dependencies (GY, JE, IM).
_AREAS = """
    AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY
    E EC EH EN EX FK FY G GL GU HA HD HG HP HR HS HU HX IG IP IV KA KT KW KY L LA LD LE LL LN
    LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM
    SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE
    BF BX GY JE IM
"""
_POSTCODE = re.compile(
    rf"(?:{'|'.join(sorted(_AREAS.split(), key=len, reverse=True))})"
    r"[0-9][0-9A-Z]?[0-9][ABD-HJLNP-UW-Z]{2}|GIR0AA"
)
_AT_THE_END = re.compile(
    r"(?:^|[\s,])([A-Z]{1,2}[0-9][0-9A-Z]?\s?[0-9][A-Z]{2}|GIR\s?0AA)[.\s]*$", re.IGNORECASE
)
_AREA = re.compile(rf"({'|'.join(sorted(_AREAS.split(), key=len, reverse=True))})(?=\d)")
_DIGIT = re.compile(r"\d")
_NOT_IN_A_POSTCODE = re.compile(r"[\s.\-–_]+")
_LOOKS_ALIKE = {
    "O": "0",
    "0": "OD",
    "I": "1",
    "L": "1",
    "1": "IL",
    "S": "5",
    "5": "S",
    "B": "8",
    "8": "B",
    "Z": "2",
    "2": "Z",
    "G": "6",
    "6": "G",
}
_NAMED = {"O": "a letter O", "0": "a zero", "I": "a letter I", "1": "a one", "L": "a letter L"}
_MOST_SLIPS = 2


def _compact(text: str) -> str:
    return _NOT_IN_A_POSTCODE.sub("", text).upper()


@lru_cache(maxsize=4096)
def normalised_postcode(text: str) -> str:
    """Return a UK postcode in capitals with its one space, or nothing if it is none.

    The rule is Royal Mail's shape with a known area; whether the postcode is in use is not asked.
    """
    compact = _compact(text)
    return f"{compact[:-3]} {compact[-3:]}" if _POSTCODE.fullmatch(compact) else ""


def postal_area(postcode: str) -> str:
    """Return the area that a postcode in capitals begins with ("IM" of "IM1 2AY"), or nothing."""
    match = _AREA.match(postcode)
    return match[1] if match else ""


def is_postcode(text: str) -> bool:
    """Whether this is a UK postcode, in any case and spacing."""
    return bool(normalised_postcode(text))


def split_postcode(line: str) -> tuple[str, str]:
    """Return an address line without the postcode at its end, and that postcode."""
    if not _DIGIT.search(line[-12:]):
        return line, ""  # as most lines are
    if whole := normalised_postcode(line):
        return "", whole
    match = _AT_THE_END.search(line)
    postcode = normalised_postcode(match[1]) if match else ""
    return (line[: match.start()].rstrip(" ,;|"), postcode) if match and postcode else (line, "")


def looks_like_postcode(line: str) -> bool:
    """Whether a line was probably meant as a UK postcode: its length, with letters and a digit."""
    compact = _compact(line)
    return (
        5 <= len(compact) <= 8
        and compact.isalnum()
        and compact[0].isalpha()
        and any(mark in "0123456789" for mark in compact)
    )


def meant_postcode(text: str) -> str:
    """Return the postcode that look-alike characters hide ("SW1A OAA"), or nothing if unclear."""
    compact = _compact(text)
    places = [place for place, mark in enumerate(compact) if mark in _LOOKS_ALIKE]
    if not 5 <= len(compact) <= 7:
        return ""
    for slips in range(1, _MOST_SLIPS + 1):
        meant = {
            candidate
            for chosen in combinations(places, slips)
            for marks in product(*(_LOOKS_ALIKE[compact[place]] for place in chosen))
            if (candidate := normalised_postcode(_replaced(compact, chosen, marks)))
        }
        if meant:
            return meant.pop() if len(meant) == 1 else ""
    return ""


def _replaced(text: str, places: tuple[int, ...], marks: tuple[str, ...]) -> str:
    changed = list(text)
    for place, mark in zip(places, marks, strict=True):
        changed[place] = mark
    return "".join(changed)


_LONG = 40
"""What is longer is told by its beginning: somebody put a whole page into the cell."""


def postcode_problem(text: str) -> Problem | None:
    """Return what is wrong with a UK postcode and its likely mend, or None if nothing is."""
    if is_postcode(text):
        return None
    if meant := meant_postcode(text):
        slip = _slip(_compact(text), _compact(meant))
        return told("bad-postcode/slip", text=text, slip=slip, meant=meant)
    return told("bad-postcode", text=text if len(text) < _LONG else f"{text[:_LONG]}…")


def _slip(written: str, meant: str) -> str:
    wrong, right = next(
        (wrong, right) for wrong, right in zip(written, meant, strict=True) if wrong != right
    )
    found = _NAMED.get(wrong, f"“{wrong}”")
    wanted = {"0": "a zero", "1": "a one", "O": "a letter O"}.get(right, f"“{right}”")
    return f"has {found} where {wanted} belongs"
