"""The words that stand in quotation marks, who said them and in what role."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from campaign.model import Quotation
from campaign.statement.lexicon import words
from campaign.statement.text.layout import Block
from campaign.statement.text.sentences import CLOSES

_SAID = rf"(?:{'|'.join(words('quotations', 'said'))})"
_BEFORE = re.compile(
    r"(?:^|[.!?”\"]\s+)(?P<who>[^.!?”\"]*?(?:\b[A-Z]\.[^.!?”\"]*?)?),?\s+"
    r"(?:also |today |has |who )*"
    rf"{_SAID}\b(?P<rest>[^:.”\"“]{{0,120}})[:,]?\s*$"
)
_BEFORE_COLON = re.compile(
    r"(?:^|[.!?]\s+)(?:(?:a )?(?:quote|comment|statement|message) (?:from|by) )?"
    r"(?P<who>[^.:!?]{3,160}):\s*$",
    re.I,
)
_ACCORDING = re.compile(
    r"(?:[Aa]ccording to|[Ii]n the words of) (?P<who>[^,:]+(?:, [^,:]+)?)[,:]\s*$"
)
_AFTER_VERB = re.compile(rf"[,.]?\s*(?:{_SAID}|according to)\s+(?P<who>[^.:;“\"\n]+)")
_AFTER_NAME = re.compile(rf"[,.]?\s*(?P<who>[^.:;“\"\n]{{2,160}}?),?\s+(?:also |has )*{_SAID}\b")
_AFTER_DASH = re.compile(r"\s*[–—―-]{1,2}\s*(?P<who>[^\n.“\"]{3,160})\.?\s*$")
_PRONOUN = re.compile(r"(?:and |but )?(?:he|she|they|it)(?: also)?$", re.IGNORECASE)
_ROLE = re.compile(
    rf"(?:(?:{'|'.join(words('quotations', 'before_a_role'))})[ -]"
    r"|[A-Z]\w+(?:'s|’s) |[A-Z]{2,}\b ?)*"
    rf"(?:co-)?(?:{'|'.join(words('quotations', 'roles'))})\b",
    re.IGNORECASE,
)
_NO_ROLE = re.compile(r"(?:^|, )(?:who|which|speaking|responding|commenting|today|in a|on)\b")
_STYLED = (
    r"(?:the |Rt\.? Hon\.? |Right Honourable |Most Rev(?:erend|d)?\.? |Very Rev(?:erend|d)?\.? )*"
)
_NAME = re.compile(
    rf"{_STYLED}[A-Z][\w.'’-]*(?:\s+(?:of|de|da|van|von|al|bin|the|and|for|[A-Z][\w.'’-]*))*"
)
_NOT_A_NAME = frozenset({"the", "a", "an", "our", "one", "its", "their", "of", "for"})
_SPEAKING = re.compile(
    r"^(?:Speaking|Commenting|Responding|Reacting|Welcoming|Launching|Introducing|In|On|At|After"
    r"|Following)\b.*?, (?=the |our |an? |[A-Z])"
)
_OPENS = re.compile(r"[“«\"‘'](?:(?<=[“«])|(?<![^ \n\t(\[—–:-].)(?=[^\W_]|[\[(…]))")
_PAST_YEAR = re.compile(
    r"\b(?:[Ii]n|[Oo]n|[Bb]ack in|[Ss]ince)\s+(?:\w+\s+){0,3}(?:19|20)\d\d\b"
    r"|\blast (?:year|month)\b|\byears? ago\b"
)
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


def read_quoted(text: str, blocks: Sequence[Block]) -> tuple[Quoted, ...]:
    """Return every span in quotation marks, in order, with its speaker where one is named."""
    quoted: list[Quoted] = []
    speaker = role = ""
    for start, end, first, last in _spans(text, blocks):
        who, before = _attribution(text, blocks, start, end, first, last)
        if who and not _PRONOUN.fullmatch(who):
            who, its_role = _name_and_role(who)
            speaker, role = (who, its_role) if who else (speaker, role)
        alone = start == blocks[first].start + 1 and end + 1 >= blocks[last].end
        continues = quoted and quoted[-1].speaker and _follows_on(text, quoted[-1].end, start)
        named = who or alone or continues
        past = bool(_PAST_YEAR.search(before))
        quoted.append(Quoted(start, end, speaker if named else "", role if named else "", past))
    return tuple(quoted)


def quotations(text: str, quoted: Sequence[Quoted]) -> tuple[Quotation, ...]:
    """Return what somebody named is quoted as saying; single words in quotes are not speech."""
    return tuple(
        Quotation(q.speaker, q.role, text[q.start : q.end], q.start, q.end)
        for q in quoted
        if q.speaker and len(text[q.start : q.end].split()) >= 4
    )


def _spans(text: str, blocks: Sequence[Block]) -> Iterator[tuple[int, int, int, int]]:
    """Yield start, end and the first and last block of each quoted span."""
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
                    yield at, at + len(said), number, found[1]
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


def _attribution(
    text: str, blocks: Sequence[Block], start: int, end: int, first: int, last: int
) -> tuple[str, str]:
    """Return the words that name the speaker, and what leads up to the quotation."""
    before = text[max(blocks[first].start, start - 300) : start - 1]
    if not before.strip() and first and text[blocks[first - 1].end - 1] == ":":
        above = blocks[first - 1]
        before = text[max(above.start, above.end - 300) : above.end]
    before = " ".join(before.split())
    after = text[end + 1 : min(blocks[last].end, end + 200)]
    named = [form.search(before) for form in (_BEFORE, _ACCORDING, _BEFORE_COLON)]
    named += [form.match(after) for form in (_AFTER_VERB, _AFTER_NAME, _AFTER_DASH)]
    if not after.strip() and last + 1 < len(blocks):  # "– The Chair", on a line of its own
        line = text[text.rfind("\n", 0, blocks[last + 1].start) + 1 : blocks[last + 1].end]
        named.append(_AFTER_DASH.match(line) if len(line) < 160 else None)
    who = (found["who"].strip() for found in named if found and _could_speak(found["who"]))
    return next(who, ""), before


def _could_speak(who: str) -> bool:
    named = any(word[:1].isupper() for word in who.split())
    return named or bool(_PRONOUN.fullmatch(who.strip()) or _ROLE.search(who))


def _follows_on(text: str, end: int, start: int) -> bool:
    """Whether only a "he said" or nothing stands between two quotations."""
    between = text[end + 1 : start - 1]
    return len(between) < 80 and (not between.strip() or bool(re.search(_SAID, between)))


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
