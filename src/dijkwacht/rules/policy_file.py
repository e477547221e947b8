# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""One policy file as plain data, checked against the schema of its kind. The file may be a
stranger's: its size, depth and references are bounded."""

import json
import re
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, Final

import yaml
from jsonschema import Draft202012Validator, ValidationError

from dijkwacht.base.errors import Unreadable
from dijkwacht.base.files import read_bytes
from dijkwacht.base.message import Message
from dijkwacht.rules.faults import PolicyFault, told

KINDS: Final = {
    "parameters/v1": "parameters.json",
    "scenario/v1": "scenario.json",
    "decision_table/v1": "decision_table.json",
}
"""The schema of each kind."""

MOST_BYTES: Final = 4 * 1024**2
DEEPEST: Final = 50  # lists and maps within each other
LONGEST: Final = 300  # characters of a stranger's word that are shown


class _Yaml(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML as version 1.2 reads it: `on`, `off`, `yes` and `no` (Norway) are words, not truths,
    and a day is text, with or without quotes."""


_Yaml.yaml_implicit_resolvers = {
    first: [
        (tag, pattern) for tag, pattern in resolvers if not tag.endswith((":bool", ":timestamp"))
    ]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Yaml.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))


def default_folder() -> Path:
    """The policy folder that comes with Dijkwacht."""
    return Path(str(resources.files("dijkwacht"))) / "policy"


def load(text: bytes | str) -> Any:
    """YAML as plain data; ValueError for what could never be a policy file."""
    if len(text) > MOST_BYTES:
        raise PolicyFault("policy.too-large", bytes=MOST_BYTES)
    depth = 0
    for event in yaml.parse(text, _Yaml):
        if isinstance(event, yaml.AliasEvent):
            raise PolicyFault("policy.references")
        if getattr(event, "tag", None) is not None:
            raise PolicyFault("policy.tags")
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise PolicyFault("policy.too-deep", most=DEEPEST)
    return yaml.load(text, _Yaml)


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
            _validator(kind).validate(content)
    except (ValidationError, yaml.YAMLError, ValueError) as fault:
        raise faulty(file, told(fault)) from fault
    if kind not in KINDS:
        raise Unreadable("rule-kind", file=str(file), kind=kind[:LONGEST], known=", ".join(KINDS))
    return content, data


def faulty(file: Path, why: Message) -> Unreadable:
    """The error for a file that is not as it should be."""
    return Unreadable("rule-faulty", file=str(file), why=why)


@cache
def _validator(kind: str) -> Draft202012Validator:
    schema = json.loads((default_folder() / "schema" / KINDS[kind]).read_text("utf-8"))
    return Draft202012Validator(schema)
