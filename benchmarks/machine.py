# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the other benchmarks share: the machine in words, seconds, peak memory, and steps in fresh
processes. Run by itself it prints the machine."""

import json
import os
import platform
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")
LIBRARIES = ("polars", "numpy", "scipy")
MB = 1024**2


def machine() -> str:
    """The machine, the Python, the libraries and the day, one a line."""
    found = [f"{name} {metadata.version(name)}" for name in LIBRARIES]
    ram = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // MB
    return "\n".join(
        [
            f"day       {datetime.now(UTC).date().isoformat()}",
            f"CPU       {cpu()}, {len(os.sched_getaffinity(0))} cores used, {ram:,} MB of memory",
            f"system    {platform.system()} {platform.machine()}",
            f"Python    {platform.python_version()}",
            f"libraries {', '.join(found)}",
            f"load      {os.getloadavg()[0]:.1f} (processes waiting or running, before)",
        ]
    )


def cpu() -> str:
    """The model of the processor, as the system names it."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text("utf-8").splitlines() if info.exists() else []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return models[0] if models else platform.processor() or "unknown"


def peak() -> int:
    """The most memory this process has held, in MB."""
    scale = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * scale // MB


def now() -> tuple[float, float]:
    """Seconds on the clock, and seconds of processor that this process has used (all threads)."""
    return time.perf_counter(), time.process_time()


def timed(work: Callable[[], T]) -> tuple[T, list[float]]:
    """What the work gives, and what it took: seconds on the clock, seconds of processor."""
    begun = now()
    return work(), [after - before for before, after in zip(begun, now(), strict=True)]


def fresh(
    script: str, step: str, *arguments: object, seconds: float | None = None
) -> dict[str, Any]:
    """What a step says when it runs in a process of its own; its peak memory is added.
    subprocess.TimeoutExpired when it takes longer than so many seconds."""
    done = subprocess.run(
        [sys.executable, script, "--step", step, *map(str, arguments)],
        check=True,
        stdout=subprocess.PIPE,
        timeout=seconds,
    )
    said: dict[str, Any] = json.loads(done.stdout)
    return said


def say(answer: dict[str, Any]) -> None:
    """Hand the answer of a step to the process that started it."""
    print(json.dumps({**answer, "peak": peak()}))


def head() -> None:
    """The line above a table of results."""
    print(f"{'':<46}{'clock':>9} {'processor':>11} {'peak memory':>12}")


def line(what: str, took: Sequence[float], memory: int | None = None, rest: str = "") -> None:
    """One line of a table of results; what was not measured stays empty."""
    clock, *used = took
    processor = f"{used[0]:9.2f} s" if used else ""
    held = "" if memory is None else f"{memory:,} MB"
    print(f"{what:<46}{clock:7.2f} s {processor:>11} {held:>12}  {rest}".rstrip(), flush=True)


if __name__ == "__main__":
    print(machine())
