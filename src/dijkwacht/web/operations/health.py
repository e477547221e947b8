# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether it lives and is ready, and figures for whoever keeps watch over it."""

import hmac
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from prometheus_client import generate_latest

from dijkwacht import __version__
from dijkwacht.web.operations.metrics import REGISTRY
from dijkwacht.web.store.apply import newest


def live(_: HttpRequest) -> HttpResponse:
    """The process answers."""
    return JsonResponse({"status": "pass", "version": __version__})


def ready(_: HttpRequest) -> HttpResponse:
    """The database answers, and has the tables of this version."""
    found: dict[str, Any] = {}
    for name, look in LOOKS.items():
        try:
            found[name] = look()
        except DatabaseError:
            found[name] = False
    whole = all(value is not False for value in found.values())
    status = {"status": "pass" if whole else "fail", **found}
    return JsonResponse(status, status=200 if whole else 503)


def _migrated() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _revision() -> int:
    held = newest()
    return held.number if held else 0


LOOKS: Final[dict[str, Callable[[], Any]]] = {"migrated": _migrated, "revision": _revision}


def metrics(request: HttpRequest) -> HttpResponse:
    """Figures in the form of Prometheus, for who holds the token of `metrics-token` at home."""
    file: Path = settings.ENVIRONMENT.home / "metrics-token"
    wanted = f"Bearer {file.read_text('ascii').strip()}" if file.is_file() else ""
    given = request.headers.get("authorization", "")
    if not wanted or not hmac.compare_digest(given.encode(), wanted.encode()):
        raise Http404
    return HttpResponse(generate_latest(REGISTRY), content_type="text/plain; version=0.0.4")


PATHS = [
    path("health/live", live, name="live"),
    path("health/ready", ready, name="ready"),
    path("metrics", metrics, name="metrics"),
]
