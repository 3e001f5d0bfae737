"""(Campaign, Recipient, date) → Letter, purely."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Collection, Iterable

from campaign.forms_of_address import form_of_address
from campaign.model import CallToAction, Campaign, Letter, Recipient, Standing
from campaign.problems import Problem

GOVERNMENT_POST = re.compile(
    r"\b(minister|secretary of state|under-?secretary|(foreign|home) secretary|chancellor"
    r"|attorney general|solicitor general|advocate general|lord commissioner|whip"
    r"|leader of the house|paymaster general|lord privy seal)\b",
    re.IGNORECASE,
)
NOT_IN_GOVERNMENT = re.compile(r"\b(shadow|former|opposition|spokes\w+)\b", re.IGNORECASE)
PRESIDES = re.compile(
    r"^(deputy |lord )?speaker\b|\bchairman of ways and means\b|\bspeaker of the house\b",
    re.IGNORECASE,
)
ABSTENTIONIST = {"sinn fein"}


def compose(
    campaign: Campaign,
    recipient: Recipient,
    on: dt.date,
    tailored: Collection[str] = frozenset(),
) -> Letter:
    """Return the letter from this campaign to this recipient, dated ``on``.

    ``tailored`` holds the ids of recipients who have a template of their own.
    """
    form = form_of_address(recipient)
    calls = calls_for(recipient, campaign.calls, campaign.home_state)
    reader = reader_key(recipient, campaign.home_state)
    return Letter(
        id=recipient.id,
        recipient=recipient,
        date=campaign.date or on,
        reference=recipient.id,
        envelope_lines=(*form.envelope_lines, *recipient.address.lines),
        salutation=form.salutation,
        complimentary_close=form.complimentary_close,
        address_rule=form.rule,
        subject=campaign.subject,
        template=template_name(recipient, tailored),
        calls=calls,
        standing=standing(recipient),
        called_upon=any(call.addressee_key == reader for call in calls),
        language=recipient.language,
    )


def template_name(recipient: Recipient, tailored: Collection[str]) -> str:
    """Return the template of a recipient: their own, else the one named, else their kind's."""
    if recipient.id in tailored:
        return f"recipients/{recipient.id}.html.j2"
    return f"{(recipient.template or recipient.kind).removesuffix('.html.j2')}.html.j2"


def standing(recipient: Recipient) -> Standing | None:
    """Return what a member of either House can act on; None for anybody else.

    The group's own officers come first, for they are thanked and never lobbied; then the chair,
    who is impartial; then those who hold a government post and cannot question policy in the
    House; then those who do not take their seats.
    """
    if recipient.kind not in ("mp", "peer"):
        return None
    if recipient.extra.get("group_office"):
        return "officer"
    if PRESIDES.search(recipient.role):
        return "speaker"
    if holds_government_post(recipient):
        return "government"
    if unaccented(recipient.party) in ABSTENTIONIST:
        return "abstaining"
    return "member"


def holds_government_post(recipient: Recipient) -> bool:
    """Whether the row says so, or the role names a post in government."""
    said = recipient.extra.get("holds_government_post", "").strip().casefold()
    if said in {"yes", "y", "true", "1", "no", "n", "false", "0"}:
        return said in {"yes", "y", "true", "1"}
    role = recipient.role
    return bool(GOVERNMENT_POST.search(role)) and not NOT_IN_GOVERNMENT.search(role)


def calls_for(
    recipient: Recipient, calls: Iterable[CallToAction], home_state: str
) -> tuple[CallToAction, ...]:
    """Return the calls that concern a reader, in the order in which they are to be read.

    A called-upon embassy reads its own state's calls; another embassy those on other states
    abroad, never what is asked of our own government. Everybody else reads them all, what is
    asked of their own side first.
    """
    wanted = [c for c in calls if c.use and (not c.kinds or recipient.kind in c.kinds)]
    reader = reader_key(recipient, home_state)
    own = [call for call in wanted if call.addressee_key == reader]
    others = [call for call in wanted if call.addressee_key != reader]
    if recipient.kind == "embassy":
        others = [] if own else [call for call in others if call.addressee_key != home_state]
    return (*own, *others)


def reader_key(recipient: Recipient, home_state: str) -> str:
    """Return the addressee key for which this reader answers."""
    if recipient.kind in ("mp", "peer", "minister"):
        return home_state
    return recipient.state or re.sub(r"[^a-z0-9]+", "-", unaccented(recipient.organisation))


def protocol_problems(campaign: Campaign, recipient: Recipient, file: str) -> list[Problem]:
    """Return what custom would object to in writing this letter.

    Members answer their own constituents only (the w4mp staff guide calls it custom, not law).
    """
    sender = campaign.sender
    if recipient.kind != "mp" or sender.kind != "constituent" or not sender.constituency:
        return []
    theirs, ours = unaccented(recipient.constituency), unaccented(sender.constituency)
    if not theirs or theirs == ours:
        return []
    return [
        Problem(
            code="not-your-mp",
            file=file,
            row=recipient.row,
            column="constituency",
            message=f"{recipient.name} sits for {recipient.constituency}, "
            f"but the sender lives in {sender.constituency}.",
            hint="Members reply to their own constituents only: leave this row out.",
            severity="warning",
        )
    ]


def unaccented(words: str) -> str:
    """Return words for comparing: no accents, lower case, single spaces."""
    plain = unicodedata.normalize("NFKD", words)
    letters = "".join(mark for mark in plain if not unicodedata.combining(mark))
    return " ".join(letters.casefold().split())
