# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Jobs: asked for, done once, told as they go, cancelled; and what becomes of those whose worker
fell."""

import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from django.db import transaction
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from web.conftest import LogIn
from web.importing import NEW, ROOS, contracts, given

from dijkwacht.web.audit.models import Entry
from dijkwacht.web.imports import making
from dijkwacht.web.queue import standard, work
from dijkwacht.web.queue.models import ImportDraft, Job
from dijkwacht.web.queue.taking_up import MOST, beat, take_up, tidy
from dijkwacht.web.queue.work import HandedOn, Telling, run
from dijkwacht.web.roles import Role
from dijkwacht.web.store.models import Revision

pytestmark = pytest.mark.django_db
LONG_AGO = timedelta(minutes=5)


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(standard, "HOME", tmp_path)
    yield
    work.STOPPING.clear()


def asked(log_in: LogIn, role: Role = Role.ANALYST, **form: str) -> Job:
    client = log_in(role)
    answer = client.post("/jobs/start/", form or {"kind": "ranking", "ranked": "suppliers"})
    assert answer.status_code == 302, answer.text
    return Job.objects.get(pk=answer["location"].split("/")[-2])


def after(job: Job) -> Job:
    job.refresh_from_db()
    return job


def test_a_job_is_asked_done_and_told(log_in: LogIn) -> None:
    job = asked(log_in)
    assert DBTaskResult.objects.get(pk=str(job.task)).status == TaskResultStatus.READY
    client = log_in(Role.ANALYST)
    waits = client.get(f"/jobs/{job.pk}/").text
    assert "Waiting for its turn." in waits
    assert 'hx-trigger="every 2s"' in waits
    assert '<noscript><meta http-equiv="refresh"' in waits
    run(str(job.pk))
    job = after(job)
    assert (job.state, job.attempt, job.done) == (Job.State.DONE, 1, job.of)
    assert job.result is not None and job.result["places"] == job.of > 0
    assert f"/runs/{job.result['run']}/" in client.get(f"/jobs/{job.pk}/").text
    page = client.get(f"/jobs/{job.pk}/").text
    assert "Done." in page and "hx-trigger" not in page and "refresh" not in page
    assert client.get(f"/jobs/{job.pk}/", headers={"HX-Request": "true"}).text.startswith("<div")
    run(str(job.pk))  # said again, it is not done again
    assert after(job).attempt == 1


def test_a_ranking_counts_nothing_twice(log_in: LogIn) -> None:
    first, second = asked(log_in), None
    run(str(first.pk))
    second = asked(log_in)
    run(str(second.pk))
    assert first.pk != second.pk
    told = after(second).result
    assert told is not None and (told["counted"], told["places"]) == (0, after(first).of)


def test_the_same_question_is_not_asked_twice_while_it_waits(log_in: LogIn) -> None:
    assert asked(log_in).pk == asked(log_in).pk
    assert Job.objects.count() == 1
    assert DBTaskResult.objects.count() == 1


def test_a_job_and_its_place_in_the_queue_are_written_together(log_in: LogIn) -> None:
    class Fault(Exception):
        pass

    with pytest.raises(Fault), transaction.atomic():
        asked(log_in)
        raise Fault
    assert (Job.objects.count(), DBTaskResult.objects.count()) == (0, 0)


def test_a_waiting_job_is_cancelled_at_once_and_a_running_one_at_its_next_sign(
    log_in: LogIn,
) -> None:
    client = log_in(Role.ANALYST)
    job = asked(log_in)
    client.post(f"/jobs/{job.pk}/stop/")
    assert after(job).state == Job.State.CANCELLED
    run(str(job.pk))
    assert after(job).state == Job.State.CANCELLED
    other = asked(log_in)
    taken = work._take(str(other.pk))
    assert taken is not None
    client.post(f"/jobs/{other.pk}/stop/")
    assert (after(other).state, other.stops) == (Job.State.RUNNING, True)
    with pytest.raises(work.Cancelled):
        Telling(taken)(1, 9)


def test_progress_is_written_at_most_once_a_second(
    log_in: LogIn, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any
) -> None:
    taken = work._take(str(asked(log_in).pk))
    assert taken is not None
    told = Telling(taken)
    clock = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: clock[0])
    with django_assert_num_queries(2):
        for done in range(50):
            told(done, 100)
    clock[0] += 1.5
    told(60, 100)
    assert (after(taken).done, taken.of) == (60, 100)
    left = taken.left
    assert left is not None and left >= timedelta()
    told(100, 100)
    assert after(taken).done == 100


def test_what_goes_wrong_is_told_with_its_mend(log_in: LogIn) -> None:
    job = asked(log_in)
    Job.objects.filter(pk=job.pk).update(question={**job.question, "on": "1900-01-01"})
    run(str(job.pk))
    job = after(job)
    assert (job.state, job.fault["code"]) == (Job.State.FAILED, "rule-not-yet-in-force")
    assert "notice fault" in log_in(Role.ANALYST).get(f"/jobs/{job.pk}/").text
    broken = asked(log_in)
    Job.objects.filter(pk=broken.pk).update(question={})
    run(str(broken.pk))
    assert after(broken).fault["code"] == "internal"


def test_a_job_of_a_fallen_worker_is_taken_up_again_and_only_the_last_attempt_writes(
    log_in: LogIn,
) -> None:
    job = asked(log_in)
    lost = work._take(str(job.pk))
    assert lost is not None
    DBTaskResult.objects.update(status=TaskResultStatus.RUNNING)
    assert take_up(timedelta(seconds=60)) == 0  # it gave a sign just now
    Job.objects.update(heartbeat=timezone.now() - LONG_AGO)
    assert take_up(timedelta(seconds=60)) == 1
    assert take_up(timedelta(seconds=60)) == 0
    ready = DBTaskResult.objects.filter(status=TaskResultStatus.READY)
    assert [row.args_kwargs["args"] for row in ready] == [[str(job.pk)]]
    run(str(job.pk))
    assert (after(job).state, job.attempt) == (Job.State.DONE, 2)
    with pytest.raises(HandedOn):
        Telling(lost)(1, 9)
    with pytest.raises(HandedOn):
        Telling(lost).finish({"places": -1})
    assert after(job).result["places"] > 0


def test_a_job_that_waits_for_its_turn_is_left_alone(log_in: LogIn) -> None:
    job = asked(log_in)
    Job.objects.update(heartbeat=timezone.now() - LONG_AGO)
    assert take_up(timedelta(seconds=60)) == 0
    DBTaskResult.objects.update(status=TaskResultStatus.RUNNING)  # claimed, and then it fell
    assert take_up(timedelta(seconds=60)) == 1
    assert after(job).attempt == 0


def test_a_job_that_fells_its_workers_ends(log_in: LogIn) -> None:
    job = asked(log_in)
    for _ in range(MOST):
        assert work._take(str(job.pk)) is not None
        DBTaskResult.objects.update(status=TaskResultStatus.RUNNING)
        Job.objects.update(heartbeat=timezone.now() - LONG_AGO)
        take_up(timedelta(seconds=60))
    assert (after(job).state, job.fault["code"]) == (Job.State.FAILED, "job-lost")


def test_signs_of_life_keep_a_job_with_its_worker(log_in: LogIn) -> None:
    job = asked(log_in)
    assert work._take(str(job.pk)) is not None
    Job.objects.update(heartbeat=timezone.now() - LONG_AGO, worker="w-1")
    beat("w-1")
    assert take_up(timedelta(seconds=60)) == 0
    DBTaskResult.objects.update(
        status=TaskResultStatus.SUCCESSFUL, finished_at=timezone.now() - timedelta(days=9)
    )
    tidy()
    assert DBTaskResult.objects.count() == 0


def test_a_worker_that_is_asked_to_end_hands_its_job_back(log_in: LogIn) -> None:
    job = asked(log_in)
    work.STOPPING.set()
    run(str(job.pk))
    assert (after(job).state, job.attempt) == (Job.State.WAITING, 0)
    work.STOPPING.clear()
    run(str(job.pk))
    assert after(job).state == Job.State.DONE


def test_an_export_holds_what_its_asker_sees_and_only_they_get_it(log_in: LogIn) -> None:
    job = asked(log_in, ROOS, kind="export", table="services", form="csv")
    run(str(job.pk))
    answer = log_in(ROOS).get(f"/jobs/{job.pk}/file/")
    rows = pl.read_csv(b"".join(answer.streaming_content))  # type: ignore[attr-defined]
    assert set(rows["organisation_id"]) == {"org-waterdam"}
    assert Entry.objects.filter(act="export", about="services").exists()
    for other in (Role.SERVICE_OWNER, Role.ANALYST, Role.AUDITOR):
        assert log_in(other).get(f"/jobs/{job.pk}/file/").status_code == 404
    assert log_in(Role.CISO).get(f"/jobs/{job.pk}/").status_code == 200  # of their organisation
    assert log_in(Role.ANALYST).get(f"/jobs/{job.pk}/").status_code == 404
    assert log_in(Role.CISO).post(f"/jobs/{job.pk}/stop/").status_code == 404


def test_who_lost_the_role_gets_nothing(log_in: LogIn) -> None:
    job = asked(log_in, ROOS, kind="export", table="services", form="csv")
    job.by.grants.update(valid_until=timezone.localdate())
    run(str(job.pk))
    assert (after(job).state, job.fault["code"]) == (Job.State.FAILED, "job-no-right")


def test_one_asks_only_for_what_ones_role_may(log_in: LogIn) -> None:
    client = log_in(ROOS)
    assert "Snapshot" not in client.get("/jobs/").text
    assert client.post("/jobs/start/", {"kind": "snapshot"}).status_code == 400
    assert client.post("/jobs/start/", {"kind": "ranking"}).status_code == 400  # of what?
    assert client.post("/jobs/start/", {"kind": "import-apply"}).status_code == 400
    wrong = {"kind": "export", "table": "users", "form": "csv"}
    assert client.post("/jobs/start/", wrong).status_code == 400
    page = log_in(Role.ANALYST).get("/jobs/").text
    assert "Ranking by what" in page and "Snapshot" in page and "No job was asked for yet." in page


def test_the_snapshot_is_kept_for_the_next_process(log_in: LogIn) -> None:
    job = asked(log_in, Role.CRISIS, kind="snapshot")
    run(str(job.pk))
    assert after(job).result["revision"] == Revision.objects.latest("number").number


def test_a_large_import_is_a_job_and_so_is_writing_it(
    log_in: LogIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "SMALL_ROWS", 0)
    client = log_in(ROOS)
    draft = given(client, contracts(NEW))
    waits = client.get(f"/import/{draft.pk}/problems/")
    job = Job.objects.get()
    assert waits["location"] == f"/jobs/{job.pk}/"
    assert client.get(f"/import/{draft.pk}/plan/")["location"] == f"/jobs/{job.pk}/"
    run(str(job.pk))
    assert f"/import/{draft.pk}/problems/" in client.get(f"/jobs/{job.pk}/").text
    assert client.get(f"/import/{draft.pk}/plan/").status_code == 200
    draft.refresh_from_db()
    checksum = draft.summary["checksum"]
    answer = client.post(f"/import/{draft.pk}/plan/", {"checksum": checksum})
    writing = Job.objects.exclude(pk=job.pk).get()
    assert answer["location"] == f"/jobs/{writing.pk}/"
    count = Revision.objects.count()
    run(str(writing.pk))
    assert (after(writing).state, Revision.objects.count()) == (Job.State.DONE, count + 1)
    Job.objects.filter(pk=writing.pk).update(state=Job.State.WAITING)  # as if its end was lost
    run(str(writing.pk))
    assert Revision.objects.count() == count + 1
    number = ImportDraft.objects.get(pk=draft.pk).revision
    assert after(writing).result["revision"] == number
    assert "Written as revision" in client.get(f"/import/{draft.pk}/plan/", follow=True).text
