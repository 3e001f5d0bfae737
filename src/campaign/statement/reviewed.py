"""The reviewed ``calls.toml``, held to the statement's own words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, get_args

from campaign.model import KINDS, CallToAction, Kind, Quotation, Statement
from campaign.problems import CampaignError, Problem, nearest
from campaign.statement.wording import Wording

Table = Literal["call", "quotation"]

_CALL_KEYS: dict[str, type] = {
    "id": str,
    "addressee": str,
    "addressee_key": str,
    "verb": str,
    "action": str,
    "sentence": str,
    "stem": str,
    "by": str,
    "use": bool,
    "plain": str,
    "for": list,
    "order": int,
    "sure": bool,
}
_QUOTATION_KEYS: dict[str, type] = {"speaker": str, "role": str, "text": str, "use": bool}
KEYS: dict[Table, dict[str, type]] = {"call": _CALL_KEYS, "quotation": _QUOTATION_KEYS}
NEEDED: dict[Table, tuple[str, ...]] = {
    "call": ("addressee", "action", "sentence"),
    "quotation": ("speaker", "text"),
}
_IN_WORDS = {str: "words in quotation marks", bool: "true or false", int: "a whole number"}
_WANTED = {
    "addressee": 'Write who is asked: addressee = "the Home Office".',
    "action": "Copy what they are to do from the sentence, word for word.",
    "sentence": "Copy the whole sentence from the statement, word for word.",
    "speaker": "Write who said it, as the statement names them.",
    "text": "Copy what they said from the statement, word for word.",
}
_HEADER = re.compile(r"^[ \t]*\[\[[ \t]*(?P<table>[\w-]+)[ \t]*\]\]", re.MULTILINE)


def read_calls(
    path: Path, statement: Statement
) -> tuple[tuple[CallToAction, ...], tuple[Problem, ...]]:
    """Return the calls in use, in reading order, with the statement's own spelling and offsets.

    A call with an ``order`` comes before those without. Problems name the line. Raises
    CampaignError when the file cannot be read at all.
    """
    review = _Review.of(path, statement)
    if not isinstance(review.data.get("reviewed", True), bool):
        line = 1 + review.text[: review.text.find("reviewed")].count("\n")
        review.problem("calls-value", line, "“reviewed” should be true or false.")
    calls = [call for entry in review.entries("call") if (call := review.call(entry))]
    calls.sort(key=lambda call: (call.order is None, call.order or 0, call.start))
    return tuple(calls), tuple(review.problems)


def reviewed(path: Path) -> bool:
    """Whether a person has read the calls: a file that does not say, as older ones, was read.

    False where there is no such file, or none that can be read.
    """
    try:
        return read_toml(path)[1].get("reviewed", True) is True
    except CampaignError:
        return False


def read_quotations(
    path: Path, statement: Statement
) -> tuple[tuple[Quotation, ...], tuple[Problem, ...]]:
    """Return the quotations in use, in reading order, held to the statement like the calls."""
    review = _Review.of(path, statement)
    quotations = [q for entry in review.entries("quotation") if (q := review.quotation(entry))]
    return tuple(sorted(quotations, key=lambda q: q.start)), tuple(review.problems)


def read_toml(path: Path, mend: str = "Copy it from a new campaign.") -> tuple[str, dict[str, Any]]:
    """Return a TOML file's text and its data; raises CampaignError naming the line at fault.

    ``mend`` says what to do where there is no such file.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
        return text, tomllib.loads(text)
    except FileNotFoundError:
        message = f"There is no {path.name}."
        raise CampaignError(Problem("file-missing", message, mend, str(path))) from None
    except (OSError, UnicodeDecodeError) as error:
        raise CampaignError(
            Problem("file-unreadable", f"{path.name} cannot be read: {error}.", file=str(path))
        ) from error
    except RecursionError as error:
        message = f"{path.name} is nested too deeply."
        hint = "Look for a long row of brackets."
        raise CampaignError(Problem("toml-syntax", message, hint, str(path))) from error
    # Also a number of five thousand digits, of which the line is not told.
    except ValueError as error:
        place = re.search(r"at line (\d+)", str(error))
        last = text.count("\n") + 1
        raise CampaignError(
            Problem(
                "toml-syntax",
                f"{path.name} is not written as TOML should be: {error}.",
                "Look for a missing quotation mark or bracket on that line or the one before.",
                str(path),
                int(place[1]) if place else last,
            )
        ) from error


def header_lines(text: str) -> Iterator[tuple[str, int, str]]:
    """Yield each ``[[table]]`` with its line (from 1) and the text up to the next header."""
    headers = list(_HEADER.finditer(text))
    ends = [header.start() for header in headers[1:]] + [len(text)]
    for header, end in zip(headers, ends, strict=False):
        yield header["table"], text.count("\n", 0, header.start()) + 1, text[header.start() : end]


@dataclass(frozen=True, slots=True)
class _Entry:
    """One ``[[call]]`` or ``[[quotation]]`` of the file, and the lines it is written on."""

    table: Table
    values: Mapping[str, Any]
    line: int
    source: str

    def line_of(self, key: str) -> int:
        found = re.search(rf"^[ \t]*{re.escape(key)}[ \t]*=", self.source, re.MULTILINE)
        return self.line + (self.source.count("\n", 0, found.start()) if found else 0)


@dataclass(slots=True)
class _Review:
    """A reading of the file in progress: what it holds, the statement, what was found wrong."""

    path: Path
    text: str
    data: Mapping[str, Any]
    statement: Statement
    wording: Wording
    problems: list[Problem] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, path: Path, statement: Statement) -> _Review:
        source = read_toml(path, mend="Make it with: campaign calls --write")
        return cls(path, *source, statement, Wording.of(statement.text))

    def problem(self, code: str, line: int, message: str, hint: str = "") -> None:
        self.problems.append(Problem(code, message, hint, str(self.path), line))

    def entries(self, table: Table) -> Iterator[_Entry]:
        """Yield the entries that a person has not put aside and that have the right shape."""
        lines = [(line, source) for name, line, source in header_lines(self.text) if name == table]
        found = self.data.get(table, [])
        if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
            self.problem("calls-shape", 1, f"“{table}” should stand alone as [[{table}]].")
            return
        for number, values in enumerate(found):
            line, source = lines[number] if number < len(lines) else (1, "")
            entry = _Entry(table, values, line, source)
            if self._well_formed(entry) and values.get("use", True) and self._complete(entry):
                yield entry

    def _well_formed(self, entry: _Entry) -> bool:
        known, before = KEYS[entry.table], len(self.problems)
        for key, value in entry.values.items():
            if key not in known:
                hint = nearest(key, known) or f"A {entry.table} has: {', '.join(known)}."
                if key == "reviewed":
                    hint = "It stands at the top of the file, above the first [[call]]."
                message = f"A {entry.table} has no “{key}”."
                self.problem("calls-unknown-key", entry.line_of(key), message, hint)
            elif not _is(value, known[key]):
                wanted = _IN_WORDS.get(known[key], f"a list, such as {list(KINDS[:2])}")
                self.problem("calls-value", entry.line_of(key), f"“{key}” should be {wanted}.")
        return len(self.problems) == before

    def _complete(self, entry: _Entry) -> bool:
        """Whether an entry in use has all that a letter needs of it."""
        missing = [key for key in NEEDED[entry.table] if not entry.values.get(key)]
        for key in missing:
            message = f"This {entry.table} has no “{key}”."
            self.problem("calls-missing-key", entry.line_of(key), message, _WANTED[key])
        return not missing

    def call(self, entry: _Entry) -> CallToAction | None:
        """Return the call in the statement's own words, or None with the problems noted."""
        values, before = dict(entry.values), len(self.problems)
        span = self._held(entry, "sentence")
        stem = self._held(entry, "stem") if values.get("stem") else (0, 0)
        if span and stem:
            within = self.statement.text[slice(*stem)], self.statement.text[slice(*span)]
            action = self._within(entry, "action", within)
            self._kinds(entry)
            key = values.get("addressee_key") or self._key(values["addressee"], span[0])
            name = values.get("id") or _name(key, action)
            self._own_id(entry, name)
        if len(self.problems) > before or not span or not stem:
            return None
        return CallToAction(
            id=name,
            addressee=values["addressee"],
            addressee_key=key,
            verb=values.get("verb", ""),
            action=action,
            sentence=within[1],
            start=span[0],
            end=span[1],
            by=values.get("by") or "issuer",
            stem=within[0],
            plain=values.get("plain", ""),
            kinds=tuple(values.get("for", ())),
            order=values.get("order"),
            sure=values.get("sure", True),
        )

    def _key(self, addressee: str, offset: int) -> str:
        """Return the key of an addressee whom a person has named without one."""
        from campaign.statement.actors.keys import addressee_key
        from campaign.statement.actors.setting import read_setting
        from campaign.statement.text.heading import Heading

        said = self.statement
        heading = Heading(said.title, said.issuer, said.date, 0)
        return addressee_key(addressee, read_setting(said.text, heading), offset)

    def quotation(self, entry: _Entry) -> Quotation | None:
        """Return the quotation in the statement's own spelling, or None with the problem noted."""
        if not (span := self._held(entry, "text")):
            return None
        text = self.statement.text[slice(*span)]
        return Quotation(entry.values["speaker"], entry.values.get("role", ""), text, *span)

    def _held(self, entry: _Entry, key: str) -> tuple[int, int] | None:
        span = self.wording.find(entry.values[key])
        if span is None:
            self._not_in_source(entry, key, "in the statement")
        return span

    def _within(self, entry: _Entry, key: str, sources: tuple[str, ...]) -> str:
        for source in sources:
            if span := Wording.of(source).find(entry.values[key]):
                return source[slice(*span)]
        self._not_in_source(entry, key, "in this call's sentence")
        return ""

    def _not_in_source(self, entry: _Entry, key: str, where: str) -> None:
        words = " ".join(str(entry.values[key]).split())
        short = words if len(words) <= 60 else f"{words[:60].rsplit(' ', 1)[0]}…"
        self.problem(
            f"{entry.table}-not-in-statement",
            entry.line_of(key),
            f"The {key} “{short}” does not stand {where} word for word.",
            "Restore the statement's words; your own words belong in “plain”."
            if entry.table == "call"
            else "Restore the statement's words, or set use = false.",
        )

    def _kinds(self, entry: _Entry) -> None:
        for kind in entry.values.get("for", ()):
            if kind not in get_args(Kind):
                message = f"“{kind}” is not a kind of recipient."
                hint = nearest(str(kind), KINDS) or f"The kinds are {', '.join(KINDS)}."
                self.problem("calls-value", entry.line_of("for"), message, hint)

    def _own_id(self, entry: _Entry, name: str) -> None:
        if name in self.ids:
            message = f"Two calls have the id “{name}”."
            self.problem("calls-same-id", entry.line_of("id"), message, "Give each its own.")
        self.ids.add(name)


def _name(key: str, action: str) -> str:
    """Return the id of a call to which a person gave none."""
    from campaign.statement.finding.actions import name_of

    return name_of(key, action)


def _is(value: object, wanted: type) -> bool:
    # true is an int to Python, never to a campaigner.
    return isinstance(value, wanted) and (wanted is bool or not isinstance(value, bool))
