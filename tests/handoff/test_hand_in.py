"""Supporters' letters on paper: each with what to sign, or a bundle that adds up."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from pathlib import Path

import pypdfium2
import pytest
from click.testing import CliRunner, Result

from campaign.cli.main import main
from campaign.folder import Folder
from campaign.manifest import read_manifest
from tests.making.conftest import ROOT, write_rows
from tests.making.test_supporters import MEMBERS, ROWS, row, write

MANY = [*ROWS[:3], row(4, own_words="“Words that nobody said”, I say."), row(1, name="Supporter 5")]
MANY[4]["own words"] = "I was a postman in these streets, and letters are how I know to be heard."
"""Three for member one, and one for member two beside one whose letter the safety rules stop."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """Return a campaign with five supporters, whose letters are made but for one."""
    root = tmp_path_factory.mktemp("supporters").resolve() / "campaign"
    CliRunner().invoke(main, ["new", str(root), "--example"])
    folder = Folder(root)
    settings = (ROOT / "data/campaign.toml").read_text(encoding="utf-8")
    for key, value in (
        ("name", '"The Secretary"'),
        ("organisation", '"The Council"'),
        ("address", '["1 High Street", "LONDON"]'),
        ("postcode", '"N1 9GU"'),
    ):
        settings = re.sub(rf"(?m)^{key} = .*$", f"{key} = {value}", settings, count=1)
    folder.configuration.write_text(settings, encoding="utf-8")
    write_rows(folder, MEMBERS)
    write(folder, MANY)
    made = run(folder, "generate", "--supporters", "--jobs", "1")
    assert "4 written, 1 failed" in made.stderr
    return folder


@pytest.fixture(scope="module")
def printed(folder: Folder) -> Result:
    """Return what was said when the letters were printed, a sheet with each."""
    return run(folder, "print-file", "--supporters", "--json")


def run(folder: Folder, *words: str) -> Result:
    return CliRunner().invoke(main, ["-C", str(folder.root), *words])


def pages_of(path: Path) -> list[str]:
    """Return the words of each page, with single spaces."""
    with pypdfium2.PdfDocument(path) as pdf:
        texts = [page.get_textpage().get_text_bounded() for page in pdf]
    return [" ".join(text.split()) for text in texts]


def test_each_supporter_gets_a_sheet_that_says_what_to_sign(
    folder: Folder, printed: Result
) -> None:
    (file,) = json.loads(printed.stdout)["files"]
    assert file["letters"] == 4
    pages = pages_of(folder.output / "supporters" / file["file"])
    sheets = [page for page in pages if "only you can sign it" in page]
    assert len(sheets) == 4
    assert "Supporter 1 1 High Street NEWTOWN S60 1AE" in sheets[0]
    assert "Your letter to Member One MP" in sheets[0]
    assert "The Council" in sheets[0]
    assert "Letter up to 100 g" in sheets[0]
    assert "in three, so that" in sheets[0]


def test_each_members_covering_letter_counts_and_lists_its_bundle(folder: Folder) -> None:
    printed = run(folder, "print-file", "--supporters", "--by", "member", "--json")
    files = {one["file"]: one["letters"] for one in json.loads(printed.stdout)["files"]}
    assert files == {"print/letters-for-one.pdf": 3, "print/letters-for-two.pdf": 1}
    said = {"print/letters-for-one.pdf": "three letters", "print/letters-for-two.pdf": "one letter"}
    names = {"print/letters-for-one.pdf": {"1", "3", "5"}, "print/letters-for-two.pdf": {"2"}}
    for file, count in files.items():
        pages = pages_of(folder.output / "supporters" / file)
        (covering,) = [page for page in pages if "With this letter come" in page]
        assert f"With this letter come {said[file]} from" in covering
        assert set(re.findall(r"Supporter (\d)", covering)) == names[file]
        assert "The Secretary" in covering
        (sheet,) = [page for page in pages if "Bundle for" in page]
        assert set(re.findall(r"Supporter (\d)", sheet)) == names[file]
        # The sheet's own paper is not of the bundle.
        starts = [page for page in pages if "as your constituent" in page]
        assert len(starts) == count


def test_what_failed_is_named_and_keeps_nobody_elses_letter(folder: Folder) -> None:
    printed = run(folder, "print-file", "--supporters")
    assert printed.exit_code == 0
    assert "could not be made: supporter-" in printed.stderr
    assert "Supporter 4" not in printed.stderr


@pytest.mark.parametrize(("by", "count"), [("supporter", 4), ("member", 2)])
def test_labels_envelopes_and_checklist_follow(folder: Folder, by: str, count: int) -> None:
    chosen = ("--supporters", "--by", by, "--json")
    assert json.loads(run(folder, "labels", *chosen).stdout)["labels"] == count
    assert json.loads(run(folder, "envelopes", *chosen).stdout)["envelopes"] == count
    totals = json.loads(run(folder, "checklist", *chosen).stdout)["totals"]
    assert (totals["letters"], sum(totals["envelopes"].values())) == (4, count)


def test_by_is_of_supporters_letters_alone(folder: Folder) -> None:
    result = run(folder, "print-file", "--by", "member")
    assert result.exit_code != 0


def test_a_folder_of_before_has_its_covering_letters_too(folder: Folder) -> None:
    template = folder.templates / "covering.html.j2"
    text = template.read_text(encoding="utf-8")
    template.unlink()
    try:
        printed = run(folder, "print-file", "--supporters", "--by", "member", "--as-made")
    finally:
        template.write_text(text, encoding="utf-8")
    assert printed.exit_code == 0


def test_all_that_is_written_is_its_owners_alone(folder: Folder, printed: Result) -> None:
    assert printed.exit_code == 0
    there = folder.output / "supporters"
    open_to_others = [path for path in there.rglob("*") if path.stat().st_mode & 0o077]
    assert not open_to_others
    assert there.stat().st_mode & 0o777 == 0o700
    assert (folder.data / "supporters.csv").stat().st_mode & 0o777 == 0o600


def test_a_job_and_a_record_have_ids_alone(folder: Folder) -> None:
    manifest = read_manifest(folder.output / "supporters/manifest.json")
    assert all(re.fullmatch(r"supporter-[a-z2-7]{12}", name) for name in manifest.letters)
    counts = Counter(entry.recipient for entry in manifest.letters.values())
    assert counts == {"Member One MP": 3, "Member Two MP": 1}
    run(folder, "checklist", "--supporters")
    with (folder.output / "supporters/print/checklist.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    assert not any("Supporter" in cell for one in rows for cell in one.values())
