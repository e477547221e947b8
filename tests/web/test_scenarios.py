# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The scenarios on a page."""

import html

import pytest
from web.conftest import LogIn
from web.outage_leaks import body

from dijkwacht.web.reasoning import REASONING
from dijkwacht.web.roles import Role

pytestmark = pytest.mark.django_db


def test_every_scenario_says_how_it_runs_and_how_that_is_known(log_in: LogIn) -> None:
    answer = log_in(Role.BOARD).get("/scenarios/")
    told = html.unescape(body(answer))
    rules = REASONING.rulebook.on(answer.wsgi_request.reading.on).scenarios  # type: ignore[attr-defined]
    assert len(rules) > 5
    for rule in rules:
        assert rule.title["en"] in told
        for steps in rule.profiles.values():
            assert all(step.source is None or step.source in told for step in steps)
    assert "our own proposal" in told
    assert "unverified" in told


def test_each_variant_is_asked_in_the_explorer(log_in: LogIn) -> None:
    client = log_in(Role.BOARD)
    assert "/outage/?scenario=bankruptcy&amp;variant=acute" in body(client.get("/scenarios/"))
    asked = body(client.get("/outage/?scenario=bankruptcy&variant=acute"))
    assert '<option value="bankruptcy" selected>' in asked


def test_the_list_is_a_file(log_in: LogIn) -> None:
    assert "bankruptcy" in body(log_in(Role.BOARD).get("/scenarios/?form=csv"))
