# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files of accounts of a fictional company, and what is read of them."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from builders import rules

from dijkwacht.base.problem import Problem
from dijkwacht.register.register import History
from dijkwacht.sources import statements

Told = tuple[History, list[Problem]]
LEI = "5299000WATERDAM00049"


def figure(value: int, end: str, start: str | None = None, **more: Any) -> dict[str, Any]:
    """One figure of companyfacts, as filed in the yearly report after its end."""
    year = int(end[:4])
    told = {"end": end, "val": value, "accn": f"0-{year}", "form": "10-K", "fp": "FY"}
    told |= {"fy": year, "filed": f"{year + 1}-03-01"} | more
    return told if start is None else told | {"start": start}


def facts(concepts: Mapping[str, list[dict[str, Any]]], **more: Any) -> dict[str, Any]:
    units = {name: {"units": {"USD": figures}} for name, figures in concepts.items()}
    return {"cik": 99, "entityName": "Polder ICT Inc.", "facts": {"us-gaap": units}} | more


def read(folder: Path, content: Any, name: str = "facts.json") -> Told:
    file = folder / name
    file.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    return statements.read(file, rules())


def years(found: History) -> list[dict[str, Any]]:
    return sorted(
        found.table("statements").to_dicts(), key=lambda row: (row["ends_on"], row["known_on"])
    )


def codes(problems: list[Problem]) -> list[str]:
    return [found.what.code for found in problems]


def index(package: bytes, key: str = LEI) -> dict[str, Any]:
    """An answer of the index of filings about one report of the fictional company."""
    told = {
        "fxo_id": f"{key}-2025-12-31-ESEF-NL-0",
        "period_end": "2025-12-31",
        "date_added": "2026-04-30 10:00:00",
        "sha256": hashlib.sha256(package).hexdigest(),
        "package_url": "/x/report.zip",
        "json_url": "/x/oim.json",
        "country": "NL",
        "error_count": 0,
    }
    return {"data": [{"type": "filing", "attributes": told}]}
