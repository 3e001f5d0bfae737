"""``wording.md``: what a campaign says beside its statement, by part and by reader."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from functools import lru_cache
from typing import get_args

from campaign.compared import unaccented
from campaign.model import KINDS, Part, Recipient, Section, Standing
from campaign.problems import Problem, nearest

PARTS: tuple[Part, ...] = get_args(Part)
LISTED = ", ".join(PARTS)
_ALLOWED: Mapping[str, tuple[str, ...]] = {
    "kind": KINDS,
    "letter": ("first", "follow-up", "supporter"),
    "standing": get_args(Standing),
    "called_upon": ("yes", "no"),
}
"""What a condition may ask of a reader, but for columns of the list."""
USUAL = "{usual}"
"""Alone in a paragraph: the template's own words, kept."""
NOTHING = "{nothing}"
"""Alone in a section: the part is left out."""

HEADING = re.compile(r"#(?P<deeper>#*)[ \t]*(?P<words>[^\n]*?)[ \t#]*")
_COMMENT = re.compile(r"<!--(?P<inside>.*?)(?:-->|(?P<open>\Z))", re.DOTALL)
CITATION = re.compile(r"\[\^(?P<id>[^\[\]\s]{1,100})\]")
_MARK = re.compile(r"\{[ \t]*(usual|nothing)[ \t]*\}", re.IGNORECASE)
# What people type in Markdown and a letter on paper has no room for.
_UNPRINTED = {
    "a link or picture": re.compile(r"!?\[(?!\^)[^\[\]\n]{1,200}\]\([^()\n]{0,500}\)"),
    "an HTML tag": re.compile(r"</?[A-Za-z][^<>\n]{0,200}>"),
    "a table": re.compile(r"^[ \t]*\|?[ \t:]*-{2,}[-:| \t]*\|[-:| \t]*$", re.MULTILINE),
    "a block of code": re.compile(r"^[ \t]*(?:```|~~~)", re.MULTILINE),
    "the end of a comment that has no beginning": re.compile("-->"),
}
OWN_COLUMNS = frozenset(
    field.name
    for field in fields(Recipient)
    if field.name not in ("row", "file", "address", "extra", "follow_up", "sender")
)
ALWAYS = (*_ALLOWED, *sorted(OWN_COLUMNS))


def read_wording(
    source: str, file: str, facts: Collection[str] = ()
) -> tuple[tuple[Section, ...], tuple[Problem, ...]]:
    """Return the sections of a ``wording.md`` in the order of the file, and what is wrong in it.

    ``file`` is its name for the problems, ``facts`` the ids that may be cited. A section that
    holds nothing but a comment is advice, and none.
    """
    problems: list[Problem] = []
    text, unclosed = without_comments(source)
    if unclosed:
        message = "A comment begins here and does not end."
        problems.append(Problem("wording-comment", message, "Close it with “-->”.", file, unclosed))
    sections = []
    for heading, words, body, line in headed(text):
        advised = "<!--" in "\n".join(source.splitlines()[heading - 1 : line + body.count("\n")])
        if not words:
            if said := body.strip():
                message = "These words stand under no heading, so no letter would have them."
                hint = f"Put a heading above them: # {PARTS[2]}. The parts are {LISTED}."
                row = line + body.count("\n", 0, body.index(said))
                problems.append(Problem("wording-stray", message, hint, file, row))
            continue
        part, conditions, wrong = read_heading(words, file, heading)
        problems += wrong
        if not body.strip():
            if not advised:
                message = f"The section “{words}” has no words."
                hint = f"Write them below it, or {NOTHING} to leave the part out of these letters,"
                hint += f" or {USUAL} for the usual words; or take the heading away."
                problems.append(Problem("wording-empty", message, hint, file, heading))
        elif part:
            body = _MARK.sub(lambda mark: f"{{{mark[1].casefold()}}}", body)
            sections.append(Section(part, conditions, body, heading, line, file))
    for section in sections:
        problems += citation_problems(section, facts)
        problems += alone_problems(section)
        problems += unprinted_problems(section)
    return tuple(sections), tuple(problems)


def without_comments(source: str) -> tuple[str, int | None]:
    """Return the text with blanks for its comments, and the line of one that never ends."""
    unclosed = next(
        (
            source.count("\n", 0, c.start()) + 1
            for c in _COMMENT.finditer(source)
            if c["open"] == "" and not c[0].endswith("-->")
        ),
        None,
    )
    return _COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), source), unclosed


def headed(text: str) -> Iterator[tuple[int, str, str, int]]:
    """Yield (heading's line, its words, the text below, that text's first line)."""
    lines = text.split("\n")
    heading, words, start = 1, "", 0
    for number, line in enumerate([*lines, "# end"]):
        found = HEADING.fullmatch(line.rstrip("\r"))
        if found and not found["deeper"]:
            yield heading, words, "\n".join(lines[start:number]), start + 1
            heading, words, start = number + 1, found["words"], number + 1


def spans(source: str) -> list[tuple[int, str, int]]:
    """Return each section's heading line, its words, and its last line; all are counted from 1."""
    found = [(line, words) for line, words, _, _ in headed(without_comments(source)[0]) if words]
    ends = [*(line - 1 for line, _ in found[1:]), source.count("\n") + 1]
    return [(line, words, end) for (line, words), end in zip(found, ends, strict=False)]


def heading_of(part: str, conditions: Sequence[tuple[str, Sequence[str]]]) -> str:
    """Return the heading of a section as wording.md would have it, without its mark."""
    said = ["|".join(v) if key == "kind" else f"{key}={'|'.join(v)}" for key, v in conditions]
    return f"{part} for {', '.join(said)}" if said else part


def with_section(source: str, heading: int, section: str) -> str:
    """Return the text with one section anew, without it, or with one more where ``heading`` is 0.

    ``heading`` is its heading's line, ``section`` all of it or nothing. Raises KeyError where no
    section begins there.
    """
    lines = source.split("\n")
    if heading:
        ends = {start: end for start, _, end in spans(source)}
        before, after = lines[: heading - 1], lines[ends[heading] :]
    else:
        before, after = source.rstrip("\n").split("\n"), []
    head, tail = "\n".join(before), "\n".join(after).strip("\n")
    if not heading or not section:
        head = f"{head.rstrip()}\n" if head.strip() else ""
    parts = [head, section.rstrip("\n"), *([""] if section and tail else []), tail]
    return "\n".join(parts).strip("\n") + "\n"


def read_heading(
    words: str, file: str, line: int
) -> tuple[Part | None, tuple[tuple[str, tuple[str, ...]], ...], list[Problem]]:
    """Return the part and the conditions of a heading such as “Asks for mp, party=Labour|Green”."""
    name, readers, *_ = [*re.split(r"\s+for\s+", words, maxsplit=1, flags=re.IGNORECASE), ""]
    problems: list[Problem] = []
    part = next((part for part in PARTS if part.casefold() == name.strip().casefold()), None)
    if part is None:
        near = nearest(name, [part.casefold() for part in PARTS])
        hint = near.title().replace("Did You Mean", "Did you mean") or f"The parts are {LISTED}."
        message = f"“{name}” is no part of a letter."
        problems.append(Problem("wording-part", message, hint, file, line))
    conditions = []
    for condition in filter(None, (piece.strip() for piece in readers.split(","))):
        key, equals, values = condition.partition("=")
        if not equals:
            key, values = "kind", condition
        key = re.sub(r"[\s-]+", "_", key.strip().casefold())
        allowed = tuple(value.strip() for value in values.split("|") if value.strip())
        problems += condition_problems(key, allowed, condition, file, line)
        conditions.append((key, allowed))
    return part, tuple(conditions), problems


def condition_problems(
    key: str, allowed: tuple[str, ...], condition: str, file: str, line: int
) -> Iterator[Problem]:
    """Yield what is wrong with a condition, whatever columns the list has."""
    if not allowed:
        message = f"The condition “{condition}” names no value."
        hint = f"Write {key}=value, or {key}=value|another."
        yield Problem("wording-condition", message, hint, file, line)
    known = _ALLOWED.get(key, ())
    for value in allowed if known else ():
        if value.casefold() not in known:
            hint = nearest(value, known) or f"It may be {', '.join(known)}."
            wanted = "kind of reader" if key == "kind" else f"value of {key}"
            yield Problem("wording-condition", f"“{value}” is no {wanted}.", hint, file, line)


def citation_problems(section: Section, facts: Collection[str]) -> Iterator[Problem]:
    for cited in CITATION.finditer(section.text):
        if cited["id"] not in facts:
            yield no_fact(cited["id"], facts, section.file, section.line_at(cited.start()))


def no_fact(name: str, facts: Collection[str], file: str = "", line: int | None = None) -> Problem:
    message = f"There is no fact “{name}” in data/facts.toml to cite here."
    hint = nearest(name, facts) or "Add it there, with its claim, source and date."
    return Problem("wording-fact", message, hint, file, line)


def unprinted_problems(section: Section) -> Iterator[Problem]:
    """Yield a problem for the first of each kind of markup that would be printed as typed."""
    for what, pattern in _UNPRINTED.items():
        if found := pattern.search(section.text):
            message = f"“{found[0].strip()[:60]}” is {what}, and would be printed as it is typed."
            hint = "Write it out in words: paragraphs, lists, *emphasis* and [^fact] are read."
            line = section.line_at(found.start())
            yield Problem("wording-markup", message, hint, section.file, line)


def alone_problems(section: Section) -> Iterator[Problem]:
    """Yield the problem of each mark that stands among other words."""
    paragraphs = re.split(r"\n[ \t]*\n", section.text)
    for mark in (USUAL, NOTHING):
        among = [one for one in paragraphs if mark in one and one.strip() != mark]
        lost = mark == NOTHING and mark in section.text and section.text.strip() != mark
        if among or lost:
            message = f"{mark} stands among other words here."
            hint = f"{USUAL} stands alone in a paragraph, {NOTHING} alone in a section."
            line = section.line_at(section.text.index(mark))
            yield Problem("wording-mark", message, hint, section.file, line)


def column_problems(
    sections: Iterable[Section],
    recipients: Collection[Recipient],
    file: str,
    others: Collection[str] = (),
) -> Iterator[Problem]:
    """Yield the problem of each condition on a column that is neither the list's nor another's."""
    columns = {column for recipient in recipients for column in recipient.extra} | {*others}
    for section in sections:
        for key, _ in section.conditions:
            if key not in ALWAYS and key not in columns and recipients:
                known = [*ALWAYS, *sorted(columns)]
                hint = nearest(key, known) or f"The list has: {', '.join(known)}."
                message = f"The list of recipients has no column “{key}”."
                yield Problem("wording-column", message, hint, file, section.heading)


def reader_of(
    recipient: Recipient,
    standing: str | None,
    called_upon: bool,
    columns: Iterable[str] = OWN_COLUMNS,
) -> Mapping[str, str]:
    """Return what a condition may ask of a reader, by its name: all, or but some of our columns."""
    own = {name: str(getattr(recipient, name) or "") for name in columns}
    said = {"standing": standing or "", "called_upon": "yes" if called_upon else "no"}
    return dict(recipient.extra) | own | said | {"letter": recipient.letter}


def sections_for(
    sections: Iterable[Section], reader: Mapping[str, str]
) -> dict[Part, tuple[Section, ...]]:
    """Return, part by part, the sections with the most conditions that all hold for a reader.

    Of as many, one that names its readers by their ids wins. More than one of a part is a tie,
    which nobody but the campaigner can decide.
    """
    best: dict[Part, tuple[Section, ...]] = {}
    for section in sections:
        for key, allowed in section.conditions:
            if plain(reader.get(key, "")) not in plainly(allowed):
                break
        else:
            rivals = best.get(section.part, ())
            most = closeness(rivals[0]) if rivals else (-1, False)
            if closeness(section) > most:
                best[section.part] = (section,)
            elif closeness(section) == most:
                best[section.part] = (*rivals, section)
    return best


def closeness(section: Section) -> tuple[int, bool]:
    """Return how closely a section is meant: by its conditions, then by naming its readers."""
    return len(section.conditions), any(key == "id" for key, _ in section.conditions)


@lru_cache(maxsize=4096)
def plainly(allowed: tuple[str, ...]) -> frozenset[str]:
    """Return the values that a condition allows; case and accents make no difference."""
    return frozenset(map(plain, allowed))


@lru_cache(maxsize=4096)
def plain(words: str) -> str:
    return unaccented(words).replace("&", "and")


def tie_problem(rivals: tuple[Section, ...], who: str, file: str) -> Problem:
    lines = " and ".join(str(section.heading) for section in rivals[:2])
    message = f"The sections “{rivals[0].part}” on lines {lines} fit {who} equally well."
    hint = "Add a condition to the one that should win, or take one away."
    return Problem("wording-tie", message, hint, file, rivals[1].heading)
