# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the night watch reads before it makes a night, and that its nights are in a backup."""

import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import timezone
from feeding import table
from web.conftest import LogIn
from web.test_watch import made, main

from dijkwacht.web.operations.backup import backup
from dijkwacht.web.queue.models import Job
from dijkwacht.web.queue.standard import home
from dijkwacht.web.reasoning import REASONING
from dijkwacht.web.store.models import Revision
from dijkwacht.web.watch.feeds import STATE, folder
from dijkwacht.web.watch.models import Night

pytestmark = pytest.mark.django_db
NIMBUS = "00000027"


@pytest.fixture
def feeds() -> Iterator[Path]:
    """The folder of the site in which feeds lie; gone after the test."""
    folder().mkdir()
    yield folder()
    shutil.rmtree(folder())
    shutil.rmtree(home(STATE))


def test_feeds_are_read_into_the_register_before_the_night(log_in: LogIn, feeds: Path) -> None:
    row = f"payment-default,2026-11-02,,kvk,{NIMBUS},NL,,,,"
    (feeds / "events.csv").write_bytes(table(row))
    before = Revision.objects.count()
    client = made(log_in)
    assert Revision.objects.count() == before + 1
    last = Revision.objects.latest("number")
    assert last.by is not None and last.by.email == "anna.smit@waterdam.example"
    assert Night.objects.get().revision == last.number
    seen = REASONING.newest().history.frames["observations"]
    (found,) = seen.filter(seen["feed"] == "events").to_dicts()
    assert (found["supplier_id"], found["kind"]) == ("sup-nimbus", "payment-default")
    page = main(client.get("/watch/suppliers/sup-nimbus/").text)
    assert "2026-11-02" in page.partition('id="observed"')[2].partition("</section>")[0]
    feed = main(client.get("/watch/feeds/").text)
    assert "events" in feed


def test_the_same_feeds_again_write_nothing(log_in: LogIn, feeds: Path) -> None:
    (feeds / "events.csv").write_bytes(table(f"payment-default,2026-11-02,,kvk,{NIMBUS},NL,,,,"))
    made(log_in)
    before, content = Revision.objects.count(), bytes(Night.objects.get().content)
    Job.objects.all().delete()
    made(log_in)
    assert Revision.objects.count() == before
    assert bytes(Night.objects.get(day=timezone.localdate()).content) == content


def test_a_broken_feed_stops_no_night(log_in: LogIn, feeds: Path) -> None:
    (feeds / "events.csv").write_bytes(b'kind,observed_on\n"half')
    page = main(made(log_in).get("/watch/feeds/").text)
    assert "events" in page and "broken" in page


def test_nights_are_in_a_backup(log_in: LogIn, tmp_path: Path) -> None:
    made(log_in)
    file = tmp_path / "site.zip"
    assert backup(file)["watch.night"] == 1
    with zipfile.ZipFile(file) as held:
        assert str(timezone.localdate()).encode() in held.read("watch.night.jsonl")
