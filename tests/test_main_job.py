"""The main job end to end: a statement and a list go in, letters come out, and nothing is lost."""

from __future__ import annotations

import csv
import json
import os
import re
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from click.testing import CliRunner, Result

from campaign.cli.main import main
from campaign.folder import Folder

DATE = ["--date", "2026-11-23"]


def run(folder: Folder, *arguments: str) -> Result:
    result = CliRunner().invoke(main, ["-C", str(folder.root), *arguments])
    assert "Traceback" not in result.stdout + result.stderr
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def run_json(folder: Folder, *arguments: str) -> tuple[int, dict[str, Any]]:
    result = run(folder, *arguments, "--json")
    return result.exit_code, json.loads(result.stdout)


def rewrite(folder: Folder, *rows: dict[str, str]) -> None:
    """Put these rows in place of the starter list."""
    columns = list(dict.fromkeys(column for row in rows for column in row))
    with (folder.data / "recipients.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerows(rows)


def words(folder: Folder, letter_id: str) -> str:
    """Return the text of a letter's PDF, white space made single."""
    with pypdfium2.PdfDocument(folder.output / f"letters/{letter_id}.pdf") as document:
        text = " ".join(page.get_textpage().get_text_range() for page in document)
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").replace("\ufffe", "-").split())


GOOD = {"id": "good", "kind": "mp", "name": "Sarah Champion MP", "constituency": "Rotherham"}


def test_a_letter_says_who_it_is_to_and_what_is_asked_word_for_word(starter: Folder) -> None:
    ids = ["mp-iain-duncan-smith", "minister-foreign-secretary", "embassy-cn"]
    code, document = run_json(
        starter, "generate", *DATE, *(part for one in ids for part in ("--only", one))
    )
    assert code == 0
    assert sorted(letter["id"] for letter in document["letters"]) == sorted(ids)
    assert {letter["status"] for letter in document["letters"]} == {"written"}
    assert all(letter["pages"] in (1, 2) for letter in document["letters"])
    assert set(document) == {"letters", "problems", "seconds"}

    embassy = words(starter, "embassy-cn")
    assert "Your Excellency," in embassy
    assert "I have the honour to be" in embassy
    assert "W1B 1JL" in embassy
    assert "uphold international law and abide by the principle of non-refoulement" in embassy
    assert "initiate diplomatic dialogue" not in embassy

    minister = words(starter, "minister-foreign-secretary")
    assert "Dear Foreign Secretary," in minister
    assert "Yours sincerely" in minister
    assert minister.index("initiate diplomatic dialogue") < minister.index("immediately cease")


def test_last_week_never_survives_from_2023() -> None:
    for page in (Path(__file__).parent / "golden").glob("*.html"):
        assert not re.search(r"last (week|month|year)|yesterday", page.read_text(encoding="utf-8"))


def test_a_second_run_changes_nothing(starter: Folder) -> None:
    rewrite(starter, GOOD)
    run_json(starter, "generate", *DATE)
    path = starter.output / "letters/good.pdf"
    before = path.stat().st_mtime_ns
    code, document = run_json(starter, "generate", *DATE)
    assert (code, document["letters"][0]["status"]) == (0, "unchanged")
    assert path.stat().st_mtime_ns == before


def test_a_bad_row_never_hides_the_good_ones(starter: Folder) -> None:
    rewrite(starter, GOOD, {"id": "bad", "kind": "wizard", "name": "X"}, GOOD | {"id": "good-2"})
    code, document = run_json(starter, "generate", *DATE)
    assert code == 1
    assert [letter["id"] for letter in document["letters"]] == ["good", "good-2"]
    (problem,) = (one for one in document["problems"] if one["severity"] == "error")
    assert (problem["file"], problem["row"], problem["column"]) == (
        "data/recipients.csv",
        3,
        "kind",
    )


def test_hostile_cells_are_printed_as_words(starter: Folder) -> None:
    hostile = {
        "script": "<script>alert(1)</script><img src=file:///etc/passwd>",
        "template": "{{ 7 * 7 }}{% for x in range(9) %}x{% endfor %}",
        "style": "</style><style>body{display:none}",
        "file": "file:///etc/passwd",
        "path": "../../../etc/passwd",
        "formula": "=HYPERLINK(x)",
    }
    rewrite(
        starter, *(GOOD | {"id": name, "note": f"Before {h} after."} for name, h in hostile.items())
    )
    code, document = run_json(starter, "generate", *DATE)
    assert (code, {letter["status"] for letter in document["letters"]}) == (0, {"written"})
    for name, said in hostile.items():
        squeezed = words(starter, name).replace(" ", "")
        assert f"Before{said}after.".replace(" ", "").replace("-\n", "") in squeezed


def test_an_id_never_leads_out_of_the_output_folder(starter: Folder) -> None:
    hostile = ["../escape", "/etc/passwd", "CON", "a/b", "x" * 300, ".."]
    rewrite(starter, GOOD, *(GOOD | {"id": name} for name in hostile))
    before = {path for path in starter.root.parent.rglob("*") if "output" not in path.parts}
    code, document = run_json(starter, "generate", *DATE)
    after = {path for path in starter.root.parent.rglob("*") if "output" not in path.parts}
    assert before == after
    assert (starter.output / "letters/good.pdf").is_file()
    assert code == 1
    told = {problem["row"] for problem in document["problems"]}
    assert told >= {*range(3, 3 + len(hostile))}


def test_a_template_may_be_chosen_or_be_one_persons_own(starter: Folder) -> None:
    (starter.templates / "short.html.j2").write_text(
        '{% extends "mp.html.j2" %}{% block background %}<p>Shorter.</p>{% endblock %}',
        encoding="utf-8",
    )
    (starter.templates / "recipients").mkdir()
    (starter.templates / "recipients/own.html.j2").write_text(
        '{% extends "mp.html.j2" %}{% block personal %}<p>For you alone.</p>{% endblock %}',
        encoding="utf-8",
    )
    rewrite(
        starter,
        GOOD | {"note": "", "template": ""},
        GOOD | {"id": "short", "template": "short", "note": "A note."},
        GOOD | {"id": "own"},
    )
    assert run(starter, "generate", *DATE).exit_code == 0
    assert "Shorter. " in words(starter, "short")
    assert "A note." in words(starter, "short")
    assert "For you alone." in words(starter, "own")
    assert "For you alone." not in words(starter, "good")


def test_any_other_column_is_at_hand_in_templates(starter: Folder) -> None:
    (starter.templates / "ward.html.j2").write_text(
        '{% extends "mp.html.j2" %}{% block personal %}'
        '<p>Ward: {{ recipient.extra["home_ward"] }}</p>{% endblock %}',
        encoding="utf-8",
    )
    rewrite(starter, GOOD | {"template": "ward", "Home Ward": "Boston Castle"})
    assert run(starter, "generate", *DATE).exit_code == 0
    assert "Ward: Boston Castle" in words(starter, "good")


def test_a_template_error_names_file_and_line_and_keeps_the_rest(starter: Folder) -> None:
    (starter.templates / "broken.html.j2").write_text(
        '{% extends "mp.html.j2" %}\n{% block personal %}\n{{ recipient.nmae }}\n{% endblock %}',
        encoding="utf-8",
    )
    rewrite(starter, GOOD | {"template": ""}, GOOD | {"id": "broken", "template": "broken"})
    code, document = run_json(starter, "generate", *DATE)
    assert code == 1
    assert {one["id"]: one["status"] for one in document["letters"]} == {
        "good": "written",
        "broken": "failed",
    }
    (problem,) = (one for one in document["problems"] if one["severity"] == "error")
    assert (problem["file"], problem["row"]) == ("templates/broken.html.j2", 3)
    assert problem["hint"] == "Did you mean “name”?"


def test_an_image_that_a_template_misses_fails_that_letter(starter: Folder) -> None:
    (starter.templates / "image.html.j2").write_text(
        '{% extends "mp.html.j2" %}{% block personal %}'
        '<p><img src="../data/gone.png" alt="Gone"></p>{% endblock %}',
        encoding="utf-8",
    )
    rewrite(starter, GOOD | {"template": "image"})
    code, document = run_json(starter, "generate", *DATE)
    assert (code, document["letters"][0]["status"]) == (1, "failed")
    assert any("gone.png" in problem["message"] for problem in document["problems"])
    assert not (starter.output / "letters/good.pdf").exists()


def test_a_template_cannot_reach_outside_the_campaign(starter: Folder) -> None:
    sources = ("http://127.0.0.1:9/x.png", "file:///etc/passwd", "../../../../etc/passwd")
    for number, source in enumerate(sources):
        (starter.templates / f"reach-{number}.html.j2").write_text(
            '{% extends "mp.html.j2" %}{% block personal %}'
            f'<p><img src="{source}" alt="Reach"></p>{{% endblock %}}',
            encoding="utf-8",
        )
    rows = [GOOD | {"id": f"r-{n}", "template": f"reach-{n}"} for n in range(len(sources))]
    rewrite(starter, *rows)
    code, document = run_json(starter, "generate", *DATE)
    assert (code, {letter["status"] for letter in document["letters"]}) == (1, {"failed"})


@pytest.mark.parametrize(
    ("wreck", "code"),
    [
        (lambda f: (f.data / "recipients.csv").unlink(), None),
        (lambda f: (f.data / "recipients.csv").write_text(""), None),
        (lambda f: (f.data / "recipients.csv").write_text("id,kind,name\n"), None),
        (lambda f: (f.data / "statement.txt").unlink(), "no-statement"),
        (lambda f: (f.data / "statement.txt").write_bytes(b""), None),
        (lambda f: (f.data / "calls.toml").unlink(), None),
        (lambda f: (f.data / "calls.toml").write_text("[[call]\n"), None),
        (lambda f: (f.data / "campaign.toml").write_text("x = [\n"), "bad-toml"),
        (lambda f: (f.templates / "letter.css").unlink(), "missing-file"),
        (lambda f: (f.templates / "base.html.j2").unlink(), "no-template"),
    ],
)
@pytest.mark.parametrize("command", ["check", "generate"])
@pytest.mark.usefixtures("few")
def test_a_wrecked_folder_is_told_and_earlier_letters_stay(
    starter: Folder, wreck: Any, code: str | None, command: str
) -> None:
    letter = starter.output / "letters/good.pdf"
    letter.parent.mkdir(parents=True)
    letter.write_bytes(b"earlier")
    wreck(starter)
    exit_code, document = run_json(starter, command, *DATE)
    assert exit_code == 1
    problem = next(one for one in document["problems"] if one["severity"] == "error")
    assert problem["message"]
    assert problem["file"]
    assert code in (None, problem["code"])
    assert letter.read_bytes() == b"earlier"


def test_all_that_a_folder_lacks_is_told_at_once(starter: Folder) -> None:
    for name in ("statement.txt", "recipients.csv"):
        (starter.data / name).unlink()
    starter.configuration.write_text('subject = "S"\n', "utf-8")
    document = run_json(starter, "check", *DATE)[1]
    assert {one["code"] for one in document["problems"]} == {
        "missing-setting",
        "no-statement",
        "no-list",
    }


def test_check_writes_nothing(starter: Folder) -> None:
    before = {path: path.stat().st_mtime_ns for path in starter.root.rglob("*")}
    code, document = run_json(starter, "check", *DATE)
    assert code == 0
    assert document["letters"] >= 30
    assert not [one for one in document["problems"] if one["severity"] == "error"]
    assert {path: path.stat().st_mtime_ns for path in starter.root.rglob("*")} == before


def test_an_unknown_id_is_told(starter: Folder) -> None:
    code, document = run_json(starter, "generate", *DATE, "--only", "mp-nobody")
    assert (code, document["letters"]) == (1, [])
    assert document["problems"][0]["code"] == "unknown-id"


@pytest.mark.parametrize(
    ("where", "ids"),
    [("kind=EMBASSY", {"embassy-cn", "embassy-th"}), ("State=cn", {"embassy-cn"})],
)
@pytest.mark.usefixtures("few")
def test_only_some_rows_are_made(starter: Folder, where: str, ids: set[str]) -> None:
    code, document = run_json(starter, "generate", *DATE, "--where", where)
    assert code == 0
    assert ids <= {letter["id"] for letter in document["letters"]}
    assert all(letter["id"].startswith("embassy") for letter in document["letters"])


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_an_output_folder_that_may_not_be_written_is_told(starter: Folder) -> None:
    starter.output.mkdir()
    starter.output.chmod(0o500)
    assert run(starter, "generate", *DATE).exit_code == 1


def test_after_the_act_by_date_no_letter_is_made_unless_told(starter: Folder) -> None:
    text = starter.configuration.read_text(encoding="utf-8")
    starter.configuration.write_text(f"act_by = 2026-11-22\n{text}", encoding="utf-8")
    rewrite(starter, GOOD)
    code, document = run_json(starter, "generate", *DATE)
    assert (code, document["problems"][0]["code"]) == (1, "after-act-by")
    assert run(starter, "generate", *DATE, "--after-act-by").exit_code == 0
