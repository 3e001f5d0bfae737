"""``campaign new``: a campaign folder, of a statement and a list or of the example."""

import sys
from pathlib import Path

import click

from campaign.cli import options
from campaign.cli.clock import today
from campaign.cli.console import hush
from campaign.cli.exit import show, tells_problems
from campaign.cli.recipients.columns import map_option
from campaign.cli.typed import program, quoted
from campaign.problems import errors


@click.command("new")
@click.argument("folder", metavar="DIR", type=options.PATH)
@click.option(
    "--statement",
    metavar="FILE",
    type=options.PATH,
    help="The published statement: text, Word, OpenDocument, HTML, Markdown or PDF.",
)
@click.option(
    "--recipients",
    metavar="FILE",
    type=options.PATH,
    help="The list of readers: CSV, Excel or OpenDocument, or one that Parliament publishes.",
)
@map_option
@click.option("--example", is_flag=True, help="Make the example campaign, to look around in.")
@click.option("--open", "open_page", is_flag=True, help="Go on in the browser: campaign preview.")
@click.pass_context
@tells_problems()
def command(
    context: click.Context,
    folder: Path,
    statement: Path | None,
    recipients: Path | None,
    mapped: tuple[tuple[str, str], ...],
    example: bool,
    open_page: bool,
) -> None:
    """Make a campaign folder, ready for its letters.

    With a statement and a list, all is done that can be: the calls are found, the list is read, and
    letters can be made at once. Either may also be put in later, on the page that --open shows.

    \b
    Example:
      campaign new food-banks --statement statement.docx --recipients contacts.xlsx
      campaign new look-around --example --open
    """
    from campaign.making.starter import new_example, new_folder

    if example and (statement or recipients):
        raise click.UsageError("--example brings its own statement and recipients.")
    if not (example or statement or recipients) and sys.stdin.isatty():
        statement = ask("The statement’s file (Enter for none yet)")
        recipients = ask("The list of recipients (Enter for none yet)")
    if mapped and not recipients:
        raise click.UsageError("--map says how to read a list: give one with --recipients FILE.")
    if example:
        begun = new_example(folder)
    else:
        begun = new_folder(folder, today(), statement, recipients, dict(mapped))
    click.echo(f"Made {folder}.")
    for line in begun.done:
        click.echo(f"  {line}")
    here = f"{program()} -C {quoted(str(folder))}"
    click.echo("Still to decide:")
    for line in begun.decide:
        click.echo(f"  - {line.replace('campaign calls', f'{here} calls')}")
    show(begun.problems)
    if open_page:
        from campaign.cli.preview import command as preview

        context.obj = folder.resolve()
        context.invoke(preview)
        return
    stuck = {problem.code for problem in begun.problems} & {"no-calls", "no-recipients"}
    ready = example or (statement and recipients and not stuck)
    following = "generate" if ready else "status"
    if ready and not example:
        following = "check" if errors(begun.problems) else "calls"
    click.echo(f"Next: {here} {following}", err=True)


def ask(question: str) -> Path | None:
    """Ask for a file on the terminal until one is there, or none is wanted."""
    hush(False)
    while answer := click.prompt(question, default="", show_default=False, err=True).strip():
        # A file dragged into a terminal comes between quotation marks.
        path = Path(answer.strip("'\"")).expanduser()
        if path.is_file():
            return path
        click.echo(f"There is no file “{path}” here.", err=True)
    return None
