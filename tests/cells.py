# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Runs pieces of Python one after another, as a notebook does, and says what each shows."""

import ast
import contextlib
import io
from typing import Any


class Cells:
    """The names that earlier cells have made."""

    def __init__(self) -> None:
        self.names: dict[str, Any] = {}

    def run(self, source: str) -> tuple[str, Any]:
        """What a cell prints, and the value of its last line where that is an expression."""
        tree = ast.parse(source)
        last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
        printed, value = io.StringIO(), None
        with contextlib.redirect_stdout(printed):
            exec(compile(tree, "<cell>", "exec"), self.names)
            if isinstance(last, ast.Expr):
                value = eval(compile(ast.Expression(last.value), "<cell>", "eval"), self.names)
        return printed.getvalue(), value


def shown(printed: str, value: Any) -> str:
    """The same as text: text and frames as they print."""
    return printed if value is None else f"{printed}{value}".rstrip() + "\n"
