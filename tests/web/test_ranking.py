# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The ranking on a page: of all for who sees all, of one's own services for all others."""

from pathlib import Path

import pytest
from pytest import MonkeyPatch
from web.conftest import LogIn
from web.outage_leaks import body

from dijkwacht import verbs
from dijkwacht.verbs import Stop
from dijkwacht.web.jobs.models import Run
from dijkwacht.web.queue import standard, work
from dijkwacht.web.queue.models import Job
from dijkwacht.web.roles import Role

pytestmark = pytest.mark.django_db


def rows(log_in: LogIn, address: str, role: Role, organisation: str = "org-waterdam") -> list:  # type: ignore[type-arg]
    return list(log_in(role, organisation).get(address).context["rows"])


def named(found: list) -> list[tuple[str, int]]:  # type: ignore[type-arg]
    return [(row.label.name, services[-1]) for row, services, *_ in found]


def test_who_sees_all_sees_what_costs_most(log_in: LogIn) -> None:
    found = rows(log_in, "/ranking/", Role.AUDITOR)
    assert named(found)[:2] == [("Zilverlijn Hosting", 8), ("Nimbus Cloud", 5)]


def test_who_sees_one_organisation_sees_what_costs_that(log_in: LogIn) -> None:
    answer = log_in(Role.CONTRACT_MANAGER).get("/ranking/")
    found = list(answer.context["rows"])
    assert named(found) == [("Zilverlijn Hosting", 2), ("Nimbus Cloud", 1), ("Polder ICT", 1)]
    assert "Only your own services count here." in body(answer)
    assert "organisations" not in answer.context["columns"]


def test_it_is_what_the_explorer_says_of_each(log_in: LogIn) -> None:
    client = log_in(Role.CONTRACT_MANAGER)
    for row, services, _, persons in client.get("/ranking/").context["rows"]:
        seen = client.get(f"/outage/{row.explore}&at=4380")
        assert seen.context["count"] == services[-1]
        assert sum(line.row.users or 0 for line in seen.context["lines"]) == persons


def test_groups_and_facilities_are_ranked_too(log_in: LogIn) -> None:
    assert named(rows(log_in, "/ranking/?kind=groups", Role.AUDITOR))[0][0] == "Nimbus Holding"
    found = log_in(Role.CONTRACT_MANAGER).get("/ranking/?kind=facilities")
    assert all(row.explore is None for row, *_ in found.context["rows"])


@pytest.mark.parametrize("wrong", ["kind=systems", "sort=colour", "hours=x", "scenario=none"])
def test_a_wrong_question_is_told(log_in: LogIn, wrong: str) -> None:
    assert log_in(Role.AUDITOR).get(f"/ranking/?{wrong}").status_code == 400


def test_it_is_ordered_by_any_column_and_kept_as_a_file(log_in: LogIn) -> None:
    found = rows(log_in, "/ranking/?sort=persons", Role.AUDITOR)
    persons = [row.place.losses[-1].persons for row, *_ in found]
    assert persons == sorted(persons, reverse=True)
    assert "sup-zilverlijn" in body(log_in(Role.AUDITOR).get("/ranking/?form=csv"))
    own = body(log_in(Role.CONTRACT_MANAGER).get("/ranking/?form=csv"))
    assert "organisations" not in own


@pytest.fixture
def large(monkeypatch: MonkeyPatch, tmp_path: Path) -> None:
    """As if the register were too large to rank while the reader waits."""
    monkeypatch.setattr(standard, "HOME", tmp_path)
    monkeypatch.setattr("dijkwacht.web.pages.ranking.quick", lambda *_: False)


def counted(log_in: LogIn, role: Role, address: str = "/ranking/count/") -> Job:
    """The job that a post asks for, done."""
    answer = log_in(role).post(address)
    job = Job.objects.get(pk=answer["location"].split("/")[-2])
    assert job.state == Job.State.WAITING
    work.run(str(job.pk))
    job.refresh_from_db()
    assert job.state == Job.State.DONE, job.fault
    return job


@pytest.mark.usefixtures("large")
def test_a_large_one_is_counted_by_a_job_and_shown_as_it_was_kept(log_in: LogIn) -> None:
    client = log_in(Role.AUDITOR)
    assert "This ranking has not been counted yet." in body(client.get("/ranking/"))
    job = counted(log_in, Role.AUDITOR)
    assert job.result is not None
    assert job.result["run"] == str(Run.objects.get(kind=Run.Kind.RANKING).pk)
    told = client.get("/ranking/")
    assert "on revision 1 as of" in body(told)
    assert named(list(told.context["rows"]))[0] == ("Zilverlijn Hosting", 8)
    assert "revision=1" in told.context["rows"][0][0].explore
    there = client.get(f"/runs/{job.result['run']}/")
    assert there["location"] == "/ranking/?kind=suppliers&fallbacks=declared"


@pytest.mark.usefixtures("large")
def test_what_was_kept_for_all_is_not_shown_to_who_sees_one(log_in: LogIn) -> None:
    counted(log_in, Role.AUDITOR)
    told = body(log_in(Role.CONTRACT_MANAGER).get("/ranking/"))
    assert "This ranking has not been counted yet." in told
    counted(log_in, Role.CONTRACT_MANAGER)
    own = log_in(Role.CONTRACT_MANAGER).get("/ranking/").context["rows"]
    assert named(list(own))[0] == ("Zilverlijn Hosting", 2)


@pytest.mark.usefixtures("large")
def test_it_is_asked_once_and_says_that_it_runs(log_in: LogIn) -> None:
    client = log_in(Role.AUDITOR)
    first, second = (client.post("/ranking/count/?kind=groups") for _ in range(2))
    assert first["location"] == second["location"]
    assert first["location"] in body(client.get("/ranking/?kind=groups"))
    assert client.get("/ranking/count/").status_code == 405


@pytest.mark.usefixtures("large")
def test_a_job_about_others_than_one_sees_fails(log_in: LogIn) -> None:
    job = counted(log_in, Role.CONTRACT_MANAGER)
    job.question["node"] = None
    Job.objects.filter(pk=job.pk).update(state=Job.State.WAITING, question=job.question)
    work.run(str(job.pk))
    job.refresh_from_db()
    assert job.state == Job.State.FAILED


def test_a_small_one_needs_no_job(log_in: LogIn) -> None:
    answer = log_in(Role.AUDITOR).post("/ranking/count/?kind=groups")
    assert (answer.status_code, answer["location"]) == (302, "/ranking/?kind=groups")
    assert not Job.objects.exists()


def test_the_verb_counts_some_services_as_the_whole_does(log_in: LogIn) -> None:
    reading = log_in(Role.AUDITOR).get("/scenarios/").wsgi_request.reading  # type: ignore[attr-defined]
    opened = reading.reasoned.opened
    choice = Stop().choice(opened)
    every = opened.register.table("services")["id"].to_list()
    whole = verbs.ranking(opened, choice)
    some = verbs.ranking(opened, choice, services=every)
    worst = [place for place in whole.places if place.losses[-1].services]
    assert [place for place in some.places if place.losses[-1].services] == worst
