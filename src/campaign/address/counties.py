"""The former postal counties, which Royal Mail asks to leave out of an address."""

import tomllib
from pathlib import Path

_NAMES: str = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))["names"]
_COUNTIES = frozenset(" ".join(name.split()) for name in _NAMES.split(","))


def is_former_postal_county(line: str) -> bool:
    """Whether an address line is a county, full or as commonly shortened."""
    return line.casefold().replace(".", "").replace("&", "and").strip() in _COUNTIES
