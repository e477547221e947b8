# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Errors as RFC 9457 says: `application/problem+json`, in the reader's language, with what mends
it; never a traceback."""

import json
import logging
import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError

from dijkwacht.base.errors import DijkwachtError, NotInRegister, PlanRefused
from dijkwacht.base.message import Message
from dijkwacht.reports.words import Words
from dijkwacht.web.api.schemas import VERSION, Fault, Problem

LOG: Final = logging.getLogger("dijkwacht.web.api")
MEDIA: Final = "application/problem+json"
FAULTS: Final[Mapping[str, str]] = {
    "missing": "missing",
    "extra_forbidden": "unknown",
    "int_parsing": "whole",
    "int_type": "whole",
    "int_from_float": "whole",
    "int_parsing_size": "range",
    "bool_parsing": "flag",
    "bool_type": "flag",
    "date_from_datetime_parsing": "day",
    "date_from_datetime_inexact": "day",
    "date_parsing": "day",
    "date_type": "day",
    "enum": "choice",
    "literal_error": "choice",
    "greater_than_equal": "range",
    "less_than_equal": "range",
    "string_too_long": "long",
    "too_long": "long",
    "string_pattern_mismatch": "form",
    "string_type": "text",
    "list_type": "list",
    "dict_type": "object",
    "model_type": "object",
    "model_attributes_type": "object",
}
"""What pydantic found, as we say it; anything else is `other`."""


class Refused(Exception):
    """What is answered instead of what was asked for: an HTTP status and why."""

    def __init__(self, status: int, code: str, **params: object) -> None:
        super().__init__(status, code)
        self.status = status
        self.what = Message(code, params)
        self.mend = Message(f"{code}.mend", params)


def words_of() -> Words:
    """The language of the request that is being answered."""
    return Words(get_language() or "nl")


def problem(
    status: int, what: Message, mend: Message | None = None, faults: Sequence[Fault] = ()
) -> HttpResponse:
    """One error as an answer; `mend` stands beside every code."""
    words = words_of()
    told = mend or Message(f"{what.code}.mend", what.params)
    content = Problem(
        type=f"urn:dijkwacht:problem:{what.code}",
        title=words.text(f"api.status.{status}"),
        status=status,
        detail=words.say(what),
        mend=words.say(told),
        errors=list(faults),
    )
    answer = HttpResponse(content.model_dump_json(by_alias=True), status=status, content_type=MEDIA)
    answer["API-Version"] = VERSION
    answer["Cache-Control"] = "no-store"
    if status == 401:
        answer["WWW-Authenticate"] = 'Bearer realm="dijkwacht"'
    return answer


def of_refused(request: HttpRequest, fault: Refused) -> HttpResponse:
    """An answer that says why not."""
    return problem(fault.status, fault.what, fault.mend)


def of_ours(request: HttpRequest, fault: DijkwachtError) -> HttpResponse:
    """What we know is wrong with the question."""
    status = 409 if isinstance(fault, PlanRefused) else 400
    return problem(404 if isinstance(fault, NotInRegister) else status, fault.what, fault.mend)


def of_validation(request: HttpRequest, fault: ValidationError) -> HttpResponse:
    """Every fault of the input at once."""
    return problem(400, Message("api.invalid"), faults=[_fault(one) for one in fault.errors])


def of_http(request: HttpRequest, fault: HttpError) -> HttpResponse:
    """What the framework refuses."""
    codes = {400: "api.unreadable", 401: "api.no-token", 403: "api.csrf", 429: "api.too-many"}
    answer = problem(fault.status_code, Message(codes.get(fault.status_code, "api.unreadable")))
    if isinstance(fault, Throttled) and fault.wait:
        answer["Retry-After"] = str(math.ceil(fault.wait))
    return answer


def of_lost(request: HttpRequest, fault: Http404) -> HttpResponse:
    """Nothing there, or nothing that may be seen."""
    return problem(404, Message("api.not-found"))


def of_large(request: HttpRequest, fault: RequestDataTooBig) -> HttpResponse:
    """A body beyond what is read."""
    return problem(413, Message("api.too-large"))


def of_anything(request: HttpRequest, fault: Exception) -> HttpResponse:
    """What should not have happened: told in the log, not to the asker."""
    LOG.exception("%s %s", request.method, request.path, exc_info=fault)
    return problem(500, Message("api.internal"))


HANDLERS: Final[Mapping[type[Exception], Callable[[HttpRequest, Any], HttpResponse]]] = {
    Refused: of_refused,
    DijkwachtError: of_ours,
    ValidationError: of_validation,
    AuthenticationError: of_http,
    HttpError: of_http,
    Http404: of_lost,
    RequestDataTooBig: of_large,
    Exception: of_anything,
}
"""What is answered to each kind of exception; the nearest counts."""


def not_found(request: HttpRequest, rest: str = "") -> HttpResponse:
    """No such operation."""
    return problem(404, Message("api.not-found"))


def _fault(found: Mapping[str, Any]) -> Fault:
    """One fault of the input: where, and what."""
    place, *path = found["loc"]
    known = FAULTS.get(found["type"], "other")
    params = {name: _said(value) for name, value in found.get("ctx", {}).items()}
    detail = words_of().say(Message(f"api.fault.{known}", params))
    named = [str(part) for part in path if part not in ("query", "body", "question")]
    return Fault(place=str(place), name=".".join(named) or str(place), detail=detail)


def _said(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, default=str)
