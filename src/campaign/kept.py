"""What takes long to work out is kept where Python keeps its compiled modules, and can be lost.

It is as safe there as the program itself, which whoever can write there could change as well.
"""

from __future__ import annotations

import hashlib
import importlib.util
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

MOST_VERSIONS = 8
"""Versions of one thing that are kept; the oldest go first."""

FOLDER = Path(importlib.util.cache_from_source(__file__)).parent
"""Python's folder of this program's compiled modules."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The place of one version of a thing: what this Python made of these ``sources``."""

    thing: str
    sources: tuple[str, ...]

    @property
    def path(self) -> Path:
        made_from = repr((sys.version, self.sources)).encode()
        return FOLDER / f"{self.thing}-{hashlib.sha256(made_from).hexdigest()[:20]}.kept"

    def read(self) -> bytes:
        """Return what is kept, or nothing; nothing too where the file was damaged."""
        try:
            content = self.path.read_bytes()
        except OSError:
            return b""
        whole, content = content[:32], content[32:]
        return content if hashlib.sha256(content).digest() == whole else b""

    def write(self, content: bytes) -> None:
        """Keep this where Python itself may keep what it compiles."""
        if sys.dont_write_bytecode:
            return
        # Where it cannot be kept it is worked out again.
        with suppress(OSError):
            FOLDER.mkdir(parents=True, exist_ok=True)
            # Half a file is known by its digest, so it may be left by whoever is killed meanwhile.
            self.path.write_bytes(hashlib.sha256(content).digest() + content)
            versions = FOLDER.glob(f"{self.thing}-*.kept")
            for path in sorted(versions, key=lambda path: path.stat().st_mtime)[:-MOST_VERSIONS]:
                path.unlink()
