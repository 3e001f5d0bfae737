"""What a statement tells of itself: its own state, its reader."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from campaign.statement.actors.names import organisations
from campaign.statement.actors.states import begins_a_state, is_state, state_at, states_in
from campaign.statement.lexicon import pattern
from campaign.statement.text.heading import Heading
from campaign.statement.text.issued import address_above
from campaign.statement.text.layout import Block
from campaign.statement.text.tokens import tokenise


@dataclass(frozen=True, slots=True, eq=False)
class Setting:
    """What a statement says of who "the Government" or "the UN" is: read once, asked often.

    ``home`` is the code of the issuer's own state; ``mentions`` are offset and code of every state
    named, ``abroad`` of those that are not home; ``names`` are words with a capital in
    mid-sentence; ``text`` is all of it; ``certain`` tells whether it gave ``home`` away.
    """

    home: str = "gb"
    mentions: tuple[tuple[int, str], ...] = ()
    abroad: tuple[tuple[int, str], ...] = ()
    names: frozenset[str] = frozenset()
    text: str = ""
    certain: bool = True

    def state_before(self, offset: int, *, abroad: bool = False, within: int = 0) -> str:
        """Return the state last named before an offset, else the first named after it.

        ``within``: only where it is named in as many characters before.
        """
        named = self.abroad if abroad else self.mentions
        at = bisect_left(named, (offset, ""))
        near = not within or (at and offset - named[at - 1][0] < within)
        return named[max(at - 1, 0)][1] if named and near else ""

    def ruled_by(self, offset: int) -> str:
        """Return whose president is named at an offset: the last state abroad, else our own."""
        abroad = bool(self.abroad) and self.abroad[0][0] < offset
        republic = self.certain and self.home != "gb"
        return self.state_before(offset, abroad=True) if abroad or not republic else self.home


_BRITISH = pattern("heads", "british", re.NOFLAG)
_CROWN = pattern("heads", "crown", re.NOFLAG)
_AMERICAN = pattern("heads", "american", re.NOFLAG)
_CAPITALISED = re.compile(r"[A-ZÀ-Þ](?<!\w.)(?:\.(?:[A-Z]\.)+|[\w'’]*)")
_WORDS = re.compile(r"(?:[A-Z]\.){2,}|\w+(?:[-'’]\w+)*|\S")
_IN_MID_SENTENCE = re.compile(
    r"[A-Z](?<=[a-z] .)(?<!\band .)(?<!\bof .)(?<!\bfor .)\w+(?=[.;]| (?!and\b|of\b|for\b)[a-z])"
)
_EXPLAINED = re.compile(r"([A-Z](?:(?<![^\n].)|(?<=[.!?] .))\w+), (?:the|an?|which|whose) ")
_DATELINE = re.compile(
    r"(?m)^[^\S\n]*([A-Z][\w ]{2,20}(?:, [A-Z][\w ]{2,40}?)?)(?:,? \d|,? \(| [–—-])"
)
# Above an open letter in a newspaper.
_TO = re.compile(r"To (?P<who>the [A-Z][^\n:;.]{2,60})")
_YOU = re.compile(r"\b[Yy]ou(?:r|rs)?\b")
_SALUTATION = re.compile(r"^(?:Dear|To:|(?:an? )?(?:\w+ )?letter to)\s+(?P<who>[^\n]{2,90})", re.I)


def read_setting(text: str, heading: Heading) -> Setting:
    """Return what the statement's words for governments and bodies refer to."""
    mentions = tuple(_mentions(text))
    home, certain = _home(text, heading)
    abroad = tuple(pair for pair in mentions if pair[1] != home)
    return Setting(home, mentions, abroad, _names(text), text, certain)


def _names(text: str) -> frozenset[str]:
    """Return the words that keep their capital in mid-sentence, which only names do."""
    return frozenset(_IN_MID_SENTENCE.findall(text)) | frozenset(_EXPLAINED.findall(text))


def _mentions(text: str) -> Iterator[tuple[int, str]]:
    """Yield offset and code of every state named; a name begins with a capital."""
    after = 0
    for capital in _CAPITALISED.finditer(text):
        if begins_a_state(capital[0]) and capital.start() >= after:
            words = _WORDS.findall(text, capital.start(), capital.start() + 70)
            code, length = state_at(words, 0)
            if code:
                after = capital.start() + len(words[0]) + length - 1
                yield capital.start(), code


def _home(text: str, heading: Heading) -> tuple[str, bool]:
    """Return the issuer's own state, from its name, the dateline and the offices it speaks of.

    The second value tells whether the text gave it; else it is the home of this program's users.
    """
    if _BRITISH.search(heading.issuer) or _CROWN.search(text):
        return "gb", True
    if len(_AMERICAN.findall(text)) > 1:
        return "us", True
    # "The Campaign for Tibet" is about Tibet; "the Kenyan Bar Association" is Kenyan.
    own = re.split(r"\s(?:on|for|against|in solidarity with)\s", heading.issuer)[0]
    if _BRITISH.search(text):
        return "gb", True
    # "Tajikistan: experts alarmed": the Government is the one whose doings it tells
    subject, colon, _ = heading.title.partition(": ")
    if found := _first_state(own) or (is_state(subject) and colon and _first_state(subject)):
        return found, True
    dateline = _DATELINE.search(text, 0, min(heading.body + 80, len(text)))
    place = dateline[1] if dateline else ""
    found = _first_state(place.title() if place.isupper() else place)
    return found or "gb", bool(found)


def _first_state(name: str) -> str:
    named = states_in([token.text for token in tokenise(name)])
    return named[0][1] if named else ""


_ABOUT = re.compile(r"\s(?:on|about|over|regarding|concerning|from|by|calling|urging|asking)\s")
_NAMED_HOLDER = re.compile(r"(?:[^,]* MP|(?:Mr|Mrs|Ms|Dr|Sir|Dame|Lord|Lady|Rt)\b[^,]*), (?=\S)")
_STYLED = re.compile(r"(?:Your Excellency|Dear (?:Sir|Madam|Excellency)\b)[^.]{0,40},$", re.I)
_HEADS_A_STATE = re.compile(
    r"(?:The |H\.?E\.? |His |Her |Excellency )*"
    r"(?:Prime Minister|President|Minister|King|Emir|Sultan|Chancellor|Attorney[- ]General"
    r"|Ambassador|Governor)\b"
)


def find_reader(text: str, blocks: Sequence[Block]) -> tuple[str, int, str]:
    """Return whom a letter addresses as "you", as written, where, and by their name in full."""
    for number, block in enumerate(blocks[:30]):
        line = text[block.start : block.end]
        address = address_above(text, blocks[max(0, number - 7) : number])
        if address and _STYLED.match(line):
            who, at = address[0]
            return who, at, _in_full(who, address)
        found = _SALUTATION.match(line)
        if not found and block.kind == "heading" and number < 8:
            begins = blocks[number + 1 : number + 2]
            to_you = begins and begins[0].kind == "paragraph" and _YOU.search(text, block.end)
            found = _TO.fullmatch(line) if to_you else None
        if found:
            who = re.sub(r"[,:;.]\s*$", "", _ABOUT.split(found["who"])[0]).strip()
            named = _NAMED_HOLDER.match(who)  # the office is asked, whoever holds it
            start = named.end() if named else 0
            at = block.start + found.start("who") + start
            return who[start:], at, _in_full(who[start:], address)
    return "", 0, ""


def _in_full(who: str, address: Sequence[tuple[str, int]]) -> str:
    """Return "Prime Minister of Viet Nam" for a head of state whose address ends with it."""
    words = [token.text for token in tokenise(address[-1][0])] if address else []
    for first, _, length in states_in(words):
        if first + length == len(words) and _HEADS_A_STATE.match(who):
            return f"{who} of {' '.join(words[first:])}"
    bodies = organisations()
    named = (part for line, _ in address for part in line.split(", ") if part in bodies)
    return next((f"{who} of {part}" for part in named), "")
