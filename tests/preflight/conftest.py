"""The bench is laid once, and knows no fonts but those that the letters bring with them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.conftest import ROOT
from tests.preflight.seeding import Bench

FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>{folders}<cachedir>{cache}</cachedir></fontconfig>
"""


def only_these_fonts(patch: pytest.MonkeyPatch, cache: Path, *folders: Path) -> None:
    """Let every press made from now on know the fonts of these folders and no others."""
    names = "".join(f"<dir>{folder}</dir>" for folder in folders)
    configuration = cache / "fonts.conf"
    configuration.write_text(FONTS.format(folders=names, cache=cache / "cache"), encoding="utf-8")
    patch.setenv("FONTCONFIG_FILE", str(configuration))


@pytest.fixture(scope="session")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    with pytest.MonkeyPatch.context() as patch:
        only_these_fonts(patch, tmp_path_factory.mktemp("fonts"), ROOT / "templates/fonts")
        yield Bench.of_the_first_campaign()
