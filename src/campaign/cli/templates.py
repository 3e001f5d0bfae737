"""``campaign templates``: the templates of this campaign, for those who write them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from campaign.cli.clock import today
from campaign.cli.report import finish, json_option, print_json, show, tells_problems
from campaign.english import numbered
from campaign.folder import find_folder
from campaign.problems import CampaignError, Problem, errors, nearest

if TYPE_CHECKING:
    from campaign.build.load import Ready

SUFFIX = ".html.j2"


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


def read(folder: Path | None) -> Ready:
    from campaign.build.load import load

    return load(find_folder(folder), today(), after_act_by=True)


@command.command("list")
@json_option
@click.pass_obj
@tells_problems(templates=[])
def list_(folder: Path | None, as_json: bool) -> None:
    """List the templates and how many letters each makes.

    \b
    Example:
      campaign templates list
    """
    from campaign.html import Templates
    from campaign.template_kit import kept_templates

    ready = read(folder)
    kept = kept_templates(Templates(ready.folder.templates), ready.recipients)
    rows = [
        {"name": one.name, "extends": one.extends, "letters": [to.id for to in one.serves]}
        for one in kept
    ]
    if as_json:
        finish([], {"templates": rows})
    table = [(one.name, one.extends, f"{len(one.serves):,}") for one in kept]
    echo_columns([("TEMPLATE", "EXTENDS", "LETTERS"), *table])


@command.command("show")
@click.argument("name", metavar="TEMPLATE")
@click.option("--for", "whose", metavar="ID", help="Whose values; otherwise the first letter's.")
@json_option
@click.pass_obj
@tells_problems(name="", extends="", draws_on=[], blocks=[], letters=[], values={})
def show_(folder: Path | None, name: str, whose: str | None, as_json: bool) -> None:
    """Show a template's blocks, and what each name in it holds in one letter.

    \b
    Example:
      campaign templates show mp
      campaign templates show embassy --for embassy-cn
    """
    from campaign.compose import compose
    from campaign.html import Templates, context
    from campaign.html.outline import family
    from campaign.template_kit import blocks_to_fill, kept_templates, values_of

    ready = read(folder)
    templates = Templates(ready.folder.templates)
    wanted = file_name(name)
    outlines = family(templates, wanted)
    text, others = blocks_to_fill(templates, wanted)
    serves = {one.name: one.serves for one in kept_templates(templates, ready.recipients)}
    letters = [to.id for to in serves.get(wanted, ())]
    to = whose or next(iter(letters), ready.recipients[0].id if ready.recipients else "")
    recipient = next((one for one in ready.recipients if one.id == to), None)
    if recipient is None:
        raise CampaignError(unknown_id(to, [one.id for one in ready.recipients]))
    letter = compose(ready.campaign, recipient, today(), ready.folder.tailored())
    used = sorted({use.name for outline in outlines for use in outline.uses})
    values = values_of(used, context(letter, ready.campaign))
    document = {
        "name": wanted,
        "extends": outlines[0].extends,
        "draws_on": [outline.name for outline in outlines[1:]],
        "blocks": [block.name for block in (*text, *others)],
        "letters": letters,
        "values": values,
    }
    if as_json:
        finish([], document)
    click.echo(f"{wanted} makes {numbered(len(letters), 'letter')}.")
    click.echo(f"It draws on: {', '.join(document['draws_on']) or 'nothing'}.")
    click.echo(f"Blocks of the text: {', '.join(block.name for block in text) or 'none'}.")
    click.echo(f"Other blocks: {', '.join(block.name for block in others) or 'none'}.")
    click.echo(f"\nWhat it reads, in the letter {to}:")
    echo_columns([(f"  {key}", value) for key, value in values.items()])


@command.command("new")
@click.argument("name", metavar="TEMPLATE", required=False)
@click.option("--like", metavar="TEMPLATE", default="other", help="The template that it extends.")
@click.option("--for", "whose", metavar="ID", help="For this recipient's letter alone.")
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
    from campaign.html import Templates
    from campaign.publish import publish
    from campaign.template_kit import extending_template, tailored_template

    if (name is None) == (whose is None):
        raise click.UsageError("Give a name for the template, or --for ID.")
    ready = read(folder)
    if whose is not None:
        recipient = next((to for to in ready.recipients if to.id == whose), None)
        if recipient is None:
            raise CampaignError(unknown_id(whose, [to.id for to in ready.recipients]))
        target = f"recipients/{whose}{SUFFIX}"
        text = tailored_template(ready.folder, recipient)
    else:
        target = file_name(name or "")
        templates = Templates(ready.folder.templates)
        text = extending_template(
            templates, file_name(like), "Say here what these letters are for."
        )
    path = (ready.folder.templates / target).resolve()
    place = f"templates/{target}"
    if not path.is_relative_to(ready.folder.templates.resolve()):
        raise CampaignError(
            Problem("outside", "A template lies in the folder templates.", "", place)
        )
    if path.exists():
        raise CampaignError(Problem("file-exists", "There is one already.", "It stays.", place))
    publish(path, text.encode())
    click.echo(place)
    column = "" if whose else f"Put “{target.removesuffix(SUFFIX)}” into their “template” column; "
    click.echo(f"{column}see it with: campaign preview", err=True)


@command.command("check")
@click.argument("names", metavar="[TEMPLATE]…", nargs=-1)
@json_option
@click.pass_obj
@tells_problems()
def check(folder: Path | None, names: tuple[str, ...], as_json: bool) -> None:
    """Find unknown and unused names, and places where data could do harm.

    Every template is looked at whole, whatever letters there are today.

    \b
    Example:
      campaign templates check
      campaign templates check embassy
    """
    from campaign.html import Templates
    from campaign.template_kit import check_templates, template_files

    ready = read(folder)
    templates = Templates(ready.folder.templates)
    files = template_files(templates)
    wanted = [file_name(name) for name in names]
    if missing := [name for name in wanted if name not in files]:
        raise CampaignError(*(no_template(name, files) for name in missing))
    problems = check_templates(templates, ready.recipients, wanted)
    if as_json:
        print_json({"problems": [problem.to_json() for problem in problems]})
    else:
        show(problems)
        checked = f"{len(wanted or files)} templates checked"
        click.echo(f"{checked}: {'no problem found' if not problems else 'see above'}.", err=True)
    if errors(problems):
        raise SystemExit(1)


def file_name(name: str) -> str:
    """Return a template's file name: “mp” and “templates/mp.html.j2” are the same."""
    return f"{name.removeprefix('templates/').removesuffix(SUFFIX)}{SUFFIX}"


def unknown_id(name: str, known: Sequence[str]) -> Problem:
    hint = nearest(name, known) or "See the ids with: campaign recipients list."
    return Problem("unknown-id", f"No recipient has the id “{name}”.", hint)


def no_template(name: str, known: Sequence[str]) -> Problem:
    return Problem("no-template", f"There is no template “{name}”.", nearest(name, known))


def echo_columns(rows: Sequence[tuple[str, ...]]) -> None:
    """Print rows with their columns in line; the last may be as long as it likes."""
    widths = (
        [max(len(row[column]) for row in rows) for column in range(len(rows[0]))] if rows else []
    )
    for row in rows:
        head = "  ".join(cell.ljust(width) for cell, width in zip(row[:-1], widths, strict=False))
        click.echo(f"{head}  {row[-1]}".rstrip())
