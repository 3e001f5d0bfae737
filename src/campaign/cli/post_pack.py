"""``campaign post-pack``: the letters for a service that prints and posts them."""

import click

from campaign.cli import options
from campaign.cli.chosen import Choice, choice_options, chosen_letters, with_class
from campaign.cli.exit import finish, of_campaign
from campaign.english import numbered
from campaign.folder import Folder, read_campaign
from campaign.model import reference_of
from campaign.postroom.selection import ChosenLetter
from campaign.problems import Problem, refuse, stop
from campaign.publish import publish
from campaign.stationery import post_service, service_names


@click.command("post-pack")
@click.option(
    "--profile",
    metavar="NAME",
    required=True,
    type=click.Choice(service_names()),
    help=f"The service: {', '.join(service_names())}.",
)
@choice_options
@options.sides
@click.option(
    "--class",
    "post",
    type=click.Choice(["first", "second", "economy"]),
    default="second",
    show_default=True,
    help="How they are to go.",
)
@click.option("--zip", "as_zip", is_flag=True, help="One zip instead of a folder.")
@click.option("--again", is_flag=True, help="Pack letters noted as posted, once more.")
@of_campaign(pack="", letters=[])
def command(
    folder: Folder,
    profile: str,
    choice: Choice,
    duplex: bool,
    post: str,
    as_zip: bool,
    again: bool,
) -> None:
    """Pack the letters for a service that prints and posts them.

    What the service would refuse stops it, told in millimetres. Letters noted as posted are left
    out. Nothing is uploaded.

    \b
    Example:
      campaign post-pack --profile notify-2.4
      campaign post-pack --profile intelliprint --class first --zip
    """
    from campaign.handoff.pack import PACKS, pack, write_folder, zipped
    from campaign.preflight import unfinished

    chosen = chosen_letters(folder, choice, posted_too=True)
    # A supporter's letter has a sender of its own.
    refuse(() if choice.supporters else unfinished(read_campaign(folder)))
    letters, left = (chosen.letters, []) if again else not_posted(folder, chosen.letters)
    packed, files, problems = pack(letters, post_service(profile), post, duplex=duplex)
    target = chosen.output / PACKS / f"{profile}{'.zip' if as_zip else ''}"
    if as_zip:
        publish(target, zipped(files))
    else:
        write_folder(target, files)
    name = target.relative_to(chosen.output).as_posix()
    paper = numbered(sum(one.sheets for one in packed), "sheet")
    finish(
        [*left, *problems],
        {"pack": name, "letters": [*map(with_class, packed)]},
        [target],
        f"{numbered(len(letters), 'letter')} on {paper}. Nothing was uploaded.",
    )


def not_posted(
    folder: Folder, letters: tuple[ChosenLetter, ...]
) -> tuple[tuple[ChosenLetter, ...], list[Problem]]:
    """Return the letters that are not noted as posted; raises CampaignError where none is left."""
    from campaign.postroom.posting import references_posted

    posted = references_posted(folder.ledger)
    fresh = tuple(letter for letter in letters if reference_of(letter.id) not in posted)
    if len(fresh) == len(letters):
        return fresh, []
    count = numbered(len(letters) - len(fresh), "letter")
    message = f"Left out, being noted as posted: {count}."
    hint = "Pack them once more with --again."
    if not fresh:
        raise stop("all-posted", message, hint)
    return fresh, [Problem("posted", message, hint, severity="warning")]
