# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The systemic test and the words of other regimes: what each may read of them."""

import json

import pytest
from web.conftest import LogIn
from web.walk import told

from dijkwacht.web.roles import Role

pytestmark = pytest.mark.django_db


def test_who_looks_at_one_organisation_reads_who_can_look_at_all(log_in: LogIn) -> None:
    for address in ("/systemic/", "/systemic/sup-nimbus/"):
        page = log_in(Role.CONTRACT_MANAGER).get(address).content.decode()
        assert "analyst of the centre" in page and "Zilverlijn" not in page
        assert "<table" not in page


def test_the_centre_reads_verdicts_of_three_and_more_and_no_bodies(log_in: LogIn) -> None:
    client = log_in(Role.ANALYST)
    answer = client.get("/systemic/?form=json")
    rows = json.loads(b"".join(answer.streaming_content))["systemic"]  # type: ignore[attr-defined]
    bodies = {row["supplier_id"]: row["bodies"] for row in rows}
    assert bodies["sup-zilverlijn"] == 5 and bodies["sup-polder"] == "few"
    few = next(row for row in rows if row["supplier_id"] == "sup-polder")
    assert {value for key, value in few.items() if key.startswith("step_one")} == {None}
    one = client.get("/systemic/sup-nimbus/").content.decode()
    assert 'id="table-levels"' in one
    assert 'id="table-bodies"' not in one and 'id="table-indicators"' not in one
    assert client.get("/systemic/sup-nimbus/?form=json&table=bodies").status_code == 400


def test_the_auditor_reads_who_was_counted_by_name(log_in: LogIn) -> None:
    client = log_in(Role.AUDITOR, None)
    page = client.get("/systemic/sup-nimbus/?by=government&level=chain").content.decode()
    assert 'id="table-bodies"' in page and "Municipality of Waterdam" in page
    assert client.get("/systemic/?by=financial").status_code == 200
    assert client.get("/systemic/?by=nothing").status_code == 400
    assert client.get("/systemic/sup-nobody/").status_code == 404


def test_everybody_reads_their_services_in_the_words_of_other_regimes(log_in: LogIn) -> None:
    client = log_in(Role.CONTRACT_MANAGER)
    page = client.get("/crosswalk/").content.decode()
    assert "Passports" in page and "DORA" in page and "Benefits" not in page
    file = told(client.get("/crosswalk/?reading=dora|critical-or-important&form=csv"))
    assert "svc-paspoorten" in file and "svc-afval" not in file
    one = client.get("/crosswalk/svc-paspoorten/").content.decode()
    assert "FIPS 199" in one
    assert client.get("/crosswalk/svc-uitkeringen/").status_code == 404


def test_the_centre_reads_all_of_them_under_other_names(log_in: LogIn) -> None:
    page = log_in(Role.ANALYST).get("/crosswalk/").content.decode()
    assert page.count('class="badge class-') == 10 and "Passports" not in page
    assert "svc-" not in page
