"""A Word document gives the words that a person sees, each once."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE

from campaign.problems import CampaignError
from campaign.statement.files.reading import read_plain_text
from tests.statement.files.written import write_docx


def run(words: str, marks: str = "") -> str:
    return f'<w:r><w:rPr>{marks}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def para(words: str, marks: str = "") -> str:
    return f"<w:p><w:pPr>{marks}</w:pPr>{words}</w:p>"


def sign(name: str) -> str:
    return f"<w:r>{name}</w:r>"


BOX = f"<w:txbxContent>{para(run('in the box'))}</w:txbxContent>"
FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (para(run("act ") + f"<w:ins>{run('now')}</w:ins>"), "act now"),
        (para(run("act ") + f"<w:del>{run('late')}</w:del>" + run("now")), "act now"),
        (para(f"<w:moveFrom>{run('moved')}</w:moveFrom>" + run("kept")), "kept"),
        (para(f"<w:moveTo>{run('moved')}</w:moveTo>"), "moved"),
        (para(run("one "), "<w:rPr><w:del/></w:rPr>") + para(run("two")), "one two"),
        (para(run("one "), "<w:rPr><w:vanish/></w:rPr>") + para(run("two")), "one two"),
        (para(run("hid", "<w:vanish/>") + run("seen")), "seen"),
        (para(run("struck", "<w:strike/>") + run("seen")), "seen"),
        (para(run("struck", "<w:dstrike/>") + run("seen")), "seen"),
        (para(run("seen", '<w:vanish w:val="0"/>')), "seen"),
        (para(run("seen", "<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>")), "seen"),
        (f"<w:sdt><w:sdtContent>{para(run('block'))}</w:sdtContent></w:sdt>", "block"),
        (para(f"<w:sdt><w:sdtContent>{run('inline')}</w:sdtContent></w:sdt>"), "inline"),
        (para(f"<w:smartTag>{run('Paris')}</w:smartTag>"), "Paris"),
        (para(f"<w:fldSimple w:instr='DATE'>{run('3 May')}</w:fldSimple>"), "3 May"),
        (para(f"<w:hyperlink>{run('a link')}</w:hyperlink>"), "a link"),
        (
            para(
                FIELD.format("begin")
                + "<w:r><w:instrText>IF </w:instrText></w:r>"
                + FIELD.format("begin")
                + FIELD.format("separate")
                + run("inner")
                + FIELD.format("end")
                + FIELD.format("separate")
                + run("result")
                + FIELD.format("end")
            ),
            "result",
        ),
        (para(FIELD.format("begin") + run("a field that never ends")), "a field that never ends"),
        (
            para(
                run("before ")
                + f"<w:r><mc:AlternateContent><mc:Choice>{BOX}</mc:Choice>"
                + f"<mc:Fallback>{BOX}</mc:Fallback></mc:AlternateContent></w:r>"
                + run("after")
            ),
            "before after\n\nin the box",
        ),
        (para(run("a") + sign("<w:tab/>") + run("b") + sign("<w:br/>") + run("C")), "a b\nC"),
        (para(run("non") + sign("<w:noBreakHyphen/>") + run("stop")), "non\u2011stop"),
        (para(run("so") + sign("<w:softHyphen/>") + run("f\u00adt")), "soft"),
        (para(sign('<w:sym w:font="Symbol" w:char="F0B3"/>') + run("5")), "≥5"),
        (para(sign('<w:sym w:font="Arial" w:char="D800"/>') + run("5")), "5"),
        (para(f"<w:ruby><w:rt>{run('r')}</w:rt><w:rubyBase>{run('b')}</w:rubyBase></w:ruby>"), "b"),
        (
            "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>" + para(run("gone")) + "</w:tc></w:tr>"
            '<w:tr><w:tc><w:tcPr><w:gridSpan w:val="100000000"/></w:tcPr>' + para(run("kept"))
            + "</w:tc><w:tc><w:tcPr><w:vMerge/></w:tcPr>" + para(run("covered"))
            + "</w:tc></w:tr></w:tbl>",
            "kept",
        ),
    ],
)  # fmt: skip
@pytest.mark.parametrize("strict", [False, True])
def test_the_words_seen_are_read(tmp_path: Path, body: str, words: str, strict: bool) -> None:
    write_docx(tmp_path / "s.docx", body, strict=strict, part="document2.xml")
    assert read_plain_text(tmp_path / "s.docx").text == words


def test_tracked_changes_are_counted_as_a_reader_would(tmp_path: Path) -> None:
    by = 'w:author="Office"'
    inserted = f"<w:ins {by}>{run('a')}</w:ins><w:ins {by}>{run('b')}</w:ins>"
    body = para(inserted, f"<w:rPr><w:ins {by}/></w:rPr>") + para(
        run("then ") + f"<w:del {by}>{run('x')}</w:del>"
    )
    write_docx(tmp_path / "s.docx", body)
    (told,) = read_plain_text(tmp_path / "s.docx").problems
    assert "has 2 tracked changes that nobody has accepted" in told.message


@pytest.mark.parametrize(
    "body",
    [
        "<w:p/>" * 3_000_001,
        "<w:sdt>" * 5000 + "</w:sdt>" * 5000,
        para(run("word " * 2_500_000)),
    ],
    ids=["tags", "depth", "length"],
)
def test_what_is_absurd_is_refused(tmp_path: Path, body: str) -> None:
    write_docx(tmp_path / "s.docx", body)
    with pytest.raises(CampaignError) as caught:
        read_plain_text(tmp_path / "s.docx")
    assert [problem.code for problem in caught.value.problems] == ["statement-too-large"]


def test_a_style_says_what_those_it_is_based_on_say(tmp_path: Path) -> None:
    document = docx.Document()
    hidden = document.styles.add_style("Editors only", WD_STYLE_TYPE.CHARACTER)
    hidden.font.hidden = True
    for name, base in (("Note", "Editors only"), ("Recommendation", "List Number")):
        kind = WD_STYLE_TYPE.PARAGRAPH if name == "Recommendation" else WD_STYLE_TYPE.CHARACTER
        document.styles.add_style(name, kind).base_style = document.styles[base]
    paragraph = document.add_paragraph("We ask the Treasury to act")
    paragraph.add_run(" or not", style="Note")
    paragraph.add_run(":")
    document.add_paragraph("pay", style="Recommendation")
    document.save(tmp_path / "s.docx")
    text = read_plain_text(tmp_path / "s.docx").text
    assert text == "We ask the Treasury to act:\n\n1. pay"


def test_a_heading_below_the_masthead_is_the_title(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("A MASTHEAD THAT TELLS NOTHING")
    document.add_heading("Open the sluice", level=1)
    document.add_heading("Why", level=2)
    document.save(str(tmp_path / "s.docx"))
    assert read_plain_text(tmp_path / "s.docx").title == "Open the sluice"


def test_one_passage_left_out_is_told_of_as_one(tmp_path: Path) -> None:
    write_docx(tmp_path / "s.docx", para(run("hid", "<w:vanish/>") + run("seen")))
    (told,) = read_plain_text(tmp_path / "s.docx").problems
    assert told.message == "1 hidden passage in s.docx was not read."
