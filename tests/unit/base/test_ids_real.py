# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Identifiers as other registers really published them."""

import csv
import gzip
import json
import re
import tarfile
from collections.abc import Iterator
from pathlib import Path

from dijkwacht.base.ids import faults


def leis_in(value: object) -> Iterator[str]:
    """Every text in an answer of GLEIF that has the pattern of an LEI."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from leis_in(part)
    elif isinstance(value, str) and re.fullmatch("[0-9A-Z]{18}[0-9]{2}", value):
        yield value


def test_real_leis(shared: Path) -> None:
    with gzip.open(shared / "procurement/gleif_api_sample.json.gz") as file:
        real = set(leis_in(json.load(file)))
    with (shared / "identity/gleif_group_members.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            real |= {row["child_lei"], row["parent_lei"]}
    assert len(real) > 100
    assert faults("lei", real) == []


def test_real_cpv_codes(shared: Path) -> None:
    with tarfile.open(shared / "procurement/ted_notices.tar.xz") as archive:
        files = [archive.extractfile(member) for member in archive if member.isfile()]
        text = "\n".join(file.read().decode("utf-8", "replace") for file in files if file)
    cpv = set(re.findall(r'CPV_CODE CODE="([^"]+)"', text))
    assert len(cpv) > 1_000
    assert faults("cpv", cpv) == []
