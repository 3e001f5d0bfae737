"""The picture of the rooms is true: every room is in it, in the order that imports allow."""

from __future__ import annotations

import re
import tomllib
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import campaign

ROOT = Path(__file__).parent.parent


def drawn() -> list[str]:
    page = (ROOT / "docs/design.md").read_text(encoding="utf-8")
    picture = page.split("src/campaign/\n")[1].split("```")[0]
    return re.findall(r"^  (\w+)(?:\.py|/) ", picture, re.MULTILINE)


def test_every_room_is_drawn_once() -> None:
    rooms = [
        path.stem
        for path in (ROOT / "src/campaign").iterdir()
        if path.suffix == ".py" or (path / "__init__.py").exists()
    ]
    assert sorted(drawn()) == sorted(set(rooms) - {"__init__", "__main__"})


def test_the_picture_follows_the_layers() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = project["tool"]["importlinter"]["contracts"][0]["layers"]
    depth = {
        room.strip(): number for number, layer in enumerate(layers) for room in layer.split("|")
    }
    depths = [depth[room] for room in drawn()]
    assert depths == sorted(depths)


def test_no_pattern_of_lines_begins_with_empty_ones() -> None:
    """It would look through the same empty lines from each of them: ten thousand take minutes."""
    found = []
    for module in walk_packages(campaign.__path__, "campaign."):
        if not module.name.endswith("__main__"):
            found += vars(import_module(module.name)).values()
    patterns = {one for one in found if isinstance(one, re.Pattern) and one.flags & re.MULTILINE}
    assert len(patterns) > 10
    begins = re.compile(r"\^\(*(?:\?:)?\\s[*+]")
    assert begins.search(r"(?m)^(\s*)x")
    assert not [one.pattern for one in patterns if begins.search(str(one.pattern))]
