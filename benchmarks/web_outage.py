# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The outage explorer on a whole fictional state: a new question about many suppliers, as a page,
and the same again from what is kept.

    python benchmarks/web_outage.py [--organisations 1700] [--seed 1] [--questions 200]

A new question costs four runs (declared and proven fallbacks, with and without estimates) and the
page. Of the suppliers the 50 that most contracts are with, and others drawn. The state is taken
over into SQLite, or the empty PostgreSQL database that DIJKWACHT_DATABASE names, in a folder of its
own or in DIJKWACHT_HOME, which stays for a next run (also that of `web_lists.py`).
"""

import argparse
import os
import random
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

HOME = os.environ.get("DIJKWACHT_HOME") or tempfile.mkdtemp(prefix="dijkwacht-bench-")
os.environ |= {
    "DIJKWACHT_HOME": HOME,
    "DIJKWACHT_DEMO": "yes",
    "DJANGO_SETTINGS_MODULE": "dijkwacht.web.settings",
}

import django  # noqa: E402  # the settings come first

django.setup()

import numpy as np  # noqa: E402
import polars as pl  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402
from machine import head, line, machine, peak, timed  # noqa: E402

from dijkwacht import verbs  # noqa: E402
from dijkwacht.web.accounts.models import Grant, User  # noqa: E402
from dijkwacht.web.outages.answers import warm  # noqa: E402
from dijkwacht.web.reasoning import REASONING  # noqa: E402
from dijkwacht.web.roles import Role  # noqa: E402
from dijkwacht.web.store.apply import Act, newest  # noqa: E402
from dijkwacht.web.store.loading import take_over  # noqa: E402

MOST_USED = 50


def main() -> None:
    """Print what it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--organisations", type=int, default=1700)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--questions", type=int, default=200)
    asked = parser.parse_args()
    (Path(HOME) / "static").mkdir(parents=True, exist_ok=True)
    print(machine(), end="\n\n")
    today = datetime.now(UTC).date()
    call_command("migrate", verbosity=0)
    head()
    if newest() is None:
        history = verbs.generate(asked.organisations, asked.seed, today)
        _, took = timed(lambda: take_over(history, today, Act(why="benchmark")))
        line("taken over into the database", took, peak())
    reasoned, took = timed(lambda: REASONING.on(today))
    line("snapshot of the database", took, peak())
    _, took = timed(lambda: warm(reasoned))
    line("graph, classes, cover, levels", took, peak())
    register = reasoned.opened.register
    print()
    for name in ("organisations", "services", "suppliers", "contracts"):
        print(f"{name:<15}{register.table(name).height:>9,}")
    print()
    largest = register.table("services")["organisation_id"].value_counts(sort=True)[0, 0]
    suppliers = chosen(register.table("contracts"), asked.questions, asked.seed)
    for called, role, node in (
        ("analyst of the centre", Role.ANALYST, None),
        ("contract manager", Role.CONTRACT_MANAGER, largest),
        ("auditor", Role.AUDITOR, None),
    ):
        questions(called, client(role, node, today), suppliers)


def client(role: Role, node: str | None, today: date) -> Client:
    """A browser with somebody in this role."""
    user, _ = User.objects.get_or_create(
        email=f"{role}@bench.example", defaults={"name": role, "is_demo": True}
    )
    Grant.objects.get_or_create(
        user=user, role=role, organisation=node, defaults={"valid_from": today}
    )
    browser = Client(headers={"accept-language": "en"}, HTTP_HOST="localhost")
    browser.force_login(user)
    return browser


def chosen(contracts: pl.DataFrame, count: int, seed: int) -> list[str]:
    """The suppliers that most contracts are with, and some of the others."""
    ranked = contracts["supplier_id"].drop_nulls().value_counts(sort=True)["supplier_id"].to_list()
    some = random.Random(seed).sample(ranked[MOST_USED:], max(0, count - MOST_USED))
    return [*ranked[:MOST_USED], *some]


def questions(called: str, browser: Client, suppliers: list[str]) -> None:
    """What each page took: a new question, another hour of it, why a service falls, the file."""
    get(browser, f"/outage/?what=supplier:{suppliers[-1]}")  # what is made once per viewer
    new = [get(browser, f"/outage/?what=supplier:{id}") for id in suppliers]
    told(f"{called}: new question", new)
    last = suppliers[:10]
    for id in last:
        get(browser, f"/outage/?what=supplier:{id}")
    told(
        f"{called}: another hour",
        [get(browser, f"/outage/?what=supplier:{id}&at=720") for id in last],
    )
    told(f"{called}: file", [get(browser, f"/outage/?what=supplier:{id}&form=csv") for id in last])


def get(browser: Client, address: str) -> float:
    """Seconds for one page, which must be there."""
    begun = time.perf_counter()
    answer = browser.get(address)
    if answer.streaming:
        b"".join(parts(answer))
    assert answer.status_code == 200, (address, answer.status_code)
    return time.perf_counter() - begun


def parts(answer: object) -> Iterator[bytes]:
    """What a streamed answer holds."""
    yield from answer.streaming_content  # type: ignore[attr-defined]


def told(what: str, seconds: list[float]) -> None:
    """Median, 95th percentile and most of some pages."""
    found = np.percentile(seconds, (50, 95, 100)) * 1000
    print(
        f"{what:<46}{len(seconds):>4} pages   median {found[0]:6.0f} ms   p95 {found[1]:6.0f} ms"
        f"   most {found[2]:6.0f} ms",
        flush=True,
    )


if __name__ == "__main__":
    main()
