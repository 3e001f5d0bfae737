"""The manifest says what may be printed: it must come back as written, or be refused."""

import hashlib
import json
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.manifest import (
    EnclosureEntry,
    Manifest,
    ManifestEntry,
    file_sha256,
    on_disk,
    pdf_of,
    read_manifest,
)
from campaign.problems import CampaignError, Problem

WARNING = Problem("empty-field", "“()”", "Fill it in.", "recipients.csv", 12, None, "warning")
ENTRY = ManifestEntry(
    key="a" * 64,
    sha256="b" * 64,
    pdf="letters/x.pdf",
    pages=2,
    row=12,
    kind="mp",
    recipient="The Speaker",
    envelope_lines=("The Speaker", "House of Commons", "LONDON", "SW1A 0AA"),
    warnings=(WARNING,),
)

NAMES = st.from_regex(r"[\w][\w.\-]{0,40}\w", fullmatch=True)
WORDS = st.text(st.characters(exclude_categories=["Cc", "Cs"]))


@given(
    st.dictionaries(
        NAMES,
        st.builds(
            replace,
            st.just(ENTRY),
            recipient=WORDS,
            envelope_lines=st.lists(WORDS).map(tuple),
            copies=st.integers(0, 99),
        ),
    ),
    st.dictionaries(NAMES, WORDS),
    st.lists(NAMES).map(tuple),
)
def test_what_was_written_is_read_back_in_the_same_order(
    tmp_path_factory: pytest.TempPathFactory,
    letters: dict[str, ManifestEntry],
    failed: dict[str, str],
    stale: tuple[str, ...],
) -> None:
    path = tmp_path_factory.mktemp("manifest") / "manifest.json"
    letters = {name: replace(entry, pdf=pdf_of(name)) for name, entry in letters.items()}
    manifest = Manifest(letters, failed, stale)
    path.write_text(json.dumps(manifest.to_json()), encoding="utf-8")
    assert read_manifest(path) == manifest
    assert list(read_manifest(path).letters) == list(letters)


def test_a_letter_s_entry_is_written_whole() -> None:
    assert ENTRY.to_json() == asdict(ENTRY) | {"warnings": [asdict(WARNING)]}


def test_enclosures_come_back_as_written_from_the_file_and_from_the_journal(tmp_path: Path) -> None:
    path = tmp_path / "manifest.json"
    entry = EnclosureEntry("A map", "data/map.pdf", "enclosures/map.pdf", "k", "i", "s", 2)
    entry = replace(entry, warnings=(WARNING,))
    path.write_text(json.dumps(Manifest(enclosures=(entry,)).to_json()), encoding="utf-8")
    assert read_manifest(path).enclosures == (entry,)
    later = replace(entry, listed=False)
    line = json.dumps({"enclosures": [later.to_json()]})
    path.with_suffix(".journal").write_text(f"{line}\n", encoding="utf-8")
    assert read_manifest(path).enclosures == (later,)


@pytest.mark.parametrize(
    "changes",
    [
        {"pdf": "../../secret.pdf"},
        {"pdf": "enclosures/../secret.pdf"},
        {"pdf": "enclosures\\secret.pdf"},
        {"pdf": "enclosures/a\0.pdf"},
        {"pdf": "letters/mp-house.pdf"},
        {"pdf": 3},
        {"pages": -1},
        {"listed": "yes"},
        {"title": None},
    ],
)
def test_an_enclosure_that_no_run_wrote_is_refused(
    tmp_path: Path, changes: dict[str, object]
) -> None:
    path = tmp_path / "manifest.json"
    entry = EnclosureEntry("A map", "data/map.pdf", "enclosures/map.pdf").to_json() | changes
    path.write_text(json.dumps(Manifest().to_json() | {"enclosures": [entry]}), encoding="utf-8")
    with pytest.raises(CampaignError, match="cannot be read"):
        read_manifest(path)


def test_no_manifest_is_an_empty_one(tmp_path: Path) -> None:
    assert read_manifest(tmp_path / "manifest.json") == Manifest()


def test_a_field_of_a_later_release_is_passed_over(tmp_path: Path) -> None:
    document = Manifest({"x": ENTRY}).to_json()
    document["letters"]["x"]["franked"] = True
    path = tmp_path / "manifest.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    assert read_manifest(path).letters["x"] == ENTRY


def _with(**changes: object) -> str:
    document = Manifest({"x": ENTRY}).to_json()
    document["letters"]["x"].update(changes)
    return json.dumps(document)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "{}",
        '{"version": 2, "letters": {}}',
        '{"version": 1, "letters": []}',
        '{"version": 1, "letters": {"x": {}}}',
        '{"version": 1, "letters": {"x": []}}',
        '{"version": 1, "letters": {}, "failed": {"x": 3}}',
        '{"version": 1, "letters": {}, "stale": "x"}',
        _with(pages="2"),
        _with(pages=-1),
        _with(kind="prime minister"),
        _with(sha256=None),
        _with(envelope_lines="The Speaker"),
        _with(envelope_lines=[1]),
        _with(warnings="none"),
        _with(warnings=[{"code": "empty-field"}]),
        _with(warnings=[asdict(WARNING) | {"row": "12"}]),
        _with(warnings=[asdict(WARNING) | {"message": None}]),
    ],
)
def test_what_is_not_a_manifest_is_refused_in_words(tmp_path: Path, text: str) -> None:
    path = tmp_path / "manifest.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CampaignError) as caught:
        read_manifest(path)
    (problem,) = caught.value.problems
    assert problem.code == "manifest-unreadable"
    assert problem.file == "manifest.json"
    assert "generate" in problem.hint


def test_the_digest_is_that_of_the_files_bytes(tmp_path: Path) -> None:
    path = tmp_path / "letter.pdf"
    path.write_bytes(b"%PDF-1.7 \xff")
    assert file_sha256(path) == hashlib.sha256(b"%PDF-1.7 \xff").hexdigest()


@pytest.mark.parametrize("state", ["current", "changed", "missing"])
def test_a_letter_is_held_against_the_very_bytes_that_were_made(tmp_path: Path, state: str) -> None:
    entry = replace(ENTRY, pdf="letters/x.pdf", sha256=hashlib.sha256(b"made").hexdigest())
    (tmp_path / "letters").mkdir()
    if state != "missing":
        (tmp_path / entry.pdf).write_bytes(b"made" if state == "current" else b"fake")
    assert on_disk(tmp_path, "x", entry).state == state
