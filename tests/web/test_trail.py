# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The audit trail in the database: append-only, one chain whoever writes, and what stands in it."""

import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, connections, transaction
from django.test import Client
from web.conftest import LogIn

from dijkwacht.base.trail import FIRST, check, lines
from dijkwacht.web.accounts.models import User
from dijkwacht.web.audit import guard, trail
from dijkwacht.web.audit.models import Entry
from dijkwacht.web.roles import Role


@pytest.mark.django_db
def test_each_entry_follows_the_one_before_and_the_head_is_the_last() -> None:
    before, _ = trail.head()
    made = [trail.record(1, "read", str(number), {"n": number}) for number in range(3)]
    assert [entry.number for entry in made] == [before + 1, before + 2, before + 3]
    assert made[2].before == made[1].hash
    assert trail.head() == (made[2].number, made[2].hash)
    assert trail.verdict().is_whole


@pytest.mark.django_db
def test_entries_are_neither_changed_nor_removed_by_the_program() -> None:
    entry = trail.record(1, "read", "x", {})
    for act in (
        entry.save,
        entry.delete,
        Entry.objects.all().delete,
        lambda: Entry.objects.update(about="y"),
    ):
        with pytest.raises(TypeError, match="append-only"):
            act()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement", ["UPDATE audit_entry SET about = 'y'", "DELETE FROM audit_entry"]
)
def test_nor_past_the_program_in_the_database(statement: str) -> None:
    trail.record(1, "read", "x", {})
    guard.guard(connection)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        connection.cursor().execute(statement)
    guard.release(connection)
    connection.cursor().execute(statement)


def written_by_many() -> None:
    """Four who write ten entries each, at once, from an empty table on: nothing there to hold."""
    faults: list[BaseException] = []

    def write(who: int) -> None:
        try:
            for number in range(10):
                trail.record(who, "read", str(number), {"of": who})
        except BaseException as fault:
            faults.append(fault)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=write, args=(who,)) for who in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    verdict = trail.verdict()
    assert (verdict.is_whole, verdict.entries) == (True, 40), verdict
    assert trail.head() == (40, verdict.head)
    assert Entry.objects.get(number=1).before == FIRST


def test_many_who_write_at_once_leave_one_chain_and_a_new_database_has_the_guard(
    tmp_path: Path,
) -> None:
    """In a file of its own, made by all migrations together: one that makes the table anew must
    set the guard again."""
    script = (
        "import django; django.setup()\n"
        "from django.core.management import call_command\n"
        "call_command('migrate', 'audit', verbosity=0)\n"
        "from web.test_trail import written_by_many\n"
        "written_by_many()"
    )
    given = {
        "DIJKWACHT_HOME": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "dijkwacht.web.settings",
        "PYTHONPATH": ":".join([str(Path(__file__).parent.parent), *sys.path]),
    }
    made = subprocess.run([sys.executable, "-c", script], env=given, capture_output=True, text=True)
    assert made.returncode == 0, made.stderr
    held = sqlite3.connect(tmp_path / "register.sqlite3")
    named = held.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    held.close()
    assert len(named) == 2


@pytest.mark.django_db
def test_what_was_changed_past_everything_is_found() -> None:
    first, _ = trail.head()
    for number in range(4):
        trail.record(1, "read", str(number), {})
    with connection.cursor() as cursor:
        cursor.execute("UPDATE audit_entry SET about = 'other' WHERE number = %s", [first + 2])
    verdict = trail.verdict()
    assert (verdict.is_whole, verdict.fault, verdict.why) == (False, first + 2, "changed")


@pytest.mark.django_db
def test_an_act_that_fails_leaves_no_entry() -> None:
    before = trail.head()
    with pytest.raises(RuntimeError), transaction.atomic():
        trail.record(1, "export", "x", {})
        raise RuntimeError
    assert trail.head() == before


@pytest.mark.django_db
def test_the_page_filters_and_what_is_taken_along_is_whole(log_in: LogIn, tmp_path: Path) -> None:
    auditor = log_in(Role.AUDITOR)
    trail.record(1, "export", "services", {"rows": 3})
    page = auditor.get("/trail/?act=export&check=yes")
    assert "rows: 3" in page.text
    assert "The chain is whole" in page.text
    assert "login" not in page.text.partition("<tbody>")[2]
    assert auditor.get("/trail/?since=2999-01-01").text.count("<td") == 1
    assert auditor.get("/trail/?since=never").status_code == 404
    file = tmp_path / "trail.jsonl"
    answer = auditor.get("/trail/export/")
    file.write_bytes(b"".join(answer.streaming_content))
    verdict = check(lines(file))
    assert verdict.is_whole
    assert verdict.entries >= Entry.objects.count() - 1
    assert Entry.objects.order_by("-number").filter(act="export", about="trail").exists()


@pytest.mark.django_db
def test_reading_the_trail_and_what_is_of_others_by_name_is_in_it(log_in: LogIn) -> None:
    auditor = log_in(Role.AUDITOR)
    auditor.get("/trail/?act=read")
    last = Entry.objects.latest("number")
    assert (last.act, last.about, last.role) == ("read", "/trail/?act=read", "auditor")


@pytest.mark.django_db
def test_coming_in_going_and_failing_to_are_in_it_without_what_was_typed(client: Client) -> None:
    typed = {"login": "roos.de.wit@waterdam.example", "password": "not hers at all"}
    client.post("/accounts/login/", typed)
    failed = Entry.objects.latest("number")
    roos = User.objects.get(email=typed["login"])
    assert (failed.act, failed.about, failed.by) == ("login-failed", str(roos.pk), None)
    assert "not hers" not in repr(failed.told)
    client.force_login(roos)
    client.post("/accounts/logout/")
    acts = list(Entry.objects.order_by("-number").values_list("act", flat=True)[:2])
    assert acts == ["logout", "login"]
