# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The watch in the web: nights made by a job, levels as each reader may know them, and what people
do about alerts."""

import pytest
from django.test import Client
from web.conftest import LogIn

from dijkwacht.web.queue.models import Job
from dijkwacht.web.queue.work import run
from dijkwacht.web.roles import Role

pytestmark = pytest.mark.django_db
ON = "on=2026-11-24"


def silent(done: int, of: int) -> None:
    """Nobody hears."""


def made(log_in: LogIn) -> Client:
    """The centre has made the night of today; its browser."""
    client = log_in(Role.ANALYST)
    answer = client.post("/watch/make/")
    job = Job.objects.get(kind="watch")
    assert answer["location"] == f"/jobs/{job.pk}/"
    run(str(job.pk))
    job.refresh_from_db()
    assert job.state == Job.State.DONE, job.fault
    return client


def test_before_the_first_night_the_page_says_what_would_be_here(log_in: LogIn) -> None:
    centre = log_in(Role.ANALYST).get("/watch/").text
    assert "No night has been made yet." in centre and "Make the nights up to today" in centre
    own = log_in(Role.CONTRACT_MANAGER).get("/watch/").text
    assert "No night has been made yet." in own and "Make the nights" not in own
    assert "Central analyst" in own or "analyst" in own.lower()


def test_the_centre_sees_levels_and_why(log_in: LogIn) -> None:
    page = made(log_in).get("/watch/").text
    assert "4 failing" in page and "Nimbus Holding" in page
    assert "at least 4" in page
