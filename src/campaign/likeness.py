"""How alike the bodies of letters are, purely: by the stretches of text that they share.

The idea is WriteToThem's, which holds back near-copies: a text is the set of its overlapping
substrings of one length, and two texts are as alike as their sets.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeVar

from campaign.page import read_page

STRETCH = 32
"""Characters in each substring: about six words, too many to be the same by chance."""

ALIKE = 0.8
"""Two letters at least this alike belong to one group."""

K = TypeVar("K")

WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Likeness:
    """One letter held against all others; every share is between 0 and 1.

    ``shared`` is how much of its body stands in some other letter too; ``nearest`` is the id of
    the letter most like it ("" where it stands alone), and ``alike`` how like it that one is.
    """

    id: str
    shared: float
    nearest: str
    alike: float
    own_words: bool


@dataclass(frozen=True, slots=True)
class LikenessReport:
    """All letters in their order, groups of near-copies, and the share of text that is repeated."""

    letters: tuple[Likeness, ...]
    groups: tuple[tuple[str, ...], ...]
    identical: float

    @property
    def own_words(self) -> int:
        return sum(letter.own_words for letter in self.letters)


def advice(report: LikenessReport) -> tuple[str, ...]:
    """Return what the figures mean for a campaigner, in whole sentences."""
    count = len(report.letters)
    if count < 2:
        return ()
    if not report.groups:
        return ("No two letters are near-copies: each will be read as a letter of its own.",)
    largest, in_groups = len(report.groups[0]), sum(map(len, report.groups))
    words = [
        f"{in_groups:,} of {count:,} letters are near-copies of another"
        + (f"; the largest group has {largest:,}." if len(report.groups) > 1 else "."),
        "Offices that receive the same words many times over count them once and set them aside.",
    ]
    grouped = {name for group in report.groups for name in group}
    plain = sum(not letter.own_words for letter in report.letters if letter.id in grouped)
    if plain:
        words.append(
            f"{plain:,} of them {'has' if plain == 1 else 'have'} no words of their own. One true"
            " paragraph is worth most: why you write to this person, what they have said or done,"
            " whom it touches where they live. Put it into the “note” column."
        )
    if own := in_groups - plain:
        they = "has words of its own and is a near-copy still"
        if own > 1:
            they = "have words of their own and are near-copies still"
        words.append(f"{own:,} {they}: say more there, or change other paragraphs.")
    return tuple(words)


def body_text(html: str, salutation: str, close: str) -> str:
    """Return a letter's plain words between its salutation and its close."""
    text = bare_words(read_page(html).body)
    _, found, after = text.partition(bare_words(salutation))
    body = after if found else text
    before, found, _ = body.rpartition(bare_words(close))
    return (before if found else body).strip()


def bare_words(text: str) -> str:
    """Return a text for comparing: its words in small letters, with single spaces."""
    return " ".join(WORD.findall(text.casefold()))


def likeness(bodies: Mapping[str, str], own_words: Iterable[str] = ()) -> LikenessReport:
    """Hold letters' bodies (from ``body_text``, by id) against one another.

    ``own_words`` holds the ids of those with a paragraph or a template of their own; an exact copy
    of another letter has none, whatever it was meant to have.
    """
    personal = frozenset(own_words)
    copies: dict[str, list[str]] = {}
    for name, body in bodies.items():
        copies.setdefault(body, []).append(name)
    sets, owners = _as_bits(copies), list(copies.values())
    nearest, groups = _compare(sets)
    once = repeated = 0
    for bits, names in zip(sets, owners, strict=True):
        repeated |= bits if len(names) > 1 else once & bits
        once |= bits
    letters: dict[str, Likeness] = {}
    identical = total = 0
    for place, names in enumerate(owners):
        length = sets[place].bit_count()
        common = (sets[place] & repeated).bit_count()
        total += length * len(names)
        identical += common * len(names)
        for name in names:
            own = name in personal and len(names) == 1
            # The letter most like this one: an exact copy if there is one.
            like, alike = next((one for one in names if one != name), ""), 1.0
            if not like and (alike := nearest[place][1]):
                like = owners[nearest[place][0]][0]
            letters[name] = Likeness(name, common / length, like, alike, own)
    named = [tuple(name for place in group for name in owners[place]) for group in groups]
    near_copies = sorted((group for group in named if len(group) > 1), key=len, reverse=True)
    ordered = tuple(letters[name] for name in bodies)
    return LikenessReport(ordered, tuple(near_copies), identical / total if total else 0.0)


def near_copies(texts: Mapping[K, str]) -> Mapping[K, K]:
    """Return, for each text of plain words that is a near-copy, the key of the other."""
    nearest, _ = _compare(_as_bits(texts.values()))
    keys = list(texts)
    return {
        key: keys[place]
        for key, (place, alike) in zip(keys, nearest, strict=True)
        if alike >= ALIKE
    }


def _as_bits(bodies: Iterable[str]) -> list[int]:
    """Return each text's stretches, one from the start of each word, as the bits of one number."""
    numbers: dict[str, int] = {}
    sets = []
    for body in bodies:
        bits = 0
        spaces = re.finditer(" ", body[: max(len(body) - STRETCH, 0)])
        for start in (0, *(space.end() for space in spaces)):
            bits |= 1 << numbers.setdefault(body[start : start + STRETCH], len(numbers))
        sets.append(bits)
    return sets


def _compare(sets: Sequence[int]) -> tuple[list[tuple[int, float]], list[list[int]]]:
    """Return the one most like each set and how like, and the groups that are alike in a chain."""
    nearest = [(place, 0.0) for place in range(len(sets))]
    sizes = [bits.bit_count() for bits in sets]
    head = list(range(len(sets)))

    def root(place: int) -> int:
        while head[place] != place:
            head[place] = place = head[head[place]]
        return place

    for one, other in combinations(range(len(sets)), 2):
        # What two share, as a part of both together: Dice's coefficient.
        alike = 2 * (sets[one] & sets[other]).bit_count() / (sizes[one] + sizes[other])
        if alike > nearest[one][1]:
            nearest[one] = (other, alike)
        if alike > nearest[other][1]:
            nearest[other] = (one, alike)
        if alike >= ALIKE:
            head[root(other)] = root(one)
    groups: dict[int, list[int]] = {}
    for place in range(len(sets)):
        groups.setdefault(root(place), []).append(place)
    return nearest, list(groups.values())
