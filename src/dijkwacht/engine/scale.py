# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Counts a long list on a Dask cluster: the survey is sent to every worker once, batches are
mapped, and a batch whose worker is lost is run again by another (extra `cluster`)."""

import functools
import importlib
import threading
from collections.abc import Iterator
from typing import Any, Final

from dijkwacht import __version__
from dijkwacht.base.errors import Unreadable
from dijkwacht.engine.load import Cache, compiled, sources
from dijkwacht.engine.survey import Starts, Survey, Tally, plainly
from dijkwacht.engine.sweep import BATCH, Sweep, batches

AHEAD: Final = 4  # batches per thread under way, so that no worker waits and a stop is quick
WAIT: Final = "30s"


def on(address: str, cache: Cache, size: int = BATCH) -> Sweep:
    """Count on the cluster with this address, as `tcp://10.0.0.1:8786`; its workers have Dijkwacht
    of the same version, and keep compiled code where `cache` says.

    Raises Unreadable when there is no cluster there, or no Dask here.
    """

    def sweep(survey: Survey, starts: Starts) -> Iterator[Tally]:
        with _client(address) as client:
            yield from mapped(client, survey, batches(starts, size), cache)

    return sweep


def mapped(client: Any, survey: Survey, pieces: list[Starts], cache: Cache) -> Iterator[Tally]:
    """The tallies of all pieces, in their order, by the workers of a Dask client."""
    there = client.scatter(survey, broadcast=True)
    ahead = AHEAD * max(1, sum(client.nthreads().values()))
    waiting: list[Any] = []
    for piece in pieces:
        waiting.append(client.submit(_count, there, piece, cache, pure=False))
        if len(waiting) >= ahead:
            yield waiting.pop(0).result()
    while waiting:
        yield waiting.pop(0).result()


def _client(address: str) -> Any:
    """A client of the cluster, once it has a worker and all workers have this very engine."""
    try:
        distributed = importlib.import_module("distributed")
    except ImportError as fault:
        raise Unreadable("no-dask") from fault
    try:
        client = distributed.Client(address, timeout=WAIT)
        client.wait_for_workers(1, timeout=WAIT)
    except (OSError, ValueError) as fault:
        raise Unreadable("no-cluster", address=address, why=_first(fault)) from fault
    there = _versions(client, address)
    if set(there.values()) != {version()}:
        others = ", ".join(sorted(name for name, found in there.items() if found != version()))
        client.close()
        raise Unreadable("other-version", address=address, workers=others)
    return client


def _versions(client: Any, address: str) -> dict[str, str]:
    """The version of the engine at each worker."""
    try:
        found: dict[str, str] = client.run(version)
    except Exception as fault:  # whatever a worker without Dijkwacht says
        client.close()
        raise Unreadable("no-cluster", address=address, why=_first(fault)) from fault
    return found


def version() -> str:
    """Dijkwacht's version and the digest of the compiled engine's files."""
    return f"{__version__} {sources().hexdigest()[:16]}"


def _first(fault: Exception) -> str:
    return (str(fault).splitlines() or [type(fault).__name__])[0]


def _count(survey: Survey, piece: Starts, cache: Cache) -> Tally:
    """On a worker: count one piece. Each thread keeps the counter of the last survey it saw."""
    if getattr(_mine, "survey", None) is not survey:
        module = compiled(cache)
        try:
            _mine.count = module.Counter(survey, module.Flats.of(survey)).count
        except OverflowError:  # a value beyond 32 bits, which the plain engine takes
            _mine.count = functools.partial(plainly, survey)
        _mine.survey = survey
    tally: Tally = _mine.count(piece)
    return tally


_mine = threading.local()
