"""``campaign tailor``: take back the words that somebody changed in Word."""

from pathlib import Path

import click

from campaign.cli import options
from campaign.cli.clock import today
from campaign.cli.exit import finish, of_campaign
from campaign.english import numbered
from campaign.folder import Folder
from campaign.making.closed import Closed
from campaign.own_files import read_given
from campaign.problems import CampaignError, Problem, stop, unknown_id
from campaign.publish import publish


@click.command("tailor")
@click.option(
    "--from",
    "file",
    metavar="LETTER.docx",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A letter made with --format docx, and changed.",
)
@options.whose("Whose letter it is, where its reference was lost.")
@of_campaign(id="", parts=[])
def command(folder: Folder, file: Path, whose: str | None) -> None:
    """Take the paragraphs changed in Word as that reader's own words.

    They become sections of data/wording.md for that reader alone. What cannot be taken is named;
    a letter that would quote what nobody said is refused.

    \b
    Example:
      campaign generate --format docx --only mp-iain-duncan-smith
      campaign tailor --from ./output/letters/mp-iain-duncan-smith.docx
    """
    from campaign.handoff.returned import reference_in, take
    from campaign.making.load import load

    ready = load(folder, today(), after_act_by=True)
    docx, name = read_given(file, "unreadable"), str(file)
    with Closed() as closed:
        reference = "" if whose else closed(name, reference_in, docx, name)
        letters = list(ready.letters(today()))
        found = [
            one for one in letters if (one.id == whose if whose else one.reference == reference)
        ]
        if not found:
            raise CampaignError(_nobody(whose, reference, [one.id for one in letters], name))
        letter = found[0]
        if letter.also or letter.language != ready.campaign.language:
            message = "Words can be taken from a letter in English alone."
            hint = f"Change data/wording.{letter.language}.md by hand."
            raise stop("other-language", message, hint, name)
        taken = closed(name, take, docx, letter, ready, ready.workshop(), name)
    wording = ready.folder.wording
    if taken.parts:
        publish(wording, taken.text.encode())
    line = (
        f"{letter.id}: {numbered(len(taken.parts), 'part')} taken into"
        f" {ready.folder.relative(wording)}{': ' * bool(taken.parts)}{', '.join(taken.parts)}."
    )
    finish(taken.problems, {"id": letter.id, "parts": list(taken.parts)}, [line])


def _nobody(whose: str | None, reference: str, ids: list[str], file: str) -> Problem:
    if whose:
        return unknown_id(whose, ids)
    said = f"the reference {reference}" if reference else "no reference"
    message = f"This document has {said}, which is no letter’s of this campaign."
    return Problem("unknown-id", message, "Say whose letter it is with --for ID.", file)
