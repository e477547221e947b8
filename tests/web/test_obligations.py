# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Obligations: what is met, what is not, where it stands and what to do."""

from datetime import date

import pytest
from web.conftest import LogIn

from dijkwacht.findings.duty import Status
from dijkwacht.web.pages.obligations import owed
from dijkwacht.web.reasoning import REASONING
from dijkwacht.web.roles import Role

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 24)


def test_what_is_not_met_comes_with_its_source_and_what_to_do(log_in: LogIn) -> None:
    page = log_in(Role.SERVICE_OWNER).get("/obligations/?on=2026-11-24").text
    assert "2 services have 13 obligations: 8 are not met, of 2 services" in page
    assert "BIO2 5.30.02: at least every three years" in page
    assert "Write an exit plan, and have it approved." in page
    assert 'href="/policy/obligations/evidence/?on=2026-11-24"' in page


def test_what_is_met_is_there_when_asked_for(log_in: LogIn) -> None:
    client = log_in(Role.SERVICE_OWNER)
    met = client.get("/obligations/?on=2026-11-24&status=met").text
    assert "3 obligations" in met
    assert "not met</span>" not in met
    assert "exit plan" in client.get("/obligations/?name=exit-plan").text


def test_the_frame_holds_every_obligation_once() -> None:
    reasoned = REASONING.judged(ON)
    counts = reasoned.obligations.counts().sum(axis=0).tolist()
    frame = owed(reasoned)
    found = [frame.filter(frame["status"] == int(status)).height for status in Status]
    assert found == counts
    assert frame.select("service_id", "duty").is_unique().all()


def test_the_centre_reads_no_name(log_in: LogIn) -> None:
    page = log_in(Role.ANALYST).get("/obligations/?on=2026-11-24&status=").text
    for name in ("Passports", "svc-", "org-", "Waterdam", "Laagland"):
        assert name not in page.partition("<main")[2], name
