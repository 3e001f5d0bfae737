"""A small campaign, and an executor that does everything here and now."""

from __future__ import annotations

import csv
import datetime as dt
import shutil
from collections.abc import Callable, Iterable
from concurrent.futures import Executor, Future
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from campaign.folder import Folder
from campaign.making.generate import generate
from campaign.making.load import load
from campaign.making.report import Report
from campaign.making.setting import OnPaper
from campaign.model import Campaign, Letter

ROOT = Path(__file__).parents[2]
DAY = dt.date(2026, 11, 23)
ROWS = [
    {"id": "champion", "kind": "mp", "name": "Sarah Champion MP", "constituency": "Rotherham"},
    {"id": "smith", "kind": "mp", "name": "David Smith MP", "constituency": "North Northumberland"},
    {"id": "alton", "kind": "peer", "name": "Lord Alton of Liverpool", "address_as": "Lord Alton"},
    {
        "id": "embassy",
        "kind": "embassy",
        "role": "The Ambassador",
        "organisation": "Embassy of the Lao People’s Democratic Republic",
        "state": "la",
        "address_1": "49 Porchester Terrace",
        "address_2": "London",
        "postcode": "W2 3TS",
    },
]


class Here(Executor):
    """Makes each call at once, in this process."""

    def __init__(self) -> None:
        self.calls = 0

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.calls += 1
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


def write_rows(folder: Folder, rows: Iterable[dict[str, str]]) -> None:
    rows = list(rows)
    columns = list(dict.fromkeys(["id", "kind", "name", *(key for row in rows for key in row)]))
    with (folder.data / "recipients.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerows(rows)


def make(folder: Folder, **options: Any) -> Report:
    """Make the letters of a folder here and now."""
    output = options.pop("output", folder.output)
    executor = options.pop("executor", None) or Here()
    return generate(load(folder, DAY), DAY, output, executor, **options)


def letters(output: Path) -> dict[str, bytes]:
    """Return every file of the letters folder, by name."""
    return {path.name: path.read_bytes() for path in (output / "letters").iterdir()}


def statuses(report: Report) -> dict[str, str]:
    return {outcome.id: outcome.status for outcome in report.letters}


@pytest.fixture(scope="session")
def still(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """Return a campaign that no test changes; letters go elsewhere."""
    root = tmp_path_factory.mktemp("still").resolve()
    for part in ("data", "templates"):
        shutil.copytree(ROOT / part, root / part)
    write_rows(folder := Folder(root), ROWS)
    return folder


@pytest.fixture
def folder(starter: Folder) -> Folder:
    """Return the starter campaign with four recipients."""
    write_rows(starter, ROWS)
    return starter


def here(_: object, __: str, read: Callable[..., Any], *values: Any, **named: Any) -> Any:
    """Read a file in this process, instead of ``Closed.__call__``."""
    return read(*values, **named)


@pytest.fixture
def quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a letter's HTML stand for its PDF: what is set in type is tested elsewhere."""

    def made(_: object, html: str, __: Letter, campaign: Campaign, ___: object) -> OnPaper:
        return OnPaper(f"{campaign.look} {html}".encode(), pages=1)

    press = SimpleNamespace(notices=())
    monkeypatch.setattr("campaign.making.closed.Closed.__call__", here)
    monkeypatch.setattr("campaign.making.setting.press_for", lambda *_: press)
    monkeypatch.setattr("campaign.making.setting.made", made)
