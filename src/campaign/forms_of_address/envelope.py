"""The lines of an envelope before the postal address: the styled name, then the office."""

from __future__ import annotations

import re

from campaign.forms_of_address.addressee import Addressee
from campaign.forms_of_address.offices import head_of_body

_MISSION_OF = re.compile(
    r"(?:the )?(?:embassy|high commission) (?:of|for) (?P<state>.+)", re.IGNORECASE
)
# What needs no "The" before it.
_DEFINITE = re.compile(r"(?:the|hm|h\.m\.|his|her|y)\b", re.IGNORECASE)
_HIGH_COMMISSIONER_OF = re.compile(r"\b(high commissioner) of\b", re.IGNORECASE)


def envelope_lines(addressee: Addressee) -> tuple[str, ...]:
    """Return the name, the office and the body, each on its line and none of them twice."""
    recipient = addressee.recipient
    lines = [addressee.envelope_name() if addressee.named else "", _office_line(addressee)]
    body = recipient.organisation
    if body and body.casefold() not in {line.casefold() for line in recipient.address.lines[:1]}:
        lines.append(body)
    return tuple(dict.fromkeys(line for line in lines if line))


def _office_line(addressee: Addressee) -> str:
    recipient = addressee.recipient
    role = recipient.role
    if addressee.head_of_mission:
        return _head_of_mission(addressee)
    if not role:
        if addressee.office is not None:
            own = f"HM {addressee.office.called}"
            return "Speaker of the House of Commons" if addressee.office.key == "speaker" else own
        return "" if addressee.named else _nameless_without_role(addressee)
    stands_alone = addressee.office is not None or head_of_body(role) or addressee.charge
    if not addressee.named and stands_alone and not _DEFINITE.match(role):
        return f"The {role}"
    return role


def _nameless_without_role(addressee: Addressee) -> str:
    return {"minister": "The Minister", "press": "The Editor"}.get(addressee.recipient.kind, "")


def _head_of_mission(addressee: Addressee) -> str:
    """The office of an ambassador ("of") or high commissioner ("for": Debrett's)."""
    recipient = addressee.recipient
    role = _HIGH_COMMISSIONER_OF.sub(r"\1 for", recipient.role)
    high = addressee.high_commissioner
    plain = role.casefold().removeprefix("the ")
    if plain in {"", "ambassador", "high commissioner"}:
        title = "High Commissioner" if high else "Ambassador"
        mission = _MISSION_OF.fullmatch(recipient.organisation)
        if mission and (high or addressee.named):
            role = f"{title} {'for' if high else 'of'} {mission['state']}"
        else:
            role = title
    if addressee.named or role.casefold().startswith("the "):
        return role
    return f"The {role}"
