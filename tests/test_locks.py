# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The locks: every package has hashes, every range of pyproject.toml is met, and nothing names
where it came from."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PIN = re.compile(r"^([a-z0-9-]+)==([^ ;]+)", re.MULTILINE)


def pins(lock: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, version in PIN.findall(lock.read_text("utf-8")):
        found.setdefault(canonicalize_name(name), []).append(version)
    return found


@pytest.mark.parametrize(
    ("lock", "group"), [("requirements.lock", None), ("requirements-dev.lock", "dev")]
)
def test_every_range_of_pyproject_is_met_by_its_lock(
    root: Path, lock: str, group: str | None
) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    wanted = project["project"]["dependencies"] + (
        project["dependency-groups"][group] if group else []
    )
    locked = pins(root / lock)
    for text in wanted:
        requirement = Requirement(text)
        versions = locked.get(canonicalize_name(requirement.name), [])
        assert versions, f"{requirement.name} is not in {lock}: run .ci/lock"
        assert all(version in requirement.specifier for version in versions), (
            f"{text} is not met: run .ci/lock"
        )


@pytest.mark.parametrize(
    "lock",
    [
        "requirements.lock",
        "requirements-postgresql.lock",
        "requirements-train.lock",
        "requirements-dev.lock",
        ".ci/requirements.lock",
    ],
)
def test_every_package_has_hashes_and_no_address(root: Path, lock: str) -> None:
    text = (root / lock).read_text("utf-8")
    entries = re.split(r"\n(?=[a-z])", text.strip())
    assert entries
    assert all("--hash=sha256:" in entry for entry in entries)
    assert "://" not in text


def test_all_locks_pin_the_same_versions(root: Path) -> None:
    dev = pins(root / "requirements-dev.lock")
    for lock in ("requirements.lock", "requirements-postgresql.lock"):
        run = pins(root / lock)
        assert run and {name: dev[name] for name in run} == run


def test_the_lock_of_postgresql_meets_its_range(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    (text,) = project["project"]["optional-dependencies"]["postgresql"]
    version = pins(root / "requirements-postgresql.lock")["psycopg"][0]
    assert version in Requirement(text).specifier


def test_the_lock_of_the_training_meets_its_ranges_with_the_numbers_of_the_others(
    root: Path,
) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    locked, dev = pins(root / "requirements-train.lock"), pins(root / "requirements-dev.lock")
    for text in project["project"]["optional-dependencies"]["train"]:
        requirement = Requirement(text)
        assert all(one in requirement.specifier for one in locked[requirement.name])
    both = locked.keys() & dev.keys()
    assert "numpy" in both
    assert {name: locked[name] for name in both} == {name: dev[name] for name in both}
