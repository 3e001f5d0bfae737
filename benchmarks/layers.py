"""What each layer of the quick press buys: processor milliseconds a letter, with it and without.

python benchmarks/layers.py [--letters 150] [--turns 3]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from pathlib import Path
from statistics import median
from typing import Any
from unittest.mock import patch

from pages import html_pages, make_campaign

from campaign.pdf import Press
from campaign.pdf.quick import press as quick


def none(*_: Any) -> None:
    return None


def replaced(name: str, by: Callable[..., Any]) -> Callable[[], AbstractContextManager[Any]]:
    return lambda: patch.object(quick, name, by)


@contextmanager
def own_fonts() -> Iterator[None]:
    """Let each letter embed its fonts as WeasyPrint does."""
    with patch.object(quick, "pack_fonts", none), patch.object(quick, "TypeCase", lambda _: {}):
        yield


LAYERS: dict[str, Callable[[], AbstractContextManager[Any]]] = {
    "all": nullcontext,
    "frames of like letters (forme.py)": replaced("frame_of", none),
    "fonts packed once (fonts.py)": own_fonts,
    "lines (lines.py)": replaced("remembering_lines", nullcontext),
    "standing pages (standing.py)": replaced("keeping_pages", nullcontext),
    "ink (ink.py)": replaced("keeping_ink", nullcontext),
    "structure (structure.py)": replaced("keeping_structure", nullcontext),
    "packing (packing.py)": replaced("packing_quickly", nullcontext),
}


def milliseconds(folder: Path, pages: list[str], without: Callable[[], Any] | None) -> float:
    """Return what a letter takes of the processor: as all letters of a run, the first included."""
    press = Press(folder / "templates", folder, "pdf/ua-1")
    with ExitStack() as stack:
        if without:
            stack.enter_context(without())
        else:
            press.quick = None
        began = time.process_time()
        for html in pages:
            press.print(press.lay_out(html))
    return (time.process_time() - began) / len(pages) * 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--letters", type=int, default=150)
    parser.add_argument("--turns", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "campaign")
        make_campaign(folder, options.letters)
        pages = [*html_pages(folder).values()]
        taken: dict[str, list[float]] = {name: [] for name in LAYERS}
        for _ in range(options.turns):
            for name, without in LAYERS.items():
                taken[name].append(milliseconds(folder, pages, without))
        plain = milliseconds(folder, pages[:40], None)
    whole = median(taken["all"])
    print(f"plainly: {plain:.1f} ms a letter; quickly: {whole:.1f} ms ({plain / whole:.1f} times)")
    for name, times in taken.items():
        if name != "all":
            without = median(times)
            print(f"without {name:<36} {without:6.1f} ms  {(without / whole - 1) * 100:+5.1f} %")


if __name__ == "__main__":
    sys.exit(main())
