"""What a published list says: facts by column, person by person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from campaign.model import Kind
from campaign.problems import Problem


@dataclass(frozen=True, slots=True)
class Person:
    """One person or office in a source.

    ``facts`` are values by column; ``left`` says when they left their seat, if they did. ``styled``
    is whether the name has its styles, so that it may replace one that has.
    """

    facts: Mapping[str, str]
    left: str = ""
    styled: bool = True


@dataclass(frozen=True, slots=True)
class Source:
    """A source with everybody in it; ``complete`` are the kinds of which nobody is missing."""

    name: str
    people: tuple[Person, ...]
    complete: frozenset[Kind] = frozenset()
    problems: tuple[Problem, ...] = ()
