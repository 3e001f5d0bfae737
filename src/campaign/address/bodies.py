"""The addresses of the bodies to which a recipient's letters go when the list gives none."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from campaign.model import Kind, PostalAddress


def _address(*lines: str) -> PostalAddress:
    return PostalAddress("", lines, lines[-1])


DEFAULT_ADDRESSES: Mapping[str, PostalAddress] = MappingProxyType(
    {
        "commons": _address("House of Commons", "LONDON", "SW1A 0AA"),
        "lords": _address("House of Lords", "LONDON", "SW1A 0PW"),
        "downing-street": _address("10 Downing Street", "LONDON", "SW1A 2AA"),
        "foreign-office": _address(
            "Foreign, Commonwealth and Development Office",
            "King Charles Street",
            "LONDON",
            "SW1A 2AH",
        ),
        "scottish-parliament": _address("The Scottish Parliament", "EDINBURGH", "EH99 1SP"),
        "senedd": _address("Senedd Cymru", "CARDIFF", "CF99 1SN"),
        "northern-ireland-assembly": _address(
            "Northern Ireland Assembly", "Parliament Buildings", "BELFAST", "BT4 3XX"
        ),
    }
)
"""Lines as printed, without the recipient's name; UK Parliament, GOV.UK and the legislatures."""

_PRIME_MINISTER = re.compile(r"(?:the )?prime minister\b", re.IGNORECASE)
_FOREIGN_OFFICE = re.compile(
    r"\bfcdo\b|\bforeign secretary\b|\bforeign,? (?:and )?commonwealth\b|\bforeign office\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Post:
    kind: Kind
    post_nominals: Collection[str]
    role: str
    organisation: str


def sits_in_the_commons(post: _Post) -> bool:
    """An MP without an office address is written to at the House."""
    return post.kind == "mp"


def sits_in_the_lords(post: _Post) -> bool:
    """A peer is written to at the House of Lords."""
    return post.kind == "peer"


def is_prime_minister(post: _Post) -> bool:
    """The Prime Minister is written to at Downing Street."""
    return post.kind == "minister" and bool(_PRIME_MINISTER.match(post.role))


def serves_in_the_foreign_office(post: _Post) -> bool:
    """A minister whose role or department names the Foreign Office."""
    return post.kind == "minister" and bool(
        _FOREIGN_OFFICE.search(post.role) or _FOREIGN_OFFICE.search(post.organisation)
    )


def sits_in_the_scottish_parliament(post: _Post) -> bool:
    """Told by the kind or the letters MSP."""
    return post.kind == "msp" or "MSP" in post.post_nominals


def sits_in_the_senedd(post: _Post) -> bool:
    """Told by the kind or the letters MS, in Welsh AS."""
    return post.kind == "ms" or not {"MS", "AS"}.isdisjoint(post.post_nominals)


def sits_in_the_northern_ireland_assembly(post: _Post) -> bool:
    """Told by the kind or the letters MLA."""
    return post.kind == "mla" or "MLA" in post.post_nominals


_BODIES: tuple[tuple[Callable[[_Post], bool], str], ...] = (
    (sits_in_the_commons, "commons"),
    (sits_in_the_lords, "lords"),
    (is_prime_minister, "downing-street"),
    (serves_in_the_foreign_office, "foreign-office"),
    (sits_in_the_scottish_parliament, "scottish-parliament"),
    (sits_in_the_senedd, "senedd"),
    (sits_in_the_northern_ireland_assembly, "northern-ireland-assembly"),
)


def default_address(
    kind: Kind,
    *,
    post_nominals: Collection[str] = (),
    role: str = "",
    organisation: str = "",
) -> PostalAddress | None:
    """Return the address of the body that a recipient belongs to, or None if it is not known.

    A department that the row already names is not repeated in the lines.
    """
    post = _Post(kind, post_nominals, role, organisation)
    for belongs, body in _BODIES:
        if belongs(post):
            address = DEFAULT_ADDRESSES[body]
            if body == "foreign-office" and organisation:
                return PostalAddress("", address.lines[1:], address.postcode)
            return address
    return None
