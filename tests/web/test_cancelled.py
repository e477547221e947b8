# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Long jobs work before they write: no transaction is open while they do, and who cancels them, at
whatever step, finds nothing written."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from web.conftest import LogIn
from web.importing import NEW, ROOS, contracts, given, planned

from dijkwacht.web.audit.models import Entry
from dijkwacht.web.imports import making
from dijkwacht.web.jobs.models import Run
from dijkwacht.web.queue import standard, work
from dijkwacht.web.queue.models import ImportDraft, Job
from dijkwacht.web.roles import Role
from dijkwacht.web.store.models import Revision

pytestmark = pytest.mark.django_db
AT_THE_END = -1


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standard, "HOME", tmp_path)
    monkeypatch.setattr(work, "BREATH", 0.0)
    monkeypatch.setattr(making, "SMALL_ROWS", 0)


class Watched(work.Telling):
    """Hears each step, sees how deep in transactions it is, and cancels at one of them."""

    stops_at: int | None = None
    depths: list[int]

    def __init__(self, job: Job) -> None:
        super().__init__(job)
        type(self).depths = []

    def __call__(self, done: int, of: int) -> None:
        self.depths.append(len(connection.savepoint_ids))
        if len(self.depths) - 1 == self.stops_at:
            work.cancel(self.job)
        super().__call__(done, of)

    def finish(self, result: Mapping[str, Any]) -> None:
        if self.stops_at == AT_THE_END:
            work.cancel(self.job)
        super().finish(result)


def done(job: Job, monkeypatch: pytest.MonkeyPatch, stops_at: int | None = None) -> Job:
    """The job after it ran; every step was told outside a transaction."""
    monkeypatch.setattr(work, "Telling", Watched)
    monkeypatch.setattr(Watched, "stops_at", stops_at)
    outside = len(connection.savepoint_ids)
    work.run(str(job.pk))
    assert Watched.depths and set(Watched.depths) == {outside}
    job.refresh_from_db()
    return job


def imported(log_in: LogIn, monkeypatch: pytest.MonkeyPatch) -> tuple[ImportDraft, Job]:
    """The job that writes an import, not yet begun."""
    client = log_in(ROOS)
    draft = given(client, contracts(NEW))
    client.get(f"/import/{draft.pk}/plan/")
    assert done(Job.objects.get(), monkeypatch).state == Job.State.DONE
    checksum = planned(client, draft)[0]["checksum"]
    client.post(f"/import/{draft.pk}/plan/", {"checksum": checksum})
    return draft, Job.objects.get(kind="import-apply")


def ranked(log_in: LogIn) -> Job:
    """The job that counts a ranking, not yet begun."""
    log_in(Role.ANALYST).post("/jobs/start/", {"kind": "ranking", "ranked": "suppliers"})
    return Job.objects.get(kind="ranking", state=Job.State.WAITING)


@pytest.mark.parametrize("step", [*range(making.STEPS + 1), AT_THE_END])
def test_an_import_that_is_cancelled_at_any_step_writes_nothing(
    step: int, log_in: LogIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft, job = imported(log_in, monkeypatch)
    before = Revision.objects.count(), Entry.objects.count()
    assert done(job, monkeypatch, step).state == Job.State.CANCELLED
    assert len(Watched.depths) == (making.STEPS + 1 if step == AT_THE_END else step + 1)
    assert (Revision.objects.count(), Entry.objects.count()) == before
    draft.refresh_from_db()
    assert draft.revision is None
    Job.objects.filter(pk=job.pk).update(state=Job.State.WAITING, stops=False)
    assert done(job, monkeypatch).state == Job.State.DONE
    assert Revision.objects.count() == before[0] + 1


@pytest.mark.parametrize("step", [0, AT_THE_END])
def test_a_ranking_that_is_cancelled_keeps_no_run(
    step: int, log_in: LogIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert done(ranked(log_in), monkeypatch, step).state == Job.State.CANCELLED
    assert (Run.objects.count(), Entry.objects.filter(act="run").count()) == (0, 0)
    assert done(ranked(log_in), monkeypatch).state == Job.State.DONE
    assert Run.objects.count() == 1


def test_an_export_that_is_cancelled_is_no_export(
    log_in: LogIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = log_in(ROOS)
    client.post("/jobs/start/", {"kind": "export", "table": "services", "form": "csv"})
    job = Job.objects.get()
    assert done(job, monkeypatch, AT_THE_END).state == Job.State.CANCELLED
    assert not Entry.objects.filter(act="export").exists()
    assert client.get(f"/jobs/{job.pk}/file/").status_code == 404


def test_a_plan_on_which_somebody_wrote_meanwhile_says_so_and_is_not_written(
    log_in: LogIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft, job = imported(log_in, monkeypatch)
    ready = making.ready

    def overtaken(*given: Any) -> Any:
        made = ready(*given)
        newest = Revision.objects.latest("number")
        Revision.objects.create(
            number=newest.number + 1, kind="edit", checksum="", on=draft.on, counts={}
        )
        return made

    monkeypatch.setattr("dijkwacht.web.imports.jobs.ready", overtaken)
    fault = done(job, monkeypatch).fault
    assert fault is not None and fault["code"] == "plan-outdated"
    assert fault["params"]["found"] == fault["params"]["planned"] + 1
    draft.refresh_from_db()
    assert draft.revision is None
    assert "while this plan was made" in log_in(ROOS).get(f"/jobs/{job.pk}/").text
