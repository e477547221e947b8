# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Observed e-mail providers: what each signal makes, what it does not, and the real
files recounted."""

import gzip
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from dijkwacht.base.errors import Unreadable
from dijkwacht.base.problem import Problem
from dijkwacht.register.checks import check
from dijkwacht.register.register import History
from dijkwacht.register.tables import read_tables
from dijkwacht.rules.rulebook import Rulebook, Rules
from dijkwacht.sources import email_providers

MICROSOFT = (".outlook.com", ".mx.microsoft", ".onmicrosoft.com")
Rows = list[dict[str, Any]]


@pytest.fixture(scope="module")
def rules() -> Rules:
    """Policy of the day of the Swiss file."""
    return Rulebook.read().on(date(2026, 3, 24))


def town(**values: Any) -> dict[str, Any]:
    """Waterdam as such a file tells of it: one MX host at an operator, no other signal."""
    plain = {"name": "Waterdam", "canton": "Laagland", "domain": "waterdam.ch", "spf": ""}
    return {**plain, "mx": ["mx.nimbus.ch"], "classification_signals": [], **values}


def signals(*pairs: tuple[str, str]) -> list[dict[str, str]]:
    return [{"kind": kind, "detail": detail} for kind, detail in pairs]


@pytest.fixture
def told(tmp_path: Path, rules: Rules) -> Any:
    """A function from entries to what the source says of them."""

    def read(*entries: Any, **content: Any) -> tuple[History, list[Problem]]:
        numbered = {str(number): entry for number, entry in enumerate(entries, 1)}
        file = tmp_path / "towns.json"
        whole = {"generated": "2026-03-24T13:55:14Z", "commit": "abc", "municipalities": numbered}
        file.write_text(json.dumps({**whole, **content}), "utf-8")
        return email_providers.read(file, rules)

    return read


def requirements(found: History) -> dict[str, tuple[str, str, list[str]]]:
    """Per requirement: criticality, confidence, and the members' ids."""
    members = found.table("members").group_by("requirement_id").agg("member_id")
    rows = found.table("requirements").join(members, left_on="id", right_on="requirement_id")
    named = rows.select("id", "criticality", "confidence", "member_id").iter_rows()
    return {id: (criticality, confidence, of) for id, criticality, confidence, of in named}


def test_receiving_needs_one_of_the_operators_of_the_mx_hosts(told: Any) -> None:
    found, problems = told(town(mx=["mx1.nimbus.ch", "mx2.nimbus.ch", "mail.polder-ict.ch"]))
    kind, confidence, members = requirements(found)["req-ch-1-mx"]
    assert (kind, confidence) == ("essential", "observed")
    assert sorted(members) == ["del-ch-1-mx-nimbus-ch", "del-ch-1-mx-polder-ict-ch"]
    assert problems == []


def test_a_known_domain_gets_the_name_of_its_operator(told: Any) -> None:
    found, _ = told(town(mx=["waterdam-ch.mail.protection.outlook.com."]))
    assert found.table("suppliers")["name"].to_list() == ["Microsoft"]


def test_an_spf_include_is_a_permission_and_no_dependency(told: Any) -> None:
    spf = "v=spf1 a mx ip4:192.0.2.1 include:spf.zaak.ch a:nieuws.brief.ch mx:hin.ch/24 -all"
    found, _ = told(town(spf=spf))
    kind, _, members = requirements(found)["req-ch-1-spf"]
    assert kind == "none"
    assert [member.removeprefix("del-ch-1-spf-") for member in sorted(members)] == [
        "brief-ch",
        "hin-ch",
        "zaak-ch",
    ]
    assert found.table("requirements").filter(name="Mail servers (MX)").height == 1


def test_behind_a_gateway_the_mailbox_host_is_a_separate_estimate(told: Any) -> None:
    seen = signals(("autodiscover", "autodiscover CNAME → autodiscover.outlook.com"))
    found, _ = told(town(classification_signals=seen))
    assert requirements(found)["req-ch-1-mailbox"] == (
        "essential",
        "estimated",
        ["del-ch-1-mailbox-microsoft"],
    )


def test_an_operator_that_runs_the_mx_hosts_is_not_counted_again(told: Any) -> None:
    seen = signals(
        ("dkim", "DKIM selector1 CNAME → selector1-w._domainkey.waterdam.onmicrosoft.com"),
        ("asn", "ASN 8075 matches ms365"),
    )
    found, _ = told(
        town(mx=["waterdam-ch.mail.protection.outlook.com"], classification_signals=seen)
    )
    assert list(requirements(found)) == ["req-ch-1-mx"]


def test_the_network_of_the_mail_servers_is_estimated(told: Any) -> None:
    seen = signals(("asn", "ASN 3303 is Swiss ISP: Swisscom"), ("asn", "ASN 8339 registered in AT"))
    found, _ = told(town(classification_signals=seen))
    kind, confidence, members = requirements(found)["req-ch-1-network"]
    assert (kind, confidence) == ("essential", "estimated")
    assert sorted(members) == ["del-ch-1-network-as3303", "del-ch-1-network-as8339"]
    names = dict(found.table("suppliers").select("id", "name").iter_rows())
    assert (names["sup-as3303"], names["sup-as8339"]) == ("Swisscom (AS3303)", "AS8339")


def test_a_tenant_or_a_label_is_a_fact_without_a_dependency(told: Any) -> None:
    seen = signals(("tenant", "MS365 tenant detected: Managed"))
    found, _ = told(town(provider="microsoft", gateway="nimbus", classification_signals=seen))
    assert list(requirements(found)) == ["req-ch-1-mx"]
    facts = dict(found.table("facts").select("field", "value").iter_rows())
    assert facts == {
        "provider": "microsoft",
        "gateway": "nimbus",
        "tenant": "MS365 tenant detected: Managed",
    }


def test_a_host_below_the_own_domain_is_a_system_that_no_supplier_stops(told: Any) -> None:
    found, _ = told(town(mx=["mail.waterdam.ch"]))
    assert requirements(found)["req-ch-1-mx"][2] == ["sys-ch-1-mx"]
    assert found.table("suppliers").height == 0


def test_a_domain_that_serves_its_neighbours_is_an_operator(told: Any) -> None:
    neighbour = town(name="Duinwijk", domain="duinwijk.ch", mx=["mail.waterdam.ch"])
    found, _ = told(town(mx=["mail.waterdam.ch"]), neighbour)
    assert requirements(found)["req-ch-1-mx"][2] == ["del-ch-1-mx-waterdam-ch"]
    assert found.table("suppliers")["id"].to_list() == ["sup-waterdam-ch"]


def test_persons_are_unknown_and_everything_has_its_source(told: Any) -> None:
    found, _ = told(town())
    assert found.table("services")["users"].to_list() == [None, None]
    for table in ("organisations", "services", "deliveries", "requirements", "members"):
        assert found.table(table)["source"].to_list() == ["mxmap abc"] * found.table(table).height
        assert set(found.table(table)["recorded_on"]) == {date(2026, 3, 24)}


@pytest.mark.parametrize(
    ("entry", "code", "towns"),
    [
        ("Waterdam", "email-no-name", 0),
        (town(name=" "), "email-no-name", 0),
        (town(mx="mx.nimbus.ch"), "email-mx-form", 1),
        (town(mx=["ms1.msv1.invalid", "mx.nimbus.ch"]), "email-host-odd", 1),
        (town(mx=["\\032nt.nimbus.ch", 7, "mx.nimbus.ch"]), "email-host-odd", 1),
        (town(mx=[]), "email-no-mx", 1),
        (town(classification_signals=["asn"]), "email-signal-form", 1),
    ],
)
def test_a_fault_is_a_problem_with_its_place_and_the_rest_is_read(
    told: Any, entry: Any, code: str, towns: int
) -> None:
    found, problems = told(entry, town(name="Duinwijk"))
    assert {problem.what.code for problem in problems} >= {code}
    assert all(problem.where.startswith("municipalities 1") for problem in problems)
    assert found.table("organisations").height == towns + 1


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "email-not-json"),
        (b"{", "email-not-json"),
        (b"[" * 100_000, "email-not-json"),
        (b"[]", "email-shape"),
        (b'{"generated": "2026-03-24", "municipalities": 3}', "email-shape"),
        (b'{"generated": "yesterday", "municipalities": {}}', "email-not-json"),
    ],
)
def test_another_file_is_refused_whole(
    tmp_path: Path, rules: Rules, content: bytes, code: str
) -> None:
    file = tmp_path / "towns.json"
    file.write_bytes(content)
    with pytest.raises(Unreadable) as refused:
        email_providers.read(file, rules)
    assert refused.value.what.code == code


def swiss(shared: Path) -> tuple[Path, Mapping[str, Any]]:
    file = shared / "procurement/mxmap_ch_email_providers.min.json.gz"
    with gzip.open(file) as stream:
        return file, json.load(stream)["municipalities"]


def usable(entry: Mapping[str, Any]) -> list[str]:
    return [host for host in entry["mx"] if "\\" not in host and not host.endswith(".invalid")]


def test_the_swiss_file_gives_what_a_plain_count_gives(shared: Path, rules: Rules) -> None:
    """The two one-line queries of docs/reference/sources/email-providers.md."""
    file, entries = swiss(shared)
    found, problems = email_providers.read(file, rules)
    needs = requirements(found)
    by_mx = {
        key for key, e in entries.items() if all(host.endswith(MICROSOFT) for host in usable(e))
    }
    behind = {
        key
        for key, e in entries.items()
        if not any(host.endswith(MICROSOFT) for host in e["mx"])
        and any(
            signal["kind"] in ("dkim", "autodiscover") and signal["detail"].endswith(MICROSOFT)
            for signal in e["classification_signals"]
        )
    }
    assert (len(entries), len(by_mx), len(behind)) == (2110, 977, 154)
    only = {
        key for key in entries if needs[f"req-ch-{key}-mx"][2] == [f"del-ch-{key}-mx-microsoft"]
    }
    assert only == by_mx
    assert {key for key in entries if f"req-ch-{key}-mailbox" in needs} == behind
    assert {problem.what.code for problem in problems} == {"email-host-odd"}
    assert [problem for problem in check(found) if problem.grade != "note"] == []


def test_the_example_holds_what_the_file_says(root: Path, shared: Path, rules: Rules) -> None:
    file, _ = swiss(shared)
    found, _ = email_providers.read(file, rules)
    kept, _ = read_tables(root / "examples/02_swiss_email")
    for table, frame in found.frames.items():
        mine = frame.drop("known_from", "known_until")
        there = kept.table(table).select(mine.columns)
        assert there.sort(pl.all()).equals(mine.sort(pl.all())), table


def test_the_austrian_form_is_read_by_the_same_reader(shared: Path, rules: Rules) -> None:
    found, problems = email_providers.read(shared / "procurement/mxmap_at_sample.json.gz", rules)
    organisations = found.table("organisations")
    assert organisations.height == 60
    assert set(organisations["country"]) == {"AT"}
    assert set(organisations["region"]) == {"Burgenland"}
    assert "org-at-10101" in organisations["id"]
    assert problems == []
