"""The command line: it reads the clock and the environment, delegates, and reports."""

from campaign.cli.main import main

__all__ = ["main"]
