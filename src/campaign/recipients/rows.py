"""One row of the list → one recipient, with every problem of that row."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from campaign.address import (
    default_address,
    line_count_problem,
    normalised_postcode,
    postcode_problem,
    read_address,
)
from campaign.address.countries import state_code
from campaign.forms_of_address import form_of_address, styled_name
from campaign.model import KINDS, Kind, PostalAddress, Recipient
from campaign.problems import Problem, nearest
from campaign.recipients.identity import is_id, slug
from campaign.recipients.names import is_style, name_in
from campaign.recipients.values import (
    MOST_COPIES,
    copies_of,
    date_of,
    gender_of,
    is_email,
    is_language,
    kind_of,
)

_SURNAME_FIRST = re.compile(
    r"(?P<surname>[\w'’\-]+(?: [\w'’\-]+)?), (?P<rest>(?:[\w.]+ )*[\w'’\-]+)"
)
_STATE_OF_MISSION = re.compile(
    r"(?:embassy|high commission) (?:of|for) (?:the )?(?P<state>.+)", re.IGNORECASE
)
# What spreadsheets make of "1-2": a date, in ISO form once read, or as shown in a CSV.
_DATE_FOR_NUMBER = re.compile(
    r"^(?:\d{4}-\d\d-\d\d|\d{1,2}-(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))$",
    re.MULTILINE,
)
_TEMPLATE = re.compile(r"[\w\-]+(?:\.[\w\-]+)*")
_NO_EMAIL = re.compile(r"no e-?mail\b.*|none|n/?a|-|unknown", re.IGNORECASE)
_SPARE_LINES = 3  # name, office and body: what can stand before an address


@dataclass(frozen=True, slots=True)
class RowContext:
    """What holds for every row: which columns there are, the day, and the oldest age allowed."""

    has_kind: bool = True
    address_columns: tuple[str, ...] = ()
    on: dt.date | None = None
    max_age_days: int | None = None


@dataclass(slots=True)
class RowReading:
    """A row while it is read: its values by column, and the problems found so far."""

    row: int
    values: Mapping[str, str]
    extra: Mapping[str, str]
    problems: list[Problem] = field(default_factory=list)

    def get(self, column: str) -> str:
        """Return a cell's text, nothing for a column that is not there."""
        return self.values.get(column, "")

    def error(self, code: str, message: str, hint: str, column: str) -> None:
        """Note an error in a column."""
        self.problems.append(Problem(code, message, hint, row=self.row, column=column))

    def warn(self, code: str, message: str, hint: str, column: str) -> None:
        """Note a warning in a column."""
        self.problems.append(
            Problem(code, message, hint, row=self.row, column=column, severity="warning")
        )


def read_row(reading: RowReading, context: RowContext) -> Recipient | None:
    """Return the recipient in a row, or None where an error stands against it.

    The id is the row's own or empty; problems gather in ``reading``.
    """
    if (left := reading.extra.get("left", "")) and left.casefold() != "no":
        reading.warn(
            "left-office",
            f"“{name_in(reading.values)}” has left ({left}) and gets no letter",
            "Delete the row when you no longer need it.",
            "left",
        )
        return None
    kind = _kind(reading, context)
    name = _name(reading)
    title = reading.get("name_title")
    role = reading.get("role") or (title if title and not is_style(title) else "")
    organisation = reading.get("organisation")
    if not (name or role or organisation):
        reading.error(
            "no-addressee",
            "there is neither a name nor an office to write to",
            "Fill in name, or role and organisation.",
            "name",
        )
    address = _address(reading, context, kind, name, role, organisation)
    as_of = _as_of(reading, context, office_holder=bool(name and kind in ("minister", "embassy")))
    recipient = Recipient(
        id=_id(reading),
        row=reading.row,
        kind=kind or "other",
        name=name,
        role=role,
        organisation=organisation,
        constituency=reading.get("constituency"),
        party=reading.get("party"),
        state=_state(reading, kind, organisation),
        address=address,
        email=_email(reading),
        address_as=reading.get("address_as"),
        gender=_gender(reading),
        note=reading.values.get("note", ""),
        template=_template(reading),
        language=_language(reading),
        copies=_copies(reading),
        as_of=as_of,
        extra=reading.extra,
    )
    if address.lines:
        _check_lines(reading, recipient)
    if kind is None or any(problem.severity == "error" for problem in reading.problems):
        return None
    return recipient


def _kind(reading: RowReading, context: RowContext) -> Kind | None:
    text = reading.get("kind")
    kind = kind_of(text) if text else None
    if kind is None and context.has_kind:
        known = "mp, peer, minister, embassy or other"
        message = f"the kind “{text}” is not one of {known}" if text else "the kind is empty"
        hint = f"{nearest(text, KINDS)} Write {known}.".lstrip()
        reading.error("unknown-kind", message, hint, "kind")
    return kind


def _name(reading: RowReading) -> str:
    name = name_in(reading.values)
    match = _SURNAME_FIRST.fullmatch(name) if "," in name else None
    if match and styled_name(name).post_nominals == () and not match["rest"].isupper():
        meant = f"{match['rest']} {match['surname']}"
        reading.error(
            "surname-first",
            f"the name “{name}” has the surname first",
            f"Write it as on an envelope: “{meant}”.",
            "name",
        )
    return name


def _id(reading: RowReading) -> str:
    text = reading.get("id")
    if text and not is_id(text):
        reading.error(
            "bad-id",
            f"the id “{text}” cannot be the name of a file",
            f"Use letters, digits and hyphens: “{slug(text) or 'recipient'}”, or leave it empty.",
            "id",
        )
    return text


def _address(
    reading: RowReading,
    context: RowContext,
    kind: Kind | None,
    name: str,
    role: str,
    organisation: str,
) -> PostalAddress:
    values = reading.values
    raw = "\n".join(values[column] for column in context.address_columns if column in values)
    postcode, country = reading.get("postcode"), reading.get("country")
    if not raw:
        if kind is None:
            return PostalAddress()  # the kind would say where to write; it is asked for already
        known = default_address(
            kind,
            post_nominals=styled_name(name).post_nominals,
            role=role,
            organisation=organisation,
        )
        problem = postcode_problem(postcode) if postcode and not country else None
        if problem:
            reading.problems.append(problem)
            return PostalAddress()
        if known and normalised_postcode(postcode) in ("", known.postcode) and not country:
            return known
        reading.error(
            "no-address",
            "there is no address",
            "Fill in the address, one line of it to a line of the cell, and the postcode.",
            "address",
        )
        return PostalAddress()
    if date := _DATE_FOR_NUMBER.search(raw):
        reading.error(
            "date-for-text",
            f"“{date[0]}” in the address looks like a house number that a spreadsheet made a date",
            "Format the column as text and type it again, such as 1–2 or 1/2.",
            "address",
        )
    address, problems = read_address(raw, postcode, country)
    for problem in problems:
        reading.problems.append(problem)
    return address


def _check_lines(reading: RowReading, recipient: Recipient) -> None:
    lines = len(recipient.address.lines)
    # The form of address is worked out only where it could tip the balance.
    if line_count_problem(1, recipient.address) or line_count_problem(
        _SPARE_LINES, recipient.address
    ):
        name_lines = len(form_of_address(recipient).envelope_lines)
        if lines and (problem := line_count_problem(name_lines, recipient.address)):
            reading.problems.append(problem)


def _state(reading: RowReading, kind: Kind | None, organisation: str) -> str:
    text = reading.get("state")
    if not text:
        mission = _STATE_OF_MISSION.fullmatch(organisation) if kind == "embassy" else None
        return state_code(mission["state"]) if mission else ""
    code = state_code(text)
    if not code:
        reading.warn(
            "unknown-state",
            f"the state “{text}” is not known",
            "Write its two-letter ISO code, such as cn or fr.",
            "state",
        )
        return text.casefold() if len(text) == 2 else ""
    return code


def _email(reading: RowReading) -> str:
    text = reading.get("email")
    if not text or _NO_EMAIL.fullmatch(text):
        return ""
    if not is_email(text):
        reading.warn(
            "bad-email", f"“{text}” is not an e-mail address", "Mend or empty it.", "email"
        )
    return text


def _gender(reading: RowReading) -> str:
    text = reading.get("gender")
    gender = gender_of(text)
    if gender is None:
        reading.warn(
            "unknown-gender",
            f"the gender “{text}” is not used for a salutation",
            "Write M or F, or leave it empty; address_as says anything else.",
            "gender",
        )
    return gender or ""


def _template(reading: RowReading) -> str:
    text = reading.get("template")
    if text and not _TEMPLATE.fullmatch(text):
        reading.error(
            "bad-template",
            f"“{text}” cannot be the name of a template",
            "Write the file’s name alone, without a folder.",
            "template",
        )
    return text


def _language(reading: RowReading) -> str:
    text = reading.get("language").replace("_", "-")
    if not text:
        return "en-GB"
    if not is_language(text):
        reading.warn(
            "unknown-language",
            f"“{text}” is not a language code; en-GB was taken",
            "Write a code such as en-GB or cy.",
            "language",
        )
        return "en-GB"
    return text


def _copies(reading: RowReading) -> int:
    text = reading.get("copies")
    copies = copies_of(text)
    if copies is None:
        reading.error(
            "bad-copies",
            f"“{text}” is not a number of copies",
            f"Write a whole number from 1 to {MOST_COPIES}, or leave it empty for one.",
            "copies",
        )
    return copies or 1


def _as_of(reading: RowReading, context: RowContext, *, office_holder: bool) -> dt.date | None:
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
            f"this was last checked on {as_of:%-d %B %Y}, {(context.on - as_of).days} days ago,"
            f" and the campaign allows {limit}",
            "Check who holds the office now, and write today’s date in as_of.",
            "as_of",
        )
    return as_of
