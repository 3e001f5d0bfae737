"""The addresses of the bodies to which a recipient's letters go when the list gives none."""

import re
from collections.abc import Collection, Mapping
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

# Who belongs to which body: by kind, by the letters behind the name, or a minister by the office.
_BY_KIND: Mapping[Kind, str] = {
    "mp": "commons",
    "peer": "lords",
    "msp": "scottish-parliament",
    "ms": "senedd",
    "mla": "northern-ireland-assembly",
}
_BY_LETTERS = {
    "MSP": "scottish-parliament",
    "MS": "senedd",
    "AS": "senedd",
    "MLA": "northern-ireland-assembly",
}
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
