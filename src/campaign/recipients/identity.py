"""Who is who: ids that outlive the order of rows, and people who are on the list twice."""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import replace
from difflib import get_close_matches
from functools import lru_cache

from campaign.forms_of_address import styled_name
from campaign.forms_of_address.offices import is_ambassador, office
from campaign.model import Recipient
from campaign.problems import Problem
from campaign.recipients.told import told

_APOSTROPHES = re.compile("['’ʼ`.]")
_WORDS = {code: " " for code in range(128) if not chr(code).isalnum()} | dict.fromkeys(b"'`.")
_BETWEEN_WORDS = re.compile(r"[\W_]+")
# Latin letters that Unicode does not take apart into a letter and an accent.
_PLAIN_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ı": "i"}
)
# A baron's dignity is a style; an earl or a bishop would be nobody without it.
_STYLES_OF_BARONS = frozenset({"Lord", "Lady", "Baron", "Baroness"})
_LONGEST_SLUG = 80
_ASIDE = str.maketrans({"-": " ", "'": None, ".": None})
_AND = re.compile("&(?:amp;)?")
_HELD_BY_ONE = frozenset(
    [
        "prime_minister",
        "first_minister",
        "secretary_of_state",
        "lord_speaker",
        "speaker",
        "presiding_officer",
        "law_officer",
        "international",
        "civic",
        "council_leader",
        "chief_rabbi",
        "judiciary",
        "own_mission",
    ]
)
"""Rules of offices that a body has but one of; it may have several Ministers of State."""
_ALIKE = 0.85  # "Hackney North and Stoke Newingtn" is a slip, "Leeds West" another seat
_ID = re.compile(r"\w[\w.\-]{0,119}")
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)


@lru_cache(maxsize=4096)
def slug(text: str) -> str:
    """Return a text in lower case with hyphens, Latin letters without accents, others kept."""
    folded = text.casefold()
    if folded.isascii():
        short = "-".join(folded.translate(_WORDS).split())
    else:
        folded = _APOSTROPHES.sub("", folded)
        taken_apart = unicodedata.normalize("NFD", folded.translate(_PLAIN_LETTERS))
        # Only Latin letters lose their marks: elsewhere the mark is part of the spelling.
        folded = unicodedata.normalize("NFC", re.sub("(?<=[a-z])[\u0300-\u036f]+", "", taken_apart))
        short = _BETWEEN_WORDS.sub("-", folded).strip("-")
    if len(short) > _LONGEST_SLUG:
        digest = hashlib.sha256(short.encode()).hexdigest()[:8]
        short = f"{short[:_LONGEST_SLUG].rstrip('-')}-{digest}"
    return short


def is_id(text: str) -> bool:
    """Whether an id can be a file name on every system."""
    return bool(_ID.fullmatch(text)) and not text.endswith(".") and not _DEVICES.fullmatch(text)


def derived_id(kind: str, name: str, role: str, organisation: str) -> str:
    """Return the id of a recipient who has none of their own: kind and plain name, or the office.

    Styles and honours are left out, so that a knighthood changes no file name. Where the office
    stands for the person, a mission goes by its own name and anybody else by role.
    """
    if name:
        styled = styled_name(name)
        bare = styled.surname if styled.dignity in _STYLES_OF_BARONS else styled.plain
        whole = slug(bare.removeprefix("Lord ")).removeprefix("the-")
    elif kind == "embassy":
        whole = slug(organisation or role)
    else:
        whole = slug(role or organisation)
    whole = whole.removeprefix("the-") or "recipient"
    return whole if whole.startswith(f"{kind}-") else f"{kind}-{whole}"


def told_apart(
    drafts: list[Recipient], own_ids: Container[int]
) -> tuple[list[Recipient], list[Problem]]:
    """Give recipients who share a derived id one each, by seat or body.

    ``own_ids`` are the rows whose id the list itself gives: those stay. A recipient whose id
    another one still has is left out, with a problem; the first stays. Problems have a row and no
    file.
    """
    taken = Counter(_same(draft.id) for draft in drafts)
    first_of: dict[str, Recipient] = {}
    recipients: list[Recipient] = []
    problems: list[Problem] = []
    for draft in drafts:
        same = _same(draft.id)
        if taken[same] > 1 and draft.row not in own_ids:
            draft = replace(draft, id=_with_seat(draft))
            same = _same(draft.id)
        first = first_of.setdefault(same, draft)
        if first is draft:
            recipients.append(draft)
        else:
            both_own = draft.row in own_ids and first.row in own_ids
            way = "duplicate-id" if both_own else "duplicate-recipient"
            whom = draft.name or draft.role or draft.organisation
            problems.append(told(way, row=draft.row, id=draft.id, whom=whom, first=first.row))
    return recipients, problems


def _same(found: str) -> str:
    # Some file systems hold "Älg" and "älg" to be one name.
    folded = found.casefold()
    return folded if folded.isascii() else unicodedata.normalize("NFC", folded)


def _with_seat(recipient: Recipient) -> str:
    apart = slug(recipient.constituency or recipient.organisation or recipient.role)
    return f"{recipient.id}-{apart}" if apart and apart not in recipient.id else recipient.id


def loose_name(recipient: Recipient) -> str:
    return loosely(styled_name(recipient.name).plain)


def likely_duplicates(
    recipients: Iterable[Recipient], plain: Callable[[Recipient], str] = loose_name
) -> Iterator[Problem]:
    """Yield warnings for people who seem to be on the list twice, and seats with two members."""
    people: dict[str, Recipient] = {}
    seats: dict[str, Recipient] = {}
    offices: dict[tuple[str, ...], Recipient] = {}
    for recipient in recipients:
        if recipient.name:
            first = people.setdefault(plain(recipient), recipient)
            if first is not recipient and _may_be_one(first, recipient):
                yield _again("person", first, recipient)
                continue
        if held := _held_by_one(recipient):
            first = offices.setdefault(held, recipient)
            if first is not recipient:
                yield _again("office", first, recipient)
                continue
        if recipient.kind == "mp" and recipient.constituency:
            first = seats.setdefault(loosely(recipient.constituency), recipient)
            if first is not recipient:
                yield _again("seat", first, recipient)


def _held_by_one(recipient: Recipient) -> tuple[str, ...]:
    """Return what is the same of two rows about one office that only one person holds, or ()."""
    role = recipient.role
    if recipient.kind == "embassy":
        return (recipient.state,) if recipient.state and (not role or is_ambassador(role)) else ()
    found = office(role) if role else None
    if found is None or found.key not in _HELD_BY_ONE:
        return ()
    return (found.called, *(recipient.address.lines[-2:]))


def _again(what: str, first: Recipient, second: Recipient) -> Problem:
    one, other = (row.name or row.role or row.organisation for row in (first, second))
    way, seat = f"likely-duplicate/{what}", second.constituency
    return told(way, row=second.row, one=one, other=other, seat=seat, first=first.row)


def _may_be_one(first: Recipient, second: Recipient) -> bool:
    one, other = first.extra.get("member_id", ""), second.extra.get("member_id", "")
    if one and other:
        return one == other
    one, other = (slug(_AND.sub("and", row.constituency)) for row in (first, second))
    return not (one and other) or one == other or bool(get_close_matches(one, [other], 1, _ALIKE))


def loosely(text: str) -> str:
    """Return a text so that spellings of one name agree; quicker than a slug for plain letters."""
    if "&" in text:
        text = _AND.sub("and", text)
    return text.casefold().translate(_ASIDE) if text.isascii() else slug(text).replace("-", " ")
