# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading files that a stranger may have made: bounded, and never outside the folder they were
named in."""

import errno
import gzip
import os
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final, Protocol

from dijkwacht.base.errors import Unreadable

MAX_BYTES: Final = 4 * 1024**3  # largest unpacked file we read
MAX_RATIO: Final = 250  # unpacked : packed; ordinary tables stay under 60
RATIO_FREE: Final = 64 * 1024**2  # small files may pack as well as they like
MAX_ENTRIES: Final = 1_000
CHUNK: Final = 1024**2
LOCKED: Final = 1  # the bit of an entry of a zip that tells of a password


def cache_folder(environ: Mapping[str, str]) -> Path:
    """Where this user's computer keeps what can be made again (XDG base directories)."""
    home = Path(environ.get("HOME") or Path.home())
    return Path(environ.get("XDG_CACHE_HOME") or home / ".cache") / "dijkwacht"


class Files(Protocol):
    """A flat set of named files: a folder, or a zip of one."""

    @property
    def name(self) -> str:
        """The set, as the user wrote it."""
        ...

    def names(self) -> list[str]:
        """The file names, sorted."""
        ...

    def read(self, name: str) -> bytes:
        """The content of one file; Unreadable if it cannot be had safely."""
        ...


@dataclass(frozen=True, slots=True)
class FolderFiles:
    """The files that lie in a folder itself, not below it."""

    path: Path

    @property
    def name(self) -> str:
        """The folder, as the user wrote it."""
        return str(self.path)

    def names(self) -> list[str]:
        """The file names, sorted."""
        return sorted(entry.name for entry in self.path.iterdir() if _counts(entry))

    def read(self, name: str) -> bytes:
        """The content of one file; Unreadable for a link that leads out of the folder."""
        file = self.path / name
        if not file.resolve().is_relative_to(self.path.resolve()):
            raise Unreadable("file-outside", file=str(file))
        if file.exists() and not file.is_file():
            why = os.strerror(errno.EISDIR if file.is_dir() else errno.EINVAL)
            raise Unreadable("file-refused", file=str(file), why=why)
        return read_bytes(file)


@dataclass(frozen=True, slots=True)
class ZipFiles:
    """The files of a zip; of one that holds nothing but a folder, the files of that folder. Entries
    below that are not read."""

    path: Path

    @property
    def name(self) -> str:
        """The zip, as the user wrote it."""
        return str(self.path)

    def names(self) -> list[str]:
        """The file names, sorted; Unreadable for a broken zip or one with names that lead out of
        it."""
        with _opened(self.path) as archive:
            infos = archive.infolist()
            if len(infos) > MAX_ENTRIES:
                raise Unreadable("zip-entries", file=self.name, count=len(infos), limit=MAX_ENTRIES)
            for info in infos:
                path = PurePosixPath(info.filename.replace("\\", "/"))
                if path.is_absolute() or ".." in path.parts:
                    raise Unreadable("file-outside", file=f"{self.name}:{info.filename}")
            return sorted(_inside([info.filename for info in infos]))

    def read(self, name: str) -> bytes:
        """The content of one file; Unreadable when it unpacks to too much."""
        with _opened(self.path) as archive:
            whole = _inside(archive.namelist())[name]
            return _entry(archive, archive.getinfo(whole), f"{self.name}:{name}")


def _inside(names: list[str]) -> dict[str, str]:
    """The names of the files that count, each with its whole name in the zip. Who zips a folder
    gets one folder in the zip, and on some computers another one with a name that begins with
    two lines."""
    files = [name for name in names if not name.startswith("__") and not name.endswith("/")]
    folders = {name.partition("/")[0] for name in files}
    within = f"{folders.pop()}/" if len(folders) == 1 and all("/" in name for name in files) else ""
    plain = {name.removeprefix(within): name for name in files}
    return {name: whole for name, whole in plain.items() if "/" not in name}


def files_of(path: Path) -> Files:
    """The folder or zip at `path` as a set of files; Unreadable if it is neither."""
    if path.is_dir():
        return FolderFiles(path)
    if path.is_file() and path.suffix.lower() == ".zip":
        return ZipFiles(path)
    raise Unreadable("not-a-folder" if path.exists() else "no-such-file", file=str(path))


def unpacked(path: Path, most: int) -> Iterator[tuple[str, bytes]]:
    """Every file of a zip, whatever its place in it, with its content; Unreadable for a broken zip,
    a locked one, or one that unpacks to more than `most` bytes in all."""
    left = most
    with _opened(path) as archive:
        infos = archive.infolist()
        if len(infos) > MAX_ENTRIES:
            raise Unreadable("zip-entries", file=str(path), count=len(infos), limit=MAX_ENTRIES)
        for info in infos:
            name = f"{path}:{info.filename}"
            if info.flag_bits & LOCKED:
                raise Unreadable("file-locked", file=str(path))
            if info.file_size > left:  # a claim; what is read is counted
                raise Unreadable("file-bomb", file=name, packed=info.compress_size, limit=most)
            content = _entry(archive, info, name)
            left -= len(content)
            yield info.filename, content


def _entry(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> bytes:
    """The content of one file of a zip."""
    try:
        with archive.open(info) as stream:
            return _bounded(iter(lambda: stream.read(CHUNK), b""), info.compress_size, name)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError) as fault:
        raise Unreadable("file-damaged", file=name, why=str(fault)) from fault


def read_bytes(path: Path) -> bytes:
    """The content of a file, unpacked if it is gzipped; Unreadable when absent, damaged or too
    large."""
    try:
        packed = path.stat().st_size
        if path.suffix.lower() != ".gz":
            return _plain(path, packed)
        with gzip.open(path) as stream:
            return _bounded(iter(lambda: stream.read(CHUNK), b""), packed, str(path))
    except FileNotFoundError as fault:
        raise Unreadable("no-such-file", file=str(path)) from fault
    except (EOFError, zlib.error, gzip.BadGzipFile) as fault:
        raise Unreadable("file-damaged", file=str(path), why=str(fault)) from fault
    except OSError as fault:
        raise Unreadable(
            "file-refused", file=str(path), why=fault.strerror or str(fault)
        ) from fault


def _counts(entry: Path) -> bool:
    """A file, or something that has the name of one: that is a fault, which reading it tells."""
    return not entry.is_dir() or bool(entry.suffix)


def _plain(path: Path, size: int) -> bytes:
    if size > MAX_BYTES:
        raise Unreadable("file-too-large", file=str(path), limit=MAX_BYTES)
    return path.read_bytes()


def _opened(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError) as fault:
        raise Unreadable("file-damaged", file=str(path), why=str(fault)) from fault


def _bounded(chunks: Iterator[bytes], packed: int, name: str) -> bytes:
    """The chunks joined, unless they grow beyond what an honest file of `packed` bytes unpacks
    to."""
    limit = min(MAX_BYTES, max(RATIO_FREE, packed * MAX_RATIO))
    parts: list[bytes] = []
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > limit:
            raise Unreadable("file-bomb", file=name, packed=packed, limit=limit)
        parts.append(chunk)
    return b"".join(parts)
