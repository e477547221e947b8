# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who calls: a program with a token, or a person in a browser; and whether they may."""

import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final, cast

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from ninja.errors import AuthenticationError
from ninja.security import APIKeyCookie, HttpBearer
from ninja.throttling import BaseThrottle

from dijkwacht.base.errors import NotInRegister
from dijkwacht.web.access import Viewer
from dijkwacht.web.api.problems import Refused
from dijkwacht.web.api.schemas import When
from dijkwacht.web.reading import Asking, Reading
from dijkwacht.web.roles import Right
from dijkwacht.web.tokens.keeping import recognised
from dijkwacht.web.tokens.models import Scope, Token

SAFE: Final = ("GET", "HEAD", "OPTIONS")
MINUTE: Final = 60  # seconds
READS: Final = 600  # a minute
WRITES: Final = 60  # a minute
TOGETHER: Final = 20


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls, and with which token; None for a person in a browser."""

    viewer: Viewer
    token: Token | None

    @property
    def writes(self) -> bool:
        """Whether the token lets one write; what a role may is another question."""
        return self.token is None or self.token.scope == Scope.WRITE

    def __str__(self) -> str:
        """Whose calls are counted together."""
        return f"user-{self.viewer.user}" if self.token is None else f"token-{self.token.pk}"


class Bearer(HttpBearer):
    """A token; one that is wrong is refused, whatever cookies come with it."""

    def authenticate(self, request: HttpRequest, token: str) -> Caller:
        """The program with this token."""
        found = recognised(token.strip())
        if found is None:
            raise AuthenticationError
        return _come(request, Caller(found[1], found[0]))


class Session(APIKeyCookie):
    """A person who is logged in; what they write must come from our own pages (CSRF)."""

    param_name = settings.SESSION_COOKIE_NAME

    def __call__(self, request: HttpRequest) -> Caller | None:
        """The person of the session; who brings none is asked for a token, not for our secret."""
        if self.param_name not in request.COOKIES:
            return None
        found: Caller | None = super().__call__(request)
        return found

    def authenticate(self, request: HttpRequest, key: str | None) -> Caller | None:
        """The person of the session."""
        viewer = cast(Asking, request).reading.viewer
        return None if viewer is None else _come(request, Caller(viewer, None))


class Often(BaseThrottle):
    """So many calls a minute by one token or person, all processes together: each process tells
    the shared cache of its reads by `TOGETHER`, and of every write."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._made: Counter[str] = Counter()  # not told yet
        self._told: dict[str, int] = {}  # what the cache said last
        self._minute = 0

    def allow_request(self, request: HttpRequest) -> bool:
        """Whether there is room for one more."""
        reads = request.method in SAFE
        key = f"api-{'reads' if reads else 'writes'}-{caller(request)}"
        with self._turn:
            self._begin()
            self._made[key] += 1
            if key not in self._told or not reads or self._made[key] >= TOGETHER:
                self._tell(key)
            return self._told[key] + self._made[key] <= (READS if reads else WRITES)

    def _begin(self) -> None:
        """Forget the minute before."""
        minute = int(time.time() // MINUTE)
        if minute != self._minute:
            self._minute = minute
            self._made.clear()
            self._told.clear()

    def _tell(self, key: str) -> None:
        held = f"{key}-{self._minute}"
        made = self._made.pop(key)
        cache.add(held, 0, 2 * MINUTE)
        try:
            self._told[key] = cache.incr(held, made)
        except ValueError:  # the cache let it go
            self._told[key] = self._told.get(key, 0) + made

    def wait(self) -> float:
        """Seconds until the next minute."""
        return MINUTE - time.time() % MINUTE


def caller(request: HttpRequest) -> Caller:
    """Who calls. Only behind authentication."""
    found: Caller = request.auth  # type: ignore[attr-defined]
    return found


def needs(request: HttpRequest, *rights: Right, write: bool = False) -> Caller:
    """Who calls, if they have one of these rights; Refused (403) if not."""
    found = caller(request)
    if not any(found.viewer.may(right) for right in rights):
        raise Refused(403, "api.no-right", right=", ".join(right.value for right in rights))
    if write and not found.writes:
        raise Refused(403, "api.no-scope")
    return found


def read(request: HttpRequest, when: When, *rights: Right) -> Reading:
    """The question of who may read: viewer, day, revision. Refused without the right;
    NotInRegister for a revision that is not there yet."""
    found = needs(request, *(rights or (Right.READ,)))
    first = cast(Asking, request).reading
    reading = replace(first, viewer=found.viewer, on=when.on or first.on, asked=when.revision)
    newest = reading.rows.held.number
    if when.revision is not None and when.revision > newest:
        raise NotInRegister("no-such-revision", revision=when.revision, newest=newest)
    return reading


AUTH: Final[list[Callable[[HttpRequest], Any]]] = [Bearer(), Session()]


def _come(request: HttpRequest, found: Caller) -> Caller:
    """Let in, unless something is asked that the operation does not know."""
    known: frozenset[str] | None = getattr(request, "api_parameters", None)
    unknown = set(request.GET) - known if known is not None else ()
    if known is not None and unknown:
        named = ", ".join(sorted(unknown)[:5])
        raise Refused(400, "api.parameters", names=named, known=", ".join(sorted(known)) or "-")
    return found
