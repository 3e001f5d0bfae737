"""What a published list says: facts by column, person by person."""

from collections.abc import Mapping
from dataclasses import dataclass

from campaign.model import Kind
from campaign.problems import Problem
from campaign.recipients.columns import ColumnUse


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
    """A source with everybody in it; ``complete`` are the kinds of which nobody is missing.

    ``cited`` is what a row says of where it is from. The day of a source that is ``dated`` is a
    day on which its people were in office; the day on which a list was saved is none. ``columns``
    says what was made of each column of a list.
    """

    name: str
    people: tuple[Person, ...]
    complete: frozenset[Kind] = frozenset()
    problems: tuple[Problem, ...] = ()
    cited: str = ""
    dated: bool = True
    columns: tuple[ColumnUse, ...] = ()
