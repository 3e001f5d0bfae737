"""A statement's file → the statement as data."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from campaign.model import Statement
from campaign.statement.actors.setting import find_reader, read_setting
from campaign.statement.files.plain_text import PlainText
from campaign.statement.files.reading import read_plain_text
from campaign.statement.finding.search import find_calls
from campaign.statement.finding.sentence import Asked
from campaign.statement.finding.voice import Issuer
from campaign.statement.published import as_told, published
from campaign.statement.text.heading import read_head
from campaign.statement.text.layout import read_blocks
from campaign.statement.text.quotations import quotations, read_quoted


def read_statement(path: Path, told: Statement | None = None) -> Statement:
    """Return a published statement as data; raises CampaignError when it cannot be read.

    ``told`` has the title, issuer and date that a person gave, which go before the file's.
    """
    return statement_of(read_plain_text(path), told)


def statement_of(plain: PlainText, told: Statement | None = None) -> Statement:
    """Return plain words as a statement: heading, paragraphs, quotations and calls."""
    text = plain.text
    blocks = read_blocks(text)
    heading = as_told(read_head(text, blocks, plain.title, plain.site), told)
    quoted = read_quoted(text, blocks)
    setting = read_setting(text, heading)
    issuer = Issuer.of(text, heading, blocks, [q.speaker for q in quoted if q.speaker])
    reader, offset, full = find_reader(text, blocks)
    to = Asked(reader, offset, full) if reader else None
    at = re.search(re.escape(heading.title), text, re.IGNORECASE) if heading.title else None
    title = at.span() if at else (0, 0)
    calls, perhaps = find_calls(text, blocks, setting, issuer, quoted, to, title)
    return replace(
        published(text, blocks, heading),
        problems=plain.problems,
        quotations=quotations(text, quoted),
        calls=calls,
        perhaps=perhaps,
    )
