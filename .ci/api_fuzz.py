# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Schemathesis on the whole API over HTTP: every operation is asked what the document allows and
what it does not, at every edge and by chance, without and with a wrong token, as somebody of one
organisation who may write and as the centre. No answer may be a fault of ours, or other than the
document says. A share of the changes is made to be one that is applied.

DIJKWACHT_API_EXAMPLES: how many by chance for each operation; DIJKWACHT_API_DEEP=yes: every edge as
everybody, and those of the rows that are sent, too. Needs a database with the example state
(`dijkwacht.web demo`), which it changes.
"""

import itertools
import logging
import os
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from typing import Any, Final

import django

django.setup()

import httpx  # noqa: E402
import schemathesis  # noqa: E402
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from schemathesis.checks import load_all_checks  # noqa: E402
from schemathesis.config import SchemathesisConfig  # noqa: E402
from schemathesis.engine import events, from_schema  # noqa: E402

from dijkwacht.web.accounts.models import User  # noqa: E402
from dijkwacht.web.accounts.viewing import viewer  # noqa: E402
from dijkwacht.web.api import callers  # noqa: E402
from dijkwacht.web.tokens.keeping import Wanted, make  # noqa: E402
from dijkwacht.web.tokens.models import Scope  # noqa: E402

EXAMPLES: Final = int(os.environ.get("DIJKWACHT_API_EXAMPLES", "10"))
DEEP: Final = os.environ.get("DIJKWACHT_API_DEEP") == "yes"
PEOPLE: Final = (("anna.smit", Scope.READ), ("roos.de.wit", Scope.WRITE))
WRITING: Final = ("POST /plans", "POST /changes")  # each with all rows of all tables as its body
ASKED: Final = frozenset((200, 201, 304, 400, 401, 403, 404, 405))
SHOWN: Final = 40  # faults


class Quiet(WSGIRequestHandler):
    """Says nothing of what it is asked, and does not wait for more to send with an answer."""

    disable_nagle_algorithm = True
    wbufsize = -1  # head and body together

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


class Tally:
    """What was asked, what was answered, and what was wrong with it."""

    def __init__(self) -> None:
        self.operations: set[str] = set()
        self.statuses: Counter[int] = Counter()
        self.checks: Counter[str] = Counter()
        self.faults: dict[tuple[str, str], str] = {}

    def note(self, name: str, event: Any) -> None:
        """One thing that the engine tells of what it asks as one person."""
        if isinstance(event, events.NonFatalError | events.FatalError):
            why = event.value if isinstance(event, events.NonFatalError) else event.exception
            self.faults[str(event.id), ""] = (
                f"NOT ASKED ({name}): {getattr(event, 'label', '')} {why}"
            )
        elif isinstance(event, events.ScenarioFinished):
            self.operations.add(event.recorder.label)
            for one in event.recorder.interactions.values():
                self.statuses[one.response.status_code if one.response else 0] += 1
            for id, checks in event.recorder.checks.items():
                for check in checks:
                    self._judge(name, event.recorder, id, check)

    def _judge(self, name: str, recorder: Any, id: str, check: Any) -> None:
        self.checks[check.name] += 1
        if check.failure_info is None:
            return
        failure, asked = check.failure_info.failure, recorder.interactions.get(id)
        where = f"\n   {asked.request.method} {asked.request.uri}" if asked else ""
        what = f"FAULT {recorder.label} ({name}, {check.name}): {failure.title}\n{failure.message}"
        self.faults.setdefault((recorder.label, check.name), what + where)

    def told(self, seconds: float) -> int:
        """The figures, and what was wrong; 1 when something was, or too little was asked."""
        for fault in list(self.faults.values())[:SHOWN]:
            print(fault)
        answers = ", ".join(f"{status}: {n:,}" for status, n in sorted(self.statuses.items()))
        print(f"checks: {', '.join(f'{name} {n:,}' for name, n in sorted(self.checks.items()))}")
        print(f"answers: {answers}")
        print(
            f"{len(self.operations)} operations, {sum(self.statuses.values()):,} questions, "
            f"{len(self.faults)} faults, {seconds:.0f} s"
        )
        missing = [str(status) for status in sorted(ASKED - set(self.statuses))]
        if missing:
            print(f"never answered: {', '.join(missing)}")
        return 1 if self.faults or missing else 0


def main() -> int:
    """Ask everything; the answer is 1 when something is wrong, or was not asked."""
    callers.READS = callers.WRITES = 10**9  # not what is tried here
    load_all_checks()
    server = ThreadedWSGIServer(("127.0.0.1", 0), Quiet)
    server.set_app(get_wsgi_application())
    logging.getLogger("django.request").setLevel(logging.ERROR)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/api/v1"
    tally, begun = Tally(), time.monotonic()
    for name, scope in PEOPLE:
        secret = secret_of(name, scope)
        schema = schemathesis.openapi.from_url(
            f"{address}/openapi.json", config=how(secret, scope), timeout=60
        )
        if scope is Scope.WRITE:
            schemathesis.hook("before_call")(applied(address, secret))
        for event in from_schema(schema).execute():
            tally.note(name, event)
    server.shutdown()
    return tally.told(time.monotonic() - begun)


def secret_of(name: str, scope: Scope) -> str:
    """A token of one of the cast."""
    user = User.objects.get(email=f"{name}@waterdam.example")
    looks = viewer(user, user.grants.get())
    return make(looks, Wanted("schemathesis", scope, 1, looks.node))[1]


def how(secret: str, scope: Scope) -> SchemathesisConfig:
    """Every check. A question can be refused (400) for what a document cannot say, such as a day
    on which no rule was in force."""
    apart = [{"include-name": name, "phases": {"coverage": {"enabled": DEEP}}} for name in WRITING]
    return SchemathesisConfig.from_dict(
        {
            "request-timeout": 60,
            "suppress-health-check": ["all"],
            "headers": {"Authorization": f"Bearer {secret}"},
            "generation": {"max-examples": EXAMPLES, "deterministic": True, "database": "none"},
            "phases": {
                "stateful": {"enabled": False},
                "coverage": {"enabled": DEEP or scope is Scope.WRITE},
            },
            "checks": {
                "positive_data_acceptance": {
                    "expected-statuses": ["2xx", 304, 400, 403, 404, 409, 413],
                }
            },
            "operations": apart,
        }
    )


def applied(address: str, secret: str) -> Callable[..., None]:
    """Makes of every other change one that the register takes: a service of one's own with other
    users, and the plan that goes with it."""
    client = httpx.Client(base_url=address, headers={"Authorization": f"Bearer {secret}"})
    turns = itertools.count()

    def before_call(context: Any, case: Any, kwargs: dict[str, Any]) -> None:
        if case.operation.label != "POST /changes" or not case.meta.generation.mode.is_positive:
            return
        turn = next(turns)
        if turn % 2 == 0:
            row = client.get("/services", params={"pageSize": 1}).json()["items"][0]
            case.body = {"services": [{**row, "users": 60_000 + turn}]}
            case.media_type = "application/json"
            plan = client.post("/plans", json=case.body).json()
            case.query = {"checksum": plan["checksum"], "revision": plan["revision"]}

    return before_call


if __name__ == "__main__":
    sys.exit(main())
