# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Yearly accounts of suppliers, from whatever form they come in: a file, or a folder of them.

What each form proves, and what not: docs/reference/sources/statements.md.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from pathlib import Path, PurePosixPath
from typing import Any, Final, NoReturn

from dijkwacht.base.errors import Unreadable
from dijkwacht.base.files import read_bytes, unpacked
from dijkwacht.base.problem import Grade, Problem, problem
from dijkwacht.register.register import History
from dijkwacht.rules.rulebook import Rules
from dijkwacht.sources import (
    statements_inline,
    statements_oim,
    statements_sec,
    statements_table,
    statements_xbrl,
)
from dijkwacht.sources.statements_checks import completed, faults
from dijkwacht.sources.statements_concepts import Concepts
from dijkwacht.sources.statements_facts import Document, Entity, Read
from dijkwacht.sources.statements_index import Filing, doubts, filings, published
from dijkwacht.sources.statements_items import Accounts, accounts
from dijkwacht.sources.statements_rows import rows

MOST: Final = 256 * 1024**2  # bytes of one document
MOST_FILES: Final = 10_000
_HALF_SIGN: Final = re.compile(rb"\\u[dD][89a-fA-F]")
PAGES: Final = (".htm", ".html", ".xhtml")
WORKBOOKS: Final = (".xlsx", ".ods")


def read(path: Path, rules: Rules) -> tuple[History, list[Problem]]:
    """The suppliers of a file or folder with their statements, and what could not be used. Raises
    Unreadable for a file that is none of the forms."""
    concepts = Concepts(rules)
    found = found_in(path, concepts)
    made = [*accounts(found.in_order(), concepts, found.problems), *found.tables]
    whole = [completed(one) for one in made]
    tolerance: int = concepts.reading["tolerance"]
    found.problems.extend(fault for one in whole for fault in faults(one, tolerance))
    found.problems.extend(doubts(found.filings))
    filed = list(published(found.filings, whole))
    if not whole and not filed:
        found.problems.append(problem(path.name, "statements-nothing", Grade.WARNING))
    return rows([*whole, *filed], concepts, rules.on, found.problems), found.problems


@dataclass(frozen=True)
class Found:
    """All that the files say, before it becomes rows."""

    documents: list[Document] = field(default_factory=list)
    tables: list[Accounts] = field(default_factory=list)
    filings: list[Filing] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def in_order(self) -> list[Document]:
        """The documents in the order in which they became known; of a report that an index names,
        that is the day on which it was added."""
        added = {_named(one.json): one.added_on for one in self.filings if one.json}
        dated = [
            replace(one, known_on=one.known_on or added.get(one.name)) for one in self.documents
        ]
        return sorted(dated, key=lambda one: (one.known_on or date.max, one.name))


def found_in(path: Path, concepts: Concepts) -> Found:
    """What a file says, or each of the files in a folder: there one that cannot be read is a
    problem, and indexes come first, since they say when a report was published."""
    found = Found()
    if not path.is_dir():
        _take(path, concepts, found)
        return found
    files = sorted(file for file in path.iterdir() if file.is_file())
    if len(files) > MOST_FILES:
        raise Unreadable("zip-entries", file=str(path), count=len(files), limit=MOST_FILES)
    root = path.resolve()
    for file in sorted(files, key=lambda file: (file.suffix != ".json", file.name)):
        if file.suffix == ".sha256":
            continue
        try:
            if not file.resolve().is_relative_to(root):
                raise Unreadable("file-outside", file=str(file))
            _take(file, concepts, found)
        except Unreadable as fault:
            found.problems.append(Problem(file.name, fault.what, fault.mend))
    return found


def _take(path: Path, concepts: Concepts, found: Found) -> None:
    """Reads one file by its form."""
    suffix = path.with_suffix("").suffix if path.suffix == ".gz" else path.suffix
    suffix = suffix.lower()
    if suffix in WORKBOOKS:
        tables, problems = statements_table.read_workbook(path)
        found.tables.extend(tables)
        found.problems.extend(problems)
        return
    content = _content(path)
    _sworn(path, content)
    if suffix == ".zip":
        _package(path, content, concepts, found)
    elif suffix == ".json":
        _json(content, path.name, concepts, found)
    elif suffix == ".csv":
        tables, problems = statements_table.read_table(content, path.name)
        found.tables.extend(tables)
        found.problems.extend(problems)
    elif suffix in (*PAGES, ".xbrl", ".xml"):
        _marked(content, path.name, suffix, concepts, found)
    else:
        raise Unreadable("statements-form", file=path.name)


def _content(path: Path) -> bytes:
    try:
        too_large = path.stat().st_size > MOST
    except OSError:
        too_large = False  # read_bytes tells why
    content = b"" if too_large else read_bytes(path)
    if too_large or len(content) > MOST:
        raise Unreadable("file-too-large", file=str(path), limit=MOST)
    return content


def _sworn(path: Path, content: bytes) -> None:
    """Unreadable for a file that is not the one of which a digest lies beside it."""
    beside = path.with_name(f"{path.name}.sha256")
    if beside.is_file():
        told = beside.read_text("utf-8", errors="replace")[:64].lower()
        raw = path.read_bytes() if path.suffix == ".gz" else content
        if told != hashlib.sha256(raw).hexdigest():
            raise Unreadable("statements-digest", file=path.name)


def _package(path: Path, content: bytes, concepts: Concepts, found: Found) -> None:
    """The reports in a package: when an index of the folder names it, it must have its digest, and
    is known from the day it was added."""
    day = _added_on(path.name, hashlib.sha256(content).hexdigest(), found.filings)
    inside = Found(problems=found.problems)
    for name, page in unpacked(path, MOST):
        place = PurePosixPath(name)
        if place.suffix.lower() in (*PAGES, ".xbrl") and "reports" in place.parts:
            _marked(page, f"{path.name}:{name}", place.suffix.lower(), concepts, inside)
    if not inside.documents:
        found.problems.append(problem(path.name, "statements-nothing", Grade.WARNING))
    found.documents.extend(replace(one, known_on=day) for one in inside.documents)


def _added_on(name: str, digest: str, held: Sequence[Filing]) -> date | None:
    """When an index says that a package was added, if one names it; Unreadable for another
    digest than it tells."""
    told = [one for one in held if one.package and _named(one.package) == name]
    days = [one.added_on for one in told if one.digest == digest]
    if told and not days:
        raise Unreadable("statements-digest", file=name)
    return min(days, default=None)


def _named(place: str) -> str:
    return PurePosixPath(place).name


def _marked(content: bytes, name: str, suffix: str, concepts: Concepts, found: Found) -> None:
    reader = statements_inline.read if suffix in PAGES else statements_xbrl.read
    _keep(reader(content, name, concepts), concepts, found)


def _json(content: bytes, name: str, concepts: Concepts, found: Found) -> None:
    """A JSON file by what stands in it."""
    told = _parsed(content, name)
    if "cik" in told and "facts" in told:
        _keep(statements_sec.read(told, name, concepts), concepts, found)
    elif "documentInfo" in told:
        _keep(statements_oim.read(told, name, concepts), concepts, found)
    elif "data" in told:
        entries, problems = filings(told, name)
        found.filings.extend(entries)
        found.problems.extend(problems)
    else:
        raise Unreadable("statements-form", file=name)


def _parsed(content: bytes, name: str) -> Mapping[str, Any]:
    try:
        told = json.loads(content, parse_float=Decimal, parse_constant=_no_number)
        if _HALF_SIGN.search(content):
            json.dumps(told, ensure_ascii=False, default=str).encode()  # half a sign is no text
    except (ValueError, RecursionError) as fault:
        raise Unreadable("statements-json", file=name, why=str(fault)[:200]) from fault
    if not isinstance(told, dict):
        raise Unreadable("statements-form", file=name)
    return told


def _no_number(text: str) -> NoReturn:
    raise ValueError(text)


def _keep(read_one: Read, concepts: Concepts, found: Found) -> None:
    documents, problems = read_one
    found.documents.extend(_with_names(documents, concepts))
    found.problems.extend(problems)


def _with_names(documents: Sequence[Document], concepts: Concepts) -> Iterator[Document]:
    """The documents, each with the name of the entity where it says so in words."""
    for one in documents:
        standard = concepts.of(one.standard)
        name = standard.text(one.texts, "name") if standard is not None else None
        entity = Entity(one.entity.scheme, one.entity.value, one.entity.name or name)
        yield replace(one, entity=entity)
