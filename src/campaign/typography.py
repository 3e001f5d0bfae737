"""What a typesetter does to a line of English, purely: quotes, dashes and spaces that hold."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel.core import Locale

NBSP = "\N{NO-BREAK SPACE}"
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"

# Where a line may not break: each pattern's spaces become no-break spaces.
UNBROKEN = re.compile(
    rf"""
    \b\d{{1,2}}\ (?={MONTHS})                                  # 18 October
    | \b(?:Articles?|Arts?\.|Section|Clause|Annex|Chapter|paras?|paragraphs?)\ (?=\d)
    | \b(?:Resolution|No\.)\ (?=\d)
    | \b(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady|Baroness|Viscount|Earl|Professor|St)\ (?=[A-Z])
    | \bThe\ Rt\ Hon\ (?=[A-Z])                                # honours hold to the name
    | \bRt\ Hon\ (?=[A-Z])
    | \b[A-Z]\.\ (?=[A-Z])                                     # J. Smith
    | (?<=[a-z])\ (?=(?:MP|KC|CBE|OBE|MBE|KBE|DBE|MSP|MLA)\b)  # post-nominals
    | \b\d+\ (?=(?:million|billion|per\ cent|km|mm|days?|weeks?|months?|years?)\b)
    """,
    re.VERBOSE,
)
OPENING = re.compile(r"""(?<![^\s(\[{—–/“‘\u00a0])(["'])(?=[\w“‘(£$…])""")
_TAG = re.compile(
    r"(<!--.*?-->|<(?:style|script|title)\b.*?</(?:style|script|title)>|<[^>]*>)", re.DOTALL
)


@lru_cache(maxsize=1024)
def typeset(words: str) -> str:
    """Return words as a typesetter sets them: curly quotes, en dashes, no-break spaces.

    Length in words never changes; only spaces, hyphens between spaces and straight quotes do.
    Kept from letter to letter, which share most of their words.
    """
    words = re.sub(r" -{1,2} ", f"{NBSP}– ", words)
    words = words.replace(" – ", f"{NBSP}– ")
    words = re.sub(r"(?<=\d)'(?=s\b)|(?<=\w)'(?=\w)", "’", words)
    words = OPENING.sub(lambda mark: "“" if mark[1] == '"' else "‘", words)
    words = words.replace('"', "”").replace("'", "’")
    return UNBROKEN.sub(lambda match: match[0].replace(" ", NBSP), words)


def within_quotes(words: str) -> str:
    """Return words as they stand within double quotation marks: their own are single."""
    return typeset(words).replace("“", "‘").replace("”", "’")


def typeset_html(html: str) -> str:
    """Set the text of an HTML page; tags, comments, styles and the title stay as they are."""
    pieces = _TAG.split(html)
    pieces[::2] = [
        typeset(words.replace("&#34;", '"').replace("&#39;", "'")) for words in pieces[::2]
    ]
    return "".join(pieces)


def british_date(day: dt.date) -> str:
    """Return "18 October 2023", the day held to the month."""
    return f"{day.day}{NBSP}{MONTHS.split('|')[day.month - 1]} {day.year}"


def long_date(day: dt.date, language: str) -> str:
    """Return a date as a language writes it ("18 Hydref 2023"); raises ValueError if unknown."""
    if language.startswith("en"):
        return british_date(day)
    # Its data take a while to load, and few letters need them.
    from babel.dates import format_date

    return str(format_date(day, "long", locale=locale_of(language))).replace(" ", NBSP)


def joined(items: Iterable[str], language: str) -> str:
    """Return names as a language strings them together: "a, b ac c"; raises as ``long_date``."""
    if language.startswith("en"):
        return british_list(items)
    from babel.lists import format_list

    listed = str(format_list([*items], locale=locale_of(language)))
    if not language.startswith("cy"):
        return listed
    return WELSH_AND.sub(lambda it: " a’r " if it[1] else " ac " if it[2] else " a ", listed)


# CLDR leaves it to the reader of Welsh whether “and” is a, ac or, with the article after it, a’r.
WELSH_AND = re.compile(r",? a\(c\) (?:(yr? )|(?=([aeiouwyâêîôûŵŷ]))|)", re.IGNORECASE)


@lru_cache
def locale_of(language: str) -> Locale:
    from babel.core import Locale, UnknownLocaleError

    try:
        return Locale.parse(language, sep="-")
    except UnknownLocaleError as error:
        raise ValueError(f"no dates or lists are known in the language “{language}”") from error


def british_list(items: Iterable[str], word: str = "and") -> str:
    """Return "a, b and c"."""
    *head, last = [*items] or [""]
    return f"{', '.join(head)} {word} {last}" if head else last
