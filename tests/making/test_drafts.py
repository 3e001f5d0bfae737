"""A template that loops, hungers or crashes costs the letters that it makes, in every command."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from campaign.folder import Folder
from campaign.making.alike import likeness_of
from campaign.making.check import check
from campaign.making.drafts import draft, drafts, nothing, writers
from campaign.making.load import Ready, load
from campaign.making.texts import generate_texts
from campaign.making.workshop import Workshop
from campaign.problems import Problem
from tests.making.conftest import DAY, ROOT, ROWS, write_rows

LOOPS = "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}"
DOUBLES = (
    '{% set ns = namespace(a="abcdefgh") %}'
    "{% for i in range(60) %}{% set ns.a = ns.a ~ ns.a %}{% endfor %}"
)


def spoil(folder: Folder, words: str, name: str = "peer") -> Ready:
    """Put words before all others of a template."""
    path = folder.templates / f"{name}.html.j2"
    text = path.read_text(encoding="utf-8")
    before = "{% block opening %}"
    assert before in text
    path.write_text(text.replace(before, f"{before}\n{words}\n", 1), encoding="utf-8")
    return load(folder, DAY)


def checked(ready: Ready, _: Path) -> list[Problem]:
    letters, problems = check(ready, DAY)
    assert letters == len(ROWS)
    return list(problems)


def texts(ready: Ready, output: Path) -> list[Problem]:
    report = generate_texts(ready, DAY, output)
    assert report.count("written") == len(ROWS) - 1
    return list(report.problems)


def alikes(ready: Ready, _: Path) -> list[Problem]:
    found = likeness_of(ready, DAY)
    assert len(found.report.letters) == len(ROWS) - 1
    return [problem for problems in found.failed.values() for problem in problems]


HUNGRY = pytest.mark.skipif(sys.platform != "linux", reason="no limit of memory here")


@pytest.mark.parametrize(
    ("command", "words", "told"),
    [
        (checked, LOOPS, "too long"),
        pytest.param(texts, LOOPS, "too long", marks=pytest.mark.long),
        pytest.param(alikes, LOOPS, "too long", marks=pytest.mark.long),
        pytest.param(checked, DOUBLES, "too much memory", marks=HUNGRY),
        pytest.param(texts, DOUBLES, "too much memory", marks=HUNGRY),
        pytest.param(alikes, DOUBLES, "too much memory", marks=HUNGRY),
    ],
)
def test_a_template_beyond_measure_costs_its_letter_and_is_told_with_its_line(
    folder: Folder,
    tmp_path: Path,
    command: Callable[[Ready, Path], list[Problem]],
    words: str,
    told: str,
) -> None:
    (problem,) = command(spoil(folder, words), tmp_path)
    assert problem.file == "templates/peer.html.j2"
    assert problem.row
    assert told in problem.message


def test_a_crash_costs_its_letter_alone_and_is_told_at_its_row(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The worker that takes the place of the lost one has to find the function below.
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    ready = load(folder, DAY)
    with writers() as executor:
        made = drafts(ready, ready.letters(DAY), crash_for_smith, executor)
        found = {letter.id: draft for letter, draft in made}
    (problem,) = found.pop("smith").problems
    assert (problem.code, problem.file, problem.row) == (
        "letter-crashes",
        "data/recipients.csv",
        3,
    )
    assert all(not draft.problems for draft in found.values())


def crash_for_smith(_html: str, letter: object, _workshop: object) -> str:
    if getattr(letter, "id", "") == "smith":
        os.abort()
    return "made"


def test_a_template_that_took_too_long_twice_is_not_tried_again(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready = spoil(folder, LOOPS, "mp")
    letter = next(letter for letter in ready.letters(DAY) if letter.template == "mp.html.j2")
    workshop = Workshop(ready.folder, ready.campaign, "", "")
    first, second = (draft(workshop, letter, nothing) for _ in range(2))
    monkeypatch.setattr(
        "campaign.html.letters.at_most", lambda _seconds: pytest.fail("it was tried again")
    )
    third = draft(workshop, letter, nothing)
    assert first.problems == second.problems == third.problems


def test_of_a_large_list_letters_alike_are_written_a_few_times_and_odd_ones_each(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [{"id": f"mp-{at}", "kind": "mp", "name": f"Ann{at} Lee MP"} for at in range(12)]
    rows[7] |= {"note": "He said “what nobody ever said”."}
    rows[9] |= {"note": "I met Mina Choi there."}
    rows[11] |= {"kind": "peer", "name": "Lord Lee"}
    write_rows(folder, rows)
    settings = folder.configuration.read_text(encoding="utf-8")
    settings = settings.replace("never_print = []", 'never_print = ["Choi Mina"]')
    folder.configuration.write_text(settings, encoding="utf-8")
    ready = load(folder, DAY)
    whole = check(ready, DAY)
    monkeypatch.setattr("campaign.making.check.LARGE", 5)
    monkeypatch.setattr("campaign.making.check.EACH", 2)
    seen: list[tuple[int, int]] = []
    assert check(ready, DAY, lambda done, total: seen.append((done, total))) == whole
    assert {problem.code for problem in whole[1]} >= {"misquotation", "name-at-risk"}
    assert seen[-1] == (5, 5)


def test_a_font_that_is_none_is_told_before_a_letter_is_made(folder: Folder) -> None:
    assert "missing-font" not in {problem.code for problem in check(load(folder, DAY), DAY)[1]}
    font = folder.templates / "fonts" / "Cabin-Regular.ttf"
    font.write_bytes(b"no font at all")
    told = [one for one in check(load(folder, DAY), DAY)[1] if one.code == "missing-font"]
    assert [one.file for one in told] == ["templates/fonts/Cabin-Regular.ttf"]
