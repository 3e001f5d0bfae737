"""Letters in supporters' names: their own words, to their own member, and an id in every record."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from campaign.folder import Folder
from campaign.making.generate import generate
from campaign.making.load import Ready
from campaign.making.load import load as plainly
from campaign.making.supporters import load_supporters, state_of
from campaign.making.wanted import judge
from campaign.manifest import read_manifest
from campaign.model import Letter, Recipient, Sender
from tests.making.conftest import DAY, Here, statuses, write_rows

MEMBERS = [
    {"id": "one", "kind": "mp", "name": "Member One MP", "constituency": "Rotherham"},
    {"id": "two", "kind": "mp", "name": "Member Two MP", "constituency": "Aldershot"},
]
WORDS = (
    "My neighbours on the hill crossed that river with one suitcase between the five of them.",
    "For forty years I drove the night bus, and I know what it is to be asked for papers.",
    "The choir that I lead has sung for those who were sent back every winter since I was young.",
    "As a nurse I have sat beside people who could not go home, and I cannot unknow it.",
)
POSTCODES = ("S60 1AE", "GU11 1AA", "S60 1AE", "GU11 1AA")


def row(number: int, **changes: str) -> dict[str, str]:
    """Return supporter 1, 2, 3 or 4; odd ones live in Rotherham."""
    return {
        "name": f"Supporter {number}",
        "address": f"{number} High Street\nNEWTOWN",
        "postcode": POSTCODES[number - 1],
        "own words": WORDS[number - 1],
        "consent": "yes",
    } | {key.replace("_", " "): value for key, value in changes.items()}


ROWS = [row(number) for number in (1, 2, 3, 4)]


@pytest.fixture
def folder(starter: Folder) -> Folder:
    write_rows(starter, MEMBERS)
    write(starter, ROWS)
    return starter


def write(folder: Folder, rows: list[dict[str, str]]) -> None:
    with (folder.data / "supporters.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)


def load(folder: Folder, **options: Any) -> Ready:
    return load_supporters(folder, DAY, **options)


def make(folder: Folder, **options: Any) -> dict[str, str]:
    ready = load(folder, **options)
    return statuses(generate(ready, DAY, folder.output / "supporters", Here()))


def codes(ready: Ready) -> dict[int | None, str]:
    """Return the errors of the list of supporters by row."""
    return {one.row: one.code for one in ready.problems if one.severity == "error"}


def letters(ready: Ready) -> list[Letter]:
    return list(ready.letters(DAY))


def sender_of(recipient: Recipient) -> Sender:
    assert recipient.sender is not None
    return recipient.sender


def test_each_writes_to_their_own_member_in_their_own_name(folder: Folder) -> None:
    ready = load(folder)
    assert [one.constituency for one in ready.recipients] == ["Rotherham", "Aldershot"] * 2
    assert [one.extra["member"] for one in ready.recipients] == ["one", "two", "one", "two"]
    first = ready.recipients[0]
    assert (first.row, first.note, first.letter) == (2, WORDS[0], "supporter")
    assert sender_of(first) == Sender(
        kind="constituent",
        name="Supporter 1",
        address=("1 High Street", "NEWTOWN"),
        postcode="S60 1AE",
        constituency="Rotherham",
    )
    assert letters(ready)[0].envelope_lines[0] == "Member One MP"
    assert not codes(ready)


def test_references_outlive_the_order_of_rows_and_differ_among_constituents(folder: Folder) -> None:
    before = {sender_of(one.recipient).name: one.reference for one in letters(load(folder))}
    write(folder, ROWS[::-1])
    after = {sender_of(one.recipient).name: one.reference for one in letters(load(folder))}
    assert before == after
    assert len({*before.values()}) == 4


@pytest.mark.usefixtures("quickly")
def test_the_letter_is_the_supporters_and_nobody_elses(folder: Folder) -> None:
    settings = folder.configuration
    text = settings.read_text(encoding="utf-8").replace('name = ""', 'name = "The Group"', 2)
    settings.write_text(
        text.replace("lines = []", 'lines = ["Line of the Group"]'), encoding="utf-8"
    )
    assert set(make(folder).values()) == {"written"}
    pdf = folder.output / "supporters/letters" / f"{load(folder).recipients[0].id}.pdf"
    html = pdf.read_text(encoding="utf-8")
    assert "The Group" not in html
    assert "Line of the Group" not in html
    for words in ("as your constituent in Rotherham", "1 High Street", "S60 1AE", WORDS[0]):
        assert words in html.replace("\N{NO-BREAK SPACE}", " ")
    assert "specimen" not in html


@pytest.mark.usefixtures("quickly")
def test_no_record_says_more_than_an_id(folder: Folder) -> None:
    write(folder, [*ROWS[:3], row(4, own_words="“Words that nobody said”, I say.")])
    ready = load(folder)
    done = make(folder)
    assert done[ready.recipients[3].id] == "failed"
    text = (folder.output / "supporters/manifest.json").read_text(encoding="utf-8")
    for words in ("Supporter", "High Street", "NEWTOWN", "S60", "GU11", "suitcase", "nobody said"):
        assert words not in text
    manifest = read_manifest(folder.output / "supporters/manifest.json")
    assert "problem “" in manifest.failed[ready.recipients[3].id]
    assert [one.recipient for one in manifest.letters.values()] == [
        "Member One MP",
        "Member Two MP",
        "Member One MP",
    ]


WATCH = """\
import os, sys
def heard(event, told):
    # A socket of the machine's own (AF_UNIX) goes nowhere.
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto"):
        if event == "socket.getaddrinfo" or not isinstance(told[1], (str, bytes)):
            note(f"{event} {told}")
            os._exit(9)
def note(words):
    with open(os.environ["HEARD"], "a") as file:
        file.write(words + "\\n")
sys.addaudithook(heard)
note("started")
"""


def test_no_process_uses_a_network(
    folder: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(folder, ROWS[:2])
    (tmp_path / "sitecustomize.py").write_text(WATCH, encoding="utf-8")
    heard = tmp_path / "heard"
    monkeypatch.setenv("HEARD", str(heard))
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    probe = "import socket; socket.getaddrinfo('localhost', 80)"
    assert subprocess.run([sys.executable, "-c", probe], check=False).returncode == 9
    assert "getaddrinfo" in heard.read_text(encoding="utf-8")
    heard.unlink()
    for words in (
        ("generate", "--supporters", "--jobs", "2", "--date", DAY.isoformat()),
        ("print-file", "--supporters", "--by", "member"),
    ):
        command = [sys.executable, "-m", "campaign", "-C", str(folder.root), *words]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    # The commands themselves, and those who open files and set letters for them.
    started = heard.read_text(encoding="utf-8").split()
    assert set(started) == {"started"}
    assert len(started) > 2


@pytest.mark.usefixtures("quickly")
def test_a_changed_row_makes_one_letter_again(folder: Folder) -> None:
    assert [*make(folder).values()] == ["written"] * 4
    assert [*make(folder).values()] == ["unchanged"] * 4
    write(folder, [ROWS[0], row(2, own_words="Other words than before, and mine."), *ROWS[2:]])
    assert [*make(folder).values()] == ["unchanged", "written", "unchanged", "unchanged"]
    write(folder, [ROWS[3], *ROWS[:3]])
    again = make(folder)
    assert [*again.values()] == ["unchanged", "unchanged", "written", "unchanged"]
    judged = judge(load(folder), folder.output / "supporters", DAY)
    assert {one.state for one in judged} == {"current"}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"own_words": ""}, "no-own-words"),
        ({"address": ""}, "no-address"),
        ({"name": ""}, "no-name"),
        ({"postcode": "S60 1A"}, "half-postcode"),
        ({"postcode": "LS1 4AP"}, "no-member"),
    ],
)
def test_a_rows_problem_costs_that_row_alone(
    folder: Folder, changes: dict[str, str], code: str
) -> None:
    write(folder, [*ROWS[:2], row(3, **changes), ROWS[3]])
    ready = load(folder)
    assert codes(ready) == {4: code}
    assert len(ready.recipients) == 3


@pytest.mark.parametrize("one", [WORDS[0].upper(), " ".join(WORDS).replace("hill", "moor")])
def test_copies_are_told_to_both_and_nearly_so_among_those_of_one_member(
    folder: Folder, one: str
) -> None:
    same = " ".join(WORDS) if len(one) > len(WORDS[0]) else WORDS[0]
    write(folder, [row(1, own_words=same), ROWS[1], row(3, own_words=one), ROWS[3]])
    assert codes(load(folder)) == {2: "copied-words", 4: "copied-words"}


def test_the_very_words_of_another_members_constituent_are_copies_too(folder: Folder) -> None:
    write(folder, [ROWS[0], row(2, own_words=WORDS[0]), *ROWS[2:]])
    assert codes(load(folder)) == {2: "copied-words", 3: "copied-words"}


def test_who_said_no_is_left_out_without_a_word(folder: Folder) -> None:
    write(folder, [row(1, consent="no"), *ROWS[1:]])
    ready = load(folder)
    assert [one.row for one in ready.recipients] == [3, 4, 5]
    assert not codes(ready)


@pytest.mark.usefixtures("quickly")
def test_a_name_at_risk_stops_its_letter_alone(folder: Folder) -> None:
    settings = folder.configuration
    text = settings.read_text(encoding="utf-8")
    settings.write_text(
        text.replace("never_print = []", 'never_print = ["Supporter 2"]'), encoding="utf-8"
    )
    assert [*make(folder).values()] == ["written", "failed", "written", "written"]


def test_copies_are_made_where_they_are_allowed_and_stay_wanted(folder: Folder) -> None:
    write(folder, [row(1, own_words=""), row(2, own_words=""), *ROWS[2:]])
    allowed = load(folder, copies=None)
    assert len(allowed.recipients) == 4
    assert "copies-allowed" in [one.code for one in allowed.problems]
    made = [allowed.recipients[0].id]
    assert len(load(folder, copies=made).recipients) == 3


@pytest.mark.usefixtures("quickly")
def test_wording_that_loses_their_own_words_is_told(folder: Folder) -> None:
    wording = folder.wording.read_text(encoding="utf-8")
    ours = "\n# Personal for letter=supporter\n\nWords of the campaign.\n"
    folder.wording.write_text(wording + ours, encoding="utf-8")
    assert {*make(folder).values()} == {"failed"}
    folder.wording.write_text(wording + ours + "\n{usual}\n", encoding="utf-8")
    assert {*make(folder).values()} == {"written"}


@pytest.mark.usefixtures("quickly")
@pytest.mark.parametrize("words", ["<b>Bold</b> & so on", "{{ 7*7 }} {% x %}", "=SUM(A1) <script>"])
def test_hostile_words_are_words(folder: Folder, words: str) -> None:
    write(folder, [row(1, own_words=f"I say {words}."), *ROWS[1:]])
    ready = load(folder)
    assert make(folder)[ready.recipients[0].id] == "written"
    html = (folder.output / "supporters/letters" / f"{ready.recipients[0].id}.pdf").read_text(
        "utf-8"
    )
    assert "<script>" not in html
    assert "<b>Bold" not in html
    assert "I say 49" not in html


def test_headings_of_one_list_are_no_fault_of_the_other(folder: Folder) -> None:
    with folder.configuration.open("a", encoding="utf-8") as file:
        file.write('\n[columns]\n"Why I care" = "note"\n"Seat held" = "constituency"\n')
    seats = [{**one, "Seat held": one["constituency"]} for one in MEMBERS]
    write_rows(folder, [{k: v for k, v in one.items() if k != "constituency"} for one in seats])
    rows = [{key: cell for key, cell in one.items() if key != "own words"} for one in ROWS]
    write(folder, [{**one, "Why I care": words} for one, words in zip(rows, WORDS, strict=True)])
    ready = load(folder)
    assert [one.note for one in ready.recipients] == [*WORDS]
    assert "no-column" not in [one.code for one in ready.problems]
    assert "no-column" not in [one.code for one in plainly(folder, DAY).problems]


def test_what_the_campaign_says_to_a_member_is_no_constituents_word(folder: Folder) -> None:
    ours = {"note": "Ours.", "note_en": "Ours, too.", "ask": "Ask.", "group_office": "Chair"}
    write_rows(folder, [{**one, **ours} for one in MEMBERS])
    first = next(load(folder).letters(DAY))
    assert first.recipient.note == WORDS[0]
    assert first.standing == "member"
    assert not {"note_en", "ask", "group_office"} & {*first.recipient.extra}


def test_a_supporters_letter_is_in_the_supporters_language(folder: Folder) -> None:
    write_rows(folder, [{**one, "language": "cy"} for one in MEMBERS])
    assert {one.language for one in load(folder).recipients} == {"en-GB"}


def test_a_column_of_either_list_may_choose_words(folder: Folder) -> None:
    """Nor is a heading that [columns] names of one list missed in the other."""
    write_rows(folder, [{**one, "ward": "north"} for one in MEMBERS])
    write(folder, [{**one, "trade": "nurse", "Voice": ""} for one in ROWS])
    words = "# Closing for trade=nurse, letter=supporter\nNurses say so.\n"
    folder.wording.write_text(f"{words}\n# Asks for ward=north\n- Ask in the north.\n")
    text = folder.configuration.read_text(encoding="utf-8")
    folder.configuration.write_text(f'{text}\n[columns]\n"Voice" = "party"\n', encoding="utf-8")
    assert not {one.code for one in plainly(folder, DAY).problems} & {"no-column"}
    found = letters(load(folder))[0]
    assert {section.part for section in found.sections} == {"Closing", "Asks"}


def test_how_letters_stand_is_counted_with_the_rows_left_out(folder: Folder) -> None:
    output = folder.output / "supporters"
    write(folder, [*ROWS[:2], row(3, own_words="")])
    told = state_of(folder, output, DAY)[0]
    assert (told["missing"], told["left_out"]) == (2, 1)
    (folder.data / "supporters.csv").unlink()
    assert state_of(folder, output, DAY) == ({}, ())
