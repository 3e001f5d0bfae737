"""The public way in works as its own words say."""

from __future__ import annotations

import doctest
from pathlib import Path

from campaign import api
from campaign.folder import Folder
from tests.letters import DAY


def test_the_words_of_the_api_are_true(starter: Folder, tmp_path: Path) -> None:
    given = {"folder": starter.root, "day": DAY, "output": tmp_path / "out"}
    ran = doctest.testmod(api, extraglobs=given)
    assert ran.attempted > 5
    assert ran.failed == 0


def test_all_that_is_public_is_there_and_told() -> None:
    for name in api.__all__:
        assert getattr(api, name).__doc__, name
