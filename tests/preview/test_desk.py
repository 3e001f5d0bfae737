"""What the desk shows is never older than the files, and a fault hides nothing that was good."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from campaign.folder import Folder
from campaign.making.alike import Alike, likeness_of
from campaign.making.load import Ready
from campaign.model import Letter
from campaign.preview import desk as desk_module
from campaign.preview.desk import Desk
from campaign.problems import CampaignError
from tests.letters import DAY

ID = "mp-diane-abbott"


def text_of(desk: Desk, name: str = ID) -> str:
    _, shown = desk.show(name)
    return "" if shown.sheet is None else " ".join(shown.reading).replace("\xa0", " ")


def test_a_letter_is_the_pdf_that_would_be_printed(desk: Desk) -> None:
    view, shown = desk.show(ID)
    assert shown.sheet is not None
    assert shown.sheet.pdf.startswith(b"%PDF")
    assert "Dear Ms Abbott" in text_of(desk)
    assert view.recipient(ID).name == "Rt Hon Diane Abbott MP"


def test_nothing_is_read_again_while_no_file_changes(desk: Desk) -> None:
    assert desk.look() is desk.look()


@pytest.mark.parametrize(
    ("file", "before", "after", "seen"),
    [
        ("templates/mp.html.j2", "Thank you for reading", "We thank you for reading", "We thank"),
        ("templates/partials/personal.html.j2", "{% for", "<p>Added.</p>{% for", "Added."),
        ("data/campaign.toml", 'subject = "', 'subject = "New: ', "New: Forcible"),
    ],
)
def test_a_saved_change_is_in_the_very_next_look(
    desk: Desk, file: str, before: str, after: str, seen: str
) -> None:
    assert seen not in text_of(desk)
    path = desk.folder.root / file
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")
    assert seen in text_of(desk)


def test_a_new_style_sheet_changes_the_sheet(desk: Desk) -> None:
    _, before = desk.show(ID)
    css = desk.folder.templates / "letter.css"
    css.write_text(f"{css.read_text(encoding='utf-8')}\nmain {{ color: #123456 }}")
    _, after = desk.show(ID)
    assert before.sheet is not None
    assert after.sheet is not None
    assert before.sheet.key != after.sheet.key


def test_a_template_error_has_its_line_and_no_sheet(desk: Desk) -> None:
    path = desk.folder.templates / "mp.html.j2"
    text = path.read_text(encoding="utf-8")
    wrong = "{% block closing %}{{ recipient.nme }}"
    path.write_text(text.replace("{% block closing %}", wrong), encoding="utf-8")
    _, shown = desk.show(ID)
    assert shown.sheet is None
    (problem,) = [problem for problem in shown.problems if problem.severity == "error"]
    assert problem.file == "templates/mp.html.j2"
    assert problem.row is not None
    assert "name" in problem.hint


def test_an_unreadable_campaign_keeps_the_list_but_shows_no_letter(desk: Desk) -> None:
    desk.look()
    desk.folder.configuration.write_text("title = ")
    view, shown = desk.show(ID)
    assert view.stopped
    assert shown.sheet is None
    assert shown.problems[0].file == "data/campaign.toml"
    assert len(view.by_id) > 1


def test_a_campaign_that_cannot_be_read_at_all_says_why(starter: Folder) -> None:
    starter.configuration.write_text("title = ")
    desk = Desk(starter, DAY)
    assert desk.look().stopped
    with pytest.raises(CampaignError, match="no longer has"):
        desk.show(ID)
    with pytest.raises(CampaignError, match="TOML"):
        desk.alike()


def test_a_missing_style_sheet_is_a_problem_until_it_is_back(desk: Desk) -> None:
    desk.look()
    css = desk.folder.templates / "letter.css"
    css.rename(css.with_suffix(".away"))
    _, shown = desk.show(ID)
    assert shown.sheet is None
    assert any(problem.file == "templates/letter.css" for problem in shown.problems)
    css.with_suffix(".away").rename(css)
    _, shown = desk.show(ID)
    assert shown.sheet is not None


def test_a_missing_picture_is_told(desk: Desk) -> None:
    path = desk.folder.templates / "mp.html.j2"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("{% block closing %}", '{% block closing %}<img src="none.png" alt="">'),
        encoding="utf-8",
    )
    _, shown = desk.show(ID)
    assert any("none.png" in problem.message for problem in shown.problems)


def test_only_a_few_sheets_are_kept(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk_module, "KEPT", 1)
    _, first = desk.show(ID)
    _, second = desk.show("peer-sherlock")
    assert first.sheet is not None
    assert second.sheet is not None
    assert desk.sheet(first.sheet.key) is None
    assert desk.sheet(second.sheet.key) == second.sheet


def test_likeness_is_worked_out_once_a_revision(desk: Desk) -> None:
    revision, found = desk.alike()
    assert revision == desk.look().revision
    assert desk.alike()[1] is found
    assert not found.failed


def test_likeness_stops_when_the_files_change(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def write_letters(ready: Ready, on: dt.date, seen: Callable[[Letter], None]) -> Alike:
        (desk.folder.templates / "x.html.j2").write_text("x")
        desk.look()
        return likeness_of(ready, on, seen)

    monkeypatch.setattr(desk_module, "likeness_of", write_letters)
    with pytest.raises(CampaignError, match="meanwhile"):
        desk.alike()


def test_a_template_that_loops_is_told_and_the_mended_one_is_shown(desk: Desk) -> None:
    path = desk.folder.templates / "mp.html.j2"
    text = path.read_text(encoding="utf-8")
    loop = "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}"
    path.write_text(
        text.replace("{% block closing %}", f"{{% block closing %}}{loop}"), encoding="utf-8"
    )
    _, shown = desk.show(ID)
    assert shown.sheet is None
    assert [problem.file for problem in shown.problems] == ["templates/mp.html.j2"]
    path.write_text(text, encoding="utf-8")
    assert "Dear Ms Abbott" in text_of(desk)


def test_a_worker_that_crashes_costs_its_letter_and_not_the_page(desk: Desk) -> None:
    desk.look()
    desk.workers.workers[0].process.kill()
    # It may be another program's doing: the letter is tried once more.
    assert "Dear Ms Abbott" in text_of(desk)


def test_a_list_that_breaks_its_reader_keeps_what_was_read(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk_module, "READING", 1.0)
    assert len(desk.look().by_id) > 1
    facts = desk.folder.facts
    facts.write_text("x = " + "[" * 5000, encoding="utf-8")
    view = desk.look()
    assert view.stopped
    assert len(view.by_id) > 1
