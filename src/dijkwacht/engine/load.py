# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The one door to the compiled engine. Compiling takes about half a minute, so the result is kept
in a folder of the user, named by all that it depends on."""

import hashlib
import importlib
import platform
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any, Final

KERNEL: Final = Path(__file__).parent / "compiled"
LIBRARIES: Final = ("numba", "llvmlite", "numpy")


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder in which compiled code is kept, for all versions of it."""

    folder: Path

    @property
    def place(self) -> Path:
        """Where the code of this version, these libraries and this Python is kept: numba itself
        looks only at one of the files that the code is made of."""
        made_of = [file.read_bytes() for file in sorted(KERNEL.glob("*.py"))]
        versions = [f"{name} {metadata.version(name)}" for name in LIBRARIES]
        about = [platform.python_version(), platform.machine(), *versions]
        digest = hashlib.sha256(b"\0".join([*made_of, *(text.encode() for text in about)]))
        return self.folder / f"engine-{digest.hexdigest()[:16]}"

    @property
    def warm(self) -> bool:
        """Whether the code has been compiled before: loading it takes a second, not half a
        minute."""
        return any(self.place.rglob("*.nbc"))


def compiled(cache: Cache) -> Any:
    """The module `engine.compiled.counting`, its code kept in the cache; in a folder that lasts as
    long as the process where the cache cannot be written."""
    numba = importlib.import_module("numba")
    numba.config.CACHE_DIR = str(_writable(cache.place))
    return importlib.import_module("dijkwacht.engine.compiled.counting")


def warm(cache: Cache) -> bool:
    """Compile the engine, if it has not been; whether it had to."""
    was = cache.warm
    compile_now: Callable[[], None] = compiled(cache).compile_now
    compile_now()
    return not was


def _writable(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except OSError:
        return Path(tempfile.mkdtemp(prefix="dijkwacht-"))
