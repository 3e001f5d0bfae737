"""Styled names: the styles before, the name itself, and the honours after."""

import re
from dataclasses import dataclass
from functools import lru_cache

from campaign.forms_of_address.offices import head_of_body, office
from campaign.forms_of_address.styles import (
    CASELESS_POST_NOMINALS,
    COURTESY,
    DIGNITIES,
    FAMILY_FIRST,
    FORENAME_OR_RANK,
    FORENAMES_TOO,
    JUDGES,
    LEGISLATURES,
    OFFICE_STYLES,
    PARTICLES,
    PARTLY_FORENAMES,
    POST_NOMINALS,
    PREFIXES,
    RELIGIOUS_ORDERS,
    SAINTS,
    SHORT_RELIGIOUS,
    TAKES_THE,
    TERRITORIAL,
)

_LONGEST_PREFIX = max(len(words.split()) for words in PREFIXES)
_FIRST_WORDS_OF_DIGNITIES = frozenset(words.split()[0] for words in DIGNITIES)
_FIRST_WORDS = frozenset(words.split()[0] for words in (*PREFIXES, *FORENAME_OR_RANK))
# Styles that "and" may join in one person: the Most Rev and Rt Hon.
_INTRODUCED = TAKES_THE - {"Revd"}
_INITIALS = re.compile(r"(?:[^\W\d_]\.?)+")
_SPACED_MP = re.compile(r"(?<=\w) M\.? P\.?$")
_SPACED_ORDER = re.compile(r"(?<=\bOFM) (?=(?:Cap|Conv)\b)")
# "John & Margaret Cooper" are people, "Bates & Wells" may be a firm.
_SIGN_FOR_AND = re.compile(r"(?<=[\w.]) & (?=\w\S* \S)")
_PRONOUNS = re.compile(r"\s*\((?:(?:she|he|they|her|him|them|hers|his|theirs)[/, ]*)+\)$", re.I)
_SIKH_MIDDLE_NAMES = {"singh", "kaur"}
# Titles that always go with a name; "Dear Sir" or "Dear Bishop" may be meant.
_TITLES = frozenset(
    {*COURTESY, "Dr", "Revd", "Rt Hon", "Hon", "Dame", "Lord", "Lady", "Baroness", "Baron"}
)
_OFFICES_BEFORE_OF = frozenset({"", "Bishop", "Archbishop", *OFFICE_STYLES})
# Indexes write a peer's dignity behind the title, in full or by a letter or two.
_BEHIND = {
    **{dignity: dignity for dignity in DIGNITIES.values()},
    "Bp": "Bishop of",
    "Abp": "Archbishop of",
}
_BEHIND_A_PLACE = {"L": "Lord", "B": "Baroness", "Bs": "Baroness", "V": "Viscount", "E": "Earl"}
_LAST_PART = re.compile(r"(?P<title>.+?),? ?(?:, ?|\()(?:the )?(?P<last>[A-Za-z ]+)\.?\)?", re.I)
# A member's seat or office on the same line: "Stella Creasy MP, Walthamstow".
_AFTER_LETTERS = re.compile(
    rf"(?P<name>.+?),? (?P<letters>{'|'.join(sorted(LEGISLATURES))})"
    r"(?:,| [-–—]| (?:for|representing|member for)\b| ?\() ?(?P<rest>[^()]+?)\)?"
)
_MORE_THAN_A_NAME = re.compile(r"[,(–—]| - | for | representing ")
_BEHIND_A_NAME = re.compile(r", | [-–—] ")
_HELD = re.compile(r"[A-Z][\w-]+(?: [\w-]+)? (?:of|for) .+")  # Leader of a party, Head of Policy
# Of more colleges than anybody can list, behind honours that are known: OBE FRCPI.
_LIKE_HONOURS = re.compile(r"[A-Z]{2}[A-Za-z]+|[A-Z][a-z]+[A-Z][A-Za-z]*")
_OF_A_COLLEGE = re.compile("[FM]RC[A-Z][A-Za-z]*")  # a fellow or member of a Royal College
_IN_CAPITALS = re.compile(r"[^\W\d_a-z]{3,}|[A-Z][AEIOU]")


@dataclass(frozen=True, slots=True)
class StyledName:
    """A name as it stands on an envelope, taken apart.

    ``prefixes`` are in their usual spelling ("Rt Hon", "Sir", "Dr"). A peer or bishop has a
    ``dignity`` ("Lord", "Earl of", "Lord Bishop of") and its title as ``surname``, without a
    forename. ``sure`` is whether the surname follows from the words: of three plain words, the
    second may be a middle name or half a surname. ``couple`` is whether "and" joins the titles of
    two who share a surname.
    """

    prefixes: tuple[str, ...] = ()
    forename: str = ""
    surname: str = ""
    post_nominals: tuple[str, ...] = ()
    dignity: str = ""
    sure: bool = True
    couple: bool = False

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
            elif words and self.couple and prefix == self.prefixes[-1]:
                words += " and"
            words = f"{words} {prefix}".lstrip()
        if self.dignity or self.plain == "Princess Royal":
            # The royal family's own usage keeps the capital.
            words = "HRH The" if words == "HRH" else f"{words} the" if words else "The"
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
    if text.endswith(")"):
        text = _PRONOUNS.sub("", text)
    if "OFM " in text:
        text = _SPACED_ORDER.sub("", text)
    if "&" in text:
        text = _SIGN_FOR_AND.sub(" and ", text)
    words = _SPACED_MP.sub(" MP", _dignity_first(text)).replace(",", " ").split()
    prefixes, words, couple = _prefixes(words)
    words, post_nominals = _post_nominals(words)
    if not RELIGIOUS_ORDERS.isdisjoint(post_nominals) and _key(words[:1]) in SHORT_RELIGIOUS:
        prefixes, words = (*prefixes, SHORT_RELIGIOUS[_key(words[:1])]), words[1:]
    dignity, words = _dignity(words)
    if dignity or not couple:
        prefixes = tuple(dict.fromkeys(prefixes))
    if dignity:
        return StyledName(prefixes, "", " ".join(words), post_nominals, dignity)
    prefixes, words = _cardinal(prefixes, words)
    forename, surname, sure = _forename_and_surname(words)
    return StyledName(prefixes, forename, surname, post_nominals, "", sure, couple)


def is_title_alone(text: str) -> bool:
    """Whether this is only a title before a name ("Ms.", "Mr and Mrs"), which greets nobody."""
    words = text.replace("/", " ").split()
    keys = (_key([word]) for word in words)
    found = (PREFIXES.get(key, DIGNITIES.get(key)) for key in keys)
    alone = all(style == "" or style in _TITLES for style in found)
    return bool(words) and (alone or PREFIXES.get(_key(words)) in _TITLES)


def parted_name(text: str) -> tuple[str, str]:
    """Return a name and what stands behind it: "Stella Creasy MP, Walthamstow" is two."""
    if not _MORE_THAN_A_NAME.search(text):
        return text, ""
    if match := _AFTER_LETTERS.fullmatch(text):
        rest = match["rest"].strip(" ,")
        if rest and rest.replace(",", " ").split()[0] not in POST_NOMINALS:
            return f"{match['name']} {match['letters']}", rest
    name, rest = (*_BEHIND_A_NAME.split(text, maxsplit=1), "")[:2]
    held = _HELD.fullmatch(rest) and " " in name and _key(rest.split()[:1]) not in DIGNITIES
    return (name, rest) if rest and (held or office(rest) or head_of_body(rest)) else (text, "")


def couple(text: str) -> tuple[str, str] | None:
    """Return the two whom "and" joins, or None: "Dr and Mrs Surname" share one name."""
    for joint in (" and ", " & ") if " and " in text or " & " in text else ():
        first, found, second = text.partition(joint)
        words = second.split()
        if not found or len(words) < 2 or _key(first.split()[-1:]) in PREFIXES:
            continue
        begins = _begins_a_style(words[0]) or words[0].casefold() in _FIRST_WORDS_OF_DIGNITIES
        members = _post_nominals(first.split())[1] and _post_nominals(words)[1]
        if (begins or members) and len(first.split()) > 1:
            return first, second
    return None


def _dignity_first(text: str) -> str:
    """Return "Alton of Liverpool, Lord" and "Maude of Horsham, L." as they are said."""
    match = _LAST_PART.fullmatch(text) if "," in text or "(" in text else None
    if match is None:
        return text
    title, last = match["title"], " ".join(match["last"].split())
    dignity = _BEHIND.get(last.title())
    if dignity is None and " of " in title:
        dignity = _BEHIND_A_PLACE.get(last)
    return f"{dignity} {title}" if dignity else text


def _key(words: list[str]) -> str:
    return " ".join(words).casefold().replace(".", "").replace("-", " ")


def _prefixes(words: list[str]) -> tuple[tuple[str, ...], list[str], bool]:
    found: list[str] = []
    joined = 0  # how many styles the first of two has
    while len(words) > 1 and _begins_a_style(words[0]):
        for length in range(min(_LONGEST_PREFIX, len(words) - 1), 0, -1):
            key = _key(words[:length])
            prefix = PREFIXES.get(key)
            if prefix is None and length == 1:
                prefix = _short_rank(words)
            if prefix is not None and not _is_office((*found, prefix), words[length]):
                if key in {"and", "&"} and found and found[-1] not in _INTRODUCED:
                    joined = len(found)
                two_alike = joined and prefix in COURTESY and prefix == found[-1]
                if prefix and (two_alike or prefix not in found):
                    found.append(prefix)
                words = words[length:]
                break
        else:
            break
    return tuple(found), words, 0 < joined == len(found) - 1 and found[-1] not in TAKES_THE


def _short_rank(words: list[str]) -> str | None:
    """Return the rank of a word that is a forename too, where it cannot be the forename."""
    rank = FORENAME_OR_RANK.get(_key(words[:1]))
    following = words[1].casefold()
    before_style = _begins_a_style(words[1]) or following in _FIRST_WORDS_OF_DIGNITIES
    # "Justice Forename Surname"; a member may be called Justice.
    by_name = rank in JUDGES and len(words) > 2 and words[2].strip(",") not in POST_NOMINALS
    return rank if words[0].endswith(".") or before_style or by_name else None


def _is_office(prefixes: tuple[str, ...], next_word: str) -> bool:
    """Whether a style begins an office ("Bishop of Winchester") instead of a name."""
    return next_word.casefold() == "of" and not _OFFICES_BEFORE_OF.isdisjoint(prefixes)


def _begins_a_style(word: str) -> bool:
    return word.casefold().replace(".", "").partition("-")[0] in _FIRST_WORDS


def _post_nominals(words: list[str]) -> tuple[list[str], tuple[str, ...]]:
    found: list[str] = []
    while len(words) > 1:
        bare = words[-1].replace(".", "")
        if bare in POST_NOMINALS:
            honour = bare
        elif bare.casefold() in CASELESS_POST_NOMINALS:
            honour = CASELESS_POST_NOMINALS[bare.casefold()]
        elif _OF_A_COLLEGE.fullmatch(bare) or (
            _LIKE_HONOURS.fullmatch(bare) and any(map(_surely_honours, words[1:-1]))
        ):
            honour = bare
        else:
            break
        if honour not in found:
            found.insert(0, honour)
        words = words[:-1]
    return words, tuple(found)


def _surely_honours(word: str) -> bool:
    bare = word.replace(".", "")
    return bare in POST_NOMINALS and len(bare) > 2  # some are called Ma


def _dignity(words: list[str]) -> tuple[str, list[str]]:
    if not words or words[0].casefold() not in _FIRST_WORDS_OF_DIGNITIES:
        return "", words
    for length in (2, 1):
        dignity = DIGNITIES.get(_key(words[:length]), "")
        rest = words[length:]
        if not dignity or not rest:
            continue
        rest = ["and" if word == "&" else word for word in rest]  # Lord & Lady Surname
        if rest[0].casefold() == "of":
            return (f"{dignity} of", rest[1:]) if len(rest) > 1 else ("", words)
        if dignity not in TERRITORIAL:
            return dignity, rest
    return "", words


def _cardinal(prefixes: tuple[str, ...], words: list[str]) -> tuple[tuple[str, ...], list[str]]:
    """Move "Cardinal" to the front: by custom it may stand within, "Vincent Cardinal Nichols"."""
    if "Cardinal" in words[1:-1] and "Cardinal" not in prefixes:
        return (*prefixes, "Cardinal"), [word for word in words if word != "Cardinal"]
    return prefixes, words


def _forename_and_surname(words: list[str]) -> tuple[str, str, bool]:
    if len(words) <= 1:
        return "", " ".join(words), True
    if _begins_a_surname(words):
        return "", " ".join(words), words[0].islower() or _bare(words[0]) not in PARTLY_FORENAMES
    first = 2 if _bare(words[0]) in SAINTS and len(words) > 2 else 1
    while first < len(words) - 1 and _is_middle(words[first]):
        first += 1
    surname = words[first:]
    sure = len(surname) == 1 or all(_bare(word) in PARTICLES for word in surname[:-1])
    if "Ben" in surname[:-1] or (surname[0] == "Van" and _bare(words[0]) in FAMILY_FIRST):
        sure = False  # a middle name, or David Ben Gurion’s
    # "KIM Song-gi": capitals show that the surname is in front.
    if words[0].isupper() and _IN_CAPITALS.fullmatch(words[0]) and not surname[-1].isupper():
        sure = False
    return " ".join(words[:first]), " ".join(surname), sure


def _begins_a_surname(words: list[str]) -> bool:
    """Whether there is no forename: "de Mesnil", "St Aubyn"; of "Van Surname" it is not sure."""
    bare = _bare(words[0])
    if bare not in PARTICLES or (bare in SAINTS and len(words) > 2):
        return False
    return words[0].islower() or bare not in FORENAMES_TOO


def _bare(word: str) -> str:
    return word.casefold().replace(".", "")


def _is_middle(word: str) -> bool:
    if _bare(word) in PARTICLES:
        return False
    is_initial = bool(_INITIALS.fullmatch(word)) and (len(word) == 1 or "." in word)
    return is_initial or word.casefold() in _SIKH_MIDDLE_NAMES
