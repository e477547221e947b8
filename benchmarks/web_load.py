# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Many people at once on a served site with the example state: answers, seconds, errors.

    python benchmarks/web_load.py [--people 100] [--seconds 300] [--pause 2]

Each person logs in as one of the cast, then reads: one page of those that the pages before it link
to, a pause of up to twice `--pause` seconds, and the next. Anything but a page, a redirect, or a
page that says that one has no right counts as an error; with one, the exit code is 1.
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
LEFT_OUT = ("/accounts/", "/static/", "/demo", "/api/", "/metrics")
DOWNLOAD = ("format=", "form=", "export", "workbook")
PEOPLE = 11  # of the cast


class Tally:
    """What was answered, and how soon."""

    def __init__(self) -> None:
        self.seconds: list[float] = []
        self.statuses: Counter[int] = Counter()
        self.faults: Counter[str] = Counter()

    def note(self, path: str, status: int, seconds: float) -> None:
        """One answer."""
        self.seconds.append(seconds)
        self.statuses[status] += 1
        if status not in FINE:
            self.faults[f"{status} {path.partition('?')[0]}"] += 1


async def person(number: int, end: float, pause: float, tally: Tally) -> None:
    """One person, from logging in until the end."""
    chance = random.Random(number)
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{PORT}", timeout=60) as client:
        await asyncio.sleep(chance.random() * 10)
        await client.get("/demo/")
        token = client.cookies["csrftoken"]
        given = {"person": str(number % PEOPLE + 1), "csrfmiddlewaretoken": token}
        await client.post("/demo/", data=given, headers={"referer": str(client.base_url)})
        waiting = ["/"]
        while time.monotonic() < end:
            path = chance.choice(waiting[-60:])
            found = await asked(client, path, tally)
            waiting += [one for one in found if is_page(one)]
            await asyncio.sleep(chance.random() * 2 * pause)


async def asked(client: httpx.AsyncClient, path: str, tally: Tally) -> list[str]:
    """The links of one page."""
    begun = time.perf_counter()
    try:
        answer = await client.get(path)
    except httpx.HTTPError as fault:
        tally.faults[f"{type(fault).__name__} {path.partition('?')[0]}"] += 1
        return []
    tally.note(path, answer.status_code, time.perf_counter() - begun)
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
    parser.add_argument("--pause", type=float, default=2)
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
    waits = sorted(tally.seconds)
    print(f"answers   {len(waits):,}; {len(waits) / seconds:.1f} a second")
    for name, share in (("median", 0.5), ("p95", 0.95), ("p99", 0.99)):
        print(f"{name:<10}{waits[int(len(waits) * share)] * 1000:.0f} ms")
    print(
        "statuses  " + ", ".join(f"{status}: {n:,}" for status, n in sorted(tally.statuses.items()))
    )
    print(f"errors    {sum(tally.faults.values())}")
    for fault, count in tally.faults.most_common(10):
        print(f"          {count} x {fault}")


if __name__ == "__main__":
    sys.exit(main())
