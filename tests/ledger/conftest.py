"""A campaign whose letters are made and printed, and what runs a command on it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import pytest
from click.testing import CliRunner, Result

from campaign.cli.main import main, module_of
from campaign.cli.typed import COMMANDS
from campaign.folder import Folder
from campaign.ledger.printing import Attempt, Printings, read_printings
from campaign.manifest import read_manifest
from tests.making.conftest import quickly

__all__ = ["quickly"]

DAY = dt.date(2026, 11, 25)
"""What all tests here take for today."""
MODULES = (
    *("clock", "chosen", "posted", "reply", "due", "follow_up", "status", "generate", "checklist"),
    *("check", "purge", "report"),
)


@dataclass(frozen=True)
class Desk:
    """A campaign folder with its letters made, and the commands on it."""

    folder: Folder

    def run(self, *arguments: str) -> Result:
        result = CliRunner().invoke(main, ["-C", str(self.folder.root), *arguments])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.output
        assert "program itself failed" not in result.output, result.output
        return result

    def json(self, *arguments: str, code: int = 0) -> Any:
        result = self.run(*arguments, "--json")
        assert result.exit_code == code, result.output
        return json.loads(result.stdout)

    def codes(self, *arguments: str, code: int = 1) -> list[str]:
        return [one["code"] for one in self.json(*arguments, code=code)["problems"]]

    def print_all(self, *names: str) -> None:
        """Have the ledger say of these letters, or all, that they came out as they are now."""
        letters = read_manifest(self.folder.output / "manifest.json").letters
        printings = Printings(self.folder.data / "ledger.sqlite")
        for name in names or letters:
            title = f"letter-{len(read_printings(printings.path).attempts)}"
            sent = {name: letters[name].sha256}
            printings.sending(Attempt(title, "2026-11-24T09:00:00+00:00", "Office", sent))
            printings.queued(title, 7)
            printings.settle(title, "completed")


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> Callable[[dt.date], None]:
    """Return what sets the clock of every command."""

    # Whoever were imported meanwhile would keep the other clock for good.
    for name in COMMANDS:
        import_module(module_of(name))

    def set_clock(day: dt.date) -> None:
        for module in MODULES:
            monkeypatch.setattr(f"campaign.cli.{module}.today", lambda: day)

    set_clock(DAY)
    return set_clock


@pytest.fixture
def desk(made: Folder) -> Desk:
    return Desk(made)


@pytest.fixture
def printed(desk: Desk) -> Desk:
    desk.print_all()
    return desk
