"""Who is called upon, as a letter names them: calls under their addressees, each call once."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from campaign.address.countries import country_name, state_of_people
from campaign.compared import without_the
from campaign.model import CallToAction
from campaign.typography import british_list

# The heads of names that take "the": the Home Office, the European Union, the Chinese authorities.
_TAKES_THE = re.compile(
    r"(?:[a-z][\w’'-]*|Government|Office|Secretary|Union|Nations|Ministry|Department|Commission"
    r"|Committee|Authority|Authorities|Agency|Treasury|Parliament|Executive|Minister|Assembly"
    r"|Commissioner|Chancellor|Kingdom|States|Court|Service|Senedd|President|King|Cabinet|Prosecutor"
    r"|Organi[sz]ation|Association|Programme|Fund|Federation)"
)
# A part of a state that is not its government as such.
OFFICE = re.compile(
    r"\b(?:office|secretar(?:y|ies)|minist\w+|department|parliament|court|president|treasury"
    r"|chancellor|agency|commission|committee|council|assembly|police|army|forces|service)\b",
    re.IGNORECASE,
)
PROPER = re.compile(
    r"[A-Z]{2}|All-Party\b|Members? of (?:the )?[A-Z]|\S+[’']s\b"
    r"|(?:His|Her|Their|World|Member|Other|Local) (?!Members?\b)[A-Z]"
)
"""A name that begins so keeps its capital: NHS England, Sudan’s generals, World Bank."""
OWNED = re.compile(r"(?:\S+ )?\S+[’']s\b")
_BARE = re.compile(
    r"(?:\S+[’']s|NHS|our|the|all|both|each|every|any|our|its|his|her|their|those|these|member|other|local|world|councils|members)\b",
    re.IGNORECASE,
)
WHOLE_KINDS = re.compile(
    r"(?:integrated|private|public|social|health|housing|police|water|energy|fire|rail|bus|train"
    r"|mental|primary|secondary|further|large|small|employers|landlords|schools|colleges|banks"
    r"|universities|hospitals|retailers|supermarkets|companies|businesses|developers|operators"
    r"|manufacturers|publishers|insurers|lenders|trusts|charities|regulators|peers|ministers"
    r"|bishops)(?: [a-z-]+)*(?<=s)"
)
"""Bodies called by their kind, in a capital only because a sentence began so: employers."""
INTERNATIONAL = re.compile(
    r"\b(?:united nations|un|u\.n\.|european|eu|international|nato|commonwealth|african union"
    r"|security council|human rights council|unhcr|unicef|unesco|world \w+|asean|osce|council of"
    r" europe|g7|g20|member states|donors?)\b",
    re.IGNORECASE,
)

BODY = re.compile(
    r"\b(?:APPG|Group|Committee|Commission|Coalition|Alliance|Association|Federation|Network|Society"
    r"|Union|Trust|Campaign|Foundation|Institute|Church|Centre|Conference|Council(?= (?:of|for|on))"
    r"|College(?= of)|Parliament|Congress|Assembly|Academy|Board|Synod|Confederation|League|Forum"
    r"|Branch|Party|Initiative|Project|Movement|Partnership|Guild|Observatory|Secretariat|Agency"
    r"|Consortium|Bureau|Tribunal|(?:University|Diocese|Archdiocese|Faculty)(?= of))"
    r"(?=$| (?:of|for|on|in|to)\b| [(–-])"
)
"""Bodies that take “the” in running text: the Group; but Camden Council, Church Action."""

# Not initials: NHS, FCDO, UNHCR.
_SAID_IN_CAPITALS = re.compile(r"\b(?:[A-Z]{6,}|(?![A-Z]*[B-DF-HJ-NP-TV-Z]{3})[A-Z]{4,5})\b")
_SMALL_WORDS = re.compile(r"\b(?:the|of|for|and)\b", re.IGNORECASE)
WHOSE = re.compile(
    r"(?:the )?(?:authorities|government|army|military|police|regime|judiciary|courts|president"
    r"|prime minister|parliament|security forces|officials|prosecutors?)",
    re.IGNORECASE,
)
"""Addressees that a statement need not say whose they are, and a letter that quotes it must."""
BEHIND_THE = re.compile(
    r".*\b(?:Republic|Kingdom|States|Emirates|Islands)\b.*|Netherlands|Philippines|Maldives|Bahamas"
    r"|Comoros|Gambia"
)


@dataclass(frozen=True, slots=True)
class CallGroup:
    """Calls that stand under one heading: one addressee, or several who are asked the same.

    ``calls`` are the issuer's own, ``said`` those of people whom the statement quotes.
    """

    names: tuple[str, ...]
    calls: tuple[CallToAction, ...] = ()
    said: tuple[CallToAction, ...] = ()

    @property
    def heading(self) -> str:
        first, *rest = self.names
        words = british_list([without_the(first), *map(in_prose, rest)])
        return words[:1].upper() + words[1:]

    @property
    def in_prose(self) -> str:
        return british_list(map(in_prose, self.names))


def call_groups(calls: Sequence[CallToAction]) -> tuple[CallGroup, ...]:
    """Return a letter's calls under their addressees, in reading order, each call once."""
    asked: dict[tuple[str, str], list[CallToAction]] = {}
    for call in calls:
        what = call.plain or " ".join(call.action.split()).casefold()
        asked.setdefault((call.by, what), []).append(call)
    groups: dict[tuple[str, ...], list[CallToAction]] = {}
    for together in asked.values():
        keys = tuple(dict.fromkeys(map(heading_key, together)))
        groups.setdefault(keys, []).append(together[0])
    names = {heading_key(call): call.called or addressee(call) for call in reversed(calls)}
    return tuple(
        CallGroup(
            tuple(names[key] for key in keys),
            tuple(call for call in group if call.by == "issuer"),
            tuple(call for call in group if call.by != "issuer"),
        )
        for keys, group in groups.items()
    )


def heading_key(call: CallToAction) -> str:
    """Return what calls under one heading share: a state, or one office of it, or a body."""
    office = len(call.addressee_key) == 2 and OFFICE.search(call.addressee)
    return f"{call.addressee_key} {without_the(call.addressee)}" if office else call.addressee_key


def addressee(call: CallToAction) -> str:
    """Return whom a call is made on, and of which state: “the authorities” are those of Iran."""
    key, name = call.addressee_key, " ".join(call.addressee.split())  # it may go over a line’s end
    if name.isupper() and " " in name:  # as a heading has it
        name = _SAID_IN_CAPITALS.sub(lambda word: word[0].capitalize(), name)
        name = _SMALL_WORDS.sub(lambda word: word[0].lower(), name)
    # “the Danish and Dutch authorities”
    alone = state_of_people(without_the(name)) == key
    state = country_name(key) if len(key) == 2 else ""
    if not state or not (alone or WHOSE.fullmatch(name)):
        return name
    state = f"the {state}" if BEHIND_THE.fullmatch(state) else state
    return state if alone else f"{name} of {state}"


SPOKEN = re.compile(
    r"[^“\"‘]{0,120}(?:\b(?:said|says|added|adds|told|warned|commented)\b[^“\"‘]{0,40}[:,]|:)\s?[“\"]"
    r"(?P<words>[^“”\"]+)[”\"]?[^“”\"]{0,60}",
    re.DOTALL,
)


def words_said(sentence: str) -> str:
    """Return what somebody said of a sentence that says who says it: “X said: “Act now.””."""
    found = SPOKEN.fullmatch(sentence)
    return found["words"].rstrip() if found else sentence


def in_prose(name: str) -> str:
    """Return an addressee as running text names it: “the Chinese authorities”, “China”."""
    if name[:4] in ("The ", "the "):
        return f"the {name[4:]}"
    if WHOLE_KINDS.fullmatch(name[:1].lower() + name[1:]):
        return name[:1].lower() + name[1:]
    if _BARE.match(name) and not PROPER.match(name):
        return name[:1].lower() + name[1:]
    if OWNED.match(name):
        return name
    last = re.split(r" (?:of|for|on|to|in|at) ", name)[0].split(" ")[-1]
    kind = re.split(r" (?:for|on|to|in|at) ", name)[0]
    if kind.islower() and last.endswith("s") and not WHOSE.fullmatch(name):
        return name  # peers, employers in Leeds: a whole kind, as the statement has it
    return f"the {name}" if _TAKES_THE.fullmatch(last) else name


def named(calls: Iterable[CallToAction]) -> tuple[str, ...]:
    """Return the addressees of some calls, one name each, as running text names them."""
    names: dict[str, str] = {}
    for call in calls:
        names.setdefault(heading_key(call), call.called or in_prose(addressee(call)))
    return tuple(dict.fromkeys(names.values()))


def is_abroad(call: CallToAction, home_state: str) -> bool:
    """Whether a call is made on another state or an international body."""
    key = call.addressee_key
    if len(key) == 2:
        return key not in (home_state,)
    return bool(INTERNATIONAL.search(f"{call.addressee} {key.replace('-', ' ')}"))


def issuer_of(name: str) -> str:
    """Return an issuer as running text names it: a group behind “the”, a person or a firm alone.

    Of several each has the article, or none, with which it is written.
    """
    if ", " in name:
        return name[:1].lower() + name[1:] if name.startswith("The ") else name
    bare = name.removeprefix("The ").removeprefix("the ")
    return f"the {bare}" if bare != name or BODY.search(bare) else bare
