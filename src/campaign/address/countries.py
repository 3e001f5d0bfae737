"""Countries and states by every name that people give them.

The source is the ``countryinfo`` package; ``countries.toml`` adds and mends.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from campaign.compared import unaccented

CROWN_DEPENDENCIES = frozenset({"Jersey", "Guernsey", "Isle of Man"})
"""Royal Mail carries these as inland mail, with the country for a post town."""

# Known without the country data, whose loading takes a twentieth of a second: most addresses end
# with one of these, if with any.
_AT_HOME = """
    alba britain channelislands cymru eng england gb gbr greatbritain nir nireland northernireland
    northireland scotland sct uk unitedkingdom unitedkingdomofgreatbritainandnorthernireland wales
    wls
"""
_UNITED_KINGDOM = frozenset(_AT_HOME.split())
_NO_COUNTRY = frozenset({"an", "cs"})  # the Netherlands Antilles, Serbia and Montenegro: no more
# The embassy of which Congo, Dominican State or Korea it is, nobody can tell.
_OF_SEVERAL = frozenset({"congolese", "dominican", "korean", "channelislander", "guianan"})
# Two states each: here nothing may be left out of the official name.
_TWO_STATES = frozenset({"china", "congo", "guiana", "korea", "saintmartin"})
_INVERTED = re.compile(r"([^,]+), ?(.+ of)(?: the)?", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"(?P<state>[^()]+)\([^()]*\)\s*")
_OFFICIAL = re.compile(
    r"(?:\S+ ){0,4}?(?:republic|kingdom|state|states|commonwealth|federation|principality"
    r"|sultanate|emirate|duchy|union|dominion|government) of (?:the )?(?P<state>.+)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Countries:
    """Names and adjectives by key, the envelope's by code; ``parts`` mean a part of the country."""

    codes: Mapping[str, str]
    names: Mapping[str, str]
    parts: frozenset[str]
    adjectives: Mapping[str, str]
    envelope: Mapping[str, str]


@lru_cache(maxsize=4096)
def _key(text: str) -> str:
    """Return a name so that its spellings agree: no accents, blanks, marks, "the"."""
    plain = re.sub(r"['’ʻ‘ʼ`.]", "", unaccented(text)).replace("&", " and ").replace("+", " and ")
    words = re.sub(r"[\W_]+", " ", plain).split()
    if words[:1] == ["the"]:
        words = words[1:]
    return "".join("saint" if word in {"st", "ste"} else word for word in words)


@cache
def _countries() -> _Countries:
    from countryinfo import all_countries  # only once, and only when asked

    own = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    codes: dict[str, str] = {}
    names: dict[str, str] = {}
    adjectives: dict[str, str] = {}
    envelope: dict[str, str] = {}
    infos = [country.info() for country in all_countries()]
    for info in sorted(infos, key=lambda info: info.get("population") or 0, reverse=True):
        code = str(info.get("ISO", {}).get("alpha2") or "").casefold()
        if not code or code in _NO_COUNTRY:
            continue
        envelope.setdefault(code, info["name"])
        for short in (code, str(info["ISO"].get("alpha3") or "").casefold()):
            codes.setdefault(short, code)
        for name in _names_in(info):
            names.setdefault(_key(name), code)
        for word in str(info.get("demonym") or "").split(","):
            adjectives.setdefault(_key(word), code)
    envelope |= own["envelope"]
    names |= {_key(name): code for code, name in envelope.items()}
    parts = _by_key(own["parts"])
    names |= _by_key(own["names"]) | parts
    adjectives |= _by_key(own["adjectives"])
    codes |= {code: code for code in envelope}
    for known in (names, adjectives):
        known.pop("", None)
    names.pop("guiana", None)  # British once, French still
    for word in _OF_SEVERAL:
        adjectives.pop(word, None)
    return _Countries(codes, names, frozenset(parts), adjectives, envelope)


def _by_key(listed: Mapping[str, str]) -> dict[str, str]:
    return {_key(name): code for code, names in listed.items() for name in names.split("|")}


def _names_in(info: Mapping[str, Any]) -> Iterator[str]:
    yield info["name"]
    yield from (name for name in info.get("altSpellings") or () if len(name) > 3)
    yield from re.split(r" ?/ ?", info.get("nativeName") or "")


def _of_name(text: str) -> str:
    """Return the code of a country by a name, official, short or inverted, or nothing."""
    names = _countries().names
    if code := names.get(_key(text)):
        return code
    if inverted := _INVERTED.fullmatch(text.strip()):
        return _of_name(f"{inverted[2]} {inverted[1]}")
    shorter = _IN_BRACKETS.fullmatch(text) or _OFFICIAL.fullmatch(text.strip())
    short = _key(shorter["state"]) if shorter else ""
    return "" if short in _TWO_STATES else names.get(short, "")


def is_united_kingdom(text: str) -> bool:
    """Whether a line names the United Kingdom or a part of it, which inland mail leaves out."""
    return _key(text) in _UNITED_KINGDOM


@lru_cache(maxsize=4096)
def state_code(text: str) -> str:
    """Return the lower-case ISO 3166-1 code of a state given by name or code, or nothing."""
    if is_united_kingdom(text):
        return "gb"
    letters = text.replace(".", "").strip().casefold()
    return (_countries().codes.get(letters) or _of_name(text)) if letters else ""


def country_name(text: str) -> str:
    """Return a country's name for an envelope, or nothing; inland mail names no country."""
    code = state_code(text)
    return "" if code == "gb" else _countries().envelope.get(code, "") if code else ""


def is_part_of_a_country(text: str) -> bool:
    """Whether this names a region or an island and thereby its country: Tenerife, Dubai."""
    return _key(text) in _countries().parts


def state_of_people(text: str) -> str:
    """Return the code of the state whose people's adjective this is ("Thai"), or nothing."""
    return _countries().adjectives.get(_key(text), "")


def known_countries() -> frozenset[str]:
    """Return every name in lower case by which a country is known on an envelope."""
    return frozenset(name.casefold() for name in (*_countries().envelope.values(), "uk"))
