# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a night knew of suppliers, as bytes: the same night gives the same."""

import io
import json
import zipfile
from datetime import date
from typing import Final

import polars as pl

from dijkwacht.findings.own_levels import Known

ABOUT, ROWS = "about.json", "known.parquet"
WHEN: Final = (1980, 1, 1, 0, 0, 0)  # bytes tell no clock


def to_bytes(known: Known) -> bytes:
    """A night's knowledge as bytes."""
    about = {"on": known.on.isoformat(), "cuts": known.cuts, "blind": known.is_blind}
    table = io.BytesIO()
    known.rows.write_parquet(table, compression="zstd", statistics=False)
    parts = {ABOUT: json.dumps(about).encode(), ROWS: table.getvalue()}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as made:
        for name, content in parts.items():
            made.writestr(zipfile.ZipInfo(name, WHEN), content)
    return buffer.getvalue()


def from_bytes(data: bytes) -> Known:
    """The knowledge of these bytes."""
    with zipfile.ZipFile(io.BytesIO(data)) as held:
        about = json.loads(held.read(ABOUT))
        rows = pl.read_parquet(io.BytesIO(held.read(ROWS)))
    return Known(date.fromisoformat(about["on"]), tuple(about["cuts"]), about["blind"], rows)
