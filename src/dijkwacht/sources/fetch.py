# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The one HTTP client: bounded in time and size, checks certificates against those that this
machine trusts, and goes nowhere else than where it was sent."""

import importlib
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from dijkwacht import __version__
from dijkwacht.base.errors import Unreadable

MOST: Final = 2 * 1024**3  # bytes of an answer
CONNECT: Final = 10.0  # seconds until somebody answers
SILENCE: Final = 120.0  # seconds without a byte: a large register takes its time


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer."""

    status: int
    headers: Mapping[str, str]  # names in lower case
    body: bytes


def fetch(
    method: str,
    url: str,
    headers: Mapping[str, str],
    body: bytes = b"",
    most: int = MOST,
) -> Fetched:
    """The answer of a server, whatever its status.

    Unreadable when nobody answers in time, the certificate is not trusted, the answer is larger
    than `most` bytes, or it points elsewhere: what is sent to one server is told to no other.
    """
    # loaded only by who asks a server: it brings a terminal's libraries with it
    httpx: Any = importlib.import_module("httpx")
    timeout = httpx.Timeout(SILENCE, connect=CONNECT)
    told = {"User-Agent": f"dijkwacht/{__version__}", **headers}
    try:
        trusted = ssl.create_default_context()
        with (
            httpx.Client(verify=trusted, timeout=timeout, follow_redirects=False) as client,
            client.stream(method, url, headers=told, content=body or None) as answer,
        ):
            if answer.is_redirect and answer.status_code != httpx.codes.NOT_MODIFIED:
                to = answer.headers.get("location", "-")
                raise Unreadable("server-moved", url=url, to=to)
            return Fetched(answer.status_code, dict(answer.headers), _bounded(answer, url, most))
    except httpx.TimeoutException as fault:
        raise Unreadable("server-silent", url=url, seconds=int(SILENCE)) from fault
    except (httpx.HTTPError, httpx.InvalidURL, ssl.SSLError) as fault:
        raise Unreadable("server-unreachable", url=url, why=_why(fault)) from fault


def _bounded(answer: Any, url: str, most: int) -> bytes:
    parts: list[bytes] = []
    size = 0
    for part in answer.iter_bytes():
        size += len(part)
        if size > most:
            raise Unreadable("server-too-much", url=url, limit=most)
        parts.append(part)
    return b"".join(parts)


def _why(fault: Exception) -> str:
    """What the machine says of it, in one line."""
    return str(fault).strip().partition("\n")[0] or type(fault).__name__
