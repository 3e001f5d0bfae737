"""``campaign supporters areas``: the postcodes that are known, and those of Northern Ireland."""

from pathlib import Path

import click

from campaign.cli.clock import today
from campaign.cli.exit import finish, of_campaign
from campaign.folder import Folder


@click.command("areas")
@click.option(
    "--import",
    "file",
    metavar="NSPL.csv",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Take the postcodes of Northern Ireland from the ONS's file.",
)
@of_campaign(northern_ireland=None)
def command(folder: Folder, file: Path | None) -> None:
    """See which postcodes are known, or bring in those of Northern Ireland.

    Those of Great Britain come with the program. Those of Northern Ireland may not: take the
    National Statistics Postcode Lookup from the ONS, free of charge, and bring it in once.

    \b
    Example:
      campaign supporters areas
      campaign supporters areas --import NSPL_AUG_2026_UK.csv
    """
    from campaign.supporters.areas import AREAS, bring_in, read_areas

    areas = bring_in(file, folder, today()) if file else read_areas(folder)
    problems = list(areas.problems(today(), folder.relative(folder.data / AREAS))) if areas else []
    known = areas and {
        "file": areas.file,
        "newest": areas.newest,
        "brought": str(areas.brought),
        "postcodes": len(areas.postcodes),
        "given_up": areas.given_up,
    }
    lines = ["Great Britain: the postcodes of mid-2024, constituencies of 2024."]
    if areas:
        counts = f"{len(areas.postcodes):,} postcodes, {areas.given_up:,} of them given up"
        lines.append(f"Northern Ireland: {counts}; from {areas.said}.")
    else:
        bring = "campaign supporters areas --import"
        lines.append(f"Northern Ireland: none yet. Bring them in: {bring}")
    finish(problems, {"northern_ireland": known}, lines)
