"""Whose letters a command is about, the campaign's own or its supporters', and where they lie."""

from __future__ import annotations

import datetime as dt
import functools
import os
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

import click

from campaign.cli.clock import today
from campaign.cli.typed import quoted
from campaign.folder import CONFIGURATION, LARGE_PRINT, SUPPORTERS, Folder, read_campaign
from campaign.links import READ, refuse_links
from campaign.making.closed import Closed
from campaign.manifest import MANIFEST, Order, read_manifest
from campaign.model import PdfVariant
from campaign.problems import stop

if TYPE_CHECKING:
    from campaign.making.load import Ready
    from campaign.recipients.reading import RecipientList


def for_its_owner_alone() -> None:
    """Have all that this command writes readable by nobody else."""
    before = os.umask(0o077)
    click.get_current_context().call_on_close(functools.partial(os.umask, before))


def ready_for(
    folder: Folder,
    on: dt.date,
    supporters: bool,
    *,
    after_act_by: bool,
    copies: Collection[str] | None = (),
) -> Ready:
    """Read the campaign for its own letters, or for its supporters', copies too (None: all)."""
    from campaign.making.load import load
    from campaign.making.supporters import load_supporters

    if supporters:
        return load_supporters(folder, on, after_act_by, copies)
    return load(folder, on, after_act_by)


def listed(folder: Folder) -> RecipientList:
    """Read the list of recipients; raises CampaignError where it cannot be."""
    from campaign.recipients import find_list, read_recipients

    with Closed() as closed:
        columns = closed(folder.relative(folder.configuration), read_campaign, folder).columns
        path = find_list(folder.data)
        return closed(folder.relative(path), read_recipients, path, on=today(), columns=columns)


def wanted_of(folder: Folder, output: Path, supporters: bool, on: dt.date) -> Ready:
    """Read the campaign for the letters that may be handed on; made copies are wanted still."""
    made = read_manifest(output / MANIFEST).letters if supporters else ()
    return ready_for(folder, on, supporters, after_act_by=True, copies=made)


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


def with_look(ready: Ready, large_print: bool, pdf_variant: PdfVariant | None) -> Ready:
    return ready.ordered(Order(large_print=large_print, pdf_variant=pdf_variant or ""))
