"""Real files read as LibreOffice's own text export reads them, white space apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from campaign.statement.files.reading import read_plain_text

SAMPLES = Path(__file__).parent / "samples"


@pytest.mark.parametrize(
    ("name", "export"),
    [
        ("reviewed.docx", "reviewed.txt"),
        ("reviewed.odt", "reviewed.txt"),
        ("resaved.docx", "reviewed.txt"),
        ("python-docx.docx", "python-docx.txt"),
        ("page.html", "page.txt"),
        ("printed.pdf", "printed.txt"),
    ],
)
def test_a_real_file_reads_as_its_text_export(name: str, export: str) -> None:
    expected = (SAMPLES / export).read_text("utf-8-sig").split()
    assert read_plain_text(SAMPLES / name).text.split() == expected


@pytest.mark.parametrize("name", ["reviewed.docx", "reviewed.odt", "resaved.docx"])
def test_what_a_reviewer_left_is_told(name: str) -> None:
    changes, left_out = read_plain_text(SAMPLES / name).problems
    assert (changes.code, changes.severity) == ("statement-tracked-changes", "warning")
    assert (left_out.code, left_out.severity) == ("statement-left-out", "warning")
    assert "1 comment, 1 footnote or endnote, 1 passage struck through" in left_out.message
    assert changes.hint
    assert left_out.hint
