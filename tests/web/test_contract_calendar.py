# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The calendar of contracts: each reads of their own contracts, the centre of all under other names
and by the month; and takes it along, also as a calendar."""

import re
from datetime import date

import pytest
from web.conftest import LogIn
from web.walk import told

from dijkwacht.web.audit.models import Entry
from dijkwacht.web.roles import Role

pytestmark = pytest.mark.django_db
ON = "on=2026-11-24"
PAGE = f"/contracts/calendar/?{ON}"


def test_a_municipality_reads_its_own_contracts_and_no_other(log_in: LogIn) -> None:
    page = log_in(Role.CONTRACT_MANAGER).get(PAGE).text
    assert "Workplaces" in page
    assert "The option to extend until 2029-03-01 was not used, and has lapsed." in page
    for name in ("Log-in platform", "Case management", "IJmeer", "con-nimbus"):
        assert name not in page.partition("<main")[2], name


def test_the_first_line_says_how_the_contracts_stand(log_in: LogIn) -> None:
    page = log_in(Role.AUDITOR, None).get(PAGE).text
    assert "Contracts: 7. Too late to leave in time: 0; only an extension bridges it: 1" in page
    assert "the exit time of 2" in page
    assert page.index("2026-09-08") < page.index("2026-10-01") < page.index("2027-01-15")


def test_filters_and_order_are_in_the_address(log_in: LogIn) -> None:
    client = log_in(Role.AUDITOR, None)
    past = client.get(f"{PAGE}&when=past").text.partition("<tbody>")[2]
    assert past.count("<tr>") == 2
    assert "2 days of contracts" in client.get(f"{PAGE}&when=past").text
    soon = client.get(f"{PAGE}&days=92").text.partition("<tbody>")[2]
    assert soon.count("<tr>") == 3
    own = client.get(f"{PAGE}&organisation=org-staat").text.partition("<tbody>")[2]
    assert "Lines" in own and "Log-in platform" not in own
    assert client.get(f"{PAGE}&organisation=org-nergens").status_code == 404
    falling = client.get(f"{PAGE}&sort=-calendar_day").text.partition("<tbody>")[2]
    days = re.findall(r"<time datetime=\"([\d-]+)\">", falling)
    assert days == sorted(days, reverse=True) and len(days) >= 19


def test_the_centre_reads_months_and_no_names(log_in: LogIn) -> None:
    page = log_in(Role.ANALYST).get(PAGE).text.partition("<main")[2]
    for name in ("con-", "org-", "Waterdam", "Log-in", "Lines"):
        assert name not in page, name
    told_ = told(log_in(Role.ANALYST).get(f"{PAGE}&form=ics"))
    assert "con-" not in told_ and "Waterdam" not in told_
    ends = [line for line in told_.split("\r\n") if "DTSTART" in line]
    assert len(ends) > 10


def test_it_is_taken_along_as_a_table_and_as_a_calendar_with_an_entry_in_the_trail(
    log_in: LogIn,
) -> None:
    client = log_in(Role.CONTRACT_MANAGER)
    table = told(client.get(f"{PAGE}&form=csv"))
    assert "con-werkplek" in table and "con-nimbus" not in table
    before = Entry.objects.count()
    answer = client.get(f"{PAGE}&form=ics")
    assert answer["content-type"] == "text/calendar; charset=utf-8"
    assert 'filename="contract-calendar-2026-11-24.ics"' in answer["content-disposition"]
    text = answer.content.decode().replace("\r\n ", "")
    assert "SUMMARY:Workplaces: Last day to give notice: 180 days before 2028-03-01." in text
    assert "Log-in platform" not in text
    assert Entry.objects.count() == before + 1
    assert client.get(f"{PAGE}&form=pdf").status_code == 400


def test_the_days_are_those_of_the_rows_that_the_reader_sees(log_in: LogIn) -> None:
    """For the centre the end of 1 March 2028 is that month, so no day is later than it can be."""
    page = log_in(Role.ANALYST).get(f"{PAGE}&sort=calendar_day").text
    days = [date.fromisoformat(day) for day in re.findall(r"<time datetime=\"([\d-]+)\">", page)]
    assert days == sorted(days) and days[-1] <= date(2028, 3, 1)


def test_the_page_of_a_contract_says_by_when_what_must_be_decided(log_in: LogIn) -> None:
    page = log_in(Role.AUDITOR, None).get(f"/register/contracts/con-nimbus/?{ON}").text
    part = page.partition('id="last-days"')[2].partition("</section>")[0]
    assert "only an extension bridges it" in part
    for day in ("2026-09-08", "2027-09-03", "2027-06-01"):
        assert day in part
    licences = log_in(Role.CONTRACT_MANAGER).get(f"/register/contracts/con-licenties/?{ON}").text
    assert "open-ended" in licences.partition('id="last-days"')[2]
