"""The commands by name, and in words to the campaigner as they work when they are typed here."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import sys
from functools import cache
from pathlib import Path

import click

PROGRAM = "campaign"

# Each command, the module that holds it and what it does, in the order of a campaign's work. What
# it does is said here too so that help needs to import no command.
COMMANDS: dict[str, tuple[str, str]] = {
    "new": ("campaign.cli.new", "Make a campaign folder, ready for its letters."),
    "calls": ("campaign.cli.calls", "Find what a statement asks, of whom and in whose words."),
    "recipients": (
        "campaign.cli.recipients",
        "See, import, fetch or begin the list of recipients.",
    ),
    "supporters": (
        "campaign.cli.supporters",
        "Match supporters with their own members, without a network.",
    ),
    "check": ("campaign.cli.check", "Find every problem without writing a letter."),
    "preview": (
        "campaign.cli.preview",
        "See every letter in the browser as it will print, and tailor it there.",
    ),
    "templates": ("campaign.cli.templates", "See, check and begin templates."),
    "similarity": (
        "campaign.cli.similarity",
        "Tell how alike the letters are, salutation and close left out.",
    ),
    "generate": ("campaign.cli.generate", "Make the letters as PDF files."),
    "proof": (
        "campaign.cli.proof",
        "Make pictures of the letters, to look at before they are printed.",
    ),
    "print-file": ("campaign.cli.print_file", "Lay the letters together in one PDF to print."),
    "labels": ("campaign.cli.labels", "Set the addresses on sheets of labels."),
    "envelopes": (
        "campaign.cli.envelopes",
        "Set the addresses on envelopes without a window, one page each.",
    ),
    "checklist": (
        "campaign.cli.checklist",
        "List the letters to tick off, with sheets, envelopes and stamps.",
    ),
    "print": ("campaign.cli.print", "Print the letters that have not been printed yet."),
    "post-pack": (
        "campaign.cli.post_pack",
        "Pack the letters for a service that prints and posts them.",
    ),
    "tailor": (
        "campaign.cli.tailor",
        "Take the paragraphs changed in Word as that reader's own words.",
    ),
    "posted": ("campaign.cli.posted", "Note that letters have gone into the post."),
    "reply": ("campaign.cli.reply", "Note what a reader has answered, and keep a scan of it."),
    "due": ("campaign.cli.due", "See who is still to answer, by when, and why."),
    "follow-up": ("campaign.cli.follow_up", "Draft the second letter to those who are late."),
    "history": (
        "campaign.cli.history",
        "See all that happened to one reader's letters, or to all.",
    ),
    "report": ("campaign.cli.report_", "Write who answered, and who is late, as a PDF and a CSV."),
    "purge": ("campaign.cli.purge", "Take out personal data that are no longer needed."),
    "privacy": ("campaign.cli.privacy", "See what personal data lie where."),
    "status": ("campaign.cli.status", "See how the campaign stands, and what to do next."),
    "completion": (
        "campaign.cli.completion",
        "Print what makes a shell complete commands, ids, columns and templates.",
    ),
    "doctor": ("campaign.cli.doctor", "See whether this machine has all that letters need."),
}

# "campaign generate" is a command; "the campaign calls" is a sentence.
COMMAND = re.compile(
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
        return f"{program()} {folder_option() if found[1] != 'new' else ''}"

    return COMMAND.sub(typed, words)


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


def folder_option() -> str:
    """Return "-C DIR " as this run was given it, or nothing."""
    context = click.get_current_context(silent=True)
    folder = context.find_root().params.get("folder") if context else None
    return f"-C {quoted(str(folder))} " if folder else ""


def quoted(path: str) -> str:
    """Return a path for this system's shell, in quotation marks where it needs them."""
    if os.name != "nt":
        return shlex.quote(path)
    from subprocess import list2cmdline  # takes longer to import than a path to quote

    return list2cmdline([path])
