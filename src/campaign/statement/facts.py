"""``facts.toml``: what a letter may say beside the statement, and where each fact comes from."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from campaign.folder import read_text, read_toml
from campaign.model import Fact
from campaign.problems import Problem, in_brief, nearest
from campaign.statement.told import told

_NAMED = re.compile(r"[ \t]*\[?[ \t]*[\"']?([^\"'\]=\n]*[^\"'\]=\s])[\"']?[ \t]*[\]=]")
NEEDED = ("claim", "source", "date")
KEYS = (*NEEDED, "url")


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
            problems.append(told("facts-shape", file=file, row=line, fact=fact))
            continue
        wrong = [
            told(code, file=file, row=line, fact=fact, key=key, mend=nearest(key, KEYS))
            for code, key in _faults(values)
        ]
        problems += wrong
        if not wrong:
            facts[fact] = Fact(
                fact, values["claim"], values["source"], values["date"], values.get("url", "")
            )
    return MappingProxyType(facts), tuple(in_brief(problems))


def _faults(values: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Yield the code and the key of each thing wrong with one fact."""
    yield from (("facts-unknown-key", key) for key in values if key not in KEYS)
    for key in KEYS:
        value = values.get(key, "")
        if key in NEEDED and isinstance(value, str) and not value.strip():
            yield f"facts-no-{key}", key
        elif key == "date":
            if not isinstance(value, dt.date) or isinstance(value, dt.datetime):
                yield "facts-value/date", key
        elif not isinstance(value, str):
            yield f"facts-value/{key}", key


def _lines(text: str) -> dict[str, int]:
    """Return the line on which each name first stands."""
    lines: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if found := _NAMED.match(line):
            lines.setdefault(found[1], number)
    return lines
