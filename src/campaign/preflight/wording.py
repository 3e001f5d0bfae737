"""Words that should not have reached the paper: leftovers of templates, fields and encodings."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from campaign.page import read_page
from campaign.preflight.fault import Fault, Proof, says
from campaign.preflight.layout import brief

# What a prompt for words begins with, and the words that are one by themselves: “[name withheld]”
# and “[Select Committee]” are an editor's.
ORDERS = "your|insert|enter|add|type|write|fill in|choose|click|tbc|todo|example|x{2,}|_+|\\.{2,}|…"
BLANKS = (
    "name|full name|first name|surname|last name|title|date|address|postcode|constituency|mp"
    "|recipient|organisation|role|office|signature|sender|subject|salutation"
)


@dataclass(frozen=True, slots=True)
class Leftover:
    """A pattern of words that no letter should carry; ``says`` goes before the words found."""

    code: str
    pattern: re.Pattern[str]
    says: str


def leftover(code: str, says: str, *patterns: str) -> Leftover:
    return Leftover(
        code, re.compile("|".join(f"(?:{one})" for one in patterns), re.MULTILINE), says
    )


LEFTOVERS = (
    leftover(
        "placeholder",
        "Words that were to be replaced are still there",
        rf"(?i:[\[<]\s*(?:{ORDERS})(?![a-z])[^\]>\n]*[\]>])",
        rf"(?i:[\[<]\s*(?:the )?(?:{BLANKS})s?(?: here| of [^\]>\n]*)?\s*[\]>])",
        r"«\w+»",
        r"\b(?:TODO|FIXME|TBC|TBA|TBD)\b",
        r"\bX{4,}\b|\bx{3,}\b|_{3,}",
        r"\b[Ll]orem [Ii]psum\b",
        r"@example\.(?:com|org|net)\b|\b[Cc]lick here\b",
    ),
    leftover(
        "template-code",
        "A piece of a template was printed",
        r"\{\{.*?\}\}|\{%.*?%\}|\{\{|\}\}|\{%|%\}",
        r"\$\{\w*\}?|%\(\w+\)s|@@\w+@@",
        r"\{[A-Za-z_]\w*\}|(?<![^\s(“‘])%[A-Za-z_]\w+%",
    ),
    leftover(
        "empty-field",
        "A field seems to have been empty",
        r"[,;:][ \u00a0]*[,;.](?!\d)",
        # A no-break space before a semicolon is French.
        r"[ \u00a0][,.](?=\s|$)| ;(?=\s|$)",
        r"\([ ,\u00a0]*\)|\[\s*\]|“\s*”|‘\s*’|\([ \u00a0]*,|,[ \u00a0]*\)",
        r"(?<!\.)\.\.(?![./])",
        r"^[,;.:](?=\s|\w)",
        r"\b[Tt]he\s*[,;.:](?=\s|$)",
        r"^[Dd]ear[ \u00a0]*[,:]?$",
    ),
    leftover("doubled-space", "Two spaces stand together", r"[ \u00a0]{2,}"),
    leftover(
        "doubled-word",
        "A word stands twice",
        r"\b([Tt]he|[Oo]f|[Tt]o|[Aa]nd|[Aa]n?|[Ff]or|[Bb]y|[Ww]ith|[Ff]rom|[Aa]t)\s+\1\b",
    ),
    leftover(
        "leftover-code",
        "A program's own word was printed",
        r"(?<=\w[ \u00a0])None\b(?!\s+of\b)|^None$",
        # Somebody's nan is no number: only where a name or nothing else should stand.
        r"^nan$|\b(?:Dear|Mr|Mrs|Ms|Dr|Lord) nan\b|, nan(?=,|$)|\b(?:NaN|NaT)\b",
        r"<[\w.]+(?: [\w.]+)* at 0x[0-9a-f]+>|<(?:built-in|bound) method[^>\n]*>?",
        r"\bdatetime\.date\(|\b(?:Campaign|Recipient|Sender|Letter|Quotation|CallToAction)\(\w+=",
        r"#(?:REF!|N/A|VALUE!|NAME\?|DIV/0!)",
    ),
    leftover(
        "garbled-text",
        "Letters were read in the wrong encoding",
        r"[\ufffd\x00-\x08\x0e-\x1f\x7f-\x9f]|[ÃÂ][\u0080-\u00bf]|â€|ï»¿|\\u[0-9a-f]{4}|&(?:amp|nbsp|quot|lt|gt|#\d+);",
    ),
    leftover(
        "invisible-character",
        "A character that cannot be seen turns the letters around",
        r"[\u202a-\u202e\u2066-\u2069]",
    ),
)

# Within a line of the page's text; the typesetter runs such spaces together on paper, but the
# plain-text letter and a screen reader meet what left them. Two after a full stop are a habit.
SOURCE_GAP = re.compile(r"[^\s>.!?:][ \u00a0]{2,}[^\s<]")


def words(proof: Proof) -> Iterator[Fault]:
    """No leftovers in any block of text."""
    for page, marks, text in proof.paragraphs:
        for code, says_so, found in left_in(text):
            area = next((mark.area for mark in marks if found in mark.text), marks[0].area)
            yield Fault(code, says(f"{says_so}: “{brief(found)}”", page), page, area, found)


@lru_cache(maxsize=1024)
def left_in(text: str) -> tuple[tuple[str, str, str], ...]:
    """Return each leftover's code, what to say of it, and the words around it."""
    return tuple(
        (kind.code, kind.says, surroundings(text, match.start(), match.end()))
        for kind in LEFTOVERS
        for match in kind.pattern.finditer(text)
    )


def surroundings(text: str, start: int, end: int) -> str:
    """Return what stands at these offsets, with the words that it touches or parts."""
    while start and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return text[start:end].strip()


def words_of_text(text: str) -> Iterator[Fault]:
    """No leftovers in any paragraph of a plain-text letter."""
    for paragraph in text.split("\n\n"):
        # The space after an item's number is the text's own.
        for code, says_so, found in left_in(" ".join(paragraph.split())):
            yield Fault(code, f"{says_so}: “{brief(found)}”.", words=found)


def gaps(proof: Proof) -> Iterator[Fault]:
    """No two spaces together in the page's source, where a field between them was empty."""
    source = "\n".join(read_page(proof.html).lines)
    for match in SOURCE_GAP.finditer(source):
        found = surroundings(source, match.start(), match.end())
        yield Fault("source-gap", f"Two spaces stand together: “{brief(found)}”.", words=found)
