"""Who can be called upon: the key of an addressee, and how several in one phrase are told apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from campaign.statement.actors.names import (
    BEFORE_A_NAME,
    OF_STATE,
    OF_WHAT,
    OTHERS,
    REMITTED,
    bare_name,
    lows_of,
    organisations,
    plain_name,
    slug_of,
)
from campaign.statement.actors.setting import Setting
from campaign.statement.actors.states import state_codes, states_in
from campaign.statement.lexicon import pattern, words
from campaign.statement.text.tokens import Token, tokenise, unpossessed

_MISSIONS = (["high", "commission"], ["high", "commissioner"])
ALWAYS_BRITISH = pattern("offices", "british")
_HOME_OFFICE = pattern("offices", "home")
GENERIC_FOREIGN = pattern("offices", "foreign")
_NOT_BRITISH = re.compile(r"(?:federal|interim|transitional|caretaker|military) government")
_WHICH_OF_THEM = re.compile(r"^(?:(?:national|central|next|new|incoming|future|current|present) )+")


@lru_cache(maxsize=1024)
def addressee_key(addressee: str, setting: Setting, offset: int = 0) -> str:
    """Return the code of the state addressed, else a slug of the body, as it is best known."""
    if known := key_of_name(addressee):
        return "au" if known == "commonwealth" and _AUSTRALIAN.match(setting.text) else known
    tokens = _bare(addressee)
    plain, slug = plain_name(tokens), slug_of(" ".join(token.text for token in tokens))
    if plain == "secretary-general":
        bodies = ["UN", *_WITH_A_SECRETARY.findall(setting.text, 0, offset)]
        return key_of_name(name := f"{bodies[-1]} Secretary-General") or slug_of(name)
    if not tokens:
        return ""
    if len(tokens) == 1 and (longer := named_before(tokens[0].text, setting, offset)):
        return addressee_key(longer, replace(setting, text=""), offset)
    if code := _by_office(_STAFF.sub("", plain), setting, offset):
        return code
    if _FOREIGN_STYLE.match(plain):
        own = setting.certain and setting.home != "gb"
        code = setting.home if own else setting.ruled_by(offset)
        if code in ("", "ie") and "Northern Ireland" in setting.text:  # Stormont's are "of", too
            return _DEVOLVED["Northern Ireland"]
        return code or slug
    titled = tokens[0].low in _RULERS and len(tokens) > 1 and tokens[1].low not in OTHERS
    if titled and all(token.capital for token in tokens[1:]):  # "President Isaias Afwerki"
        return setting.ruled_by(offset) or slug
    if GENERIC_FOREIGN.fullmatch(plain):
        return setting.ruled_by(offset) or setting.home
    return slug


@lru_cache(maxsize=4096)
def key_of_name(name: str) -> str:
    """Return the key that a name gives by itself, of whatever statement; else nothing."""
    tokens = _bare(name)
    words_ = [token.text for token in tokens]
    return (body_slug(words_) or state_named(tokens) or _some_of_a_body(words_)) if tokens else ""


@lru_cache(maxsize=4096)
def _bare(name: str) -> list[Token]:
    tokens = [token for token in tokenise(name) if token.text not in "\"“”'‘’"]
    return bare_name(tokens, BEFORE_A_NAME | {"other"})


# Its federation, where nothing tells that the league of nations is meant.
_AUSTRALIAN = re.compile(
    r"(?s)(?!.*Commonwealth (?:of Nations|Secretariat|Heads|countries|leaders)).*\bAustralia"
)
_WITH_A_SECRETARY = re.compile(
    r"\b(?:UN|United Nations|Commonwealth(?= [A-Z]\w+)(?! Office)|Council of Europe|NATO|OSCE|ASEAN"
    r"|CARICOM|Pacific Islands Forum|Arab League)\b"
)
_STAFF = re.compile(r"(?<!^the) (?:ministers|officials|civil servants)$")
_FOREIGN_STYLE = re.compile(r"(?:prime )?minist(?:er|ry) of (?!state\b)")  # ours are "for"
_RULERS = frozenset({"president", "premier", "king", "emir", "general", "chancellor", "marshal"})
_OF_STORMONT = re.compile(  # Whitehall has none of these
    r"minister for (?:the )?(?:communities|infrastructure|economy)"
    r"|(?:communities|infrastructure|economy) minister"
)
_DEVOLVED = {
    "Scot": "scottish-government",
    "Wales": "welsh-government",
    "Welsh": "welsh-government",
    "Northern Ireland": "northern-ireland-executive",
}


def _by_office(plain: str, setting: Setting, offset: int) -> str:
    """Return whose office it is that is named without its state: our own, as a rule."""
    if ALWAYS_BRITISH.fullmatch(plain):
        return "gb"
    if _NOT_BRITISH.fullmatch(plain):
        return setting.ruled_by(offset) if setting.home == "gb" else setting.home
    if re.match("(?:deputy )?first minister|cabinet secretary", plain):  # of the nations alone
        nation = re.search("|".join(_DEVOLVED), f"{plain.title()} {setting.text}")
        if setting.home == "gb" and nation:
            return _DEVOLVED[nation[0]]
    if (
        _OF_STORMONT.fullmatch(plain)
        and setting.home == "gb"
        and "Northern Ireland" in setting.text
    ):
        return _DEVOLVED["Northern Ireland"]
    plain = _WHICH_OF_THEM.sub("", plain)
    if plain == "administration" and setting.home == "us":
        return "us"
    known = is_home_office(plain) or NAMED_OFFICE.fullmatch(plain)
    return setting.home if known else ""


def is_home_office(plain: str) -> bool:
    """Whether a plain name is an office's that stands without its state: our own, as a rule."""
    return bool(ALWAYS_BRITISH.fullmatch(plain) or _HOME_OFFICE.fullmatch(plain))


_OF_A_BODY = frozenset({"members", "chief", "chair", "president", "director"})


def _some_of_a_body(name: Sequence[str]) -> str:
    """Return the slug of "MPs from every coalfield seat", or of "members of the Senedd"."""
    if "of" in name[1:4] and name[0].casefold() in _OF_A_BODY:
        whole = " ".join(word for word in name[name.index("of") + 1 :] if word != "the")
        return organisations().get(whole, "")
    at = next((i for i, word in enumerate(name) if word in {"from", "of", "in", "on"}), len(name))
    slug = organisations().get(name[at - 1], "") if at else ""
    return slug if slug in {"mps", "msps", "peers"} else ""


NAMED_OFFICE = re.compile(
    r"(?!general |company |executive |assistant )(?:[\w-]+ ){1,4}(?:secretary|minister)(?: for .*)?"
    r"|(?:mr|mrs|madam|madame)(?: \.)? (?:secretary|minister|prime minister|president|chancellor)"
)


def named_before(noun: str, setting: Setting, offset: int) -> str:
    """Return the full name, given shortly before, of what is now just "the Commission"."""
    if noun.casefold() not in (_SHORTENED if noun[0].isupper() else _IN_SMALL):
        return ""
    if noun == "Commission" and "European Parliament" in setting.text[:1000]:
        return "European Commission"
    noun, of = noun.title(), r"(?: (?:of|for|on) (?:the )?[A-Z]\w+)"
    before = r"(?!(?:The|This|Our) )(?:[A-Z][\w'’]+ (?:(?:and|of|for) )?)+"
    start = max(0, offset - 5000)
    if setting.text.find(noun, start, offset) < 0:
        return ""
    named = re.compile(rf"\b(?:{before}{noun}\b{of}?|{noun}{of})")
    found = named.findall(setting.text, start, offset)
    return found[-1] if found else ""


_SHORTENED = REMITTED | words("actors", "shortened")
_IN_SMALL = frozenset({"council", "trust", "university", "company"})


def state_named(tokens: Sequence[Token]) -> str:
    """Return the code of a state, its government or its authorities, or nothing."""
    name = [token.text for token in tokens]
    named = states_in(name)
    if not named:
        return ""
    first, code, length = named[0]
    if length == len(name):
        return code
    cut = next((i for i, t in enumerate(tokens) if i and t.low in OF_WHAT), len(tokens))
    head = unpossessed(tokens[cut - 1].low)
    of_state = head in OF_STATE or lows_of(tokens[:cut])[-2:] in _MISSIONS
    if first < cut:
        # "Hong Kong Police Force" is a body's name, "Kenyan police" is what the state does.
        own_name = tokens[cut - 1].capital and head in _BODIES_OWN
        own_name = own_name and not _MILITARY & set(lows_of(tokens))
        before = tokens[0]
        plain = first == 0 or (first == 1 and (not before.capital or before.low in _KINDS))
        of_state = (of_state and not own_name) or (first + length == cut and plain)
    return code if of_state else ""


_MILITARY = frozenset({"defence", "defense", "armed", "air", "army", "military", "security"})
_BODIES_OWN = frozenset({"force", "police", "service", "council", "authority"})
_KINDS = words("actors", "before_a_state")


def is_known_key(key: str) -> bool:
    """Whether a key is a state's code or the slug of a well-known body."""
    return key in state_codes() or key in organisations().values()


def body_slug(name: Sequence[str]) -> str:
    """Return the slug of a well-known body whose whole name this is, or nothing."""
    whole = " ".join(unpossessed(word) for word in name)
    return organisations().get(whole, "")
