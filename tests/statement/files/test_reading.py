"""The same words come out of each format, and what cannot be read is refused in plain words."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import docx
import odfdo
import pikepdf
import pytest
from weasyprint import HTML

from campaign.problems import CampaignError
from campaign.statement.files import paged
from campaign.statement.files.reading import read_plain_text
from campaign.statement.statement import read_statement

TITLE = "The flood at Little Marsh"
PARAGRAPHS = ("The River Trust", "3 May 2024", "The river rose in the night, and nobody slept.")
STEM = "We ask the Environment Agency to:"
ITEMS = ("mend the bank", "clear the culvert")


def as_text(path: Path) -> None:
    lines = [TITLE, *PARAGRAPHS, STEM, *(f"- {item}" for item in ITEMS)]
    path.write_text("\ufeff" + "\r\n\r\n".join(lines), encoding="utf-8")


def as_utf16(path: Path) -> None:
    lines = [TITLE, *PARAGRAPHS, STEM, *(f"- {item}" for item in ITEMS)]
    path.write_text("\n\n".join(lines), encoding="utf-16")


def as_markdown(path: Path) -> None:
    name, day, body = PARAGRAPHS
    items = "".join(f"* {item}\n" for item in ITEMS)
    path.write_text(f"# {TITLE}\n\n**{name}**\n\n{day}\n\n{body}\n\n{STEM}\n\n{items}", "utf-8")


def as_html(path: Path) -> None:
    paragraphs = "".join(f"<p>{words}</p>" for words in (*PARAGRAPHS, STEM))
    items = "".join(f"<li><p>{item}</p></li>" for item in ITEMS)
    page = f"<title>Home</title><nav>You must join</nav><main><h1>{TITLE}</h1>{paragraphs}"
    path.write_text(f"{page}<ul>{items}</ul></main><footer>We ask you to pay</footer>", "utf-8")


def as_docx(path: Path) -> None:
    document = docx.Document()
    document.add_paragraph(TITLE, style="Title")
    for words in (*PARAGRAPHS, STEM):
        document.add_paragraph(words)
    for item in ITEMS:
        document.add_paragraph(item, style="List Bullet")
    document.add_table(1, 1).cell(0, 0).text = "A table's cell"
    document.save(str(path))


def as_odt(path: Path) -> None:
    document = odfdo.Document("text")
    document.body.clear()
    document.body.append(odfdo.Paragraph(TITLE, style="Title"))
    for words in (*PARAGRAPHS, STEM):
        document.body.append(odfdo.Paragraph(words))
    listed = odfdo.List()
    for words in ITEMS:
        item = odfdo.ListItem()
        item.append(odfdo.Paragraph(words))
        listed.append(item)
    document.body.append(listed)
    document.save(str(path))


def as_pdf(path: Path) -> None:
    paragraphs = "".join(f"<p>{words}</p>" for words in (*PARAGRAPHS, STEM))
    items = "".join(f"<p>• {item}</p>" for item in ITEMS)
    style = "<style>@page { size: 90mm 60mm; @top-left { content: 'Little Marsh' } }</style>"
    HTML(string=f"{style}<h1>{TITLE}</h1>{paragraphs}{items}").write_pdf(path)


def test_lines_of_markdown_that_begin_with_a_picture_are_items(tmp_path: Path) -> None:
    (tmp_path / "s.md").write_text("We ask the Treasury to:\n✅ pay for it\n✅ say when\n")
    statement = read_statement(tmp_path / "s.md")
    assert [call.action for call in statement.calls] == ["pay for it", "say when"]


def test_markdown_pasted_into_plain_text_keeps_no_marks(tmp_path: Path) -> None:
    (tmp_path / "s.txt").write_text("# A title\n\n**We urge:**\n\n- **China** to pay 2 ** 3.\n")
    assert (
        read_statement(tmp_path / "s.txt").text == "A title\n\nWe urge:\n\n- China to pay 2 ** 3.\n"
    )


@pytest.mark.parametrize(
    ("name", "write"),
    [
        ("s.txt", as_text),
        ("utf16.txt", as_utf16),
        ("s.md", as_markdown),
        ("s.html", as_html),
        ("s.docx", as_docx),
        ("s.odt", as_odt),
        ("s.pdf", as_pdf),
    ],
)
def test_every_format_gives_the_same_statement(
    tmp_path: Path, name: str, write: Callable[[Path], None]
) -> None:
    write(tmp_path / name)
    statement = read_statement(tmp_path / name)
    assert (statement.title, statement.issuer, str(statement.date)) == (
        TITLE,
        "River Trust",
        "2024-05-03",
    )
    assert [(call.action, call.stem) for call in statement.calls] == [(i, STEM) for i in ITEMS]
    assert PARAGRAPHS[2] in statement.paragraphs


FONTS = Path(__file__).parents[3] / "templates/fonts/"


def test_a_number_that_a_pdf_draws_apart_stands_before_its_item(tmp_path: Path) -> None:
    items = "<li>The lake is owned by nobody.</li><li>We ask that the Treasury pay for it.</li>"
    HTML(string=f"<p>Notes</p><p>Long ago the lake was clean.</p><ol>{items}</ol>").write_pdf(
        tmp_path / "s.pdf"
    )
    text = read_plain_text(tmp_path / "s.pdf").text
    assert text.endswith(
        "1. The lake is owned by nobody.\n\n2. We ask that the Treasury pay for it."
    )


def test_each_column_of_a_pdf_has_its_own_margin(tmp_path: Path) -> None:
    """A line that ends where its column does is no paragraph's last, though a capital follows."""
    words = "The Weir Trust of Upper Lock asks Lower Lock Council to mend Great Weir Bridge by May."
    paragraphs = f"<p>{words}</p>" * 6
    style = "@page { size: A4 } body { font: 10pt serif } div { columns: 3; column-gap: 8mm }"
    page = HTML(string=f"<style>{style}</style><h1>On the weir</h1><div>{paragraphs}</div>")
    page.write_pdf(tmp_path / "s.pdf")
    text = read_plain_text(tmp_path / "s.pdf").text
    assert text.split("\n\n") == ["On the weir", *[words] * 6]


@pytest.mark.parametrize("hyphens", ["manual", "auto"])
@pytest.mark.parametrize("width", range(42, 60, 3))
def test_a_pdf_s_words_keep_their_own_hyphens(tmp_path: Path, hyphens: str, width: int) -> None:
    """Wherever a line breaks: those of figures in words, and those that stand elsewhere too."""
    words = (
        "All twenty-one of the bill-payers, and thirty-three of the neighbours, wrote to it. " * 4
    )
    style = f"@page {{ size: {width}mm 300mm; margin: 2mm }} p {{ hyphens: {hyphens} }}"
    page = HTML(string=f"<html lang=en><style>{style}</style><p>{words}bill-payers bill-payers</p>")
    page.write_pdf(tmp_path / "s.pdf")
    assert read_plain_text(tmp_path / "s.pdf").text == f"{words}bill-payers bill-payers"


def test_the_cells_of_a_pdf_s_table_run_into_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reader takes two cells for one line, and the next line of a cell for another beside."""
    pieces = (
        paged._Line("The Treasury Bring forward the", 312.7, 472.7, 433.2, 420.9, 0),
        paged._Line("investment 2029", 391.4, 514.9, 427.8, 415.7, 0),
    )
    monkeypatch.setattr(paged, "_pieces", lambda *_: iter(pieces))
    (line,) = paged._lines(None, 0)
    assert line.text == "The Treasury Bring forward the investment 2029"


def test_the_marks_of_footnotes_are_no_words_of_a_pdf(tmp_path: Path) -> None:
    raised = (
        "The level of it fell.<sup>1</sup> The water<sup>12</sup> of 40 km<sup>2</sup> is cold."
    )
    style = "sup { font-size: 60%; vertical-align: super }"
    HTML(string=f"<style>{style}</style><p>{raised}</p>").write_pdf(tmp_path / "s.pdf")
    found = read_plain_text(tmp_path / "s.pdf")
    assert found.text == "The level of it fell. The water of 40 km2 is cold."
    (problem,) = found.problems
    assert problem.message == "2 marks of footnotes in s.pdf were not read."


def test_the_star_that_leads_to_a_note_is_no_word_of_a_text(tmp_path: Path) -> None:
    path = tmp_path / "statement.txt"
    words = "UN experts* urged it; *all* of them.\n\n* Free them.\n\n*The experts: two of them"
    path.write_text(words, encoding="utf-8")
    plain = read_plain_text(path)
    assert plain.text == words.replace("experts* ", "experts ")
    assert [problem.code for problem in plain.problems] == ["statement-left-out"]
    path.write_text("UN experts* urged it; *all* of them.", encoding="utf-8")
    assert read_plain_text(path).problems == ()


def test_a_pdf_s_hyphenated_and_justified_lines_are_joined(tmp_path: Path) -> None:
    words = "The Government must publish the commissioner's recommendations immediately. " * 6
    # A font of our own, so that the lines break alike on every machine.
    style = (
        "<style>@font-face { font-family: Ours; src: url(Gelasio-Regular.ttf) }"
        "@page { size: 60mm 200mm; margin: 5mm }"
        "p { font: 12pt Ours; text-align: justify; hyphens: auto }"
        "</style>"
    )
    page = HTML(string=f"<html lang=en>{style}<p>{words}</p>", base_url=f"{FONTS}/")
    page.write_pdf(tmp_path / "s.pdf")
    assert read_plain_text(tmp_path / "s.pdf").text == words.strip()


WRONG = "statement-wrong-format"
LOCKED_WORD = b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le")


def scanned(path: Path) -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(path)


def locked(path: Path) -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(path, encryption=pikepdf.Encryption(owner="a", user="b"))


def swelling(path: Path) -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        page = pdf.pages[0]
        page.Contents = pdf.make_stream(b" " * 60_000_000)
        pdf.save(path, compress_streams=True)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("empty.txt", b"", "statement-empty"),
        ("blank.txt", b" \n\n\t", "statement-empty"),
        ("binary.txt", b"\x00\x01\x02\xff" * 50, "statement-binary"),
        ("korean.txt", "서울 서울".encode("cp949"), "statement-undecodable"),
        ("pdf.txt", b"%PDF-1.7 and so on", "statement-wrong-format"),
        ("zip.md", b"PK\x03\x04 and so on", "statement-wrong-format"),
        ("rich.txt", b"{\\rtf1 words}", "statement-wrong-format"),
        ("text.docx", b"not a word document", "statement-wrong-format"),
        ("text.odt", b"not a document", "statement-wrong-format"),
        ("zip.docx", b"PK\x05\x06" + b"\x00" * 18, "statement-wrong-format"),
        ("text.pdf", b"not a pdf at all", "statement-wrong-format"),
        ("letter.pages", b"words", "statement-format"),
        ("letter.rtf", b"{\\rtf1 words}", "statement-format"),
        ("letter.doc", b"\xd0\xcf\x11\xe0", "statement-format"),
        ("list.csv", b"kind,name\nmp,The Member", "statement-format"),
        ("list.txt", b"kind,name,seat\nmp,The Member,York\nmp,The Member,Hull\n", WRONG),
        ("list2.txt", b"kind\tname\tseat\nmp\tOne\tYork\nmp\tTwo\tHull\n", WRONG),
        ("calls.txt", b'{"calls": [{"id": "a"}]}', WRONG),
        ("toml.txt", b'[[call]]\nid = "cn"\n', WRONG),
        ("page.txt", b"<!DOCTYPE html><p>We urge China to act.", WRONG),
        ("none.html", b"<html><nav>Home</nav></html>", "statement-empty"),
        ("scan.pdf", scanned, "statement-scanned"),
        ("locked.pdf", locked, "statement-encrypted"),
        ("locked.docx", LOCKED_WORD, "statement-encrypted"),
        ("swells.pdf", swelling, "statement-too-large"),
        ("deep.html", b"<div>" * 3_000, "statement-too-large"),
        ("brackets.md", b"[" * 50_000 + b" We urge China to act.", "statement-too-large"),
        ("lines.txt", b"We urge" + b"\n" * 25_000_000 + b"China to act.", "statement-too-large"),
    ],
)
def test_what_cannot_be_read_is_refused(
    tmp_path: Path, name: str, content: bytes | Callable[[Path], None], code: str
) -> None:
    path = tmp_path / name
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        content(path)
    with pytest.raises(CampaignError) as caught:
        read_statement(path)
    (problem,) = caught.value.problems
    assert problem.code == code
    assert problem.file == str(path)
    assert problem.hint


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    for path in (tmp_path / "none.txt", tmp_path, tmp_path / "pipe.txt"):
        with pytest.raises(CampaignError, match=path.name):
            read_statement(path)


@pytest.mark.parametrize("encoding", ["cp1250", "cp1254", "shift_jis", "gb18030", "cp949"])
def test_letters_that_make_no_words_are_told_with_their_line(tmp_path: Path, encoding: str) -> None:
    word = {"cp1250": "Šťastný", "cp1254": "İstanbul ağacı", "cp949": "서울"}.get(
        encoding, "日本語"
    )
    (tmp_path / "s.txt").write_bytes(f"A title\n\nWe urge {word} to act.\n".encode(encoding))
    with pytest.raises(CampaignError) as caught:
        read_plain_text(tmp_path / "s.txt")
    assert [(p.code, p.row) for p in caught.value.problems] == [("statement-undecodable", 3)]


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("cp1252", ["statement-not-utf-8"]),
        ("mac_roman", ["statement-not-utf-8"]),
        ("utf-16", []),
        ("utf-16-le", []),
        ("utf-16-be", []),
        ("utf-8-sig", []),
    ],
)
@pytest.mark.parametrize("ending", [".txt", ".md"])
def test_what_windows_saves_is_read_and_a_choice_is_said(
    tmp_path: Path, encoding: str, told: list[str], ending: str
) -> None:
    path = tmp_path / f"s{ending}"
    words = "We urge Côte d’Ivoire to free “José Núñez” — now."
    path.write_bytes(f"A title\n\n{words}\n".encode(encoding))
    plain = read_plain_text(path)
    assert words in plain.text
    assert [problem.code for problem in plain.problems] == told
    assert all("Check these words: “Côte”, “José”, “Núñez”." in p.message for p in plain.problems)


@pytest.mark.parametrize(
    "words",
    ["[Embargoed]\nWe urge China, Iran and Cuba to act.", "Dear all,\nA, b, c.\nD, e, f, g."],
)
def test_prose_is_neither_data_nor_a_table(tmp_path: Path, words: str) -> None:
    (tmp_path / "s.txt").write_text(words, "utf-8")
    assert read_plain_text(tmp_path / "s.txt").text == words


@pytest.mark.parametrize("blank", ["\n", " \n", "\n\t"])
def test_empty_lines_out_of_all_measure_are_passed_over(blank: str, tmp_path: Path) -> None:
    path = tmp_path / "statement.txt"
    ask = "The Example Group urges the Government to publish the report."
    path.write_text(f"News{blank * 10_000}{ask}", encoding="utf-8")
    assert [call.action for call in read_statement(path).calls] == ["publish the report"]
