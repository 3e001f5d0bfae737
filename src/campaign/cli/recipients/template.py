"""``campaign recipients template``: an empty list to fill in."""

from pathlib import Path

import click

from campaign.cli.exit import tells_problems
from campaign.problems import stop


@click.command("template")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), default="recipients.xlsx")
@tells_problems()
def command(file: Path) -> None:
    """Write an empty list of recipients, .xlsx (with the columns explained) or .csv.

    \b
    Example:
      campaign recipients template
      campaign recipients template my-list.csv
    """
    from campaign.publish import publish
    from campaign.recipients.blank import blank_csv, blank_xlsx
    from campaign.recipients.headings import EXPLAINED

    ending = file.suffix.casefold()
    if ending not in (".csv", ".xlsx"):
        raise click.BadParameter("its name must end in .xlsx or .csv", param_hint="FILE")
    if file.exists():
        message = "There is a file of this name already; nothing was changed."
        raise stop("file-exists", message, "Choose another name.", str(file))
    publish(file, blank_csv() if ending == ".csv" else blank_xlsx())
    if ending == ".csv":
        width = max(map(len, EXPLAINED))
        for column, meaning in EXPLAINED.items():
            click.echo(f"{column.ljust(width)}  {meaning}")
    click.echo(
        f"Wrote {file}. Save your list in the campaign as data/recipients{ending}.", err=True
    )
