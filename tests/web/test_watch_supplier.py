# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The dossier of a supplier, and what people do about alerts and names."""

import re

import pytest
from django.test import Client
from django.utils import timezone
from web.conftest import LogIn
from web.test_watch import made, main, silent

from dijkwacht.web.audit.models import Entry
from dijkwacht.web.reasoning import REASONING
from dijkwacht.web.roles import Role
from dijkwacht.web.store.models import Revision
from dijkwacht.web.watch import nights

pytestmark = pytest.mark.django_db
HOLDING = "/watch/suppliers/sup-nimbus-holding/"
NIMBUS = "/watch/suppliers/sup-nimbus/"


def form(client: Client, page: str, kind: str, reason: str = "") -> dict[str, str]:
    """The form of the first alert as it stands on the page, filled in."""
    text = client.get(page).text
    hidden = dict(re.findall(r'type="hidden" name="(cause|saw)" value="([^"]*)"', text))
    return {**hidden, "kind": kind, "reason": reason}


def acts() -> list[tuple[object, ...]]:
    rows = REASONING.newest().history.frames["alert_acts"]
    fresh = rows.filter(rows["known_from"] > 1).sort("id")
    return fresh.select("organisation_id", "supplier_id", "cause", "kind", "reason").rows()


def test_the_dossier_tells_level_terms_accounts_owners_and_observations(log_in: LogIn) -> None:
    client = made(log_in)
    holding = main(client.get(HOLDING).text)
    assert "4 failing" in holding and "Suspension of payments" in holding
    chance = re.search(r"<dt>probability in a year</dt><dd>\s*([\d.]+ %)", holding)
    assert chance and f"together: a probability of {chance[1]} in a year" in holding
    nimbus = main(client.get(NIMBUS).text)
    assert nimbus.count("<svg") >= 1 and "-3,000,000" in nimbus
    assert "2025-12-31" in nimbus and "Nimbus Holding" in nimbus
    assert 'href="/outage/?what=supplier%3Asup-nimbus"' in nimbus
    assert 'href="/register/suppliers/sup-nimbus/"' in nimbus
    assert client.get("/watch/suppliers/sup-nobody/").status_code == 404
    assert "No accounts are known." in client.get("/watch/suppliers/sup-vlonder/").text


def test_what_is_known_later_stands_on_no_earlier_day(log_in: LogIn) -> None:
    page = main(log_in(Role.ANALYST).get(f"{NIMBUS}?on=2026-05-01").text)
    assert "2024-12-31" in page and "2025-12-31" not in page, "published on 1 June 2026"


def test_the_dossier_says_no_class_of_others(log_in: LogIn) -> None:
    made(log_in)
    own = main(log_in(Role.CONTRACT_MANAGER).get(NIMBUS).text)
    level = own.partition('id="level"')[2].partition("</section>")[0]
    assert "class of what hangs on it with you</dt><dd>K" in re.sub(r"\s*\n\s*", "", level)


def test_the_centre_acknowledges_explains_closes_and_opens_again(log_in: LogIn) -> None:
    client = made(log_in)
    before = Revision.objects.count()
    for kind, reason, status in (
        ("acknowledge", "", "acknowledged"),
        ("explain", "We called them.", "acknowledged"),
        ("close", "Another party took it over.", "closed"),
        ("reopen", "It did not.", "open"),
    ):
        answer = client.post(f"{HOLDING}act/", form(client, HOLDING, kind, reason))
        assert answer.status_code == 302, kind
        part = main(client.get(HOLDING).text).partition('id="alerts"')[2]
        assert f"{status}, raised on" in part and reason in part
        assert "Last acted on by Anna Smit." in part
    assert Revision.objects.count() == before + 4
    cause = "insolvency-suspension"
    kinds = [(None, "sup-nimbus-holding", cause, kind) for kind in
             ("acknowledge", "explain", "close", "reopen")]  # fmt: skip
    assert [row[:4] for row in acts()] == kinds
    assert Entry.objects.filter(act="alert-acted").count() == 4
    nights.make(timezone.localdate(), silent).keep()
    assert "open, raised on" in client.get(HOLDING).text, "the next night says so too"


def test_an_organisation_acts_on_its_own_alert_and_reads_no_other(log_in: LogIn) -> None:
    centre = made(log_in)
    mine, other = log_in(Role.CONTRACT_MANAGER), log_in(Role.CONTRACT_MANAGER, "org-duinwijk")
    mine.post(f"{NIMBUS}act/", form(mine, NIMBUS, "close", "We moved away."))
    assert "We moved away." in mine.get(NIMBUS).text
    assert "closed, raised on" in mine.get(NIMBUS).text
    for reader in (other, centre):
        assert "We moved away." not in reader.get(NIMBUS).text
        assert "open, raised on" in reader.get(NIMBUS).text
    centre.post(f"{NIMBUS}act/", form(centre, NIMBUS, "explain", "Known to the centre."))
    assert "Known to the centre." in centre.get(NIMBUS).text
    assert "Known to the centre." not in mine.get(NIMBUS).text
    assert [row[0] for row in acts()] == ["org-waterdam", None]
    listed = mine.get("/api/v1/alert_acts").content + mine.get("/register/alert_acts/").content
    assert b"Known to the centre." not in listed


def test_who_comes_second_hears_that_somebody_was_first(log_in: LogIn) -> None:
    client = made(log_in)
    first, second = (form(client, HOLDING, "close", reason) for reason in ("One.", "Two."))
    assert client.post(f"{HOLDING}act/", first).status_code == 302
    late = client.post(f"{HOLDING}act/", second)
    assert late.status_code == 400 and "Somebody was first" in late.text
    assert [row[4] for row in acts()] == ["One."]


def test_what_cannot_be_done_is_said_and_nothing_is_written(log_in: LogIn) -> None:
    client = made(log_in)
    whole = form(client, HOLDING, "close")
    assert "There is no reason." in client.post(f"{HOLDING}act/", whole).text
    assert client.post(f"{HOLDING}act/", {**whole, "kind": "burn"}).status_code == 400
    assert client.post(f"{HOLDING}act/", {**whole, "cause": "else"}).status_code == 404
    board = log_in(Role.BOARD)
    assert board.post(f"{NIMBUS}act/", whole).status_code == 403
    assert "<textarea" not in main(board.get(NIMBUS).text)
    assert acts() == []


def test_a_name_counts_once_somebody_of_the_centre_says_it_is_the_same(log_in: LogIn) -> None:
    client = made(log_in)
    page = main(client.get("/watch/matches/").text)
    assert "Names that wait for a person: 1." in page and "Polder I.C.T. B.V." in page
    assert log_in(Role.CONTRACT_MANAGER).get("/watch/matches/").status_code == 403
    place, said = "/watch/matches/mat-polder/", {"decision": "same", "reason": "Same number."}
    assert "There is no reason." in client.post(place, {**said, "reason": " "}).text
    assert client.post(place, said).status_code == 302
    assert "Somebody was first" in client.post(place, {**said, "decision": "different"}).text
    assert Entry.objects.filter(act="match-decided").count() == 1
    nights.make(timezone.localdate(), silent).keep()
    polder = main(client.get("/watch/suppliers/sup-polder/").text)
    assert "4 failing" in polder and "Decided by Anna Smit" in polder


def test_a_name_that_is_somebody_elses_counts_for_nothing(log_in: LogIn) -> None:
    client = made(log_in)
    said = {"decision": "different", "reason": "Another town."}
    client.post("/watch/matches/mat-polder/", said)
    nights.make(timezone.localdate(), silent).keep()
    assert "4 failing" not in main(client.get("/watch/suppliers/sup-polder/").text)
