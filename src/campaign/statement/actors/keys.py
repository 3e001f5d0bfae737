"""Who can be called upon: the name and the key of an addressee, whether state, office or body."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache

from campaign.statement.actors.setting import Setting
from campaign.statement.actors.states import state_codes, states_in
from campaign.statement.lexicon import keys_of, pattern, words
from campaign.statement.text.tokens import Token, tokenise, unpossessed

OF_STATE = words("actors", "of_state")
OTHERS = words("actors", "others")
ACTING = OF_STATE | OTHERS
PERSONS = words("actors", "persons")
THINGS = words("actors", "things") | PERSONS
BEFORE_A_NAME = words("actors", "before_a_name")
REMITTED = words("actors", "remitted")
ALWAYS_BRITISH = pattern("offices", "british")
GENERIC_FOREIGN = pattern("offices", "foreign")
NAMED_OFFICE = pattern("offices", "named")
OF_WHAT = words("actors", "of_what")
_HONOURS = words("actors", "honours")
_HOME_OFFICE = pattern("offices", "home")
_NOT_BRITISH = pattern("offices", "not_british")
_WHICH_OF_THEM = pattern("offices", "which")
_OF_STORMONT = pattern("offices", "of_stormont")
_AUSTRALIAN = pattern("offices", "australian", re.NOFLAG)
_WITH_A_SECRETARY = pattern("offices", "with_a_secretary", re.NOFLAG)
_UNSPELT = re.compile(r"['’]s?\b|(?<=\b[A-Z])\.(?=[A-Z]\b|\s|$)")
_STAFF = re.compile(r"(?<!^the) (?:ministers|officials|civil servants)$")
_FOREIGN_STYLE = re.compile(r"(?:prime )?minist(?:er|ry) of (?!state\b)")  # ours are "for"
_RULERS = words("actors", "rulers")
_OF_STORMONT = re.compile(  # Whitehall has none of these
    r"minister for (?:the )?(?:communities|infrastructure|economy)"
    r"|(?:communities|infrastructure|economy) minister"
)
_DEVOLVED = keys_of("devolved")
_DEVOLVED_OFFICE = pattern("offices", "devolved")
_OF_A_BODY = frozenset({"members", "chief", "chair", "president", "director"})
_SHORTENED = REMITTED | words("actors", "shortened")
_IN_SMALL = frozenset({"council", "trust", "university", "company"})
_MILITARY = frozenset({"defence", "defense", "armed", "air", "army", "military", "security"})
_BODIES_OWN = frozenset({"force", "police", "service", "council", "authority"})
_KINDS = words("actors", "before_a_state")


def lows_of(tokens: Sequence[Token]) -> list[str]:
    return [token.low for token in tokens]


def can_act(head: str) -> bool:
    """Whether a noun, or the noun of which it is the plural, is of those who can act."""
    return head in OTHERS or head.removesuffix("s") in OTHERS or f"{head[:-3]}y" in OTHERS


def bare_name(tokens: Sequence[Token], before: frozenset[str]) -> list[Token]:
    """Return a noun phrase without the words before its name, "His Excellency" included."""
    bare = list(tokens)
    while bare and (
        bare[0].low in before
        or bare[0].low in _HONOURS
        or (bare[0].low in {"his", "her"} and lows_of(bare)[1:2] == ["excellency"])
    ):
        bare = bare[1:]
    return bare


def plain_name(tokens: Sequence[Token]) -> str:
    return " ".join(lows_of(tokens)).replace(" ,", ",")


def name_end(tokens: Sequence[Token]) -> int:
    """Return where the name proper ends, and what it is of or for begins."""
    return next((i for i, t in enumerate(tokens) if i and t.low in OF_WHAT), len(tokens))


def slug_of(name: str) -> str:
    """Return a readable key: the words in lower case without accents, joined by hyphens."""
    name = _UNSPELT.sub("", name.replace(" & ", " and "))
    if not name.isascii():
        name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    slug = "-".join(re.findall(r"[a-z0-9]+", name.casefold()))
    # Two letters are the code of a state: “our MP” is not the Northern Marianas.
    return f"{slug}s" if len(slug) == 2 and slug not in ("eu", "un") else slug


def name_of(key: str, action: str) -> str:
    """Return an id of an addressee's key and the first telling words of an action."""
    content = [word for word in slug_of(action[:100]).split("-") if len(word) > 3][:3]
    return "-".join([key or "somebody", *content])


def body_slug(name: Sequence[str]) -> str:
    """Return the slug of a well-known body whose whole name this is, or nothing."""
    return _organisations().get(" ".join(map(unpossessed, name)), "")


def is_known_key(key: str) -> bool:
    """Whether a key is a state's code or the slug of a well-known body."""
    return key in state_codes() or key in _organisations().values()


@cache
def _organisations() -> dict[str, str]:
    spelt = {name.replace(",", " ,"): slug for name, slug in keys_of("organisations").items()}
    return {" ".join(map(unpossessed, name.split())): slug for name, slug in spelt.items()}


@lru_cache(maxsize=1024)
def addressee_key(addressee: str, setting: Setting, offset: int = 0) -> str:
    """Return the code of the state addressed, else a slug of the body, as it is best known."""
    of_whom = key_of_name(addressee.rpartition(", ")[2])  # "…, Scottish Government"
    if known := of_whom if of_whom in _DEVOLVED.values() else key_of_name(addressee):
        return "au" if known == "commonwealth" and _AUSTRALIAN.match(setting.text) else known
    tokens = _bare(addressee)
    plain, slug = plain_name(tokens), slug_of(" ".join(token.text for token in tokens))
    if plain == "secretary-general":
        bodies = ["UN", *_WITH_A_SECRETARY.findall(setting.text, max(0, offset - 5000), offset)]
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
    return (body_slug(words_) or state_meant(tokens) or _some_of_a_body(words_)) if tokens else ""


@lru_cache(maxsize=4096)
def _bare(name: str) -> list[Token]:
    tokens = [token for token in tokenise(name) if token.text not in "\"“”'‘’"]
    return bare_name(tokens, BEFORE_A_NAME | {"other"})


def _by_office(plain: str, setting: Setting, offset: int) -> str:
    """Return whose office it is that is named without its state: our own, as a rule."""
    if setting.nation and _DEVOLVED_OFFICE.fullmatch(plain):
        return _DEVOLVED[setting.nation]
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
    return setting.home if is_home_office(plain) or NAMED_OFFICE.fullmatch(plain) else ""


def is_home_office(plain: str) -> bool:
    """Whether a plain name is an office's that stands without its state: our own, as a rule."""
    return bool(ALWAYS_BRITISH.fullmatch(plain) or _HOME_OFFICE.fullmatch(plain))


def _some_of_a_body(name: Sequence[str]) -> str:
    """Return the slug of "MPs from every coalfield seat", or of "members of the Senedd"."""
    if "of" in name[1:4] and name[0].casefold() in _OF_A_BODY:
        return body_slug([word for word in name[name.index("of") + 1 :] if word != "the"])
    at = next((i for i, word in enumerate(name) if word in {"from", "of", "in", "on"}), len(name))
    slug = body_slug(name[at - 1 : at])
    return slug if slug in {"mps", "msps", "peers"} else ""


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


def state_meant(tokens: Sequence[Token]) -> str:
    """Return the code of a state, its government or its authorities, or nothing."""
    named = states_in([token.text for token in tokens])
    if not named:
        return ""
    first, code, length = named[0]
    if length == len(tokens):
        return code
    cut = name_end(tokens)
    lows, head = lows_of(tokens), unpossessed(tokens[cut - 1].low)
    mission = lows[max(cut - 2, 0) : cut] in (["high", "commission"], ["high", "commissioner"])
    of_state = head in OF_STATE or mission
    if first < cut:
        # "Hong Kong Police Force" is a body's name, "Kenyan police" is what the state does.
        own_name = tokens[cut - 1].capital and head in _BODIES_OWN and not _MILITARY & set(lows)
        before = tokens[0]
        plain = first == 0 or (first == 1 and (not before.capital or before.low in _KINDS))
        of_state = (of_state and not own_name) or (first + length == cut and plain)
    return code if of_state else ""
