"""What is told of an address: the words stand in ``told.toml``."""

from __future__ import annotations

from pathlib import Path

from campaign.problems import telling

told = telling(Path(__file__).with_suffix(".toml"))
