"""The words that change from letter to letter: who speaks, of which statement, to whom, of whom."""

import re
import tomllib
from pathlib import Path

from campaign.answering import (
    ANSWERS_FOR,
    EXECUTIVES,
    all_of,
    answers_for,
    is_foreign_mission,
    office_key,
)
from campaign.called import (
    call_groups,
    heading_key,
    in_prose,
    is_abroad,
    issuer_of,
    named,
)
from campaign.english import with_the
from campaign.model import CallToAction, Campaign, Government, Letter
from campaign.typography import british_date, joined

MOST_NAMES = 4
"""More addressees than this are not named one by one in a sentence."""

OFFICES: list[dict[str, str]] = tomllib.loads(
    Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
)["office"]
"""Which minister and department an addressee of the home government stands for."""

ABROAD = Government("Foreign Secretary", "Foreign, Commonwealth and Development Office")
_ELSEWHERE = Government("foreign minister", "foreign ministry")
UNNAMED = Government("minister responsible", "department responsible")
SEVERAL = Government("ministers responsible", "departments responsible")
MOST_MINISTERS = 2
"""More ministers than this are not named one by one."""
CHAMBERS = {
    "msp": ("the Scottish Parliament", "the Scottish Government"),
    "ms": ("the Senedd", "the Welsh Government"),
    "mla": ("the Northern Ireland Assembly", "the Northern Ireland Executive"),
    "mep": ("the European Parliament", "the European Commission"),
}

LEADS = re.compile(
    r"\bleader of (?:the|\w+) council|\bcouncil leader|^leader$|^leader,|\bcabinet member"
    r"|\bexecutive member|\bportfolio holder|\b(?:elected|executive|metro) mayor",
    re.IGNORECASE,
)
"""The office of a councillor who answers for what the council does."""
OPPOSES = re.compile(r"\bshadow\b|\bopposition\b|\bgroup\b", re.IGNORECASE)


def voice(
    letter: Letter, campaign: Campaign, quoted: tuple[CallToAction, ...]
) -> dict[str, object]:
    """Return the words of one letter that quotes some, or all, of its calls, by their names.

    Templates and ``wording.md`` may print them beside the data themselves; docs/templates.md
    explains each. Those in English are text, and nothing else is.
    """
    sender, statement, reader = campaign.sender, campaign.statement, letter.recipient
    alone = sender.kind == "constituent"
    home = campaign.home_state
    used = [call for call in campaign.calls if call.use]
    own = office_key(reader, home)
    foreign = is_foreign_mission(reader, home)
    # Nobody speaks for the international community; but a mission may be asked to speak to it.
    spoken_to = [c for c in letter.calls if foreign or c.addressee_key != "international-community"]
    abroad = any(is_abroad(call, home) for call in spoken_to)
    # What is said to other states is asked of; a committee at home is told nothing by a minister,
    # and members of either House by nobody.
    others = named(
        call
        for call in spoken_to
        if all_of(call.addressee_key) not in {home, own, *ANSWERS_FOR["mp"], *ANSWERS_FOR["peer"]}
        and not answers_for(reader, call, home)
        and (is_abroad(call, home) or not abroad)
    )
    # A member asks for an account of the calls on the government; another body, of those on itself.
    own_calls = [call for call in letter.calls if answers_for(reader, call, home)]
    own_names = named(own_calls)
    theirs = EXECUTIVES.get(reader.kind, {home})
    questioned = sum(call.addressee_key in theirs for call in used)
    home_called = bool(questioned)
    members = reader.kind in ("mp", "peer", *EXECUTIVES)
    one = (questioned if members else len(own_calls)) == 1
    on_it = "the call on it" if one else "the calls on it"
    government = government_of(campaign)
    enclosed = "enclosed " if encloses_statement(campaign) else ""
    issuer = issuer_of(statement.issuer)
    own_name = issuer_of(sender.organisation)
    issuers = [issuer_of(name) for name in re.split(r",? and |, ", statement.issuer)]
    joint = own_name != issuer and len(issuers) > 1 and own_name in issuers
    ours = bool(issuer) and (joint or own_name == issuer)
    of_day = f" of {british_date(statement.date)}" if statement.date else ""
    of_issuer = f" of {issuer}" if issuer and not ours else ""
    about = f" “{statement.title}”" if statement.title and not (of_day or of_issuer) else ""
    whose, kind = "our" if ours else "the", "joint statement" if joint else "statement"
    excellency = "Excellency" in letter.salutation
    your = "Your Excellency’s" if excellency else "your"
    union = reader.state == "eu"
    chamber, executive = CHAMBERS.get(reader.kind, ("", "the Government"))
    if reader.kind == "minister" and own != home:
        executive = with_the(own.replace("-", " ").title())
    few = len(others) <= MOST_NAMES
    addressees = joined(others, campaign.language) if few else "those called upon"
    there = set(map(heading_key, quoted))
    left = [call for call in letter.calls if call not in quoted]
    elsewhere = [call for call in left if heading_key(call) not in there]
    return {
        "alone": alone,
        "we": "I" if alone else "we",
        "We": "I" if alone else "We",
        "us": "me" if alone else "us",
        "our": "my" if alone else "our",
        "We_are": "I am" if alone else "We are",
        "enclosed": enclosed,
        "issuer": issuer,
        "the_statement": f"{whose} {enclosed}{kind}{of_issuer}{of_day}{about}",
        "of_day": of_day,
        "of_issuer": of_issuer,
        "minister": with_the(government.minister),
        "department": with_the(government.department),
        "home_called": home_called,
        "abroad": abroad,
        "addressees": addressees,
        "others": others,
        "its_calls": "its call" if len(letter.calls) == 1 else "its calls",
        "these_calls": "this call" if len(letter.calls) == 1 else "these calls",
        "calls_on_it": on_it,
        "account": account(on_it if home_called else "", abroad, addressees),
        "groups": call_groups(quoted),
        "left_out": bool(left),
        "cut": len(elsewhere) < len(left),
        "also_called": named(elsewhere),
        "body": own_names[0] if own_names else in_prose(reader.organisation),
        "leads": bool(LEADS.search(reader.role)) and not OPPOSES.search(reader.role),
        "foreign_mission": foreign,
        "you": "Your Excellency" if excellency else "you",
        "your": your,
        "your_government_formally": "the European Union" if union else f"{your} Government",
        "your_government": "the European Union" if union else "your Government",
        "their_authorities": "authorities" if union else "Government",
        "chamber": chamber,
        "executive": executive,
    }


def encloses_statement(campaign: Campaign) -> bool:
    """Whether the statement itself goes into the envelope."""
    return any(
        one.file == "statement" or "statement" in one.title.casefold()
        for one in campaign.enclosures
    )


def account(calls_on_it: str, abroad: bool, addressees: str) -> str:
    """Return what the home government is to be asked to account for, as a clause."""
    said = f"what has been said to {addressees}"
    if calls_on_it and abroad and addressees:
        done = f"what the Government has done in answer to {calls_on_it}"
        return f"{done}, and {said}, when and at what level"
    if calls_on_it:
        return f"what the Government has done, and will now do, in answer to {calls_on_it}"
    if abroad and addressees:
        return f"{said} about this, when and at what level"
    return "what the Government will do to see this answered"


def government_of(campaign: Campaign) -> Government:
    """Return who is asked in the home government: as the campaign says, else as its calls imply."""
    home = campaign.home_state
    calls = [call for call in campaign.calls if call.use]
    offices = tuple(
        dict.fromkeys(
            Government(office["minister"], office["department"])
            for call in calls
            if call.addressee_key == home == "gb"
            for office in OFFICES
            if re.search(office["pattern"], call.addressee, re.IGNORECASE)
        )
    )
    if 0 < len(offices) <= MOST_MINISTERS:
        implied = Government(
            " and the ".join(one.minister for one in offices),
            " and the ".join(one.department for one in offices),
        )
    elif offices:
        implied = SEVERAL
    elif any(is_abroad(call, home) for call in calls):
        implied = ABROAD if home == "gb" else _ELSEWHERE
    else:
        implied = UNNAMED
    said = campaign.government
    return Government(said.minister or implied.minister, said.department or implied.department)
