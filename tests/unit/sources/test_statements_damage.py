# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files of accounts of which a part was replaced, taken away or overwritten: refused, or read with
problems; the program never ends in any other way."""

import copy
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from builders import rules
from unit.sources.accounts import LEI, facts, figure, index

from dijkwacht.base.errors import Unreadable
from dijkwacht.sources import statements

TIMES = 250
STRANGE = (
    *(None, True, 0, -1, 10**30, 1.5, "", "x", "2024-12-31", [], {}, [1], {"a": 1}),
    *("9" * 5000, "\ud800"),
)
YEAR = {
    "Revenues": [figure(5, "2024-12-31", "2024-01-01")],
    "Assets": [figure(9, "2024-12-31"), figure(8, "2023-12-31")],
}


def places(part: Any, place: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in a JSON document."""
    if place:
        yield place
    for key, below in part.items() if isinstance(part, dict) else enumerate_list(part):
        yield from places(below, (*place, key))


def enumerate_list(part: Any) -> Iterator[tuple[int, Any]]:
    return iter(enumerate(part)) if isinstance(part, list) else iter(())


def readable(file: Path) -> bool:
    try:
        found, problems = statements.read(file, rules())
    except Unreadable as fault:
        assert fault.what.code and fault.mend.code.endswith(".mend")
        return False
    assert all(one.where and one.mend.code.endswith(".mend") for one in problems)
    assert found.table("statements")["supplier_id"].null_count() == 0
    return True


@pytest.mark.parametrize("form", ["facts", "oim", "index"])
def test_json_with_a_strange_part(form: str, root: Path, tmp_path: Path) -> None:
    golden = root / "tests" / "golden" / "statements" / "oim.json"
    whole = {"facts": facts(YEAR), "index": index(b"x", LEI)}.get(form)
    whole = whole or json.loads(golden.read_text("utf-8"))
    every, rng, read = list(places(whole)), random.Random(52), 0
    for _ in range(TIMES):
        changed, place = copy.deepcopy(whole), rng.choice(every)
        around = changed
        for key in place[:-1]:
            around = around[key]
        if rng.random() < 0.2:
            del around[place[-1]]
        else:
            around[place[-1]] = rng.choice(STRANGE)
        (tmp_path / "a.json").write_text(json.dumps(changed), "utf-8")
        read += readable(tmp_path / "a.json")
    assert 0 < read <= TIMES


@pytest.mark.parametrize("suffix", [".xhtml", ".csv"])
def test_text_with_overwritten_signs(suffix: str, root: Path, tmp_path: Path) -> None:
    page = (root / "tests" / "golden" / "statements" / "inline.xhtml").read_bytes()
    table = (
        b"scheme,value,ends_on,currency,units,item,amount\n"
        b"kvk,00000019,2025-12-31,EUR,thousands,revenue,1200\n"
        b"kvk,00000019,2025-12-31,EUR,thousands,equity,(40)\n"
    )
    whole, rng, read = page if suffix == ".xhtml" else table, random.Random(52), 0
    for _ in range(TIMES):
        changed = bytearray(whole)
        for _ in range(rng.randint(1, 3)):
            changed[rng.randrange(len(changed))] = rng.choice(b'019<>&"-.,() \n\x00\xff')
        (tmp_path / f"a{suffix}").write_bytes(changed)
        read += readable(tmp_path / f"a{suffix}")
    assert 0 < read <= TIMES
