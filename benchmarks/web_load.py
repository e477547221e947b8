# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Many people at once on a served site with the example state: answers, seconds, errors.

    python benchmarks/web_load.py [--people 100] [--seconds 300] [--pause 5]

Each person logs in as one of the cast with a browser that holds no file of ours yet, then goes on
as people do: mostly to something that the last pages link to, a kind of page first and then one of
that kind, so that a long list of records does not drown all else; now and then home, to a search,
or to the outage explorer with a question that nobody asked before. Between two pages a pause of
`--pause` seconds on average, as chance has it. Whoever is sent to log in has met an error, and so
has whoever gets anything but a page, a redirect, or a page that says that one has no right: then
the exit code is 1.
"""

import argparse
import asyncio
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import httpx
from machine import machine

PORT = 18_100
FINE = (200, 302, 403)
LINK = re.compile(r'href="(/[^"#]*)"')
FILE = re.compile(r'(?:href|src)="(/static/[^"]+)"')
RECENT = 200  # links that somebody has before them
LEFT_OUT = ("/accounts/", "/static/", "/demo", "/api/", "/metrics")
DOWNLOAD = ("format=", "form=", "export", "workbook")
PEOPLE = 11  # of the cast


SEARCHED = ("waterdam", "nimbus", "burger", "digi", "net", "polder", "zaak", "belasting")


class Tally:
    """What was answered, and how soon, by kind of page."""

    def __init__(self) -> None:
        self.seconds: dict[str, list[float]] = {}
        self.statuses: Counter[int] = Counter()
        self.faults: Counter[str] = Counter()

    def note(self, path: str, answer: httpx.Response, seconds: float) -> None:
        """One answer."""
        self.seconds.setdefault(kind(path), []).append(seconds)
        self.statuses[answer.status_code] += 1
        sent_away = "/accounts/login" in answer.headers.get("location", "")
        if answer.status_code not in FINE or sent_away:
            self.faults[f"{answer.status_code} {path.partition('?')[0]}"] += 1


async def person(number: int, end: float, pause: float, tally: Tally) -> None:
    """One person, from logging in until the end."""
    chance = random.Random(number)
    address = f"http://127.0.0.1:{PORT}"
    # a browser lets an idle connection go before the site does, else a question may cross its end
    limits = httpx.Limits(keepalive_expiry=30)
    async with httpx.AsyncClient(base_url=address, timeout=60, limits=limits) as client:
        await asyncio.sleep(chance.random() * pause * 2)
        if not await logged_in(client, number, tally):
            return
        links = ["/"]
        while time.monotonic() < end:
            path = chosen(chance, links)
            links = [*links, *(one for one in await asked(client, path, tally) if is_page(one))]
            links = links[-RECENT:]
            await asyncio.sleep(min(chance.expovariate(1 / pause), pause * 6))


async def logged_in(client: httpx.AsyncClient, number: int, tally: Tally) -> bool:
    """Come in as one of the cast, and fetch the files that a browser would."""
    page = await client.get("/demo/")
    given = {"person": f"{number % PEOPLE + 1}", "csrfmiddlewaretoken": client.cookies["csrftoken"]}
    answer = await client.post("/demo/", data=given, headers={"referer": str(client.base_url)})
    if answer.status_code != 302 or "sessionid" not in client.cookies:
        tally.faults[f"{answer.status_code} not logged in"] += 1
        return False
    for file in FILE.findall(page.text):
        await asked(client, file, tally)
    return True


def chosen(chance: random.Random, links: list[str]) -> str:
    """The next page of somebody who has these links before them."""
    turn = chance.random()
    if turn < 0.1:
        return "/"
    if turn < 0.2:
        return f"/search/?q={chance.choice(SEARCHED)}"
    if turn < 0.25:
        return f"/outage/?what=sup-nimbus&hours={chance.randrange(1, 2_000)}"
    kinds = sorted({kind(one) for one in links})
    wanted = chance.choice(kinds)
    return chance.choice([one for one in links if kind(one) == wanted])


def kind(path: str) -> str:
    """What sort of page it is: the first word of its path, and whether it is of one thing."""
    parts = [part for part in path.partition("?")[0].split("/") if part]
    return "/".join([*parts[:1], *("…" for _ in parts[1:2])]) or "home"


async def asked(client: httpx.AsyncClient, path: str, tally: Tally) -> list[str]:
    """The links of one page."""
    begun = time.perf_counter()
    try:
        answer = await client.get(path)
    except httpx.HTTPError as fault:
        tally.faults[f"{type(fault).__name__} {path.partition('?')[0]}"] += 1
        return []
    tally.note(path, answer, time.perf_counter() - begun)
    if "html" not in answer.headers.get("content-type", ""):
        return []
    return [link.replace("&amp;", "&") for link in LINK.findall(answer.text)]


def is_page(path: str) -> bool:
    """Whether a link is a page of ours to read."""
    return not path.startswith(LEFT_OUT) and not any(word in path for word in DOWNLOAD)


async def everybody(people: int, seconds: float, pause: float) -> Tally:
    """All at once."""
    tally = Tally()
    end = time.monotonic() + seconds
    await asyncio.gather(*(person(number, end, pause, tally) for number in range(people)))
    return tally


def main() -> int:
    """Serve, ask, tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=100)
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--pause", type=float, default=5)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        environ = os.environ | {"PYTHONPATH": str(Path(__file__).parent.parent / "src")}
        command = [sys.executable, "-m", "dijkwacht", "serve", "--demo", "--home", home]
        command += ["--port", f"{PORT}"]
        with subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, text=True) as site:
            assert site.stdout is not None
            site.stdout.readline()
            try:
                tally = asyncio.run(everybody(given.people, given.seconds, given.pause))
            finally:
                site.send_signal(signal.SIGTERM)
    told(tally, given.people, given.seconds)
    return 1 if tally.faults else 0


def told(tally: Tally, people: int, seconds: float) -> None:
    """The figures."""
    print(machine())
    print(f"\n{people} people at once for {seconds:.0f} s")
    waits = sorted(one for each in tally.seconds.values() for one in each)
    print(f"answers   {len(waits):,}; {len(waits) / seconds:.1f} a second")
    statuses = (f"{status}: {count:,}" for status, count in sorted(tally.statuses.items()))
    print(f"statuses  {', '.join(statuses)}")
    print(f"errors    {sum(tally.faults.values())}")
    for fault, count in tally.faults.most_common(10):
        print(f"          {count} x {fault}")
    print(f"\n{'page':<16}{'answers':>9}{'median ms':>11}{'p95 ms':>9}{'p99 ms':>9}")
    for name, each in [("all", waits), *sorted(tally.seconds.items())]:
        ranked = sorted(each)
        points = (ranked[int(len(ranked) * share)] * 1000 for share in (0.5, 0.95, 0.99))
        median, most, nearly = points
        print(f"{name:<16}{len(ranked):>9,}{median:>11.0f}{most:>9.0f}{nearly:>9.0f}")


if __name__ == "__main__":
    sys.exit(main())
