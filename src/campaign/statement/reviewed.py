"""The reviewed ``calls.toml``, held to the statement's own words."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

from campaign.folder import read_text, read_toml
from campaign.model import KINDS, CallToAction, Kind, Quotation, Statement
from campaign.problems import CampaignError, Problem, errors, nearest
from campaign.statement.told import told
from campaign.statement.wording import Wording
from campaign.toml_lines import loaded

if TYPE_CHECKING:
    from campaign.statement.actors.setting import Setting

_Table = Literal["call", "quotation"]
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
KEYS: dict[_Table, dict[str, type]] = {"call": _CALL_KEYS, "quotation": _QUOTATION_KEYS}
NEEDED: dict[_Table, tuple[str, ...]] = {
    "call": ("addressee", "action", "sentence"),
    "quotation": ("speaker", "text"),
}
_IN_WORDS = {str: "words in quotation marks", bool: "true or false", int: "a whole number"}
# What is asked stands before it, in words that the letter does not quote.
_SAYS_LITTLE = re.compile(
    r"(?:to )?(?:(?:do|act) (?:the same|so|likewise)"
    r"|follow (?:suit|(?:its|their|this|that|our|the) (?:example|lead)))\b.{0,40}",
    re.IGNORECASE,
)
_HEADER = re.compile(r"^[ \t]*\[\[[ \t]*(?P<table>[\w-]+)[ \t]*\]\]", re.MULTILINE)


def read_calls(
    path: Path, statement: Statement, name: str = ""
) -> tuple[tuple[CallToAction, ...], tuple[Problem, ...]]:
    """Return the calls in use, in reading order, with the statement's own spelling and offsets.

    A call with an ``order`` comes before those without. Problems name the line, and the file by
    ``name``, as a campaigner knows it. Raises CampaignError when it cannot be read at all.
    """
    return _calls(_Review.of(path, statement, name))


def calls_in(
    text: str, statement: Statement, name: str
) -> tuple[tuple[CallToAction, ...], tuple[Problem, ...]]:
    """Return the calls of a file's text, and what is wrong, as ``read_calls`` would."""
    return _calls(_Review(name, text, loaded(text), statement, Wording.of(statement.text)))


def _calls(review: _Review) -> tuple[tuple[CallToAction, ...], tuple[Problem, ...]]:
    if not isinstance(review.data.get("reviewed", True), bool):
        line = 1 + review.text[: review.text.find("reviewed")].count("\n")
        review.problems.append(told("calls-value/reviewed", file=review.file, row=line))
    calls = [call for entry in review.entries("call") if (call := review.call(entry))]
    calls.sort(key=lambda call: (call.order is None, call.order or 0, call.start))
    return tuple(calls), tuple(review.problems)


def reviewed(path: Path) -> bool:
    """Whether a person has read the calls: a file that does not say, as older ones, was read.

    False where there is no such file, or none that can be read.
    """
    try:
        text = read_text(path, path.name)
        return read_toml(text, path.name).get("reviewed", True) is True
    except CampaignError:
        return False


def read_quotations(
    path: Path, statement: Statement, name: str = ""
) -> tuple[tuple[Quotation, ...], tuple[Problem, ...]]:
    """Return the quotations in use, in reading order, held to the statement like the calls."""
    review = _Review.of(path, statement, name)
    quotations = [q for entry in review.entries("quotation") if (q := review.quotation(entry))]
    return tuple(sorted(quotations, key=lambda q: q.start)), tuple(review.problems)


def parted(text: str) -> tuple[str, list[tuple[str, int, str]]]:
    """Return what stands above the first ``[[table]]``, and each with its line and its text."""
    headers = list(_HEADER.finditer(text))
    ends = [*(header.start() for header in headers), len(text)]
    tables = [
        (header["table"], text.count("\n", 0, header.start()) + 1, text[header.start() : end])
        for header, end in zip(headers, ends[1:], strict=True)
    ]
    return text[: ends[0]], tables


def free_id(wanted: str, taken: Container[str]) -> str:
    """Return an id that no call has: the one wanted, or with the first number that is free."""
    numbered = (f"{wanted}-{number}" for number in count(2))
    return next(name for name in chain([wanted], numbered) if name not in taken)


@dataclass(frozen=True, slots=True)
class _Entry:
    """One ``[[call]]`` or ``[[quotation]]`` of the file, and the lines it is written on."""

    table: _Table
    values: Mapping[str, Any]
    line: int
    source: str

    def line_of(self, key: str) -> int:
        found = re.search(rf"^[ \t]*{re.escape(key)}[ \t]*=", self.source, re.MULTILINE)
        return self.line + (self.source.count("\n", 0, found.start()) if found else 0)


@dataclass(slots=True)
class _Review:
    """A reading of the file in progress: what it holds, the statement, what was found wrong."""

    file: str
    text: str
    data: Mapping[str, Any]
    statement: Statement
    wording: Wording
    problems: list[Problem] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, path: Path, statement: Statement, name: str) -> _Review:
        file = name or str(path)
        text = read_text(path, file, "Make it with: campaign calls --write")
        return cls(file, text, read_toml(text, file), statement, Wording.of(statement.text))

    def tell(self, code: str, entry: _Entry, key: str, **words: Any) -> None:
        words |= {"table": entry.table, "key": key}
        self.problems.append(told(code, file=self.file, row=entry.line_of(key), **words))

    def entries(self, table: _Table) -> Iterator[_Entry]:
        """Yield the entries that a person has not put aside and that have the right shape."""
        lines = [(line, source) for name, line, source in parted(self.text)[1] if name == table]
        found = self.data.get(table, [])
        if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
            self.problems.append(told("calls-shape", file=self.file, row=1, table=table))
            return
        for number, values in enumerate(found):
            line, source = lines[number] if number < len(lines) else (1, "")
            entry = _Entry(table, values, line, source)
            if self._well_formed(entry) and values.get("use", True) and self._complete(entry):
                yield entry

    def _well_formed(self, entry: _Entry) -> bool:
        known, before = KEYS[entry.table], len(self.problems)
        for key, value in entry.values.items():
            if key == "reviewed":
                self.tell("calls-unknown-key/reviewed", entry, key)
            elif key not in known:
                hint = nearest(key, known) or f"A {entry.table} has: {', '.join(known)}."
                self.tell("calls-unknown-key", entry, key, mend=hint)
            elif not _is(value, known[key]):
                wanted = _IN_WORDS.get(known[key], f"a list, such as {list(KINDS[:2])}")
                self.tell("calls-value", entry, key, wanted=wanted)
        return len(self.problems) == before

    def _complete(self, entry: _Entry) -> bool:
        """Whether an entry in use has all that a letter needs of it."""
        missing = [key for key in NEEDED[entry.table] if not entry.values.get(key)]
        for key in missing:
            self.tell(f"calls-missing-key/{key}", entry, key)
        return not missing

    def call(self, entry: _Entry) -> CallToAction | None:
        """Return the call in the statement's own words, or None with the problems noted."""
        from campaign.statement.actors.keys import name_of

        values, before = dict(entry.values), len(errors(self.problems))
        span = self._held(entry, "sentence")
        stem = self._held(entry, "stem") if values.get("stem") else (0, 0)
        if span and stem:
            within = self.statement.text[slice(*stem)], self.statement.text[slice(*span)]
            action = self._within(entry, "action", within)
            self._look_over(entry, action)
            key = self._addressee_key(entry, span[0])
            name = values.get("id") or name_of(key, action)
            if name in self.ids:
                self.tell("calls-same-id", entry, "id", id=name)
            self.ids.add(name)
        if len(errors(self.problems)) > before or not span or not stem:
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

    def _look_over(self, entry: _Entry, action: str) -> None:
        """Tell what is odd about a call whose words stand in the statement."""
        values = entry.values
        for kind in values.get("for", ()):
            if kind not in get_args(Kind):
                hint = nearest(str(kind), KINDS) or f"The kinds are {', '.join(KINDS)}."
                self.tell("calls-value/kind", entry, "for", kind=kind, mend=hint)
        for key in ("for", "plain"):  # whoever wrote one that says nothing meant something else
            if key in values and not values[key]:
                self.tell(f"calls-empty/{key}", entry, key)
        if _SAYS_LITTLE.fullmatch(action) and not values.get("plain"):
            self.tell("calls-says-little", entry, "action", action=action)
        by = values.get("by") or "issuer"
        if by != "issuer" and self.wording.find(by) is None:
            self.tell("calls-by", entry, "by", by=by)

    def _addressee_key(self, entry: _Entry, offset: int) -> str:
        """Return an addressee's key: a person's own, where it can be true, else the name's."""
        from campaign.statement.actors.keys import addressee_key, is_known_key, key_of_name, slug_of

        addressee, key = entry.values["addressee"], str(entry.values.get("addressee_key", ""))
        named = key_of_name(addressee)
        if not key:
            return named or addressee_key(addressee, self._setting(), offset)
        if key == named or _alike(slug_of(key), slug_of(addressee)):
            return key
        tell = partial(self.tell, entry=entry, key="addressee_key", given=key, addressee=addressee)
        if is_known_key(key):
            if named:
                tell("calls-addressee-key/other", own=named)
        elif len(key) == 2:
            other = {"uk": "gb", "eu": "european-union", "un": "united-nations"}.get(key.lower())
            meant = f"Did you mean “{other or key.lower()}”?" if other or key.isupper() else ""
            hint = meant or "Give the state’s two letters (cn, gb, kp), or a body’s name."
            tell("calls-addressee-key", mend=hint)
        elif key != addressee_key(addressee, self._setting(), offset):  # as it was found
            tell("calls-addressee-key/unknown", slug=slug_of(addressee))
        return key

    def _setting(self) -> Setting:
        from campaign.statement.actors.setting import read_setting
        from campaign.statement.text.heading import Heading

        said = self.statement
        return read_setting(said.text, Heading(said.title, said.issuer, said.date, 0))

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
        code = f"{entry.table}-not-in-statement"
        self.tell(code, entry, key, short=short, where=where)


def _is(value: object, wanted: type) -> bool:
    # true is an int to Python, never to a campaigner.
    return isinstance(value, wanted) and (wanted is bool or not isinstance(value, bool))


def _alike(key: str, other: str) -> bool:
    """Whether two keys are one but for the article."""
    return key.removeprefix("the-") == other.removeprefix("the-")
