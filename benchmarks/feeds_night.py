# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Nights of feeds on a full-size fictional state with accounts: the first, the same again, and one
with new files.

    python benchmarks/feeds_night.py [--organisations 1700]

Invented files: 20,000 firms under sanctions, 100,000 LEI records, 1,400 exploited vulnerabilities.
"""

import argparse
import json
import random
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from machine import head, line, machine, peak, timed

from dijkwacht import verbs
from dijkwacht.register.register import History
from dijkwacht.rules.rulebook import Rulebook

ON = date(2026, 6, 1)
SYLLABLES = ("zar", "kor", "mu", "pek", "ta", "vo", "mi", "rek", "lan", "dor", "su", "bel")


def words(draw: random.Random) -> str:
    """A made-up name of two words."""
    return " ".join("".join(draw.choices(SYLLABLES, k=3)).title() for _ in range(2))


def sanctions(draw: random.Random, names: list[str]) -> bytes:
    """Lines of FollowTheMoney; every hundredth under the name of a supplier."""
    return b"".join(
        json.dumps(
            {
                **{"id": f"s-{number}", "schema": "Company", "caption": "-"},
                "properties": {
                    "name": [draw.choice(names) if number % 100 == 0 else words(draw)],
                    "topics": ["sanction"],
                },
            }
        ).encode()
        + b"\n"
        for number in range(20_000)
    )


def entities(history: History, day: date) -> bytes:
    """LEI records as CSV: those of suppliers, and others; one in thirty has lapsed."""
    numbers = history.table("identifiers")
    leis = numbers.filter(numbers["scheme"] == "lei")["value"].to_list()
    columns = (
        *("LEI", "Entity.LegalName", "Entity.LegalAddress.Country", "Entity.EntityCategory"),
        *("Entity.EntityStatus", "Registration.RegistrationStatus"),
        *("Registration.LastUpdateDate", "Registration.NextRenewalDate"),
    )
    moment = f"{day}T00:00:00Z"
    rows = [
        f"{lei},Firm {number},NL,GENERAL,ACTIVE,{'ISSUED' if number % 30 else 'LAPSED'},"
        f"{moment},{moment}"
        for number, lei in enumerate([*leis, *_others(100_000 - len(leis))])
    ]
    return "\n".join([",".join(columns), *rows, ""]).encode()


def _others(count: int) -> Iterator[str]:
    """LEIs that nobody in the register has."""
    front = int("".join(str(int(sign, 36)) for sign in "9999ELSEWHER")) % 97
    for number in range(count):
        yield f"9999ELSEWHER{number:06d}{98 - (front * 10**8 + number * 100) % 97:02d}"


def catalogue(draw: random.Random, count: int, day: date) -> bytes:
    """A catalogue of exploited vulnerabilities."""
    entries: list[dict[str, Any]] = [
        {
            **{"cveID": f"CVE-2026-{number:05d}", "vendorProject": words(draw), "product": "X"},
            **{"vulnerabilityName": "X", "dateAdded": "2026-05-20", "shortDescription": "X"},
            **{"requiredAction": "X", "dueDate": "2026-06-10"},
        }
        for number in range(count)
    ]
    head_of = {"catalogVersion": "1", "dateReleased": f"{day}T00:00:00Z", "count": count}
    return json.dumps({**head_of, "vulnerabilities": entries}).encode()


def lay(folder: Path, history: History, day: date, more: int) -> None:
    """The files of a night."""
    draw = random.Random(1)
    names = history.table("suppliers")["name"].to_list()
    files = {
        "opensanctions": sanctions(draw, names),
        "gleif-records": entities(history, day),
        "kev": catalogue(draw, 1_400 + more, day),
    }
    for feed, data in files.items():
        (folder / feed).mkdir(parents=True, exist_ok=True)
        (folder / feed / f"{day}.txt").write_bytes(data)


def main() -> None:
    """Three nights."""
    read = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    read.add_argument("--organisations", type=int, default=1_700)
    size = read.parse_args().organisations
    print(machine(), end="\n\n")
    history = verbs.generate(size, 1, ON, None, date(2026, 1, 1))
    rules = Rulebook.read().on(ON)
    head()
    with tempfile.TemporaryDirectory() as name:
        folder, state = Path(name) / "feeds", Path(name) / "state"
        lay(folder, history, ON, 0)
        nights = (("the first night", 0), ("the same again", 0), ("a night with new files", 1))
        for title, after in nights:
            day = ON + timedelta(days=after)
            if after:
                lay(folder, history, day, 3)
            found, seconds = timed(
                lambda day=day: verbs.read_feeds(history, rules, folder, state, day)
            )
            said = (
                f"{found.observations.height:,} observations, {found.matches.height:,} candidates"
            )
            line(title, seconds, peak(), said)
    print(
        f"\n{history.table('suppliers').height:,} suppliers, "
        f"{history.table('statements').height:,} yearly accounts."
    )


if __name__ == "__main__":
    main()
