"""A campaign folder with letters of one, two and three pages, made once for all tests here."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from campaign.folder import Folder
from campaign.manifest import Manifest, ManifestEntry
from campaign.pdf import Press
from campaign.postroom.selection import ChosenLetter, select
from campaign.postroom.typesetting import Typesetter
from tests.postroom.print_room import PrintRoom, missing, print_room

ROOT = Path(__file__).parents[2]

PAGE = """<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>{name}</title>
<style>
@font-face {{ font-family: Cabin; src: url("fonts/Cabin-Regular.ttf"); }}
@font-face {{ font-family: Cabin; font-weight: bold; src: url("fonts/Cabin-Bold.ttf"); }}
@page {{ size: A4; margin: 20mm; @bottom-right {{ content: counter(page); font: 9pt Cabin; }} }}
body {{ font: 11pt Cabin; }} section + section {{ break-before: page; }}
</style></head><body>{sections}</body></html>"""

RECIPIENTS = (
    ("minister-prime-minister", "minister", "The Prime Minister", 1),
    ("embassy-thailand", "embassy", "The Ambassador of Thailand", 2),
    ("mp-speaker", "mp", "The Speaker of the House of Commons", 3),
    ("mp-leader", "mp", "The Leader of the House of Commons", 1),
    ("peer-lord-speaker", "peer", "The Lord Speaker", 2),
)
ADDRESSES = {
    "minister": ("10 Downing Street", "LONDON", "SW1A 2AA"),
    "embassy": ("Royal Thai Embassy", "29–30 Queen’s Gate", "LONDON", "SW7 5JB"),
    "mp": ("House of Commons", "LONDON", "SW1A 0AA"),
    "peer": ("House of Lords", "LONDON", "SW1A 0PW"),
}

Publish = Callable[..., Path]


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """A campaign folder with the starter's data and type."""
    root = tmp_path_factory.mktemp("campaign")
    shutil.copytree(ROOT / "data", root / "data")
    shutil.copytree(ROOT / "templates", root / "templates")
    return Folder(root.resolve())


@pytest.fixture(scope="session")
def typesetter() -> Typesetter:
    return Typesetter()


@pytest.fixture(scope="session")
def set_letter(folder: Folder) -> Callable[..., bytes]:
    """Return what sets a tagged letter of so many pages in the campaign's type."""
    press = Press(folder.templates, folder.root)

    def set_one(name: str, pages: int, *, language: str = "en-GB") -> bytes:
        sections = "".join(
            f"<section><h1>{name}</h1><p>Leaf {number} of {pages}.</p></section>"
            for number in range(1, pages + 1)
        )
        html = PAGE.format(name=name, language=language, sections=sections)
        pdf, warnings = press.print(press.lay_out(html))
        assert not warnings
        return pdf

    return set_one


@pytest.fixture(scope="session")
def letters_made(set_letter: Callable[..., bytes]) -> dict[str, bytes]:
    """The PDF of each recipient's letter, by id."""
    return {name: set_letter(title, pages) for name, _, title, pages in RECIPIENTS}


@pytest.fixture
def publish_letters(tmp_path: Path, letters_made: dict[str, bytes]) -> Publish:
    """Return what puts the letters and their manifest into an output folder."""

    def publish(changes: dict[str, dict[str, object]] | None = None, **failed: str) -> Path:
        output = tmp_path / "output"
        (output / "letters").mkdir(parents=True, exist_ok=True)
        entries: dict[str, ManifestEntry] = {}
        for row, (name, kind, title, pages) in enumerate(RECIPIENTS, 2):
            pdf = letters_made[name]
            (output / "letters" / f"{name}.pdf").write_bytes(pdf)
            entry = ManifestEntry(
                key="k" * 64,
                sha256=hashlib.sha256(pdf).hexdigest(),
                pdf=f"letters/{name}.pdf",
                pages=pages,
                row=row,
                kind=kind,  # type: ignore[arg-type]  # the table above names kinds
                recipient=title,
                envelope_lines=(title, *ADDRESSES[kind]),
            )
            entries[name] = replace(entry, **(changes or {}).get(name, {}))  # type: ignore[arg-type]  # a test's own fields
        manifest = Manifest(entries, {name.replace("_", "-"): why for name, why in failed.items()})
        (output / "manifest.json").write_text(json.dumps(manifest.to_json()), encoding="utf-8")
        return output

    return publish


@pytest.fixture
def letters(publish_letters: Publish) -> Sequence[ChosenLetter]:
    """Every letter, chosen for the post."""
    return select(publish_letters())


@pytest.fixture(scope="session")
def open_room() -> Iterator[PrintRoom]:
    """A print room with its printer on; never skipped where CI is set."""
    lacking = missing()
    if lacking and not os.environ.get("CI"):
        pytest.skip(f"no print room here: {', '.join(lacking)} not installed")
    with print_room() as opened:
        yield opened


@pytest.fixture
def room(open_room: PrintRoom) -> PrintRoom:
    """The print room, whatever the test before has done to it."""
    open_room.put_right()
    return open_room
