# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The trail is append-only in the database itself: whoever writes past the program is refused too.
Who owns the database can take the guard away; the chain of hashes then shows what they changed."""

from collections.abc import Mapping
from typing import Final

from django.db.backends.base.base import BaseDatabaseWrapper

GUARD: Final[Mapping[str, tuple[str, ...]]] = {
    "sqlite": tuple(
        f"CREATE TRIGGER IF NOT EXISTS audit_entry_no_{act} BEFORE {act} ON audit_entry "
        "BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END"
        for act in ("UPDATE", "DELETE")
    ),
    "postgresql": (
        "CREATE OR REPLACE FUNCTION audit_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the trail is append-only'; END $$",
        "DROP TRIGGER IF EXISTS audit_entry_guard ON audit_entry",
        "CREATE TRIGGER audit_entry_guard BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry "
        "FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_refuse()",
    ),
}
"""A migration that makes the table anew must set this again: a test looks."""

RELEASE: Final[Mapping[str, tuple[str, ...]]] = {
    "sqlite": (
        "DROP TRIGGER IF EXISTS audit_entry_no_UPDATE",
        "DROP TRIGGER IF EXISTS audit_entry_no_DELETE",
    ),
    "postgresql": ("DROP TRIGGER IF EXISTS audit_entry_guard ON audit_entry",),
}


def guard(connection: BaseDatabaseWrapper) -> None:
    """Refuse every change and removal of entries from now on."""
    _run(connection, GUARD)


def release(connection: BaseDatabaseWrapper) -> None:
    """Take the guard away: to unmake the migration, and for tests that empty the database."""
    _run(connection, RELEASE)


def _run(connection: BaseDatabaseWrapper, by_vendor: Mapping[str, tuple[str, ...]]) -> None:
    with connection.cursor() as cursor:
        for statement in by_vendor[connection.vendor]:
            cursor.execute(statement)
