"""The single cells of a row: what each may hold, and what is said where it does not."""

from __future__ import annotations

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
from campaign.recipients.kinds import inferred_kind
from campaign.recipients.values import (
    MOST_COPIES,
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

    ``otherwise`` is the kind of a row in which nothing says it; without one it is asked for.
    """

    has_kind: bool = True
    on: dt.date | None = None
    max_age_days: int | None = None
    otherwise: Kind | None = None
    file: str = ""


@dataclass(slots=True)
class RowReading:
    """A row while it is read: its values by column, and the problems found so far.

    ``inferred`` is the kind that its other cells imply and the words that do, where it was asked.
    """

    row: int
    values: Mapping[str, str]
    extra: Mapping[str, str]
    problems: list[Problem] = field(default_factory=list)
    inferred: tuple[Kind, str] | None = None

    def get(self, column: str) -> str:
        """Return a cell's text, nothing for a column that is not there."""
        return self.values.get(column, "")

    @property
    def errors(self) -> list[Problem]:
        """The problems found so far that stop a letter."""
        return errors(self.problems)

    def error(self, code: str, message: str, hint: str, column: str) -> None:
        """Note an error in a column."""
        self.problems.append(Problem(code, message, hint, row=self.row, column=column))

    def warn(self, code: str, message: str, hint: str, column: str) -> None:
        """Note a warning in a column."""
        self.problems.append(
            Problem(code, message, hint, row=self.row, column=column, severity="warning")
        )


def kind_in(reading: RowReading, context: RowContext) -> Kind | None:
    """Return the kind that a row gives, or that its other cells imply where it gives none."""
    text = reading.get("kind")
    kind = kind_of(text) if text else None
    if kind is not None:
        return kind
    implied = inferred_kind(reading.values, reading.extra.get("uri", ""))
    body = reading.get("organisation")
    if not text and not implied and body and not reading.get("name"):
        implied = "other", "the organisation"
    if not text and not implied and context.otherwise:
        implied = context.otherwise, ""
    if not text and implied:
        reading.inferred = implied
        return implied[0]
    if context.has_kind:
        known = f"{', '.join(KINDS[:-1])} or {KINDS[-1]}"
        message = f"the kind “{text}” is not one of {known}" if text else "the kind is empty"
        near = f"It seems to be “{implied[0]}”." if implied else nearest(text, KINDS)
        reading.error("unknown-kind", message, f"{near} Write {known}.".lstrip(), "kind")
    return None


def date_in(reading: RowReading, context: RowContext, *, office_holder: bool) -> dt.date | None:
    text = reading.get("as_of")
    limit = context.max_age_days
    if not text:
        if office_holder and limit is not None:
            reading.warn(
                "undated-office-holder",
                "nothing says when this office-holder was last checked",
                "Check who holds the office, and write the day in as_of.",
                "as_of",
            )
        return None
    as_of = date_of(text)
    if as_of is None:
        reading.error(
            "bad-date",
            f"“{text}” is not a date",
            "Write it as 2026-09-23 or 23/09/2026, day first.",
            "as_of",
        )
    elif context.on is not None and as_of > context.on:
        reading.warn(
            "date-to-come", f"the date “{text}” is still to come", "Check the date.", "as_of"
        )
    elif context.on is not None and limit is not None and (context.on - as_of).days > limit:
        reading.error(
            "stale-office-holder",
            f"this was last checked on {as_of.day} {as_of:%B %Y},"
            f" {(context.on - as_of).days} days ago, and the campaign allows {limit}",
            "Check who holds the office now, and write today’s date in as_of.",
            "as_of",
        )
    return as_of


def state_in(reading: RowReading) -> str:
    text = reading.get("state")
    code = state_code(text) if text else ""
    if text and not code and is_former_postal_county(text):
        return ""  # "State" is what an address has instead of a county elsewhere
    if text and not code:
        reading.warn(
            "unknown-state",
            f"the state “{text}” is not known",
            "Write its two-letter ISO code, such as cn or fr.",
            "state",
        )
        return text.casefold() if len(text) == 2 else ""
    return code


def own_id(reading: RowReading) -> str:
    """Return the id that the row gives, or nothing."""
    text = reading.get("id")
    if text and not is_id(text):
        reading.error(
            "bad-id",
            f"the id “{text}” cannot be the name of a file",
            f"Use letters, digits and hyphens: “{slug(text) or 'recipient'}”, or leave it empty.",
            "id",
        )
    return text


def _email(reading: RowReading, text: str) -> str:
    if _NO_EMAIL.fullmatch(text):
        return ""
    if not is_email(text):
        reading.warn(
            "bad-email", f"“{text}” is not an e-mail address", "Mend or empty it.", "email"
        )
    return text


def _gender(reading: RowReading, text: str) -> str:
    gender = gender_of(text)
    if gender is None:
        reading.warn(
            "unknown-gender",
            f"the gender “{text}” is not used for a salutation",
            "Write M or F, or leave it empty; address_as says anything else.",
            "gender",
        )
    return gender or ""


def _template(reading: RowReading, text: str) -> str:
    if not _TEMPLATE.fullmatch(text):
        reading.error(
            "bad-template",
            f"“{text}” cannot be the name of a template",
            "Write the file’s name alone, without a folder.",
            "template",
        )
    return text


def _language(reading: RowReading, text: str) -> str:
    codes = [
        "en-GB" if code.strip().casefold() == "en" else code.strip()
        for code in text.replace("_", "-").split("+")
    ]
    text = "+".join(codes)
    if not all(map(is_language, codes)):
        reading.warn(
            "unknown-language",
            f"“{text}” is not a language code; en-GB was taken",
            "Write a code such as en-GB or cy, or two for both in one letter: cy+en.",
            "language",
        )
        return "en-GB"
    return text


def _copies(reading: RowReading, text: str) -> int:
    copies = copies_of(text)
    if copies is None:
        reading.error(
            "bad-copies",
            f"“{text}” is not a number of copies",
            f"Write a whole number from 1 to {MOST_COPIES}, or leave it empty for one.",
            "copies",
        )
    return copies or 1


def _as_written(_reading: RowReading, text: str) -> str:
    return text


_OPTIONAL: Mapping[str, Callable[[RowReading, str], Any]] = {
    "constituency": _as_written,
    "party": lambda _reading, text: party_of(text),
    "email": _email,
    "address_as": _as_written,
    "gender": _gender,
    "note": _as_written,
    "template": _template,
    "language": _language,
    "copies": _copies,
}


def optional_fields(reading: RowReading) -> dict[str, Any]:
    """Return what the row says in the columns that may be empty, ready for a Recipient."""
    return {
        column: read(reading, text)
        for column, read in _OPTIONAL.items()
        if (text := reading.values.get(column))
    }
