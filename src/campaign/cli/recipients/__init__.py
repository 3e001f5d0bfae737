"""``campaign recipients``: see, import, fetch and begin the list of recipients."""

import click

from campaign.cli.recipients import bring, export, list_, template


@click.group("recipients")
def command() -> None:
    """See, import, fetch or begin the list of recipients.

    \b
    Example:
      campaign recipients list
      campaign recipients fetch mps
    """


command.add_command(list_.command)
command.add_command(bring.import_command)
command.add_command(bring.fetch_command)
command.add_command(bring.refresh_command)
command.add_command(export.command)
command.add_command(template.command)

__all__ = ["command"]
