"""A statement's file → the statement as it was published, before it is searched for calls."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from campaign.model import Statement
from campaign.statement.files.reading import read_plain_text
from campaign.statement.text.heading import Heading, read_head
from campaign.statement.text.layout import Block, read_blocks


def read_published(path: Path, told: Statement | None = None) -> Statement:
    """Return a published statement without its calls; raises CampaignError if it cannot be read.

    ``told`` has the title, issuer and date that a person gave, which go before the file's. Letters
    are written from the calls that somebody has reviewed (reviewed.py): to search the statement
    for them again would only take time.
    """
    plain = read_plain_text(path)
    blocks = read_blocks(plain.text)
    heading = read_head(plain.text, blocks, plain.title, plain.site)
    read = published(plain.text, blocks, as_told(heading, told))
    return replace(read, problems=plain.problems)


def as_told(heading: Heading, told: Statement | None) -> Heading:
    """Return a heading with what a person said of the statement in place of what was read."""
    if told is None:
        return heading
    return replace(
        heading,
        title=told.title or heading.title,
        issuer=told.issuer or heading.issuer,
        date=told.date or heading.date,
    )


def published(text: str, blocks: Sequence[Block], heading: Heading) -> Statement:
    """Return words as a statement: heading and paragraphs."""
    return Statement(
        title=heading.title,
        issuer=heading.issuer,
        date=heading.date,
        text=text,
        paragraphs=tuple(text[block.start : block.end] for block in blocks),
    )
