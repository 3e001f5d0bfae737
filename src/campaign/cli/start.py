"""The ``campaign`` command from its first moment."""

import sys


def main() -> None:
    """Run the command; Ctrl-C ends it with exit code 130 even while it is still being imported."""
    try:
        from campaign.cli.console import open_streams

        open_streams()
        from campaign.cli.main import main as command
    except KeyboardInterrupt:
        sys.stderr.write("Stopped before anything was done.\n")
        sys.exit(130)
    command()
