"""Which state an embassy, a high commission or another mission is of, purely."""

import re
from functools import lru_cache

from campaign.address.countries import state_code, state_of_people

_MISSION = (
    r"(?:embass(?:y|ies)|(?:deputy )?high commission(?:er)?|(?:permanent |diplomatic )?mission"
    r"|consulate(?:[- ]general)?|legation|delegation|diplomatic representation|representation"
    r"|representative office|representative|ambassador|chancery|interests section"
    r"|economic and trade office|people['’]s bureau|general delegation|nunciature)"
)
# A mission also says where it is: "… in London", "… to the Court of St James’s".
_WHERE = re.compile(
    r"(?:,|\(| [-–—] | (?:in|at) (?:the )?(?:london|uk|united kingdom|britain|great britain)\b"
    r"| to (?:the )?(?:court|uk|un|united|european union|great britain|britain|u\.k\.)"
    r"| in (?:the )?(?:london|uk|united kingdom|great britain)\b).*$"
    r"|,? london$",
    re.IGNORECASE,
)
_OF = re.compile(rf"\b{_MISSION} (?:of|for|from) (?:the )?(?P<state>.+)", re.IGNORECASE)
_BY_PEOPLE = re.compile(
    rf"(?:the )?(?:royal |apostolic )?(?P<people>.+?)(?:['’]s)? {_MISSION}\b.*", re.IGNORECASE
)
_NUNCIATURE = re.compile(r"\bapostolic nunci|\bpapal nunci|\bapostolic delegat", re.IGNORECASE)


@lru_cache(maxsize=1024)
def state_named(words: str) -> str | None:
    """Return the lower-case ISO 3166-1 code of the state that a mission's name names, or None.

    Understood are "Embassy of the Republic of Sudan", "Chinese Embassy", "Royal Thai Embassy",
    "High Commission for Malta", "Mission of Palestine, London" and a state's bare name. Where an
    adjective may mean several states ("Korean Embassy") it is None.
    """
    words = " ".join(words.split())
    if not words:
        return None
    if _NUNCIATURE.search(words):
        return "va"
    return _of_mission(words) or (state_code(words) if len(words) > 3 else "") or None


def _of_mission(words: str) -> str:
    if of := _OF.search(words):
        return _state(of["state"]) or _state(_WHERE.sub("", of["state"]))
    if by := _BY_PEOPLE.fullmatch(_WHERE.sub("", words)):
        return _state(by["people"])
    return ""


def _state(words: str) -> str:
    return state_code(words) or state_of_people(words)
