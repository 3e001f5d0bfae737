"""``campaign history``: everything about one reader."""

from dataclasses import asdict
from pathlib import Path

import click

from campaign.cli.exit import finish, of_campaign
from campaign.folder import Folder
from campaign.ledger.events import all_threads
from campaign.ledger.printing import read_printings
from campaign.model import reference_of
from campaign.problems import CampaignError, Problem


@click.command("history")
@click.argument("name", required=False, default="")
@click.option(
    "--across",
    metavar="DIR",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="In the campaign folders in this folder, too.",
)
@of_campaign(history=[])
def command(folder: Folder, name: str, across: Path | None) -> None:
    """See all that happened to one reader's letters, or to all.

    NAME is a part of the reader's name, of the letter's id, or its reference. After a purge only
    the reference, or the whole id, finds a letter.

    \b
    Example:
      campaign history
      campaign history "Duncan Smith" --across ..
    """
    from campaign.ledger.history import campaigns_in, events_of, meant

    told: list[dict[str, object]] = []
    lines: list[str] = []
    problems: list[Problem] = []
    for place in (folder.root, *(campaigns_in(across.resolve(), folder.root) if across else ())):
        path = Folder(place).ledger
        try:
            threads, printed = all_threads(path), read_printings(path)
        except CampaignError as error:
            problems += error.problems
            continue
        for thread in threads:
            if not (meant(thread, name) or reference_of(name) in thread.letters):
                continue
            first, events = thread.first, events_of(thread, printed)
            known = {"campaign": place.name, "id": first.id, "reference": first.reference}
            told.append({**known, "name": first.name, "events": [asdict(one) for one in events]})
            lines.append(f"{first.reference}  {first.name or first.id}  ({place.name})")
            lines += (f"  {event.on}  {event.letter}: {event.what}" for event in events)
    nothing = "" if told or problems else "Nothing is known."
    finish(problems, {"history": told}, lines, nothing)
