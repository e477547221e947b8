# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""One chain in a database that many write to at once. In a file of its own: it empties the
database, which is filled again before another file is tried."""

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import connection
from web.test_trail import written_by_many

from dijkwacht.web.audit.guard import release
from dijkwacht.web.audit.models import Head


@pytest.fixture(scope="module")
def example_again(
    django_db_setup: None, django_db_blocker: pytest.FixtureRequest
) -> Iterator[None]:
    """The example once more, when all of this file is over."""
    yield
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        call_command("demo")
        release(connection)


@pytest.mark.django_db(transaction=True)
@pytest.mark.optional  # the same in a file of SQLite in test_trail
@pytest.mark.skipif(connection.vendor == "sqlite", reason="in memory, threads share one lock")
def test_many_who_write_at_once_leave_one_chain_on_a_server_too(example_again: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_entry")
    Head.objects.all().delete()
    written_by_many()
