"""What is told of an address: the words stand in ``told.toml``."""

from pathlib import Path

from campaign.problems import Told

told = Told(Path(__file__).with_suffix(".toml"))
