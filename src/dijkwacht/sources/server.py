# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Another Dijkwacht, over its API: the register that it lets us see, taken along in a folder; and
rows that we bring."""

import hashlib
import io
import json
import re
import shutil
import stat
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

import polars as pl

from dijkwacht.base.errors import (
    DijkwachtError,
    NotInRegister,
    PlanRefused,
    Unreadable,
    WrongQuestion,
)
from dijkwacht.base.files import read_bytes
from dijkwacht.register.records import TABLES
from dijkwacht.register.register import History
from dijkwacht.register.tables import Format, to_bytes
from dijkwacht.sources.fetch import Fetched, fetch

API: Final = "/api/v1"
VERSION: Final = "API-Version".lower()
MAJOR: Final = "1."  # of the API that we speak
HOME: Final = frozenset(("localhost", "127.0.0.1", "::1"))
ABOUT: Final = "about.json"
TAG: Final = "etag"  # written last: a kill leaves no half of it
ZIP: Final = "application/zip"
PROBLEM: Final = "application/problem+json"
LONGEST: Final = 4_096  # bytes of a token
UNPACKED: Final = 8 * 1024**3
NAMES: Final = re.compile(
    "|".join(
        (
            rf"({'|'.join(TABLES)})\.parquet",
            r"policy/[a-z0-9_-]+/[a-z0-9_-]+/[a-z0-9_.-]+\.yaml",
            re.escape(ABOUT),
        )
    )
)
"""What a zip of the server may hold, and nothing else."""
UNREVISED: Final = (
    pl.lit(0, pl.Int64).alias("known_from"),
    pl.lit(None, pl.Int64).alias("known_until"),
)
KINDS: Final[Mapping[int, type[DijkwachtError]]] = {404: NotInRegister, 409: PlanRefused}


@dataclass(frozen=True, slots=True)
class Server:
    """Where another Dijkwacht is, and with what we come in."""

    url: str
    token: str | None = field(repr=False)
    language: str

    @property
    def name(self) -> str:
        """Its host, by which answers call it."""
        return urlsplit(self.url).netloc.rpartition("@")[2]


@dataclass(frozen=True, slots=True)
class Taken:
    """The register of a day as a server lets us see it, in a folder of this user."""

    folder: Path
    about: Mapping[str, Any]

    @property
    def policy(self) -> Path:
        """The rules of that server."""
        return self.folder / "policy"


def server(url: str, token_file: Path | None, language: str) -> Server:
    """The server at this address. WrongQuestion for an address that is none, or over which a token
    would travel in the open; Unreadable for a file that holds no token."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.username:
        raise WrongQuestion("server-address", url=url)
    if parts.scheme == "http" and parts.hostname not in HOME:
        raise WrongQuestion("server-open", url=url)
    root = url.rstrip("/").removesuffix(API)
    return Server(root, None if token_file is None else _token(token_file), language)


def is_open(token_file: Path) -> bool:
    """Whether others than its owner may read a file."""
    return bool(token_file.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))


def taken(of: Server, on: date, revision: int | None, cache: Path) -> Taken:
    """The register of a day; what was taken before and did not change is not sent again. Errors as
    `fetch`, and as the server says."""
    key = hashlib.sha256(json.dumps([of.url, of.token, str(on), revision]).encode()).hexdigest()
    folder = cache / "servers" / key[:32]
    held = folder / TAG
    headers = {"If-None-Match": held.read_text("utf-8")} if held.is_file() else {}
    asked = {"on": on.isoformat(), **({} if revision is None else {"revision": str(revision)})}
    answer = _asked(of, "GET", f"/export?{urlencode(asked)}", headers)
    if answer.status != 304:
        _unpack(of, answer, folder)
    return Taken(folder, json.loads((folder / ABOUT).read_bytes()))


def asked(of: Server, path: str, given: Mapping[str, Any]) -> Mapping[str, Any]:
    """The answer to a question; what is None or False is not asked."""
    pairs: list[tuple[str, str]] = []
    for name, value in given.items():
        several = value if isinstance(value, list | tuple) else [value]
        pairs += [(name, _plain(one)) for one in several if one is not None and one is not False]
    return _told(of, "GET", f"{path}?{urlencode(pairs)}")


def planned(of: Server, incoming: History, on: date, ends: str) -> Mapping[str, Any]:
    """What rows would change at the server."""
    asked = urlencode({"on": on.isoformat(), "ends": ends})
    return _told(of, "POST", f"/plans?{asked}", _packed(incoming))


def applied(
    of: Server, incoming: History, plan: Mapping[str, Any], checksum: str, *, anyway: bool
) -> Mapping[str, Any]:
    """Exactly the plan with this checksum, written by the server; PlanRefused when it is another or
    the register changed since."""
    asked = {
        **{name: plan[name] for name in ("on", "ends", "revision")},
        "checksum": checksum,
        "anyway": str(anyway).lower(),
    }
    return _told(of, "POST", f"/changes?{urlencode(asked)}", _packed(incoming))


def _token(file: Path) -> str:
    text = read_bytes(file)[: LONGEST + 1].decode("ascii", "replace").strip()
    if not re.fullmatch(rf"[!-~]{{1,{LONGEST}}}", text):
        raise Unreadable("token-unreadable", file=str(file))
    return text


def _asked(
    of: Server, method: str, path: str, headers: Mapping[str, str], body: bytes = b""
) -> Fetched:
    """The answer to a question; an error of the server is raised in its own words."""
    sent = {"Accept-Language": of.language, **headers}
    if of.token is not None:
        sent["Authorization"] = f"Bearer {of.token}"
    if body:
        sent["Content-Type"] = ZIP
    answer = fetch(method, f"{of.url}{API}{path}", sent, body)
    if not answer.headers.get(VERSION, "").startswith(MAJOR):
        raise Unreadable("server-other", url=of.url, status=answer.status)
    if answer.status >= 400:
        raise _refused(of, answer)
    return answer


def _plain(value: object) -> str:
    return "true" if value is True else str(value)


def _told(of: Server, method: str, path: str, body: bytes = b"") -> Mapping[str, Any]:
    made: Mapping[str, Any] = json.loads(_asked(of, method, path, {}, body).body)
    return made


def _refused(of: Server, answer: Fetched) -> DijkwachtError:
    if not answer.headers.get("content-type", "").startswith(PROBLEM):
        return Unreadable("server-other", url=of.url, status=answer.status)
    told = json.loads(answer.body)
    faults = "; ".join(f"{one['name']}: {one['detail']}" for one in told["errors"][:5])
    kind = KINDS.get(answer.status, Unreadable)
    says = " ".join(part for part in (told["detail"], faults) if part)
    return kind("server-says", server=of.name, says=says, mend=told["mend"])


def _packed(incoming: History) -> bytes:
    """The rows as a zip of tables."""
    buffer = io.BytesIO()
    known = incoming.known()
    with zipfile.ZipFile(buffer, "w") as archive:
        for table, frame in known.frames.items():
            if frame.height:
                plain = frame.with_columns(UNREVISED)  # their revisions are not the server's
                archive.writestr(f"{table}.parquet", to_bytes(table, plain, Format.PARQUET))
    return buffer.getvalue()


def _unpack(of: Server, answer: Fetched, folder: Path) -> None:
    """The zip of an answer in the place of what was there; for this user alone."""
    folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = Path(tempfile.mkdtemp(prefix=".", dir=folder.parent))
    try:
        with zipfile.ZipFile(io.BytesIO(answer.body)) as archive:
            infos = archive.infolist()
            strange = [info.filename for info in infos if not NAMES.fullmatch(info.filename)]
            if strange or sum(info.file_size for info in infos) > UNPACKED:
                raise Unreadable("server-strange", url=of.url, file=(strange or ["-"])[0])
            archive.extractall(draft)
        (draft / TAG).write_text(answer.headers.get("etag", ""), "utf-8")
        shutil.rmtree(folder, ignore_errors=True)
        draft.rename(folder)
    except (zipfile.BadZipFile, OSError) as fault:
        raise Unreadable("server-strange", url=of.url, file=str(fault)) from fault
    finally:
        shutil.rmtree(draft, ignore_errors=True)
