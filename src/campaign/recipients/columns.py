"""The header row: which column is which, in the many ways that people name them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from campaign.problems import Problem, nearest

ADDRESS_LINES = tuple(f"address_{line}" for line in range(1, 8))
COLUMNS: tuple[str, ...] = (
    "id",
    "kind",
    "name",
    "role",
    "organisation",
    "constituency",
    "party",
    "state",
    "address",
    *ADDRESS_LINES,
    "postcode",
    "country",
    "email",
    "address_as",
    "gender",
    "note",
    "template",
    "language",
    "copies",
    "as_of",
)
"""The columns of the list, in the order in which we write them."""

# Parts that sheets keep in columns of their own; they are put together into name and address.
NAME_PARTS = ("name_title", "forename", "surname", "honours")
TOWN = "town"
ADDRESS_PARTS = ("address", *ADDRESS_LINES, TOWN)

_SYNONYMS: dict[str, str] = {
    "identifier": "id",
    "recipient_id": "id",
    "type": "kind",
    "recipient_type": "kind",
    "category": "kind",
    "full_name": "name",
    "fullname": "name",
    "full_title": "name",
    "styled_name": "name",
    "recipient": "name",
    "recipient_name": "name",
    "contact_name": "name",
    "job_title": "role",
    "jobtitle": "role",
    "position": "role",
    "office": "role",
    "post": "role",
    "organization": "organisation",
    "organisation_name": "organisation",
    "organization_name": "organisation",
    "org": "organisation",
    "company": "organisation",
    "department": "organisation",
    "mission": "organisation",
    "seat": "constituency",
    "constituency_name": "constituency",
    "political_party": "party",
    "party_name": "party",
    "state_code": "state",
    "full_address": "address",
    "postal_address": "address",
    "mailing_address": "address",
    "street": "address_1",
    "street_address": "address_1",
    "post_code": "postcode",
    "postal_code": "postcode",
    "postalcode": "postcode",
    "zip": "postcode",
    "zip_code": "postcode",
    "e_mail": "email",
    "email_address": "email",
    "e_mail_address": "email",
    "addressas": "address_as",
    "salutation": "address_as",
    "greeting": "address_as",
    "dear": "address_as",
    "sex": "gender",
    "personal_note": "note",
    "letter_template": "template",
    "lang": "language",
    "number_of_copies": "copies",
    "no_of_copies": "copies",
    "asof": "as_of",
    "checked_on": "as_of",
    "last_checked": "as_of",
    "title": "name_title",
    "honorific": "name_title",
    "prefix": "name_title",
    "first_name": "forename",
    "firstname": "forename",
    "first_names": "forename",
    "forenames": "forename",
    "given_name": "forename",
    "last_name": "surname",
    "lastname": "surname",
    "family_name": "surname",
    "suffix": "honours",
    "post_nominals": "honours",
    "postnominals": "honours",
    "letters_after_name": "honours",
    "post_town": TOWN,
    "city": TOWN,
    "town_city": TOWN,
}
_ADDRESS_LINE = re.compile(r"(?:address|addr|address_line|line)_?([1-7])")
_CLOSE = 0.8
# Near to a known column in letters, and yet meant as they are: no county goes on an envelope.
_OTHER_DELIMITERS = (";", "\t", "|")
_LEFT_ALONE = frozenset({"county"})
_KNOWN = frozenset({*COLUMNS, *NAME_PARTS, TOWN})


@dataclass(frozen=True, slots=True)
class Layout:
    """Which column of the sheet holds what.

    ``fields`` and ``extras`` pair a column's place, from 0, with its known or its own name;
    ``repeats`` pairs the place of a further column of a known name with that name.
    """

    fields: tuple[tuple[int, str], ...]
    extras: tuple[tuple[int, str], ...]
    repeats: tuple[tuple[int, str], ...]
    unnamed: tuple[int, ...]
    width: int
    problems: tuple[Problem, ...]

    @property
    def known(self) -> frozenset[str]:
        """The names of the known columns that the sheet has."""
        return frozenset(field for _, field in self.fields)


def plain_header(header: str) -> str:
    """Return a header in lower case with underscores: "Post Code*" → "post_code"."""
    return re.sub(r"[\W_]+", "_", header.casefold()).strip("_")


def column_name(header: str) -> str:
    """Return the known column that a header means, or its own plain name."""
    plain = plain_header(header)
    if plain in _KNOWN:
        return plain
    if line := _ADDRESS_LINE.fullmatch(plain):
        return f"address_{line[1]}"
    return _SYNONYMS.get(plain, plain)


def recognised(cells: Sequence[str]) -> int:
    """Return how many cells of a row are known column names."""
    return len({name for cell in cells if (name := column_name(cell)) in _KNOWN})


def spreadsheet_column(place: int) -> str:
    """Return the letters a spreadsheet shows over a column: 0 → "A", 26 → "AA"."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def layout(header: Sequence[str], row: int) -> Layout:
    """Return what each column of a header row holds, with the header's problems."""
    taken: dict[str, int] = {}
    extras: list[tuple[int, str]] = []
    repeats: list[tuple[int, str]] = []
    unnamed: list[int] = []
    problems: list[Problem] = []
    # A column by its own name goes before a synonym of it, wherever the two stand.
    exact = {plain_header(cell) for cell in header}
    for place, cell in enumerate(header):
        name = column_name(cell)
        if not name:
            unnamed.append(place)
        elif name in _KNOWN and name != plain_header(cell) and name in exact:
            extras.append((place, plain_header(cell)))
        elif name in taken:
            problems.append(_duplicate(cell, place, taken[name], row))
            if name in _KNOWN:
                repeats.append((place, name))
            else:
                extras.append((place, f"{name}_{place + 1}"))
        else:
            taken[name] = place
            if name not in _KNOWN:
                extras.append((place, name))
        if any(mark in cell for mark in _OTHER_DELIMITERS):
            problems.append(_mixed_delimiters(cell, place, row))
    fields = tuple((place, name) for name, place in taken.items() if name in _KNOWN)
    found = Layout(fields, tuple(extras), tuple(repeats), tuple(unnamed), len(header), ())
    problems += _missing(found, header, row)
    return Layout(fields, found.extras, found.repeats, found.unnamed, found.width, tuple(problems))


def _duplicate(cell: str, place: int, first: int, row: int) -> Problem:
    return Problem(
        "duplicate-column",
        f"the columns {spreadsheet_column(first)} and {spreadsheet_column(place)} are both"
        f" headed “{cell.strip()}”, or mean the same",
        "Rename or delete one of them.",
        row=row,
        column=cell.strip(),
    )


def _mixed_delimiters(cell: str, place: int, row: int) -> Problem:
    return Problem(
        "mixed-delimiters",
        f"the heading of column {spreadsheet_column(place)}, “{cell.strip()}”, has a delimiter in"
        " it: commas, semicolons, tabs or bars are mixed",
        "Save the list again with one delimiter, and look at the columns to its right.",
        row=row,
        column=cell.strip(),
    )


def _missing(found: Layout, header: Sequence[str], row: int) -> list[Problem]:
    problems: list[Problem] = []
    own_names = [name for _, name in found.extras]
    if "kind" not in found.known:
        near = nearest("kind", own_names)
        problems.append(
            Problem(
                "missing-column",
                "there is no column “kind”",
                f"{near} Add a column “kind” with mp, peer, minister, embassy or other in each"
                " row.".lstrip(),
                row=row,
                column="kind",
            )
        )
    if not found.known & {"name", "surname", "role", "organisation"}:
        problems.append(
            Problem(
                "missing-column",
                "there is no column “name”, nor “role” or “organisation”",
                f"{nearest('name', own_names)} Add a column that says who each letter is"
                " for.".lstrip(),
                row=row,
                column="name",
            )
        )
    absent = [column for column in COLUMNS if column not in found.known]
    for place, name in found.extras:
        if get_close_matches(name, absent, n=1, cutoff=_CLOSE) and name not in _LEFT_ALONE:
            problems.append(
                Problem(
                    "unknown-column",
                    f"the column “{header[place].strip()}” is not one of the known columns",
                    f"{nearest(name, absent)} As it stands, only templates can use it.",
                    row=row,
                    column=header[place].strip(),
                    severity="warning",
                )
            )
    return problems
