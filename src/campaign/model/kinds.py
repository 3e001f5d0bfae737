"""The kinds of readers there are, and where a member of either House stands."""

from typing import Literal, get_args

Kind = Literal[
    "mp",
    "peer",
    "minister",
    "embassy",
    "msp",
    "ms",
    "mla",
    "councillor",
    "mep",
    "organisation",
    "press",
    "other",
]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""``msp``, ``ms`` and ``mla`` sit in the devolved parliaments; ``organisation`` is an international
one, such as a body of the United Nations; ``other`` is everybody else."""

Standing = Literal["member", "government", "speaker", "abstaining", "officer"]
"""What a member of either House can act on; a letter asks nothing else of them.

``government`` holds a government post and cannot question policy in the House; ``speaker``
presides and is impartial; ``abstaining`` does not sit; ``officer`` belongs to the issuing group
and is thanked, not lobbied; ``member`` is everybody else.
"""

MEMBERS: frozenset[Kind] = frozenset({"mp", "peer", "msp", "ms", "mla", "councillor", "mep"})
"""Kinds whose letter is to a person: a seat that nobody holds gets none."""
