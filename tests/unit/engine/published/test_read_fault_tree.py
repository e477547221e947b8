# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which notation a file is in is seen from what it holds."""

import gzip
from pathlib import Path

import pytest

from dijkwacht.base.errors import Unreadable
from dijkwacht.engine.published.read_fault_tree import read_fault_tree

XML = '<opsa-mef><define-gate name="x"/></opsa-mef>'.replace(
    '<define-gate name="x"/>',
    '<define-fault-tree name="t"><define-gate name="top"><or><basic-event name="a"/>'
    '<basic-event name="b"/></or></define-gate></define-fault-tree>',
)


@pytest.mark.parametrize(
    "content",
    [
        XML.encode(),
        b"\xef\xbb\xbf \n" + XML.encode(),
        XML.encode("utf-16"),
        b"top := a | b",
        b"\xef\xbb\xbftop := a | b",
        b"t\n\ntop := (a | b);\n",
    ],
)
def test_both_notations_say_the_same(content: bytes, tmp_path: Path) -> None:
    for name, written in (("t", content), ("t.gz", gzip.compress(content))):
        (tmp_path / name).write_bytes(written)
        tree = read_fault_tree(tmp_path / name)
        assert (tree.name, tree.top, tree.events) == (name, "top", ("a", "b"))


def test_text_that_is_not_utf_8_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "t.txt").write_bytes("top := a\ncafé := b".encode("latin-1"))
    with pytest.raises(Unreadable) as told:
        read_fault_tree(tmp_path / "t.txt")
    assert (told.value.what.code, told.value.what.params["where"]) == (
        "fault-tree-encoding",
        "t.txt:2",
    )
