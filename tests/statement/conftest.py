"""What the tests of statements share: a statement around the words in question."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from campaign.model import Statement
from campaign.statement.files.plain_text import PlainText
from campaign.statement.statement import statement_of

HEAD = """\
A title that says nothing

All-Party Parliamentary Group on Returns (APPG Returns)

18 October 2023

The APPG Returns has met at Westminster and heard from people who have worked there for years.

"""

Stated = Callable[[str], Statement]


@pytest.fixture
def stated() -> Stated:
    """Return a function that puts words into an all-party group's statement."""
    return lambda words: statement_of(PlainText(HEAD + words))
