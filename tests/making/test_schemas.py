"""The schemas say what the readers take: our own files fit, and a slip does not."""

from __future__ import annotations

import datetime as dt
import json
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from campaign.making.schemas import FOLDER, schemas
from campaign.making.starter import new_example, new_folder
from tests.letters import DAY

NAMES = ("campaign", "calls", "facts")


def values(file: Path) -> Any:
    """Return a TOML file as an editor's checker sees it: dates are words."""
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    return json.loads(json.dumps(table, default=dt.date.isoformat))


def faults(name: str, table: Any) -> list[str]:
    schema = schemas()[name]
    jsonschema.Draft7Validator.check_schema(schema)
    checker = jsonschema.Draft7Validator(schema, format_checker=jsonschema.FormatChecker())
    return [error.message for error in checker.iter_errors(table)]


@pytest.fixture
def example(tmp_path: Path) -> Path:
    new_example(tmp_path / "example")
    return tmp_path / "example"


@pytest.mark.parametrize("name", NAMES)
def test_files_of_the_example_fit_the_schema_that_they_name(example: Path, name: str) -> None:
    file = example / f"data/{name}.toml"
    head = file.read_text(encoding="utf-8").partition("\n")[0].removeprefix("#:schema ")
    schema = json.loads((file.parent / head).read_text(encoding="utf-8"))
    assert schema == json.loads(json.dumps(schemas()[name]))
    assert faults(name, values(file)) == []


def test_neutral_campaign_has_them_too(tmp_path: Path) -> None:
    new_folder(tmp_path / "own", DAY)
    assert sorted(path.stem for path in (tmp_path / "own" / FOLDER).iterdir()) == sorted(NAMES)
    assert faults("campaign", values(tmp_path / "own/data/campaign.toml")) == []


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("campaign", {"title": "A", "subject": "B", "titel": "C"}),
        ("campaign", {"title": "A"}),
        ("campaign", {"title": "A", "subject": "B", "look": {"accent": "red"}}),
        ("campaign", {"title": "A", "subject": "B", "date": "tomorrow"}),
        ("calls", {"call": [{"addressee": "us", "action": "act"}]}),
        ("calls", {"call": [], "quotation": [{"speaker": "A", "text": "B", "use": "no"}]}),
        ("facts", {"one": {"claim": "A", "source": "B"}}),
    ],
)
def test_slip_does_not_fit(name: str, table: Any) -> None:
    assert faults(name, table)
