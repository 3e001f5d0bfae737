"""Who issued a statement, under what title, on what day: what stands above its first sentence."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from campaign.statement.text.dates import find_date
from campaign.statement.text.issued import (
    LONGEST_LINE,
    LONGEST_NAME,
    NOT_A_TITLE,
    OF_PARLIAMENT,
    find_issuer,
    is_name,
    is_title,
    undated,
)
from campaign.statement.text.layout import Block

_HEAD_BLOCKS = 25
_LONG = 40  # words: the first block as long as this is the body
_KIND_OF_TEXT = re.compile(
    r"^(?:press |media |news |joint |public )*(?:statement|release|briefing|notice)(?:,| [–—-]) ",
    re.I,
)
_DEAR = re.compile(r"(?:Dear|(?:Your )?Excellenc(?:y|ies)|To whom)\b", re.IGNORECASE)
_ISSUED = re.compile(r"(?:issued|released|published|lodged|tabled)\b", re.I)
_SUBJECT = re.compile(r"(?:subject|re|title):\s*(\S.*)", re.IGNORECASE)
_NUMBERED = re.compile(
    r"^(?:(?:EDM|Early Day Motion)(?: \([^)]*\))? ?#?\d*(?:[:.]| [–—-])?"
    r"|(?:Minute|Agenda item|Item) [\d/.]+(?::| [–—-])?) ?(?=[A-Z])"
)
_RELEASE_BY = re.compile(r"(?:press|media|news) (?:statement|release) (?:from|by) ", re.I)
_SENTENCE = re.compile(r"[.][”\"’']?$|\bsaid:")
_MOTION = re.compile(r"(?:EDM|Early Day Motion)\b[\w ()#]*:? tabled\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Heading:
    """Title, issuer and date of a statement, and where its body begins."""

    title: str
    issuer: str
    date: dt.date | None
    body: int


def read_head(text: str, blocks: Sequence[Block], title: str = "", site: str = "") -> Heading:
    """Return what the head of a statement says; ``title`` and ``site`` are the file's own."""
    head = _head(text, blocks)
    short = [b for b in head if b.kind != "item" and b.end - b.start <= LONGEST_LINE]
    lines = [line for block in short for line in _parts(text, block) if line]
    issuer = find_issuer(text, lines, blocks, title, site)
    if len(blocks) > 1 and (not title or _is_issuer(title, issuer)):
        title = _title(text, blocks, lines, issuer)
    body = blocks[min(len(head), len(blocks) - 1)].start if blocks else 0
    return Heading(title, issuer, _date(text, head, blocks), body)


def _title(text: str, blocks: Sequence[Block], lines: Sequence[str], issuer: str) -> str:
    """Return the first line that names neither day nor issuer; in a letter, its subject."""
    named = [
        line
        for line in lines
        if not (NOT_A_TITLE.fullmatch(line) or _ISSUED.match(line) or _DEAR.match(line))
        and not (_is_issuer(line, issuer) or (line.endswith(".") and len(line.split()) > 14))
    ]
    if subjects := [found[1] for line in named if (found := _SUBJECT.fullmatch(line))]:
        return subjects[0]
    for number, block in enumerate(blocks[: _HEAD_BLOCKS - 1]):
        dear = _DEAR.match(text, block.start) and text[block.end - 1] != "."
        if dear and block.end - block.start <= 80:
            subject = blocks[number + 1 : number + 2]
            if subject and subject[0].kind == "heading":
                return text[subject[0].start : subject[0].end]
            return next((line for line in named if _tells(line)), "")
        if _is_sentence(text, block):
            break  # a salutation below is that of a letter to copy
    motion = any(_MOTION.match(line) or _NUMBERED.match(line) for line in lines)
    motion = motion or bool(OF_PARLIAMENT.search(text))
    named = [_NUMBERED.sub("", line) for line in named if not _MOTION.match(line)]
    head = text[: blocks[:_HEAD_BLOCKS][-1].end]
    named = [line for line in named if not _is_dateline(line, head)] or named
    told = next((line for line in named[1:] if is_title(line)), "")
    if told and is_name(named[0]):  # "Department for International Affairs"
        return told
    if len(named) > 1 and not named[1].isupper() and _is_masthead(named[0], motion=motion):
        return named[0] if _SENTENCE.search(named[1]) else named[1]
    title = next(iter(named), issuer)
    return _in_sentence_case(title, text) if motion and title.isupper() else title


def _is_dateline(line: str, head: str) -> bool:
    """Whether a line's rest without its day is a place: "Nairobi, 20 November 2026"."""
    return bool(re.search(rf"(?m)^{re.escape(line)},(?: [A-Za-z]+,?)* \d", head))


def _is_masthead(line: str, *, motion: bool) -> bool:
    """Whether a line above a headline only tells whose it is: in capitals, or "Release by …"."""
    capitals = line.isupper() and ":" not in line and not motion and not is_title(line)
    return capitals or bool(_RELEASE_BY.match(line))


def _in_sentence_case(title: str, text: str) -> str:
    """Return a title in capitals as the order paper prints it: names keep theirs."""
    names = re.findall(r"(?<=[a-z,] )[A-Z][\w’'-]+", text)
    written = {name.casefold(): name for name in names if not name.isupper() or len(name) < 6}
    words = title.capitalize().split()
    return " ".join([words[0], *(written.get(word, word) for word in words[1:])])


def _is_issuer(line: str, issuer: str) -> bool:
    plain = re.sub(r"^the | [|–—-] (?:news|statement|press release)$", "", line.casefold())
    own = {issuer.casefold(), f"by the {issuer.casefold()}"}
    return bool(issuer) and not own.isdisjoint({plain, *plain.split(" / ")})


def _tells(line: str) -> bool:
    """Whether a line above a salutation is a title, and no line of an address."""
    if re.match(r"(?:open |joint )?(?:letter|statement|appeal|call)\b", line, re.I):
        return True
    plain = [word for word in line.split() if word.islower() and len(word) > 2]
    return len(line.split()) > 3 and bool(set(plain) - {"the", "and", "for"})


def _head(text: str, blocks: Sequence[Block]) -> list[Block]:
    for number, block in enumerate(blocks[:_HEAD_BLOCKS]):
        below = blocks[number + 1 : number + 3]  # the head goes on to a short line with the date
        goes_on = any(b.kind == "heading" and find_date(text[b.start : b.end]) for b in below)
        long = len(text[block.start : block.end].split()) >= _LONG
        if long or (_is_sentence(text, block) and not goes_on):
            return list(blocks[:number])
    return list(blocks[:_HEAD_BLOCKS])


def _is_sentence(text: str, block: Block) -> bool:
    words = text[block.start : block.end]
    issued = _ISSUED.match(words) and len(words) < LONGEST_NAME
    return not issued and len(words.split()) > 3 and words.rstrip("”\"'")[-1:] in ".:"


def _parts(text: str, block: Block) -> list[str]:
    """Return a head line's parts: title, issuer and date may share one line."""
    line = undated(text, block)
    if find_date(" ".join(text[block.start : block.end].split())):
        return [part.strip() for part in re.split(r" [–—|·] ", line)]
    return [_KIND_OF_TEXT.sub("", line)]


def _date(text: str, head: Sequence[Block], blocks: Sequence[Block]) -> dt.date | None:
    """Look at the head, then at a dateline before the first words, then at the last lines."""
    lines = [text[b.start : b.end][:LONGEST_LINE] for b in head if b.kind != "item"]
    for block in blocks[len(head) : len(head) + 1]:
        dateline = text[block.start : block.end][:60]
        found = find_date(dateline)
        if found and re.match(r"\)?:? ?[–—-]|:|\)", dateline[found[2] :]):
            lines.append(dateline)
    foot = [text[b.start : b.end] for b in reversed(blocks[-6:]) if b.kind != "item"]
    lines += [line for line in foot if len(line) <= 80]
    return next((found[0] for line in lines if (found := find_date(line))), None)
