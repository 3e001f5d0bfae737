"""Whose side a call is made on: which reader answers for it, by office, state or body."""

import re
from functools import lru_cache

from campaign.called import INTERNATIONAL, OFFICE
from campaign.compared import unaccented, without_the
from campaign.forms_of_address import devolved_government
from campaign.model import CallToAction, Kind, Recipient

EXECUTIVES = {
    "msp": {"scottish-government", "scottish-ministers"},
    "ms": {"welsh-government", "welsh-ministers"},
    "mla": {"northern-ireland-executive", "stormont", "executive"},
}
"""The government that a devolved member can question, and sits in if a minister."""
# A call on these is one on whoever answers for them, whatever their body's own name is.
ANSWERS_FOR = {
    "mp": {"members-of-parliament", "mps", "parliament", "house-of-commons", "our-mps"},
    "peer": {"parliament", "house-of-lords", "peers"},
    "msp": EXECUTIVES["msp"] | {"scottish-parliament", "msps"},
    "ms": EXECUTIVES["ms"]
    | {"senedd", "senedd-members", "members-of-the-senedd", "welsh-parliament"},
    "mla": EXECUTIVES["mla"] | {"northern-ireland-assembly", "mlas"},
    "mep": {"european-union", "european-parliament", "eu", "meps"},
    "councillor": {"council", "councils", "councillors", "local-authority", "local-authorities"},
}
OF_A_REGION = re.compile(
    r"(members-of-(?:parliament|the-senedd)|mps|msps|mlas|meps|peers|senedd-members|councillors"
    r"|local-authorit(?:y|ies)|councils|council(?=-in-|-across-))"
    r"-(?:of|for|from|in|across|with|whose|representing|who|along)-.*"
)
_EVERY = re.compile("^(?:every|each|all)-(?:the-)?")
_SMALL = {"of", "the", "for", "and", "on"}
_EU_STATES = "at be bg cy cz de dk ee es fi fr gr hr hu ie it lt lu lv mt nl pl pt ro se si sk"
EU_STATES = frozenset(_EU_STATES.split())
UN = re.compile(r"(?:un|united-nations)(?:-.*)?")
UN_BODIES = re.compile(rf"{UN.pattern}|unhcr|ohchr|unicef|unesco|wfp|who|iom|ilo")
GOVERNED_BY = re.compile(
    r"(?:the-)?(?:board|directors|trustees|governors|management)"
    r"(?:-of-(?:directors|trustees|governors|management))?-(?:of|at)-(?:the-)?"
)
"""Who governs a body is asked in its name: “the board of Great Western Railway”."""
EU_BODIES = re.compile(r"(?:eu|european-(?!court-of-human)\w+)(?:-.*)?|frontex|member-states")


def is_foreign_mission(recipient: Recipient, home_state: str) -> bool:
    """Whether the reader represents another state; our own ambassadors abroad do not."""
    return recipient.kind == "embassy" and recipient.state != home_state


def office_of(recipient: Recipient) -> tuple[Kind, str, str, str]:
    """Return all of a reader on which it hangs what calls concern them."""
    body = recipient.organisation
    if not body and recipient.kind in ("other", "minister"):
        # "Ofwat" may stand on the first line of the address.
        body = next(
            (line for line in recipient.address.lines[:1] if not re.search(r"\d", line)), ""
        )
    return recipient.kind, recipient.state, recipient.role, body


def answers_for(recipient: Recipient, call: CallToAction, home_state: str) -> bool:
    """Whether a call is made on the reader's own state, government or body."""
    kind, state, role, organisation = office_of(recipient)
    key = _EVERY.sub("", call.addressee_key)
    if key == office_key(recipient, home_state) or all_of(key) in ANSWERS_FOR.get(kind, ()):
        return True
    if organisation and without_the(call.addressee) == without_the(organisation):
        return True  # whatever short key its name has
    if EU_BODIES.fullmatch(key) and "member-states" in key and kind == "embassy":
        return state in EU_STATES
    asked = set(key.split("-")) - _SMALL
    office = _words_of(role)
    if kind in ("mp", "peer"):  # who chairs the committee that is asked
        return len(asked) > 1 and asked <= set(office)
    if kind not in ("organisation", "councillor", "other"):
        return False
    whole = len(key) == 2 or any(key in keys for keys in EXECUTIVES.values())
    if whole and OFFICE.search(call.addressee):  # a department goes by its government's key
        asked = set(_words_of(without_the(call.addressee))) - _SMALL
    elif GOVERNED_BY.match(key):
        asked = set(GOVERNED_BY.sub("", key).split("-")) - _SMALL
    # “The Mayor of the West Midlands”, but nobody as “the Chief Executive”.
    holds, *of_what = re.split(" of | for |, ", unaccented(without_the(role)), maxsplit=1)
    if asked <= set(office) and asked & set(" ".join(of_what).split()):
        return True
    if key == plural(_slug_of(holds)):  # bishops, every one of them
        return True
    return body_answers(organisation, office, key, asked)


def body_answers(organisation: str, office: tuple[str, ...], key: str, asked: set[str]) -> bool:
    """Whether a call is made on a body, its family, or an office held in it."""
    words = _words_of(organisation)
    whole = "-".join(words).removeprefix("delegation-of-the-")
    if key == "".join(word[0] for word in words if word not in _SMALL):  # its acronym
        return True
    # What is asked of one of its agencies is not asked of the United Nations.
    united = key in ("un", "united-nations") and UN_BODIES.fullmatch(whole)
    if united or any(
        family.fullmatch(key) and family.fullmatch(whole) for family in (UN, EU_BODIES)
    ):
        return True
    body = {*words, *map(plural, words), *(word.removesuffix("s") for word in words)}
    # “The Chief Executive of Network Rail” is an office, and the body in which it is held; who
    # is Chief Executive of Northern Ireland Water is no Northern Ireland Executive.
    held = asked - body
    held_there = held <= set(office) and (len(held) > 1 or held == set(office) - _SMALL)
    # The Council of Europe is no answer to a call on “the Council”.
    alone = len(asked) == 1 and INTERNATIONAL.search(organisation)
    return bool(asked & body) and (not held or held_there) and not alone


def all_of(key: str) -> str:
    """Return the key of a body for some of its members: “Members of Parliament for the region”."""
    return OF_A_REGION.sub(r"\1", _EVERY.sub("", key))


def plural(noun: str) -> str:
    """Return a body’s noun as calls on its whole kind have it: board, boards; authority, -ies."""
    return f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"


def office_key(recipient: Recipient, home_state: str) -> str:
    """Return the addressee key for which the holder of an office answers."""
    kind, state, role, organisation = office_of(recipient)
    if kind in ("mp", "peer", "minister"):
        return _slug_of(devolved_government(role, organisation)) or home_state
    return state or _slug_of(organisation)


@lru_cache(maxsize=256)  # of one reader after another, call by call
def _words_of(body: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[a-z0-9]+", unaccented(body)))


@lru_cache(maxsize=256)
def _slug_of(body: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", unaccented(body))
