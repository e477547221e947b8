# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The OpenAPI document: what ninja writes, with what the NL API Design Rules ask."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final

from pydantic import BaseModel

from dijkwacht.web.api.proposed import TableRows
from dijkwacht.web.api.schemas import VERSION, Problem

Json = dict[str, Any]

MODELS: Final[tuple[type[BaseModel], ...]] = (Problem, TableRows)
"""What ninja does not meet: errors, and bodies that are read by hand."""

ERRORS: Final[Mapping[int, str]] = {
    400: "What was asked cannot be",
    401: "No token or session, or one that does not hold",
    403: "The role, or the token, may not do this",
    404: "Not there, or not to be seen",
    405: "Not with this method",
    429: "Too often",
    500: "Our fault",
}
"""What every operation can answer beside what it is for."""

WRITING: Final[Mapping[int, str]] = {
    409: "Not on what is held now",
    413: "Too large",
    415: "Not this media type",
}
HEADER: Final[Json] = {
    "description": "The full version of the API.",
    "schema": {"type": "string", "examples": [VERSION]},
}
ETAG: Final[Json] = {
    "description": "Send it back as If-None-Match: 304 says that nothing changed.",
    "schema": {"type": "string"},
}
LINK: Final[Json] = {
    "description": "The first, previous, next and last page (RFC 8288).",
    "schema": {"type": "string"},
}
KNOWS: Final[Json] = {
    "in": "header",
    "name": "If-None-Match",
    "required": False,
    "description": "The ETag of an answer that the client has.",
    "schema": {"type": "string"},
}


def finished(document: Json) -> Json:
    """The document as it is published."""
    for path in document["paths"].values():
        for method, operation in path.items():
            _operation(method, operation)
    schemas = document["components"]["schemas"]
    for model in MODELS:
        made = model.model_json_schema(ref_template="#/components/schemas/{model}")
        schemas |= {**made.pop("$defs", {}), model.__name__: made}
    for name, definition in schemas.items():
        definition["title"] = name
    document["tags"] = _tags(document)
    plain: Json = _flat(document)
    return plain


@cache
def route_names(template: str) -> str:
    """A path of the document for a route of Django's: `/services/{id}`."""
    return "/" + template.partition("/v1/")[2].replace("<", "{").replace(">", "}")


def _operation(method: str, operation: Json) -> None:
    """One operation with its headers and its errors."""
    responses: Json = operation["responses"]
    for status in list(responses):
        responses[str(status)] = responses.pop(status)
    tagged = operation.pop("x-tagged", False)
    paged = any(one["name"] == "pageSize" for one in operation.get("parameters", ()))
    for response in responses.values():
        response["headers"] = {"API-Version": HEADER} | ({"ETag": ETAG} if tagged else {})
        if paged:
            response["headers"]["Link"] = LINK
    if tagged:
        operation["parameters"].append(KNOWS)
        responses["304"] = {
            "description": "Nothing changed",
            "headers": {"API-Version": HEADER, "ETag": ETAG},
        }
    errors = {**ERRORS, **(WRITING if method == "post" else {})}
    responses |= {str(status): _error(says) for status, says in errors.items()}
    operation["responses"] = dict(sorted(responses.items()))


def _error(says: str) -> Json:
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": says, "content": {"application/problem+json": {"schema": schema}}}


def _tags(document: Json) -> list[Json]:
    names = {
        tag
        for path in document["paths"].values()
        for operation in path.values()
        for tag in operation.get("tags", ())
    }
    return [{"name": name} for name in sorted(names)]


def _flat(node: Any) -> Any:
    """The document without defaults of null, and with `anyOf` of something and null as one type."""
    if isinstance(node, list):
        return [_flat(one) for one in node]
    if not isinstance(node, dict):
        return node
    made = {key: _flat(value) for key, value in node.items() if not _is_noise(key, value)}
    options = made.get("anyOf")
    null = {"type": "null"}
    if isinstance(options, list) and null in options and len(options) == 2:
        other = next(one for one in options if one != null)
        if "type" in other:
            del made["anyOf"]
            made = {**_nullable(other), **made}
    return made


def _is_noise(key: str, value: object) -> bool:
    return key == "default" and value is None


def _nullable(schema: Json) -> Json:
    """The same, or null."""
    made = {**schema, "type": [schema["type"], "null"]}
    if "enum" in made:
        made["enum"] = [*made["enum"], None]
    if "const" in made:
        made["enum"] = [made.pop("const"), None]
    return made


def parameters(document: Json) -> Iterator[tuple[tuple[str, str], frozenset[str]]]:
    """What each operation (path, method) can be asked in its address."""
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            asked = (one for one in operation.get("parameters", ()) if one["in"] == "query")
            yield (path, method.upper()), frozenset(one["name"] for one in asked)
