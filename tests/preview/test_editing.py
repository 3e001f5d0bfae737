"""Words written on the page reach the file whole, and never in place of somebody else's."""

from __future__ import annotations

from pathlib import Path

import pytest

from campaign.folder import Folder
from campaign.preview.bench import signature
from campaign.preview.desk import Desk
from campaign.preview.editing import Editing, uneditable
from campaign.preview.journal import ConflictError, Journal
from campaign.problems import CampaignError

ID = "mp-diane-abbott"


@pytest.fixture
def editing(desk: Desk) -> Editing:
    return Editing(desk, Journal(desk.folder))


def path_of(folder: Folder) -> Path:
    return folder.data / "recipients.csv"


def test_a_paragraph_is_saved_and_nothing_else_changes(editing: Editing) -> None:
    path = path_of(editing.folder)
    before = path.read_bytes()
    editing.save_cell(ID, "note", "Words, of our own.", "")
    after = path.read_bytes()
    assert len(after) == len(before) + len(b'"Words, of our own."')
    assert editing.desk.look().recipient(ID).note == "Words, of our own."
    assert after.replace(b'"Words, of our own."', b"") == before
    assert "Diane Abbott" in editing.journal.undo()
    assert path.read_bytes() == before


def test_a_cell_changed_elsewhere_is_a_conflict(editing: Editing) -> None:
    editing.save_cell(ID, "note", "Theirs.", "")
    with pytest.raises(ConflictError) as conflict:
        editing.save_cell(ID, "note", "Ours.", "")
    assert conflict.value.theirs == "Theirs."
    assert editing.desk.look().recipient(ID).note == "Theirs."


def test_another_row_changed_elsewhere_is_none(editing: Editing) -> None:
    path = path_of(editing.folder)
    editing.desk.look()
    path.write_bytes(path.read_bytes().replace(b"Prime Minister,", b"First Lord,", 1))
    editing.save_cell(ID, "note", "Ours.", "")
    assert b"First Lord" in path.read_bytes()
    assert b"Ours." in path.read_bytes()


def test_rows_that_moved_are_found_again(editing: Editing) -> None:
    path = path_of(editing.folder)
    editing.desk.look()
    header, first, *rest = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([header, *rest, first]))
    editing.save_cell(ID, "note", "Ours.", "")
    assert editing.desk.look().recipient(ID).note == "Ours."


def test_a_list_sorted_within_a_tick_of_the_clock_is_noticed(
    editing: Editing, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same size, time and number: only the bytes tell that the rows have moved."""
    path = path_of(editing.folder)
    editing.desk.look()
    seen = signature(editing.folder.data)
    monkeypatch.setattr(
        "campaign.preview.desk.signature",
        lambda folder: seen if folder == editing.folder.data else signature(folder),
    )
    header, first, *rest = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([header, *rest, first]))
    editing.save_cell(ID, "note", "Ours.", "")
    (row,) = [row for row in path.read_bytes().splitlines() if b"Ours." in row]
    assert row.startswith(ID.encode())


def test_a_list_that_does_not_rest_is_not_written(
    editing: Editing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Desk, "_list_sha", lambda _: "")
    before = path_of(editing.folder).read_bytes()
    with pytest.raises(CampaignError, match="another program"):
        editing.save_cell(ID, "note", "Ours.", "")
    assert path_of(editing.folder).read_bytes() == before


@pytest.mark.parametrize("column", ["id", "name", "postcode", "../note"])
def test_other_cells_are_not_the_page_s_to_write(editing: Editing, column: str) -> None:
    with pytest.raises(CampaignError, match="does not write"):
        editing.save_cell(ID, column, "x", "")


def test_a_spreadsheet_is_refused_with_the_reason() -> None:
    assert uneditable("data/recipients.csv") == ""
    assert "(.xlsx)" in uneditable("data/recipients.xlsx")


def test_a_list_that_is_a_spreadsheet_is_not_written(
    editing: Editing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("campaign.preview.editing.uneditable", lambda _: "It is a spreadsheet.")
    with pytest.raises(CampaignError, match="spreadsheet"):
        editing.save_cell(ID, "note", "x", "")


def test_a_tailored_template_prints_the_same_letter_until_it_is_changed(editing: Editing) -> None:
    _, usual = editing.desk.show(ID)
    template = editing.tailor(ID)
    view, own = editing.desk.show(ID)
    assert template.name == f"recipients/{ID}.html.j2"
    assert ID in view.tailored
    assert own.letter.template == template.name
    assert usual.sheet is not None
    assert own.sheet is not None
    assert own.sheet.pages == usual.sheet.pages
    assert own.reading == usual.reading
    assert editing.tailor(ID) == template
    assert ID in view.untouched
    editing.untailor(ID)
    assert ID not in editing.desk.look().tailored
    editing.journal.undo()
    assert ID in editing.desk.look().tailored
    editing.journal.undo()
    assert ID not in editing.desk.look().tailored


def test_a_template_is_saved_where_it_has_not_changed(editing: Editing) -> None:
    template = editing.tailor(ID)
    text = template.text.replace("{{ super() }}", "<p>Mine.</p>", 1)
    saved = editing.save_template(template.name, text, template.version)
    assert saved.text == text
    assert editing.save_template(template.name, text, saved.version) == saved
    with pytest.raises(ConflictError) as conflict:
        editing.save_template(template.name, "other", template.version)
    assert conflict.value.theirs == text


def test_windows_line_ends_stay(editing: Editing) -> None:
    path = editing.folder.templates / "x.html.j2"
    path.write_bytes(b"one\r\ntwo\r\n")
    template = editing.template("x.html.j2")
    editing.save_template("x.html.j2", "one\n2\n", template.version)
    assert path.read_bytes() == b"one\r\n2\r\n"


def test_a_template_that_is_no_text_is_refused(editing: Editing) -> None:
    (editing.folder.templates / "x.html.j2").write_bytes(b"\xff\xfe")
    with pytest.raises(CampaignError, match="UTF-8"):
        editing.template("x.html.j2")


def test_a_link_out_of_the_folder_is_not_followed(editing: Editing, tmp_path: Path) -> None:
    outside = tmp_path / "outside.html.j2"
    outside.write_text("secret")
    (editing.folder.templates / "x.html.j2").symlink_to(outside)
    with pytest.raises(CampaignError, match="no template"):
        editing.template("x.html.j2")
