"""Who issued a statement: from the lines above it, its own asking, or its signature.

Where nothing is sure none is named: a wrong issuer would give its own asking to a stranger.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from campaign.statement.actors.states import is_state
from campaign.statement.lexicon import pattern, phrases, words
from campaign.statement.text.dates import find_date
from campaign.statement.text.layout import Block

LONGEST_LINE = 400  # characters: no title is longer
LONGEST_NAME = 110  # characters: a longer line tells something
_SEARCHED = 60_000  # characters: who issued a longer text has acted by then
_OPENING = 400  # characters: who issued a release is named in its first sentences
_SMALL = "of|for|the|and|in|on|&|de|a|to|with|against|at"
_WORD = r"(?:[A-ZÀ-Þ][\w’'&.-]*|\d{1,3}(?= [A-Z]))"
_NAME = rf"{_WORD}(?: (?:(?:{_SMALL}) )*{_WORD}){{0,11}}"
_BODY = re.compile(rf"\b(?:{'|'.join(sorted(phrases('issuers', 'body_nouns')))})\b")
_KINDS = (
    r"(?:(?:joint|public|press|open|pastoral|opening|closing|media|news|emergency|policy|ngo) )*"
    r"(?:statement|declaration|letter|appeal|communiqué|report|briefing|resolution|notice|message"
    r"|response|submission|note|memorandum|petition|release|newsletter|update|motion)"
)
NOT_A_TITLE = re.compile(
    rf"(?:{_KINDS}s?|{pattern('heads', 'no_titles').pattern})[ :.–-]*", re.IGNORECASE
)
_TITLE = re.compile(rf"{_KINDS} (?:to|on|for|about)\b|resolution\b", re.IGNORECASE)
_FROM = re.compile(
    r"(?:(?:from|issued by|issuer|source|author|organisation)\s*:"
    r"|(?:issued|released|published|started|prepared|delivered) by:?)"
    r"\s+(?:the )?(?P<who>\S[^\n:;]{2,150}?)(?: (?:on|in|at)\b.{0,24})?\.?$",
    re.IGNORECASE,
)
# "RMT – Press Office"
_DESK = re.compile(r"(?P<who>.{2,80}?) [|–-] (?:Press|Media|News) (?:Office|Centre|Room|Desk)$")
_BY = re.compile(
    rf"(?:^|\b)(?:{_KINDS}|issued|released|published|submitted|adopted|signed|prepared|carried)\b"
    r"(?:[^\n]{0,60}?\b(?:by|from)|\s+of)\s+(?:the )?(?P<who>[^\n:;]{3,150})",
    re.IGNORECASE,
)
# Wherever it stands: "Issued by the Trust, 3 Friar Lane"; "published today by the Friends".
_IMPRINT = re.compile(
    rf"(?:^(?:Issued|Published|Released|Started)(?: on [^\n.;:]{{4,24}}?)? by"
    rf"|\b(?:published|released|issued) today by)"
    # several: "Issued by the Union, Focus and the Association"
    rf" (?:[Tt]he )?(?P<who>{_NAME}(?:(?:, (?:the )?{_NAME})+,? and (?:the )?{_NAME})?)"
    r"(?=[,.;:(]|$)",
    re.MULTILINE,
)
# Behind a name, what it was done to whom and when: "to the Council, agreed at the meeting on".
_NO_NAME = re.compile(
    r",? (?:to|agreed|adopted|carried|passed|tabled|issued|sent|dated)\b(?! (?:end|stop) ).*"
    r"|, (?=[a-z]).*"
)
_OWN = re.compile(
    rf"(?P<who>{_NAME})(?:['’]s?)? (?:[Jj]oint |[Pp]ress |[Nn]ews )*(?:[Ss]tatement|[Bb]riefing"
    rf"|[Cc]ommuniqué|[Dd]eclaration|[Rr]esponse|[Rr]elease|\| [Nn]ews)(?:$| )|(?P<own>{_NAME}): \S"
)
_FINITE = re.compile(rf"\b(?:{'|'.join(sorted(words('issuers', 'finite')))})\b")
_TOPICAL = re.compile(
    r"(?<![\w-])(?:on|after|as|over|regarding|concerning|about|following)(?![\w-])"  # "St-on-Sea"
)
_ABOUT_WHAT = re.compile(rf"(?:{_BODY.pattern}) on\b")
_ACTS = re.compile(
    r"(?:^|(?<=[.!?;”\"] )|(?<=[–—-] )|(?<=[a-z]\) )|(?<=\n))(?:The |We, the |We at |As the )?"
    rf"(?P<who>{_NAME})(?: \([^)\n]{{2,40}}\)(?: on {_NAME})?)?"
    r"(?:, (?:which|who|representing|an?)\b[^,\n]{2,90},)?"
    rf" (?:(?:today|also|has|have|is|are|therefore|once again|further|now|[a-z]+ly) )*"
    rf"(?:{'|'.join(sorted(phrases('issuers', 'acts')))})\b",
    re.MULTILINE,
)
_SAID = re.compile(
    rf"(?:, | by |^|(?<=\. )|(?<=[–—-] )|(?<=\) ))(?:[Tt]he )?"
    rf"(?P<who>{_NAME}(?: experts)?)(?: \([^)\n]{{2,40}}\)(?P<on> on {_NAME})?)?[*\d]?"
    r" (?:said(?: today| in a| on )|today (?:\w+ed|said)\b"
    r"|(?:has|have) (?:today )?(?:called|urged))",
    re.MULTILINE,
)
_NOBODY = pattern("issuers", "nobody")
_WHOSE = frozenset({"lords", "commons", "select", "joint", "local", "parliamentary", "the", "our"})
_ALONE = words("issuers", "alone")
_OFFICE_OF = re.compile(
    r"^(?:the )?(?:co-)?(?:chairs?|secretary|director|president|members?|officers?|trustees|leader)"
    r"(?:,| of| for)(?: the)? (?!Parliament)(?=[A-Z])",
    re.IGNORECASE,
)
YOURS = re.compile(
    r"(?:Yours|With (?:best|kind|warm)|Kind regards|Sincerely|Respectfully|Signed)\b"
)
OF_PARLIAMENT = re.compile(r"^That (?:this House|the Parliament)\b", re.MULTILINE)
_DEAR = re.compile(r"Dear\b|Your Excellenc")
# Bodies that are on something, and those that are where it has a name and is no state.
_BODY_ON = re.compile(r"(?i)\b(?:group|committee|conference|commission|council|appg|index)$")
_TRAILING = re.compile(r"[\s|,;:·•*–—-]+$")


def find_issuer(
    text: str, lines: Sequence[str], blocks: Sequence[Block], title: str, site: str = ""
) -> str:
    """Return who issued a statement, or nothing where it is not sure.

    ``lines`` are those of its head, dates left out; ``title`` and ``site`` are the file's own.
    First counts whom the head names in so many words, then a name that stands alone in it, then
    who signs, then who asks or condemns something: "the Network", on the site of one.
    """
    body = text[:_SEARCHED]
    ends = body + text[_SEARCHED:][-_SEARCHED:]
    acting = _acting(body)
    dear = next((n for n, b in enumerate(blocks[:25]) if _DEAR.match(text, b.start)), 0)
    address = [line for line, _ in address_above(text, blocks[max(0, dear - 7) : dear])]
    lines = [line for line in lines if line not in address]
    letter = any(_DEAR.match(line) for line in lines) or bool(YOURS.search(body))
    named = [*_told(lines, title), *(found["who"].rstrip(".") for found in _IMPRINT.finditer(ends))]
    if not OF_PARLIAMENT.search(body):  # whoever tabled a motion, the House did not pass it
        signed = _signature(text, blocks, acting) if letter else acting
        whose = site if acting and _content(acting) <= _content(site) else ""
        named += [*_alone(lines, body, acting), whose, signed]
    who = next((bare(who) for who in named if _may_issue(who)), "")
    if who.isupper() and " " in who:
        written = re.search(rf"\b{re.escape(who)}\b", body.replace(who, ""), re.IGNORECASE)
        who = written[0] if written else _in_small(who)
    longer = (bare(line) for line in lines if who and bare(line).startswith(f"{who} to "))
    return next((line for line in longer if is_name(line)), "") or who


_LETTER = re.compile(r"\b(?:open )?letter\b", re.I)


def address_above(text: str, blocks: Sequence[Block]) -> list[tuple[str, int]]:
    """Return the lines of the address that stands above a salutation, each with its offset."""
    lines: list[tuple[str, int]] = []
    for block in reversed(blocks):
        line = text[block.start : block.end]
        if len(line) > 110 or line[-1] in ".:!" or block.kind == "item":
            break
        if not find_date(line) and not _LETTER.search(line):
            lines.insert(0, (line, block.start))
        elif lines:
            break  # above the day stands the sender's own address
    return lines


def _told(lines: Sequence[str], title: str) -> Iterator[str]:
    """Yield whom the head names in so many words: "From:", "issued by", "statement by"."""
    for line in lines:
        if found := _FROM.match(line) or _DESK.match(line):
            yield _clipped(found["who"])
    for line in (*lines, title):
        if (found := _BY.search(line)) and not found["who"].islower():
            who = _clipped(found["who"])
            if names_a_body(who):
                yield who
    for line in lines:
        if found := re.match(rf"(?:By|[Ff]rom) (?:the )?(?P<who>{_NAME}(?:, {_NAME})*)$", line):
            yield found["who"]


def _alone(lines: Sequence[str], body: str, acting: str) -> Iterator[str]:
    """Yield the names that stand alone in the head, the likeliest first."""
    # In two languages: "Cymdeithas y Gored / Weir Association".
    names = [name for line in lines for name in line.split(" / ") if name and is_name(name)]
    names += [line.partition(",")[0] for line in names if ", " in line]
    names += [found["who"] or found["own"] for line in lines if (found := _OWN.match(line))]
    for who in names:
        own = _is_a_body(who) or (acting and _content(acting) <= _content(who))
        if own or (" " in who and body.casefold().count(who.casefold()) > 1):
            yield who


def _acting(body: str) -> str:
    """Return the body that most often calls on, welcomes or condemns something, if one does."""
    counted: Counter[str] = Counter()
    # "Cornwall Council has called for": once and far below, it is somebody else.
    said = [
        found["who"] + (found["on"] or "")
        for found in _SAID.finditer(body)
        if found.start() < _OPENING or body.count(found["who"]) > 1
    ]
    for who in (*(found["who"] for found in _ACTS.finditer(body)), *said, *said, *said):
        who = bare(who)
        acronym = who.isupper() and " " not in who and len(who) > 1
        if names_a_body(who) or acronym:
            counted[who] += 1
    # What "the Alliance" or "the SWA" does is done by the Seafarers' Welfare Alliance.
    whole = {
        who: sum(n for short, n in counted.items() if _is_short_for(short, who)) for who in counted
    }
    best = sorted(whole, key=lambda who: (-whole[who], -len(who)))
    rival = len(best) > 1 and whole[best[1]] == whole[best[0]]
    return "" if not best or (rival and not _is_short_for(best[1], best[0])) else best[0]


def _is_short_for(short: str, who: str) -> bool:
    initials = "".join(re.findall(r"\b[A-ZÀ-Þ]", who))
    return _content(short) <= _content(who) or (len(short) > 1 and short == initials)


def _signature(text: str, blocks: Sequence[Block], acting: str) -> str:
    """Return the one body that signs a letter; where several do, none is the issuer alone."""
    signed = next((n for n, b in enumerate(blocks) if YOURS.match(text, b.start)), len(blocks))
    below = [text[b.start : b.end] for b in blocks[signed + 1 : signed + 12] if b.kind == "heading"]
    lines = [_OFFICE_OF.sub("", line) for line in "\n".join(below).split("\n")]
    bodies = [line for line in lines if names_a_body(line) and not find_date(line)]
    if len(bodies) > 1:
        return acting if any(acting and acting in line for line in bodies) else ""
    return bodies[0] if bodies and _may_issue(bodies[0]) else acting


def _may_issue(who: str) -> bool:
    """Whether a name is neither a place, a person, a recipient nor a word that many share."""
    plain = bare(who)
    if is_state(plain) or not plain or len(plain) > LONGEST_NAME or _NOBODY.search(plain):
        return False
    alone = [word for word in plain.casefold().split() if word not in _WHOSE]
    return " ".join(alone) not in _ALONE | {""}


def is_name(line: str) -> bool:
    """Whether a line is nothing but a name, every word of it in a capital."""
    told = NOT_A_TITLE.fullmatch(line) or _TITLE.match(line) or line[-1] in "!?" or ": " in line
    whole = line.partition("(")[0]
    topical = _TOPICAL.search(_ABOUT_WHAT.sub("", whole)) or _FINITE.search(whole.casefold())
    parts = [w for w in line.split() if w.strip("(),") not in _SMALL.split("|") and w[0] != "("]
    named = bool(parts) and all(w[0].isupper() or w[0] in "&–-" for w in parts)
    return named and not (told or topical or len(line) > LONGEST_NAME)


def names_a_body(line: str) -> bool:
    """Whether a line or a phrase contains the noun of a body: "Trust", "Union", "Watch"."""
    cased = line.title() if line.isupper() else line
    return bool(_BODY.search(cased)) and len(line) <= LONGEST_NAME


def _is_a_body(line: str) -> bool:
    """Whether a line is a body's name, and does not only hold one: no "Women’s Rights Activist"."""
    cased = line.title() if line.isupper() else line
    if not names_a_body(line):
        return False
    nouns = [(noun.start(), cased[noun.end() :].split()) for noun in _BODY.finditer(cased)]
    return any(
        not start or len(rest) <= 2 or rest[0].casefold() in _SMALL.split("|")
        for start, rest in nouns
    )


def is_title(line: str) -> bool:
    """Whether a line names a kind of text and what it is on: "Briefing for the report stage"."""
    return bool(_TITLE.match(line))


def _content(name: str) -> set[str]:
    return {w.casefold() for w in re.findall(r"[\w’'&-]+", name) if w not in _SMALL.split("|")}


def _clipped(who: str) -> str:
    """Leave out what a statement is about: "the Assembly on the pipeline", not "Group on Sudan"."""
    who = _NO_NAME.sub("", who)
    first = re.split(r"(?i) (?:on|regarding|concerning|about|following|after|in response to) ", who)
    return who if _BODY_ON.search(first[0]) else first[0]


def _in_small(name: str) -> str:
    """Return a name in capitals as it is written: "Moreton-in-Marsh", "Women’s Aid"."""
    small = _SMALL.split("|")
    parts = re.split(r"([ -])", name.lower())
    return "".join(part if part in small else part[:1].upper() + part[1:] for part in parts)


def undated(text: str, block: Block) -> str:
    """Return a head line without its date, or nothing where the date is all there is."""
    line = " ".join(text[block.start : block.end].split())
    if not (found := find_date(line)):
        return _TRAILING.sub("", line)
    _, start, end = found
    if start and re.match(r" (?:on|concerning|about) ", line[end:]):
        return line  # "Resolution of 12 March 2026 on the Crimean Tatars"
    rest = _TRAILING.sub("", line[:start]) or line[end:].lstrip(" |,;:–—-.")
    rest = re.sub(r"(?i)(?:^|[ ,|–—-]+)(?:mon|tues|wednes|thurs|fri|satur|sun)day,?$", "", rest)
    rest = re.sub(r"^([^,]*(?: [^ ,]+){3}), [A-ZÀ-Þ][\w-]+$", r"\1", rest)  # where it was adopted
    if re.search(r"\b(?:meeting|conference|assembly|session)(?: held)? (?:of|on)$", rest):
        return ""  # "Statement following the meeting of 3 May 2026"
    # "8 Medi 2022 / 8 September 2022": the day in another language
    told = r"(?:date|dated|issued|published|embargo\w*|tabled|lodged(?: on)?|\d\d? \w+ \d{4})?\W*"
    return "" if re.fullmatch(told, rest, re.I) else rest


def bare(issuer: str) -> str:
    """Return a name without its article and what only says that it states something."""
    issuer = re.sub(r"^(?:We, |By )?[Tt]he (?=\S)|^(?:We, |By )|['’]s?$", "", issuer.strip())
    return re.sub(r", (?:New York|Geneva|London|Brussels)$", "", _TRAILING.sub("", issuer))
