# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""A cluster counts what one machine counts, also when it loses a worker."""

import os
import signal
from collections.abc import Iterator
from typing import Any

import pytest
from distributed import Client, LocalCluster
from surveys import CHOICES, HORIZONS, same, state

from dijkwacht.base.errors import Unreadable
from dijkwacht.engine import scale
from dijkwacht.engine.load import Cache
from dijkwacht.engine.survey import Survey, joined, plainly
from dijkwacht.engine.sweep import batches

pytestmark = [
    pytest.mark.xdist_group("cluster"),
    pytest.mark.filterwarnings("ignore"),  # of the cluster, about ports and workers that die
]


@pytest.fixture(scope="module")
def cluster() -> Iterator[LocalCluster]:
    """Two processes, two threads each, on this machine."""
    with LocalCluster(
        n_workers=2, threads_per_worker=2, processes=True, dashboard_address=None
    ) as made:
        yield made


def test_two_processes_count_what_one_counts(cluster: LocalCluster, kept: Cache) -> None:
    known, starts = state()
    survey = Survey(known, CHOICES[0], HORIZONS)
    got = joined(list(scale.on(cluster.scheduler_address, kept, 16)(survey, starts)), len(HORIZONS))
    assert same(got, plainly(survey, starts))


def test_a_batch_whose_worker_is_lost_is_run_again(cluster: LocalCluster, kept: Cache) -> None:
    known, starts = state()
    survey = Survey(known, CHOICES[1], HORIZONS)
    with Client(cluster) as client:
        workers: dict[str, int] = client.run(os.getpid)
        tallies: list[Any] = []
        for tally in scale.mapped(client, survey, batches(starts, 4), kept):
            if len(tallies) == 2:
                os.kill(min(workers.values()), signal.SIGKILL)
            tallies.append(tally)
        assert min(workers.values()) not in client.run(os.getpid).values()
    assert same(joined(tallies, len(HORIZONS)), plainly(survey, starts))


def test_where_no_cluster_is_that_is_said(kept: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scale, "WAIT", "1s")
    known, starts = state()
    with pytest.raises(Unreadable) as told:
        list(scale.on("tcp://127.0.0.1:9", kept)(Survey(known, CHOICES[0], HORIZONS), starts))
    assert told.value.what.code == "no-cluster"


def test_a_cluster_without_workers_is_said(kept: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scale, "WAIT", "1s")
    known, starts = state()
    with (
        LocalCluster(n_workers=0, dashboard_address=None) as empty,
        pytest.raises(Unreadable) as told,
    ):
        list(scale.on(empty.scheduler_address, kept)(Survey(known, CHOICES[0], HORIZONS), starts))
    assert told.value.what.code == "no-cluster"


def test_workers_of_another_version_are_refused(
    cluster: LocalCluster, kept: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    known, starts = state()
    monkeypatch.setattr(scale, "__version__", "0.0.0")
    with pytest.raises(Unreadable) as told:
        list(scale.on(cluster.scheduler_address, kept)(Survey(known, CHOICES[0], HORIZONS), starts))
    assert told.value.what.code == "other-version"
