"""The words that stand in quotation marks, who said them and in what role."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from campaign.model import Quotation
from campaign.statement.lexicon import pattern, words
from campaign.statement.text.layout import Block
from campaign.statement.text.sentences import CLOSES

_FORMS_BEFORE, _FORMS_AFTER = (
    [pattern("quotations", key, re.NOFLAG) for key in keys]
    for keys in (("before", "according", "before_colon"), ("after_verb", "after_name"))
)
_AFTER_DASH = pattern("quotations", "after_dash", re.NOFLAG)
_SAID = re.compile("|".join(words("quotations", "said")))
_PRONOUN = re.compile(r"(?:and |but )?(?:he|she|they|it)(?: also)?$", re.IGNORECASE)
_ROLE = pattern("quotations", "role")
_NO_ROLE = pattern("quotations", "no_role", re.NOFLAG)
_NAME = pattern("quotations", "name", re.NOFLAG)
_NOT_A_NAME = words("quotations", "no_name")
_SPEAKING = pattern("quotations", "speaking", re.NOFLAG)
_PAST_YEAR = pattern("quotations", "past_year", re.NOFLAG)
_OPENS = re.compile(r"[“«\"‘'](?:(?<=[“«])|(?<![^ \n\t(\[—–:-].)(?=[^\W_]|[\[(…]))")
_MOST_BLOCKS = 12
# An apostrophe closes nothing: "the workers' rights". What begins with a letter is found fast.
_CLOSES_SINGLE = {
    mark: re.compile(rf"{end}(?:(?<=[.,!?…].)|(?<!s.)(?=[.,;:)]))")
    for mark, end in (("‘", "’"), ("'", "'"))
}
_LONGEST_SINGLE = 2000  # characters: an apostrophe opens no longer quotation


@dataclass(frozen=True, slots=True)
class Quoted:
    """A span in quotation marks, marks left out; ``speaker`` is empty where nobody is named."""

    start: int
    end: int
    speaker: str
    role: str
    of_the_past: bool = False


class _Span(NamedTuple):
    """Where quoted words begin and end, and the first and the last of their blocks."""

    start: int
    end: int
    first: int
    last: int


def read_quoted(text: str, blocks: Sequence[Block]) -> tuple[Quoted, ...]:
    """Return every span in quotation marks, in order, with its speaker where one is named."""
    quoted: list[Quoted] = []
    said_by = nobody = ("", "")
    for span in _spans(text, blocks):
        start, end, first, last = span
        before = _before(text, blocks, span)
        who = _speaker(text, blocks, span, before)
        if who and not _PRONOUN.fullmatch(who):
            named = _name_and_role(who)
            said_by = named if named[0] else said_by
        alone = start == blocks[first].start + 1 and end + 1 >= blocks[last].end
        continues = quoted and quoted[-1].speaker and _follows_on(text, quoted[-1].end, start)
        speaker, role = said_by if who or alone or continues else nobody
        quoted.append(Quoted(start, end, speaker, role, bool(_PAST_YEAR.search(before))))
    return tuple(quoted)


def quotations(text: str, quoted: Sequence[Quoted]) -> tuple[Quotation, ...]:
    """Return what somebody named is quoted as saying; single words in quotes are not speech."""
    return tuple(
        Quotation(q.speaker, q.role, text[q.start : q.end], q.start, q.end)
        for q in quoted
        if q.speaker and len(text[q.start : q.end].split()) >= 4
    )


def _spans(text: str, blocks: Sequence[Block]) -> Iterator[_Span]:
    at = 0
    for number, block in enumerate(blocks):
        at = max(at, block.start)
        unclosed: set[str] = set()  # the marks that nothing closes from this block on
        while opening := _OPENS.search(text, at, block.end):
            mark, at = opening[0], opening.end()
            if mark in unclosed:
                continue
            if found := _closing(text, at, mark, blocks, number):
                if said := text[at : found[0]].rstrip():
                    yield _Span(at, at + len(said), number, found[1])
                at = found[0] + 1
            elif mark not in "‘'":
                unclosed.add(mark)


def _closing(
    text: str, start: int, mark: str, blocks: Sequence[Block], number: int
) -> tuple[int, int] | None:
    """Return where the quotation closes and in which block; it may run over several."""
    if mark in "‘'":
        stop = min(blocks[number].end, start + _LONGEST_SINGLE)
        closing = _CLOSES_SINGLE[mark].search(text, start, stop)
        return (closing.start(), number) if closing else None
    for index, block in enumerate(blocks[number : number + _MOST_BLOCKS], start=number):
        begins = block.start + (index > number and text[block.start] == mark)  # it opens anew
        place = text.find(CLOSES[mark], max(begins, start), block.end)
        if place >= 0:
            return place, index
    return None


def _before(text: str, blocks: Sequence[Block], span: _Span) -> str:
    """Return the words that lead up to a quotation, perhaps in the block above."""
    start, _, first, _ = span
    before = text[max(blocks[first].start, start - 300) : start - 1]
    if not before.strip() and first and text[blocks[first - 1].end - 1] == ":":
        above = blocks[first - 1]
        before = text[max(above.start, above.end - 300) : above.end]
    return " ".join(before.split())


def _speaker(text: str, blocks: Sequence[Block], span: _Span, before: str) -> str:
    """Return the words that name the speaker, before a quotation or behind it."""
    after = text[span.end + 1 : min(blocks[span.last].end, span.end + 200)]
    named = [form.search(before) for form in _FORMS_BEFORE]
    named += [form.match(after) for form in (*_FORMS_AFTER, _AFTER_DASH)]
    if not after.strip() and span.last + 1 < len(blocks):  # "– The Chair", on a line of its own
        below = blocks[span.last + 1]
        line = text[text.rfind("\n", 0, below.start) + 1 : below.end]
        named.append(_AFTER_DASH.match(line) if len(line) < 160 else None)
    who = (found["who"].strip() for found in named if found and _could_speak(found["who"]))
    return next(who, "")


def _could_speak(who: str) -> bool:
    named = any(word[:1].isupper() for word in who.split())
    return named or bool(_PRONOUN.fullmatch(who.strip()) or _ROLE.search(who))


def _follows_on(text: str, end: int, start: int) -> bool:
    """Whether only a "he said" or nothing stands between two quotations."""
    between = text[end + 1 : start - 1]
    return len(between) < 80 and (not between.strip() or bool(_SAID.search(between)))


def _name_and_role(who: str) -> tuple[str, str]:
    """Part "Jane Smith, Director of X, who …" and "the Group's chair, Jane Smith"."""
    who = _SPEAKING.sub("", " ".join(who.split()).strip(" ,–—"))
    if (bracket := re.search(r"\s*\(([^)]*)\)", who)) and " " in bracket[1]:
        return who[: bracket.start()].strip(), bracket[1]
    first, _, role = who.partition(", ")
    role = _NO_ROLE.split(role)[0]
    if not (found := _ROLE.match(first)):
        return first, role
    rest = first[found.end() :].strip()
    if role and _NAME.fullmatch(role.split(", ")[0]) and not _ROLE.match(role):
        return role.split(", ")[0], re.sub("^[Tt]he ", "", first)
    named = _NAME.fullmatch(rest) and rest.split()[0].lower() not in _NOT_A_NAME
    return (rest, re.sub("^[Tt]he ", "", found[0]).strip()) if named else (first, role)
