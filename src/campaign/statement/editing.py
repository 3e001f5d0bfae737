"""One change to the text of ``calls.toml``; every other line stays as somebody wrote it."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from typing import Any

from campaign.model import Statement
from campaign.problems import CampaignError, Problem
from campaign.statement.finding.actions import name_of
from campaign.statement.reviewed import header_lines
from campaign.statement.text.sentences import sentence_spans

Value = str | bool | int | list[str]
Values = Mapping[str, Value | None]
"""What an entry is to say; None takes a key out."""

_VALUE = r"""(?:true|false|\d+|"(?:[^"\\]|\\.)*"(?!")|'[^']*'(?!')|\[[^\[\]]*\])"""
_REVIEWED = re.compile(rf"^(?P<before>[ \t]*reviewed[ \t]*=[ \t]*){_VALUE}", re.MULTILINE)


def with_values(source: str, changes: Mapping[int, Values]) -> str:
    """Return the file with some keys of some calls as wanted; calls are counted from 0.

    Raises CampaignError where the file is written in a way that cannot be changed so.
    """
    table = tomllib.loads(source)
    wanted = [dict(call) for call in table.get("call", [])]
    new = source
    for place, values in changes.items():
        if not 0 <= place < len(wanted):
            raise CampaignError(Problem("no-such-call", "There is no such call to change here."))
        for key, value in values.items():
            wanted[place].pop(key, None)
            if value is not None:
                wanted[place][key] = value
            new = _with_value(new, place, key, value)
    return _checked(new, {**table, "call": wanted} if wanted else table)


def with_call(source: str, statement: Statement, addressee: str, start: int, end: int) -> str:
    """Return the file with a call more, made of words of the statement.

    ``start`` and ``end`` are offsets in its text; they must lie in one sentence. Raises
    CampaignError where they do not.
    """
    from campaign.statement.actors.names import slug_of

    text = statement.text
    while start < end and text[start].isspace():
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ".;,"):
        end -= 1
    action, (first, last) = text[start:end], _sentence_around(text, start, end)
    if not action or not first <= start < end <= last:
        message = "A call is made of words of one sentence."
        raise CampaignError(Problem("call-not-a-sentence", message, "Select them within it."))
    table = tomllib.loads(source)
    taken = {call.get("id") for call in table.get("call", [])}
    usual = name_of(slug_of(addressee), action)
    names = [usual, *(f"{usual}-{number}" for number in range(2, len(taken) + 3))]
    name = next(name for name in names if name not in taken)
    call = {"id": name, "addressee": addressee, "action": action, "sentence": text[first:last]}
    lines = [f"{key} = {written(value)}" for key, value in call.items()]
    new = "\n".join([source.rstrip("\n"), "", "[[call]]", *lines])
    return _checked(new + "\n", {**table, "call": [*table.get("call", []), call]})


def with_reviewed(source: str, done: bool) -> str:
    """Return the file saying whether a person has read every call."""
    first = next((line for _, line, _ in header_lines(source)), None)
    lines = source.split("\n")
    head, rest = lines[: first - 1] if first else lines, lines[first - 1 :] if first else []
    top, said = "\n".join(head), f"reviewed = {written(done)}"
    if _REVIEWED.search(top):
        top = _REVIEWED.sub(lambda found: found["before"] + written(done), top, count=1)
    else:
        top = "\n".join(filter(None, [top.rstrip("\n"), f"{said}\n"])) + ("\n" if rest else "")
    new = "\n".join([top, *rest])
    return _checked(new, {**tomllib.loads(source), "reviewed": done})


def written(value: Value) -> str:
    """Return a value as TOML; a string in double quotes escapes as JSON does."""
    return json.dumps(value, ensure_ascii=False)


def _sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of the sentence that holds two offsets, within its paragraph."""
    first = max(text.rfind("\n\n", 0, start) + 2, 0) if "\n\n" in text[:start] else 0
    stop = text.find("\n\n", end)
    spans = sentence_spans(text, first, len(text) if stop < 0 else stop)
    return next((span for span in spans if span[0] <= start < span[1]), (0, 0))


def _with_value(source: str, place: int, key: str, value: Value | None) -> str:
    lines = source.split("\n")
    headers = [(line, table) for table, line, _ in header_lines(source)]
    calls = [at for at, (_, table) in enumerate(headers) if table == "call"]
    at = calls[place] if place < len(calls) else 0
    first = headers[at][0] if calls else len(lines)
    last = headers[at + 1][0] - 1 if calls and at + 1 < len(headers) else len(lines)
    kept = f"{key} = {written(value)}" if value is not None else None
    own = re.compile(rf"[ \t]*{re.escape(key)}[ \t]*=[ \t]*{_VALUE}(?P<rest>[ \t]*(?:#.*)?)")
    for number in range(first, last):
        if found := own.fullmatch(lines[number]):
            lines[number : number + 1] = [kept + found["rest"]] if kept else []
            return "\n".join(lines)
    return "\n".join([*lines[:first], *([kept] if kept else []), *lines[first:]])


def _checked(new: str, wanted: Mapping[str, Any]) -> str:
    try:
        same = tomllib.loads(new) == wanted
    except ValueError:
        same = False
    if not same:
        message = "The file is written in a way that the page cannot change."
        hint = "Change it there; what you save shows here at once."
        raise CampaignError(Problem("calls-not-editable", message, hint))
    return new
