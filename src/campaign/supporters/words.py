"""Whether a supporter's own words are their own: the gate that letters in their name go through."""

from collections.abc import Iterator, Mapping, Sequence

from campaign.likeness import bare_words, near_copies
from campaign.problems import Problem
from campaign.supporters.matching import Match
from campaign.supporters.told import told


def not_their_own(matches: Sequence[Match]) -> Iterator[Problem]:
    """Yield a problem for each row whose letter would have no words of its own.

    None at all; the very words of another row; or, among those of one member, near-copies: an
    office counts such letters once and sets them aside.
    """
    words = {one.supporter.row: bare_words(one.supporter.words) for one in matches}
    first: dict[str, int] = {}
    copied: dict[int, int] = {}
    for row, text in words.items():
        if not text:
            yield told("no-own-words", row=row)
        elif (other := first.setdefault(text, row)) != row:
            copied[other], copied[row] = row, other
    for group in _by_member(matches).values():
        copied = {**near_copies({row: words[row] for row in group if words[row]}), **copied}
    for row, other in sorted(copied.items()):
        same = "the same as" if words[row] == words[other] else "nearly the same as"
        yield told("copied-words", row=row, same=same, other=other)


def _by_member(matches: Sequence[Match]) -> Mapping[str, Sequence[int]]:
    groups: dict[str, list[int]] = {}
    for one in matches:
        if one.member:
            groups.setdefault(one.member.id, []).append(one.supporter.row)
    return groups
