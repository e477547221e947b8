# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page on the Python interface, made from the docstrings of `notebook.py` and `verbs.py`."""

import ast
import inspect
from collections.abc import Iterator

import dijkwacht
from dijkwacht import notebook
from dijkwacht.verbs import opening

INTRO = """\
# The Python interface

*De Python-interface.* What `import dijkwacht as dw` offers; made from the docstrings by
`docs/generate.py`, and a test compares. Begin with the tutorial:
[English](../tutorial/notebook.md), [Nederlands](../tutorial/notitieboek.md).

Hours count from the moment something stops. Levels are basis points: 10000 is all of it. Unknown is
null, never zero. Frames are [Polars](https://docs.pola.rs/) frames; their columns have the keys of
`--csv` and `--json`. `language` is `en` or `nl`. An error says what is wrong and how to mend it
below its traceback; its classes are in `dijkwacht.base.errors`. Importing costs some milliseconds;
what an answer needs is loaded with the first function.
"""
Def = ast.FunctionDef | ast.ClassDef


def python_page() -> str:
    """Every public name: how it is called, and what it gives."""
    known = {node.name: node for module in (opening, notebook) for node in _defined(module)}
    parts = [INTRO]
    for name in dijkwacht.__all__:
        node = known[name]
        parts.append(f"## {name}\n\n{_told(node, 'dw.')}")
        if isinstance(node, ast.ClassDef):
            parts += [_told(member, f"{name.lower()}.") for member in _members(node)]
    return "\n".join(parts)


def _defined(module: object) -> Iterator[Def]:
    tree = ast.parse(inspect.getsource(module))  # type: ignore[arg-type]
    return (node for node in tree.body if isinstance(node, Def))


def _members(node: ast.ClassDef) -> Iterator[ast.FunctionDef]:
    members = (part for part in node.body if isinstance(part, ast.FunctionDef))
    return (member for member in members if not member.name.startswith("_"))


def _told(node: Def, before: str) -> str:
    """How it is called, and its docstring."""
    called = f"`{before}{node.name}`"
    if isinstance(node, ast.FunctionDef):
        given = ast.unparse(node.args).removeprefix("self").removeprefix(", ")
        is_value = any("property" in ast.unparse(mark) for mark in node.decorator_list)
        gives = ast.unparse(node.returns) if node.returns else "None"
        called = f"`{before}{node.name}{'' if is_value else f'({given})'} -> {gives}`"
    paragraphs = (" ".join(text.split()) for text in (ast.get_docstring(node) or "").split("\n\n"))
    return f"{called}\n\n" + "".join(f"{text}\n\n" for text in paragraphs).rstrip("\n") + "\n"
