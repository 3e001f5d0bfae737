"""A statement's file → the statement as data."""

from __future__ import annotations

from pathlib import Path

from campaign.model import Statement
from campaign.statement.heading import read_heading
from campaign.statement.layout import read_blocks
from campaign.statement.reading import read_plain_text


def read_statement(path: Path) -> Statement:
    """Return a published statement as data; raises CampaignError when it cannot be read."""
    plain = read_plain_text(path)
    blocks = read_blocks(plain.text)
    heading = read_heading(plain.text, blocks, plain.title)
    return Statement(
        title=heading.title,
        issuer=heading.issuer,
        date=heading.date,
        text=plain.text,
        paragraphs=tuple(plain.text[block.start : block.end] for block in blocks),
    )
