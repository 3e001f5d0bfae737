"""Where one sentence ends and the next begins, through abbreviations, initials and dates."""

import re
from collections.abc import Iterator

from campaign.statement.lexicon import words

# Possessive throughout: a row of a million full stops must not be tried a million times.
_END = re.compile(r"[.!?…](?<![.!?…].)[.!?…]*+[\"'”’»)\]]*+(?=\s++[\"'“‘«(\[]*+[A-Z0-9À-Þ])")
_NEVER_LAST = words("abbreviations", "titles")
_BEFORE_NUMBER = words("abbreviations", "before_number")
_BEGINS = words("abbreviations", "beginnings")
_MAY_BE_LAST = re.compile(
    r"(?:[A-Za-z]\.)*[A-Za-z]|etc|al|ltd|inc|co|corp|plc|jr|bn|a\.m|p\.m", re.I
)
_UNIT = re.compile(r"(?:[a-z]\.){1,2}[a-z]|etc")
_NEXT_WORD = re.compile(r"\s+[\"'“‘«(\[]*([^\s,.;:]+)")


def sentence_spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the sentences between two offsets as spans without surrounding white space."""
    begin = start
    for stop in _END.finditer(text, start, end):
        if not _is_abbreviation(text, begin, stop):
            yield begin, stop.end()
            begin = stop.end()
            while begin < end and text[begin].isspace():
                begin += 1
    if begin < end:
        yield begin, end


def _is_abbreviation(text: str, begin: int, stop: re.Match[str]) -> bool:
    if stop[0][0] != "." or len(stop[0].rstrip("\"'”’»)]")) > 1:
        return False
    (*_, before) = ("", *text[max(begin, stop.start() - 40) : stop.start()].rsplit(None, 1))
    word = before.lstrip("\"'“‘«([").casefold()
    following = _NEXT_WORD.match(text, stop.end())
    after = following[1] if following else ""
    if len(stop[0]) == 1 and word.rpartition(".")[2] in _NEVER_LAST:  # "Rt.Hon."
        return True
    if word in _BEFORE_NUMBER and after[:1].isdigit():
        return True
    if _UNIT.fullmatch(before) and after[:1].isupper() and not after.isupper():
        return False  # "at 20 m.p.h. Drivers …"
    if _MAY_BE_LAST.fullmatch(word):
        return after.casefold() not in _BEGINS
    return False


CLOSES = {"“": "”", "«": "»", '"': '"', "‘": "’"}
_OPENS = {close: opening for opening, close in CLOSES.items()}


def unquoted(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out quotation marks that a sentence does not both open and close."""
    words_ = text[start:end]
    while words_ and words_[0] in '“”"«' and CLOSES.get(words_[0], "”") not in words_[1:]:
        start, words_ = start + 1, words_[1:]
    while words_ and words_[-1] in _OPENS and _OPENS[words_[-1]] not in words_[:-1]:
        words_ = words_[:-1]
    if len(words_) > 2 and words_.find(CLOSES.get(words_[0], "\n"), 1) == len(words_) - 1:
        start, words_ = start + 1, words_[1:-1]
    return start, start + len(words_)
