"""A statement's file → the statement as data: as it was published, or with its calls."""

from dataclasses import replace
from pathlib import Path

from campaign.model import Statement
from campaign.statement.files.plain_text import PlainText
from campaign.statement.files.reading import read_plain_text
from campaign.statement.text.heading import Heading, read_head
from campaign.statement.text.layout import Block, read_blocks


def read_published(path: Path, told: Statement | None = None) -> Statement:
    """Return a published statement without its calls; raises CampaignError if it cannot be read.

    ``told`` has the title, issuer and date that a person gave, which go before the file's. Letters
    are written from the calls that somebody has reviewed (reviewed.py): to search the statement
    for them again would only take time.
    """
    return _published(read_plain_text(path), told)[0]


def read_statement(path: Path, told: Statement | None = None) -> Statement:
    """Return a published statement with its calls, likewise."""
    return statement_of(read_plain_text(path), told)


def _published(
    plain: PlainText, told: Statement | None
) -> tuple[Statement, Heading, tuple[Block, ...]]:
    """Return words as a statement, with its heading and the blocks of its text."""
    text = plain.text
    blocks = read_blocks(text)
    heading = read_head(text, blocks, plain.title, plain.site)
    if told is not None:
        heading = replace(
            heading,
            title=told.title or heading.title,
            issuer=told.issuer or heading.issuer,
            date=told.date or heading.date,
        )
    statement = Statement(
        title=heading.title,
        issuer=heading.issuer,
        date=heading.date,
        text=text,
        paragraphs=tuple(text[block.start : block.end] for block in blocks),
        problems=plain.problems,
    )
    return statement, heading, blocks


def statement_of(plain: PlainText, told: Statement | None = None) -> Statement:
    """Return plain words as a statement: heading, paragraphs, quotations and calls."""
    # Imported where a statement is searched: most commands read a review instead.
    from campaign.statement.finding.search import find_calls
    from campaign.statement.text.quotations import quotations, read_quoted

    statement, heading, blocks = _published(plain, told)
    quoted = read_quoted(plain.text, blocks)
    calls, perhaps = find_calls(plain.text, blocks, heading, quoted)
    said = quotations(plain.text, quoted)
    return replace(statement, quotations=said, calls=calls, perhaps=perhaps)
