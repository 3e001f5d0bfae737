"""``campaign templates``: the templates of this campaign, for those who write them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from campaign.cli import options
from campaign.cli.clock import today
from campaign.cli.completion import known_templates
from campaign.cli.exit import finish, of_campaign, tells_problems
from campaign.english import numbered
from campaign.folder import Folder, find_folder, resolved
from campaign.making.closed import closed
from campaign.model import TEMPLATE_SUFFIX, Recipient
from campaign.problems import Problem, nearest, refuse, stop, unknown_id
from campaign.publish import publish

if TYPE_CHECKING:
    from campaign.making.load import Ready
    from campaign.template_kit import TemplateFile


_TEMPLATES = "templates"
"""The folder, as a campaigner knows it."""


@click.group("templates")
def command() -> None:
    """See, check and begin templates.

    \b
    Example:
      campaign templates list
      campaign templates show mp
      campaign templates new bishops --like peer
      campaign templates check
    """


def read(folder: Folder) -> Ready:
    from campaign.making.load import load

    return load(folder, today(), after_act_by=True)


@command.command("list")
@of_campaign(templates=[])
def list_(folder: Folder) -> None:
    """List the templates and how many letters each makes.

    \b
    Example:
      campaign templates list
    """
    rows, table = [], [("TEMPLATE", "EXTENDS", "LETTERS")]
    for one in closed(_TEMPLATES, kept_by, read(folder)):
        letters = [to.id for to in one.serves]
        rows.append({"name": one.name, "extends": one.extends, "letters": letters})
        table.append((one.name, one.extends, f"{len(letters):,}"))
    finish([], {"templates": rows}, in_columns(table))


@command.command("show")
@click.argument("name", metavar="TEMPLATE", shell_complete=known_templates)
@options.whose("Whose values; otherwise the first letter's.")
@of_campaign(name="", extends="", draws_on=[], blocks=[], letters=[], values={})
def show_(folder: Folder, name: str, whose: str | None) -> None:
    """Show a template's blocks, and what each name in it holds in one letter.

    \b
    Example:
      campaign templates show mp
      campaign templates show embassy --for embassy-cn
    """
    document, text, to = closed(
        _TEMPLATES, shown, read(folder), template_file(name), whose, today()
    )
    others = [block for block in document["blocks"] if block not in text]
    lines = [
        f"{document['name']} makes {numbered(len(document['letters']), 'letter')}.",
        f"It draws on: {', '.join(document['draws_on']) or 'nothing'}.",
        f"Blocks of the text: {', '.join(text) or 'none'}.",
        f"Other blocks: {', '.join(others) or 'none'}.",
        f"\nWhat it reads, in the letter {to}:",
        *in_columns([(f"  {key}", value) for key, value in document["values"].items()]),
    ]
    finish([], document, lines)


def shown(
    ready: Ready, wanted: str, whose: str | None, on: dt.date
) -> tuple[dict[str, Any], list[str], str]:
    """Return a template as JSON, the names of its blocks of text, and whose letter has values."""
    from campaign.compose import compose
    from campaign.html import Templates, context
    from campaign.html.outline import family
    from campaign.template_kit import blocks_to_fill, values_of

    templates = Templates(ready.folder.templates)
    outlines = family(templates, wanted)
    text, others = blocks_to_fill(templates, wanted)
    serves = {one.name: one.serves for one in kept_by(ready)}
    letters = [to.id for to in serves.get(wanted, ())]
    to = whose or next(iter(letters), ready.recipients[0].id if ready.recipients else "")
    letter = compose(ready.campaign, found_by(to, ready), on, ready.folder.tailored())
    used = sorted({use.name for outline in outlines for use in outline.uses})
    document = {
        "name": wanted,
        "extends": outlines[0].extends,
        "draws_on": [outline.name for outline in outlines[1:]],
        "blocks": [block.name for block in (*text, *others)],
        "letters": letters,
        "values": values_of(used, context(letter, ready.campaign)),
    }
    return document, [block.name for block in text], to


@command.command("new")
@click.argument("name", metavar="TEMPLATE", required=False)
@click.option("--like", metavar="TEMPLATE", default="other", help="The template that it extends.")
@options.whose("For this recipient's letter alone.")
@click.pass_obj
@tells_problems()
def new(folder: Path | None, name: str | None, like: str, whose: str | None) -> None:
    """Begin a template that extends another, its blocks ready to fill.

    Until something is changed in it, it makes the same letters.

    \b
    Example:
      campaign templates new bishops --like peer
      campaign templates new --for mp-diane-abbott
    """
    from campaign.template_kit import begun_template, tailored_template

    if (name is None) == (whose is None):
        raise click.UsageError("Give a name for the template, or --for ID.")
    ready = read(find_folder(folder))
    if whose is not None:
        recipient = found_by(whose, ready)
        target = f"recipients/{whose}{TEMPLATE_SUFFIX}"
        text = closed(_TEMPLATES, tailored_template, ready.folder, recipient)
    else:
        target = template_file(name or "")
        text = closed(_TEMPLATES, begun_template, ready.folder, template_file(like))
    path = resolved(ready.folder.templates / target)
    place = f"templates/{target}"
    if not path.is_relative_to(ready.folder.templates.resolve()):
        raise stop("outside", "A template lies in the folder templates.", "", place)
    if path.exists():
        raise stop("file-exists", "There is one already.", "It stays.", place)
    publish(path, text.encode())
    click.echo(place)
    own = target.removesuffix(TEMPLATE_SUFFIX)
    column = "" if whose else f"Put “{own}” into their “template” column; "
    click.echo(f"{column}see it with: campaign preview", err=True)


@command.command("check")
@click.argument("names", metavar="[TEMPLATE]…", nargs=-1)
@of_campaign()
def check(folder: Folder, names: tuple[str, ...]) -> None:
    """Find unknown and unused names, and places where data could do harm.

    Every template is looked at whole, whatever letters there are today.

    \b
    Example:
      campaign templates check
      campaign templates check embassy
    """
    wanted = [template_file(name) for name in names]
    files, problems = closed(_TEMPLATES, checked_by, read(folder), wanted)
    checked = f"{len(wanted or files)} templates checked"
    finish(problems, {}, (), f"{checked}: {'see above' if problems else 'no problem found'}.")


def checked_by(ready: Ready, wanted: Sequence[str]) -> tuple[list[str], list[Problem]]:
    """Return the template files there are, and what is wrong in the wanted ones."""
    from campaign.html import Templates
    from campaign.template_kit import check_templates, template_files

    templates = Templates(ready.folder.templates)
    files = template_files(templates)
    refuse(
        Problem("no-template", f"There is no template “{name}”.", nearest(name, files))
        for name in wanted
        if name not in files
    )
    return files, check_templates(templates, ready.recipients, wanted)


def kept_by(ready: Ready) -> list[TemplateFile]:
    from campaign.html import Templates
    from campaign.template_kit import kept_templates

    return kept_templates(Templates(ready.folder.templates), ready.recipients)


def found_by(name: str, ready: Ready) -> Recipient:
    known = {one.id: one for one in ready.recipients}
    refuse(() if name in known else [unknown_id(name, known)])
    return known[name]


def template_file(name: str) -> str:
    """Return a template's file name: “mp” and “templates/mp.html.j2” are the same."""
    return f"{name.removeprefix('templates/').removesuffix(TEMPLATE_SUFFIX)}{TEMPLATE_SUFFIX}"


def in_columns(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """Yield rows with their columns in line; the last may be as long as it likes."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        head = "  ".join(cell.ljust(width) for cell, width in zip(row[:-1], widths, strict=False))
        yield f"{head}  {row[-1]}".rstrip()
