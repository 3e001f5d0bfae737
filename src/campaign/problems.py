"""A problem with its place and its mend, and the one base error."""

import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Literal

Severity = Literal["error", "warning"]

_MOST_LETTERS = 4_000
"""Letters of a message that are told."""

_JSON_KEYS = ("severity", "code", "file", "row", "column", "message", "hint")
"""What a problem has in every ``--json`` document."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a campaigner should mend, and where.

    ``row`` is the row that a spreadsheet shows (the header is row 1); for text files it is the
    line, counted from 1. ``message`` says what is wrong, ``hint`` how to mend it.
    """

    code: str
    message: str
    hint: str = ""
    file: str = ""
    row: int | None = None
    column: str | None = None
    severity: Severity = "error"

    @property
    def place(self) -> str:
        """Where the problem is, as ``file:row`` with the column if there is one."""
        place = self.file if self.row is None else f"{self.file}:{self.row}"
        return place if self.column is None else f"{place} ({self.column})"

    def __str__(self) -> str:
        text = f"{in_short(self.place)}: " if self.place else ""
        text += in_short(self.message)
        return f"{text} {in_short(self.hint)}" if self.hint else text

    def to_json(self) -> dict[str, str | int | None]:
        """Return the problem as the contract shapes it."""
        values = ((key, getattr(self, key)) for key in _JSON_KEYS)
        return {key: in_short(one) if isinstance(one, str) else one for key, one in values}


def in_short(words: str) -> str:
    """Return words that quote a file of another's making, which may hold a million in a row."""
    return words if len(words) <= _MOST_LETTERS else f"{words[:_MOST_LETTERS]}…"


class CampaignError(Exception):
    """The one base error: work cannot go on, and these problems say why."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


def refuse(problems: Iterable[Problem]) -> None:
    """Raise the error of these problems, if there are any."""
    if found := tuple(problems):
        raise CampaignError(*found)


def stop(
    code: str,
    message: str,
    hint: str = "",
    file: str = "",
    row: int | None = None,
    column: str | None = None,
) -> CampaignError:
    """Return the error of one problem, after which work cannot go on."""
    return CampaignError(Problem(code, message, hint, file, row, column))


class Told:
    """Makes problems of the words that a table has for their codes: see recipients/told.toml.

    A code that is told in several ways has each of them under "code/way".
    """

    def __init__(self, table: Path) -> None:
        self.table: dict[str, dict[str, str]] = tomllib.loads(table.read_text(encoding="utf-8"))

    def __call__(
        self,
        code: str,
        *,
        row: int | None = None,
        column: str | None = None,
        file: str = "",
        **words: object,
    ) -> Problem:
        """Return the problem of a code, with its place and what fills its words."""
        said = self.table[code]
        words |= {"row": row, "column": column, "file": file}
        message, hint = (said[part].format(**words).strip() for part in ("message", "hint"))
        severity: Severity = "warning" if "severity" in said else "error"
        place = (file, row, column or said.get("column"))
        return Problem(code.partition("/")[0], message, hint, *place, severity)


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Return those problems that stop a letter; warnings do not."""
    return [problem for problem in problems if problem.severity == "error"]


def as_warnings(problems: Iterable[Problem]) -> list[Problem]:
    """Return problems that stop nothing here, whatever they stop elsewhere."""
    return [replace(problem, severity="warning") for problem in problems]


def in_brief(problems: Iterable[Problem], most: int = 20) -> list[Problem]:
    """Return at most so many problems of one kind from a file, and how many more there are."""
    shown: list[Problem] = []
    counts: Counter[tuple[str, str, Severity]] = Counter()
    last: dict[tuple[str, str, Severity], Problem] = {}
    for problem in problems:
        kind = (problem.code, problem.file, problem.severity)
        counts[kind] += 1
        last[kind] = problem
        if counts[kind] <= most:
            shown.append(problem)
    for kind, count in counts.items():
        # One more takes no more room than the words that it is left out.
        if count == most + 1:
            shown.append(last[kind])
        elif count > most:
            until = f", the last in row {last[kind].row:,}" if last[kind].row else ""
            message = f"There are {count - most:,} more of this kind{until}."
            hint = "Mend those that are shown, and look again."
            shown.append(replace(last[kind], message=message, hint=hint, row=None, column=None))
    return shown


def nearest(word: str, known: Iterable[str]) -> str:
    """Return a "Did you mean “…”?" for the known word nearest to a mistyped one, or nothing."""
    matches = get_close_matches(word.casefold(), list(known), n=1, cutoff=0.6)
    return f"Did you mean “{matches[0]}”?" if matches else ""


def unknown_id(name: str, known: Iterable[str], file: str = "") -> Problem:
    """Return the problem of an id that no recipient has, with the nearest that one has."""
    hint = nearest(name, known) or "See the ids with: campaign recipients list."
    return Problem("unknown-id", f"No recipient has the id “{name}”.", hint, file)


def shown_path(path: Path) -> str:
    """Return a file's path as a campaigner knows it: from the campaign folder, if it is in one."""
    if (path.parent / "campaign.toml").exists():
        return f"{path.parent.name}/{path.name}"
    return path.as_posix()
