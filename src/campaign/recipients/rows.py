"""One row of the list → one recipient, with every problem of that row."""

import re
from collections.abc import Mapping
from functools import lru_cache

from campaign.address import (
    default_address,
    line_count_problem,
    normalised_postcode,
    postcode_problem,
    read_address,
)
from campaign.address.countries import state_code
from campaign.forms_of_address import (
    StyledName,
    form_of_address,
    is_title_alone,
    names_an_office,
    parted_name,
    styled_name,
)
from campaign.forms_of_address.styles import DIGNITIES, POST_NOMINALS
from campaign.model import Kind, PostalAddress, Recipient
from campaign.problems import Problem
from campaign.recipients.cells import TOO_NARROW
from campaign.recipients.fields import (
    RowContext,
    RowReading,
    date_in,
    kind_in,
    optional_fields,
    own_id,
    state_in,
)
from campaign.recipients.headings import LEFT, NO_POST
from campaign.recipients.identity import derived_id, loosely
from campaign.recipients.names import title_first
from campaign.recipients.placeholders import placeholder_line
from campaign.recipients.settling import OWN_STATE, settled
from campaign.recipients.told import told

_SURNAME_FIRST = re.compile(
    r"(?P<surname>[\w'’\-]+(?: [\w'’\-]+){0,3}), ?(?P<rest>(?:[\w.'’\-]+ )*[\w.'’\-]+)"
)
_IN_BRACKETS = re.compile(r" ?\([^()]*\)$")
_TWO_NAMES = re.compile(r"[^/]*\w [^/]*\w ?/ ?\w[^/]* \w[^/]*")
_SURNAME = "Xyzzy"  # stands for one before honours
# A ticked box, as a text file shows it and as a workbook is read.
_NO_NAMES = frozenset({"true", "false", "yes", "no"})
_NO = frozenset({"", "0", "n", "no", "false"})
# What spreadsheets make of "1-2" or "Oct 13": a date, in ISO form once read, or as a CSV shows it.
_MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_DATE_FOR_NUMBER = re.compile(
    rf"^(?:\d{{4}}-\d\d-\d\d(?: \d\d:\d\d(?::\d\d)?)?|\d{{1,2}}-{_MONTH}(?:-\d{{2,4}})?"
    rf"|{_MONTH}-\d{{2,4}}|\d{{1,2}}/\d{{1,2}}/\d{{2,4}}|\d\d:\d\d:\d\d)(?![\w\-/:])",
    re.MULTILINE,
)
_FIRST_LINE = re.compile(r"\n|, ")
_TEXTS = ("name", "role", "organisation", "constituency", "postcode")
_SAID = frozenset({"placeholder", "tick-for-text"})
UNSURE = frozenset({"ragged-row", "unlikely-letters"})
"""Errors after which nothing that a row says is certain."""
_NO_LETTER = ("deceased", "do not ", "gone away", "return to sender", "opted out")
# At a line's end: the Deceased Estates Fund and Gone Away Lane may have theirs.
_NO_LETTERS = re.compile(
    r"\b(?:do not (?:contact|mail|post|send|use|write)\b.*"
    r"|(?:deceased|gone away|return to sender|opted out)(?=[\W\d]*?(?:\n|\Z)))",
    re.IGNORECASE,
)
_LONGEST_STATUS = 40
"""Letters of a cell that says how things stand; what is longer may tell of somebody else."""
_LONDON = re.compile(r"\blondon\b", re.IGNORECASE)
_OFFICE_HOLDERS = ("minister", "embassy")
_SPARE_LINES = 3  # name, office and body: what can stand before an address


def read_row(reading: RowReading, context: RowContext) -> Recipient | None:
    """Return the recipient in a row, or None for an error; problems gather in ``reading``."""
    if reading.problems and any(problem.code in UNSURE for problem in reading.errors):
        return None  # its cells may be in the wrong columns: what they say is no news
    if _gets_none(reading):
        return None
    kind = kind_in(reading, context)
    if kind == "embassy" and reading.get("country") and _in_this_country(reading):
        reading.values = _state_for_country(reading.values)
    name = _name(reading)
    role = reading.get("role")
    organisation = reading.get("organisation")
    if not (name or role or organisation) and "placeholder" not in {p.code for p in reading.errors}:
        reading.tell("no-addressee")
    for column in _TEXTS:
        text = reading.values.get(column)
        if text and (text[0].isdigit() or text[-1].isdigit()) and _DATE_FOR_NUMBER.fullmatch(text):
            reading.tell("date-for-text", column=column, text=text)
    address = _address(reading, kind, name, role, organisation)
    recipient = Recipient(
        id=own_id(reading) or derived_id(kind or "other", name, role, organisation),
        row=reading.row,
        kind=kind or "other",
        name=name,
        role=role,
        organisation=organisation,
        state=state_in(reading),
        address=address,
        as_of=date_in(reading, context, office_holder=bool(name) and kind in _OFFICE_HOLDERS),
        extra=reading.extra,
        file=context.file,
        **optional_fields(reading),
    )
    recipient = settled(recipient, reading)
    if address.lines:
        _check_lines(reading, recipient)
    if kind is None or (reading.problems and reading.errors):
        return None
    return recipient


def _gets_none(reading: RowReading) -> bool:
    """Whether a row says that its reader gets no letter, which is told."""
    text = "\n".join((*reading.values.values(), *reading.extra.values())).casefold()
    marked = any(map(text.__contains__, _NO_LETTER)) and _NO_LETTERS.search(text)
    if not (marked or reading.extra):
        return False
    who = reading.get("name") or reading.get("organisation") or "whoever it is"
    cells = {**reading.values, **reading.extra} if marked else reading.extra
    for column, cell in cells.items():
        if column == LEFT and cell.casefold() not in _NO:
            reading.tell("left-office", column=column, who=who, left=cell)
            return True
        meant = column != "note" and (column in reading.values or len(cell) <= _LONGEST_STATUS)
        if NO_POST.fullmatch(column) and cell.casefold() not in _NO:
            said = f"“{column.replace('_', ' ')}” says {cell}"
        elif marked and meant and (words := _NO_LETTERS.search(cell)):
            said = f"the row says “{words[0].strip()}”"
        else:
            continue
        reading.tell("no-post", column=column, said=said, who=who)
        return True
    return False


def _in_this_country(reading: RowReading) -> bool:
    lines = reading.get("address").splitlines()
    british = any(map(normalised_postcode, (reading.get("postcode"), *lines[-1:])))
    return british or bool(_LONDON.search(reading.get("address")))


def _state_for_country(values: Mapping[str, str]) -> Mapping[str, str]:
    """Return a mission's cells, the country it represents being its state."""
    if state_code(values["country"]) == OWN_STATE:
        return values
    others = {column: text for column, text in values.items() if column != "country"}
    return {"state": values["country"], **others}


def _name(reading: RowReading) -> str:
    name = title_first(reading.get("name"))
    if "@" in name:
        reading.tell("email-for-name", name=name)
    if is_title_alone(name):
        reading.tell("title-for-name", name=name)
    if _TWO_NAMES.fullmatch(name) and not names_an_office(name):
        reading.tell("two-names", name=name)
    nothing = name and (name.casefold() in _NO_NAMES or not any(map(str.isalpha, name)))
    if nothing and _SAID.isdisjoint(problem.code for problem in reading.errors):
        reading.tell("no-name", name=name)
    if case := _odd_case(styled_name(name), comma="," in name):
        reading.tell("name-case", name=name, case=case)
    if (name[-1:] != ")" and "," not in name) or parted_name(name)[1]:
        return name
    if name.endswith(")") and styled_name(name).plain.endswith(")"):
        reading.tell("name-brackets", name=name)
    bare = _IN_BRACKETS.sub("", name)
    if "," in name and not names_an_office(name) and (meant := _surname_last(bare)):
        reading.tell("surname-first", name=name, meant=meant)
    return name


def _odd_case(name: StyledName, *, comma: bool) -> str:
    """Return what is odd about a name's capitals, or nothing; one word may be "UNHCR"."""
    plain = name.plain
    if " " not in plain:
        if not name.prefixes:
            return ""
        shouted = plain.isupper() and len(plain) > 3
        return "is in small letters" if plain.islower() else "is in capitals" if shouted else ""
    if plain.isupper():
        return "is all in capitals"
    if plain.islower():
        return "is all in small letters"
    first = name.forename
    if not comma and first.isupper() and len(first) > 2 and not name.surname.isupper():
        return "has its first word in capitals, as if the surname came first"
    return "has its surname in capitals" if len(name.surname) > 2 and name.surname.isupper() else ""


def _surname_last(name: str) -> str:
    """Return a name that was written surname first as it belongs on an envelope, or nothing."""
    before, _, behind = name.rpartition(",")
    honours = styled_name(f"{_SURNAME} {behind}")
    if "," in before and honours.plain == _SURNAME:
        meant = _surname_last(before)  # "Surname, Forename, Jr."
        return " ".join((meant, *honours.post_nominals)) if meant else ""
    match = _SURNAME_FIRST.fullmatch(name)
    if match is None:
        return ""
    titled, rest = styled_name(match["surname"]), styled_name(match["rest"])
    surname = titled.plain or match["surname"]
    if rest.plain in POST_NOMINALS or (rest.plain.isupper() and not surname.isupper()):
        return ""  # the comma stands before honours
    styled = rest.prefixes or rest.plain.casefold() in DIGNITIES
    if surname.count(" ") > 1 and not styled:
        return ""
    if surname.isupper() and not rest.plain.isupper():
        surname = surname.title()
    prefixes = (*titled.prefixes, *rest.prefixes)
    return " ".join((*prefixes, rest.plain, surname, *rest.post_nominals))


def _address(
    reading: RowReading, kind: Kind | None, name: str, role: str, organisation: str
) -> PostalAddress:
    raw, postcode, country = map(reading.get, ("address", "postcode", "country"))
    known = kind and default_address(
        kind, post_nominals=styled_name(name).post_nominals, role=role, organisation=organisation
    )
    if not raw:
        if kind is None:
            return PostalAddress()  # the kind would say where to write; it is asked for already
        problem = postcode_problem(postcode) if postcode and not country else None
        if problem:
            reading.problems.append(problem)
            return PostalAddress()
        if known and normalised_postcode(postcode) in ("", known.postcode) and not country:
            return known
        reading.tell("no-address")
        return PostalAddress()
    if known and not country and normalised_postcode(postcode) in ("", known.postcode):
        house = {line.casefold() for line in (*known.lines, f"the {known.lines[0]}")}
        if {part.strip().casefold() for part in _FIRST_LINE.split(raw)} <= house:
            return known
    address, problems = read_address(_without_name(raw, name), postcode, country)
    reading.problems += (*_spoilt_lines(raw), *problems)
    if known and not organisation and set(address.lines) < set(known.lines):
        return known  # "London, SW1A 0AA" leaves out the House
    return address


@lru_cache(maxsize=1024)
def _spoilt_lines(address: str) -> tuple[Problem, ...]:
    """Return the problems of what a program made of an address's lines."""
    found: list[Problem] = []
    if date := _DATE_FOR_NUMBER.search(address):
        found.append(told("date-for-text/line", text=date[0]))
    if hashes := TOO_NARROW.search(address):
        found.append(told("too-narrow/line", text=hashes[0]))
    if line := placeholder_line(address):
        found.append(told("placeholder/line", text=line))
    return tuple(found)


def _without_name(address: str, name: str) -> str:
    """Return an address without the reader's name on its first line, where labels have it."""
    if not name or address[:1].isdigit():
        return address
    first, *rest = _FIRST_LINE.split(address, maxsplit=1)
    if not rest:
        return address
    one, other = (loosely(styled_name(text).plain) for text in (first, name))
    return rest[0] if one == other else address


def _check_lines(reading: RowReading, recipient: Recipient) -> None:
    lines = len(recipient.address.lines)
    # The form of address is worked out only where it could tip the balance.
    if line_count_problem(1, recipient.address) or line_count_problem(
        _SPARE_LINES, recipient.address
    ):
        name_lines = len(form_of_address(recipient).envelope_lines)
        if lines and (problem := line_count_problem(name_lines, recipient.address)):
            reading.problems.append(problem)
