# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The watch in the web: nights made by a job, and levels as each reader may know them."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from web.conftest import LogIn
from web.walk import told

from dijkwacht.findings.alerts import Status
from dijkwacht.findings.levels import UNKNOWN
from dijkwacht.reports import nights as files
from dijkwacht.web.audit.models import Entry
from dijkwacht.web.queue.models import Job
from dijkwacht.web.queue.work import cancel, run
from dijkwacht.web.roles import Role
from dijkwacht.web.watch import facts, nights
from dijkwacht.web.watch.models import Night
from dijkwacht.web.watch.nightly import begin_night

pytestmark = pytest.mark.django_db


def silent(done: int, of: int) -> None:
    """Nobody hears."""


def made(log_in: LogIn) -> Client:
    """The centre has made the night of today; its browser."""
    client = log_in(Role.ANALYST)
    client.post("/watch/make/")
    job = Job.objects.get(kind="watch")
    run(str(job.pk))
    job.refresh_from_db()
    assert job.state == Job.State.DONE, job.fault
    return client


def main(page: str) -> str:
    return page.partition("<main")[2].partition("</main>")[0]


def test_before_the_first_night_the_page_says_what_would_be_here(log_in: LogIn) -> None:
    centre = log_in(Role.ANALYST).get("/watch/").text
    assert "No night has been made yet." in centre and "Make the nights up to today" in centre
    own = log_in(Role.CONTRACT_MANAGER).get("/watch/").text
    assert "No night has been made yet." in own and "Make the nights" not in own
    assert "analyst of the centre" in main(own)
    assert log_in(Role.CONTRACT_MANAGER).post("/watch/make/").status_code == 403


def test_the_job_makes_the_night_once_and_the_page_is_what_came_of_it(log_in: LogIn) -> None:
    client = made(log_in)
    job, row = Job.objects.get(kind="watch"), Night.objects.get()
    assert job.result == {"on": str(timezone.localdate()), "nights": 1, "revision": row.revision}
    assert 'href="/watch/"' in client.get(f"/jobs/{job.pk}/").text
    standing = files.from_bytes(bytes(row.content))
    assert files.to_bytes(standing) == bytes(row.content)
    known = facts.from_bytes(bytes(row.known))
    assert facts.to_bytes(known) == bytes(row.known)
    assert known.rows["supplier_id"].to_list() == list(standing.levels.ids)
    again = nights.make(row.day, silent).rows
    assert [bytes(one.content) for one in again] == [bytes(row.content)]


def test_a_job_that_is_stopped_keeps_no_night(log_in: LogIn) -> None:
    client = log_in(Role.ANALYST)
    client.post("/watch/make/")
    cancel(Job.objects.get(kind="watch"))
    run(str(Job.objects.get(kind="watch").pk))
    assert not Night.objects.exists()


def test_all_nights_since_the_last_are_made_and_the_past_is_looked_back_on(log_in: LogIn) -> None:
    today = timezone.localdate()
    nights.make(today - timedelta(days=3), silent).keep()
    nights.make(today, silent).keep()
    assert [row.day for row in Night.objects.all()] == [today - timedelta(days=n) for n in range(4)]
    client = log_in(Role.ANALYST)
    day = today - timedelta(days=2)
    assert f"on the night of {day}." in client.get(f"/watch/?on={day}").text
    before = today - timedelta(days=9)
    assert "No night has been made yet." in client.get(f"/watch/?on={before}").text
    with pytest.raises(Exception, match=r"watch\.past"):
        nights.make(before, silent)


def test_the_centre_reads_levels_causes_feeds_and_rules(log_in: LogIn) -> None:
    page = main(made(log_in).get("/watch/").text)
    first = page.partition("<tbody>")[2].partition("</tr>")[0]
    assert "Nimbus Holding" in first and "4 failing" in first and "alert: open" in first
    assert "Suspension of payments in the insolvency register" in first
    standing = files.from_bytes(bytes(Night.objects.get().content))
    waiting = sum(one.status is Status.WAITING for one in standing.book.alerts)
    spent = standing.book.spent(standing.on)
    assert f"{spent} of 5 alerts this month; {waiting} wait for room." in page
    assert "Band 3 begins at a probability of 10 % in a year." in page
    assert 'href="/policy/signals/levels/' in page
    assert "last good on 2026-11-01" in page and "broken" in page


def test_levels_are_filtered_sorted_and_taken_along(log_in: LogIn) -> None:
    client = made(log_in)
    high = client.get("/watch/?level=4").text.partition("<tbody>")[2]
    assert high.count("<tr>") == 1 and "Nimbus Holding" in high
    named = client.get("/watch/?name=POLDER").text.partition("<tbody>")[2]
    assert named.count("<tr>") == 1 and "Polder ICT" in named
    moved = client.get("/watch/?show=moved&sort=supplier").text.partition("<tbody>")[2]
    standing = files.from_bytes(bytes(Night.objects.get().content))
    assert moved.count("<tr>") == (standing.levels.level != UNKNOWN).sum() >= 3
    assert moved.index("Nimbus Cloud") < moved.index("Nimbus Holding")
    file = told(client.get("/watch/?level=4&form=csv"))
    assert "sup-nimbus-holding,level.4,level.unknown" in file and "sup-polder" not in file
    assert "No supplier fits this choice." in client.get("/watch/?name=nobody").text


def test_a_municipality_sees_its_own_suppliers_at_its_own_level(log_in: LogIn) -> None:
    """Meent carries vital services of others; Waterdam can do without it, and does not learn so."""
    made(log_in)
    own = main(log_in(Role.CONTRACT_MANAGER).get("/watch/").text)
    listed = [id for id in ("nimbus", "meent", "nimbus-holding") if f"suppliers/sup-{id}/" in own]
    assert listed == ["nimbus"]
    row = own.partition("Nimbus Cloud")[2].partition("</tr>")[0]
    assert 'class="badge class-k"' in row, "with all it is V"
    every = main(log_in(Role.CONTRACT_MANAGER).get("/watch/?of=all").text)
    meent = every.partition("Meent Telecom")[2].partition("</tr>")[0]
    assert "badge class-" not in meent and "nothing" in meent
    centre = main(log_in(Role.ANALYST).get("/watch/").text)
    assert "badge class-c" in centre.partition("Meent Telecom")[2].partition("</tr>")[0]


def test_the_bulletin_is_the_readers_own(log_in: LogIn) -> None:
    centre = made(log_in)
    whole = centre.get("/watch/bulletin/?take=txt")
    assert whole["content-disposition"].startswith('attachment; filename="bulletin-')
    assert "class of what hangs on it: V" in told(whole) and "services lost within" in told(whole)
    client, before = log_in(Role.CONTRACT_MANAGER), Entry.objects.count()
    own = told(client.get("/watch/bulletin/?take=txt"))
    assert "class of what hangs on it: K" in own and "class of what hangs on it: V" not in own
    assert "services lost within" not in own and "Nimbus Holding\n" not in own
    assert "Municipality of Waterdam" in own
    assert Entry.objects.filter(act="export", about="bulletin").count() == 2
    assert Entry.objects.count() == before + 1
    assert json.loads(client.get("/watch/bulletin/?take=json").content)["made"]["reach"] == "own"
    assert client.get("/watch/bulletin/?take=html").content.startswith(b"<!doctype html>")
    assert client.get("/watch/bulletin/?take=pdf").status_code == 400
    page = main(client.get("/watch/bulletin/").text)
    assert "What rose" in page and 'id="table-alerts"' in page


def test_feeds_tell_every_reading_and_its_fault(log_in: LogIn) -> None:
    client = log_in(Role.CONTRACT_MANAGER)
    page = main(client.get("/watch/feeds/").text)
    assert "Feeds: 2; of 1 the last reading did not go well." in page
    assert "The file ends in the middle of a line." in page
    readings = told(client.get("/watch/feeds/?form=csv&table=readings"))
    assert readings.count("\nnews,") == 2
    assert "No feed has been read yet." in client.get("/watch/feeds/?on=2026-10-01").text


def test_the_pages_stand_in_both_languages(log_in: LogIn) -> None:
    client = made(log_in)
    client.post("/language/", {"language": "nl", "next": "/watch/"})
    for page in ("/watch/", "/watch/feeds/", "/watch/bulletin/", "/watch/suppliers/sup-nimbus/"):
        text = client.get(page, headers={"accept-language": "nl"}).text
        assert '<html lang="nl"' in text and "watch-page." not in text


def test_once_begun_a_night_is_asked_for_every_day_in_the_same_name(log_in: LogIn) -> None:
    today = timezone.localdate()
    assert begin_night(today) is None, "nobody began the watch"
    made(log_in)
    assert begin_night(today) is None, "it is made"
    job = begin_night(today + timedelta(days=1))
    assert job is not None and job.by.email == "anna.smit@waterdam.example"
    assert begin_night(today + timedelta(days=1)) is None, "it is being made"
    run(str(job.pk))
    assert Night.objects.first() == Night.objects.get(day=today + timedelta(days=1))
    job.by.grants.all().delete()
    assert begin_night(today + timedelta(days=2)) is None, "who asked has that role no more"
