# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""From notices to suppliers: a number asserts, a name asks, and a person decides."""

from datetime import date
from typing import Any

import polars as pl
import pytest
from builders import DAY, Rows, identifier, register, rules, supplier

from dijkwacht.identity.resolve import Resolved, resolve
from dijkwacht.register.notices import Notice
from dijkwacht.register.register import frame_of
from dijkwacht.register.schema import empty
from dijkwacht.sources.feed_merge import framed

NIMBUS = supplier("Nimbus Cloud B.V.", country="NL")
POLDER = supplier("Polder ICT", country="NL")
CAST: Rows = [NIMBUS, POLDER, identifier(NIMBUS, "kvk", "00000001")]


def listed(*names: str, **more: Any) -> Notice:
    return Notice(kind="sanction-listed", entry="1", names=names, **more)


def resolved(*notices: Notice, decided: pl.DataFrame | None = None, rows: Rows = CAST) -> Resolved:
    told = framed(notices, "ofac", DAY, "d")
    return resolve(told, register(*rows), empty("matches") if decided is None else decided, rules())


def decision(found: Resolved, decided: str, at: int = 0) -> pl.DataFrame:
    """What a person decided about an open match."""
    row = found.matches.row(at, named=True)
    return frame_of("matches", [{**row, "decision": decided, "decided_by": "Roos"}])


def about(found: Resolved) -> list[tuple[str | None, str | None]]:
    return found.observations.select("supplier_id", "scheme").rows()


def test_a_number_makes_it_an_observation_of_the_supplier() -> None:
    found = resolved(listed("Somebody else", numbers=(("kvk", "00000001"),)))
    assert about(found) == [(NIMBUS.id, "kvk")]
    assert found.matches.height == 0


@pytest.mark.parametrize(
    ("scheme", "value"),
    [("oin", "00000003000000010000"), ("euid", "NLNHR.00000001")],
)
def test_a_number_within_another_number_counts(scheme: str, value: str) -> None:
    rows: Rows = [NIMBUS, identifier(NIMBUS, scheme, value)]
    assert about(resolved(listed("X", numbers=(("kvk", "00000001"),)), rows=rows)) == [
        (NIMBUS.id, "kvk")
    ]


def test_a_name_alone_is_never_an_observation_of_a_supplier() -> None:
    found = resolved(listed("NIMBUS CLOUD BV"))
    assert about(found) == [(None, None)]
    (match,) = found.matches.to_dicts()
    assert (match["supplier_id"], match["score"], match["decision"]) == (NIMBUS.id, 10_000, "open")
    assert match["evidence"] == (
        "NIMBUS CLOUD BV ~ Nimbus Cloud B.V.; country: - ? NL; form: private = private"
    )
    assert match["observation_id"] == found.observations["id"][0]


def test_another_country_speaks_against_it_and_is_told() -> None:
    assert resolved(listed("Nimbus Cloud B.V.", country="NL")).matches["score"][0] == 10_000
    far = resolved(listed("Nimbus Cloud B.V.", country="CU")).matches
    assert far["score"][0] == 9_200
    assert "CU ≠ NL" in far["evidence"][0]


def test_names_that_are_not_alike_are_not_kept() -> None:
    found = resolved(listed("Vlinder Trading"))
    assert (found.observations.height, found.matches.height) == (0, 0)


def test_what_a_person_calls_the_same_is_an_observation_and_waits_no_more() -> None:
    first = resolved(listed("Nimbus Clouds"))
    found = resolved(listed("Nimbus Clouds"), decided=decision(first, "same"))
    assert about(found) == [(NIMBUS.id, None)]
    assert found.matches["decision"].to_list() == ["same"]


def test_what_a_person_calls_different_is_not_asked_again() -> None:
    first = resolved(listed("Nimbus Clouds"))
    found = resolved(listed("Nimbus Clouds"), decided=decision(first, "different"))
    assert (found.observations.height, found.matches["decision"].to_list()) == (0, ["different"])


def test_a_person_may_take_back_what_a_number_says() -> None:
    numbered = listed("Nimbus Clouds", numbers=(("kvk", "00000001"),))
    first = resolved(numbered)
    id = first.observations["id"][0]
    row = {"id": "m", "observation_id": id, "supplier_id": NIMBUS.id, "decision": "different"}
    found = resolved(numbered, decided=frame_of("matches", [{"known_from": 0, **row}]))
    assert found.observations.filter(pl.col("supplier_id").is_not_null()).height == 0


def test_a_decision_about_one_entry_holds_for_all_that_name_the_same() -> None:
    def weakness(number: int) -> Notice:
        return Notice(
            kind="vulnerability-known",
            entry=f"CVE-{number}",
            names=("Polder-ICT",),
            numbers=(("cpe-vendor", "polder-ict"),),
        )

    both = (weakness(1), weakness(2))
    first = resolved(*both)
    assert (first.observations.height, first.matches.height) == (2, 1)
    found = resolved(*both, decided=decision(first, "same"))
    assert about(found) == [(POLDER.id, None)] * 2


def test_one_number_of_two_suppliers_is_told_of_both() -> None:
    twin = supplier("Nimbus Tweeling")
    rows: Rows = [*CAST, twin, identifier(twin, "kvk", "00000001")]
    found = resolved(listed("X", numbers=(("kvk", "00000001"),)), rows=rows)
    assert {of for of, _ in about(found)} == {NIMBUS.id, twin.id}
    assert found.observations["id"].n_unique() == 2


def test_a_state_that_says_nothing_by_itself_is_no_observation() -> None:
    record = Notice(kind="lei-record", entry="x", numbers=(("kvk", "00000001"),))
    assert resolved(record).observations.height == 0


def test_an_observation_holds_when_it_happened_apart_from_when_it_was_known() -> None:
    happened = listed("X", numbers=(("kvk", "00000001"),), observed_on=date(2025, 1, 2))
    row = resolved(happened).observations.row(0, named=True)
    assert (row["observed_on"], row["known_on"]) == (date(2025, 1, 2), DAY)
    assert (row["valid_from"], row["family"], row["severity"]) == (
        date(2025, 1, 2),
        "sanctions",
        4,
    )
