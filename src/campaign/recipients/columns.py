"""The header row: which column is which, in the many ways that people name them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from campaign.forms_of_address import PARLIAMENT_ADDRESS_AS
from campaign.problems import Problem, nearest
from campaign.recipients.headings import (
    ADDRESS_PARTS,
    COLUMNS,
    COUNTY,
    KNOWN,
    LARGE_PRINT,
    LINES,
    NAME_PARTS,
    NO_POST,
    OTHERWISE,
    column_name,
    is_known,
    plain_header,
    suggested,
)
from campaign.recipients.names import are_titles
from campaign.recipients.told import told
from campaign.recipients.values import kind_of

HEADER_WITHIN = 20
"""Rows among which the header is sought."""

_LEAST_KNOWN = 2
_CLOSE = 0.8
_OTHER_DELIMITERS = (";", "\t", "|")
# Near to a known column in letters, and yet meant as they are: no county goes on an envelope.
_LEFT_ALONE = frozenset({"county", PARLIAMENT_ADDRESS_AS})
# What compose.py prints in a letter of that language: note_cy, ask_cy.
_IN_A_LANGUAGE = re.compile(r"(?:note|ask)_[a-z]{2,3}")
_TOLD = 50  # headings told of; more would be no list of ours
_BLOCK = "name_and_address"
NAMES = frozenset({"name", "surname", "role", "organisation", _BLOCK})
"""Columns of which one at least says who the letters are for."""


@dataclass(frozen=True, slots=True)
class ColumnUse:
    """What is made of a column: its letter, its heading, and in words what is read from it."""

    letter: str
    heading: str
    use: str
    read: bool = True


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
    header: tuple[str, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def width(self) -> int:
        return len(self.header)

    @property
    def known(self) -> frozenset[str]:
        return frozenset(name for _, name in self.fields)

    @property
    def in_parts(self) -> bool:
        """Whether name or address are to be put together from several columns."""
        return any(name not in COLUMNS or name in LINES[1:] for name in self.known)


def recognised(cells: Sequence[str]) -> int:
    """Return how many cells of a row are known column names."""
    return len({name for cell in cells if is_known(name := column_name(cell))})


def header_place(rows: Sequence[Sequence[str]], chosen: Mapping[str, str] | None = None) -> int:
    """Return the header's place: the first row, or a later one where titles stand above it."""
    ours = {plain_header(heading) for heading in chosen or ()}

    def known(cells: Sequence[str]) -> int:
        plain = {plain_header(cell) for cell in cells}
        return len(ours & plain) + recognised([cell for cell in plain if cell not in ours])

    places = enumerate(rows[:HEADER_WITHIN])
    return next((place for place, cells in places if known(cells) >= _LEAST_KNOWN), 0)


def spreadsheet_column(place: int) -> str:
    """Return the letters a spreadsheet shows over a column: 0 → "A", 26 → "AA"."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def layout(
    header: Sequence[str],
    row: int,
    chosen: Mapping[str, str] | None = None,
    rows: Sequence[Sequence[str]] = (),
) -> Layout:
    """Return what each column of a header row holds, with the header's problems.

    ``chosen`` says for headings what they mean, before anything else does. ``rows`` are the cells
    below, for headings whose meaning depends on them: a salutation may be "Ms." or "Minister".
    """
    mapped, problems = _mapped(header, row, chosen or {})
    names = _names(header, mapped, rows)
    taken: dict[str, int] = {}
    extras: list[tuple[int, str]] = []
    repeats: list[tuple[int, str]] = []
    unnamed: list[int] = []
    # A column by its own name goes before a synonym of it, wherever the two stand.
    exact = {plain_header(cell) for cell in header if plain_header(cell) not in mapped}
    exact |= {*mapped.values()}
    for place, (cell, name) in enumerate(zip(header, names, strict=True)):
        plain = plain_header(cell)
        if not name:
            unnamed.append(place)
        elif is_known(name) and name != plain and plain not in mapped and name in exact:
            extras.append((place, plain))
        elif name in taken:
            problems.append(_duplicate(header, place, taken[name], row))
            if is_known(name):
                repeats.append((place, name))
            else:
                extras.append((place, f"{name}_{place + 1}"))
        else:
            taken[name] = place
            if not is_known(name):
                extras.append((place, name))
        if any(mark in cell for mark in _OTHER_DELIMITERS):
            letter = spreadsheet_column(place)
            problems.append(told("mixed-delimiters", row=row, column=cell.strip(), letter=letter))
    fields = tuple((place, name) for name, place in taken.items() if is_known(name))
    found = Layout(fields, tuple(extras), tuple(repeats), tuple(unnamed), tuple(header))
    return replace(found, problems=(*problems, *_missing(found, row), *_unread(found, row)))


def _mapped(
    header: Sequence[str], row: int, chosen: Mapping[str, str]
) -> tuple[dict[str, str], list[Problem]]:
    """Return what was chosen as plain headings and column names, with what cannot be."""
    here = {plain_header(cell): cell.strip() for cell in header}
    mapped: dict[str, str] = {}
    problems: list[Problem] = []
    for heading, meaning in chosen.items():
        plain, name = plain_header(heading), column_name(meaning)
        if plain not in here:
            near = nearest(plain, here) or f"The headings are: {', '.join(here.values())}."
            problems.append(told("no-column", row=row, column=heading, meaning=meaning, near=near))
        elif not is_known(name):
            near = nearest(name, KNOWN) or f"The columns are: {', '.join(COLUMNS)}."
            way = "no-column/of-ours"
            problems.append(told(way, row=row, column=heading, meaning=meaning, near=near))
        else:
            mapped[plain] = name
    return mapped, problems


def _names(
    header: Sequence[str], mapped: Mapping[str, str], rows: Sequence[Sequence[str]]
) -> list[str]:
    """Return what each heading means, by choice, by its words and by what stands below it."""
    names = [mapped.get(plain_header(cell)) or column_name(cell) for cell in header]
    given = {*names} | ({"name"} if {"surname", _BLOCK} & {*names} else set())
    if any(name in ADDRESS_PARTS for name in names):
        given.add("address")
    for place, cell in enumerate(header):
        plain = plain_header(cell)
        if plain in mapped:
            continue
        other = OTHERWISE.get(plain, "")
        if names[place] == "kind" and plain != "kind":
            below = {*_below(rows, place)}
            if not below or any(map(kind_of, below)):
                continue
            names[place] = plain
        # "Last" may be when they were met, where the name stands elsewhere.
        if other and other not in given and not (other in NAME_PARTS and "name" in names):
            names[place] = other
            given.add(names[place])
        elif (
            names[place] == "address_as"
            and plain != "address_as"
            and are_titles({*_below(rows, place)})
        ):
            # Where Salutation holds "Ms.", the column Title beside it holds the office.
            names = ["role" if name == "name_title" else name for name in names]
            names[place] = "name_title"
    return _spread(names)


def _spread(names: list[str]) -> list[str]:
    """Return the names with an address's lines told apart, where its heading spans columns.

    So spreadsheets have a merged cell: "Address", then columns without a heading up to the next.
    """
    start = names.index("address") if "address" in names else len(names)
    end = next((place for place in range(start + 1, len(names)) if names[place]), 0)
    lines = LINES[1:]
    if not 2 <= end - start <= len(lines) or {*lines} & {*names}:
        return names
    return [*names[:start], *lines[: end - start], *names[end:]]


def _below(rows: Sequence[Sequence[str]], place: int) -> Iterator[str]:
    return (text for cells in rows if len(cells) > place and (text := cells[place].strip()))


def _duplicate(header: Sequence[str], place: int, first: int, row: int) -> Problem:
    cell = header[place].strip()
    same = plain_header(cell) == plain_header(header[first])
    # Exports have an employer beside an organisation; a row in which the two differ is told.
    way = "duplicate-column" if same else "duplicate-column/meaning"
    one, other = spreadsheet_column(first), spreadsheet_column(place)
    return told(way, row=row, column=cell, one=one, other=other)


def _missing(found: Layout, row: int) -> Iterator[Problem]:
    own_names = [name for _, name in found.extras]
    if "kind" not in found.known:
        yield told("missing-column/kind", row=row, near=nearest("kind", own_names))
    if not found.known & NAMES:
        yield told("missing-column/name", row=row, near=nearest("name", own_names))


def _unread(found: Layout, row: int) -> Iterator[Problem]:
    """Yield a warning for each column that is not read and seems to be meant for one that is."""
    for place, name in found.extras[:_TOLD]:
        meant = _meant(name, found.known)
        if not meant:
            continue
        way = "unknown-column/beside" if meant in found.known else "unknown-column"
        if meant == LARGE_PRINT:
            way = "unknown-column/large-print"
        yield told(way, row=row, column=found.header[place].strip(), meant=meant)


def _meant(name: str, known: frozenset[str]) -> str:
    """Return the column that an unread one may be meant for, or nothing."""
    if name in _LEFT_ALONE or name in OTHERWISE or _IN_A_LANGUAGE.fullmatch(name):
        return ""
    absent = [column for column in COLUMNS if column not in known]
    close = get_close_matches(name, absent, n=1, cutoff=_CLOSE)
    return close[0] if close else suggested(name)


def uses(found: Layout) -> tuple[ColumnUse, ...]:
    """Return what is made of each column, from left to right, in words."""
    words: dict[int, tuple[str, bool]] = {}
    for place, name in (*found.fields, *found.repeats):
        words[place] = _use(name), True
    for place, name in found.extras:
        meant = _meant(name, found.known)
        if meant == LARGE_PRINT:
            meant = "not read: letters in large print are made apart"
        elif meant:
            meant = f"not read; did you mean {meant}?"
        elif COUNTY.fullmatch(name):
            meant = "not read: no county goes on an envelope"
        elif NO_POST.fullmatch(name):
            meant = "whoever it marks gets no letter"
        words[place] = meant or "kept for templates", False
    return tuple(
        ColumnUse(spreadsheet_column(place), found.header[place].strip(), *words[place])
        for place in sorted(words)
    )


def _use(name: str) -> str:
    whose, _, part = name.rpartition(".")
    if part in NAME_PARTS:
        return "part of the name"
    if part == _BLOCK:
        return "the name, and below it the address"
    if part in ADDRESS_PARTS and part != "address":
        part = "part of the address"
    return f"{part}, where no other address is given" if whose else part
