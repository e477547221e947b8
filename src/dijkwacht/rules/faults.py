# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is wrong with a policy file, and where, as a message instead of a library's English."""

import re
from typing import Any, Final

from jsonschema import ValidationError

from dijkwacht.base.message import Message

LONGEST: Final = 200  # characters of a stranger's value that are shown
UNEVALUATED: Final = "unevaluatedProperties"
KEYS: Final = ("additionalProperties", UNEVALUATED)
LANGUAGES: Final = ("nl", "en")
SAID: Final = {
    "required": "policy.required",
    "enum": "policy.enum",
    "minimum": "policy.minimum",
    "maximum": "policy.maximum",
    **dict.fromkeys(("minItems", "minLength", "minProperties"), "policy.empty"),
    **dict.fromkeys(KEYS, "policy.unknown-key"),
}
TYPES: Final = {
    "string": "policy.no-text",
    "integer": "policy.no-integer",
    "boolean": "policy.no-boolean",
    "array": "policy.no-list",
    "object": "policy.no-keys",
}
OTHER: Final = "policy.other"


class PolicyFault(ValueError):
    """A fault in the content of a policy file: `says` is the message, `place` the part of the
    file (`rows[3].if.physical`), `line` its line where that is known already."""

    def __init__(self, code: str, *, line: int | None = None, **params: object) -> None:
        super().__init__(code, params)
        self.says = Message.of(code, **params)
        self.place = tuple(re.findall(r"[^.\[\]]+", str(params.get("place", ""))))
        self.line = line


def told(fault: Exception) -> Message:
    """What is wrong, whoever found it."""
    if isinstance(fault, PolicyFault):
        return fault.says
    if isinstance(fault, ValidationError):
        return of_schema(fault)
    mark = getattr(fault, "problem_mark", None)
    if mark is None:
        return Message("policy.no-yaml")
    return Message.of("policy.no-yaml-at", line=mark.line + 1, column=mark.column + 1)


def place_of(fault: Exception) -> tuple[object, ...]:
    """The part of the file that a fault is about, as the keys that lead there."""
    if isinstance(fault, PolicyFault):
        return fault.place
    if not isinstance(fault, ValidationError):
        return ()
    key = _params(fault, fault.validator_value)["key"] if fault.validator in KEYS else None
    return (*fault.absolute_path, *([] if key is None else [key]))


def of_schema(fault: ValidationError) -> Message:
    """What the schema has against a file, with the place: `profiles.stated[1].level`."""
    place = fault.json_path.removeprefix("$").removeprefix(".")
    at = Message("policy.at", {"place": place}) if place else Message("policy.at-top")
    rule, limit = str(fault.validator), fault.validator_value
    code = TYPES.get(str(limit), OTHER) if rule == "type" else SAID.get(rule, OTHER)
    params = _params(fault, limit)
    if rule == "required" and params["key"] in LANGUAGES:
        code = "policy.no-language"
    return Message(code, {"at": at, **params})


def _params(fault: ValidationError, limit: Any) -> dict[str, Any]:
    held = fault.instance if isinstance(fault.instance, dict) else {}
    found: dict[str, Any] = {"value": _short(fault.instance), "limit": limit}
    if fault.validator == "required":
        found["key"] = next(
            (key for key in limit if f"'{key}'" in fault.message), next(iter(limit), "?")
        )
    if fault.validator in KEYS:
        found["key"] = _short(next((key for key in held if f"'{key}'" in fault.message), "?"))
    if fault.validator == "enum":
        found["known"] = ", ".join(map(str, limit))
    return found


def _short(value: object) -> str:
    said = str(value)
    return said if len(said) <= LONGEST else f"{said[:LONGEST]}…"
