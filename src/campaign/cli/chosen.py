"""Which letters a command of the post room is about: the options, and what they choose."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from campaign.cli import options
from campaign.cli.clock import today
from campaign.cli.exit import tell_now
from campaign.cli.generate import tell_of_specimens
from campaign.cli.whose import listed, output_of, ready_for, wanted_of
from campaign.english import counted
from campaign.folder import Folder
from campaign.lock import held
from campaign.manifest import MANIFEST, Judged, as_made, read_manifest
from campaign.model import Recipient
from campaign.postroom.selection import ChosenLetter, select
from campaign.problems import CampaignError, Problem, as_warnings, errors, refuse
from campaign.typography import british_list

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    from campaign.making.load import Ready

as_made_option = click.option(
    "--as-made",
    is_flag=True,
    help="Take the letters as they were made, whatever has changed since.",
)


@dataclass(frozen=True, slots=True)
class Choice:
    """What the options ask for; ``copies`` overrides the list's own."""

    only: tuple[str, ...] = ()
    where: tuple[tuple[str, str], ...] = ()
    output: Path | None = None
    large_print: bool = False
    as_made: bool = False
    supporters: bool = False

    @property
    def narrows(self) -> bool:
        return bool(self.only or self.where)

    def ids(self, recipients: Sequence[Recipient]) -> set[str] | None:
        """Return the ids asked for, None for all; raises CampaignError for an unknown column."""
        from campaign.making.choose import matches, nobody, unknown_columns

        if not self.where:
            return set(self.only) or None
        file = next((row.file for row in recipients), "")
        refuse(unknown_columns(dict(self.where), recipients, file))
        fitting = {row.id for row in recipients if matches(row, dict(self.where))}
        if recipients and not fitting:
            refuse(nobody(dict(self.where), recipients, file))
        return fitting & set(self.only) if self.only else fitting


@dataclass(frozen=True, slots=True)
class Chosen:
    """The letters asked for, the folder that they lie in, and the campaign if it was read."""

    output: Path
    letters: tuple[ChosenLetter, ...]
    ready: Ready | None = None

    @property
    def of_supporters(self) -> Ready | None:
        """The campaign, where the letters are in its supporters' names."""
        return self.ready if self.ready and self.ready.supporters else None

    def apart(self, by: str | None) -> bool:
        """Whether each letter goes by itself; raises a usage error for a --by of other letters."""
        if by and not self.of_supporters:
            raise click.UsageError("--by is of the letters of --supporters.")
        return self.of_supporters is not None and by != "member"


def with_class(posted: DataclassInstance) -> dict[str, object]:
    """Return how a letter goes as JSON has it: Python has another use for the word “class”."""
    return {("class" if key == "post" else key): value for key, value in asdict(posted).items()}


def choice_options(command: options.C) -> options.C:
    """Add the options that choose letters, which become the one argument ``choice``."""

    @functools.wraps(command)
    def with_choice(*args: Any, **given: Any) -> Any:
        asked = {field.name: given.pop(field.name) for field in fields(Choice)}
        return command(*args, choice=Choice(**asked), **given)

    output = options.output("Where the letters are.")
    for option in (options.supporters, as_made_option, options.large, output, options.where):
        with_choice = option(with_choice)
    return cast("options.C", options.only(with_choice))


def chosen_letters(
    folder: Folder, choice: Choice, copies: int | None = None, *, posted_too: bool = False
) -> Chosen:
    """Return the letters asked for, held against other runs until the command ends.

    Those that have been posted are left out unless they are named, or ``posted_too``.
    Raises CampaignError naming every letter that is not as the campaign wants it by now, or where
    another run holds the output folder.
    """
    output = held_output(folder, choice)
    if choice.as_made:
        return as_they_were_made(folder, output, choice, copies)
    return as_they_are_wanted(folder, output, choice, copies, posted_too)


def held_output(folder: Folder, choice: Choice) -> Path:
    """Return where the letters lie, held against other runs."""
    output = output_of(folder, choice.output, choice.large_print, choice.supporters)
    # Where nothing was ever made there is nothing to hold, and no folder is to be left behind.
    if output.is_dir():
        click.get_current_context().with_resource(held(output))
    return output


def judged_now(folder: Folder, output: Path, choice: Choice) -> tuple[Ready, tuple[Judged, ...]]:
    """Return the campaign as it wants its letters now, and how each of them stands."""
    from campaign.making.wanted import judge

    ready = wanted_of(folder, output, choice.supporters, today())
    tell_of_specimens(ready)
    return ready, judge(ready, output, today())


def current_letters(folder: Folder, choice: Choice) -> tuple[Chosen, list[Problem]]:
    """Return the letters that are up to date, held; the others are told in a warning."""
    output = held_output(folder, choice)
    _, judged = judged_now(folder, output, choice)
    current = {one.id for one in judged if one.state == "current"}
    others = [one.id for one in judged if one.state not in ("current", "unwanted")]
    letters = select(output, current if others and current else None, None, judged)
    message = f"Not up to date, and left out: {british_list(others)}."
    hint = "Bring them up to date with: campaign generate. Or take them --as-made."
    left = [Problem("not-current", message, hint, severity="warning")] if others else []
    return Chosen(output, letters), left


def letters_as_recorded(folder: Folder, choice: Choice) -> Chosen:
    """Return the letters asked for as the record has them, with nothing said of what is wanted."""
    output = output_of(folder, choice.output, choice.large_print, choice.supporters)
    ids = choice.ids(rows_to_choose(folder, output, choice))
    manifest = read_manifest(output / MANIFEST)
    known = [Judged(name, "current", entry) for name, entry in manifest.letters.items()]
    return Chosen(output, select(output, ids, judged=known))


def as_they_were_made(folder: Folder, output: Path, choice: Choice, copies: int | None) -> Chosen:
    from campaign.making.looked_at import for_printing, only_looked_at

    ids = choice.ids(rows_to_choose(folder, output, choice))
    judged, ready = as_made(output, failed_too=True), None
    if choice.supporters or only_looked_at(folder):
        ready = wanted_of(folder, output, choice.supporters, today())
        ids, left_out = for_printing(ready, judged, ids, today())
        tell_now(left_out)
    return Chosen(output, select(output, ids, copies, judged), ready)


def as_they_are_wanted(
    folder: Folder, output: Path, choice: Choice, copies: int | None, posted_too: bool
) -> Chosen:
    from campaign.making.looked_at import for_printing

    ready, judged = judged_now(folder, output, choice)
    ids = choice.ids(ready.recipients)
    # A row that cannot be read wants a letter that was not made.
    unread = [] if choice.narrows else errors(ready.problems)
    if choice.supporters and not choice.narrows:
        # One supporter's row never keeps the letters of the others.
        failed = [one.id for one in judged if one.state == "failed"]
        judged = tuple(one for one in judged if one.state != "failed")
        message = f"Left out, as they could not be made: {british_list(failed)}."
        hint = "See why with: campaign generate --supporters"
        left = [Problem("letter-failed", message, hint)] if failed else []
        tell_now(as_warnings((*unread, *left)))
        unread = []
    if ids is None and not posted_too:
        ids = not_posted_yet(folder, judged)
    ids, left_out = for_printing(ready, judged, ids, today())
    tell_now(left_out)
    try:
        letters = select(output, ids, copies, judged)
    except CampaignError as error:
        told = error.problems
        if choice.supporters:
            again = "campaign generate --supporters"
            told = tuple(replace(p, hint=p.hint.replace("campaign generate", again)) for p in told)
        raise CampaignError(*unread, *told) from error
    if unread:
        message = f"The rest, {counted(len(letters), 'letter')}, could go; nothing was done yet."
        hint = "Mend what is wrong above; or go on without it, with the letters --as-made."
        raise CampaignError(*unread, Problem("others-wait", message, hint))
    return Chosen(output, letters, ready)


def not_posted_yet(folder: Folder, judged: Sequence[Judged]) -> set[str] | None:
    """Return the ids not posted yet, None where none is; raises CampaignError where all are."""
    from campaign.postroom.posting import left_to_post, references_posted

    try:
        posted = references_posted(folder.ledger)
    except CampaignError as error:
        tell_now(as_warnings(error.problems))
        return None
    left, out = left_to_post(judged, posted)
    if out:
        again = "name them with --only or --where to have them again."
        click.echo(f"{out} left out, posted already: {again}", err=True)
    return left


def as_it_stands(folder: Folder) -> Ready:
    """Read the campaign as it is now; letters that were made may be posted after the act-by day."""
    return ready_for(folder, today(), False, after_act_by=True)


def rows_to_choose(folder: Folder, output: Path, choice: Choice) -> Sequence[Recipient]:
    """Return the rows to choose from, where a choice is by their columns."""
    if not choice.where:
        return ()
    if choice.supporters:
        return wanted_of(folder, output, choice.supporters, today()).recipients
    return listed(folder).recipients
