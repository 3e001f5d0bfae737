"""Styled names: the styles before, the name itself, and the honours after."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from campaign.forms_of_address.styles import (
    CASELESS_POST_NOMINALS,
    COURTESY,
    DIGNITIES,
    PARTICLES,
    POST_NOMINALS,
    PREFIXES,
    TAKES_THE,
    TERRITORIAL,
)

_LONGEST_PREFIX = max(len(words.split()) for words in PREFIXES)
_FIRST_WORDS_OF_DIGNITIES = frozenset(words.split()[0] for words in DIGNITIES)
_FIRST_WORDS = frozenset(words.split()[0] for words in PREFIXES)
_INITIALS = re.compile(r"(?:[^\W\d_]\.?)+")
_SPACED_MP = re.compile(r"(?<=\w) M\.? P\.?$")
_SIKH_MIDDLE_NAMES = {"singh", "kaur"}


@dataclass(frozen=True, slots=True)
class StyledName:
    """A name as it stands on an envelope, taken apart.

    ``prefixes`` are in their usual spelling ("Rt Hon", "Sir", "Dr"). A peer or bishop has a
    ``dignity`` ("Lord", "Earl of", "Lord Bishop of") and its title as ``surname``, without a
    forename. ``sure`` is whether the surname follows from the words: of three plain words, the
    second may be a middle name or half a surname.
    """

    prefixes: tuple[str, ...] = ()
    forename: str = ""
    surname: str = ""
    post_nominals: tuple[str, ...] = ()
    dignity: str = ""
    sure: bool = True

    @property
    def plain(self) -> str:
        """The name without styles and honours; a peer keeps the dignity."""
        if self.dignity:
            return f"{self.dignity} {self.surname}"
        return f"{self.forename} {self.surname}" if self.forename else self.surname

    @property
    def envelope(self) -> str:
        """The whole name for an envelope, with "The" where a style or dignity calls for it."""
        words = ""
        for prefix in self.prefixes:
            if prefix in TAKES_THE:
                if words.endswith(tuple(TAKES_THE)):
                    words += " and"
                else:
                    words += " the" if words else "The"
            elif prefix in COURTESY and words.endswith(COURTESY):
                words += " and"
            words = f"{words} {prefix}".lstrip()
        if self.dignity:
            words = f"{words} the" if words else "The"
        return " ".join(part for part in (words, self.plain, *self.post_nominals) if part)

    def has(self, *styles: str) -> bool:
        """Whether any of these prefixes or post-nominals belongs to the name."""
        return any(style in self.prefixes or style in self.post_nominals for style in styles)


@lru_cache(maxsize=1 << 17)
def styled_name(text: str) -> StyledName:
    """Take a styled name apart, in any of the spellings that people use.

    "The Right Honourable Sir Geoffrey Cox, K.C., M.P." and "Rt Hon Sir Geoffrey Cox KC MP" give
    the same. A word that is no known style stays part of the name.
    """
    words = _SPACED_MP.sub(" MP", text).replace(",", " ").split()
    prefixes, words = _prefixes(words)
    words, post_nominals = _post_nominals(words)
    dignity, words = _dignity(words)
    if dignity:
        return StyledName(prefixes, "", " ".join(words), post_nominals, dignity)
    forename, surname, sure = _forename_and_surname(words)
    return StyledName(prefixes, forename, surname, post_nominals, "", sure)


def _key(words: list[str]) -> str:
    return " ".join(words).casefold().replace(".", "").replace("-", " ")


def _prefixes(words: list[str]) -> tuple[tuple[str, ...], list[str]]:
    found: list[str] = []
    while len(words) > 1 and _begins_a_style(words[0]):
        for length in range(min(_LONGEST_PREFIX, len(words) - 1), 0, -1):
            key = _key(words[:length])
            prefix = PREFIXES.get(key)
            if prefix is not None and not _is_see(prefix, words[length]):
                if prefix and prefix not in found:
                    found.append(prefix)
                words = words[length:]
                break
        else:
            break
    return tuple(found), words


def _is_see(prefix: str, next_word: str) -> bool:
    """Whether a prelate's style begins a see ("Bishop of Winchester") instead of a name."""
    return prefix in {"Bishop", "Archbishop"} and next_word.casefold() == "of"


def _begins_a_style(word: str) -> bool:
    return word.casefold().replace(".", "").partition("-")[0] in _FIRST_WORDS


def _post_nominals(words: list[str]) -> tuple[list[str], tuple[str, ...]]:
    found: list[str] = []
    while len(words) > 1:
        bare = words[-1].replace(".", "")
        if bare in POST_NOMINALS:
            honour = bare
        elif bare.upper() in CASELESS_POST_NOMINALS:
            honour = bare.upper()
        else:
            break
        if honour not in found:
            found.insert(0, honour)
        words = words[:-1]
    return words, tuple(found)


def _dignity(words: list[str]) -> tuple[str, list[str]]:
    if not words or words[0].casefold() not in _FIRST_WORDS_OF_DIGNITIES:
        return "", words
    for length in (2, 1):
        dignity = DIGNITIES.get(_key(words[:length]), "")
        rest = words[length:]
        if not dignity or not rest:
            continue
        if rest[0].casefold() == "of":
            return (f"{dignity} of", rest[1:]) if len(rest) > 1 else ("", words)
        if dignity not in TERRITORIAL:
            return dignity, rest
    return "", words


def _forename_and_surname(words: list[str]) -> tuple[str, str, bool]:
    if len(words) <= 1:
        return "", " ".join(words), True
    first = 1
    while first < len(words) - 1 and _is_middle(words[first]):
        first += 1
    surname = words[first:]
    sure = len(surname) == 1 or all(word.casefold() in PARTICLES for word in surname[:-1])
    return " ".join(words[:first]), " ".join(surname), sure


def _is_middle(word: str) -> bool:
    is_initial = bool(_INITIALS.fullmatch(word)) and (len(word) == 1 or "." in word)
    return is_initial or word.casefold() in _SIKH_MIDDLE_NAMES
