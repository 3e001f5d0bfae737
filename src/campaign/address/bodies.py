"""The addresses of the bodies to which a recipient's letters go when the list gives none."""

import re
import tomllib
from collections.abc import Collection, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from campaign.model import Kind, PostalAddress

_BODIES: dict[str, Any] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
DEFAULT_ADDRESSES: Mapping[str, PostalAddress] = MappingProxyType(
    {
        body: PostalAddress("", tuple(known["lines"]), known["lines"][-1])
        for body, known in _BODIES.items()
    }
)
"""Lines as printed, without the recipient's name."""

# Who belongs to which body: by kind, by the letters behind the name, or a minister by the office.
_BY_KIND, _BY_LETTERS = (
    {one: body for body, known in _BODIES.items() for one in known.get(of, ())}
    for of in ("kinds", "letters")
)
_BY_NAME = {
    known.lines[0].casefold().removeprefix("the "): body
    for body, known in DEFAULT_ADDRESSES.items()
    if body not in ("downing-street", "foreign-office")
}
_PRIME_MINISTER = re.compile(r"(?:the )?prime minister\b", re.IGNORECASE)
_FOREIGN_OFFICE = re.compile(
    r"\bfcdo\b|\bforeign secretary\b|\bforeign,? (?:and )?commonwealth\b|\bforeign office\b",
    re.IGNORECASE,
)


def default_address(
    kind: Kind, *, post_nominals: Collection[str] = (), role: str = "", organisation: str = ""
) -> PostalAddress | None:
    """Return the address of the body that a recipient belongs to, or None; no department twice."""
    body = _BY_KIND.get(kind, "")
    if kind == "minister" and _PRIME_MINISTER.match(role):
        body = "downing-street"
    elif kind == "minister" and any(map(_FOREIGN_OFFICE.search, (role, organisation))):
        body = "foreign-office"
    body = body or next((_BY_LETTERS[one] for one in post_nominals if one in _BY_LETTERS), "")
    body = body or _BY_NAME.get(organisation.casefold().removeprefix("the "), "")
    address = DEFAULT_ADDRESSES.get(body)
    if address and body == "foreign-office" and organisation:
        return PostalAddress("", address.lines[1:], address.postcode)
    return address
