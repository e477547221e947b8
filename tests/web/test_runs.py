# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Kept runs: the same answer at the same revision, as its reader may see it."""

import pytest
from django.test import Client
from web.conftest import LogIn
from web.outage_leaks import body

from dijkwacht.web.audit.models import Entry
from dijkwacht.web.jobs.models import Run
from dijkwacht.web.roles import Role

pytestmark = pytest.mark.django_db


def kept(client: Client, **question: str) -> str:
    """The address of a run that is kept now."""
    answer = client.post("/runs/keep/", {"what": "sup-nimbus", **question})
    assert answer.status_code == 302
    return str(answer["location"])


def test_a_run_is_kept_with_its_inputs_and_shown_again(log_in: LogIn) -> None:
    client = log_in(Role.AUDITOR)
    told = body(client.get(kept(client, hours="72", fallbacks="proven")))
    assert "What if Nimbus Cloud stops for 3 d?" in told
    assert "Asked again at that revision, the answer is the same." in told
    run = Run.objects.get()
    assert run.question["stop"]["hours"] == 72
    assert run.question["selector"]["things"] == ["supplier:sup-nimbus"]
    assert any(name.startswith("outage/defaults@") for name in run.rules)
    assert len(run.result["lost"]) == 5
    assert Entry.objects.filter(act="run", about=str(run.uuid)).exists()


def test_everyone_reads_it_with_their_own_eyes(log_in: LogIn) -> None:
    address = kept(log_in(Role.AUDITOR))
    told = body(log_in(Role.CONTRACT_MANAGER).get(address))
    assert "one of your services is lost within 3 d" in told
    assert "Government log-in" not in told
    assert "somebody of another organisation" in told
    assert "Ruth" not in told


def test_what_is_about_another_ones_service_is_not_there(log_in: LogIn) -> None:
    address = kept(log_in(Role.CONTRACT_MANAGER), what="svc-paspoorten")
    assert log_in(Role.CONTRACT_MANAGER).get(address).status_code == 200
    other = log_in(Role.CONTRACT_MANAGER, "org-duinwijk")
    assert other.get(address).status_code == 404
    centre = body(log_in(Role.ANALYST).get(address))
    assert "svc-paspoorten" not in centre
    assert "What if service" in centre


def test_the_list_holds_what_one_kept_and_what_ones_organisation_kept(log_in: LogIn) -> None:
    address = kept(log_in(Role.CONTRACT_MANAGER))
    assert address in body(log_in(Role.CONTRACT_MANAGER).get("/runs/"))
    assert address in body(log_in(Role.CISO).get("/runs/"))
    assert address not in body(log_in(Role.CONTRACT_MANAGER, "org-duinwijk").get("/runs/"))
    assert address not in body(log_in(Role.ANALYST).get("/runs/"))
    assert address in body(log_in(Role.AUDITOR).get("/runs/"))


def test_another_answer_is_told_with_why(log_in: LogIn) -> None:
    client = log_in(Role.AUDITOR)
    address = kept(client)
    Run.objects.update(digest="0" * 64, version="0.0.1")
    told = body(client.get(address))
    assert "the answer is not the same" in told
    assert "It was made with version 0.0.1" in told
    Run.objects.update(version=Run.objects.get().version, rules={"old@2020-01-01": ""})
    assert "Other rules hold now" in body(client.get(address))


def test_nothing_is_kept_of_nothing_or_by_reading(log_in: LogIn) -> None:
    client = log_in(Role.AUDITOR)
    assert client.post("/runs/keep/", {}).status_code == 400
    assert client.get("/runs/keep/").status_code == 405
    assert not Run.objects.exists()


def test_a_post_without_a_token_is_refused(log_in: LogIn) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = log_in(Role.AUDITOR).cookies
    assert strict.post("/runs/keep/", {"what": "sup-nimbus"}).status_code == 403
