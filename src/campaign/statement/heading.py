"""Who issued a statement, under what title, on what day: what stands above its first sentence."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from campaign.statement.dates import find_date
from campaign.statement.layout import Block

_HEAD_BLOCKS = 25
_LONG = 40  # words: the first block as long as this is the body
_NOT_A_TITLE = re.compile(
    r"(?:for immediate release|(?:press|media|news) (?:release|statement|notice)"
    r"|statement|open letter|public statement|joint statement|urgent action|report"
    r"|briefing|news|embargo.*|not for publication.*|ref(?:erence)?\b.*|index:?.*|ua:?.*|page \d+.*"
    r"|strictly.*|contact:?.*|tel:?.*|by e-?mail.*|https?://\S+|www\.\S+)[ :.–-]*",
    re.IGNORECASE,
)
_BODY_NOUNS = (
    r"Group|Committee|Council|Association|Network|Coalition|Campaign|Alliance|International|Trust"
    r"|Foundation|APPG|Union|Society|Centre|Center|Watch|Forum|Commission|Institute|Church|Churches"
    r"|Nations|Federation|League|Fund|Initiative|Project|Movement|Platform|Partnership|Assembly"
    r"|Organi[sz]ation|Office|Observatory|Synod|Congress|Board|Bureau|Consortium|Conference|Action"
    r"|Concern|Aid|Solidarity|Justice|Rights|Ministry|Secretariat|Guild|Branch|Chamber|Mission"
)
_BODY = re.compile(rf"\b(?:{_BODY_NOUNS})\b")
_ACRONYM_AT_END = re.compile(r"\([A-Z][\w& ]{1,30}\)\W*$")
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|must|should|will|calls?|urges?|condemns?|demands?|marks?|warns?"
    r"|says?|welcomes?|asks?|expresses|responds?|launches|publishes|mourns?|deplores?|remembers?"
    r"|on|after|as|over|regarding|concerning|about)\b"
)
_ISSUED_BY = re.compile(
    r"(?:(?:joint |public |press |open )*(?:statement|declaration|letter|appeal|communiqué|report"
    r"|briefing|resolution)|issued|released|published|submitted)\s+(?:by|from|of)\s+(?P<who>[^\n:;]{3,150})",
    re.IGNORECASE,
)
_FROM = re.compile(r"(?:from|issued by|issuer|source)\s*:\s*(?P<who>\S[^\n]{2,150})", re.IGNORECASE)
_SUBJECT = re.compile(
    r"(?P<who>(?:The |We, the )?[A-Z][^.!?\n]{2,140}?),? (?:(?:strongly|today|has|have|is|are|and"
    r"|deeply|again|also|gravely|utterly|unreservedly|warmly) )*(?:expresse?s?|urges?|calls?|called"
    r"|condemns?|demands?|marks?|warn(?:s|ed)?|welcomes?|asks?|deplores?|notes?|remains?"
    r"|regrets?|appeals?|concerned|appalled|alarmed|issued|published|launched|pays?|remembers?|joins?"
    r"|mourns?|writes?|believes?|met)\b"
)
_TRAILING = re.compile(r"[\s|,;:–—-]+$")


@dataclass(frozen=True, slots=True)
class Heading:
    """Title, issuer and date of a statement, and where its body begins."""

    title: str
    issuer: str
    date: dt.date | None
    body: int


def read_heading(text: str, blocks: Sequence[Block], title: str = "") -> Heading:
    """Return what the head of a statement says; ``title`` is the file's own, where it has one."""
    head = _head(text, blocks)
    date = _date(text, head, blocks)
    lines = [line for block in head if block.kind != "item" if (line := _undated(text, block))]
    named = [line for line in lines if not _NOT_A_TITLE.fullmatch(line)]
    issuer = _issuer(named, title) or _issuer_in_prose(text, blocks)
    if not title:
        title = next((line for line in named if line != issuer and not _salutes(line)), "")
    return Heading(title or issuer, _bare(issuer), date, _body_start(head, blocks))


def _head(text: str, blocks: Sequence[Block]) -> list[Block]:
    head: list[Block] = []
    for block in blocks[:_HEAD_BLOCKS]:
        words = text[block.start : block.end].split()
        if len(words) >= _LONG or (head and _is_sentence(text, block)):
            break
        head.append(block)
    return head or list(blocks[:1])


def _is_sentence(text: str, block: Block) -> bool:
    words = text[block.start : block.end]
    return (
        block.kind == "paragraph" and len(words.split()) > 15 and words.rstrip("”\"'")[-1:] in ".:"
    )


def _body_start(head: Sequence[Block], blocks: Sequence[Block]) -> int:
    if len(head) < len(blocks):
        return blocks[len(head)].start
    return blocks[-1].start if blocks else 0


def _undated(text: str, block: Block) -> str:
    """Return a head line without its date, or nothing where the date is all there is."""
    line = " ".join(text[block.start : block.end].split())
    if not (found := find_date(line)):
        return _TRAILING.sub("", line)
    _, start, end = found
    rest = _TRAILING.sub("", line[:start]) or line[end:].lstrip(" |,;:–—-.")
    rest = re.sub(r"^(?:mon|tues|wednes|thurs|fri|satur|sun)day,?$", "", rest, flags=re.IGNORECASE)
    return (
        "" if re.fullmatch(r"(?:date|dated|issued|published|embargo\w*)?\W*", rest, re.I) else rest
    )


def _date(text: str, head: Sequence[Block], blocks: Sequence[Block]) -> dt.date | None:
    """Look at the head, then at a dateline before the first words, then at the last lines."""
    for block in head:
        if found := find_date(text[block.start : block.end]):
            return found[0]
    if len(head) < len(blocks):
        first = blocks[len(head)]
        if found := find_date(text[first.start : min(first.end, first.start + 60)]):
            return found[0]
    for block in reversed(blocks[-6:]):
        line = text[block.start : block.end]
        if len(line) <= 80 and (found := find_date(line)):
            return found[0]
    return None


def _issuer(lines: Sequence[str], title: str) -> str:
    for line in lines:
        if found := _FROM.fullmatch(line):
            return found["who"]
    for line in lines:
        if _looks_like_issuer(line) and line != title:
            return line
    for line in [*lines, title]:
        if found := _ISSUED_BY.search(line):
            return found["who"]
    return ""


def _looks_like_issuer(line: str) -> bool:
    if len(line.split()) > 18 or line.endswith((".", ":", "?")) or _salutes(line):
        return False
    if _ISSUED_BY.match(line) or _FINITE.search(line.partition("(")[0].partition(" on ")[0]):
        return False
    return bool(_BODY.search(line) or _ACRONYM_AT_END.search(line))


def _issuer_in_prose(text: str, blocks: Sequence[Block]) -> str:
    """Return the subject of the first sentence that has one, else who signed at the foot."""
    for block in blocks:
        if block.kind == "paragraph" and (found := _SUBJECT.match(text, block.start, block.end)):
            who = found["who"]
            if _BODY.search(who) or _ACRONYM_AT_END.search(who):
                return who
    for block in reversed(blocks[-8:]):
        line = " ".join(text[block.start : block.end].split())
        if len(line) <= 110 and _looks_like_issuer(line):
            return line
    return ""


def _salutes(line: str) -> bool:
    return line.casefold().startswith(("dear ", "to: ", "your excellency", "to whom"))


def _bare(issuer: str) -> str:
    return _TRAILING.sub("", re.sub(r"^(?:We, )?[Tt]he (?=\S)|^We, ", "", issuer.strip()))
