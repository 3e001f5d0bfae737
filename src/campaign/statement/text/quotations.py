"""The words that stand in quotation marks, who said them and in what role."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from campaign.model import Quotation
from campaign.statement.text.layout import Block

_SAID = (
    r"(?:said|says|say|added|adds|commented|comments|stated|states|explained|explains|warned|warns"
    r"|told|tells|continued|continues|concluded|concludes|remarked|declared|declares|wrote|writes"
    r"|noted|notes|responded|replied|insisted|argued|argues|observed|reflected|recalled|urged)"
)
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
    r"(?:the |our |a |an |its |former |outgoing |acting |deputy |vice[- ]|executive |national "
    r"|senior |general |group |chief |managing |founding |programme |policy |campaigns? "
    r"|[A-Z]\w+(?:'s|’s) "
    r"|[A-Z]{2,}\b ?)*"
    r"(?:co-)?(?:chair(?:man|woman|person)?|director|president|executive|secretary"
    r"|spokes(?:person|man|woman)"
    r"|co-ordinator|coordinator|officer|head|leader|founder|convenor|convener|member|manager"
    r"|representative|adviser|advisor|researcher|lawyer|solicitor|minister|rapporteur|chief)\b",
    re.IGNORECASE,
)
_STYLED = (
    r"(?:the |Rt\.? Hon\.? |Right Honourable |Most Rev(?:erend|d)?\.? |Very Rev(?:erend|d)?\.? )*"
)
_NAME = re.compile(
    rf"{_STYLED}[A-Z][\w.'’-]*(?:\s+(?:of|de|da|van|von|al|bin|the|and|for|[A-Z][\w.'’-]*))*"
)
_NOT_A_NAME = frozenset({"the", "a", "an", "our", "one", "its", "their"})
_OPENS = re.compile(r"[“«]|(?<![^ \n\t(\[—–:-])[\"‘'](?=[^\W_]|[\[(…])")
_CLOSES = {"“": "”", "«": "»", '"': '"', "‘": "’", "'": "'"}
_PAST_YEAR = re.compile(
    r"\b(?:[Ii]n|[Oo]n|[Bb]ack in|[Ss]ince)\s+(?:\w+\s+){0,3}(?:19|20)\d\d\b"
    r"|\blast (?:year|month)\b|\byears? ago\b"
)
_MOST_BLOCKS = 12
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
            found = _name_and_role(who)
            if found[0]:
                speaker, role = found
            else:
                who = ""
        continues = quoted and not who and _follows_on(text, quoted[-1].end, start)
        alone = not who and start == blocks[first].start + 1 and end + 1 >= blocks[last].end
        named = bool(who) or bool(speaker and alone) or bool(continues and quoted[-1].speaker)
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
        while (opening := _opening(text, at, block.end)) is not None:
            mark = text[opening]
            found = None if mark in unclosed else _closing(text, opening, blocks, number)
            if found is None:
                if mark not in "‘'":
                    unclosed.add(mark)
                at = opening + 1
                continue
            end, last = found
            start = opening + 1
            while end > start and text[end - 1].isspace():
                end -= 1
            if end > start:
                yield start, end, number, last
            at = found[0] + 1


def _opening(text: str, at: int, end: int) -> int | None:
    found = _OPENS.search(text, at, end)
    return found.start() if found else None


def _closing(
    text: str, opening: int, blocks: Sequence[Block], number: int
) -> tuple[int, int] | None:
    """Return where the quotation closes and in which block; it may run over several."""
    mark = _CLOSES[text[opening]]
    single = mark in "’'"
    for index in range(number, min(number + (1 if single else _MOST_BLOCKS), len(blocks))):
        block = blocks[index]
        start = opening + 1 if index == number else block.start
        if index > number and text[start] == text[opening]:
            start += 1
        stop = min(block.end, start + _LONGEST_SINGLE) if single else block.end
        place = text.find(mark, start, stop)
        while place >= 0 and single and not _closes_single(text, place):
            place = text.find(mark, place + 1, stop)
        if place >= 0:
            return place, index
        if index > number and mark == '"' and text[block.start] != '"' and index - number > 3:
            return None
    return None


def _closes_single(text: str, place: int) -> bool:
    following = text[place + 1 : place + 2]
    return text[place - 1] in ".,!?…" or (following in ".,;:)" and text[place - 1] != "s")


def _attribution(
    text: str, blocks: Sequence[Block], start: int, end: int, first: int, last: int
) -> tuple[str, str]:
    """Return the words that name the speaker, and what leads up to the quotation."""
    before = text[max(blocks[first].start, start - 300) : start - 1]
    if not before.strip() and first and text[blocks[first - 1].end - 1] == ":":
        before = text[
            max(blocks[first - 1].start, blocks[first - 1].end - 300) : blocks[first - 1].end
        ]
    before = re.sub(r"\s+", " ", before)
    for form in (_BEFORE, _ACCORDING, _BEFORE_COLON):
        if (found := form.search(before)) and _could_speak(found["who"]):
            return found["who"].strip(), before
    after = text[end + 1 : min(blocks[last].end, end + 200)]
    for form in (_AFTER_VERB, _AFTER_NAME, _AFTER_DASH):
        if (found := form.match(after)) and _could_speak(found["who"]):
            return found["who"].strip(), before
    if not after.strip() and last + 1 < len(blocks):
        line = text[
            blocks[last + 1].start - 2
            if text[blocks[last + 1].start - 2 :][:1] in "–—-"
            else blocks[last + 1].start : blocks[last + 1].end
        ]
        if len(line) < 160 and (found := _AFTER_DASH.match(line)) and _could_speak(found["who"]):
            return found["who"].strip(), before
    return "", before


def _could_speak(who: str) -> bool:
    named = any(word[:1].isupper() for word in who.split())
    return named or bool(_PRONOUN.fullmatch(who.strip()) or _ROLE.search(who))


def _follows_on(text: str, end: int, start: int) -> bool:
    """Whether only a "he said" or nothing stands between two quotations."""
    between = text[end + 1 : start - 1]
    return len(between) < 80 and (not between.strip() or bool(re.search(_SAID, between)))


def _name_and_role(who: str) -> tuple[str, str]:
    """Part "Jane Smith, Director of X, who …" and "the Group's chair, Jane Smith"."""
    who = re.sub(r"\s+", " ", who).strip(" ,–—")
    who = re.sub(
        r"^(?:Speaking|Commenting|Responding|Reacting|Welcoming|Launching|Introducing|In|On|At"
        r"|After|Following)\b.*?, (?=the |our |an? |[A-Z])",
        "",
        who,
    )
    bracket = re.search(r"\s*\(([^)]*)\)", who)
    if bracket and len(bracket[1].split()) > 1:
        return who[: bracket.start()].strip(), bracket[1]
    parts = [part.strip() for part in who.split(", ")]
    first, role = parts[0], ""
    if len(parts) > 1 and not re.match(r"who\b", parts[1]):
        role = ", ".join(_until_aside(parts[1:]))
    if (found := _ROLE.match(first)) and not first[0:1].isspace():
        rest = first[found.end() :].strip()
        if role and _NAME.fullmatch(role.split(", ")[0]) and not _ROLE.match(role):
            return role.split(", ")[0], first.removeprefix("the ").removeprefix("The ")
        if (
            _NAME.fullmatch(rest)
            and not rest.startswith(("of ", "for "))
            and rest.split()[0].lower() not in _NOT_A_NAME
        ):
            return rest, (found[0].removeprefix("the ").removeprefix("The ")).strip()
    return first, role


def _until_aside(parts: Sequence[str]) -> list[str]:
    kept: list[str] = []
    for part in parts:
        if re.match(r"(?:who|which|speaking|responding|commenting|today|in a|on)\b", part):
            break
        kept.append(part)
    return kept
