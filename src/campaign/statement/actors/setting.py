"""What a statement tells of itself: its own state, its reader."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from campaign.statement.actors.states import begins_a_state, is_state, state_at, states_in
from campaign.statement.lexicon import keys_of, pattern
from campaign.statement.text.heading import Heading
from campaign.statement.text.issued import address_above
from campaign.statement.text.layout import Block
from campaign.statement.text.tokens import tokenise


@dataclass(frozen=True, slots=True, eq=False)
class Setting:
    """What a statement says of who "the Government" or "the UN" is: read once, asked often.

    ``home`` is the code of the issuer's own state; ``mentions`` are offset and code of every state
    named, ``abroad`` of those that are not home; ``text`` is all of it; ``certain`` tells whether
    it gave ``home`` away; ``nation`` is Scotland, Wales or Northern Ireland in the issuer's name.
    """

    home: str = "gb"
    mentions: tuple[tuple[int, str], ...] = ()
    abroad: tuple[tuple[int, str], ...] = ()
    text: str = ""
    certain: bool = True
    nation: str = ""

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
_NATION = re.compile("|".join(keys_of("devolved")))
_CAPITALISED = re.compile(r"[A-ZÀ-Þ](?<!\w.)(?:\.(?:[A-Z]\.)+|[\w'’]*)")
_WORDS = re.compile(r"(?:[A-Z]\.){2,}|\w+(?:[-'’]\w+)*|\S")
_SALUTATION = re.compile(r"^(?:Dear|To:|(?:an? )?(?:\w+ )?letter to)\s+(?P<who>[^\n]{2,90})", re.I)
_ABOUT = re.compile(r"\s(?:on|about|over|regarding|concerning|from|by|calling|urging|asking)\s")
_STYLED = re.compile(r"(?:Your Excellency|Dear (?:Sir|Madam|Excellency)\b)[^.]{0,40},$", re.I)
_NAMED_HOLDER = re.compile(r"(?:[^,]* MP|(?:Mr|Mrs|Ms|Dr|Sir|Dame|Lord|Lady|Rt)\b[^,]*), (?=\S)")


def read_setting(text: str, heading: Heading) -> Setting:
    """Return what the statement's words for governments and bodies refer to."""
    mentions = tuple(_mentions(text))
    found = _home(text, heading)
    home = found or "gb"  # the home of this program's users
    abroad = tuple(mention for mention in mentions if mention[1] != home)
    nation = _NATION.search(re.sub(r"\bNI\b", "Northern Ireland", heading.issuer))
    return Setting(home, mentions, abroad, text, bool(found), nation[0] if nation else "")


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


def _home(text: str, heading: Heading) -> str:
    """Return the issuer's own state, from its name, its title and the offices it speaks of."""
    if _BRITISH.search(heading.issuer) or _CROWN.search(text):
        return "gb"
    if len(_AMERICAN.findall(text)) > 1:
        return "us"
    if _BRITISH.search(text):
        return "gb"
    # "The Campaign for Tibet" is about Tibet; "the Kenyan Bar Association" is Kenyan.
    own = re.split(r"\s(?:on|for|against|in solidarity with)\s", heading.issuer)[0]
    # "Tajikistan: experts alarmed": the Government is the one whose doings it tells
    subject, colon, _ = heading.title.partition(": ")
    return _first_state(own) or (_first_state(subject) if colon and is_state(subject) else "")


def _first_state(name: str) -> str:
    named = states_in([token.text for token in tokenise(name)])
    return named[0][1] if named else ""


def find_reader(text: str, blocks: Sequence[Block]) -> tuple[str, int] | None:
    """Return whom a letter addresses as "you", as written, and where."""
    for number, block in enumerate(blocks[:30]):
        line = text[block.start : block.end]
        address = address_above(text, blocks[max(0, number - 7) : number])
        if address and _STYLED.match(line) and _first_state(address[0][0]):
            return address[0]
        if found := _SALUTATION.match(line):
            who = re.sub(r"[,:;.]\s*$", "", _ABOUT.split(found["who"])[0]).strip()
            named = _NAMED_HOLDER.match(who)  # the office is asked, whoever holds it
            start = named.end() if named else 0
            return who[start:], block.start + found.start("who") + start
    return None
