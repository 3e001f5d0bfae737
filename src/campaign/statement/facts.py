"""``facts.toml``: what a letter may say beside the statement, and where each fact comes from."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from campaign.folder import read_text, read_toml
from campaign.model import Fact
from campaign.problems import Problem, in_brief, nearest

_NAMED = re.compile(r"[ \t]*\[?[ \t]*[\"']?([^\"'\]=\n]*[^\"'\]=\s])[\"']?[ \t]*[\]=]")
KEYS = ("claim", "source", "date", "url")
NEEDED = {
    "claim": "Write what the letter may say.",
    "source": "Say who said so: a fact without a source cannot go into a letter.",
    "date": "Add the date of the source, as 2023-10-18.",
}


def read_facts(path: Path, name: str = "") -> tuple[Mapping[str, Fact], tuple[Problem, ...]]:
    """Return the sound facts by id, one ``[id]`` table each, and the problems of the others.

    Problems name the file by ``name``, as a campaigner knows it. Raises CampaignError when it
    cannot be read at all.
    """
    file = name or str(path)
    text = read_text(path, file)
    data = read_toml(text, file)
    lines, facts = _lines(text), dict[str, Fact]()
    problems: list[Problem] = []
    for fact, values in data.items():
        line = lines.get(fact, 1)
        if not isinstance(values, Mapping):
            message = f"“{fact}” stands outside a fact."
            problems.append(
                Problem("facts-shape", message, "Begin each fact with [its_id].", file, line)
            )
            continue
        wrong = [
            Problem(code, f"The fact “{fact}” {message}", hint, file, line)
            for code, message, hint in _faults(values)
        ]
        problems += wrong
        if not wrong:
            facts[fact] = Fact(
                fact, values["claim"], values["source"], values["date"], values.get("url", "")
            )
    return MappingProxyType(facts), tuple(in_brief(problems))


def _faults(values: Mapping[str, object]) -> list[tuple[str, str, str]]:
    """Return code, message and hint of each thing wrong with one fact."""
    faults = [
        ("facts-unknown-key", f"has no “{key}”.", nearest(key, KEYS))
        for key in values
        if key not in KEYS
    ]
    for key, hint in NEEDED.items():
        value = values.get(key)
        if value is None or (isinstance(value, str) and not value.strip()):
            faults.append((f"facts-no-{key}", f"has no {key}.", hint))
        elif key == "date" and (not isinstance(value, dt.date) or isinstance(value, dt.datetime)):
            faults.append(("facts-value", "has a date that is not one.", hint))
        elif key != "date" and not isinstance(value, str):
            faults.append(("facts-value", f"has a {key} that is not words.", hint))
    if not isinstance(values.get("url", ""), str):
        faults.append(("facts-value", "has a url that is not words.", "Write it in quotes."))
    return faults


def _lines(text: str) -> dict[str, int]:
    """Return the line on which each name first stands."""
    lines: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if found := _NAMED.match(line):
            lines.setdefault(found[1], number)
    return lines
