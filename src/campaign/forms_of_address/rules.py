"""The rules of salutation and complimentary close, in their order of authority."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_TABLE: dict[str, dict[str, str]] = tomllib.loads(
    Path(__file__).with_suffix(".toml").read_text("utf-8")
)
_USAGE, _CLOSES = _TABLE["usage"], _TABLE["closes"]
SINCERELY, FAITHFULLY = _CLOSES["sincerely"], _CLOSES["faithfully"]
AMBASSADOR_CLOSE = _CLOSES["ambassador"]
HIGH_COMMISSIONER_CLOSE = _CLOSES["high commissioner"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One form of address: whom it is for, the salutation, the close and whose usage it is.

    It applies to whoever bears all of its ``marks`` (see ``Addressee.marks``). A salutation may end
    with the addressee's own ``{name}``, ``{forename}``, ``{styled}`` name, ``{peer}`` title
    and the like.
    """

    key: str
    whom: str
    marks: frozenset[str]
    salutation: str
    basis: str = _USAGE["custom"]
    close: str = SINCERELY


def _rule(row: str) -> Rule:
    key, whom, marks, salutation, usage, *close = row.split(" | ")
    borne = frozenset(marks.split(" + ")) - {""}
    return Rule(key, whom, borne, salutation, _USAGE[usage], _CLOSES[(close or ["sincerely"])[0]])


RULES = tuple(map(_rule, _TABLE["table"]["rules"].strip().splitlines()))


@lru_cache(maxsize=1024)
def rule_for(marks: frozenset[str]) -> Rule:
    """Return the first rule all of whose marks are borne."""
    return next(rule for rule in RULES if rule.marks <= marks)
