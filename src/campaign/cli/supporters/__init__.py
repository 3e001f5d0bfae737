"""``campaign supporters``: people who write to their own member, matched without a network."""

import click

from campaign.cli.supporters import areas, forget, match


@click.group("supporters")
def command() -> None:
    """Match supporters with their own members, without a network.

    Their list is data/supporters.csv; docs/supporters.md says how, and what the law asks.

    \b
    Example:
      campaign supporters match
      campaign generate --supporters
    """


command.add_command(match.command)
command.add_command(areas.command)
command.add_command(forget.command)

__all__ = ["command"]
