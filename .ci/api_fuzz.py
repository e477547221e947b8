# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Schemathesis on the whole API, in this process: every operation is asked what the document allows
and what it does not, as somebody of one organisation who may write and as the centre. No answer may
be a fault of ours, or other than the document says.

Needs a database with the example state (`dijkwacht.web demo`), which it changes.
"""

import os
import sys
from collections.abc import Callable
from typing import Any

import django

django.setup()

import schemathesis  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from hypothesis import HealthCheck, Phase, given, settings  # noqa: E402
from hypothesis.errors import Unsatisfiable  # noqa: E402
from schemathesis import GenerationMode  # noqa: E402
from schemathesis.checks import CHECKS, load_all_checks  # noqa: E402

from dijkwacht.web.accounts.models import User  # noqa: E402
from dijkwacht.web.accounts.viewing import viewer  # noqa: E402
from dijkwacht.web.api import callers  # noqa: E402
from dijkwacht.web.tokens.keeping import Wanted, make  # noqa: E402
from dijkwacht.web.tokens.models import Scope  # noqa: E402

EXAMPLES = int(os.environ.get("DIJKWACHT_API_EXAMPLES", "25"))
PEOPLE = (("roos.de.wit", Scope.WRITE), ("anna.smit", Scope.READ))
WANTED = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "negative_data_rejection",
    "unsupported_method",
)


HOW: dict[str, Any] = {
    "max_examples": EXAMPLES,
    "deadline": None,
    "database": None,
    "derandomize": True,
    "phases": (Phase.explicit, Phase.generate),
    "suppress_health_check": list(HealthCheck),
}


def secret_of(name: str, scope: Scope) -> str:
    """A token of one of the cast."""
    user = User.objects.get(email=f"{name}@waterdam.example")
    looks = viewer(user, user.grants.get())
    return make(looks, Wanted("schemathesis", scope, 1, looks.node))[1]


def main() -> int:
    """Ask everything; the answer is the number of operations with a fault."""
    callers.READS = callers.WRITES = 10**9  # not what is tried here
    load_all_checks()
    checks = [CHECKS.get_one(name) for name in WANTED]
    application = get_wsgi_application()
    faulty = 0
    for name, scope in PEOPLE:
        headers = {"Authorization": f"Bearer {secret_of(name, scope)}"}
        schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
        for result in schema.get_all_operations():
            faulty += tried(result.ok(), headers, checks)
    print(f"{faulty} operations with a fault")
    return min(faulty, 1)


def tried(operation: Any, headers: dict[str, str], checks: list[Any]) -> int:
    """Whether one operation has a fault (1 or 0); it is printed."""
    for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
        try:
            cases = operation.as_strategy(generation_mode=mode)
            settings(**HOW)(given(case=cases)(asking(headers, checks)))()
        except Unsatisfiable:  # nothing in it can be asked wrongly
            continue
        except Exception as fault:
            print(f"FAULT {operation.label}: {fault}")
            return 1
    print(f"   {operation.label}")
    return 0


def asking(headers: dict[str, str], checks: list[Any]) -> Callable[..., None]:
    """Asks one case, and judges the answer."""

    def ask(case: Any) -> None:
        case.call_and_validate(headers=headers, checks=checks)

    return ask


if __name__ == "__main__":
    sys.exit(main())
