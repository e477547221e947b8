# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Answers as JSON, with the version of the API and a tag by which a client knows what it has."""

import hashlib
import json
from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.http import parse_etags, quote_etag
from pydantic import BaseModel

from dijkwacht import __version__
from dijkwacht.web.api.callers import caller
from dijkwacht.web.api.schemas import VERSION
from dijkwacht.web.reading import Reading
from dijkwacht.web.reasoning import Reasoned

Content = BaseModel | Mapping[str, Any]


def answer(content: Content, status: int = 200) -> HttpResponse:
    """Content as JSON."""
    if isinstance(content, BaseModel):
        text = content.model_dump_json(by_alias=True)
    else:
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), default=str)
    return headed(HttpResponse(text, status=status, content_type="application/json"))


def headed(given: HttpResponse) -> HttpResponse:
    """An answer with what every answer says of itself; only who asked may keep it."""
    given["API-Version"] = VERSION
    given["Cache-Control"] = "private, no-cache"
    return given


def kept(
    request: HttpRequest,
    reading: Reading,
    reasoned: Reasoned,
    make: Callable[[], HttpResponse],
) -> HttpResponse:
    """The answer with its tag; or that the client has it already, and then nothing is made."""
    tag = quote_etag(tag_of(request, reading, reasoned))
    asked = parse_etags(request.headers.get("If-None-Match", ""))
    known = {one.removeprefix("W/") for one in asked}
    made = headed(HttpResponse(status=304)) if known & {tag, "*"} else make()
    made["ETag"] = tag
    return made


def tag_of(request: HttpRequest, reading: Reading, reasoned: Reasoned) -> str:
    """All that an answer depends on: rows, day, rules, who looks, what was asked, language."""
    rules = sorted(rule.version + rule.digest for rule in reasoned.opened.rules.by_name.values())
    parts = (
        __version__,
        reasoned.held.stamp,
        reasoned.revision,
        reading.rows.revision,
        reasoned.on,
        rules,
        caller(request).viewer,
        sorted(caller(request).viewer.own | caller(request).viewer.named),
        request.get_full_path(),
        reading.words.language,
    )
    return hashlib.sha256("\0".join(map(repr, parts)).encode()).hexdigest()[:32]
