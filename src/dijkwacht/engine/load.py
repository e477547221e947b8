# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The one door to the compiled engine. Compiling takes about half a minute, so the result is kept
in a folder of the user, named by all that it depends on."""

import atexit
import hashlib
import importlib
import platform
import shutil
import sys
import tempfile
import threading
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any, Final

from dijkwacht.engine.scenario import Scenario
from dijkwacht.engine.traces import Traces
from dijkwacht.graph.graph import DependencyGraph

KERNEL: Final = Path(__file__).parent / "compiled"
COUNTING: Final = "dijkwacht.engine.compiled.counting"
WHOLE: Final = "whole"  # written when all has been compiled: a kill leaves no half of it
LARGE: Final = 20_000  # requirements: the plain engine may need longer than loading this one
KEPT: Final = 8  # graphs laid flat: with and without estimates, for four ways of stopping
LIBRARIES: Final = ("numba", "llvmlite", "numpy")


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder in which compiled code is kept, for all versions of it."""

    folder: Path

    @property
    def place(self) -> Path:
        """Where the code of this version in this place, these libraries and this Python is kept:
        numba itself looks only at one of the files that the code is made of."""
        versions = [f"{name} {metadata.version(name)}" for name in LIBRARIES]
        about = [platform.python_version(), platform.machine(), _processor(), str(KERNEL)]
        digest = sources()
        digest.update("\0".join(about + versions).encode())
        return self.folder / f"engine-{digest.hexdigest()[:16]}"

    @property
    def warm(self) -> bool:
        """Whether the code has been compiled before: loading it takes a second, not half a
        minute."""
        return (self.place / WHOLE).exists()


def sources() -> "hashlib._Hash":
    """The digest of the files that are compiled."""
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in sorted(KERNEL.glob("*.py"))))


def _processor() -> str:
    """The model of the processor: code is compiled for it."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text("utf-8", "replace").splitlines() if info.exists() else []
    models = (line for line in lines if line.startswith(("model name", "CPU part")))
    return next(models, platform.processor())


def compiled(cache: Cache) -> Any:
    """The module `engine.compiled.counting`, compiled, its code kept in the cache; in a folder that
    lasts as long as the process where the cache cannot be written."""
    if COUNTING not in sys.modules:
        numba = importlib.import_module("numba")
        folder = _writable(cache.place)
        numba.config.CACHE_DIR = str(folder)
        importlib.import_module(COUNTING).compile_now()
        (folder / WHOLE).touch()
    return sys.modules[COUNTING]


class Engine:
    """Runs single scenarios compiled, where that is quicker: on a large graph, once it has been
    compiled. One thread at a time; the last graphs stay laid flat."""

    def __init__(self, cache: Cache, least: int = LARGE) -> None:
        self._cache, self._least = cache, least
        self._benches: dict[tuple[int, str, bool], Any] = {}
        self._turn = threading.Lock()

    def traces(self, graph: DependencyGraph, scenario: Scenario) -> Traces | None:
        """The levels of all touched nodes; None where `simulate` has to do it."""
        if len(graph.groups) < self._least or not self._cache.warm:
            return None
        with self._turn:
            try:
                found: Traces | None = self._bench(graph, scenario).traces(scenario)
            except OverflowError:  # a value beyond 32 bits, which the plain engine takes
                return None
            return found

    def _bench(self, graph: DependencyGraph, scenario: Scenario) -> Any:
        key = (id(graph), scenario.fallbacks.value, scenario.permanent)
        if key not in self._benches or self._benches[key].graph is not graph:
            while len(self._benches) >= KEPT:
                self._benches.pop(next(iter(self._benches)))
            module = compiled(self._cache)
            ranked = module.flatten(graph, scenario.fallbacks, scenario.permanent)
            self._benches[key] = module.Bench(graph, ranked)
        return self._benches[key]


def warm(cache: Cache) -> bool:
    """Compile the engine, if it has not been; whether it had to."""
    was = cache.warm
    compiled(cache)
    return not was


def _writable(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except OSError:
        made = tempfile.mkdtemp(prefix="dijkwacht-")
        atexit.register(shutil.rmtree, made, ignore_errors=True)
        return Path(made)
