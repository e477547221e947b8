# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two outages side by side."""

from urllib.parse import urlencode

import pytest
from web.conftest import LogIn
from web.outage_leaks import body

from dijkwacht.web.roles import Role

pytestmark = pytest.mark.django_db


def address(a: str, b: str, **more: str) -> str:
    return f"/outage/compare/?{urlencode({'a': a, 'b': b, **more})}"


def test_the_differences_are_a_sentence_and_a_table(log_in: LogIn) -> None:
    answer = log_in(Role.AUDITOR).get(address("what=sup-nimbus", "what=sup-nimbus&fallbacks=none"))
    told = body(answer)
    assert "5 services are lost in A, 5 in B." in told
    assert "Sooner in B: 1." in told
    sooner = [one for one in answer.context["differences"] if one.change == "sooner"]
    assert [(one.service.name, one.lost_at) for one in sooner] == [("Local taxes", (78, 24))]


def test_with_and_without_one_fallback(log_in: LogIn) -> None:
    without = "what=sup-nimbus&without=fallback:fal-inlog"
    answer = log_in(Role.AUDITOR).get(address("what=sup-nimbus", without))
    assert "without Emergency log-in" in body(answer)
    changes = {one.change.value for one in answer.context["differences"]}
    assert changes == {"sooner", "longer"}
    swapped = log_in(Role.AUDITOR).get(address(without, "what=sup-nimbus"))
    assert {one.change.value for one in swapped.context["differences"]} == {"later", "shorter"}


def test_the_same_twice_differs_in_nothing(log_in: LogIn) -> None:
    told = body(log_in(Role.AUDITOR).get(address("what=sup-nimbus", "what=Nimbus Cloud")))
    assert "Both lose the same services at the same hours." in told


def test_what_is_lost_in_one_alone_is_told(log_in: LogIn) -> None:
    answer = log_in(Role.AUDITOR).get(address("what=sup-nimbus", "what=sup-polder"))
    kinds = {one.change.value for one in answer.context["differences"]}
    assert kinds >= {"only-a", "only-b"}


def test_both_pictures_have_the_same_axes(log_in: LogIn) -> None:
    answer = log_in(Role.AUDITOR).get(address("what=sup-nimbus", "what=sup-zilverlijn"))
    a, b = (side["picture"] for side in answer.context["sides"])
    assert (a.hours, a.services, a.people) == (b.hours, b.services, b.people)


def test_only_ones_own_services_are_compared(log_in: LogIn) -> None:
    answer = log_in(Role.CONTRACT_MANAGER).get(address("what=sup-nimbus", "what=sup-zilverlijn"))
    names = {one.service.name for one in answer.context["differences"]}
    assert names <= {"Passports", "Waste collection"}


def test_a_missing_or_forbidden_side_is_told(log_in: LogIn) -> None:
    client = log_in(Role.CONTRACT_MANAGER)
    assert client.get("/outage/compare/?a=what%3Dsup-nimbus").status_code == 400
    assert client.get(address("what=sup-nimbus", "what=svc-zittingen")).status_code == 404


def test_the_differences_are_a_file(log_in: LogIn) -> None:
    answer = log_in(Role.AUDITOR).get(address("what=sup-nimbus", "what=sup-polder", form="csv"))
    assert "compare.only-a" in body(answer)
