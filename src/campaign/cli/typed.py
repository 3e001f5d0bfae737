"""The commands by name, and in words to the campaigner as they work when they are typed here."""

import os
import re
import shlex
import shutil
import sys
from functools import cache
from pathlib import Path

import click

PROGRAM = "campaign"

COMMANDS = (
    "new",
    "calls",
    "recipients",
    "supporters",
    "check",
    "preview",
    "templates",
    "similarity",
    "generate",
    "proof",
    "print-file",
    "labels",
    "envelopes",
    "checklist",
    "print",
    "post-pack",
    "tailor",
    "posted",
    "reply",
    "due",
    "follow-up",
    "history",
    "report",
    "purge",
    "privacy",
    "status",
    "completion",
    "doctor",
)
"""Every command, in the order of a campaign's work; each has a module of its name."""

# "campaign generate" is a command; "the campaign calls" is a sentence.
_COMMAND = re.compile(
    r"(?<![Tt]he )(?<!this )(?<![\w/.\\-])campaign (?=(?:-C|([a-z]+(?:-[a-z]+)?))\b)"
)


def as_typed(words: str) -> str:
    """Return words in which each of our commands works as typed: the program, then the folder.

    The program's own path stands in the place of its name where a shell would not find it, and
    the folder that this run was given is given again.
    """

    def typed(found: re.Match[str]) -> str:
        if found[1] is None:
            return f"{program()} "
        if found[1] not in COMMANDS:
            return found[0]
        return f"{program()} {where if found[1] != 'new' else ''}"

    context = click.get_current_context(silent=True)
    folder = context.find_root().params.get("folder") if context else None
    where = f"-C {quoted(str(folder))} " if folder else ""
    return _COMMAND.sub(typed, words)


@cache
def program() -> str:
    """Return what starts this program when it is typed in the folder of this run."""
    running = Path(sys.argv[0])
    if running.name == "__main__.py":
        return f"{quoted(sys.executable)} -m {PROGRAM}"
    if running.stem != PROGRAM or not running.is_file():
        return PROGRAM
    on_path = shutil.which(PROGRAM)
    if on_path and Path(on_path).resolve() == running.resolve():
        return PROGRAM
    inside = os.path.relpath(running)
    return quoted(str(running.absolute()) if inside.startswith("..") else inside)


def quoted(path: str) -> str:
    """Return a path for this system's shell, in quotation marks where it needs them."""
    if os.name != "nt":
        return shlex.quote(path)
    from subprocess import list2cmdline  # takes longer to import than a path to quote

    return list2cmdline([path])
