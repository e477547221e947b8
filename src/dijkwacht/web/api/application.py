# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The API as a whole: its operations, its document, and what becomes of errors."""

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

import yaml
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from ninja import NinjaAPI

from dijkwacht.base.message import Message
from dijkwacht.web.api import (
    changes,
    class_record,
    exports,
    findings,
    outages,
    policies,
    rankings,
    revisions,
    tables,
)
from dijkwacht.web.api.answers import answer, headed
from dijkwacht.web.api.callers import AUTH, Often
from dijkwacht.web.api.document import finished, parameters, route_names
from dijkwacht.web.api.problems import HANDLERS, not_found, problem
from dijkwacht.web.api.schemas import VERSION

DESCRIPTION: Final = (
    "Which public services stop when an ICT supplier stops: the register, and what follows from "
    "it. Whoever asks sees what they see on the pages: their own organisation in full, others "
    "under other names or as a number. Ask with a token (`Authorization: Bearer …`)."
)
CONTACT: Final = {
    "name": "Dijkwacht contributors",
    "email": "dijkwacht@waterdam.example",
    "url": "https://dijkwacht.example/contact",
}
ROUTERS: Final = tuple(
    part.ROUTER
    for part in (
        *(tables, exports, class_record, findings, outages),
        *(rankings, policies, revisions, changes),
    )
)


class Api(NinjaAPI):
    """Ours, with the document as the NL API Design Rules ask."""

    def get_openapi_schema(self, **_: Any) -> Any:
        """The document."""
        return finished(super().get_openapi_schema(path_prefix=""))


API: Final = Api(
    title="Dijkwacht",
    version=VERSION,
    description=DESCRIPTION,
    docs_url=None,
    openapi_url=None,
    urls_namespace="api",
    servers=[{"url": "/api/v1"}],
    auth=AUTH,
    throttle=[Often()],
    openapi_extra={
        "info": {
            "contact": CONTACT,
            "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
        }
    },
)
for kind, handler in HANDLERS.items():
    API.add_exception_handler(kind, handler)
for router in ROUTERS:
    API.add_router("", router)


@cache
def document() -> dict[str, Any]:
    """The OpenAPI document, made once."""
    made: dict[str, Any] = API.get_openapi_schema()
    return made


@cache
def known_parameters() -> Mapping[tuple[str, str], frozenset[str]]:
    """What each operation can be asked in its address, as the document says."""
    return dict(parameters(document()))


def as_json(request: HttpRequest) -> HttpResponse:
    """The document as JSON; for everybody, from everywhere."""
    return _open(request, answer(document()))


def as_yaml(request: HttpRequest) -> HttpResponse:
    """The document as YAML."""
    return _open(request, headed(HttpResponse(_yaml(), content_type="application/yaml")))


@cache
def _yaml() -> str:
    """Written once: it takes a second, and anybody may ask for it."""
    return yaml.safe_dump(document(), sort_keys=False, allow_unicode=True)


def _open(request: HttpRequest, made: HttpResponse) -> HttpResponse:
    if request.method not in ("GET", "HEAD"):
        return _not_allowed("GET, HEAD")
    made["Access-Control-Allow-Origin"] = "*"
    return made


def _not_allowed(methods: str) -> HttpResponse:
    made = problem(405, Message("api.method", {"methods": methods}))
    made["Allow"] = methods
    return made


def judged(get: Any) -> Any:
    """A view of ninja's that knows what may be asked, and says as a problem that a method is not
    one of an operation."""

    def view(request: HttpRequest, *given: Any, **named: Any) -> HttpResponse:
        template = route_names(request.resolver_match.route if request.resolver_match else "")
        request.api_parameters = known_parameters().get(  # type: ignore[attr-defined]
            (template, str(request.method))
        )
        made: HttpResponse = get(request, *given, **named)
        return _not_allowed(made["Allow"]) if made.status_code == 405 else made

    view.csrf_exempt = True  # type: ignore[attr-defined]  # Session asks for it itself
    return view


OPERATIONS: Final = [
    pattern
    for pattern in API.urls[0]
    if isinstance(pattern, URLPattern) and pattern.name != "api-root"
]

PATHS: Final = [
    path("api/v1/openapi.json", as_json, name="openapi-json"),
    path("api/v1/openapi.yaml", as_yaml, name="openapi-yaml"),
    *(
        path(f"api/v1/{pattern.pattern}", judged(pattern.callback), name=f"api-{pattern.name}")
        for pattern in OPERATIONS
    ),
    path("api/", not_found, name="api"),
    path("api/<path:rest>", not_found, name="api-not-found"),
]
