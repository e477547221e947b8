# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""A database with the example state and its people, for every test of the web."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from web import world

from dijkwacht.web import reasoning
from dijkwacht.web.accounts.cast import CAST
from dijkwacht.web.accounts.models import User
from dijkwacht.web.audit.guard import release
from dijkwacht.web.roles import Role

LogIn = Callable[[Role], Client]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> None:
    """The example is loaded once; each test gets it as it was."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        call_command("demo")
        world.settle()
        release(connection)  # tests with transactions of their own empty the database


@pytest.fixture(autouse=True)
def _own_snapshots(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No test leaves a snapshot to another."""
    monkeypatch.setattr(reasoning.SNAPSHOTS, "folder", tmp_path / "snapshots")
    yield


@pytest.fixture
def log_in(db: None) -> LogIn:
    """A browser in which the first person of the cast with a role is logged in."""

    def as_role(role: Role, organisation: str | None = "org-waterdam") -> Client:
        person = next(
            one for one in CAST if one.role is role and one.organisation in (organisation, None)
        )
        client = Client(headers={"accept-language": "en"})
        client.force_login(User.objects.get(email=person.email))
        return client

    return as_role
