# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The outage explorer as people of the cast see it."""

import re
from urllib.parse import quote

import pytest
from django.test import Client
from web.conftest import LogIn
from web.outage_leaks import body

from dijkwacht.web.audit.models import Entry
from dijkwacht.web.roles import Role

pytestmark = pytest.mark.django_db
NIMBUS = "/outage/?what=sup-nimbus"


def words(text: str) -> str:
    """The page without its tags."""
    plain = re.sub(r"<(script|style|title).*?</\1>|<[^>]+>", " ", text, flags=re.DOTALL)
    return re.sub(r"\s+", " ", plain)


def page(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return words(body(answer))


def test_who_sees_all_reads_how_much_is_lost_how_soon(log_in: LogIn) -> None:
    told = page(log_in(Role.AUDITOR), NIMBUS)
    assert "What if Nimbus Cloud stops and does not come back?" in told
    assert (
        "If Nimbus Cloud stops now, 4 services of 4 organisations are lost within 3 d, "
        "2 of them vital. First: Government log-in, at once. 320,000 persons (upper bound" in told
    )


def test_who_sees_one_organisation_reads_of_others_no_more_than_how_many(log_in: LogIn) -> None:
    told = page(log_in(Role.CONTRACT_MANAGER), NIMBUS)
    assert "one of your services is lost within 3 d" in told
    assert "about 5 services of about 5 other organisations are lost too" in told
    assert "about 340,000 users: an upper bound of the persons" in told
    assert "62,000 persons" in told
    assert "320,000" not in told


def test_fewer_than_three_others_are_not_counted(log_in: LogIn) -> None:
    told = page(log_in(Role.CONTRACT_MANAGER), "/outage/?what=sup-meent")
    assert "Other organisations lose services too: too few, or mostly one, to say" in told
    assert "none of your services is lost" in told


def test_the_address_holds_the_question(log_in: LogIn) -> None:
    told = page(log_in(Role.AUDITOR), f"{NIMBUS}&hours=72&fallbacks=proven&at=24")
    assert "What if Nimbus Cloud stops for 3 d?" in told
    assert "are lost within 1 d" in told
    assert "with declared fallbacks" in told


def test_a_name_is_as_good_as_an_id_and_several_stop_together(log_in: LogIn) -> None:
    told = page(log_in(Role.AUDITOR), "/outage/?what=Nimbus+Cloud&what=Polder+ICT")
    assert "What if Nimbus Cloud, Polder ICT stops" in told


def test_a_group_a_country_and_a_facility_can_be_chosen(log_in: LogIn) -> None:
    client = log_in(Role.AUDITOR)
    for chosen in (
        "group=sup-nimbus-holding",
        "control=nl",
        "country=NL",
        "facility=sys-datacentrum",
    ):
        assert "services of" in page(client, f"/outage/?{chosen}"), chosen


def test_a_facility_of_another_is_chosen_by_its_id_and_called_by_its_kind(log_in: LogIn) -> None:
    told = page(log_in(Role.CONTRACT_MANAGER), "/outage/?facility=sys-datacentrum")
    assert "What if a system of another organisation stops" in told


def test_a_scenario_says_how_it_stops(log_in: LogIn) -> None:
    told = page(log_in(Role.AUDITOR), f"{NIMBUS}&scenario=bankruptcy&variant=acute")
    assert "What if this happens to Nimbus Cloud: Bankruptcy, acute?" in told


@pytest.mark.parametrize(
    ("wrong", "status", "said"),
    [
        ("what=sup-nimbus&hours=0", 400, "is no number of hours"),
        ("what=sup-nimbus&hours=99999999999", 400, "is no number of hours"),
        ("what=sup-nimbus&start=2026-02-30", 400, "is not a day and hour"),
        ("what=sup-nimbus&fallbacks=some", 400, "is no way of counting fallbacks"),
        ("what=sup-nimbus&scenario=../../etc/passwd.yaml", 400, "There is no scenario"),
        ("what=sup-nimbus&scenario=bankruptcy&hours=3", 400, "says itself how long"),
        ("what=sup-nimbus&sort=colour", 400, "cannot be ordered by"),
        ("what=nothing-at-all", 404, "Nothing that you may choose"),
        ("country=XX", 400, "XX"),
        ("control=SE", 404, "Nothing in the register fits"),
        ("country=NL&scenario=bankruptcy", 400, "is not about all of what was chosen"),
        ("what=sup-nimbus&form=doc", 400, ""),
        ("&".join(["what=sup-nimbus"] + [f"what={n}" for n in range(60)]), 400, "too many"),
    ],
)
def test_a_wrong_question_is_told_on_the_page(
    log_in: LogIn, wrong: str, status: int, said: str
) -> None:
    assert said in page(log_in(Role.AUDITOR), f"/outage/?{wrong}", status)


def test_what_is_added_becomes_part_of_the_address(log_in: LogIn) -> None:
    client = log_in(Role.CONTRACT_MANAGER)
    answer = client.get("/outage/?add=Polder+ICT&hours=72&at=24")
    assert (answer.status_code, answer["location"]) == (302, "?what=supplier%3Asup-polder&hours=72")
    several = page(client, "/outage/?add=nimbus")
    assert "3 things are called" in several
    assert "Nimbus Holding" in several
    assert "Nothing that you may choose" in page(client, "/outage/?add=Zittingen")
    country = client.get("/outage/?add=nl&as=control")
    assert country["location"] == "?control=NL"


def test_the_picture_and_its_table_hold_the_same_numbers(log_in: LogIn) -> None:
    client = log_in(Role.AUDITOR)
    made = client.get("/outage/?what=sup-zilverlijn").context["moments"]
    table = body(client.get("/outage/?what=sup-zilverlijn&view=table"))
    assert "picture-one" not in table
    rows = re.findall(r'<tr><th scope="row" class="number">(.*?)</th>(.*?)</tr>', table)
    cells = [[int(c.replace(",", "")) for c in re.findall(r">([\d,]+)<", row)] for _, row in rows]
    assert cells == [[*m.services.values(), m.total, m.beside, m.persons] for m in made]
    assert len(cells) > 5


def test_the_because_is_a_list_from_the_cause_to_the_service(log_in: LogIn) -> None:
    told = page(log_in(Role.AUDITOR), f"{NIMBUS}&why=service:svc-paspoorten")
    because = told.split("Why: Passports")[1]
    at = [because.index(name) for name in ("Nimbus Cloud", "Log-in platform", "Government log-in")]
    assert at == sorted(at)
    assert "If Government log-in held: 5 services would not be lost." in because


def test_the_because_calls_what_is_of_others_by_its_kind(log_in: LogIn) -> None:
    told = page(log_in(Role.CONTRACT_MANAGER), f"{NIMBUS}&why=service:svc-paspoorten")
    because = told.split("Why: Passports")[1]
    assert "a system of another organisation (system), 0 h: needs what stands before it" in because
    assert "Government log-in" not in told


def test_the_because_of_what_one_does_not_see_is_not_told(log_in: LogIn) -> None:
    told = page(log_in(Role.CONTRACT_MANAGER), f"{NIMBUS}&why=service:svc-uitkeringen")
    assert "Choose a service in the list" in told


def test_the_list_is_narrowed_and_ordered_by_the_address(log_in: LogIn) -> None:
    client = log_in(Role.AUDITOR)
    every = client.get("/outage/?what=sup-zilverlijn&at=4380")
    names = [line.row.service.name for line in every.context["lines"]]
    assert len(names) == 8
    vital = client.get("/outage/?what=sup-zilverlijn&at=4380&class=V").context["lines"]
    assert {line.row.level.name for line in vital} == {"V"}
    proven = client.get("/outage/?what=sup-zilverlijn&at=4380&cover=proven").context["lines"]
    assert {line.row.fallback for line in proven} == {"proven"}
    named = client.get("/outage/?what=sup-zilverlijn&at=4380&q=PASS").context["lines"]
    assert [line.row.service.name for line in named] == ["Passports"]
    by_name = client.get("/outage/?what=sup-zilverlijn&at=4380&sort=service").context["lines"]
    assert [line.row.service.name for line in by_name] == sorted(names)
    users = client.get("/outage/?what=sup-zilverlijn&at=4380&sort=users").context["lines"]
    known = [line.row.users for line in users if line.row.users is not None]
    assert known == sorted(known, reverse=True)


@pytest.mark.parametrize("form", ["csv", "xlsx", "ods", "json"])
def test_the_list_is_a_file_and_the_trail_knows(log_in: LogIn, form: str) -> None:
    answer = log_in(Role.AUDITOR).get(f"{NIMBUS}&form={form}")
    assert answer.status_code == 200
    assert f".{form}" in answer["content-disposition"]
    assert body(answer)
    assert Entry.objects.filter(act="export", about="lost").exists()


def test_a_service_of_another_cannot_be_chosen(log_in: LogIn) -> None:
    client = log_in(Role.CONTRACT_MANAGER)
    page(client, "/outage/?what=svc-paspoorten")
    page(client, "/outage/?what=svc-zittingen", 404)
    page(client, f"/outage/?what={quote('Zittingen')}", 404)
    page(client, "/outage/?what=sup-nimbus&without=fal-inlog", 404)
    page(client, "/outage/?technology=sys-zaak", 404)


def test_the_centre_chooses_by_the_other_name_alone(log_in: LogIn) -> None:
    client = log_in(Role.ANALYST)
    page(client, "/outage/?what=svc-paspoorten", 404)
    page(client, "/outage/?facility=sys-datacentrum", 404)
    shown = client.get(NIMBUS).context["lines"][0].row.service
    assert shown.id and shown.id != "svc-identiteit"
    assert "What if service" in page(client, f"/outage/?what=service:{shown.id}")


def test_the_answer_looks_back_to_another_day(log_in: LogIn) -> None:
    told = page(log_in(Role.AUDITOR), f"{NIMBUS}&on=2026-10-01")
    assert "as of 2026-10-01" in told
    assert "on=2026-10-01" in body(log_in(Role.AUDITOR).get(f"{NIMBUS}&on=2026-10-01"))


def test_a_page_asks_the_database_a_few_questions_only(
    log_in: LogIn,
    django_assert_max_num_queries: "pytest.FixtureRequest",
) -> None:
    client = log_in(Role.CONTRACT_MANAGER)
    client.get(NIMBUS)
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        client.get(f"{NIMBUS}&at=720&why=service:svc-paspoorten")


def test_both_languages_say_it(log_in: LogIn) -> None:
    client = log_in(Role.AUDITOR)
    told = words(body(client.get(NIMBUS, headers={"accept-language": "nl"})))
    assert (
        "Als Nimbus Cloud nu uitvalt, vallen binnen 3 d 4 diensten van 4 organisaties weg" in told
    )
