"""The letters to compare with: one campaign, its pages of HTML, and their text in blocks."""

from __future__ import annotations

import csv
import datetime as dt
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element

DAY = dt.date(2026, 11, 23)
CAMPAIGN = Path(sys.executable).parent / "campaign"


def make_campaign(folder: Path, letters: int) -> None:
    """Make a campaign with that many letters: the starter's recipients, again and again."""
    subprocess.run([CAMPAIGN, "new", folder, "--example"], check=True, capture_output=True)
    table = folder / "data/recipients.csv"
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        for number in range(letters):
            row = rows[number % len(rows)]
            writer.writerow({**row, "id": f"{number:05}-{row['id']}"})
    settings = folder / "data/campaign.toml"
    text = settings.read_text(encoding="utf-8")
    text = text.replace('name = ""', 'name = "The Secretary"', 1)
    text = text.replace("address = []", 'address = ["House of Commons", "LONDON"]', 1)
    text = text.replace('postcode = ""', 'postcode = "SW1A 0AA"', 1)
    settings.write_text(text, encoding="utf-8")


def html_pages(folder: Path) -> dict[str, str]:
    """Return each letter's HTML by its id, just as `campaign generate` sets it."""
    from campaign.folder import find_folder
    from campaign.html import Templates
    from campaign.making.load import load

    ready = load(find_folder(folder), DAY)
    templates = Templates(ready.folder.templates)
    return {letter.id: templates.letter(letter, ready.campaign) for letter in ready.letters(DAY)}


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of a letter; ``number`` counts the items of a list from 1."""

    kind: str
    text: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Plain:
    """A letter's words without their HTML, for the peers that have a language of their own."""

    head: str
    address: tuple[str, ...]
    beside: tuple[str, ...]
    body: tuple[Block, ...]


def plain(html: str) -> Plain:
    """Return the words of one letter, so that every peer sets the same ones."""
    from tinyhtml5 import parse

    body = parse(html, namespace_html_elements=False).find("body")
    head = body.find(".//div[@class='letterhead']")
    beside = body.find(".//div[@class='beside']")
    lines = "".join(body.find(".//address").itertext()).strip().splitlines()
    return Plain(
        words(head),
        tuple(line.strip() for line in lines),
        tuple(words(line) for line in beside.iter("p")),
        tuple(blocks(body.find("main"))),
    )


def blocks(element: Element) -> Iterator[Block]:
    number = 0
    for child in element:
        if child.tag in ("p", "h1", "h2"):
            yield Block(child.get("class") or child.tag, words(child))
        elif child.tag == "li":
            number += 1
            yield Block("li", words(child), number)
        else:
            yield from blocks(child)


def words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())
