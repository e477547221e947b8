# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lists, records and search on a full-size fictional state: whole requests, from address to page.

    python benchmarks/web_lists.py [--organisations 1700] [--seed 1] [--rounds 15]

The state is taken over into a database of its own (SQLite, or the empty PostgreSQL database that
DIJKWACHT_DATABASE names), in a folder of its own or in DIJKWACHT_HOME, which stays for a next run.
Each question is asked once to warm up what is kept for its kind of viewer, which is told apart as
`first`; then so many times, each time another one of its kind. Prints median, p95 and worst.
"""

import argparse
import os
import random
import re
import statistics
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import urlencode

HOME = os.environ.get("DIJKWACHT_HOME") or tempfile.mkdtemp(prefix="dijkwacht-bench-")
os.environ |= {
    "DIJKWACHT_HOME": HOME,
    "DIJKWACHT_DEMO": "yes",
    "DJANGO_SETTINGS_MODULE": "dijkwacht.web.settings",
}

import django  # noqa: E402  # the settings come first

django.setup()

from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402
from machine import line, machine, timed  # noqa: E402

from dijkwacht import verbs  # noqa: E402
from dijkwacht.web.accounts.models import Grant, User  # noqa: E402
from dijkwacht.web.reasoning import REASONING  # noqa: E402
from dijkwacht.web.roles import Role  # noqa: E402
from dijkwacht.web.store.apply import Act, newest  # noqa: E402
from dijkwacht.web.store.loading import take_over  # noqa: E402
from dijkwacht.web.store.models import SearchEntry  # noqa: E402
from dijkwacht.web.tables.warming import warm  # noqa: E402

ON = datetime.now(UTC).date()
Ask = Callable[[random.Random], str]

SERVICES = ("name", "-letter", "mtpd", "-users", "organisation_id", "proven_state")
CONTRACTS = ("name", "-ends_on", "supplier_id", "-yearly_value", "organisation_id")
WORDS = ("nimbus", "polder", "vervoer", "drukwerk", "hosting", "noord", "licenties")
LETTERS = ("v", "c", "k", "o")
PAGES = 4


def fill(organisations: int, seed: int) -> None:
    """The state in an empty database, and the people who ask."""
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    if newest() is None:
        history = verbs.generate(organisations, seed, ON)
        _, took = timed(lambda: take_over(history, ON, Act(why="benchmark")))
        line("taken over, with the index of search", took)


def people() -> dict[str, Client]:
    """A browser for each kind of viewer: the largest organisation, the centre, an auditor."""

    contracts = REASONING.on(ON).opened.register.table("contracts")["organisation_id"]
    largest = contracts.value_counts(sort=True)["organisation_id"][0]
    kinds = (("own", Role.CISO, largest), ("centre", Role.ANALYST, None))
    found = {}
    for kind, role, node in (*kinds, ("auditor", Role.AUDITOR, None)):
        user, _ = User.objects.get_or_create(
            email=f"{kind}@example.org", defaults={"name": kind, "is_demo": True}
        )
        Grant.objects.get_or_create(
            user=user, role=role, organisation=node, defaults={"valid_from": date(2020, 1, 1)}
        )
        client = Client(headers={"accept-language": "en"}, HTTP_HOST="localhost")
        client.force_login(user)
        found[kind] = client
    return found


def questions(names: list[str]) -> Iterator[tuple[str, Ask]]:
    """The kinds of question, each with what draws one."""

    def of(table: str, *parts: str) -> str:
        return f"/register/{table}/?on={ON}&{'&'.join(parts)}"

    yield "register", lambda draw: f"/register/?on={ON}"
    yield (
        "contracts, sorted",
        lambda draw: of(
            "contracts", f"sort={draw.choice(CONTRACTS)}", f"page={draw.randint(1, 20)}"
        ),
    )
    yield (
        "contracts, a page far away",
        lambda draw: of("contracts", f"page={draw.randint(2, 9999)}"),
    )
    yield (
        "contracts, a facet",
        lambda draw: of("contracts", "facet.ends_within=90-days", f"sort={draw.choice(CONTRACTS)}"),
    )
    yield "contracts, text", lambda draw: of("contracts", f"q={draw.choice(WORDS)}")
    yield (
        "services, facet and sorted",
        lambda draw: of(
            "services", f"facet.letter={draw.choice(LETTERS)}", f"sort={draw.choice(SERVICES)}"
        ),
    )
    yield "services, text", lambda draw: of("services", f"q={draw.choice(WORDS)}")
    yield "suppliers", lambda draw: of("suppliers", f"sort=-{draw.choice(('services', 'name'))}")
    yield "groups", lambda draw: of("groups", "sort=-services")
    yield "members (517,000)", lambda draw: of("members", f"page={draw.randint(1, 99)}")
    yield "search, a name", lambda draw: _search(draw.choice(names))
    yield "search, a letter wrong", lambda draw: _search(_wrong(draw.choice(names), draw))
    yield "search, while typing", lambda draw: _search(draw.choice(names)[: draw.randint(2, 6)])


def records(client: Client) -> Iterator[tuple[str, Ask]]:
    """Questions for one record, of those that the lists of this viewer show."""
    for table in ("organisations", "services", "systems", "contracts", "suppliers", "groups"):
        shown = [link for page in range(1, PAGES + 1) for link in _links(client, table, page)]
        if shown:
            yield (
                f"a record of {table}",
                lambda draw, shown=shown: f"{draw.choice(shown)}?on={ON}",  # type: ignore[misc]
            )


def _links(client: Client, table: str, page: int) -> list[str]:
    """The records that one page of a list links to."""
    answer = client.get(f"/register/{table}/?on={ON}&page={page}")
    record = re.compile(rf'href="(/(?:register/{table}|{table})/[^"?#]+/)[?"]')
    return [link for link in record.findall(answer.content.decode()) if not link.endswith("/new/")]


def _search(text: str) -> str:

    return f"/search/suggest?{urlencode({'q': text, 'on': ON})}"


def _wrong(name: str, draw: random.Random) -> str:
    at = draw.randrange(len(name))
    return name[:at] + draw.choice("abcdefghij") + name[at + 1 :]


def ask(client: Client, address: str) -> float:
    """Seconds on the clock for one request."""
    answer, took = timed(lambda: client.get(address))
    assert answer.status_code == 200, (address, answer.status_code)
    return took[0]


def measure(clients: dict[str, Client], names: list[str], rounds: int) -> float:
    """Every question of every viewer; the worst p95."""
    worst = 0.0
    print(f"\n{'milliseconds':<42}{'first':>8}{'median':>8}{'p95':>8}{'worst':>8}")
    for kind, client in clients.items():
        for what, drawn in (*questions(names), *records(client)):
            draw = random.Random(f"{kind} {what}")
            first = ask(client, drawn(draw))
            took = sorted(ask(client, drawn(draw)) for _ in range(rounds))
            p95 = statistics.quantiles(took, n=20, method="inclusive")[-1]
            worst = max(worst, p95)
            told = [first, statistics.median(took), p95, took[-1]]
            shown = "".join(f"{seconds * 1000:8.0f}" for seconds in told)
            print(f"{kind + ': ' + what:<42}{shown}", flush=True)
    return worst


def known_names() -> list[str]:
    """Names of suppliers, services and organisations to look for."""

    register = REASONING.on(ON).opened.register
    tables = [register.table(name)["name"] for name in ("suppliers", "services", "organisations")]
    return [name for table in tables for name in table.drop_nulls().sample(40, seed=1)]


def main() -> None:
    """Fill, warm, ask."""
    read = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    read.add_argument("--organisations", type=int, default=1_700)
    read.add_argument("--seed", type=int, default=1)
    read.add_argument("--rounds", type=int, default=15)
    asked = read.parse_args()
    print(machine())
    print(f"database  {os.environ.get('DIJKWACHT_DATABASE', 'sqlite').partition(':')[0]}")
    print(f"state     {asked.organisations:,} organisations, seed {asked.seed}, {ON}\n")
    (Path(HOME) / "static").mkdir(parents=True, exist_ok=True)
    fill(asked.organisations, asked.seed)
    reasoned, took = timed(lambda: REASONING.on(ON))
    line("read from the database", took, rest=f"{reasoned.opened.register.count():,} rows")
    line("graph, classes, cover", timed(reasoned.warm)[1])
    line("lists of all organisations, as a server at its start", timed(lambda: warm(reasoned))[1])
    print(f"{SearchEntry.objects.count():,} entries of search")
    worst = measure(people(), known_names(), asked.rounds)
    print(f"\nthe worst p95 is {worst * 1000:.0f} ms; the goal is 200 ms")


if __name__ == "__main__":
    main()
