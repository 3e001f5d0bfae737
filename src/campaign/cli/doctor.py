"""``campaign doctor``: whether this machine can make and print letters."""

from pathlib import Path

import click

from campaign.cli.exit import answers, finish
from campaign.folder import folder_around


@click.command("doctor")
@answers(findings=[])
def command(folder: Path | None) -> None:
    """See whether this machine has all that letters need.

    What is missing is named with the package to install. It works outside a campaign folder too.

    \b
    Example:
      campaign doctor
    """
    from campaign.doctor import examine

    findings = examine(folder_around(folder))
    problems = [finding.problem for finding in findings if finding.problem]
    told = [{"name": finding.name, "found": finding.found} for finding in findings]
    width = max(len(finding.name) for finding in findings)
    lines = (f"{finding.name:<{width}}  {finding.found}" for finding in findings)
    finish(problems, {"findings": told}, lines)
