"""The single cells of a row: what each may hold, and what is said where it does not."""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from campaign.address.counties import is_former_postal_county
from campaign.address.countries import state_code
from campaign.model import KINDS, Kind
from campaign.problems import Problem, errors, nearest
from campaign.recipients.identity import is_id, slug
from campaign.recipients.inferred_kind import inferred_kind
from campaign.recipients.told import told
from campaign.recipients.values import (
    copies_of,
    date_of,
    gender_of,
    is_email,
    is_language,
    kind_of,
    party_of,
)

_TEMPLATE = re.compile(r"[\w\-]+(?:\.[\w\-]+)*")
_NO_EMAIL = re.compile(r"no e-?mail\b.*|none|n/?a|-|unknown", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RowContext:
    """What holds for every row: whether kinds are given, the day, and the oldest age allowed.

    ``headed`` is the kind that the heading over the names implies, and that heading. ``taken_over``
    is whether a row in which nothing says its kind goes as other even without an address.
    """

    has_kind: bool = True
    on: dt.date | None = None
    max_age_days: int | None = None
    headed: tuple[Kind, str] | None = None
    taken_over: bool = False
    file: str = ""


@dataclass(slots=True)
class RowReading:
    """A row while it is read, its problems so far, and the kind its cells imply, with the words."""

    row: int
    values: Mapping[str, str]
    extra: Mapping[str, str]
    problems: list[Problem] = field(default_factory=list)
    inferred: tuple[Kind, str] | None = None

    def get(self, column: str) -> str:
        return self.values.get(column, "")

    @property
    def errors(self) -> list[Problem]:
        return errors(self.problems)

    def tell(self, code: str, *, column: str | None = None, **words: object) -> None:
        """Note the problem of a code, as ``told.toml`` words it."""
        self.problems.append(told(code, row=self.row, column=column, file="", **words))


def kind_in(reading: RowReading, context: RowContext) -> Kind | None:
    """Return the kind that a row gives, or that its other cells imply where it gives none."""
    text = reading.get("kind")
    kind = kind_of(text) if text else None
    if kind is not None:
        return kind
    implied = inferred_kind(reading.values, reading.extra.get("uri", "")) or context.headed
    body = reading.get("organisation") and not reading.get("name")
    addressed = not context.has_kind and reading.get("address")
    if not text and not implied and (body or addressed or context.taken_over):
        implied = "other", ""
    if not text and implied:
        reading.inferred = implied
        return implied[0]
    if context.has_kind:
        known = f"{', '.join(KINDS[:-1])} or {KINDS[-1]}"
        near = f"It seems to be “{implied[0]}”." if implied else nearest(text, KINDS)
        way = "unknown-kind" if text else "unknown-kind/empty"
        reading.tell(way, text=text, known=known, near=near)
    return None


def date_in(reading: RowReading, context: RowContext, *, office_holder: bool) -> dt.date | None:
    text = reading.get("as_of")
    limit = context.max_age_days
    if not text:
        if office_holder and limit is not None:
            reading.tell("undated-office-holder")
        return None
    as_of = date_of(text)
    if as_of is None:
        reading.tell("bad-date", text=text)
    elif context.on is not None and as_of > context.on:
        reading.tell("date-to-come", text=text)
    elif context.on is not None and limit is not None and (context.on - as_of).days > limit:
        reading.tell(
            "stale-office-holder",
            day=as_of.day,
            as_of=as_of,
            days=(context.on - as_of).days,
            limit=limit,
        )
    return as_of


def state_in(reading: RowReading) -> str:
    text = reading.get("state")
    code = state_code(text) if text else ""
    if text and not code and is_former_postal_county(text):
        return ""  # "State" is what an address has instead of a county elsewhere
    if text and not code:
        reading.tell("unknown-state", text=text)
        return text.casefold() if len(text) == 2 else ""
    return code


def own_id(reading: RowReading) -> str:
    text = reading.get("id")
    if text and not is_id(text):
        reading.tell("bad-id", text=text, meant=slug(text) or "recipient")
    return text


def _email(text: str) -> str | None:
    return "" if _NO_EMAIL.fullmatch(text) else text if is_email(text) else None


def _template(text: str) -> str | None:
    return text if _TEMPLATE.fullmatch(text) else None


def _language(text: str) -> str | None:
    codes = [code.strip() for code in text.replace("_", "-").split("+")]
    codes = ["en-GB" if code.casefold() == "en" else code for code in codes]
    return "+".join(codes) if all(map(is_language, codes)) else None


# What each column that may be empty is read by, and the code of what is told where that is nothing.
_OPTIONAL: Mapping[str, tuple[Callable[[str], Any], str]] = {
    "constituency": (str, ""),
    "party": (party_of, ""),
    "address_as": (str, ""),
    "note": (str, ""),
    "email": (_email, "bad-email"),
    "gender": (gender_of, "unknown-gender"),
    "template": (_template, "bad-template"),
    "language": (_language, "unknown-language"),
    "copies": (copies_of, "bad-copies"),
}


def optional_fields(reading: RowReading) -> dict[str, Any]:
    """Return what the row says in the columns that may be empty, ready for a Recipient."""
    found: dict[str, Any] = {}
    if _OPTIONAL.keys().isdisjoint(reading.values):
        return found  # as in most rows
    for column, (read, code) in _OPTIONAL.items():
        if text := reading.values.get(column):
            value = read(text)
            if value is not None:
                found[column] = value
            else:
                reading.tell(code, text=text)
    return found
