"""A statement as published is the statement that is searched for calls, without what is found."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from campaign.statement.statement import read_published, read_statement

STATEMENTS = [
    Path(__file__).parents[2] / "data/statement.txt",
    *sorted((Path(__file__).parent / "held_out").glob("*.txt"))[:5],
]


@pytest.mark.parametrize("path", STATEMENTS, ids=lambda path: path.stem)
def test_it_lacks_only_what_is_found_in_it(path: Path) -> None:
    found = read_statement(path)
    assert found.calls
    assert read_published(path) == replace(found, quotations=(), calls=(), perhaps=())
