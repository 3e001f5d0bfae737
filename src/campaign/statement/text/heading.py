"""Who issued a statement, under what title, on what day: what stands above its first sentence."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from campaign.statement.lexicon import pattern
from campaign.statement.text.dates import find_date
from campaign.statement.text.issued import (
    NOT_A_TITLE,
    OF_PARLIAMENT,
    TITLE,
    find_issuer,
    is_name,
)
from campaign.statement.text.layout import Block

_HEAD_BLOCKS = 25
_LONG = 40  # words: the first block as long as this is the body
_KIND_OF_TEXT = pattern("heads", "kind_of_text")
_TITLED = pattern("heads", "titled")
_DEAR = pattern("heads", "dear")
_SUBJECT = pattern("heads", "subject")
_NUMBERED = pattern("heads", "numbered", re.NOFLAG)
_RELEASE_BY = pattern("heads", "release_by")
_OPEN_LETTER = pattern("heads", "open_letter")
_OF_A_NAME = pattern("heads", "of_a_name")
_OF_A_DAY = pattern("heads", "of_a_day")
_WEEKDAY = pattern("heads", "weekday")
_SENTENCE = re.compile(r"[.][”\"’']?$|\bsaid:")
_REFERENCE = re.compile(
    r"\S{0,40}\d\S{0,40}$|(?:[A-Z]{1,5} )?[\d/ .:-]{3,}$|.{0,80}: .{0,80}\d.{0,80}\w: ?"
)
_TO_SOMEBODY = re.compile(r"^To |,$")
_TRAILING = re.compile(r"[\s|,;:·•*–—-]+$")


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
    short = [text[block.start : block.end] for block in head if block.kind != "item"]
    lines = [line for words in short for line in _parts(" ".join(words.split())) if line]
    issuer = find_issuer(text, lines, blocks, title, site)
    if len(blocks) > 1 and (not title or _is_issuer(title, issuer)):
        under = _under_a_name(text, head, issuer)
        title = _title(text, blocks, [line for line in lines if line not in under], issuer)
    body = blocks[min(len(head), len(blocks) - 1)].start if blocks else 0
    return Heading(title, issuer, _date(text, short, blocks, len(head)), body)


def _head(text: str, blocks: Sequence[Block]) -> Sequence[Block]:
    for number, block in enumerate(blocks[:_HEAD_BLOCKS]):
        below = blocks[number + 1 : number + 3]  # the head goes on to a short line with the date
        goes_on = any(b.kind == "heading" and find_date(text[b.start : b.end]) for b in below)
        words = text[block.start : block.end]
        if len(words.split()) >= _LONG or (_is_sentence(words) and not goes_on):
            return blocks[:number]
    return blocks[:_HEAD_BLOCKS]


def _under_a_name(text: str, head: Sequence[Block], issuer: str) -> set[str]:
    """Return the parts of a masthead: a name and what stands right under it, above a title."""
    gaps = [text.count("\n", a.end, b.start) > 1 for a, b in pairwise(head)]
    last = [*gaps, True].index(True)
    shown = [text[block.start : block.end] for block in head]
    masthead, below = shown[: last + 1], shown[last + 1 :]
    straps = [len(line.split()) for line in masthead[1:] if not _OF_A_NAME.match(line)]
    title = next((line for line in below if not find_date(line)), "")
    titled = not _TO_SOMEBODY.search(title) and len(title.split()) >= max([3, *straps])
    parts = [[part for part in _parts(" ".join(line.split())) if part] for line in masthead]
    named = parts and all(
        is_name(part) or _REFERENCE.match(part) or _is_issuer(part, issuer) for part in parts[0]
    )
    return set(chain.from_iterable(parts)) if last and titled and named else set()


def _is_sentence(words: str) -> bool:
    return words.rstrip("”\"'")[-1:] in ".:" and len(words.split()) > 3


def _parts(line: str) -> list[str]:
    """Return what a head line says beside the day: title and issuer may share it."""
    if not (found := find_date(line)):
        return [_KIND_OF_TEXT.sub("", _TRAILING.sub("", line))]
    _, start, end = found
    if not start or not re.match(r" (?:on|concerning|about) ", line[end:]):
        # But "Resolution of 12 March 2026 on the Crimean Tatars" is whole.
        line = _TRAILING.sub("", line[:start]) or line[end:].lstrip(" |,;:–—-.")
        line = _WEEKDAY.sub("", line)
        line = re.sub(r"^([^,]*(?: [^ ,]+){3}), [A-ZÀ-Þ][\w-]+$", r"\1", line)  # where it was done
    return [part.strip() for part in re.split(r" [–—|·] ", line) if not _OF_A_DAY.fullmatch(line)]


def _title(text: str, blocks: Sequence[Block], lines: Sequence[str], issuer: str) -> str:
    """Return the first line that names neither day nor issuer; in a letter, its subject."""
    named = [
        line
        for line in lines
        if not (NOT_A_TITLE.fullmatch(line) or _REFERENCE.match(line) or _is_issuer(line, issuer))
        and not (line.endswith(".") and len(line.split()) > 14)
    ]
    if subjects := [found[1] for line in named if (found := _SUBJECT.fullmatch(line))]:
        return subjects[0]
    for block, below in pairwise(blocks[:_HEAD_BLOCKS]):
        words = text[block.start : block.end]
        if _DEAR.match(words) and len(words) <= 80 and words[-1] != ".":
            if below.kind == "heading":
                return text[below.start : below.end]
            return next((line for line in named if _tells(line)), "")
        if _is_sentence(words):
            break  # a salutation below is that of a letter to copy
    motion = bool(OF_PARLIAMENT.search(text))
    head = text[: blocks[:_HEAD_BLOCKS][-1].end]
    named = [_NUMBERED.sub("", line) for line in named]
    named = [line for line in named if not _is_dateline(line, head)] or named
    told = next(filter(TITLE.match, named[1:]), "")
    if told and is_name(named[0]):  # "Department for International Affairs"
        return told
    above = len(named) > 1 and not named[1].isupper() and not _is_issuer(lines[0], issuer)
    if above and _is_masthead(named[0], motion=motion):
        return named[0] if _SENTENCE.search(named[1]) else named[1]
    title = next(iter(named), issuer)
    return _in_sentence_case(title, text) if motion and title.isupper() else title


def _is_dateline(line: str, head: str) -> bool:
    """Whether a line's rest without its day is a place: "Nairobi, 20 November 2026"."""
    return bool(re.search(rf"(?m)^{re.escape(line)},(?: [A-Za-z]+,?)* \d", head))


def _is_masthead(line: str, *, motion: bool) -> bool:
    """Whether a line above a headline only tells whose it is: in capitals, or "Release by …"."""
    titled = TITLE.match(line) or _TITLED.fullmatch(line)
    capitals = line.isupper() and ":" not in line and not motion and not titled
    return capitals or bool(_RELEASE_BY.match(line))


def _in_sentence_case(title: str, text: str) -> str:
    """Return a title in capitals as the order paper prints it: names keep theirs."""
    names = re.findall(r"(?<=[a-z,] )[A-Z][\w’'-]+", text)
    written = {name.casefold(): name for name in names}
    first, *rest = title.capitalize().split()
    return " ".join([first, *(written.get(word, word) for word in rest)])


def _is_issuer(line: str, issuer: str) -> bool:
    plain = re.sub(r"^the | [|–—-] (?:news|statement|press release)$", "", line.casefold())
    own = {issuer.casefold(), f"by the {issuer.casefold()}"}
    return not own.isdisjoint({plain, *plain.split(" / ")})


def _tells(line: str) -> bool:
    """Whether a line above a salutation is a title, and no line of an address."""
    plain = {word for word in line.split() if word.islower() and len(word) > 2}
    open_letter = bool(_OPEN_LETTER.match(line)) or (line.isupper() and line.count(" ") > 2)
    return open_letter or (len(line.split()) > 3 and bool(plain - {"the", "and", "for"}))


def _date(text: str, head: Sequence[str], blocks: Sequence[Block], body: int) -> dt.date | None:
    """Look at the head, then at a dateline before the first words, then at the last lines."""
    lines = [*head]
    for block in blocks[body : body + 1]:
        dateline = text[block.start : block.end][:60]
        found = find_date(dateline)
        if found and re.match(r"\)?:? ?[–—-]|:|\)", dateline[found[2] :]):
            lines.append(dateline)
    foot = [text[b.start : b.end] for b in reversed(blocks[-6:]) if b.kind != "item"]
    lines += [line for line in foot if len(line) <= 80]
    return next((found[0] for line in lines if (found := find_date(line))), None)
