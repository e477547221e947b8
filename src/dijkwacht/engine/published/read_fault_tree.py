# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""A fault tree from a file in either notation."""

from codecs import BOM_UTF8
from pathlib import Path

from dijkwacht.base.errors import Unreadable
from dijkwacht.base.files import read_bytes
from dijkwacht.engine.published import aralia, open_psa
from dijkwacht.engine.published.fault_tree import FaultTree


def read_fault_tree(path: Path, top: str | None = None) -> FaultTree:
    """The tree in an Open-PSA XML file or an Aralia text, under `top` or else under the one gate
    that no other uses. Raises Unreadable with the place of the fault."""
    content = read_bytes(path)
    start = content[:1_000].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if start.startswith(b"<"):
        return open_psa.read(content, path.name).tree(top)
    try:
        text = content.removeprefix(BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as fault:
        line = content[: fault.start].count(b"\n") + 1
        raise Unreadable("fault-tree-encoding", where=f"{path.name}:{line}") from fault
    return aralia.read(text, path.name).tree(top)
