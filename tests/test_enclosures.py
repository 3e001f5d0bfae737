"""What campaign.toml may say of enclosures, and in what words it is told what it may not."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path

import pytest

from campaign.enclosures import enclosures_from, made_as, titled, unmade
from campaign.model import Enclosure, Statement
from campaign.problems import Problem

TOP = 'title = "A"\n'
ISSUER = "The Clean Rivers Committee"
DAY = dt.date(2026, 9, 1)
E = "[[enclosure]]\n"
A = f'{E}title = "A"\n'
TWICE = "Two enclosures are called {}.pdf"


def read(root: Path, text: str) -> tuple[tuple[Enclosure, ...], tuple[Problem, ...]]:
    source = TOP + text
    value = tomllib.loads(source).get("enclosure", [])
    return enclosures_from(value, source, "data/campaign.toml", root)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    for name in ("map.pdf", "Map.PDF", "list.csv", "statement.pdf"):
        (tmp_path / "data" / name).write_bytes(b"%PDF")
    (tmp_path.parent / "outside.pdf").write_bytes(b"%PDF")
    (tmp_path / "data" / "link.pdf").symlink_to(tmp_path.parent / "outside.pdf")
    return tmp_path.resolve()


def test_the_statement_and_files_are_read_in_their_order(root: Path) -> None:
    found, problems = read(
        root,
        f'{E}file = "Statement"\n{E}title = " A map "\nfile = "data/map.pdf"\n'
        f'{E}title = "A sample"\n',
    )
    assert not problems
    assert found == (
        Enclosure("", "statement"),
        Enclosure("A map", "data/map.pdf"),
        Enclosure("A sample"),
    )
    places = ["enclosures/statement.pdf", "enclosures/map.pdf", ""]
    assert [made_as(one) for one in found] == places


def test_a_single_one_may_be_written_with_single_brackets(root: Path) -> None:
    assert read(root, '[enclosure]\nfile = "statement"\n') == ((Enclosure("", "statement"),), ())


@pytest.mark.parametrize(
    ("text", "row", "column", "said"),
    [
        (f'{E}file = "data/map.pdf"', 2, "title", "no title"),
        (f'{A}file = "data/gone.pdf"', 4, "file", "“data/gone.pdf” is missing"),
        (f'{A}file = "data/list.csv"', 4, "file", "a PDF of this folder"),
        (f'{A}file = "../outside.pdf"', 4, "file", "inside the campaign"),
        (f'{A}file = "data/link.pdf"', 4, "file", "inside the campaign"),
        (f'{A}file = "/etc/hosts.pdf"', 4, "file", "inside the campaign"),
        (f'{A}file = "a\\u0000.pdf"', 4, "file", "inside the campaign"),
        (f'{E}title = 3\nfile = "statement"', 3, "title", "text in quotation marks"),
        (f'{E}file = "statement"\nfiel = "x"', 4, "fiel", "not a setting in [enclosure]"),
        ('enclosure = "A map"', 2, "enclosure", "a part of its own"),
        (f'{E}file = "statement"\n{A}file = "data/statement.pdf"', 4, "file",
         TWICE.format("statement")),
        (f'{A}file = "data/map.pdf"\n{A}file = "data/Map.PDF"', 5, "file", TWICE.format("Map")),
    ],
)  # fmt: skip
def test_what_cannot_be_enclosed_is_told_with_its_line(
    root: Path, text: str, row: int, column: str, said: str
) -> None:
    _, (problem,) = read(root, text)
    assert (problem.row, problem.column) == (row, column)
    assert said in problem.message


@pytest.mark.parametrize(
    ("issuer", "date", "title"),
    [
        (ISSUER, DAY, "Statement of the Clean Rivers Committee, 1 September 2026"),
        ("Clean Rivers Committee", None, "Statement of the Clean Rivers Committee"),
        ("Camden Council", None, "Statement of Camden Council"),
        ("", DAY, "A river, 1 September 2026"),
        ("", None, "A river"),
    ],
)
def test_the_statements_title_comes_from_the_statement(
    issuer: str, date: dt.date | None, title: str
) -> None:
    found = titled(Enclosure("", "statement"), Statement("A river", issuer, date, ""))
    assert found.title.replace("\N{NO-BREAK SPACE}", " ") == title
    given = Enclosure("Its own", "statement")
    assert titled(given, Statement("A river", issuer, date, "")) == given


@pytest.mark.parametrize(
    ("source", "row", "column"),
    [
        ('\nenclosures = ["A map"]', 2, "enclosures"),
        ('[[enclosure]]\ntitle = "A map"', 1, "enclosure"),
    ],
)
def test_what_nobody_makes_is_told_once(source: str, row: int, column: str) -> None:
    (problem,) = unmade((Enclosure("A map"), Enclosure("A pen")), source, "data/campaign.toml")
    assert (problem.severity, problem.row, problem.column) == ("warning", row, column)
    assert "“A map” and “A pen”" in problem.message
    assert not [*unmade((Enclosure("", "statement"),), source, "data/campaign.toml")]
