"""Found calls → ``calls.toml`` for a person to review; what the person wrote is never touched."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from campaign.model import CallToAction, Quotation, Statement
from campaign.problems import Problem
from campaign.publish import publish
from campaign.statement.reviewed import header_lines, read_toml
from campaign.statement.wording import Wording, plain_words

_HEAD = """\
# The calls to action of {name}, as the letters quote them.
#
# Found by `campaign calls --write`; a person reads them before any letter goes out. Check of each:
#   - Is it asked now, by us or by the person quoted ("by")? If not: use = false
#   - Is "addressee" who is asked, and "addressee_key" their state (cn, gb, kp) or body?
#   - "action" and "sentence" are the statement's own words; a letter with others is not made.
#
# You may add to any call:
#   use = false                 leave it out of every letter
#   plain = "…"                 your own words: the letter marks them as a paraphrase
#   for = ["mp", "embassy"]     only these kinds of recipient read it
#   order = 1                   calls with an order come first, lowest number first
#
# `campaign calls --write` keeps all that you wrote, adds new calls and never deletes one.
"""


@dataclass(frozen=True, slots=True)
class Written:
    """What writing the review did: calls and quotations added and kept, and those now astray."""

    added: int
    kept: int
    problems: tuple[Problem, ...] = ()


def write_review(path: Path, statement: Statement, name: str) -> Written:
    """Add the statement's calls and quotations to ``calls.toml`` where they are not in it yet.

    ``name`` is the statement's file, for the comment at the head. Raises CampaignError when the
    file there cannot be read, and OSError when it cannot be written.
    """
    text, data = read_toml(path) if path.exists() else (_HEAD.format(name=name), {})
    calls, quotations = _entries(data, "call"), _entries(data, "quotation")
    new_calls = [call for call in statement.calls if not _is_reviewed(call, calls)]
    new_quotations = [q for q in statement.quotations if not _is_held(q, quotations)]
    taken = {str(entry.get("id")) for entry in calls}
    blocks = [
        *(_call(call, _own_id(call.id, taken), statement) for call in new_calls),
        *(_quotation(quotation) for quotation in new_quotations),
    ]
    if blocks or not path.exists():
        publish(path, "\n\n".join([text.rstrip("\n"), *blocks]).encode() + b"\n")
    return Written(
        len(blocks), len(calls) + len(quotations), tuple(_astray(path, text, data, statement))
    )


def _entries(data: Mapping[str, Any], table: str) -> Sequence[Mapping[str, Any]]:
    found = data.get(table, [])
    return (
        [entry for entry in found if isinstance(entry, Mapping)] if isinstance(found, list) else []
    )


def _is_reviewed(call: CallToAction, entries: Iterable[Mapping[str, Any]]) -> bool:
    """Whether the review has a call already: its words, and its addressee or its id."""
    for entry in entries:
        if not _same(entry.get("sentence"), call.sentence):
            continue
        if entry.get("id") == call.id or (
            _same(entry.get("action"), call.action)
            and (entry.get("addressee_key") == call.addressee_key)
        ):
            return True
    return False


def _is_held(quotation: Quotation, entries: Iterable[Mapping[str, Any]]) -> bool:
    return any(_same(entry.get("text"), quotation.text) for entry in entries)


def _same(written: object, words: str) -> bool:
    return isinstance(written, str) and plain_words(written) == plain_words(words)


def _own_id(wanted: str, taken: set[str]) -> str:
    name, number = wanted, 1
    while name in taken:
        number += 1
        name = f"{wanted}-{number}"
    taken.add(name)
    return name


def _call(call: CallToAction, name: str, statement: Statement) -> str:
    line = statement.text.count("\n", 0, call.start) + 1
    comments = [f"# Line {line} of the statement."]
    if call.addressee not in call.sentence + call.stem:
        comments.append("# Who is asked stands in an earlier sentence: check the addressee.")
    values = {
        "id": name,
        "addressee": call.addressee,
        "addressee_key": call.addressee_key,
        "verb": call.verb,
        "action": call.action,
        "sentence": call.sentence,
        "stem": call.stem,
        "by": call.by,
    }
    return "\n".join([*comments, "[[call]]", *_lines(values)])


def _quotation(quotation: Quotation) -> str:
    values = {"speaker": quotation.speaker, "role": quotation.role, "text": quotation.text}
    return "\n".join(["[[quotation]]", *_lines(values)])


def _lines(values: Mapping[str, str]) -> list[str]:
    # A TOML string in double quotes escapes as JSON does.
    return [
        f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in values.items() if value
    ]


def _astray(
    path: Path, text: str, data: Mapping[str, Any], statement: Statement
) -> Iterable[Problem]:
    """Yield a warning for each reviewed entry whose words the statement no longer holds."""
    wording = Wording.of(statement.text)
    tables = [(table, line) for table, line, _ in header_lines(text)]
    for table, key in (("call", "sentence"), ("quotation", "text")):
        lines = [line for name, line in tables if name == table]
        for number, entry in enumerate(_entries(data, table)):
            words = str(entry.get(key, ""))
            if words and words not in wording:
                yield Problem(
                    f"{table}-no-longer-in-statement",
                    f"The {table} “{entry.get('id') or ' '.join(words.split()[:6])}” "
                    "is no longer in the statement.",
                    "Delete it, or restore the statement's words; it was left as it is.",
                    str(path),
                    lines[number] if number < len(lines) else None,
                    severity="warning",
                )
