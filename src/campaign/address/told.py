"""What is told of an address: the words stand in ``told.toml``."""

from __future__ import annotations

import tomllib
from pathlib import Path

from campaign.problems import Problem

_TABLE: dict[str, dict[str, str]] = tomllib.loads(
    Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
)


def told(code: str, **words: object) -> Problem:
    """Return the problem of a code with words filled in; it has no file and no row."""
    said = _TABLE[code]
    return Problem(
        code,
        said["message"].format(**words),
        said["hint"].format(**words).lstrip(),
        column=said.get("column", "address"),
        severity="warning" if "severity" in said else "error",
    )
