"""The word lists of ``lexicon.toml``."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


def words(table: str, key: str) -> frozenset[str]:
    """Return a list of single words."""
    return frozenset(_lexicon()[table][key].split())


def phrases(table: str, key: str) -> frozenset[str]:
    """Return a list of phrases, one a line."""
    return frozenset(line.strip() for line in _lexicon()[table][key].strip().splitlines())


@cache
def pattern(table: str, key: str, flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
    """Return a list of patterns, one a line, as one.

    ``{{name}}`` stands for another list of patterns of the table, ``{{name*}}`` for one of words.
    """
    return re.compile(_any_of(table, phrases(table, key)), flags)


def _any_of(table: str, forms: frozenset[str]) -> str:
    def listed(name: re.Match[str]) -> str:
        return f"(?:{_any_of(table, (words if name[2] else phrases)(table, name[1]))})"

    return re.sub(r"\{\{(\w+)(\*?)\}\}", listed, "|".join(sorted(forms)))


@cache
def _lexicon() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("lexicon.toml").read_text(encoding="utf-8"))


@cache
def keys_of(table: str) -> dict[str, str]:
    """Return the key of each name in a table of names."""
    keys = _lexicon()[table]
    return {name.strip(): key for key, names in keys.items() for name in names.split("|")}


@cache
def single_words(table: str) -> dict[str, frozenset[str]]:
    """Return a table of word lists."""
    return {key: frozenset(listed.split()) for key, listed in _lexicon()[table].items()}
