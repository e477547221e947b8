# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The way between two things, and the suppliers on which both rest."""

import pytest
from web.conftest import LogIn

from dijkwacht.web.roles import Role

pytestmark = pytest.mark.django_db

ASKED = "/path/?on=2026-11-24&from={}&to={}"


def test_a_way_is_told_in_either_direction(log_in: LogIn) -> None:
    client = log_in(Role.AUDITOR, None)
    ends = ("service:svc-paspoorten", "supplier:sup-nimbus")
    for one, other in (ends, ends[::-1]):
        text = client.get(ASKED.format(one, other)).text
        assert "Passports hangs on Nimbus Cloud, in 4 steps." in text
        assert "Running the log-in platform" in text


def test_others_on_the_way_are_called_by_their_kind(log_in: LogIn) -> None:
    client = log_in(Role.CONTRACT_MANAGER)
    text = client.get(ASKED.format("service:svc-paspoorten", "supplier:sup-nimbus")).text
    assert "a system of another organisation" in text
    assert "Log-in platform" not in text and "sys-inlog" not in text
    hidden = client.get(ASKED.format("service:svc-paspoorten", "service:svc-zittingen"))
    assert hidden.status_code == 404


def test_what_two_things_share_is_told_where_neither_hangs_on_the_other(log_in: LogIn) -> None:
    client = log_in(Role.SERVICE_OWNER)
    text = client.get(ASKED.format("service:svc-paspoorten", "service:svc-afval")).text
    assert "Neither of Passports and Waste collection hangs on the other." in text
    assert "Zilverlijn Hosting" in text


def test_without_a_question_it_says_what_to_do(log_in: LogIn) -> None:
    answer = log_in(Role.SERVICE_OWNER).get("/path/")
    assert "Name two things" in answer.text
    assert 'value="service:svc-paspoorten"' in answer.text
    for wrong in ("x", "service:none", "contract:con-werkplek"):
        asked = ASKED.format(wrong, "supplier:sup-nimbus")
        assert log_in(Role.SERVICE_OWNER).get(asked).status_code == 404
