"""Letters in other languages: Welsh whole, two languages in one letter, nothing left in English."""

from __future__ import annotations

import datetime as dt
import io
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document

from campaign.folder import Folder, starter
from campaign.handoff.word import word_of
from campaign.html import Templates
from campaign.making.keys import inputs_digest
from campaign.making.load import Ready, load
from campaign.making.looked_at import dateless
from campaign.making.sources import words_of, write
from campaign.making.statement_sheet import write_statement
from campaign.model import KINDS, FollowUp, Letter
from campaign.plain_text import plain_text
from campaign.problems import CampaignError

DAY = dt.date(2026, 3, 9)
STATEMENT = """Statement on safe passage
The Example Group
3 March 2026

The Example Group is concerned for those who cross the border and are sent back.

The Group calls on the Chinese authorities to stop sending people back. The Group urges the Home
Office to grant visas to those who escape.
"""
CALLS = """reviewed = true
[[call]]
id = "stop"
addressee = "the Chinese authorities"
addressee_key = "cn"
action = "stop sending people back"
sentence = "The Group calls on the Chinese authorities to stop sending people back."
[[call]]
id = "visas"
addressee = "the Home Office"
addressee_key = "gb"
action = "grant visas to those who escape"
sentence = "The Group urges the Home Office to grant visas to those who escape."
"""
WELSH_STATEMENT = """Datganiad ar daith ddiogel
Y Grŵp Enghreifftiol
3 Mawrth 2026

Mae’r Grŵp Enghreifftiol yn pryderu am y rhai sy’n croesi’r ffin ac yn cael eu hanfon yn ôl.

Mae’r Grŵp yn galw ar yr awdurdodau yn Tsieina i roi’r gorau i anfon pobl yn ôl. Mae’r Grŵp yn annog
y Swyddfa Gartref i roi fisâu i’r rhai sy’n dianc.
"""
WELSH_CALLS = """reviewed = true
[[call]]
id = "stop"
addressee = "yr awdurdodau yn Tsieina"
action = "roi’r gorau i anfon pobl yn ôl"
sentence = "Mae’r Grŵp yn galw ar yr awdurdodau yn Tsieina i roi’r gorau i anfon pobl yn ôl."
[[call]]
id = "visas"
addressee = "y Swyddfa Gartref"
action = "roi fisâu i’r rhai sy’n dianc"
sentence = "Mae’r Grŵp yn annog y Swyddfa Gartref i roi fisâu i’r rhai sy’n dianc."
"""
SETTINGS = """title = "Safe passage"
subject = "Safe passage"
[[enclosure]]
file = "statement"
[sender]
name = "Ysgrifennydd y Grŵp"
organisation = "Cyfeillion"
address = ["1 High Street", "LONDON"]
postcode = "N1 9GU"
"""
WELSH_SETTINGS = """title = "Taith ddiogel"
subject = "Taith ddiogel"
[statement]
issuer = "Y Grŵp Enghreifftiol"
"""
COLUMNS = "id,kind,name,role,organisation,state,address,postcode,language,note,note_cy"
NAMES = {
    "mp": "Sir Iain Duncan Smith MP",
    "peer": "Lord Alton of Liverpool",
    "msp": "Ms Presiding Officer MSP",
}
ENGLISH = re.compile(r"\b(?:the|of|and|to|we|you|your|this|with|is|Dear|Yours|Enclosed|Ref)\b")


def row(kind: str, language: str = "cy", **more: str) -> str:
    name = NAMES.get(kind, "")
    role = (
        ""
        if name
        else {"embassy": "The Ambassador", "press": "The Editor"}.get(kind, "Minister of State")
    )
    state = {"embassy": "fr"}.get(kind, "")
    return (
        f"{kind}-1,{kind},{name},{role},Swyddfa,{state},1 Stryd Fawr\\nCaerdydd,CF10 1AA,"
        f"{language},{more.get('note', '')},{more.get('note_cy', '')}"
    )


def folder_with(root: Path, *rows: str) -> Folder:
    (root / "data").mkdir(parents=True)
    shutil.copytree(starter() / "templates", root / "templates")
    for name, text in {
        "statement.txt": STATEMENT,
        "calls.toml": CALLS,
        "campaign.toml": SETTINGS,
        "statement.cy.txt": WELSH_STATEMENT,
        "calls.cy.toml": WELSH_CALLS,
        "campaign.cy.toml": WELSH_SETTINGS,
        "recipients.csv": "\n".join((COLUMNS, *rows)).replace(
            "1 Stryd Fawr\\nCaerdydd", '"1 Stryd Fawr\nCaerdydd"'
        ),
    }.items():
        (root / "data" / name).write_text(text, encoding="utf-8")
    return Folder(root)


@pytest.fixture(scope="module")
def welsh(tmp_path_factory: pytest.TempPathFactory) -> Ready:
    root = tmp_path_factory.mktemp("welsh") / "campaign"
    return load(folder_with(root, *map(row, KINDS)), DAY)


def written(ready: Ready, *, follow_up: FollowUp | None = None) -> dict[str, str]:
    templates = Templates(ready.folder.templates)
    ready = replace(
        ready, recipients=tuple(replace(one, follow_up=follow_up) for one in ready.recipients)
    )
    return {one.id: write(templates, one, ready.campaign) for one in ready.letters(DAY)}


def codes(ready: Ready) -> set[str]:
    return {problem.code for problem in ready.problems}


def test_every_kind_of_reader_has_a_letter_in_welsh_alone(welsh: Ready) -> None:
    letters = written(welsh)
    assert len(letters) == len(KINDS), welsh.problems
    for name, html in letters.items():
        text = words_of(html.partition("<main>")[2])
        assert 'lang="cy"' in html
        assert not ENGLISH.findall(text), (name, text)
        assert "9\u00a0Mawrth\u00a02026" in html
        assert "Cyf." in html
        assert "roi’r gorau i anfon pobl yn ôl" in text or "embassy" in name
    assert "Annwyl Syr Iain" in letters["mp-1"]
    assert "Annwyl Arglwydd Alton" in letters["peer-1"]
    assert "Eich Ardderchogrwydd" in letters["embassy-1"]
    assert "yr Ysgrifennydd Cartref" in letters["mp-1"]


def test_a_second_letter_is_welsh_too(welsh: Ready) -> None:
    first = FollowUp(
        "7KQ2-M4DX", dt.date(2026, 1, 5), DAY, "promise", dt.date(2026, 2, 1), "TO/1", DAY
    )
    for html in written(welsh, follow_up=first).values():
        assert not ENGLISH.findall(words_of(html.partition("<main>")[2]))
        assert "5\u00a0Ionawr\u00a02026" in html


def test_nobody_forgets_that_a_native_reader_must_read_it(welsh: Ready) -> None:
    (told,) = [one for one in welsh.problems if one.code == "language-unread"]
    assert told.severity == "warning"
    assert told.file == "templates/cy/language.toml"


def test_a_letter_in_two_languages_has_each_whole(tmp_path: Path) -> None:
    ready = load(folder_with(tmp_path / "c", row("mp", "cy+en"), row("peer", "en-GB")), DAY)
    letters = written(ready)
    welsh, _, english = letters["mp-1"].partition('<section lang="en-GB"')
    assert "Annwyl Syr Iain" in welsh
    assert "Dear Sir\u00a0Iain" in english
    assert "stop sending people back" not in welsh
    assert letters["mp-1"].count("<address") == 1
    assert "section lang" not in letters["peer-1"]
    assert [one.language for one in ready.campaign.all_enclosures] == ["en-GB", "cy"]


@pytest.mark.parametrize(
    ("file", "text", "code"),
    [
        ("calls.cy.toml", WELSH_CALLS.partition('[[call]]\nid = "visas"')[0], "call-untranslated"),
        (
            "calls.cy.toml",
            WELSH_CALLS.replace('pobl yn ôl."', 'plant yn ôl."'),
            "call-not-in-statement",
        ),
        ("calls.cy.toml", WELSH_CALLS.replace('"visas"', '"visa"'), "no-such-call"),
        ("campaign.cy.toml", "", "missing-setting"),
        ("statement.cy.txt", None, "no-statement"),
        ("../templates/cy/language.toml", None, "no-language"),
        ("../templates/base.html.j2", "{# an older one #}", "no-language"),
        (
            "../templates/cy/language.toml",
            'name = "Welsh"\n[forms]\n"Dear {}" = "Annwyl {}"',
            "no-language",
        ),
    ],
)
def test_what_a_language_lacks_costs_its_own_letters_alone(
    tmp_path: Path, file: str, text: str | None, code: str
) -> None:
    folder = folder_with(tmp_path / "c", row("mp"), row("peer", "en-GB"))
    if text is None:
        (folder.data / file).unlink()
    else:
        (folder.data / file).write_text(text, encoding="utf-8")
    ready = load(folder, DAY)
    assert code in codes(ready)
    assert [one.id for one in ready.recipients] == ["peer-1"]


def test_a_note_in_one_language_is_not_printed_in_both(tmp_path: Path) -> None:
    rows = row("mp", "cy+en", note="A word."), row("peer", "cy+en", note="A word.", note_cy="Gair.")
    ready = load(folder_with(tmp_path / "c", *rows), DAY)
    assert "no-language" in codes(ready)
    (html,) = written(ready).values()
    welsh, _, english = html.partition("<section")
    assert "Gair." in welsh
    assert "A word." not in welsh
    assert "A word." in english


KOREAN = {
    "templates/ko/language.toml": """name = "Korean"
read_by = "the office"
[forms]
"Dear {}" = "{} 귀하"
"Yours sincerely" = "삼가 드림"
""",
    "templates/ko/voice.html.j2": "",
    "templates/ko/mp.html.j2": """{% extends "base.html.j2" %}
{% block body %}<p>{{ statement.title }}에 관하여 씁니다.</p>{% endblock %}""",
    "data/campaign.ko.toml": 'title = "안전한 통로"\nsubject = "안전한 통로"',
    "data/statement.ko.txt": """안전한 통로에 관한 성명

우리는 중국 당국에 송환 중단을 촉구한다.

내무부에 비자를 촉구한다.
""",
    "data/calls.ko.toml": """reviewed = true
[[call]]
id = "stop"
addressee = "중국 당국"
action = "송환 중단"
sentence = "우리는 중국 당국에 송환 중단을 촉구한다."
[[call]]
id = "visas"
addressee = "내무부"
action = "비자"
sentence = "내무부에 비자를 촉구한다."
""",
}


def test_another_language_needs_no_more_than_its_words(tmp_path: Path) -> None:
    folder = folder_with(tmp_path / "c", row("mp", "ko"))
    (folder.templates / "ko").mkdir()
    for name, text in KOREAN.items():
        (folder.root / name).write_text(text, encoding="utf-8")
    (html,) = written(load(folder, DAY)).values()
    assert "2026년\u00a03월\u00a09일" in html
    assert "안전한 통로에 관한 성명에 관하여 씁니다." in html
    english = KOREAN["templates/ko/mp.html.j2"].replace("statement.title", "We")
    (folder.templates / "ko" / "mp.html.j2").write_text(english, encoding="utf-8")
    with pytest.raises(CampaignError, match="“We”"):
        written(load(folder, DAY))


def test_the_enclosed_statement_is_welsh_too(welsh: Ready) -> None:
    (_, enclosure) = welsh.campaign.all_enclosures
    templates = Templates(welsh.folder.templates)
    html = write_statement(templates, welsh.folder, welsh.campaign, enclosure)
    assert 'lang="cy"' in html
    assert html.count("3 Mawrth 2026") + html.count("3\u00a0Mawrth\u00a02026") == 2
    assert not ENGLISH.findall(words_of(html.partition("<h1")[2]))


def test_what_is_said_in_either_language_makes_another_letter_and_a_later_day_no_other_words(
    tmp_path: Path,
) -> None:
    said = {"note": "A word.", "note_cy": "Gair."}

    def letter(name: str, day: dt.date = DAY, **change: str) -> Letter:
        ready = load(folder_with(tmp_path / name, row("mp", "cy+en", **said | change)), DAY)
        return next(ready.letters(day))

    usual = letter("usual")
    for name in said:
        assert inputs_digest("", letter(name, **{name: "Another."})) != inputs_digest("", usual)
    later = letter("later", DAY + dt.timedelta(days=1))
    assert inputs_digest("", later) != inputs_digest("", usual)
    assert dateless("", later) == dateless("", usual)


def test_two_languages_in_word_and_in_plain_text(tmp_path: Path) -> None:
    ready = load(folder_with(tmp_path / "c", row("mp", "cy+en")), DAY)
    (letter,) = ready.letters(DAY)
    (html,) = written(ready).values()
    docx, problems = word_of(html, letter, ready.workshop())
    assert not problems
    paragraphs = Document(io.BytesIO(docx)).paragraphs
    english = next(one for one in paragraphs if one.text.startswith("Dear Sir"))
    assert english.paragraph_format.page_break_before
    assert 'w:lang w:val="en-GB"' in english._p.xml
    text = plain_text(html)
    assert text.index("Annwyl Syr") < text.index("Dear Sir")
