"""What is told of a list of supporters: the words stand in ``told.toml``."""

from pathlib import Path

from campaign.problems import Told

told = Told(Path(__file__).with_suffix(".toml"))
