"""What a letter may leave out, and how it is set, to stay on one page."""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass

from campaign.answering import answers_for
from campaign.model import MEMBERS, CallToAction, Campaign, Letter
from campaign.stationery import POINT, envelope_profile
from campaign.voice import encloses_statement

GOVERNMENTS = frozenset({"minister", "embassy"})
"""Readers who answer for a state: they are told everything that is asked."""

_BOTTOM = {False: 277.0, True: 281.0}  # mm from the sheet's top to the text's foot (letter.css)
BLOCK = re.compile(
    r"<(?P<tag>h1|h2|p|li)\b(?P<attributes>[^>]*)>(?P<inside>.*?)</(?P=tag)>", re.DOTALL
)
# Characters to a line, line and space after in points, each at its usual size and when set close
# (letter.css, base.html.j2); the characters were counted on letters as they were set.
_SIZES = {
    "h1": ((72, 15.0, 8.0), (75, 14.0, 6.0)),
    "h2": ((95, 15.0, 12.0), (95, 13.5, 8.0)),
    "p": ((90, 15.0, 7.5), (94, 13.5, 5.5)),
    "li": ((84, 15.0, 4.0), (88, 13.5, 2.5)),
    "said": ((84, 15.0, 2.0), (88, 13.5, 2.0)),
    "small": ((125, 12.0, 4.5), (125, 12.0, 3.5)),
    "close": ((1, 15.0, 11.0), (1, 13.5, 8.0)),
}
SIGNATURE = {False: 17 / POINT, True: 14 / POINT}
SMALL_GAP = 9.0
RAGGED = 4
"""Characters that a paragraph may lose at the ends of its lines, beside what is usual."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """The calls that a letter quotes, and whether it is set close."""

    quoted: tuple[CallToAction, ...]
    tight: bool = False


def fitted(letter: Letter, campaign: Campaign, write: Callable[[Fitted], str]) -> str:
    """Return a letter's HTML, on one page where that can be; ``write`` makes it one way or another.

    As usual if that fits, else set close, else with fewer calls if the whole statement is
    enclosed; governments are told every call, unless ``max_pages`` is one. The reader's own come
    first. Members' offices decide in seconds: of what is asked of them only the first is sure to be
    quoted, of anybody else every word. What fits no way is written as usual.
    """
    look = campaign.look
    everything = write(Fitted(letter.calls))
    # Large print takes the pages that it takes, and who asks for more than one gets them.
    if look.large_print or look.max_pages not in (None, 1):
        return everything
    top = envelope_profile(look.envelope).body_top
    room = {tight: (bottom - top) / POINT for tight, bottom in _BOTTOM.items()}  # in points
    if height(everything, tight=False) <= room[False]:
        return everything
    # What is set close has the same words.
    if height(everything, tight=True) <= room[True]:
        return write(Fitted(letter.calls, tight=True))
    kind = letter.recipient.kind
    brief = look.max_pages == 1 or kind not in GOVERNMENTS
    # An officer of the group is shown what is sent.
    if not brief or letter.standing == "officer" or not encloses_statement(campaign):
        return everything
    own = 1
    if kind not in (*GOVERNMENTS, *MEMBERS):
        asked = (answers_for(letter.recipient, c, campaign.home_state) for c in letter.calls)
        own = max((place for place, on_reader in enumerate(asked, 1) if on_reader), default=1)
    best, few, many = everything, own, len(letter.calls) - 1
    while few <= many:
        count = (few + many) // 2
        html = write(Fitted(letter.calls[:count], tight=True))
        if height(html, tight=True) <= room[True]:
            best, few = html, count + 1
        else:
            many = count - 1
    return best


def height(html: str, tight: bool) -> float:
    """Return about how high a letter's text will stand, in points, from its HTML alone."""
    sizes = {kind: ways[tight] for kind, ways in _SIZES.items()}
    text, _, foot = html.partition("<main>")[2].partition('<div class="close">')
    close, _, after = foot.partition('<p class="enclosures"')
    total = SIGNATURE[tight] + sizes["close"][2]
    # The complimentary close and the sender's lines: a paragraph each, and a line each.
    total += (2 + close.count("<br>")) * sizes["close"][1]
    total += sum(block_height(block, sizes) for block in BLOCK.finditer(text))
    if after:
        blocks = BLOCK.finditer(f"<p enclosures{after}")
        total += SMALL_GAP + sum(block_height(block, sizes) for block in blocks)
    return total


def block_height(block: re.Match[str], sizes: dict[str, tuple[int, float, float]]) -> float:
    kind = block["tag"]
    if re.search(r"enclosures|sources", block["attributes"]):
        kind = "small"
    elif "said" in block["attributes"]:
        kind = "said"
    measure, line, after = sizes[kind]
    words = " ".join(re.sub(r"<[^>]*>", "", block["inside"]).split())
    return math.ceil((len(words) + RAGGED) / measure) * line + after
