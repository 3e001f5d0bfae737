"""Where a run's letters lie, and how the next command finds them."""

import os
from pathlib import Path

from campaign.cli.typed import quoted
from campaign.cli.whose import for_its_owner_alone
from campaign.folder import CONFIGURATION, LARGE_PRINT, SUPPORTERS, Folder
from campaign.links import READ, refuse_links
from campaign.problems import stop


def same_letters(output: Path | None, large_print: bool, supporters: bool = False) -> str:
    """Return the options with which the next command finds the letters of this one."""
    whose = " --supporters" if supporters else ""
    if output:
        return f"{whose} --output {quoted(str(output))}"
    return whose + (" --large-print" if large_print else "")


def output_of(
    folder: Folder, output: Path | None, large_print: bool = False, supporters: bool = False
) -> Path:
    """Return where a run's letters are; those of supporters are for nobody else to read.

    Raises CampaignError for a path that leads nowhere, or a folder whose folders lie elsewhere.
    """
    if supporters:
        for_its_owner_alone()
    whose = folder.output / (SUPPORTERS if supporters else "")
    wanted = output or whose / (LARGE_PRINT if large_print else "")
    try:
        found = wanted.resolve()
    # Python 3.11 raises the one for links that go round in circles, later releases the other.
    except (RuntimeError, OSError) as error:
        message = f"“{wanted}” is a symbolic link that leads nowhere."
        hint = "Choose another folder with --output."
        raise stop("no-output", message, hint) from error
    refuse_links(folder.root, found, os.environ)
    refuse_sources(found)
    return found


def refuse_sources(output: Path) -> None:
    """Raise CampaignError where an output folder is one that a campaign is made from."""
    for place in (output, *output.parents):
        if (place / CONFIGURATION).is_file() and place == output:
            message = "The campaign folder itself is no place for its letters."
        elif (place.parent / CONFIGURATION).is_file() and is_source(place):
            message = f"Letters do not belong into {place.name}, which a campaign is made from."
        else:
            continue
        hint = "Choose another folder with --output, or leave it out: letters go to output."
        raise stop("output-in-campaign", message, hint, str(output))


def is_source(place: Path) -> bool:
    """Whether a folder of a campaign holds its data, its templates or what a system hides."""
    # A system may take Data for data.
    sources = (place.with_name(name) for name in READ)
    own = place.exists() and any(other.exists() and place.samefile(other) for other in sources)
    return own or place.name in READ or place.name.startswith(".")
