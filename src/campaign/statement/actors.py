"""Who can be called upon: the key of an addressee, and how several in one phrase are told apart."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from campaign.statement.lexicon import entries, words
from campaign.statement.states import state_at, states_in
from campaign.statement.tokens import Token, tokenise, unpossessed

OF_STATE = words("actors", "of_state")
OTHERS = words("actors", "others")
THINGS = words("actors", "things")
_MISSIONS = (["high", "commission"], ["high", "commissioner"])
_WITHIN_NAMES = frozenset({"of", "and", "for", "the", "&"})
_HOME_HEADS = words("actors", "home")
_BEFORE_A_NAME = frozenset({"the", "all", "both", "excellency", "its", "our", "their", "these"})
_REMITTED = frozenset(
    {"commission", "council", "group", "forum", "rapporteur", "agency", "fund", "union", "board"}
    | {
        "association",
        "alliance",
        "court",
        "centre",
        "institute",
        "network",
        "committee",
        "campaign",
    }
)
_HONOURS = frozenset({"rt", "hon", "right", "honourable", "most", "very", "revd", "reverend", "."})
_DEPARTMENTS = frozenset(
    {"department", "ministry", "minister", "secretary", "secretaries", "committee", "office"}
)
_OF = frozenset({"of", "in", "for", "to", "at", "from", "on", "within", "responsible"})
_JOINTS = frozenset({"and", ",", "or", "&", "plus"})
_HOME_OFFICE = re.compile(
    r"(?:home office|foreign office|foreign,? commonwealth .*|fcdo|fco|(?:hm |h\.m\. )?treasury|mod"
    r"|ministry of defence|cabinet office|dhsc|dwp|defra|desnz|dfe|dfid|dft|hmrc|moj|dcms|dbt|mhclg"
    r"|hm revenue and customs|department (?:for|of) .*|secretar(?:y|ies) of state\b.*"
    r"|(?:first |deputy )?prime minister\b.*|chancellor of the exchequer|lord chancellor|chancellor"
    r"|(?:foreign|home|defence|education|health|justice|business|trade|transport|environment"
    r"|culture|energy|immigration|security|development|housing|work and pensions|net zero"
    r"|international development) (?:secretary|minister)\b.*|attorney general|solicitor general"
    r"|ministers?(?: of state)?(?: for .*)?|cabinet|border force|uk visas and immigration|ukvi"
    r"|(?:central |national |federal )?government\b.*|govt|ministry of justice|immigration minister)"
)
_ALWAYS_BRITISH = re.compile(
    r"(?:home office|foreign office|foreign,? commonwealth .*|fcdo|fco|hm .*|dhsc|dwp|defra|desnz"
    r"|dfe|dfid|dft|hmrc|moj|dcms|dbt|mhclg|chancellor of the exchequer|lord chancellor|ukvi)"
)
_BRITISH_STYLE = re.compile(r"(?:secretar\w+ of state|department|attorney|solicitor|foreign sec)")
_GENERIC_FOREIGN = re.compile(
    r"(?:(?:national|competent|relevant|state|military|de facto|prison|judicial|security"
    r"|law enforcement|federal|transitional|ruling|interim|current) )*"
    r"(?:authorit(?:y|ies)|regime|junta|army|military|armed forces|security (?:forces|services)"
    r"|(?:ruling )?party|officials?|president|king|emir|leadership|dictatorship|police|prosecutors?"
    r"|prosecution|judiciary|public prosecutor|prosecutor general|military council|embassy|ambassador"
    r"|high commission(?:er)?|border guards?|rulers)"
)


@dataclass(frozen=True, slots=True)
class Setting:
    """What a statement says of who "the Government" or "the UN" is: read once, asked often.

    ``home`` is the code of the issuer's own state; ``mentions`` are offset and code of every
    state named, ``governments`` of those named with their government; ``acronyms`` are those the
    statement explains; ``names`` are words with a capital in mid-sentence; ``text`` is all of it; ``certain`` tells whether it gave ``home`` away.
    """

    home: str = "gb"
    mentions: tuple[tuple[int, str], ...] = ()
    governments: tuple[tuple[int, str], ...] = ()
    acronyms: Mapping[str, str] = field(default_factory=dict)
    names: frozenset[str] = frozenset()
    text: str = ""
    certain: bool = True

    def state_before(self, offset: int, *, abroad: bool = False) -> str:
        """Return the state last named before an offset, else the first named after it."""
        named = [pair for pair in self.mentions if not abroad or pair[1] != self.home]
        if not named:
            return ""
        at = bisect_left(named, (offset, ""))
        return named[at - 1 if at else 0][1]

    def government_before(self, offset: int) -> str:
        """Return whose government is meant by "the Government" at an offset."""
        at = bisect_left(self.governments, (offset, ""))
        if not self.certain:
            return self.governments[at - 1][1] if at else self.state_before(offset) or self.home
        # Somebody else's government stays meant for a paragraph, then it is ours again.
        if at and offset - self.governments[at - 1][0] < 250:
            return self.governments[at - 1][1]
        return self.home


def addressee_key(addressee: str, setting: Setting, offset: int = 0) -> str:
    """Return the code of the state addressed, else a slug of the body, as it is best known."""
    tokens = [token for token in tokenise(addressee) if token.text not in "\"“”'‘’"]
    tokens = _bare(tokens, _BEFORE_A_NAME)
    name = [token.text for token in tokens]
    plain = _plain(tokens)
    if not name:
        return ""
    if slug := body_slug(name, setting):
        return slug
    if code := _state_of(tokens):
        return code
    if slug := _some_of_a_body(name):
        return slug
    if _ALWAYS_BRITISH.fullmatch(plain):
        return "gb"
    if plain.removeprefix("national ").removeprefix("central ") in {"government", "govt"}:
        return setting.government_before(offset)
    if plain == "minister":  # whoever was spoken of; the plural is our own
        return setting.government_before(offset)
    if _HOME_OFFICE.fullmatch(plain) or _NAMED_OFFICE.fullmatch(plain):
        foreign = not setting.certain and not _BRITISH_STYLE.match(plain)
        return setting.government_before(offset) if foreign else setting.home
    if longer := _named_before(tokens, setting, offset):
        return addressee_key(longer, replace(setting, text=""), offset)
    if _NAMED_REGIME.fullmatch(plain):  # "the Lukashenko regime"
        return setting.state_before(offset, abroad=True) or setting.home
    if _GENERIC_FOREIGN.fullmatch(plain):
        return setting.state_before(offset, abroad=True) or setting.home
    return slug_of(" ".join(name))


def body_slug(name: Sequence[str], setting: Setting) -> str:
    """Return the slug of a well-known or explained body whose whole name this is, or nothing."""
    whole = " ".join(unpossessed(word) for word in name)
    if slug := _organisations().get(whole):
        return slug
    if (longer := setting.acronyms.get(whole)) and longer != whole:
        inner = tokenise(longer)
        if slug := body_slug([token.text for token in inner], Setting()):
            return slug
        if code := _state_of(inner):
            return code
        return "" if _HOME_OFFICE.fullmatch(longer.casefold()) else slug_of(longer)
    return ""


def _some_of_a_body(name: Sequence[str]) -> str:
    """Return the slug of "MPs from every coalfield seat", who are MPs all the same."""
    at = next((i for i, word in enumerate(name) if word in {"from", "of", "in", "on"}), len(name))
    slug = _organisations().get(name[at - 1], "") if at else ""
    return slug if slug in {"mps", "peers"} else ""


_NAMED_OFFICE = re.compile(
    r"(?!general |company |executive |assistant )(?:[\w-]+ ){1,4}(?:secretary|minister)(?: for .*)?"
    r"|(?:mr|mrs|madam|madame)(?: \.)? (?:secretary|minister|prime minister|president|chancellor)"
)


def _named_before(tokens: Sequence[Token], setting: Setting, offset: int) -> str:
    """Return the full name, given earlier, of what is now just "the Commission"."""
    noun = tokens[0].text
    if len(tokens) > 1 or not tokens[0].capital or tokens[0].low not in _SHORTENED:
        return ""
    text = setting.text[max(0, offset - 20_000) : offset]
    form = rf"\b{noun} (?:of|for|on) (?:the )?[A-Z]\w+|(?:[A-Z][\w'’]+ (?:(?:and|of|for) )?){{1,6}}{noun}\b"
    found = [match[0] for match in re.finditer(form, text)]
    named = [name for name in found if not name.startswith(("The " + noun, "This ", "Our "))]
    return named[-1] if named else ""


_SHORTENED = _REMITTED | frozenset(
    {"department", "ministry", "trust", "university", "company", "authority", "embassy", "assembly"}
    | {"office", "service", "executive", "police", "inspectorate", "federation", "church"}
)
_NAMED_REGIME = re.compile(
    r"(?:[\w-]+ )?[\w'-]+ (?:regime|junta|dictatorship)|(?:[\w-]+ )?[\w-]+'s? government"
)


def slug_of(name: str) -> str:
    """Return a readable key: the words in lower case without accents, joined by hyphens."""
    name = re.sub(r"['’]s?\b|(?<=\b[A-Z])\.(?=[A-Z]\b|\s|$)", "", name)
    spelt = unicodedata.normalize("NFKD", name).encode("ascii", "ignore")
    return "-".join(re.findall(r"[a-z0-9]+", spelt.decode().casefold()))


def _state_of(tokens: Sequence[Token]) -> str:
    """Return the code of a state, its government or its authorities, or nothing."""
    name = [token.text for token in tokens]
    named = states_in(name)
    if not named:
        return ""
    first, code, length = named[0]
    if length == len(name):
        return code
    cut = next((i for i, t in enumerate(tokens) if i and t.low in _OF and i >= 1), len(tokens))
    if first < cut < first + length:  # "Republic of Korea": the "of" is in the name
        cut = next(
            (i for i in range(first + length, len(tokens)) if tokens[i].low in _OF), len(tokens)
        )
    head = unpossessed(tokens[cut - 1].low)
    if first < cut:
        # "Hong Kong Police Force" is a body's name, "Kenyan police" is what the state does.
        own_name = tokens[cut - 1].capital and head in {"force", "police", "service", "council"}
        of_state = head in OF_STATE or _lows(tokens[:cut])[-2:] in _MISSIONS
        before = tokens[0]
        plain = first == 0 or (first == 1 and (not before.capital or before.low in _KINDS))
        bare_name = first + length == cut and plain
        return code if (of_state and not own_name) or bare_name else ""
    if head in OF_STATE or _lows(tokens[:cut])[-2:] in _MISSIONS:
        return code
    return ""


_KINDS = frozenset({"mainland", "communist", "federal"})


def _bare(tokens: Sequence[Token], before: frozenset[str]) -> list[Token]:
    """Return a noun phrase without the words before its name, "His Excellency" included."""
    bare = list(tokens)
    while bare and (
        bare[0].low in before
        or bare[0].low in _HONOURS
        or (bare[0].low in {"his", "her"} and _lows(bare)[1:2] == ["excellency"])
    ):
        bare = bare[1:]
    return bare


def _plain(tokens: Sequence[Token]) -> str:
    return " ".join(_lows(tokens)).replace(" ,", ",")


def _lows(tokens: Sequence[Token]) -> list[str]:
    return [token.low for token in tokens]


def is_actor(tokens: Sequence[Token], setting: Setting) -> bool:
    """Whether a noun phrase names somebody who can act: a state, a body, an office, officials."""
    bare = _bare(tokens, _BEFORE_A_NAME | {"every", "each", "other", "any"})
    if not bare:
        return False
    name = [token.text for token in bare]
    if body_slug(name, setting) or _state_of(bare):
        return True
    plain = _plain(bare)
    if _NAMED_OFFICE.fullmatch(plain) and bare[-1].capital:
        return True
    if _HOME_OFFICE.fullmatch(plain) or _GENERIC_FOREIGN.fullmatch(plain):
        return True
    cut = next((i for i, t in enumerate(bare) if i and t.low in _OF), len(bare))
    head = unpossessed(bare[cut - 1].low)
    if _is_proper_name(tokens, head) or _is_known_word(bare, setting):
        return True
    if head == "members":
        return cut < len(bare)
    return head in OTHERS or head in OF_STATE or head in _HOME_HEADS


def _is_proper_name(tokens: Sequence[Token], head: str) -> bool:
    """Whether a phrase is a capitalised name of two words or more: "BAE Systems"."""
    bare = [token for token in tokens if token.low not in _BEFORE_A_NAME]
    if len(bare) < 2 or head in THINGS or bare[-1].low in THINGS:
        return False
    return (
        all(t.is_word and (t.capital or t.low in _WITHIN_NAMES) for t in bare) and bare[0].capital
    )


def _is_known_word(bare: Sequence[Token], setting: Setting) -> bool:
    """Whether a phrase is one word that must be a name: "Ofwat", "the SAF"."""
    word = unpossessed(bare[0].text)
    if len(bare) > 1 or not bare[0].capital or word.casefold() in THINGS:
        return False
    return word in setting.names or (word.isupper() and 1 < len(word) <= 6)


def is_lone_actor(tokens: Sequence[Token], setting: Setting) -> bool:
    """Whether a phrase is one actor's whole name, beginning as a name begins."""
    first = tokens[0] if tokens else None
    begins = first and (
        first.capital or first.low in _BEFORE_A_NAME | OTHERS | _HOME_HEADS | {"every", "each"}
    )
    return bool(begins) and is_actor(tokens, setting)


def split_addressees(tokens: Sequence[Token], setting: Setting) -> list[list[Token]]:
    """Return the several addressees joined in one phrase, each in its own words.

    "the Governments of Kenya and Uganda" are two; "the Foreign, Commonwealth and Development
    Office" is one: a phrase is only parted where each part can act by itself.
    """
    parts = _parted(tokens)
    if len(parts) < 2:
        return [list(tokens)]
    name = [token.text for token in tokens]
    start = 1 if tokens[0].low == "the" else 0
    known = state_at(name, start)[1] == len(name) - start or body_slug(name[start:], setting)
    if known or _ALWAYS_BRITISH.fullmatch(_plain(tokens[start:])):
        return [list(tokens)]
    if shared_name(parts[0], parts):
        return parts
    joined: list[list[Token]] = [parts[0]]
    for part in parts[1:]:
        tail = part is parts[-1] and _is_tail(parts, setting)
        if tail or _is_remit(joined[-1], part, setting):
            joined[-1] = _from_to(tokens, joined[-1][0], part[-1])
        elif are_names(parts) or (
            _stands_alone(part, setting) and _stands_alone(joined[-1], setting)
        ):
            joined.append(part)
        else:
            joined[-1] = _from_to(tokens, joined[-1][0], part[-1])
    return joined


def _is_tail(parts: Sequence[Sequence[Token]], setting: Setting) -> bool:
    """Whether the last part only ends one body's name: "Health and Safety Executive"."""
    last = parts[-1]
    if last[0].low in _BEFORE_A_NAME or not last[0].capital:
        return False
    head = unpossessed(last[-1].low)
    if head not in OTHERS | OF_STATE or head.endswith("s") or _is_known(last, setting):
        return False
    return not any(_is_known(part, setting) for part in parts[:-1])


def _is_known(part: Sequence[Token], setting: Setting) -> bool:
    bare = _bare(part, _BEFORE_A_NAME)
    return bool(body_slug([token.text for token in bare], setting) or _state_of(bare))


def are_names(parts: Sequence[Sequence[Token]]) -> bool:
    """Whether all parts are mere names, none the tail of one: "Meta and Telegram"."""
    if any(part[0].low in _BEFORE_A_NAME for part in parts[1:]):
        return False
    heads = sum(unpossessed(part[-1].low) in OTHERS | OF_STATE for part in parts)
    capital = all(token.capital for part in parts for token in part if token.low != "the")
    return capital and heads == 0


def shared_name(part: Sequence[Token], parts: Sequence[Sequence[Token]]) -> str:
    """Return the full name of a part whose noun stands at the end of the last one, or nothing."""
    last = parts[-1][-1]
    if (
        len(parts) < 2
        or last.low not in _SHARED
        or any(len(_bare(p, _BEFORE_A_NAME)) > 1 for p in parts[:-1])
    ):
        return ""
    if part is parts[-1]:
        return " ".join([*(token.text for token in part[:-1]), _SHARED[last.low]])
    return " ".join([*(token.text for token in part), _SHARED[last.low]])


_SHARED = {
    "governments": "Government",
    "parliaments": "Parliament",
    "authorities": "authorities",
    "armies": "army",
    "embassies": "Embassy",
    "ministries": "ministry",
}


def is_department(phrase: Sequence[Token]) -> bool:
    """Whether a phrase names an office whose remit may hold commas and an "and"."""
    return bool(_DEPARTMENTS & set(_lows(phrase)))


def _is_remit(office: Sequence[Token], part: Sequence[Token], setting: Setting) -> bool:
    """Whether a part only goes on naming what a department is for: "…, Media and Sport"."""
    lows = _lows(office)
    of = next((i for i, low in enumerate(lows) if low in {"for", "of", "on"}), 0)
    remit = bool(_DEPARTMENTS & set(lows)) or lows[of - 1] in _REMITTED
    remit = remit and of > 0
    if not remit or part[0].low in _BEFORE_A_NAME:
        return False
    name = [token.text for token in part]
    known = body_slug(name, setting) or _state_of(part) or _HOME_OFFICE.fullmatch(_plain(part))
    return not known


def _stands_alone(part: Sequence[Token], setting: Setting) -> bool:
    if is_actor(part, setting):
        return True
    bare = [token.text for token in part if token.low not in _BEFORE_A_NAME]
    # "the UK and US governments": an adjective alone stands for the noun that follows later.
    return bool(bare) and state_at(bare, 0)[1] == len(bare)


def _from_to(tokens: Sequence[Token], first: Token, last: Token) -> list[Token]:
    return [token for token in tokens if first.start <= token.start <= last.start]


def _parted(tokens: Sequence[Token]) -> list[list[Token]]:
    parts: list[list[Token]] = [[]]
    skip = 0
    for index, token in enumerate(tokens):
        if skip:
            skip -= 1
            continue
        if _is_state_with_and(tokens, index):
            length = state_at([t.text for t in tokens], index)[1]
            parts[-1] += tokens[index : index + length]
            skip = length - 1
        elif token.low in _JOINTS or (
            token.low == "as" and _lows(tokens)[index : index + 3] == ["as", "well", "as"]
        ):
            skip = 2 if token.low == "as" else 0
            if parts[-1]:
                parts.append([])
        else:
            parts[-1].append(token)
    return [part for part in parts if part]


def _is_state_with_and(tokens: Sequence[Token], index: int) -> bool:
    if not tokens[index].capital:
        return False
    length = state_at([t.text for t in tokens[index : index + 8]], 0)[1]
    return length > 1 and any(t.low == "and" for t in tokens[index : index + length])


@cache
def _organisations() -> dict[str, str]:
    return {
        " ".join(unpossessed(word) for word in name.split()): slug
        for slug, names in entries("organisations").items()
        for name in names
    }
