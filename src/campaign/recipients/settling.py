"""What a row's name and office say of who is written to, once its cells are read."""

import re
from dataclasses import replace

from campaign.address import state_named
from campaign.address.countries import state_code
from campaign.forms_of_address import (
    LETTERS,
    devolved_government,
    doubts,
    is_devolved_office,
    is_own_mission,
    names_an_office,
    office_from_name,
    own_mission,
    parted_name,
)
from campaign.model import MEMBERS, Recipient
from campaign.recipients.fields import RowReading
from campaign.recipients.identity import derived_id, slug
from campaign.recipients.inferred_kind import membership
from campaign.recipients.values import is_party, party_of
from campaign.seats import named

OWN_STATE = "gb"
# What stands behind a member's name and is no seat.
_POST = re.compile(
    r"(?:(?:deputy|shadow|former|vice|joint)[ -]|co-)*(?:leader|head|chair\w*|spokes\w+|secretary"
    r"|minister|member|president|convener|whip|speaker)\b",
    re.IGNORECASE,
)


# Who speaks for a state besides its ministers: the President, at the President's Office.
_OF_A_STATE = re.compile(
    r"\b(?:prime minister|president of the republic|(?:federal |chief )?minister (?:of|for)"
    r"|president[’']s office|office of the president|presidency|state house|ministry of)\b",
    re.IGNORECASE,
)


def settled(recipient: Recipient, reading: RowReading) -> Recipient:
    """Return a recipient with the seat or office taken off the name, and our own missions as such.

    What stays unclear is warned of in ``reading``; an embassy of no known state is an error, for
    what it is asked hangs on its state.
    """
    if names_an_office(recipient.name):
        recipient = office_from_name(recipient)
    else:
        recipient = _seated(_without_seat(recipient, reading))
    if recipient.kind == "embassy":
        recipient = _mission(recipient, reading)
    elif _governs(recipient) and (state := _of_another_state(recipient)):
        recipient = replace(recipient, kind="other", state=state)
    elif recipient.kind == "minister" and is_devolved_office(recipient.role):
        body = recipient.organisation or " ".join(recipient.address.lines[:1])
        if not devolved_government(recipient.role, body):
            reading.tell("which-government", role=recipient.role)
    elif recipient.kind == "other" and is_own_mission(recipient.role, recipient.organisation):
        recipient = replace(recipient, role=_own_role(recipient), state=OWN_STATE)
    for doubt in () if reading.problems and reading.errors else doubts(recipient):
        reading.tell("unsure-name", name=recipient.name, doubt=doubt)
    return recipient


def _without_seat(recipient: Recipient, reading: RowReading) -> Recipient:
    name, rest = parted_name(recipient.name)
    if not rest:
        return recipient
    known = {slug(recipient.constituency), slug(recipient.role), slug(recipient.organisation), ""}
    seat, role, party = recipient.constituency, recipient.role, recipient.party
    before, _, behind = rest.partition(", ")
    if behind and is_party(before):
        rest, party = behind, party or party_of(before)
    if slug(rest) in known:
        pass
    elif recipient.kind in LETTERS and not seat and not _POST.match(rest):
        seat = rest
    elif not role:
        role = rest
    else:
        reading.tell("name-and-more", rest=rest, name=name)
    own = reading.get("id") or derived_id(recipient.kind, name, role, recipient.organisation)
    return replace(recipient, id=own, name=name, constituency=seat, role=role, party=party)


def _seated(recipient: Recipient) -> Recipient:
    """Return a member whose role says no more than the House without it, with the seat it names."""
    if recipient.kind not in MEMBERS or not (recipient.name and recipient.role):
        return recipient
    sits = membership(recipient.role)
    if sits is not None and sits[0] == recipient.kind:
        _, seat, more = sits
    elif recipient.kind == "mp" and (of_seat := named(recipient.role)):
        seat, more = of_seat.name, ""  # "Walthamstow" under Position
    else:
        return recipient
    return replace(recipient, role=more, constituency=recipient.constituency or seat)


def _governs(recipient: Recipient) -> bool:
    """Whether this is a minister, or another who speaks for a government by the row's words."""
    own = recipient.kind == "other" and not is_own_mission(recipient.role, recipient.organisation)
    body = recipient.organisation or " ".join(recipient.address.lines[:1])
    return recipient.kind == "minister" or (
        own and bool(_OF_A_STATE.search(f"{recipient.role}, {body}"))
    )


def _of_another_state(recipient: Recipient) -> str:
    """Return the code of the state whose minister this is, where it is not ours: by the address."""
    last = recipient.address.lines[-1:]
    state = recipient.state or (state_code(last[0]) if last else "")
    return "" if state == OWN_STATE else state


def _mission(recipient: Recipient, reading: RowReading) -> Recipient:
    """Return one of our own missions as no foreign embassy, and any other with its state."""
    role, body = recipient.role, recipient.organisation
    first = next(iter(recipient.address.lines), "")  # "Embassy of Sudan" above its street
    named = next(filter(None, map(state_named, (body, role, recipient.name, first))), "")
    if own_mission(role, body) or (named or recipient.state) == OWN_STATE:
        return replace(recipient, kind="other", role=_own_role(recipient), state=OWN_STATE)
    state = recipient.state or named
    if not state:
        reading.tell("unknown-state/mission", mission=body or role or recipient.name)
    elif recipient.state and state_named(body) not in {None, recipient.state}:
        reading.tell("state-and-mission", state=recipient.state, body=body)
    return replace(recipient, state=state)


def _own_role(recipient: Recipient) -> str:
    """Return the role of the head of one of our missions with whose head it is."""
    found = own_mission(recipient.role, recipient.organisation)
    plain = recipient.role.casefold().removeprefix("the ")
    if found is None or plain not in {"", "ambassador", "high commissioner"}:
        return recipient.role
    return f"HM {found.called}" if found.called == "Ambassador" else f"British {found.called}"
