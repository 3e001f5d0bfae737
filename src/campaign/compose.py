"""(Campaign, Recipient, date) → Letter, purely."""

import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from campaign.answering import answers_for, is_foreign_mission
from campaign.called import is_abroad
from campaign.compared import unaccented
from campaign.forms_of_address import form_of_address
from campaign.model import (
    ENGLISH,
    TEMPLATE_SUFFIX,
    CallToAction,
    Campaign,
    FormOfAddress,
    Letter,
    Letterhead,
    Recipient,
    Standing,
    reference_of,
)
from campaign.problems import Problem
from campaign.wording import reader_of, sections_for

GOVERNMENT_POST = re.compile(
    r"\b(minister|secretary of state|under-?secretary|(foreign|home) secretary"
    r"|(?<!vice[- ])(?<!pro[- ])chancellor|counsel general|cabinet secretary for"
    r"|attorney general|solicitor general|advocate general|lord commissioner|whip"
    r"|leader of the house|paymaster general|lord privy seal)\b",
    re.IGNORECASE,
)
NOT_IN_GOVERNMENT = re.compile(r"\b(shadow|former|opposition|spokes\w+)\b", re.IGNORECASE)
PRESIDES = re.compile(
    r"^(deputy |lord )?speaker\b|\bchairman of ways and means\b|\bspeaker of the house\b"
    r"|^(the |y )?(deputy )?(presiding officer|llywydd)\b",
    re.IGNORECASE,
)
ABSTENTIONIST = {"sinn fein"}
_MAY_JUDGE = re.compile("[Jj]udge|[Jj]ustice")
_ON_THE_BENCH = re.compile(
    r"\b(?:(?:lord|lady|chief) justice|justice of the (?:supreme|high) court|master of the rolls"
    r"|(?:president|justice|judge),? .*\b(?:supreme court|high court|tribunal))\b",
    re.IGNORECASE,
)
_NO_JUDGE = re.compile(
    r"\b(?:re(?:tired|td)|former|association|ministry|clerk|registrar|secretary)\b", re.IGNORECASE
)
_TEMPLATES = {"msp": "devolved", "ms": "devolved", "mla": "devolved"}
"""The templates of those kinds that share one; any other kind has its own."""


def compose(
    campaign: Campaign,
    recipient: Recipient,
    on: dt.date,
    tailored: Collection[str] = frozenset(),
) -> Letter:
    """Return the letter from this campaign to this recipient, dated ``on``, in its language.

    A second language's letter is behind it (``also``). ``tailored`` holds the ids of recipients
    who have a template of their own.
    """
    first, *others = (
        composed(campaign.spoken(language), recipient, on, tailored, language)
        for language in recipient.languages
    )
    return replace(first, also=others[0]) if others else first


def composed(
    campaign: Campaign,
    recipient: Recipient,
    on: dt.date,
    tailored: Collection[str],
    language: str,
) -> Letter:
    """Return the letter in one language, ``campaign`` being its edition in that."""
    recipient = personal(recipient, language)
    if second := recipient.follow_up:
        second = replace(second, reference=in_series(campaign, second.reference))
        recipient = replace(recipient, follow_up=second)
    form = translated(form_of_address(recipient), recipient, campaign)
    calls = calls_for(recipient, campaign.calls, campaign.home_state)
    called_upon = any(answers_for(recipient, call, campaign.home_state) for call in calls)
    what = standing(recipient)
    sections = sections_for(campaign.wording, reader_of(recipient, what, called_upon))
    return Letter(
        id=recipient.id,
        recipient=recipient,
        date=recipient.follow_up.on if recipient.follow_up else campaign.date or on,
        reference=in_series(campaign, reference_of(recipient.id)),
        envelope_lines=(*form.envelope_lines, *recipient.address.lines),
        salutation=form.salutation,
        complimentary_close=form.complimentary_close,
        address_rule=form.rule,
        subject=campaign.subject,
        template=template_name(recipient, tailored, campaign.language),
        calls=calls,
        standing=what,
        called_upon=called_upon,
        language=language,
        # A tie stops the run before any letter (making/load.py).
        sections=tuple(rivals[0] for rivals in sections.values()),
    )


def in_name_of(letter: Letter, campaign: Campaign) -> Campaign:
    """Return the campaign as the writer of a letter has it: a supporter has no letterhead of it."""
    sender = letter.recipient.sender
    if not sender:
        return campaign
    editions = {
        language: replace(one, sender=sender, letterhead=Letterhead())
        for language, one in campaign.editions.items()
    }
    return replace(campaign, sender=sender, letterhead=Letterhead(), editions=editions)


def in_series(campaign: Campaign, reference: str) -> str:
    """Return a reference as it is printed: those of two campaigns to one reader differ."""
    return f"{campaign.series}-{reference}" if campaign.series else reference


def personal(recipient: Recipient, language: str) -> Recipient:
    """Return a reader with the words meant for them in this language: ``note_cy``, ``ask_cy``."""
    code = language.partition("-")[0]
    extra = recipient.extra
    if ask := extra.get(f"ask_{code}"):
        recipient = replace(recipient, extra={**extra, "ask": ask})
    return replace(recipient, note=extra.get(f"note_{code}") or recipient.note)


def translated(form: FormOfAddress, recipient: Recipient, campaign: Campaign) -> FormOfAddress:
    """Return a form of address in the campaign's language; what it has no words for is empty.

    What follows "Dear" is kept where it is a name, or the row's own wish; an office must be known.
    """
    if campaign.language == ENGLISH:
        return form
    forms, said = campaign.forms, form.salutation
    salutation = forms.get(said, "")
    for key in sorted((key for key in forms if key.endswith("{}")), key=len, reverse=True):
        name = said.removeprefix(key.removesuffix("{}"))
        kept = form.rule.endswith("address_as") or name.rpartition(" ")[2] in recipient.name
        if not salutation and name != said and kept:
            salutation = forms[key].replace("{}", name)
    close = forms.get(form.complimentary_close, "")
    return replace(form, salutation=salutation, complimentary_close=close)


def template_name(recipient: Recipient, tailored: Collection[str], language: str = ENGLISH) -> str:
    """Return the template of a recipient: their own, the one named, or their kind's."""
    if recipient.id in tailored:
        return f"recipients/{recipient.id}{TEMPLATE_SUFFIX}"
    name = recipient.template or _TEMPLATES.get(recipient.kind, recipient.kind)
    if name == "devolved" and holds_government_post(recipient):
        name = "minister"  # who is asked what the government has done does not ask it
    folder = "" if language == ENGLISH else f"{language}/"
    return f"{folder}{name.removesuffix(TEMPLATE_SUFFIX)}{TEMPLATE_SUFFIX}"


def standing(recipient: Recipient) -> Standing | None:
    """Return what a member of either House can act on; of others, only who presides has one.

    The group's own officers come first, for they are thanked and never lobbied; then the chair,
    who is impartial; then those who hold a government post and cannot question policy in the
    House; then those who do not take their seats.
    """
    presides = PRESIDES.search(recipient.role)
    if recipient.kind not in ("mp", "peer"):
        return "speaker" if presides and recipient.kind in _TEMPLATES else None
    if recipient.extra.get("group_office"):
        return "officer"
    if presides:
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
    # The issuer's own calls before those of the people whom the statement quotes.
    wanted.sort(key=lambda call: call.by != "issuer")
    own = [call for call in wanted if answers_for(recipient, call, home_state)]
    others = [call for call in wanted if call not in own]
    if is_foreign_mission(recipient, home_state):
        others = [] if own else [call for call in others if is_abroad(call, home_state)]
    # What a person put first comes first, whoever reads it.
    return tuple(sorted((*own, *others), key=lambda call: (call.order is None, call.order or 0)))


def _of_one(recipient: Recipient, issuer: str) -> tuple[str, str, str] | None:
    """Return code, message and mend where one reader is no proper one of what others are asked."""
    who, what = recipient.name or recipient.role, standing(recipient)
    if issuer and what not in (None, "officer") and issuer in unaccented(recipient.role):
        message = f"{who} holds office in the issuer of the statement."
        return "of-the-issuer", message, "Fill in group_office: an officer is thanked, not lobbied."
    office = f"{recipient.role}, {recipient.organisation}"
    judge = _MAY_JUDGE.search(recipient.name) and form_of_address(recipient).rule == "judge"
    if (judge or _ON_THE_BENCH.search(office)) and not _NO_JUDGE.search(
        f"{recipient.name}, {office}"
    ):
        message = f"{who} is a judge, who can take no side."
        return "judge-asked", message, "Leave the row out, or say under “ask” what a judge may do."
    return None


def protocol_problems(campaign: Campaign, recipients: Iterable[Recipient]) -> Iterator[Problem]:
    """Yield what custom would object to in writing these letters, and which of them ask nothing.

    Members answer their own constituents only (the w4mp staff guide calls it custom, not law).
    """
    sender = campaign.sender
    ours = unaccented(sender.constituency) if sender.kind == "constituent" else ""
    concerned: dict[tuple[str, str], bool] = {}
    issuer = unaccented(campaign.statement.issuer)
    for recipient in recipients:
        if said := _of_one(recipient, issuer):
            yield recipient.problem(*said, "role", "warning")
        # To be read, a call must be made on somebody only where a mission reads it.
        office = recipient.kind, recipient.state
        if office not in concerned:
            concerned[office] = bool(calls_for(recipient, campaign.calls, campaign.home_state))
        if not concerned[office]:
            message = f"No call in use concerns {recipient.id}: this letter only informs."
            hint = "Leave the row out; or see “use”, “for” and “addressee_key” in data/calls.toml."
            yield recipient.problem("no-call-concerns", message, hint, severity="warning")
        elif ours and recipient.kind == "mp":
            theirs = unaccented(recipient.constituency)
            if theirs and theirs != ours:
                message = f"{recipient.name} sits for {recipient.constituency},"
                message += f" but the sender lives in {sender.constituency}."
                hint = "Members reply to their own constituents only: leave this row out."
                yield recipient.problem("not-your-mp", message, hint, "constituency", "warning")
