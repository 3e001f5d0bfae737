"""How letters are set: quickly, or plainly by what WeasyPrint promises to everybody alone.

The one switch of a process; ``CAMPAIGN_QUICK=0`` turns it where the command line begins, and
processes that are started for a run are told (making/process.py).
"""

QUICK, PLAIN = "quick", "plain"

_chosen = QUICK


def choose_pace(pace: str) -> None:
    """Have this process set letters at this pace from now on."""
    global _chosen  # the one switch
    _chosen = pace


def pace() -> str:
    """Return how this process sets letters, as far as it may choose."""
    return _chosen
