# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""One policy file as plain data, checked against the schema of its kind."""

import json
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, Final

import yaml
from jsonschema import Draft202012Validator, ValidationError

from dijkwacht.base.errors import Unreadable
from dijkwacht.base.files import read_bytes
from dijkwacht.base.message import Message
from dijkwacht.rules.faults import UNEVALUATED, PolicyFault, place_of, told
from dijkwacht.rules.yaml_text import Lines, load

KINDS: Final = {
    "parameters/v1": "parameters.json",
    "scenario/v1": "scenario.json",
    "decision_table/v1": "decision_table.json",
    "questionnaire/v1": "questionnaire.json",
    "score_card/v1": "score_card.json",
}
"""The schema of each kind."""

LONGEST: Final = 300  # characters of a stranger's word that are shown


def default_folder() -> Path:
    """The policy folder that comes with Dijkwacht."""
    return Path(str(resources.files("dijkwacht"))) / "policy"


def checked(file: Path) -> tuple[dict[str, Any], bytes]:
    """The content of a policy file, as its schema wants it, and its bytes; Unreadable for any
    other."""
    data = read_bytes(file)
    try:
        content = load(data)
        if not isinstance(content, dict):
            raise PolicyFault("policy.no-map")
        kind = str(content.get("kind"))
        if kind in KINDS:
            validator(kind).validate(content)
    except (ValidationError, yaml.YAMLError, ValueError) as fault:
        raise faulty(file, fault, data) from fault
    if kind not in KINDS:
        raise Unreadable("rule-kind", file=str(file), kind=kind[:LONGEST], known=", ".join(KINDS))
    return content, data


def faulty(file: Path, fault: Exception, data: bytes) -> Unreadable:
    """The error for a file that is not as it should be; it names the line where that is known."""
    why, line = told(fault), line_of(fault, data)
    if line is not None:
        why = Message.of("policy.line", line=str(line), why=why)
    return Unreadable("rule-faulty", file=str(file), why=why)


def line_of(fault: Exception, data: bytes) -> int | None:
    """The line of a file that a fault is about; None when the message says it, or nobody can."""
    place = place_of(fault)
    if place:
        return Lines.read(data).at(place)
    return fault.line if isinstance(fault, PolicyFault) else None


def schema_faults(content: dict[str, Any]) -> list[ValidationError]:
    """All that the schema of its kind has against the content of a file, in order of place."""
    found = list(validator(content["kind"]).iter_errors(content))
    at = [tuple(fault.absolute_path) for fault in found if fault.validator != UNEVALUATED]
    kept = [
        fault
        for fault in found
        # what fails a part of its schema is called unknown by the whole of it
        if fault.validator != UNEVALUATED or not _within(tuple(fault.absolute_path), at)
    ]
    return sorted(kept, key=lambda fault: [str(part) for part in fault.absolute_path])


def _within(place: tuple[str | int, ...], others: list[tuple[str | int, ...]]) -> bool:
    return any(other[: len(place)] == place for other in others)


@cache
def validator(kind: str) -> Draft202012Validator:
    """What checks a file of this kind."""
    schema = json.loads((default_folder() / "schema" / KINDS[kind]).read_text("utf-8"))
    return Draft202012Validator(schema)
