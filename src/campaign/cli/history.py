"""``campaign history``: everything about one reader."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from campaign.cli.exit import answers, finish
from campaign.cli.print_queue import campaign_ledger
from campaign.folder import find_folder
from campaign.problems import CampaignError, Problem


@click.command("history")
@click.argument("name", required=False, default="")
@click.option(
    "--across",
    metavar="DIR",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="In the campaign folders in this folder, too.",
)
@answers(history=[])
def command(folder: Path | None, name: str, across: Path | None) -> None:
    """See all that happened to one reader's letters, or to all.

    NAME is a part of the reader's name, of the letter's id, or its reference. After a purge only
    the reference, or the whole id, finds a letter.

    \b
    Example:
      campaign history
      campaign history "Duncan Smith" --across ..
    """
    from campaign.ledger.events import all_threads
    from campaign.ledger.history import campaigns_in, events_of, meant
    from campaign.ledger.printing import read_printings
    from campaign.model import reference_of

    found = find_folder(folder)
    places = {found.root.name: campaign_ledger(found)}
    for place in campaigns_in(across.resolve(), found.root) if across else ():
        places[place.name] = place / "data" / campaign_ledger(found).name
    told: list[dict[str, Any]] = []
    problems: list[Problem] = []
    for campaign, path in places.items():
        try:
            threads, printed = all_threads(path), read_printings(path)
        except CampaignError as error:
            problems += error.problems
            continue
        for thread in threads:
            if meant(thread, name) or reference_of(name) in thread.letters:
                first = thread.first
                events = [asdict(event) for event in events_of(thread, printed)]
                known = {"campaign": campaign, "id": first.id, "reference": first.reference}
                told.append({**known, "name": first.name, "events": events})
    lines = []
    for one in told:
        lines.append(f"{one['reference']}  {one['name'] or one['id']}  ({one['campaign']})")
        lines += [f"  {event['on']}  {event['letter']}: {event['what']}" for event in one["events"]]
    nothing = "" if told or problems else "Nothing is known."
    finish(problems, {"history": told}, lines, nothing)
