"""Who issued a statement: from the lines above it, its own asking, or its signature.

Where nothing is sure none is named: a wrong issuer would give its own asking to a stranger.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain

from campaign.statement.actors.states import is_state
from campaign.statement.lexicon import pattern, phrases, words
from campaign.statement.text.dates import find_date
from campaign.statement.text.layout import Block

_LONGEST_NAME = 110  # characters: a longer line tells something
_SEARCHED = 60_000  # characters: who issued a longer text has acted by then
_OPENING = 400  # characters: who issued a release is named in its first sentences
_SMALL = words("issuers", "small")
_BODY = re.compile(rf"\b(?:{'|'.join(sorted(phrases('issuers', 'body_nouns')))})\b")
_KINDS = pattern("issuers", "kinds").pattern
NOT_A_TITLE = re.compile(
    rf"(?:{_KINDS}s?|{pattern('heads', 'no_titles').pattern})[ :.–-]*", re.IGNORECASE
)
TITLE = pattern("issuers", "title")
"""A kind of text and what it is on: "Briefing for the report stage"."""
_TOLD, _DESK, _BYLINE, _OWN, _ACTING, _SAID = (
    pattern("issuers", key, re.NOFLAG)
    for key in ("told", "desk", "byline", "own", "acting", "said")
)
_BY = pattern("issuers", "by")
_NO_NAME = pattern("issuers", "no_name", re.NOFLAG)
_ABOUT = pattern("issuers", "about")
_BODY_ON = pattern("issuers", "body_on")
_TELLS = pattern("issuers", "tells")
_NOBODY = pattern("issuers", "nobody")
_SPELT = pattern("issuers", "spelt", re.NOFLAG)
_NATIONAL = pattern("issuers", "national")
_INITIALS = words("issuers", "initials")
_WHOSE = words("issuers", "whose")
_ALONE = words("issuers", "alone")
_OFFICE_OF = pattern("issuers", "office_of")
YOURS = pattern("issuers", "yours", re.NOFLAG)
OF_PARLIAMENT = pattern("issuers", "of_parliament", re.NOFLAG)
# To people at large: above it stands no address.
_DEAR = re.compile(rf"(?i)Dear (?!(?:{'|'.join(words('actors', 'persons'))})\b)|Your Excellenc")
_LETTER = re.compile(r"\b(?:open )?letter\b", re.I)


def find_issuer(
    text: str, lines: Sequence[str], blocks: Sequence[Block], title: str, site: str = ""
) -> str:
    """Return who issued a statement, or nothing where it is not sure.

    ``lines`` are those of its head, dates left out; ``title`` and ``site`` are the file's own.
    First counts whom the head names in so many words, then a name that stands alone in it, then
    who signs, then who asks or condemns something: "the Network", on the site of one.
    """
    # A name may go on in the next line.
    whole = "\n".join(" ".join(text[block.start : block.end].split()) for block in blocks)
    body = whole[:_SEARCHED]
    dear = next((n for n, b in enumerate(blocks[:25]) if _DEAR.match(text, b.start)), 0)
    address = [line for line, _ in address_above(text, blocks[max(0, dear - 7) : dear])]
    lines = [line for line in lines if line not in address]
    told = [
        m["who"] for line in lines for form in (_TOLD, _DESK, _BYLINE) if (m := form.match(line))
    ]
    by = [_clipped(found["who"]) for line in (*lines, title) if (found := _BY.search(line))]
    ends = body + whole[_SEARCHED:][-_SEARCHED:]
    named = [*told, *filter(_names_a_body, by), *(m["who"] for m in _TOLD.finditer(ends))]
    if not OF_PARLIAMENT.search(body):  # whoever tabled a motion, the House did not pass it
        acting = _acting(body)
        whose = site if acting and _content(acting) <= _content(site) else ""
        signing = _signing(text, blocks)
        alone = len(signing) < 2  # a letter that several sign is no one's
        named += [*_alone(lines, body, acting), whose, *([*signing, acting] if alone else [])]
    who = next((bare(who) for who in named if _may_issue(who)), "")
    spelt = (found["who"] for found in _SPELT.finditer(body) if found["short"] == who)
    if full := next((name for name in spelt if _is_short(who, name)), ""):
        return bare(full)
    if who.isupper() and " " in who:
        written = re.search(rf"\b{re.escape(who)}\b", body.replace(who, ""), re.IGNORECASE)
        who = written[0] if written else _in_small(who)
    longer = (bare(line) for line in lines if who and bare(line).startswith(f"{who} to "))
    return next(filter(is_name, longer), who)


def address_above(text: str, blocks: Sequence[Block]) -> list[tuple[str, int]]:
    """Return the lines of the address that stands above a salutation, each with its offset."""
    lines: list[tuple[str, int]] = []
    for block in reversed(blocks):
        line = text[block.start : block.end]
        if len(line) > _LONGEST_NAME or line[-1] in ".:!" or block.kind == "item":
            break
        if not find_date(line) and not _LETTER.search(line):
            lines.insert(0, (line, block.start))
        elif lines:
            break  # above the day stands the sender's own address
    return lines


def _alone(lines: Sequence[str], body: str, acting: str) -> Iterator[str]:
    """Yield the names that stand alone in the head, the likeliest first."""
    # In two languages: "Cymdeithas y Gored / Weir Association".
    names = [name for line in lines for name in line.split(" / ") if name and is_name(name)]
    names += [line.partition(",")[0] for line in names if ", " in line]
    names += [found["who"] or found["own"] for line in lines if (found := _OWN.match(line))]
    for who in names:
        national = who == lines[0] and _NATIONAL.match(who)
        own = national or _names_a_body(who) or (acting and _content(acting) <= _content(who))
        again = body.casefold().count(who.casefold()) > 1
        # One word is a name where it is never written in small.
        again = again and (" " in who or (who == lines[0] and who.casefold() not in body))
        if own or again:
            yield who


def _acting(body: str) -> str:
    """Return the body that most often calls on, welcomes or condemns something, if one does."""
    counted: Counter[str] = Counter()
    for found in chain(_ACTING.finditer(body), _SAID.finditer(body)):
        who = bare(found["who"] + (found["on"] or ""))
        # Once and far below, it is somebody else of whom it is told that they said so.
        told = found.re is _SAID and found.start() >= _OPENING and body.count(found["who"]) == 1
        acronym = who.isupper() and " " not in who and len(who) > 1
        if not told and (_names_a_body(who) or acronym):
            counted[who] += 1
    # What "the Alliance" or "the SWA" does is done by the Seafarers' Welfare Alliance.
    whole = Counter(
        {who: sum(counted[short] for short in counted if _is_short(short, who)) for who in counted}
    )
    best = sorted(whole, key=lambda who: (-whole[who], -len(who)))
    return best[0] if best and whole[best[0]] > sum(whole[who] for who in best[1:2]) else ""


def _is_short(short: str, who: str) -> bool:
    initials = "".join(re.findall(r"\b[A-ZÀ-Þ]", who))
    return _content(short) <= _content(who) or (len(short) > 1 and short == initials)


def _signing(text: str, blocks: Sequence[Block]) -> list[str]:
    """Return the bodies that sign a letter."""
    letter = any(_DEAR.match(text, block.start) for block in blocks[:25])
    end = max(len(blocks) - 5, 0) if letter else len(blocks)
    signed = next((n for n, b in enumerate(blocks) if YOURS.match(text, b.start)), end)
    below = [text[b.start : b.end] for b in blocks[signed + 1 : signed + 12] if b.kind == "heading"]
    lines = {_OFFICE_OF.sub("", line): line for line in below if not find_date(line)}
    officers = [body for body, line in lines.items() if body != line]
    return officers if len(officers) > 1 else [line for line in lines if _names_a_body(line)]


def _may_issue(who: str) -> bool:
    """Whether a name is neither a place, a person, a recipient nor a word that many share."""
    plain = bare(who)
    if is_state(plain) or len(plain) > _LONGEST_NAME or _NOBODY.search(plain):
        return False
    alone = [word for word in plain.casefold().split() if word not in _WHOSE]
    return " ".join(alone) not in _ALONE | {""}


def is_name(line: str) -> bool:
    """Whether a line is nothing but a name, every word of it in a capital."""
    whole = line.partition("(")[0].rstrip()
    parts = [word for word in whole.split() if word not in _SMALL]
    told = NOT_A_TITLE.fullmatch(line) or TITLE.match(line) or line[-1] in "!?" or ": " in line
    tells = _TELLS.search(re.sub(rf"(?i)({_BODY.pattern}) on\b", r"\1", whole))
    named = bool(parts) and all(word[0].isupper() or word[0] in "&–-" for word in parts)
    return named and not (told or tells or len(line) > _LONGEST_NAME)


def _names_a_body(line: str) -> bool:
    """Whether a line is a body's name, and does not only hold one: no "Women’s Rights Activist"."""
    cased = line.title() if line.isupper() else line
    nouns = ((noun.start(), cased[noun.end() :].split()) for noun in _BODY.finditer(cased))
    return len(line) <= _LONGEST_NAME and any(
        not start or len(rest) <= 2 or rest[0].casefold() in _SMALL for start, rest in nouns
    )


def _content(name: str) -> set[str]:
    return {word.casefold() for word in re.findall(r"[\w’'&-]+", name)} - _SMALL


def _clipped(who: str) -> str:
    """Leave out what a statement is about: "the Assembly on the pipeline", not "Group on Sudan"."""
    who = _NO_NAME.sub("", who)
    first = _ABOUT.split(who)[0]
    return who if _BODY_ON.search(first) else first


def _in_small(name: str) -> str:
    """Return a name in capitals as it is written: "Moreton-in-Marsh", "Women’s Aid"."""
    names = re.split(r"([ -])", name)
    return "".join(
        part
        if part[:1] == "(" or part in _INITIALS
        else part.lower()
        if part.lower() in _SMALL
        else part.capitalize()
        for part in names
    )


def bare(issuer: str) -> str:
    """Return a name without its article and what only says that it states something."""
    article = r"^(?:We, |By |[Oo]f )?(?:[Tt]he|THE) (?=\S)|^(?:We, |By )"
    issuer = re.sub(rf"{article}|['’]s?$", "", issuer.strip())
    issuer = re.sub(r"[\s|.,;:·•*–—-]+$", "", issuer)
    return re.sub(r", (?:New York|Geneva|London|Brussels)$", "", issuer)
