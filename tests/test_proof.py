"""Pictures of letters show every page, and the faults where they are."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from PIL import Image, ImageChops

from campaign.cli.main import main
from campaign.folder import Folder
from campaign.proof import ACROSS, DOWN, contact_sheets

ONE = ("--only", "embassy-cn")
DAY = ("--date", "2026-11-23", "--after-act-by")


def run(starter: Folder, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["-C", str(starter.root), "proof", *DAY, *arguments])


def pictures(starter: Folder) -> list[str]:
    return sorted(path.name for path in (starter.output / "proof").iterdir())


def opened(starter: Folder, name: str) -> Image.Image:
    return Image.open(starter.output / "proof" / name).convert("RGB")


def coloured(picture: Image.Image, name: str) -> int:
    """Return how many pixels are of just this colour."""
    wanted = tuple(int(name[place : place + 2], 16) for place in (1, 3, 5))
    counted = picture.getcolors(picture.width * picture.height) or []
    return next((count for count, colour in counted if colour == wanted), 0)


def test_each_page_is_a_picture_of_a4(starter: Folder) -> None:
    result = run(starter, *ONE, "--dpi", "72")
    assert result.exit_code == 0, result.output
    assert pictures(starter) == ["embassy-cn-1.png", "embassy-cn-2.png"]
    assert opened(starter, "embassy-cn-1.png").size == (596, 842)


def test_the_overlay_draws_the_window_on_the_first_page_only(starter: Folder) -> None:
    run(starter, *ONE, "--dpi", "72")
    plain = opened(starter, "embassy-cn-1.png")
    run(starter, *ONE, "--dpi", "72", "--overlay")
    first, second = (opened(starter, f"embassy-cn-{page}.png") for page in (1, 2))
    assert ImageChops.difference(plain, first).getbbox()
    assert not coloured(plain, "#1d7a3c")
    assert coloured(first, "#1d7a3c") > 300
    assert not coloured(second, "#1d7a3c")
    assert not coloured(first, "#c00000")


def test_a_fault_is_drawn_told_and_does_not_stop_the_picture(starter: Folder) -> None:
    page = starter.templates / "embassy.html.j2"
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("{% block closing %}", "{% block closing %}<p>TODO</p>"), "utf-8")
    result = run(starter, *ONE, "--dpi", "72", "--overlay", "--json")
    assert result.exit_code == 1
    document = json.loads(result.stdout)
    assert [problem["code"] for problem in document["problems"]] == ["placeholder"]
    assert [Path(name).name for name in document["pictures"]] == pictures(starter)
    assert coloured(opened(starter, "embassy-cn-2.png"), "#c00000") > 30


def test_a_letter_without_a_page_is_told_and_the_others_are_shown(starter: Folder) -> None:
    (starter.templates / "minister.html.j2").write_text("{{ nobody }}", encoding="utf-8")
    result = run(starter, *ONE, "--only", "minister-chris-elmore", "--dpi", "40")
    assert result.exit_code == 1
    assert "nobody" in result.stderr
    assert pictures(starter) == ["embassy-cn-1.png", "embassy-cn-2.png"]


def test_the_contact_sheet_has_every_page(starter: Folder) -> None:
    result = run(starter, *ONE, "--only", "mp-sarah-champion", "--sheet")
    assert result.exit_code == 0, result.output
    assert pictures(starter) == ["contact-sheet-1.png"]
    assert "1 picture" in result.stderr
    # Two letters, one of them with what it asks on its second page.
    assert coloured(opened(starter, "contact-sheet-1.png"), "#ffffff") > 2 * 300 * 424


@pytest.mark.parametrize("count", [1, ACROSS * DOWN, ACROSS * DOWN + 1])
def test_contact_sheets_are_filled_in_turn(count: int) -> None:
    page = Image.new("RGB", (300, 424), "white")
    pages = [(f"id-{number}", page, number == 0) for number in range(count)]
    sheets = list(contact_sheets(pages))
    white = sum(coloured(sheet, "#ffffff") for sheet in sheets)
    assert len(sheets) == -(-count // (ACROSS * DOWN))
    assert white == pytest.approx(300 * 424 * count, rel=0.05)
    assert coloured(sheets[0], "#c00000") > 1000


@pytest.mark.skipif(sys.platform != "linux", reason="fonts are found in another way here")
def test_a_machine_without_any_font_is_told(starter: Folder, tmp_path: Path) -> None:
    nothing = tmp_path / "fonts.conf"
    nothing.write_text("<fontconfig></fontconfig>", encoding="utf-8")
    shutil.rmtree(starter.templates / "fonts")
    command = Path(sys.executable).with_name("campaign")
    done = subprocess.run(
        [command, "-C", starter.root, "proof", *DAY, *ONE],
        check=False,
        capture_output=True,
        env={**os.environ, "FONTCONFIG_FILE": str(nothing)},
    )
    assert done.returncode == 1
    assert b"embassy-cn" in done.stderr
    assert b"Traceback" not in done.stderr


def test_an_id_that_is_not_there_is_told(starter: Folder) -> None:
    result = run(starter, "--only", "nobody", "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["problems"][0]["code"] == "unknown-id"
