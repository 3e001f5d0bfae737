"""A cluster's workers make the very letters that this machine's would."""

from __future__ import annotations

from pathlib import Path

import pytest

from campaign.cli.executors import cluster
from campaign.folder import Folder
from campaign.problems import CampaignError
from tests.making.conftest import ROWS, letters, make

distributed = pytest.importorskip("distributed", reason="Dask is an extra")


# Dask's own sockets are its own business.
@pytest.mark.filterwarnings("ignore")
def test_a_cluster_makes_the_same_letters(folder: Folder, tmp_path: Path) -> None:
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=2, dashboard_address=None, silence_logs=50
    ) as workers:
        executor = cluster(f"dask:{workers.scheduler_address}", 30.0)
        report = make(folder, executor=executor)
        executor.shutdown()
    assert report.count("written") == len(ROWS)
    make(folder, output=tmp_path / "here")
    assert letters(folder.output) == letters(tmp_path / "here")


@pytest.mark.filterwarnings("ignore")
def test_where_no_cluster_answers_it_is_told() -> None:
    with pytest.raises(CampaignError) as error:
        cluster("dask:tcp://127.0.0.1:1", 30.0)
    assert [problem.code for problem in error.value.problems] == ["no-cluster"]
