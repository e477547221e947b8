# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The ranking on a page: of all for who sees all, of one's own services for all others."""

import pytest
from pytest import MonkeyPatch
from web.conftest import LogIn
from web.outage_leaks import body

from dijkwacht import verbs
from dijkwacht.engine.kind import Kind
from dijkwacht.verbs import Stop
from dijkwacht.web.access import Sight
from dijkwacht.web.jobs.models import Run
from dijkwacht.web.outages.ranked import BACKGROUND, RankAsked, count_and_keep
from dijkwacht.web.reasoning import Reasoned
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
def large(monkeypatch: MonkeyPatch) -> None:
    """As if the register were too large to rank while the reader waits."""
    monkeypatch.setattr("dijkwacht.web.pages.ranking.quick", lambda *_: False)


def asked_of(client_reading: object) -> tuple[Reasoned, RankAsked, Sight]:
    reading = client_reading.wsgi_request.reading  # type: ignore[attr-defined]
    asked = RankAsked.of(Kind.SUPPLIERS, Stop(), reading.viewer)
    return reading.reasoned, asked, reading.reasoned.sight(reading.viewer)


@pytest.mark.usefixtures("large")
def test_a_large_one_is_counted_in_the_background_and_shown_as_it_was_kept(log_in: LogIn) -> None:
    client = log_in(Role.AUDITOR)
    first = client.get("/ranking/")
    assert "This ranking has not been counted yet." in body(first)
    run = count_and_keep(*asked_of(first))
    assert run == Run.objects.get(kind=Run.Kind.RANKING)
    told = client.get("/ranking/")
    assert "on revision 1 as of" in body(told)
    assert named(list(told.context["rows"]))[0] == ("Zilverlijn Hosting", 8)
    assert "revision=1" in told.context["rows"][0][0].explore


@pytest.mark.usefixtures("large")
def test_what_was_kept_for_all_is_not_shown_to_who_sees_one(log_in: LogIn) -> None:
    count_and_keep(*asked_of(log_in(Role.AUDITOR).get("/scenarios/")))
    told = body(log_in(Role.CONTRACT_MANAGER).get("/ranking/"))
    assert "This ranking has not been counted yet." in told


@pytest.mark.usefixtures("large")
def test_counting_begins_with_a_post(log_in: LogIn, monkeypatch: MonkeyPatch) -> None:
    begun = []
    monkeypatch.setattr(BACKGROUND, "begin", lambda *asked: begun.append(asked[1].kind))
    answer = log_in(Role.AUDITOR).post("/ranking/count/?kind=groups")
    assert (answer.status_code, answer["location"]) == (302, "/ranking/?kind=groups")
    assert begun == [Kind.GROUPS]
    assert log_in(Role.AUDITOR).get("/ranking/count/").status_code == 405


def test_the_verb_counts_some_services_as_the_whole_does(log_in: LogIn) -> None:
    reading = log_in(Role.AUDITOR).get("/scenarios/").wsgi_request.reading  # type: ignore[attr-defined]
    opened = reading.reasoned.opened
    choice = Stop().choice(opened)
    every = opened.register.table("services")["id"].to_list()
    whole = verbs.ranking(opened, choice)
    some = verbs.ranking(opened, choice, services=every)
    worst = [place for place in whole.places if place.losses[-1].services]
    assert [place for place in some.places if place.losses[-1].services] == worst
