"""Whether a supporter's own words are their own: the gate that letters in their name go through."""

from collections.abc import Iterator, Mapping, Sequence

from campaign.likeness import near_copies, plain_words
from campaign.problems import Problem
from campaign.supporters.matching import Match

ALLOW = "or make such letters all the same with --allow-copies."


def not_their_own(matches: Sequence[Match]) -> Iterator[Problem]:
    """Yield a problem for each row whose letter would have no words of its own.

    None at all; the very words of another row; or, among those of one member, near-copies: an
    office counts such letters once and sets them aside.
    """
    words = {one.supporter.row: plain_words(one.supporter.words) for one in matches}
    first: dict[str, int] = {}
    told: dict[int, int] = {}
    for row, text in words.items():
        if not text:
            hint = f"Ask the supporter why they write, and put it under own words; {ALLOW}"
            yield Problem("no-own-words", "there are no words of their own", hint, row=row)
        elif (other := first.setdefault(text, row)) != row:
            told[other], told[row] = row, other
    for group in _by_member(matches).values():
        told = {**near_copies({row: words[row] for row in group if words[row]}), **told}
    for row, other in sorted(told.items()):
        same = "the same as" if words[row] == words[other] else "nearly the same as"
        hint = f"Ask one of the two for words of their own; {ALLOW}"
        message = f"the own words are {same} those of row {other}"
        yield Problem("copied-words", message, hint, row=row)


def _by_member(matches: Sequence[Match]) -> Mapping[str, Sequence[int]]:
    groups: dict[str, list[int]] = {}
    for one in matches:
        if one.member:
            groups.setdefault(one.member.id, []).append(one.supporter.row)
    return groups
