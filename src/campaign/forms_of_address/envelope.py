"""The lines of an envelope before the postal address: the styled name, then the office."""

import re
from dataclasses import replace

from campaign.compared import without_the
from campaign.forms_of_address.addressee import Addressee
from campaign.forms_of_address.offices import head_of_body
from campaign.forms_of_address.styles import EXCELLENCIES
from campaign.model import Kind

_MISSION_OF = re.compile(
    r"(?:the )?(?:embassy|high commission) (?:of|for) (?P<state>.+)", re.IGNORECASE
)
# The archbishops who are Privy Counsellors by custom (Debrett's).
_PRIMATES = frozenset({"Canterbury", "York"})
_WITHOUT_ROLE: dict[Kind, str] = {"minister": "The Minister", "press": "The Editor"}
# What needs no "The" before it.
_DEFINITE = re.compile(r"(?:the|hm|h\.m\.|his|her|y)\b", re.IGNORECASE)
_HIGH_COMMISSIONER_OF = re.compile(r"\b(high commissioner) of\b", re.IGNORECASE)


def envelope_lines(addressee: Addressee) -> tuple[str, ...]:
    """Return the name, the office and the body, each on its line and none of them twice."""
    recipient = addressee.recipient
    lines = [_name_line(addressee) if addressee.named else "", _office_line(addressee)]
    body = recipient.organisation
    first = "".join(recipient.address.lines[:1])
    if body and without_the(body).casefold() != without_the(first).casefold():
        lines.append(body)
    return tuple(dict.fromkeys(line for line in lines if line))


def _name_line(addressee: Addressee) -> str:
    """Return the styled name, with what usage adds to the published form."""
    name, kind = addressee.name, addressee.recipient.kind
    kept = name.prefixes
    if addressee.charge:
        kept = tuple(prefix for prefix in kept if prefix not in EXCELLENCIES)
    leading = _leading_styles(addressee)
    # What leads may be there already, further back.
    behind = [prefix for prefix in kept if prefix not in leading]
    if "Most Rev" in leading:
        behind = [prefix for prefix in behind if prefix not in {"His Grace", "Her Grace"}]
    prefixes = (*leading, *behind)
    if prefixes != name.prefixes:
        name = replace(name, prefixes=prefixes)
    if kind == "peer" and name.dignity in {"Bishop of", "Archbishop of"}:
        name = replace(name, dignity=f"Lord {name.dignity}")
    if name.dignity == "Lady" and kind != "peer":
        return name.envelope.replace("The Lady", "Lady")  # a knight's wife, not a peeress
    return name.envelope


def _leading_styles(addressee: Addressee) -> tuple[str, ...]:
    """The styles that office or dignity puts before all others, written on the list or not."""
    name = addressee.name
    if addressee.head_of_mission and not addressee.charge:
        written = tuple(prefix for prefix in name.prefixes if prefix in EXCELLENCIES)
        royal = name.has("HRH")
        return () if royal else written or (addressee.excellency,)
    match name.dignity.removeprefix("Lord ").removesuffix(" of"):
        case "Bishop":
            return ("Rt Rev",)
        case "Archbishop":
            return ("Most Rev", "Rt Hon") if name.surname in _PRIMATES else ("Most Rev",)
        case "Marquess" | "Marchioness":
            return ("Most Hon",)
    return ()


def _office_line(addressee: Addressee) -> str:
    recipient = addressee.recipient
    role = recipient.role
    if addressee.head_of_mission:
        return _head_of_mission(addressee)
    if not role:
        if addressee.office is not None:
            own = f"HM {addressee.office.called}"
            return "Speaker of the House of Commons" if addressee.office.key == "speaker" else own
        return "" if addressee.named else _WITHOUT_ROLE.get(recipient.kind, "")
    stands_alone = addressee.office is not None or head_of_body(role) or addressee.charge
    if not addressee.named and stands_alone and not _DEFINITE.match(role):
        return f"The {role}"
    return role


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
