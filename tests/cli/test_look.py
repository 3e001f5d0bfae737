"""One run's letters may be large, archival, plain text or final, whatever campaign.toml says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, get_args

import page as conformance
import pytest
from click.testing import CliRunner
from tests.conftest import ROOT

from campaign.cli.main import main
from campaign.cli.options import PDF_VARIANTS
from campaign.folder import Folder
from campaign.model import PdfVariant
from campaign.pdf import Press

ONE = ("--only", "embassy-cn", "--date", "2026-11-23", "--after-act-by")
SENDER = """
[sender]
name = "The Secretary"
address = ["1 High Street", "LONDON"]
postcode = "N1 9GU"
"""


def generate(starter: Folder, *arguments: str) -> dict[str, Any]:
    command = ["-C", str(starter.root), "generate", "--json", "--jobs", "1", *ONE, *arguments]
    document: dict[str, Any] = json.loads(CliRunner().invoke(main, command).stdout)
    return document


def test_the_command_knows_every_variant() -> None:
    assert get_args(PdfVariant) == PDF_VARIANTS


# WeasyPrint leaves its own colour profile open.
@pytest.mark.filterwarnings("ignore:unclosed file.*sRGB2014:ResourceWarning")
@pytest.mark.parametrize("variant", get_args(PdfVariant))
def test_each_variant_keeps_its_standard(variant: str) -> None:
    press = Press(ROOT / "templates", ROOT, variant)
    html = (ROOT / "tests/golden/peer-member.html").read_text(encoding="utf-8")
    pdf, warnings = press.print(press.lay_out(html))
    profile = conformance.ValidationProfile(variant.split("-")[1].replace("1", "ua1"))
    report = conformance.validate_pdf_bytes(pdf, profile=profile)
    assert report.is_compliant, [failure.message for failure in report.failures]
    assert warnings == ()


def test_another_variant_and_a_larger_type_are_other_letters(starter: Folder) -> None:
    plain = generate(starter)["letters"][0]
    archival = generate(starter, "--pdf-variant", "pdf/a-3a")["letters"][0]
    large = generate(starter, "--large-print")["letters"][0]
    assert [letter["status"] for letter in (plain, archival, large)] == ["written"] * 3
    assert len({letter["sha256"] for letter in (plain, archival, large)}) == 3
    assert large["pages"] > plain["pages"]


def test_text_is_written_once_and_not_listed_for_the_post_room(starter: Folder) -> None:
    first, second = (generate(starter, "--format", "txt")["letters"] for _ in range(2))
    assert [(letter["pdf"], letter["status"]) for letter in (*first, *second)] == [
        ("letters/embassy-cn.txt", "written"),
        ("letters/embassy-cn.txt", "unchanged"),
    ]
    text = (starter.output / "letters/embassy-cn.txt").read_text(encoding="utf-8")
    assert "Your Excellency,\n" in text
    assert not (starter.output / "manifest.json").exists()


@pytest.mark.parametrize(
    ("words", "code"), [("TODO ask", "placeholder"), ("{{ nobody }}", "template-variable")]
)
def test_a_text_at_fault_is_not_written(starter: Folder, words: str, code: str) -> None:
    page = starter.templates / "embassy.html.j2"
    source = page.read_text(encoding="utf-8")
    opening = "{% block closing %}"
    page.write_text(source.replace(opening, f"{opening}<p>{words}</p>"), encoding="utf-8")
    document = generate(starter, "--format", "txt")
    assert document["letters"][0]["status"] == "failed"
    assert [problem["code"] for problem in document["problems"]] == [code]
    assert not (starter.output / "letters").exists()


@pytest.mark.parametrize("command", ["generate", "check"])
@pytest.mark.usefixtures("few")
def test_no_final_letter_is_a_specimen(starter: Folder, command: str) -> None:
    arguments = ["-C", str(starter.root), command, "--final", "--json", *ONE[2:]]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 1
    problems = json.loads(result.stdout)["problems"]
    errors = {problem["code"] for problem in problems if problem["severity"] == "error"}
    assert errors == {"specimen"}


def test_a_letter_with_a_sender_is_final(starter: Folder) -> None:
    with_sender(starter.configuration)
    document = generate(starter, "--final", "--format", "txt")
    assert document["problems"] == []
    assert document["letters"][0]["status"] == "written"


def with_sender(configuration: Path) -> None:
    text = configuration.read_text(encoding="utf-8")
    before, _, after = text.partition("\n[sender]")
    rest = after.partition("\n[")
    configuration.write_text(f"{before}\n{SENDER}{''.join(rest[1:])}", encoding="utf-8")
