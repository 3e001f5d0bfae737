"""campaign.toml: every key is read rightly, and every mistake is told with its line and mend."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path

import pytest

from campaign.model import Campaign, Enclosure
from campaign.problems import Problem
from campaign.settings import campaign_from

TOP = 'title = "A title"\nsubject = "A subject"\n'


def read(source: str, root: Path = Path("/nowhere")) -> tuple[Campaign, tuple[Problem, ...]]:
    return campaign_from(tomllib.loads(source), source, "data/campaign.toml", root)


def the_problem(source: str, root: Path = Path("/nowhere")) -> Problem:
    _, problems = read(source, root)
    assert len(problems) == 1, problems
    return problems[0]


def test_what_is_said_is_what_the_campaign_has() -> None:
    campaign, problems = read(
        TOP
        + 'date = 2026-11-23\nact_by = 2027-03-31\nenclosures = ["One", " ", "Two"]\n'
        + 'home_state = "IE"\nmax_age_days = 90\n'
        + '[sender]\nname = "The Secretary"\naddress = ["1 High Street"]\npostcode = "N1 9GU"\n'
        + '[look]\naccent = "#ABCDEF"\nfold_marks = false\n[safety]\nnever_print = ["A name"]\n'
    )
    assert problems == ()
    assert campaign.date == dt.date(2026, 11, 23)
    assert campaign.act_by == dt.date(2027, 3, 31)
    assert campaign.enclosures == (Enclosure("One"), Enclosure("Two"))
    assert (campaign.home_state, campaign.max_age_days) == ("ie", 90)
    assert campaign.sender.filled_in
    assert (campaign.look.accent, campaign.look.fold_marks) == ("#abcdef", False)
    assert campaign.never_print == ("A name",)


def test_today_is_left_open_for_the_day_of_the_run() -> None:
    campaign, problems = read(TOP + 'date = "today"\n')
    assert (campaign.date, problems) == (None, ())


@pytest.mark.parametrize("missing", ["name", "address", "postcode"])
def test_a_sender_without_name_or_address_is_a_specimen(missing: str) -> None:
    lines = {"name": '"X"', "address": '["1 High Street"]', "postcode": '"N1 9GU"'}
    lines.pop(missing)
    body = "".join(f"{key} = {value}\n" for key, value in lines.items())
    campaign, _ = read(f"{TOP}[sender]\n{body}")
    assert not campaign.sender.filled_in


@pytest.mark.parametrize(
    ("source", "row", "column", "hint"),
    [
        (TOP + 'titel = "x"\n', 3, "titel", "Did you mean “title”?"),
        (TOP + '\n[sender]\nnmae = "x"\n', 5, "nmae", "Did you mean “name”?"),
        (TOP + "[lookk]\nfold_marks = true\n", 3, "lookk", "Did you mean “look”?"),
        (TOP + 'accent = "#123456"\n', 3, "accent", "It belongs under [look]."),
        (TOP + '[look]\nxyzzy = "x"\n', 4, "xyzzy", "The settings are: envelope, accent"),
    ],
)
def test_an_unknown_key_names_its_line_and_the_nearest_key(
    source: str, row: int, column: str, hint: str
) -> None:
    problem = the_problem(source)
    assert (problem.code, problem.row, problem.column) == ("unknown-key", row, column)
    assert problem.hint.startswith(hint)


@pytest.mark.parametrize(
    ("line", "wants"),
    [
        ('date = "soon"', '“date” must be "today", or a date without quotation marks'),
        ("date = 2026-11-23T10:00:00Z", '“date” must be "today"'),
        ('act_by = "2027-01-01"', "“act_by” must be a date without quotation marks"),
        ('enclosures = "One"', "“enclosures” must be a list of texts"),
        ("enclosures = [1]", "“enclosures” must be a list of texts"),
        ("max_age_days = 0", "“max_age_days” must be a whole number"),
        ("max_age_days = true", "“max_age_days” must be a whole number"),
        ("max_age_days = 99999", "“max_age_days” must be a whole number from 1 to 36,500"),
        ('home_state = "United Kingdom"', "“home_state” must be the two-letter ISO code"),
        ('[look]\naccent = "red; } body { display: none"', "“accent” must be a colour"),
        ('[look]\nenvelope = "dl"', "“envelope” must be one of dl-bs4264, "),
        ('[look]\nfold_marks = "yes"', "“fold_marks” must be true or false"),
        ('[sender]\nkind = "charity"', '“kind” must be "organisation" or "constituent"'),
        ("[sender]\nname = 7", "“name” must be text in quotation marks"),
    ],
)
def test_an_unfit_value_says_what_the_key_wants(line: str, wants: str) -> None:
    problem = the_problem(f"{TOP}{line}\n")
    assert problem.code == "bad-setting"
    assert problem.message.startswith(wants)
    assert problem.row == 3 + line.count("\n")


@pytest.mark.parametrize("key", ["title", "subject"])
def test_a_campaign_needs_its_title_and_subject(key: str) -> None:
    problem = the_problem("".join(line + "\n" for line in TOP.splitlines() if key not in line))
    assert (problem.code, problem.column) == ("missing-setting", key)


@pytest.mark.parametrize(
    ("value", "wants"),
    [
        ("data/none.png", "“data/none.png” is missing"),
        ("../secret.png", "an image inside the campaign folder"),
        ("/etc/passwd", "an image inside the campaign folder"),
        ("data/notes.txt", "an image: .png, .jpg or .svg"),
    ],
)
def test_an_image_is_one_and_is_in_the_folder(tmp_path: Path, value: str, wants: str) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/notes.txt").write_text("x", encoding="utf-8")
    problem = the_problem(f'{TOP}[sender]\nsignature = "{value}"\n', tmp_path.resolve())
    assert wants in problem.message


def test_a_logo_needs_words_for_those_who_cannot_see_it(tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_text("<svg/>", encoding="utf-8")
    problem = the_problem(f'{TOP}[letterhead]\nlogo = "logo.svg"\n', tmp_path.resolve())
    assert (problem.code, problem.row) == ("no-alternative-text", 4)


def test_every_problem_is_told_at_once() -> None:
    _, problems = read('titel = "x"\n[look]\naccent = 3\n')
    assert {problem.code for problem in problems} == {
        "unknown-key",
        "bad-setting",
        "missing-setting",
    }


@pytest.mark.parametrize("name", ["a\\u0000b.png", "x" * 5000 + ".png", "loop/x.png"])
def test_a_path_that_is_none_is_told_at_its_line(tmp_path: Path, name: str) -> None:
    (tmp_path / "loop").symlink_to("loop")
    lines = f'[letterhead]\nlogo_alt = "x"\nlogo = "{name}"\n'
    problem = the_problem(TOP + lines, tmp_path.resolve())
    assert (problem.code, problem.row) == ("bad-setting", 5)
