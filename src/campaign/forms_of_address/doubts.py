"""What a name leaves open, so that a person should look at how it will be greeted."""

import re
from collections.abc import Iterator

from campaign.forms_of_address.addressee import LETTERS
from campaign.forms_of_address.names import StyledName, styled_name
from campaign.forms_of_address.styles import PARTICLES
from campaign.model import Kind, Recipient

_SHORTENED = re.compile(r"(?P<word>[A-Z][a-z]{1,5})\. [A-Z]")
# No forename is without a vowel: "Sr" may be Spanish or a Sister, "Hr" is German.
_NO_WORD = re.compile(r"(?P<word>(?!(?:Md|St) )[B-DF-HJ-NP-TV-XZ][b-df-hj-np-tv-xz]{1,4}) \w")
# "DCI Alex Surname": initials stand before a surname alone.
_CAPITALS = re.compile(r"(?P<word>[A-Z]{2,4}) [A-Z][a-z]+ \w")
# Before a forename these are a peer’s children’s, before a surname a peer’s or a knight’s wife’s.
_OF_FAMILIES = frozenset({"Lord", "Lady"})
_TITLES = tuple(f" {title}" for title in ("Mr", "Mrs", "Ms", "Miss", "Dr", "Prof", "Sir", "Dame"))
_NOT_IN_NAMES = re.compile(r"[?!;:/\\|#*_=+<>()\[\]{}“”\"，،]")


def doubts(recipient: Recipient) -> Iterator[str]:
    """Yield what is unclear about a name whose row does not say what follows "Dear"."""
    text = recipient.name
    if not text or recipient.address_as:
        return
    name = styled_name(text)
    plain = name.plain
    yield from _of_titles(name, recipient.kind)
    if recipient.kind != "peer" and not name.dignity and plain.replace(" ", "").isalpha():
        return  # as nearly all are
    mark = _NOT_IN_NAMES.search(plain)
    if mark and not text.endswith(")"):
        yield f"has “{mark[0]}” in it, which no name has"
    if "," in text and "," in text.partition(name.surname)[0]:
        yield "has a comma that no rule explains"
    if (match := _SHORTENED.match(plain)) and match["word"].casefold() not in PARTICLES:
        yield f"begins with “{match['word']}.”, which is not known as a title"
    if name.dignity:
        yield from _of_a_dignity(name, recipient.kind)
    elif recipient.kind == "peer" and not name.has("Rt Rev", "Most Rev", "Bishop", "Archbishop"):
        yield "has no Lord, Lady, Baroness or other dignity, and a peer is greeted by it"


def _of_titles(name: StyledName, kind: Kind) -> Iterator[str]:
    plain = name.plain
    short = " " in plain[2:6]
    if short and (match := _NO_WORD.match(plain) or _CAPITALS.match(plain)):
        yield f"begins with “{match['word']}”, which is not known as a title"
    if plain.endswith(_TITLES):
        yield f"ends with “{plain.split()[-1]}”, a title, which belongs before it"
    alone = len(plain) > 1 and not (name.forename or name.prefixes or name.dignity)
    if alone and kind in LETTERS:  # of other people some have but one name
        yield "is a surname alone, and would be greeted without forename or title"


def _of_a_dignity(name: StyledName, kind: Kind) -> Iterator[str]:
    title, _, place = name.surname.partition(" of ")
    words = [word for word in title.split() if word.casefold() not in PARTICLES]
    if place and len(words) > 1 and name.dignity in {"Lord", "Baroness", "Baron", "Viscount"}:
        yield f"seems to have a forename in it, and a peer’s is “{name.dignity} {words[-1]}”"
    elif kind != "peer" and len(words) == len(title.split()) == 2 and name.dignity in _OF_FAMILIES:
        yield f"may be of a peer’s family, who would be “Dear {name.dignity} {words[0]}”"
