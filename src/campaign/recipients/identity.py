"""Who is who: ids that outlive the order of rows, and people who are on the list twice."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import fields
from functools import lru_cache
from operator import attrgetter

from campaign.forms_of_address import styled_name
from campaign.model import Recipient
from campaign.problems import Problem

_APOSTROPHES = re.compile("['’ʼ`.]")
_BETWEEN_WORDS = re.compile(r"[\W_]+")
# Latin letters that Unicode does not take apart into a letter and an accent.
_PLAIN_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ı": "i"}
)
# A baron's dignity is a style; an earl or a bishop would be nobody without it.
_STYLES_OF_BARONS = frozenset({"Lord", "Lady", "Baron", "Baroness"})
_LONGEST_SLUG = 80
_ALL_BUT_ID = attrgetter(*(field.name for field in fields(Recipient) if field.name != "id"))
_ASIDE = str.maketrans({"-": " ", "'": None, ".": None})
_ID = re.compile(r"\w[\w.\-]{0,119}")
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)


@lru_cache(maxsize=4096)
def slug(text: str) -> str:
    """Return a text in lower case with hyphens, Latin letters without accents, others kept."""
    folded = _APOSTROPHES.sub("", text.casefold())
    if not folded.isascii():
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


def derived_id(recipient: Recipient) -> str:
    """Return the id of a recipient who has none of their own: kind and plain name, or the office.

    Styles and honours are left out, so that a knighthood changes no file name. Where the office
    stands for the person, a mission goes by its own name and anybody else by role.
    """
    if recipient.name:
        name = styled_name(recipient.name)
        bare = name.surname if name.dignity in _STYLES_OF_BARONS else name.plain
        whole = slug(bare.removeprefix("Lord ")).removeprefix("the-")
    elif recipient.kind == "embassy":
        whole = slug(recipient.organisation or recipient.role)
    else:
        whole = slug(recipient.role or recipient.organisation)
    whole = whole.removeprefix("the-") or "recipient"
    return whole if whole.startswith(f"{recipient.kind}-") else f"{recipient.kind}-{whole}"


def with_ids(drafts: list[Recipient]) -> tuple[list[Recipient], list[Problem]]:
    """Give every recipient an id; those who share one are told apart by seat or body.

    A recipient whose id another one still has is left out, with a problem; the first stays.
    Problems have a row and no file.
    """
    ids = [draft.id or derived_id(draft) for draft in drafts]
    taken = Counter(map(_same, ids))
    first_of: dict[str, Recipient] = {}
    recipients: list[Recipient] = []
    problems: list[Problem] = []
    for draft, found in zip(drafts, ids, strict=True):
        same = _same(found)
        if taken[same] > 1 and not draft.id:
            found = _told_apart(found, draft)
            same = _same(found)
        first = first_of.setdefault(same, draft)
        if first is not draft:
            problems.append(_twice(draft, found, first))
        else:
            recipients.append(draft if draft.id == found else _named(draft, found))
    return recipients, problems


def _named(draft: Recipient, found: str) -> Recipient:
    # dataclasses.replace says the same, at twice the cost for each of 100,000 rows.
    return Recipient(found, *_ALL_BUT_ID(draft))


def _same(found: str) -> str:
    # Some file systems hold "Älg" and "älg" to be one name.
    folded = found.casefold()
    return folded if folded.isascii() else unicodedata.normalize("NFC", folded)


def _told_apart(found: str, recipient: Recipient) -> str:
    apart = slug(recipient.constituency or recipient.organisation or recipient.role)
    return f"{found}-{apart}" if apart and apart not in found else found


def _twice(draft: Recipient, found: str, first: Recipient) -> Problem:
    whom = draft.name or draft.role or draft.organisation
    if draft.id and first.id:
        return Problem(
            "duplicate-id",
            f"the id “{found}” is already in row {first.row}",
            "Give each recipient an id of their own, or leave the column empty.",
            row=draft.row,
            column="id",
        )
    return Problem(
        "duplicate-recipient",
        f"“{whom}” is already in row {first.row}",
        "Delete one of the rows; if they are two people, fill in constituency or organisation, or"
        " give each an id.",
        row=draft.row,
        column="name",
    )


def likely_duplicates(recipients: Iterable[Recipient]) -> Iterator[Problem]:
    """Yield warnings for people who seem to be on the list twice, and seats with two members."""
    people: dict[str, Recipient] = {}
    seats: dict[str, Recipient] = {}
    for recipient in recipients:
        if recipient.name:
            plain = loosely(styled_name(recipient.name).plain)
            first = people.setdefault(plain, recipient)
            if first is not recipient and _may_be_one(first, recipient):
                yield _same_person(first, recipient)
                continue
        if recipient.kind == "mp" and recipient.constituency:
            first = seats.setdefault(loosely(recipient.constituency), recipient)
            if first is not recipient:
                yield _same_seat(first, recipient)


def _may_be_one(first: Recipient, second: Recipient) -> bool:
    for one, other in (
        (first.constituency, second.constituency),
        (first.extra.get("member_id", ""), second.extra.get("member_id", "")),
    ):
        if one and other and slug(one) != slug(other):
            return False
    return True


def loosely(text: str) -> str:
    """Return a text so that spellings of one name agree; quicker than a slug for plain letters."""
    return text.casefold().translate(_ASIDE) if text.isascii() else slug(text).replace("-", " ")


def _same_person(first: Recipient, second: Recipient) -> Problem:
    return Problem(
        "likely-duplicate",
        f"“{second.name}” may be the same person as “{first.name}” in row {first.row}",
        "If so, delete one of the rows; if they are two people, leave both.",
        row=second.row,
        column="name",
        severity="warning",
    )


def _same_seat(first: Recipient, second: Recipient) -> Problem:
    return Problem(
        "likely-duplicate",
        f"“{second.constituency}” has two MPs on the list, this one and “{first.name}” in"
        f" row {first.row}",
        "A constituency has one MP: delete the row of the former one.",
        row=second.row,
        column="constituency",
        severity="warning",
    )
