"""No letter misquotes, and none prints a name at risk; each is told where it was written."""

from __future__ import annotations

import pytest

from campaign.folder import Folder
from campaign.making.check import check
from campaign.making.load import load
from campaign.making.sources import attaches
from campaign.problems import Problem, errors
from tests.letters import DAY
from tests.making.conftest import write_rows


def found(starter: Folder, *notes: str, extra: str = "") -> list[Problem]:
    """Return the errors of a list with a reader for each note, whose "My ask" column says this."""
    rows = [
        {
            "id": f"good-{n}",
            "kind": "mp",
            "name": "Sarah Champion MP",
            "note": note,
            "My ask": extra,
        }
        for n, note in enumerate(notes or [""])
    ]
    write_rows(starter, rows)
    _, problems = check(load(starter, DAY), DAY)
    return errors(problems)


def test_words_that_the_statement_has_may_be_quoted(starter: Folder) -> None:
    notes = (
        "The statement speaks of “the principle of non-refoulement”.",
        'It asks for "a safe passage for refugees".',
        "They are treated as “‘criminals’ or ‘traitors’”.",
        "The constituency's people don't forget; 'criminals' is the statement's word.",
        "No quotation at all.",
    )
    assert found(starter, *notes) == []


def test_a_misquotation_in_a_note_is_told_at_its_row_and_column(starter: Folder) -> None:
    (problem,) = found(starter, 'It says "stop sending them home" to China.')
    assert (problem.code, problem.file, problem.row, problem.column) == (
        "misquotation",
        "data/recipients.csv",
        2,
        "note",
    )
    assert "stop sending them home" in problem.message


@pytest.mark.parametrize("file", ["mp.html.j2", "partials/personal.html.j2"])
def test_a_misquotation_in_a_template_is_told_at_its_line(starter: Folder, file: str) -> None:
    path = starter.templates / file
    marked = "<p>It says “a <em>safe</em>\npassage home”.</p>"
    words = path.read_text(encoding="utf-8")
    block = "{% block opening %}"
    words = words.replace(block, block + marked, 1) if block in words else f"\n{marked}{words}"
    path.write_text(words, encoding="utf-8")
    (problem,) = found(starter)
    line = words[: words.index("a <em>")].count("\n") + 1
    assert (problem.code, problem.file, problem.row) == ("misquotation", f"templates/{file}", line)


def test_a_misquotation_by_another_column_is_told_at_its_column(starter: Folder) -> None:
    path = starter.templates / "partials/personal.html.j2"
    path.write_text('<p>{{ recipient.extra["my_ask"] }}</p>', encoding="utf-8")
    (problem,) = found(starter, extra="They “must never” do so.")
    assert (problem.code, problem.column) == ("misquotation", "my_ask")


def test_one_persons_misquotation_stops_nobody_elses_letter(starter: Folder) -> None:
    own = starter.templates / "recipients/mp-sarah-champion.html.j2"
    own.parent.mkdir()
    own.write_text(
        '{% extends "mp.html.j2" %}{% block personal %}<p>“Not said.”</p>{% endblock %}',
        encoding="utf-8",
    )
    letters, problems = check(load(starter, DAY), DAY)
    (problem,) = errors(problems)
    assert letters > 30
    assert problem.file == "templates/recipients/mp-sarah-champion.html.j2"


def forbid(starter: Folder, name: str) -> None:
    text = starter.configuration.read_text(encoding="utf-8")
    text = text.replace("never_print = []", f'never_print = ["{name}"]')
    starter.configuration.write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    "spelt",
    ["Rotherham Márket", "rotherham  market", "ROTHERHAM\u00a0MARKET", "Ro\u200btherham-Market"],
)
def test_a_name_at_risk_is_never_printed_however_it_is_spelt(starter: Folder, spelt: str) -> None:
    forbid(starter, "Rotherham Market")
    (problem,) = found(starter, f"I met {spelt} there.")
    assert (problem.code, problem.file, problem.row) == ("name-at-risk", "data/recipients.csv", 2)
    assert "market" not in f"{problem.message}{problem.hint}".casefold()


def test_a_name_at_risk_in_any_part_of_the_letter_stops_it(starter: Folder) -> None:
    forbid(starter, "Sarah Champion")
    assert [problem.code for problem in found(starter)] == ["name-at-risk"]


@pytest.mark.parametrize(
    "words",
    [
        '<a rel="attachment" href="../data/recipients.csv">here</a>',
        "<a href='../data/recipients.csv' REL=Attachment>here</a>",
        '<a/rel="nofollow attachment"href="../data/recipients.csv">here</a>',
        '<a rel = "&#97;ttachment" href="../data/recipients.csv">here</a>',
        "<link rel='attachment' href='../data/campaign.toml'>",
    ],
)
def test_no_file_is_embedded_in_a_letter(starter: Folder, words: str) -> None:
    template = starter.templates / "mp.html.j2"
    text = template.read_text(encoding="utf-8")
    assert "{% block closing %}" in text or "{% endblock %}" in text
    template.write_text(text.replace("{% endblock %}", f"{words}{{% endblock %}}", 1), "utf-8")
    assert "attachment" in {problem.code for problem in found(starter)}


def test_other_relations_are_no_attachments(starter: Folder) -> None:
    assert not attaches('<link rel="stylesheet" href="letter.css"> See the attachment. <a rel=me>')
    assert found(starter) == []
