"""Envelope name, salutation and complimentary close, purely."""

from dataclasses import replace

from campaign.forms_of_address.addressee import LETTERS, Addressee, office_from_name
from campaign.forms_of_address.bodies import is_body
from campaign.forms_of_address.doubts import doubts
from campaign.forms_of_address.envelope import envelope_lines
from campaign.forms_of_address.names import (
    StyledName,
    couple,
    is_title_alone,
    parted_name,
    styled_name,
)
from campaign.forms_of_address.offices import (
    devolved_government,
    is_devolved_office,
    is_own_mission,
    names_an_office,
    own_mission,
)
from campaign.forms_of_address.rules import Rule, given_salutation, rule_for
from campaign.model import FormOfAddress, Recipient

PARLIAMENT_ADDRESS_AS = "parliament_address_as"
"""The extra column that keeps Parliament's ``nameAddressAs`` apart from the row's own wish."""

__all__ = [
    "LETTERS",
    "PARLIAMENT_ADDRESS_AS",
    "StyledName",
    "devolved_government",
    "doubts",
    "form_of_address",
    "is_body",
    "is_devolved_office",
    "is_own_mission",
    "is_title_alone",
    "names_an_office",
    "office_from_name",
    "own_mission",
    "parted_name",
    "styled_name",
]


def form_of_address(recipient: Recipient) -> FormOfAddress:
    """Return how a recipient is written to.

    Authority, in this order: the row's ``address_as``, Parliament's ``nameAddressAs``, the
    office, the styled name, the name in full (Debrett's, the Members API). No gender is guessed:
    without a title or a recorded gender the salutation has forename and surname. Salutation and
    close have no comma at the end, and always agree.
    """
    if pair := couple(recipient.name):
        return _of_two(recipient, *pair)
    addressee = Addressee.of(recipient)
    lines = envelope_lines(addressee)
    rule = rule_for(addressee.marks)
    given = _given(recipient, rule)
    if given is not None:
        return FormOfAddress(lines, *given)
    return FormOfAddress(lines, addressee.spoken(rule.salutation), rule.close, rule.key)


def _given(recipient: Recipient, rule: Rule) -> tuple[str, str, str] | None:
    """Return salutation, close and key where the row or Parliament says the salutation."""
    for key, wish in (
        ("address_as", recipient.address_as),
        ("name_address_as", recipient.extra.get(PARLIAMENT_ADDRESS_AS, "")),
    ):
        if wish and (given := given_salutation(wish, rule)) is not None:
            return *given, key
    return None


def _spoken_of_two(first: StyledName, second: StyledName) -> str:
    """Return the salutation of "Mr J and Mrs M Surname", or ""; two whole names stay whole."""
    if first.forename or first.dignity or not second.forename or first.has("Sir"):
        return ""
    if all(len(initial) == 1 for initial in first.surname.replace(".", " ").split()):
        return f"Dear {' '.join(first.prefixes)} and {' '.join(second.prefixes)} {second.surname}"
    names = (" ".join((*name.prefixes, name.plain)) for name in (first, second))
    return f"Dear {' and '.join(names)}"


def _of_two(recipient: Recipient, first: str, second: str) -> FormOfAddress:
    """Return how two people whom "and" joins are written to, each by their own name."""
    one, other = (
        form_of_address(
            replace(recipient, name=name, kind="other", gender="", address_as="", extra={})
        )
        for name in (first, second)
    )
    lines = (f"{one.envelope_lines[0]} and {other.envelope_lines[0]}", *one.envelope_lines[1:])
    rule = Rule("name", "", frozenset(), "")
    each = f"{one.salutation} and {other.salutation.removeprefix('Dear ')}"
    spoken = _spoken_of_two(styled_name(first), styled_name(second)) or each
    return FormOfAddress(lines, *(_given(recipient, rule) or (spoken, rule.close, rule.key)))
