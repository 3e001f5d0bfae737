"""Who can be called upon: the key of an addressee, and how several in one phrase are told apart."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice

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
from campaign.statement.lexicon import words
from campaign.statement.text.tokens import Token, tokenise, unpossessed

_MISSIONS = (["high", "commission"], ["high", "commissioner"])
HOME_OFFICE = re.compile(
    r"(?:home office|foreign office|foreign,? commonwealth.*|fcdo|fco|(?:hm |h\.m\. )?treasury|mod"
    r"|ministry of defence|cabinet office|dhsc|dwp|defra|desnz|dfe|dfid|dft|hmrc|moj|dcms|dbt|mhclg"
    r"|hm revenue and customs|department (?:for|of) .*|secretar(?:y|ies) of state\b.*"
    r"|(?:first |deputy )?prime minister\b.*|chancellor of the exchequer|lord chancellor|chancellor"
    r"|(?:foreign|home|defence|education|health|justice|business|trade|transport|environment"
    r"|culture|energy|immigration|security|development|housing|work and pensions|net zero"
    r"|international development) (?:secretary|minister)\b.*|attorney general|solicitor general"
    r"|ministers?(?: of state)?(?: for .*)?|cabinet|border force|uk visas and immigration|ukvi"
    r"|(?:central |national |federal )?government(?! of \w)\b.*|govt|ministry of justice)"
)
ALWAYS_BRITISH = re.compile(
    r"(?:home office|foreign office|foreign,? commonwealth.*|ministry of housing.*|fcdo|fco"
    r"|hm (?!inspectorate).*|dhsc|dwp|defra|desnz|dfe|dfid|dft|hmrc|moj|dcms|dbt|mhclg"
    r"|chancellor of the exchequer|lord chancellor|ukvi)"
)
_NOT_BRITISH = re.compile(r"(?:federal|interim|transitional|caretaker|military) government")
_WHICH_OF_THEM = re.compile(r"^(?:(?:national|central|next|new|incoming|future|current|present) )+")
_WHOEVERS = frozenset({"government", "govt", "minister", "department", "ministry"})
_BRITISH_STYLE = re.compile(r"(?:secretar\w+ of state|department|attorney|solicitor|foreign sec)")
GENERIC_FOREIGN = re.compile(
    r"(?:(?:national|competent|relevant|state|military|de facto|prison|judicial|security"
    r"|law enforcement|federal|transitional|ruling|interim|current) )*"
    r"(?:(?:head|chief) of the (?:judiciary|army|military|police)|administration|regime|junta|army"
    r"|authorit(?:y|ies)|military|armed forces"
    r"|security (?:forces|services)|(?:ruling )?party|officials?|president|king|emir|leadership"
    r"|dictatorship|police|prosecutors?|prosecution|judiciary|public prosecutor"
    r"|prosecutor general|military council|embassy|ambassador"
    r"|high commission(?:er)?|border guards?|rulers)"
)


@lru_cache(maxsize=1024)
def addressee_key(addressee: str, setting: Setting, offset: int = 0) -> str:
    """Return the code of the state addressed, else a slug of the body, as it is best known."""
    tokens = [token for token in tokenise(addressee) if token.text not in "\"“”'‘’"]
    ours = lows_of(tokens)[:2] == ["our", "own"]
    tokens = bare_name(tokens, BEFORE_A_NAME | {"other"})
    if ours and plain_name(tokens) in {"", "government", "ministers"}:
        return setting.home  # "We say to Beijing: stop. And to our own: speak."
    name = [token.text for token in tokens]
    plain = plain_name(tokens)
    if not name:
        return ""
    if known := (
        body_slug(name, setting) or _owner(name) or state_named(tokens) or _some_of_a_body(name)
    ):
        return known
    if longer := _named_before(tokens, setting, offset):
        return addressee_key(longer, replace(setting, text=""), offset)
    if code := _by_office(_STAFF.sub("", plain), setting, offset):
        return code
    if _FOREIGN_STYLE.match(plain):
        own = setting.certain and setting.home != "gb"
        code = setting.government_before(offset) if own else setting.ruled_by(offset)
        return code or slug_of(" ".join(name))
    if _is_ruler(tokens) and not _heads_a_body(tokens[0].text, setting):
        return setting.ruled_by(offset) or slug_of(" ".join(name))
    # "the Lukashenko regime", "the authorities"
    if _NAMED_REGIME.fullmatch(plain) or GENERIC_FOREIGN.fullmatch(plain):
        return setting.ruled_by(offset) or setting.home
    return slug_of(" ".join(name))


_STAFF = re.compile(r"(?<!^the) (?:ministers|officials|civil servants)$")
_FOREIGN_STYLE = re.compile(r"(?:prime )?minist(?:er|ry) of (?!state\b)")  # ours are "for"
_RULERS = frozenset({"president", "premier", "king", "emir", "general", "chancellor", "marshal"})


def _is_ruler(tokens: Sequence[Token]) -> bool:
    """Whether a name is "President Isaias Afwerki", whose state the text has named."""
    titled = tokens[0].low in _RULERS and len(tokens) > 1 and tokens[1].low not in OTHERS
    return titled and all(token.capital for token in tokens[1:])


def _heads_a_body(title: str, setting: Setting) -> bool:
    """Whether the text has a "President, International Olympic Committee"."""
    return any(body_slug(name.split(), setting) for name in _headed(setting.text, title))


@lru_cache(maxsize=16)
def _headed(text: str, title: str) -> tuple[str, ...]:
    """Return the first names that follow a title."""
    named = re.finditer(rf"\b{title},? (?:of )?(?:the )?((?:[A-Z]\w+ ?){{1,6}})", text)
    return tuple(match[1] for match in islice(named, 20))


@lru_cache(maxsize=4)
def _devolved_in(text: str) -> str:
    """Return which devolved government a text names: only they have cabinet secretaries."""
    named = re.search(r"(?:Scottish|Welsh) Government", text)
    return slug_of(named[0]) if named else ""


def _by_office(plain: str, setting: Setting, offset: int) -> str:
    """Return whose office it is that is named without its state: our own, as a rule."""
    if ALWAYS_BRITISH.fullmatch(plain):
        return "gb"
    if plain == "administration" and setting.home == "us":
        return "us"
    # "The Minister" is whoever was spoken of; "Ministers" are our own.
    if _NOT_BRITISH.fullmatch(plain):
        return setting.ruled_by(offset) if setting.home == "gb" else setting.home
    if _WHICH_OF_THEM.sub("", plain) in _WHOEVERS:
        return setting.government_before(offset)
    plain = _WHICH_OF_THEM.sub("", plain)
    if plain.startswith("cabinet secretary") and (devolved := _devolved_in(setting.text)):
        return devolved
    if HOME_OFFICE.fullmatch(plain) or NAMED_OFFICE.fullmatch(plain):
        foreign = not setting.certain and not _BRITISH_STYLE.match(plain)
        return setting.government_before(offset) if foreign else setting.home
    return ""


def _owner(name: Sequence[str]) -> str:
    """Return the slug of the body whose part this is: "the European Union's delegation in …"."""
    at = next((i for i, word in enumerate(name) if word.endswith(("'s", "’s"))), len(name))
    return organisations().get(" ".join(map(unpossessed, name[: at + 1])), "")


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


def _named_before(tokens: Sequence[Token], setting: Setting, offset: int) -> str:
    """Return the full name, given earlier, of what is now just "the Commission"."""
    low = tokens[0].low
    if len(tokens) > 1 or low not in (_SHORTENED if tokens[0].capital else _IN_SMALL):
        return ""
    named = full_names(setting.text, low.capitalize())
    at = bisect_left(named, (offset, ""))
    return named[at - 1][1] if at else ""


def full_names(text: str, noun: str) -> Sequence[tuple[int, str]]:
    """Return offset and name of every longer name that ends or begins with a noun."""
    return _full_names(text).get(noun, ())


@lru_cache(maxsize=4)
def _full_names(text: str) -> dict[str, list[tuple[int, str]]]:
    named: dict[str, list[tuple[int, str]]] = {}
    for match in _NAMED.finditer(text):
        name = match["before"] + match["noun"] if match["before"] else match[0]
        if match["noun"] == "Council":
            # “Tenants of Northshire Council” are not one.
            name = re.sub(r"^[A-Z]\w+ of (?=[A-Z].* Council$)", "", name)
        if name not in {match["noun"], *(f"{the} {match['noun']}" for the in _ARTICLES)}:
            named.setdefault(match["noun"], []).append((match.start(), name))
    return named


_SHORTENED = REMITTED | frozenset(
    {"department", "ministry", "trust", "university", "company", "authority", "embassy", "assembly"}
    | {"office", "service", "executive", "police", "inspectorate", "federation", "church"}
)
_IN_SMALL = frozenset({"council", "trust", "university", "company"})
_ARTICLES = ("The", "This", "Our")
_NAMED = re.compile(
    r"\b(?P<before>(?:[A-Z][\w'’]+ (?:(?:and|of|for) )?){0,6})"
    rf"(?P<noun>{'|'.join(sorted(n.title() for n in _SHORTENED | words('actors', 'selves')))})\b"
    r"(?: (?:of|for|on) (?:the )?[A-Z]\w+)?"
)
_NAMED_REGIME = re.compile(
    r"(?:[\w-]+ )?[\w'-]+ (?:regime|junta|dictatorship)|(?:[\w-]+ )?[\w-]+'s? government"
)


def state_named(tokens: Sequence[Token]) -> str:
    """Return the code of a state, its government or its authorities, or nothing."""
    name = [token.text for token in tokens]
    named = states_in(name)
    if not named:
        return ""
    first, code, length = named[0]
    if length == len(name):
        return code
    cut = next((i for i, t in enumerate(tokens) if i and t.low in OF_WHAT and i >= 1), len(tokens))
    if first < cut < first + length:  # "Republic of Korea": the "of" is in the name
        cut = next(
            (i for i in range(first + length, len(tokens)) if tokens[i].low in OF_WHAT), len(tokens)
        )
    head = unpossessed(tokens[cut - 1].low)
    if first < cut:
        # "Hong Kong Police Force" is a body's name, "Kenyan police" is what the state does.
        own_name = tokens[cut - 1].capital and head in {"force", "police", "service", "council"}
        own_name = own_name and not _MILITARY & set(lows_of(tokens))
        of_state = head in OF_STATE or lows_of(tokens[:cut])[-2:] in _MISSIONS
        before = tokens[0]
        plain = first == 0 or (first == 1 and (not before.capital or before.low in _KINDS))
        bare_name = first + length == cut and plain
        return code if (of_state and not own_name) or bare_name else ""
    if head in OF_STATE or lows_of(tokens[:cut])[-2:] in _MISSIONS:
        return code
    return ""


_MILITARY = frozenset({"defence", "defense", "armed", "air", "army", "military", "security"})
_KINDS = frozenset(
    {
        "mainland",
        "communist",
        "federal",
        "president",
        "premier",
        "chairman",
        "king",
        "emir",
        "general",
    }
)


def key_of_name(name: str) -> str:
    """Return the key that a name gives by itself, of whatever statement; else nothing."""
    tokens = bare_name(tokenise(name), BEFORE_A_NAME)
    return (
        (body_slug([token.text for token in tokens], Setting()) or state_named(tokens))
        if tokens
        else ""
    )


def is_known_key(key: str) -> bool:
    """Whether a key is a state's code or the slug of a well-known body."""
    return key in state_codes() or key in organisations().values()


def body_slug(name: Sequence[str], setting: Setting) -> str:
    """Return the slug of a well-known or explained body whose whole name this is, or nothing."""
    whole = " ".join(unpossessed(word) for word in name)
    if slug := organisations().get(whole):
        return slug
    if (longer := setting.acronyms.get(whole)) and longer != whole:
        inner = tokenise(longer)
        if slug := body_slug([token.text for token in inner], Setting()):
            return slug
        if code := state_named(inner):
            return code
        return "" if HOME_OFFICE.fullmatch(longer.casefold()) else slug_of(longer)
    return ""
