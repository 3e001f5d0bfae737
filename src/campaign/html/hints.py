"""What each name in a template holds, as type hints of the model's own classes."""

from __future__ import annotations

import collections.abc
import inspect
from collections.abc import Callable, Mapping
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from campaign.html.sections import Cited
from campaign.model import (
    CallToAction,
    Campaign,
    Constituent,
    Fact,
    Letter,
    Recipient,
    Sender,
    Statement,
)
from campaign.stationery import EnvelopeProfile
from campaign.voice import Voice

Hint = Any
ANYTHING: Hint = Any


class Fixed(str):
    """Words that the template itself has between quotation marks: no data."""

    __slots__ = ()


class Namespace:
    """What a template keeps in a ``namespace(…)``, part by part."""

    def __init__(self, held: dict[str, Hint]) -> None:
        self.held = held


LETTER_NAMES: Mapping[str, Hint] = {
    "letter": Letter,
    "recipient": Recipient,
    "campaign": Campaign,
    "sender": Sender,
    "statement": Statement,
    "facts": Mapping[str, Fact],
    "calls": tuple[CallToAction, ...],
    "calls_on": Callable[[str], list[CallToAction]],
    "calls_by_addressee": list[tuple[str, list[CallToAction]]],
    "constituents": tuple[Constituent, ...],
    "profile": EnvelopeProfile,
    "specimen": bool,
    "tight": bool,
    "words": Callable[..., str],
    "cite": Callable[[str], str],
    "source": Callable[[str], str],
    "cited": Cited,
    **get_type_hints(Voice),
}
"""The names that every letter's template may print; ``context`` gives each its value."""


def member(owner: Hint, name: str) -> Hint | None:
    """Return the hint of what stands behind a dot or in brackets, or None if nothing can."""
    owner = present(owner)
    if owner is ANYTHING:
        return ANYTHING
    if isinstance(owner, Namespace):
        return owner.held.get(name)
    if is_mapping(owner):
        item = element(owner)
        return Callable[..., item] if name == "get" else item
    plain = bare(owner)
    found = inspect.getattr_static(plain, name, None)
    if isinstance(found, property):
        return get_type_hints(found.fget).get("return", ANYTHING)
    if inspect.isfunction(found):
        return Callable[..., get_type_hints(found).get("return", ANYTHING)]
    hints = get_type_hints(plain) if hasattr(plain, "__dataclass_fields__") else {}
    if name in hints:
        return hints[name]
    return ANYTHING if found is not None else None


def members_of(owner: Hint) -> tuple[str, ...]:
    """Return what may stand behind a dot, the model's own names first."""
    owner = present(owner)
    plain = bare(owner)
    if not isinstance(plain, type) or is_mapping(owner):
        return ()
    named = list(getattr(plain, "__dataclass_fields__", ()))
    others = [name for name in dir(plain) if not name.startswith("_") and name not in named]
    return (*named, *others)


def element(held: Hint) -> Hint:
    """Return what one item of a sequence, or one value of a mapping, holds."""
    held = present(held)
    parts = [part for part in get_args(held) if part is not Ellipsis]
    if held is str:
        return str
    return parts[-1] if parts and bare(held) is not collections.abc.Callable else ANYTHING


def returned(called: Hint) -> Hint:
    """Return what calling a function gives."""
    is_function = bare(called) is collections.abc.Callable
    return get_args(called)[-1] if is_function and get_args(called) else ANYTHING


def present(hint: Hint) -> Hint:
    """Return a hint without its “or None”."""
    sides = [side for side in get_args(hint) if side is not NoneType]
    return sides[0] if NoneType in get_args(hint) and len(sides) == 1 else hint


def bare(hint: Hint) -> Hint:
    """Return a hint’s class without what it holds: ``tuple`` for ``tuple[str, ...]``."""
    origin: Hint = get_origin(hint)
    return hint if origin is None else origin


def is_mapping(hint: Hint) -> bool:
    plain = bare(hint)
    return isinstance(plain, type) and issubclass(plain, collections.abc.Mapping)


def is_text(hint: Hint) -> bool:
    """Whether words of the list or the statement may come of it.

    Numbers, yes or no, and what the template itself says are safe anywhere.
    """
    return present(hint) not in (int, float, bool, Fixed)
