"""Who issued a statement, from the lines above its first sentence, its signatures or its prose."""

from __future__ import annotations

import re
from collections.abc import Sequence

from campaign.statement.text.dates import find_date
from campaign.statement.text.layout import Block

LONGEST_LINE = 400  # characters: no title is longer


NOT_A_TITLE = re.compile(
    r"(?:for immediate release|(?:press|media|news) (?:release|statement|notice)"
    r"|statement|(?:budget |written )?(?:submission|evidence)|open letter|public statement"
    r"|joint statement|urgent action"
    r"|(?:interim |final |annual |progress )?report|briefing|news(?:letter)?|(?:campaign )?update"
    r"|bulletin|embargo.*"
    r"|not for publication.*|ref(?:erence)?\b.*|index:?.*|ua:?.*|page \d+.*|strictly.*|subject:?"
    r"|to:.*|house of (?:commons|lords)|hc \d+.*|from:.*|contact:?.*|tel:?.*|by e-?mail.*"
    r"|https?://\S+|www\.\S+)[ :.–-]*",
    re.IGNORECASE,
)
_BODY_NOUNS = (
    r"Group|Committee|Council|Association|Network|Coalition|Campaign|Alliance|International|Trust"
    r"|Foundation|APPG|Union|Society|Centre|Center|Watch|Forum|Commission|Institute|Church|Churches"
    r"|Nations|Federation|League|Fund|Initiative|Project|Movement|Platform|Partnership|Assembly"
    r"|Organi[sz]ation|Office|Observatory|Synod|Congress|Board|Bureau|Consortium|Conference|Action"
    r"|Concern|Aid|Solidarity|Justice|Rights|Ministry|Secretariat|Guild|Branch|Chamber|Mission"
    r"|Friends of|Collective|Circle|Defenders|Monitor|College|Bishops|Charity"
)
_BODY = re.compile(rf"\b(?:{_BODY_NOUNS})\b")
_ACRONYM_AT_END = re.compile(r"\([A-Z][\w& ]{1,30}\)\W*$")
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|must|should|will|calls?|urges?|condemns?|demands?|marks?|warns?"
    r"|says?|welcomes?|asks?|expresses|responds?|launches|publishes|mourns?|deplores?|remembers?)\b"
)
_TOPICAL = re.compile(r"\b(?:on|after|as|over|regarding|concerning|about)\b")
_ISSUED_BY = re.compile(
    r"(?:(?:an? |the )?(?:joint |public |press |open |pastoral )*(?:statement|declaration|letter"
    r"|appeal|communiqué|report|briefing|resolution|notice|message|response|submission|history|note)|issued|released|published|submitted|adopted"
    r"|tabled|signed|prepared)\b(?:[^\n]{0,60}?\b(?:by|from)|\s+of)\s+(?:members of |the )*"
    r"(?P<who>[^\n:;]{3,150})",
    re.IGNORECASE,
)
_FROM = re.compile(r"(?:from|issued by|issuer|source)\s*:\s*(?P<who>\S[^\n]{2,150})", re.IGNORECASE)
ISSUED = re.compile(r"(?:issued|released|published) by (?:the )?(?P<who>[A-Z][^\n:;]{2,150})", re.I)
# "Freedom Watch: Annual report", "G7 Foreign Ministers' Statement on the Red Sea"
_OWN_TITLE = re.compile(
    r"(?!Urgent Action)"
    rf"(?P<who>(?:[A-Z][\w'’&-]+ (?:(?:of|for|and|the|on) )*){{0,7}}(?:{_BODY_NOUNS})(?: UK)?"
    r"(?: and (?:its )?(?:partners|others))?): \S"
    r"|(?P<whose>(?:[A-Z0-9][\w&-]+ ){0,5}[A-Z][\w&-]+s?)['’]s? (?:Joint )?"
    r"(?:Statement|Communiqué|Declaration)\b"
)
_SMALL = frozenset({"of", "for", "the", "and", "in", "on", "&", "de", "a", "to", "with"})
_PLACE_AND_DAY = re.compile(r"^[A-Z][\w .,]{2,40}?\d{4}\)?:? [–—-] |^[A-Z]{3,20} [–—-] ")
_OF_OTHERS = frozenset({"must", "should", "needs", "need", "ought", "was", "were"})
YOURS = re.compile(
    r"(?:Yours|With (?:best|kind|warm)|Kind regards|Sincerely|Respectfully|Signed)\b"
)
_TRAILING = re.compile(r"[\s|,;:·–—-]+$")


def beside_date(text: str, head: Sequence[Block]) -> str:
    """Return what stands on one line with the date, where it is more than a place or a day."""
    for block in head:
        line = " ".join(text[block.start : min(block.end, block.start + 200)].split())
        if len(line) <= 110 and find_date(line) and (rest := undated(text, block)):
            rest = re.sub(
                r"[\W\d]+(?:(?:published|issued|updated|date)\W*)?$", "", rest, flags=re.IGNORECASE
            )
            if (
                len(rest.split()) > 1
                and not NOT_A_TITLE.fullmatch(rest)
                and not re.search(r"day$|\bon$", rest)
                and rest[0].isupper()
                and not rest.startswith(("A ", "An "))
            ):
                return rest
    return ""


def first_line(named: Sequence[str], text: str) -> str:
    """Return a name above the headline by which the text itself then calls its issuer."""
    if len(named) < 2 or not _is_name(named[0]) or all(_is_name(line) for line in named[1:]):
        return ""
    acts = (
        re.escape(named[0])
        + r"(?: \([^)\n]*\))?(?:,? (?:today|has|have|is|are|\w+s|said)\b|[.,”\"])"
    )
    return named[0] if len(re.findall(acts, text)) > 0 else ""


def _is_name(line: str) -> bool:
    parts = [word for word in line.split() if word not in _SMALL]
    if len(parts) < 2 or len(line.split()) > 10 or not all(w[0].isupper() for w in parts):
        return False
    tells = _FINITE.search(line) or _TOPICAL.search(line)
    return not (line.isupper() or _salutes(line) or tells)


def second_line(named: Sequence[str], title: str) -> str:
    """Return a short line under the title whose every word is a name's."""
    for line in named if title else named[1:]:
        if _is_name(line):
            return line
    return ""


def undated(text: str, block: Block) -> str:
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


def issuer_named(lines: Sequence[str], named: Sequence[str], title: str) -> str:
    """Return who says so by name ("From:"), then "by the X Group", then what looks like a body."""
    for line in lines:
        if found := _FROM.fullmatch(line) or ISSUED.match(line):
            return re.sub(r" (?:on|in|at)$|\.$", "", _without_topic(found["who"]))
    if own := next(
        (found["who"] or found["whose"] for line in named if (found := _OWN_TITLE.match(line))), ""
    ):
        return own
    by = [found["who"] for line in named if (found := _ISSUED_BY.search(line))]
    by = [who for who in by if not who.islower()]
    if body := next((who for who in by if _BODY.search(_cased(who))), ""):
        return _without_topic(body)
    for line in named:
        if _looks_like_issuer(line) and line != title:
            return line
    if by or (found := _ISSUED_BY.search(title)):
        return _without_topic(by[0] if by else found["who"] if found else "")
    return ""


def _cased(line: str) -> str:
    """Return a line with capitals as names have them, where it is all in capitals."""
    return line.title() if line.isupper() else line


def _without_topic(who: str) -> str:
    """Leave out what a statement is about: "the Assembly on the pipeline", not "Group on Sudan"."""
    parts = re.split(
        r"(?i) (?:on(?! behalf)|regarding|concerning|about|following|after|in response to"
        r"|(?:for|to) the|on \d) ",
        who,
    )
    if len(parts) == 1:
        return who
    kept = (
        2 if re.search(r"(?i)\b(?:group|committee|conference|commission|council)$", parts[0]) else 1
    )
    return who if len(parts) <= kept else who[: len(_joined(who, parts[:kept]))]


def _joined(who: str, parts: Sequence[str]) -> str:
    return who[: who.find(parts[-1], len(" ".join(parts[:-1]))) + len(parts[-1])]


def names_a_body(line: str) -> bool:
    """Whether a line has a noun by which bodies are called."""
    return bool(_BODY.search(_cased(line)) or _ACRONYM_AT_END.search(line))


def _looks_like_issuer(line: str) -> bool:
    if len(line.split()) > 18 or line.endswith((".", ":", "?")) or _salutes(line):
        return False
    if _ISSUED_BY.match(line) or _finite(line):
        return False
    if re.match(
        r"(?:to|for|please|take) |(?:joint |press )*(?:statement|submission) (?:on|ahead|after) "
        r"|(?:joint|public) (?:.* )?statement$",
        line,
        re.IGNORECASE,
    ):
        return False
    return names_a_body(line)


def _finite(line: str) -> bool:
    """Whether a line tells something, as a title does and a name does not."""
    whole = line.partition("(")[0]
    whole = whole.casefold() if whole.isupper() else whole
    name = whole.partition(" on ")[0]
    return ":" in name or bool(_FINITE.search(whole) or _TOPICAL.search(name))


def signature(text: str, blocks: Sequence[Block]) -> str:
    """Return who signs a letter: the last line after "Yours faithfully" that names a body."""
    for number, block in enumerate(blocks):
        if YOURS.match(text, block.start):
            below = [b for b in blocks[number + 1 : number + 9] if b.kind == "heading"]
            lines = [text[b.start : b.end] for b in below]
            lines = [line for line in lines if not find_date(line)]
            bodies = [line for line in lines if _looks_like_issuer(line)]
            return bodies[-1] if bodies else ", ".join(lines[:1])
    return ""


def issuer_in_prose(text: str, head: Sequence[Block], blocks: Sequence[Block]) -> str:
    """Return the subject of the first sentence that has one, else who signed at the foot."""
    for block in blocks:
        if block.kind == "paragraph":
            who = _leading_name(
                _PLACE_AND_DAY.sub("", text[block.start : min(block.end, block.start + 300)])
            )
            if names_a_body(who):
                return _in_full(who, text[: block.start])
    for block in reversed(blocks[max(len(head), len(blocks) - 8) :]):
        line = undated(text, block) if block.end - block.start <= LONGEST_LINE else ""
        if len(line) <= 110 and _looks_like_issuer(line):
            return line
    return ""


def _in_full(who: str, before: str) -> str:
    """Return the longer name that "The League" was first called by, where there is one."""
    short = bare(who)
    if " " in short:
        return who
    longer = re.search(
        rf"(?:[A-Z][\w'’&-]+ (?:(?:of|and|for) )?){{1,7}}{re.escape(short)}\b", before[-3000:]
    )
    return longer[0] if longer else who


def _leading_name(words: str) -> str:
    """Return the capitalised words with which a sentence begins, its small words included."""
    name: list[str] = []
    for word in words.split()[:24]:
        if not (word[0].isupper() or word[0] in "(&" or word in _SMALL):
            break
        name.append(word)
        if word.endswith((".", ",", ":", ";")):
            break
    else:
        word = ""
    if word.rstrip(":,") in _OF_OTHERS:
        return ""
    while name and name[-1] in _SMALL:
        name.pop()
    return " ".join(name) if len(name) > 1 else ""


def _salutes(line: str) -> bool:
    return line.casefold().startswith(("dear ", "to: ", "your excellency", "to whom"))


def bare(issuer: str) -> str:
    issuer = re.sub(
        r" (?:statement|press release|briefing)(?: (?:on|about|after) .*)?$", "", issuer
    )
    return _TRAILING.sub(
        "", re.sub(r"^(?:We, |By )?[Tt]he (?=\S)|^(?:We, |By )", "", issuer.strip())
    )
