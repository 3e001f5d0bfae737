"""The templates on paper: windows, breaks, marks and accessibility, read from the finished PDF."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, get_args

import page as conformance
import pypdfium2
import pypdfium2.raw
import pytest

from campaign.compose import compose, reference_of
from campaign.folder import Folder
from campaign.html import Templates
from campaign.making.load import Ready, load
from campaign.model import Campaign, Enclosure, Sender, Standing, Statement
from campaign.pdf import Press
from campaign.stationery import A4_HEIGHT, POINT, Rectangle, envelope_names, envelope_profile
from tests.conftest import ROOT
from tests.letters import CAMPAIGN, DAY, SENDER, letter, recipient
from tests.test_golden import CASES

FONTS = ROOT / "templates" / "fonts"
OFFICE = "Parliamentary Under-Secretary of State for Multilateral Affairs"
SEVEN = ("The Rt Hon Sir Geoffrey Cox KC MP", OFFICE, "A", "B", "LONDON", "SW1A 2AH")
ACCENTS = "Siân Ŵyn-Ŷnys, Órfhlaith, Łukasz Gżegżółka, Nguyễn Thị Đào, Şahin İnönü, Ștefan"


@dataclass(frozen=True)
class Printout:
    """A letter as it came off the press."""

    data: bytes
    warnings: tuple[str, ...]

    @property
    def sheets(self) -> list[pypdfium2.PdfPage]:
        return list(pypdfium2.PdfDocument(self.data))


Printer = Callable[..., Printout]


@pytest.fixture(scope="module")
def ready() -> Ready:
    return load(Folder(ROOT), DAY)


@pytest.fixture(scope="module")
def printed(ready: Ready) -> Printer:
    """Return a function that prints one recipient's letter, with changes to the row or the look."""
    templates = Templates(ROOT / "templates")
    press = Press(ROOT / "templates", ROOT)

    def render(recipient_id: str, changes: dict[str, Any] | None = None, **look: Any) -> Printout:
        one = next(one for one in ready.recipients if one.id == recipient_id)
        lines = (changes or {}).pop("envelope_lines", ())
        campaign = with_look(replace(ready.campaign, sender=SENDER), look)
        letter = compose(campaign, replace(one, **(changes or {})), DAY)
        letter = replace(letter, envelope_lines=lines or letter.envelope_lines)
        laid_out = press.lay_out(templates.letter(letter, campaign))
        pdf, warnings = press.print(laid_out)
        return Printout(pdf, (*laid_out.warnings, *warnings))

    return render


def with_look(campaign: Campaign, look: dict[str, Any]) -> Campaign:
    sender = look.pop("sender", campaign.sender)
    return replace(campaign, sender=sender, look=replace(campaign.look, **look))


def runs(sheet: pypdfium2.PdfPage) -> list[tuple[str, Rectangle]]:
    """Return each run of text on a page and where it lies, in millimetres from the top left."""
    text = sheet.get_textpage()
    found = []
    for index in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(index)
        box = Rectangle(
            left * POINT, A4_HEIGHT - top * POINT, (right - left) * POINT, (top - bottom) * POINT
        )
        found.append((text.get_text_bounded(left, bottom, right, top), box))
    return found


def words(sheet: pypdfium2.PdfPage) -> str:
    return str(sheet.get_textpage().get_text_range()).replace("\r\n", "\n")


@pytest.mark.parametrize("name", CASES)
def test_every_template_makes_an_accessible_letter(name: str, printed: Printer) -> None:
    recipient_id, sender = CASES[name]
    letter = printed(recipient_id, sender=sender)
    report = conformance.validate_pdf_bytes(
        letter.data, profile=conformance.ValidationProfile.PDF_UA_1
    )
    assert report.is_compliant, [failure.message for failure in report.failures]
    assert letter.warnings == ()
    assert len(letter.sheets) <= 2


@pytest.mark.parametrize("profile_name", envelope_names())
@pytest.mark.parametrize("lines", [SEVEN, SEVEN[2:]])
def test_only_the_address_shows_in_the_window(
    profile_name: str, lines: tuple[str, ...], printed: Printer
) -> None:
    """However the sheet slips: the address all within its block, all else out of sight."""
    first = printed("mp-jim-shannon", {"envelope_lines": lines}, envelope=profile_name).sheets[0]
    profile = envelope_profile(profile_name)
    seen = profile.ever_visible or profile.address
    within = [run for run in runs(first) if overlap(run[1], seen)]
    text = " ".join(words for words, _ in within)
    assert "".join(text.split()) == "".join("".join(lines).split())
    assert all(profile.address.contains(box, slack=0.1) for _, box in within)
    assert all(profile.safe.contains(box) for _, box in runs(first))


def overlap(one: Rectangle, other: Rectangle) -> bool:
    return (
        one.left < other.right
        and other.left < one.right
        and one.top < other.bottom
        and other.top < one.bottom
    )


@pytest.mark.parametrize("sentences", range(0, 46, 5))
@pytest.mark.parametrize("recipient_id", ["mp-iain-duncan-smith", "embassy-kp"])
def test_the_close_is_never_alone(recipient_id: str, sentences: int, printed: Printer) -> None:
    note = "Few members can ask this with more authority than you. " * sentences
    texts = [words(sheet) for sheet in printed(recipient_id, {"note": note.strip()}).sheets]
    last = next(text for text in texts if SENDER.name in text)
    close = "I have the honour" if recipient_id.startswith("embassy") else "Yours sincerely"
    assert close in last
    text = [line for line in last.split(close)[0].split("\n") if line and "·" not in line]
    assert len(text) >= 2


def test_the_running_head_begins_on_page_two(printed: Printer) -> None:
    first, second = printed("mp-iain-duncan-smith").sheets
    head = words(second).replace("\u00a0", " ")
    assert "Sir Iain Duncan Smith MP · 2" in head
    assert reference_of("mp-iain-duncan-smith") in head
    assert "·" not in words(first)


@pytest.mark.parametrize("large", [False, True])
def test_a_specimen_says_so_on_every_page(printed: Printer, large: bool) -> None:
    specimen = printed("embassy-jp", sender=Sender(), large_print=large)
    final = printed("embassy-jp", large_print=large)
    assert all("SPECIMEN" in words(sheet) for sheet in specimen.sheets)
    assert not any("SPECIMEN" in words(sheet) for sheet in final.sheets)


def test_large_print_is_sixteen_point(printed: Printer) -> None:
    def body_sizes(**look: Any) -> list[float]:
        text = printed("minister-prime-minister", **look).sheets[1].get_textpage()
        count = text.count_chars()
        sizes = [pypdfium2.raw.FPDFText_GetFontSize(text, index) for index in range(count)]
        return sorted(sizes)

    usual, large = body_sizes(), body_sizes(large_print=True)
    assert large[len(large) // 2] / usual[len(usual) // 2] == pytest.approx(16 / 11, rel=0.001)


def test_fold_marks_lie_on_the_folds_or_not_at_all(printed: Printer) -> None:
    def marks(**look: Any) -> list[float]:
        sheet = printed("mp-jim-shannon", **look).sheets[0]
        boxes = [thing.get_bounds() for thing in sheet.get_objects(filter=[2])]
        edges = [edge for left, low, _, high in boxes if left < 30 for edge in (low, high)]
        return sorted({round(A4_HEIGHT - edge * POINT) for edge in edges})

    assert marks() == list(envelope_profile("dl-bs4264").folds)
    assert marks(fold_marks=False) == []
    assert marks(envelope="notify-2.4") == []


def test_the_bundled_fonts_have_the_letters_of_europe_and_vietnam(printed: Printer) -> None:
    assert printed("mp-jim-shannon", {"note": ACCENTS}).warnings == ()
    assert printed("mp-jim-shannon", {"envelope_lines": ACCENTS.split(", ")}).warnings == ()


def test_a_machine_without_fonts_makes_the_same_letter(tmp_path: Path) -> None:
    """Points Fontconfig at nothing, as on a bare server, and compares the PDF byte for byte."""
    nothing = tmp_path / "fonts.conf"
    nothing.write_text('<?xml version="1.0"?><fontconfig></fontconfig>', encoding="utf-8")
    letters = []
    for name, extra in (("with", {}), ("without", {"FONTCONFIG_FILE": str(nothing)})):
        command = [
            sys.executable,
            "-W",
            "ignore",
            "-c",
            "from campaign.cli.main import main; main()",
            "-C",
            str(ROOT),
            "generate",
        ]
        command += [
            "--only",
            "embassy-jp",
            "--date",
            "2026-11-23",
            "--output",
            str(tmp_path / name),
        ]
        subprocess.run(command, check=True, capture_output=True, env={**os.environ, **extra})
        letters.append((tmp_path / name / "letters" / "embassy-jp.pdf").read_bytes())
    assert letters[0] == letters[1]


def test_fonts_are_small_and_free() -> None:
    fonts = sorted(FONTS.glob("*.ttf"))
    assert fonts
    for font in fonts:
        licence = FONTS / f"{font.stem.split('-')[0]}-OFL.txt"
        head = licence.read_text(encoding="utf-8").split("-----")[0]
        assert "SIL Open Font License" in head
        assert "Reserved Font Name" not in head
        assert font.stat().st_size < 150_000


KINDS_AND_STANDINGS = [
    *(("mp", standing) for standing in get_args(Standing)),
    *(("peer", standing) for standing in get_args(Standing)),
    *((kind, None) for kind in ("minister", "embassy", "other")),
]


@pytest.mark.parametrize(("kind", "standing"), KINDS_AND_STANDINGS)
@pytest.mark.parametrize("bare", [False, True])
def test_another_campaign_need_only_write_its_background(
    starter: Folder, kind: Any, standing: Standing | None, bare: bool
) -> None:
    """No fact, no speaker and, where bare, no date, issuer or enclosure of this campaign's."""
    for background in starter.templates.glob("partials/background*"):
        background.write_text("<p>Something else happened.</p>", encoding="utf-8")
    statement = Statement("Rivers", "", None, "") if bare else CAMPAIGN.statement
    campaign = replace(
        CAMPAIGN, statement=statement, enclosures=() if bare else (Enclosure("A map"),)
    )
    html = Templates(starter.templates).letter(
        letter(
            recipient=recipient(kind, extra={"group_office": "Chair"}),
            standing=standing,
            template=f"{kind}.html.j2",
        ),
        campaign,
    )
    text = " ".join(re.sub(r"<[^>]*>", "", html.split("<main>")[1]).split())
    assert all(f"“{call.action}”" in text for call in CAMPAIGN.calls)
    assert ("18 October 2023" in text) != bare
    assert ("A map" in text) != bare
    assert not re.search(r" [,.;:]|[,;:][,;:.]|\.\.|statement of\b(?! 18| the)", text)


def test_one_person_may_have_a_block_of_their_own(starter: Folder) -> None:
    own = starter.templates / "recipients" / "mp-office.html.j2"
    own.parent.mkdir()
    own.write_text(
        '{% extends "mp.html.j2" %}{% block personal %}<p>{{ We }} met.</p>{% endblock %}',
        encoding="utf-8",
    )
    for background in starter.templates.glob("partials/background*"):
        background.write_text("", encoding="utf-8")
    html = Templates(starter.templates).letter(
        letter(template="recipients/mp-office.html.j2"), CAMPAIGN
    )
    assert "<p>We met.</p>" in html
    assert "Yours sincerely," in html
