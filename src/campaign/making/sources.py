"""A written letter is held to its sources, and to silence about names at risk."""

import re
from collections.abc import Iterator
from pathlib import Path

from campaign.compose import in_name_of
from campaign.html import Templates
from campaign.making.keys import rowless
from campaign.model import Campaign, Letter
from campaign.page import read_page
from campaign.problems import CampaignError, Problem
from campaign.statement.held import names_at_risk, quoted_words_not_found


def write(templates: Templates, letter: Letter, campaign: Campaign) -> str:
    """Return a letter's HTML, its words held to the campaign's sources.

    Raises CampaignError where a template fails, where words in quotation marks stand neither in
    the statement nor in a fact, or where a name that must never be printed stands in the letter.
    """
    html = templates.letter(rowless(letter), in_name_of(letter, campaign))
    # The id is the name of the letter's file, and stands in it too.
    words = f"{words_of(html)}\n{letter.id.replace('-', ' ')}"
    sources = []
    for one in (letter, letter.also) if letter.also else (letter,):
        spoken = campaign.spoken(one.language)
        sources += [spoken.statement.text, spoken.statement.title]
        for fact in spoken.facts.values():
            sources += [fact.claim, fact.source]
    problems = [
        misquoted(quoted, letter, templates) for quoted in quoted_words_not_found(words, sources)
    ]
    hint = "Take the name out of the note, the row or the template."
    reader = letter.recipient
    problems += at_risk(words, campaign, f"The letter {letter.id}", hint, reader.file, reader.row)
    if attaches(html):
        problems.append(attached(letter, templates))
    if problems:
        raise CampaignError(*problems)
    return html


def attaches(html: str) -> bool:
    """Whether a page asks for a file to be put into the PDF, where no reader of paper sees it."""
    return any("attachment" in value.lower().split() for value in read_page(html).values("rel"))


def attached(letter: Letter, templates: Templates) -> Problem:
    message = "A file is to be attached inside the PDF, where nobody sees that it goes along."
    hint = 'Take out rel="attachment"; what goes into the envelope is an enclosure.'
    written = place(re.compile("attachment", re.IGNORECASE), letter, templates)
    return Problem("attachment", message, hint, *written)


def words_of(html: str) -> str:
    """Return the words of a page of HTML, each block's apart."""
    return read_page(html).text


def misquoted(quoted: str, letter: Letter, templates: Templates) -> Problem:
    pattern = re.compile(r"(?:\s|&nbsp;|<[^>]*>)+".join(map(as_written, quoted.split())))
    return Problem(
        "misquotation",
        f"“{quoted}” stands in quotation marks, but neither in the statement nor in any fact.",
        "Quote word for word, or take the quotation marks away; "
        "other people’s words belong in data/facts.toml, with their source.",
        *place(pattern, letter, templates),
    )


def place(
    pattern: re.Pattern[str], letter: Letter, templates: Templates
) -> tuple[str, int, str | None]:
    """Return the file, row or line, and column in which the words were written."""
    recipient = letter.recipient
    for column, cell in {"note": recipient.note, **recipient.extra}.items():
        if pattern.search(cell):
            return recipient.file, recipient.row, column
    for section in letter.sections:
        if found := pattern.search(section.text):
            return section.file, section.line + section.text.count("\n", 0, found.start()), None
    for path in where_written(templates.folder, letter):
        text = path.read_text(encoding="utf-8")
        if found := pattern.search(text):
            return templates.failures.place(path), text.count("\n", 0, found.start()) + 1, None
    return recipient.file, recipient.row, None


def where_written(folder: Path, letter: Letter) -> list[Path]:
    """Return the templates, the letter's own first; another recipient's own are left out."""
    own = folder / letter.template
    others = (path for path in folder.rglob("*.html.j2") if path.parent.name != "recipients")
    return [own, *sorted(path for path in others if path != own)]


def as_written(word: str) -> str:
    """Return a pattern for a word however its quotation marks and dashes were typed."""
    pattern = re.escape(word)
    return re.sub(r"[’‘']", "[’‘']", re.sub(r"[“”\"]", '[“”"]', pattern))


def at_risk(
    words: str, campaign: Campaign, what: str, hint: str, file: str, row: int | None = None
) -> Iterator[Problem]:
    """Yield a problem for each name in a text that must never be printed."""
    here = frozenset(names_at_risk(words, campaign.never_print))
    for number, name in enumerate(campaign.never_print, start=1):
        if name in here:
            # The message must not spread the name: it goes to screens and logs.
            which = f"number {number} of never_print in campaign.toml"
            message = f"{what} contains a name that must never be printed: {which}."
            yield Problem("name-at-risk", message, hint, file, row)
