# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Search: what one may see is found, also with a wrong letter; what one may not see gives no hit,
no count and no hint."""

import io
import re
from collections.abc import Callable
from datetime import date
from html import escape
from typing import Any
from urllib.parse import quote_plus

import polars as pl
import pytest
from django.core.management import call_command
from django.test import Client

from dijkwacht.register.compare import Changes
from dijkwacht.web.access import Reach, Viewer
from dijkwacht.web.folding import fold, folded
from dijkwacht.web.management.commands import reindex as again
from dijkwacht.web.reasoning import REASONING
from dijkwacht.web.roles import Role
from dijkwacht.web.search_score import TELLS, Query
from dijkwacht.web.store import rarity, reading
from dijkwacht.web.store.entries import SEARCHED
from dijkwacht.web.store.models import SearchEntry
from dijkwacht.web.store.search import alike, begins, holds, index, reindex

pytestmark = pytest.mark.django_db
LogIn = Callable[..., Client]
DAY = date(2026, 11, 24)
ON = f"on={DAY}"
LINK = re.compile(r'<li><a href="/register/([^/"]+)/([^/"]+)/')


def hits(client: Client, text: str, page: str = "/search/") -> list[str]:
    """The texts of the links that are found, in order."""
    answer = client.get(page, {"q": text, "on": "2026-11-24"})
    assert answer.status_code == 200
    return re.findall(r'<li><a href="/register/[^/"]+/[^"]*">([^<]*)</a>', answer.text)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Passports", "Passports"),
        ("passpo", "Passports"),
        ("PÁSSPORTS", "Passports"),
        ("pasports", "Passports"),  # a letter too few
        ("passpprts", "Passports"),  # a wrong one
        ("psasports", "Passports"),  # two changed over
        ("svc-paspoorten", "Passports"),
        ("Paspoorten", "Passports"),  # its name in the other language
        ("nimbus", "Nimbus"),
        ("nimbis", "Nimbus"),
        ("ni", "Nimbus"),
    ],
)
@pytest.mark.parametrize("role", [Role.CONTRACT_MANAGER, Role.AUDITOR])
def test_the_top_hit_is_what_was_meant(log_in: LogIn, role: Role, text: str, first: str) -> None:
    client = log_in(role)
    assert hits(client, text)[0].startswith(first)
    assert hits(client, text, "/search/suggest")[0].startswith(first)


def test_hits_are_grouped_by_noun_and_lead_to_pages_of_the_day(log_in: LogIn) -> None:
    page = log_in(Role.AUDITOR).get(f"/search/?q=nimbus&{ON}").text
    assert re.search(r"<h2[^>]*>Suppliers</h2>", page)
    assert re.search(r"<h2[^>]*>Contracts</h2>", page)
    assert f'href="/register/suppliers/sup-nimbus/?{ON}"' in page


def test_an_outside_identifier_finds_the_thing_it_is_of(log_in: LogIn) -> None:
    for role in (Role.CONTRACT_MANAGER, Role.AUDITOR, Role.ANALYST):
        found = hits(log_in(role), "00000027")
        assert found[0].startswith("Nimbus")


def everything() -> list[tuple[str, str, str]]:
    """Table, id and name of all that is searched."""
    register = REASONING.on(DAY).opened.register
    return [
        (table, *row)
        for table in SEARCHED
        for row in register.table(table).select("id", "name").drop_nulls("name").iter_rows()
    ]


def test_what_another_organisation_has_gives_no_hit_no_count_and_no_hint(log_in: LogIn) -> None:
    client = log_in(Role.CONTRACT_MANAGER, "org-duinwijk")
    seen = REASONING.on(DAY).sight(
        Viewer(1, "Joris", Role.CONTRACT_MANAGER, None, Reach.OWN, frozenset(("org-duinwijk",)))
    )
    others = [one for one in everything() if not seen.sees(*one[:2])]
    assert len(others) > 20
    quiet = 0
    for page in ("/search/", "/search/suggest"):
        nothing = shape(client, page, "xqzvwk")
        for _table, id, name in others:
            for text in (id, name):
                links = LINK.findall(client.get(page, {"q": text, "on": str(DAY)}).text)
                assert all(seen.sees(*link) for link in links), text
                quiet += not links
                assert links or shape(client, page, text) == nothing
    assert quiet > 20


def shape(client: Client, page: str, text: str) -> str:
    """The answer, without what was asked."""
    answer = client.get(page, {"q": text, "on": str(DAY)}).text
    plain = re.sub(r'(name="csrfmiddlewaretoken" value|nonce)="[^"]*"', "", answer)
    return plain.replace(escape(text), "").replace(quote_plus(text), "")


def test_the_centre_finds_suppliers_and_nothing_veiled_by_name(log_in: LogIn) -> None:
    client = log_in(Role.ANALYST)
    assert hits(client, "nimbus")
    for table, id, name in everything():
        if table == "suppliers":
            continue
        for text in (id, name):
            page = client.get("/search/", {"q": text, "on": "2026-11-24"}).text
            assert {table for table, _ in LINK.findall(page)} <= {"suppliers"}, text


@pytest.mark.parametrize("text", ["", " ", "a", "'", '"', "%", "__", 'a" OR "b', "\\", "*" * 5000])
def test_whatever_is_typed_is_text(log_in: LogIn, text: str) -> None:
    for role in (Role.CONTRACT_MANAGER, Role.AUDITOR, Role.ANALYST):
        assert hits(log_in(role), text, "/search/suggest") == []


def test_a_nul_is_in_no_name(log_in: LogIn) -> None:
    assert log_in(Role.AUDITOR).get("/search/?q=nimbus%00x").status_code == 404


def test_a_question_is_answered_with_a_bounded_number_of_questions(
    log_in: LogIn, django_assert_max_num_queries: Any
) -> None:
    client = log_in(Role.AUDITOR)
    hits(client, "nimbus")
    with django_assert_max_num_queries(60):
        hits(client, "nimbis")


def entry(id: str) -> SearchEntry | None:
    return SearchEntry.objects.filter(key=id).first()


def changed(table: str, rows: pl.DataFrame, replaced: pl.DataFrame) -> dict[str, Changes]:
    none = rows.clear()
    return {table: Changes(none, rows, none, replaced, (), replaced.height)}


def test_what_a_plan_writes_is_found_and_what_it_takes_away_is_not() -> None:
    held = reading.things({"services": ["svc-paspoorten"]}).table("services")
    model = reading.MODELS["services"]._default_manager.filter(key="svc-paspoorten")
    model.update(name="Zwemdiploma's")
    index(changed("services", held, held))
    assert [hit.key for hit in holds("zwemdiploma", "services", 5)] == ["svc-paspoorten"]
    model.update(known_until=1)
    index(changed("services", held, held))
    assert entry("svc-paspoorten") is None
    assert holds("zwemdiploma", "services", 5) == []


def test_a_new_outside_identifier_is_found_at_once() -> None:
    model = reading.MODELS["identifiers"]._default_manager
    row = model.filter(noun="supplier").first()
    assert row is not None
    frame = reading.frame("identifiers", reading.rows("identifiers").filter(row=row.row))
    model.filter(row=row.row).update(value="NL-99887766")
    index(changed("identifiers", frame, frame))
    found = holds("nl-99887766", "suppliers", 5)
    assert [hit.key for hit in found] == [frame["of_id"][0]]


def test_the_index_made_anew_is_the_index_that_was_kept() -> None:
    def held() -> list[tuple[str, str, str, str]]:
        return sorted(SearchEntry.objects.values_list("table", "key", "name", "text"))

    before = held()
    assert before
    call_command(again.Command(), stdout=io.StringIO())
    assert held() == before
    SearchEntry.objects.filter(table="suppliers").delete()
    assert reindex() == len(before)
    assert held() == before


def test_parts_and_beginnings_are_asked_of_the_database() -> None:
    assert [hit.key for hit in begins("nimb", "suppliers", 5)][:1] == ["sup-nimbus"]
    assert holds("ni", "suppliers", 5) == []
    near = [hit.key for hit in alike("nimbsu", ["suppliers"], 5)]
    assert "sup-nimbus" in near
    assert alike("nimbus", [], 5) == []
    assert {hit.table for hit in alike("nimbus", SEARCHED, 50)} > {"suppliers"}


def test_rare_parts_go_first_and_a_sample_is_drawn_again_when_the_index_grows() -> None:
    rarity.forget()
    chosen = rarity.rarest("nimbus")
    assert set(chosen) == {"nim", "imb", "mbu", "bus"}
    assert rarity.parts("ab\ncde") == {"cde"}
    assert rarity.rarest("ab") == []


@pytest.mark.parametrize("text", ["Crème Brûlée", "ŁÓDŹ", "Straße", "Ærø", "İzmir", "plain"])
def test_folding_text_and_folding_a_column_are_the_same(text: str) -> None:
    assert pl.select(folded(pl.lit(text))).item() == fold(text)
    assert fold(text).isascii()


@pytest.mark.parametrize(
    ("typed", "better", "worse"),
    [
        ("nimbus", "nimbus", "nimbus bv"),
        ("nimbus", "nimbus bv", "groep nimbus"),
        ("nimbus", "groep nimbus", "cumulonimbus"),
        ("nimbus", "cumulonimbus", "nimbis"),
        ("polder ict", "polder ict bv", "polder bouw"),
    ],
)
def test_what_fits_better_stands_higher(typed: str, better: str, worse: str) -> None:
    query = Query(typed)
    assert query.score(better) > query.score(worse)


def test_one_wrong_letter_is_forgiven_and_another_word_is_not() -> None:
    for word in ("kadaster", "paspoorten", "waterdam", "nimbus", "polder"):
        for at in range(len(word)):
            assert Query(word[:at] + "x" + word[at + 1 :]).score(word) >= TELLS
            assert Query(word[:at] + word[at + 1 :]).score(word) >= TELLS
        assert Query(word).score("vergunningen") < TELLS
    assert Query("ab").score("") == 0.0
