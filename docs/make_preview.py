"""Take the pictures of the page for the docs: its places, and the sender's form."""

from __future__ import annotations

import datetime as dt
import io
import shutil
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from campaign.folder import Folder
from campaign.preview.desk import Desk
from campaign.preview.serve import serving

PICTURES = Path(__file__).parent / "pictures"
DAY = dt.date(2026, 11, 23)
LETTER = "mp-iain-duncan-smith"
WORDS = (
    "We should be glad to call on you at Westminster before the House rises for Christmas, and to"
    " bring with us what has been published since the statement."
)
COLOURS = 192
SEEN = {"statement": "grave concern", "readers": "Chingford and Woodford Green"}
"""Words by which a place is known to be there."""


def main() -> None:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with (
        tempfile.TemporaryDirectory() as place,
        serving(Desk(copied(Path(place).resolve()), DAY)) as guard,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto(f"{guard.link}#{LETTER}")
        page.get_by_text("identical").wait_for()
        page.locator("#tally").get_by_text("No problems").wait_for(timeout=90_000)
        page.locator("#note").fill(WORDS)
        page.keyboard.press("Control+s")
        page.locator("#reading").get_by_text("before the House rises").wait_for(state="attached")
        page.locator("#toast").evaluate("toast => toast.replaceChildren()")
        page.get_by_text("% identical").wait_for()
        page.get_by_role("button", name="MPs").click()
        page.evaluate("document.activeElement.blur()")
        keep(page.screenshot(), "preview")
        page.get_by_role("link", name="Wording").click()
        page.locator(".beside img").first.wait_for()
        page.mouse.move(0, 400)
        keep(page.screenshot(), "wording")
        for place_of, name in (("Statement", "statement"), ("Readers", "readers")):
            page.get_by_role("link", name=place_of, exact=True).click()
            page.locator(f"#{name}").get_by_text(SEEN[name]).first.wait_for()
            page.mouse.move(0, 400)
            keep(page.screenshot(), name)
        page.get_by_role("button", name="Specimen").click()
        page.locator("#sender input").first.wait_for()
        keep(page.screenshot(), "sender")
        browser.close()


def copied(place: Path) -> Folder:
    """Return a copy of the repository's own campaign, to write in."""
    for name in ("data", "templates"):
        shutil.copytree(Path(__file__).parents[1] / name, place / name)
    return Folder(place)


def keep(screenshot: bytes, name: str) -> None:
    picture = Image.open(io.BytesIO(screenshot)).convert("RGB").quantize(COLOURS)
    picture.save(PICTURES / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
