# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""500,000 contracts checked, sound ones and ones with planted faults, every planted fault found.

    python benchmarks/check_contracts.py [--organisations 1700] [--seed 1]

Beside it, in the same run: the same judgements row by row in plain Python, with the same counts
demanded.
"""

import argparse
from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import polars as pl
from machine import fresh, head, line, machine, say, timed

from dijkwacht import verbs
from dijkwacht.base.ids import Scheme, faults
from dijkwacht.base.problem import Grade
from dijkwacht.base.units import NEVER_DAY
from dijkwacht.register.checks import check
from dijkwacht.register.register import History

ON = date(2026, 6, 1)
PLANTED = 1_000
DAY = timedelta(days=1)
# Each fault: the code of the problem, and what is written into a contract to make it.
FAULTS: Mapping[str, Mapping[str, pl.Expr]] = {
    "reference-broken": {"supplier_id": pl.lit("sup-that-is-not-there")},
    "negative": {"notice_days": pl.lit(-30, pl.Int64)},
    "days-reversed": {"signed_on": pl.lit(ON), "ends_on": pl.lit(ON - DAY)},
    "period-impossible": {"valid_from": pl.lit(ON), "valid_until": pl.lit(ON - DAY)},
    "currency-form": {"currency": pl.lit("euro")},
    "id-form": {"cpv": pl.lit("72A")},
    "duplicate-id": {"id": pl.col("id").shift(-1)},
}
TABLES = ("organisations", "suppliers", "contracts")


def contracts(organisations: int, seed: int, faulty: bool) -> History:
    """The contracts of a fictional state with those whom they name."""
    frames = verbs.generate(organisations, seed, ON).frames
    kept = {name: frames[name] for name in TABLES}
    if faulty:
        kept["contracts"] = planted(kept["contracts"])
    return History.of(kept)


def planted(rows: pl.DataFrame) -> pl.DataFrame:
    """The contracts with faults: of each kind in so many rows, no row twice."""
    place = pl.int_range(pl.len())
    for number, change in enumerate(FAULTS.values()):
        begin = 2 * PLANTED * number
        # every second row, so that an id taken over from the next row is there just twice
        here = place.is_between(begin, begin + 2 * PLANTED - 1) & (place % 2 == 0)
        rows = rows.with_columns(
            pl.when(here).then(value).otherwise(pl.col(name)).alias(name)
            for name, value in change.items()
        )
    return rows


def by_columns(history: History) -> tuple[dict[str, int], list[float]]:
    """Our check: faults and warnings by code, and the seconds."""
    problems, seconds = timed(lambda: check(history.known()))
    found = Counter(each.what.code for each in problems if each.grade is not Grade.NOTE)
    return dict(found), seconds


def by_rows(history: History) -> tuple[dict[str, int], list[float]]:
    """The baseline: the same judgements over dictionaries, one row at a time."""
    rows = history.table("contracts").to_dicts()
    known = {name: set(history.table(name)["id"]) for name in ("organisations", "suppliers")}

    def judge() -> dict[str, int]:
        found: Counter[str] = Counter()
        ids = Counter((row["id"], row["valid_from"]) for row in rows)
        found["duplicate-id"] = sum(count > 1 for count in ids.values())
        for row in rows:
            found.update(faults_of(row, known))
        return {code: count for code, count in found.items() if count}

    return timed(judge)


def faults_of(row: Mapping[str, Any], known: Mapping[str, set[str]]) -> list[str]:
    """The codes of what is wrong in one contract."""
    signed, ends, currency, cpv = (row[of] for of in ("signed_on", "ends_on", "currency", "cpv"))
    judged = {
        "reference-broken": row["organisation_id"] not in known["organisations"]
        or row["supplier_id"] not in known["suppliers"],
        "negative": (row["notice_days"] or 0) < 0 or (row["yearly_value"] or 0) < 0,
        "days-reversed": bool(signed and ends and signed != NEVER_DAY and ends < signed),
        "period-impossible": bool(
            row["valid_from"] and row["valid_until"] and row["valid_until"] <= row["valid_from"]
        ),
        "currency-form": currency is not None
        and not (len(currency) == 3 and currency.isascii() and currency.isupper()),
        "id-form": cpv is not None and any(True for _ in faults(Scheme.CPV, [cpv])),
    }
    return [code for code, wrong in judged.items() if wrong]


def step(name: str, organisations: int, seed: int) -> dict[str, Any]:
    """Sound or faulty contracts, by columns or by rows."""
    which, how = name.split("-")
    history = contracts(organisations, seed, which == "faulty")
    found, seconds = by_columns(history) if how == "columns" else by_rows(history)
    return {"found": found, "seconds": seconds, "contracts": history.table("contracts").height}


def main() -> None:
    """All four runs, or one of them."""
    read = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    read.add_argument("--organisations", type=int, default=1_700)
    read.add_argument("--seed", type=int, default=1)
    read.add_argument("--step", help="run this step alone (used by the script itself)")
    read.add_argument("arguments", nargs="*", type=int)
    asked = read.parse_args()
    if asked.step:
        say(step(asked.step, *asked.arguments))
        return
    print(machine(), end="\n\n")
    head()
    for which in ("sound", "faulty"):
        for how in ("columns", "rows"):
            got = fresh(__file__, f"{which}-{how}", asked.organisations, asked.seed)
            name = "check" if how == "columns" else "  baseline: row by row in plain Python"
            line(f"{name}, {which}", got["seconds"], got["peak"], f"{got['contracts']:,} contracts")
            assert got["found"] == (dict.fromkeys(FAULTS, PLANTED) if which == "faulty" else {})
    print(f"\nfaulty: {PLANTED:,} each of {', '.join(FAULTS)};\nevery one was found, and no other.")


if __name__ == "__main__":
    main()
