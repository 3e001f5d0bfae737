"""A letter for Word says what the printed one says, in real styles, its address in the window."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner
from docx import Document
from docx.oxml.ns import qn

from campaign.cli.main import main
from campaign.folder import Folder
from campaign.stationery import envelope_profile
from tests.making.conftest import ROWS, write_rows


@pytest.fixture
def made(starter: Folder) -> Path:
    """Return where the letters of three readers lie as Word documents."""
    write_rows(starter, [ROWS[0], ROWS[2], ROWS[3]])
    told = CliRunner().invoke(main, ["-C", str(starter.root), "generate", "--format", "docx"])
    assert told.exit_code == 0, told.stderr
    return starter.output / "letters"


def words(path: Path) -> str:
    return " ".join("\n".join(one.text for one in Document(str(path)).paragraphs).split())


def test_documents_say_what_the_letters_say(made: Path, starter: Folder) -> None:
    assert (
        CliRunner().invoke(main, ["-C", str(starter.root), "generate", "--format", "txt"]).exit_code
        == 0
    )
    for row in (ROWS[0], ROWS[2], ROWS[3]):
        text = (made / f"{row['id']}.txt").read_text(encoding="utf-8")
        said = words(made / f"{row['id']}.docx")
        body = text[text.index("Dear" if row["kind"] != "embassy" else "Your Excellency") :]
        superscripts = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
        for line in body.translate(superscripts).split("\n\n"):
            # Word numbers lists itself, and underlines nothing.
            plain = " ".join(line.replace("-" * 8, "").replace("--", "").split()).lstrip("-")
            first = plain.lstrip("0123456789. ").removeprefix("(a) ").split(" ")[1:5]
            assert " ".join(first) in said, (row["id"], plain)


def test_address_stands_in_a_frame_at_the_windows_millimetres(made: Path) -> None:
    document = Document(str(made / "embassy.docx"))
    lines = [one for one in document.paragraphs if one.style.name == "Letter Address"]
    assert lines[0].text == "The Ambassador"
    place = envelope_profile("dl-bs4264").address
    for line in lines:
        frame = line._p.pPr.find(qn("w:framePr"))
        # An address that another font sets taller keeps its last line.
        assert frame.get(qn("w:hRule")) == "atLeast"
        at = [int(frame.get(qn(f"w:{key}"))) * 25.4 / 1440 for key in "xywh"]
        wanted = [place.left, place.top, place.width, place.height]
        assert at == pytest.approx(wanted, abs=0.02)


def test_styles_language_and_head_are_words_own(made: Path) -> None:
    document = Document(str(made / "embassy.docx"))
    names = {one.style.name for one in document.paragraphs}
    assert {"Letter Salutation", "Letter Subject", "Letter List", "Letter Close"} <= names
    section = document.sections[0]
    assert section.different_first_page_header_footer
    assert not section.first_page_header.paragraphs[0].text
    assert 'w:instr="PAGE"' in section.header._element.xml
    assert 'w:val="en-GB"' in document.styles.element.xml
    assert "SPECIMEN" in section.first_page_footer.paragraphs[0].text


def test_the_same_letters_make_the_same_bytes(made: Path, starter: Folder) -> None:
    before = (made / "embassy.docx").read_bytes()
    told = CliRunner().invoke(main, ["-C", str(starter.root), "generate", "--format", "docx"])
    assert "3 unchanged" in told.stderr
    assert (made / "embassy.docx").read_bytes() == before


@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")
def test_libreoffice_prints_the_letter_whole(made: Path, tmp_path: Path) -> None:
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/office"]
    command += ["--convert-to", "pdf", "--outdir", str(tmp_path), str(made / "embassy.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    import pypdfium2

    document = pypdfium2.PdfDocument(io.BytesIO((tmp_path / "embassy.pdf").read_bytes()))
    pages = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    assert 1 <= len(pages) <= 2
    assert "The Ambassador" in pages[0]
    assert "Yours" in pages[-1] or "honour" in pages[-1]
