"""A made-up letter that has everything: what a template may print, marked where it is data."""

import datetime as dt
import types
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from campaign.html.letters import context
from campaign.html.sections import Values
from campaign.model import Campaign, Constituent, Letter

MARK = "\ue000<"
"""Stands before all words of the data: a character that no file may hold, and one to escape."""

_PLAIN: dict[object, object] = {
    str: f"{MARK}words",
    bool: True,
    int: 1,
    float: 1.0,
    dt.date: dt.date(2026, 1, 31),
}


@cache
def made_up() -> Values:
    """Return the names that every letter's template may print, each with something in it."""
    letter: Letter = filled(Letter)
    return {
        **context(letter, filled(Campaign)),
        "calls_on": lambda _key: list(letter.calls),
        "constituents": (filled(Constituent),),
        "words": lambda _part, caller: caller(),
    }


class Everything(Mapping[str, object]):
    def __init__(self, hint: object, above: frozenset[object]) -> None:
        self.hint = hint
        self.above = above

    def __getitem__(self, key: str) -> object:
        return filled(self.hint, self.above)

    def __iter__(self) -> Iterator[str]:
        return iter(["any"])

    def __len__(self) -> int:
        return 1


def filled(hint: Any, above: frozenset[object] = frozenset()) -> Any:
    """Return a value of a type of the model with nothing in it empty; ``above`` are those around.

    Words that are usual (a colour, a language) are as usual, and not marked: they are chosen from
    what is known.
    """
    kind, parts = get_origin(hint), get_args(hint)
    make: Callable[..., object] = hint
    if kind is Literal:
        return parts[0]
    if kind in (Union, types.UnionType):
        return filled(parts[0], above)
    if kind is tuple:
        return tuple(filled(part, above) for part in parts if part is not Ellipsis)
    if kind is not None:
        return {} if parts[-1] in above else Everything(parts[-1], above)
    if not is_dataclass(hint):
        return _PLAIN[hint]
    if hint in above:
        return None
    hints, inside = get_type_hints(hint), above | {hint}
    return make(
        **{
            one.name: one.default
            if isinstance(one.default, str) and one.default
            else filled(hints[one.name], inside)
            for one in fields(hint)
        }
    )
