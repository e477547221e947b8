# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""All versions of all rules in a policy folder, and those in force on a day."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib import resources
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import yaml
from jsonschema import Draft202012Validator, ValidationError

from dijkwacht.base.errors import RuleNotInForce, Unreadable

Value = int | str | list[Any] | dict[str, Any]

CASES: Final = "cases.yaml"
DATA_FOLDERS: Final = ("schema",)


@dataclass(frozen=True, slots=True)
class Parameters:
    """One version of a rule of kind `parameters`: named values, in force from `valid_from` until
    `valid_until`."""

    name: str  # outage/defaults
    valid_from: date
    valid_until: date | None
    digest: str  # first 12 hex digits of the file's SHA-256
    title: Mapping[str, str]  # by language
    source: str
    owner: str
    entries: Mapping[str, Mapping[str, Any]]

    @property
    def version(self) -> str:
        """The name by which findings cite it: `outage/defaults@2026-01-01`."""
        return f"{self.name}@{self.valid_from.isoformat()}"

    def __getitem__(self, key: str) -> Any:
        """The value of this name; KeyError if the file has none."""
        return self.entries[key]["value"]

    def holds_on(self, day: date) -> bool:
        """Whether it is in force on this day."""
        return self.valid_from <= day and (self.valid_until is None or day < self.valid_until)


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules in force on one day."""

    on: date
    by_name: Mapping[str, Parameters]
    ended: Mapping[str, date]

    def parameters(self, name: str) -> Parameters:
        """The version in force; RuleNotInForce when there is none on that day."""
        if name not in self.by_name:
            last = self.ended.get(name)
            raise RuleNotInForce("rule-not-in-force", rule=name, on=self.on, last=last or "-")
        return self.by_name[name]


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Every version of every rule in a folder."""

    versions: tuple[Parameters, ...]

    @classmethod
    def read(cls, folder: Path | None = None) -> "Rulebook":
        """The rulebook in this folder (default: the one that comes with Dijkwacht); Unreadable for
        a faulty file."""
        root = folder or default_folder()
        schema = json.loads((default_folder() / "schema" / "parameters.json").read_text("utf-8"))
        validator = Draft202012Validator(schema)
        files = sorted(file for file in root.glob("*/*/*.yaml") if file.name != CASES)
        if not files:
            raise Unreadable("no-rules", folder=str(root))
        return cls(tuple(_read(file, validator) for file in files))

    def on(self, day: date) -> Rules:
        """The rules in force on this day. When the newest version has ended, an older one does not
        return."""
        begun = [version for version in self.versions if version.valid_from <= day]
        newest = {rule.name: rule for rule in sorted(begun, key=lambda version: version.valid_from)}
        held = {name: rule for name, rule in newest.items() if rule.holds_on(day)}
        ended = {
            name: rule.valid_until for name, rule in newest.items() if rule.valid_until is not None
        }
        return Rules(day, MappingProxyType(held), MappingProxyType(ended))


class _Yaml(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML as version 1.2 reads it: `on`, `off`, `yes` and `no` (Norway) are words, not truths."""


_Yaml.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":bool")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Yaml.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))


def default_folder() -> Path:
    """The policy folder that comes with Dijkwacht."""
    return Path(str(resources.files("dijkwacht"))) / "policy"


def cases(folder: Path, name: str) -> list[dict[str, Any]]:
    """The worked cases beside a rule."""
    found: list[dict[str, Any]] = yaml.load((folder / name / CASES).read_text("utf-8"), _Yaml)
    return found


def _read(file: Path, validator: Draft202012Validator) -> Parameters:
    data = file.read_bytes()
    try:
        content = yaml.load(data, _Yaml)
        validator.validate(content)
        valid_from, valid_until = (_day(content.get(key)) for key in ("valid_from", "valid_until"))
    except (yaml.YAMLError, ValidationError, ValueError) as fault:
        raise Unreadable("rule-faulty", file=str(file), why=str(fault).splitlines()[0]) from fault
    if valid_from is None or file.stem != valid_from.isoformat():
        raise Unreadable("rule-day", file=str(file), day=content["valid_from"])
    return Parameters(
        name=f"{file.parent.parent.name}/{file.parent.name}",
        valid_from=valid_from,
        valid_until=valid_until,
        digest=hashlib.sha256(data).hexdigest()[:12],
        title=content["title"],
        source=content["source"],
        owner=content["owner"],
        entries=content["values"],
    )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
