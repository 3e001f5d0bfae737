"""Who makes the letters: workers of this machine, or of a cluster."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

import click

from campaign.problems import stop

if TYPE_CHECKING:
    from concurrent.futures import Executor

PATIENCE = 30.0
"""Seconds after which a letter is given up."""


def executor_for(
    address: str | None, jobs: int | None, patience: float = PATIENCE
) -> AbstractContextManager[Executor]:
    """Return what makes the letters, which ends with its context: at once where that fails."""
    from campaign.making.workers import Workers, cores, ending

    return ending(cluster(address, patience) if address else Workers(jobs or cores(), patience))


def cluster(address: str, patience: float) -> Executor:
    """Return the executor of a Dask cluster; raises CampaignError where there is none."""
    from campaign.making.apart import Apart

    kind, _, place = address.partition(":")
    if kind != "dask" or not place:
        raise click.BadParameter(f"“{address}” is not an address such as dask:tcp://host:8786.")
    try:
        from distributed import Client
    except ImportError as error:
        hint = "Install it with: pip install 'campaign[dask]'"
        raise stop("no-dask", "Dask is not installed.", hint) from error
    try:
        executor = Client(place, timeout=5).get_executor()
    except (OSError, ValueError) as error:
        message = f"No Dask cluster answers at {place}."
        hint = "Start one with: dask scheduler"
        raise stop("no-cluster", message, hint) from error
    return Apart(executor, patience)
