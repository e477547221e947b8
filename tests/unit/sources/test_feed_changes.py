# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Changes between two states of the register of entities, and what accounts tell by themselves."""

import json
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from builders import rules, supplier
from feeding import DAY, LEI, Desk, firms

from dijkwacht.register.codes import Answer, StatementBasis
from dijkwacht.register.register import History
from dijkwacht.register.row import SupplierId
from dijkwacht.register.watched import Statement
from dijkwacht.sources.feed_derived import notices

RULES = rules(DAY)
ABROAD = "ultimate-parent-abroad"
PARENTS = {"NL": "9999WATERDAM00000254", "US": "9999WATERDAM00000351"}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    (tmp_path / "feeds").mkdir()
    return Desk(tmp_path, RULES, firms())


def record(lei: str, name: str, country: str) -> dict[str, Any]:
    return {
        "LEI": lei,
        "Entity": {
            **{"LegalName": name, "LegalAddress": {"Country": country}},
            **{"EntityCategory": "GENERAL", "EntityStatus": "ACTIVE"},
        },
        "Registration": {
            "RegistrationStatus": "ISSUED",
            "LastUpdateDate": "2026-05-30T10:00:00Z",
        },
    }


def tie(parent: str) -> dict[str, Any]:
    return {
        "Relationship": {
            "StartNode": {"NodeID": LEI, "NodeIDType": "LEI"},
            "EndNode": {"NodeID": parent, "NodeIDType": "LEI"},
            "RelationshipType": "IS_ULTIMATELY_CONSOLIDATED_BY",
            "RelationshipStatus": "ACTIVE",
        },
        "Registration": {
            "RegistrationStatus": "PUBLISHED",
            "LastUpdateDate": "2026-05-30T10:00:00Z",
        },
    }


def entities(**own: str) -> bytes:
    """Nimbus, its two possible parents, and somebody whom nobody watches."""
    nimbus = record(LEI, own.get("name", "Nimbus"), own.get("country", "NL"))
    parents = [record(lei, "Parent", country) for country, lei in PARENTS.items()]
    return json.dumps([nimbus, *parents, record("9999WATERDAM00000448", "Other", "NL")]).encode()


def ties(country: str) -> bytes:
    return json.dumps([tie(PARENTS[country])]).encode()


def night(desk: Desk, number: int, files: Mapping[str, bytes]) -> list[tuple[str | None, str]]:
    """What is told of whom after a night with these files."""
    for feed, data in files.items():
        desk.lay(f"{feed}/{number}.json", data)
    rows = desk.read(DAY + timedelta(days=number)).observations
    return sorted(rows.select("supplier_id", "kind").rows())


def test_a_first_state_is_no_change_and_another_name_or_country_is(desk: Desk) -> None:
    assert night(desk, 0, {"gleif-records": entities()}) == []
    changed = entities(name="Nimbus Cloud", country="IE")
    assert night(desk, 1, {"gleif-records": changed}) == [
        ("sup-nimbus", "country-changed"),
        ("sup-nimbus", "name-changed"),
    ]
    again = changed + b"\n"
    assert len(night(desk, 2, {"gleif-records": again})) == 2  # what happened, happened


def test_another_ultimate_parent_in_another_country(desk: Desk) -> None:
    assert night(desk, 0, {"gleif-parents": ties("NL"), "gleif-records": entities()}) == []
    told = night(desk, 1, {"gleif-parents": ties("US"), "gleif-records": entities() + b"\n"})
    happened = [("sup-nimbus", kind) for kind in ("parent-ended", "parent-new", ABROAD)]
    assert told == happened
    assert night(desk, 2, {"gleif-parents": ties("US") + b"\n"}) == happened


def test_of_whom_nobody_watches_nothing_is_kept(desk: Desk) -> None:
    night(desk, 0, {"gleif-records": entities()})
    assert b"Other" not in (desk.state / "notices.parquet").read_bytes()


NIMBUS = supplier("Nimbus", country="NL")


def accounts(year: int, **more: Any) -> Statement:
    return Statement(
        id=f"stm-{year}",
        supplier_id=SupplierId(NIMBUS.id),
        basis=StatementBasis.SEPARATE,
        ends_on=date(year, 12, 31),
        **{"known_on": date(year + 1, 9, 1), **more},
    )


def told(*rows: Statement, on: date = DAY) -> list[tuple[str, str, date | None]]:
    register = History.from_records([NIMBUS, *rows])
    return [(one.kind, one.entry, one.observed_on) for one in notices(register, RULES, on)]


def test_accounts_are_late_after_the_deadline_and_some_grace() -> None:
    late = ("accounts-late", f"{NIMBUS.id} 2025-12-31", date(2026, 12, 31))
    assert told(accounts(2024), on=date(2027, 1, 30)) == []
    assert told(accounts(2024), on=date(2027, 1, 31)) == [late]
    assert told(accounts(2024), accounts(2025), on=date(2027, 1, 31)) == []
    assert told(on=date(2027, 1, 31)) == []


def test_accounts_that_were_not_known_yet_do_not_count() -> None:
    unknown = accounts(2025, known_on=date(2027, 3, 1))
    assert told(accounts(2024), unknown, on=date(2027, 2, 1))[0][0] == "accounts-late"


def test_another_auditor_is_told_and_another_spelling_is_not() -> None:
    old, new = accounts(2024, auditor="Kade"), accounts(2025, auditor="Sluis", known_on=DAY)
    assert told(old, new) == [("auditor-changed", f"{NIMBUS.id} 2025-12-31", DAY)]
    assert told(old, accounts(2025, auditor=" KADE", known_on=DAY)) == []
    assert told(old, accounts(2025, known_on=DAY)) == []


def test_a_doubt_of_the_auditor_holds_while_the_last_accounts_have_it() -> None:
    doubt = accounts(2024, going_concern_doubt=Answer.YES, known_on=date(2025, 9, 1))
    kind = "going-concern-doubt"
    assert told(doubt) == [(kind, f"{NIMBUS.id} 2024-12-31", date(2025, 9, 1))]
    assert told(doubt, accounts(2025, known_on=DAY)) == []


def test_accounts_become_observations_and_end_when_the_accounts_come(desk: Desk) -> None:
    waits = Desk(desk.folder, RULES, History.from_records([NIMBUS, accounts(2023)]))
    assert [row["kind"] for row in waits.read().observations.to_dicts()] == ["accounts-late"]
    came = accounts(2024, known_on=date(2026, 6, 5))
    later = Desk(desk.folder, RULES, History.from_records([NIMBUS, accounts(2023), came]))
    assert later.read(date(2026, 6, 6)).observations.height == 0
    assert waits.read().observations.height == 1
