"""Draw the pictures in the docs from letters that the program has just made."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import pypdfium2
from PIL import Image

PICTURES = Path(__file__).parent / "pictures"
LETTERS = {
    "letter-mp": "mp-geoffrey-clifton-brown",
    "letter-embassy": "embassy-cn",
}
DAY = "2026-11-23"
WIDTH = 900  # pixels: sharp where the page shows it at half that, and not heavy to load


def page_picture(pdf: Path) -> Image.Image:
    """Return the first page, with the thin edge that a sheet has on a white screen."""
    page = pypdfium2.PdfDocument(pdf)[0]
    sheet: Image.Image = page.render(scale=WIDTH / page.get_width()).to_pil()
    framed = Image.new("RGB", (sheet.width + 2, sheet.height + 2), "#b8b8b8")
    framed.paste(sheet, (1, 1))
    return framed


def main() -> None:
    campaign = Path(sys.executable).parent / "campaign"
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "campaign"
        subprocess.run([campaign, "new", folder, "--example"], check=True)
        only = [word for letter in LETTERS.values() for word in ("--only", letter)]
        subprocess.run([campaign, "-C", folder, "generate", "--date", DAY, *only], check=True)
        subprocess.run([campaign, "-C", folder, "checklist", *only], check=True)
        enclosed = page_picture(folder / "output/enclosures/statement.pdf")
        enclosed.quantize(128).save(PICTURES / "enclosure.png", optimize=True)
        sheet = page_picture(folder / "output/print/checklist.pdf")
        # The upper part: below it a list of two letters is empty.
        sheet = sheet.crop((0, 0, sheet.width, sheet.height // 2))
        sheet.quantize(128).save(PICTURES / "checklist.png", optimize=True)
        for name, letter in LETTERS.items():
            picture = page_picture(folder / "output/letters" / f"{letter}.pdf")
            picture.quantize(128).save(PICTURES / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
