"""Envelope name, salutation and complimentary close, purely."""

from __future__ import annotations

from campaign.forms_of_address.addressee import Addressee
from campaign.forms_of_address.envelope import envelope_lines
from campaign.forms_of_address.names import StyledName, styled_name
from campaign.forms_of_address.rules import rule_for
from campaign.forms_of_address.spoken import given_salutation
from campaign.model import FormOfAddress, Recipient

PARLIAMENT_ADDRESS_AS = "parliament_address_as"
"""The extra column that keeps Parliament's ``nameAddressAs`` apart from the row's own wish."""

__all__ = [
    "PARLIAMENT_ADDRESS_AS",
    "StyledName",
    "form_of_address",
    "styled_name",
]


def form_of_address(recipient: Recipient) -> FormOfAddress:
    """Return how a recipient is written to.

    Authority, in this order: the row's ``address_as``, Parliament's ``nameAddressAs``, the
    office, the styled name, the name in full (Debrett's, the Members API). No gender is guessed:
    without a title or a recorded gender the salutation has forename and surname. Salutation and
    close have no comma at the end, and always agree.
    """
    addressee = Addressee.of(recipient)
    lines = envelope_lines(addressee)
    rule = rule_for(addressee.marks)
    for key, wish in (
        ("address_as", recipient.address_as),
        ("name_address_as", recipient.extra.get(PARLIAMENT_ADDRESS_AS, "")),
    ):
        if wish and (given := given_salutation(wish, rule)) is not None:
            return FormOfAddress(lines, *given, key)
    return FormOfAddress(lines, addressee.spoken(rule.salutation), rule.close, rule.key)
