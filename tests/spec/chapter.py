# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The specs as a chapter of the manual."""

import inspect
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Final

from spec.behaviour import HORIZON, Behaviour, Recorder
from spec.tables import table

HERE: Final = Path(__file__).parent
CHAPTER: Final = HERE.parent.parent / "docs" / "reference" / "engine-behaviour.md"
SPECS: Final = (
    "chains",
    "alternatives",
    "degrading",
    "fallbacks",
    "fallback_choices",
    "restart",
    "feedback",
    "permanent",
    "levels",
    "run_downs",
)
INTRODUCTION: Final = """\
# What the outage engine does

*Wat de uitvalberekening doet.* Each case below is a test: these very tables are run on both engines
(the one that walks hour by hour and the one that jumps from event to event), and both must give
these levels at every hour. The model in words, and its equations: [the outage
engine](../explanation/engine.md). This page is printed from `tests/spec`; do not edit it. To write
it anew: `PYTHONPATH=src:tests python -m spec.write_chapter`.

How to read the tables:

- A row *who needs what* is a requirement, in the words of the table `requirements`. `need` is how
  many members in full it takes; a member may carry a part (`Terp 60%`) or be one that the register
  does not know (`?`). A supplier is needed through a delivery, as contracting party unless another
  role stands behind its name.
- An empty cell is the plain value: one member is enough, proportional, essential, no tolerance, no
  buffer, never replaced, no restart time, a minimum (`mbco`) of one half.
- A fallback protects one requirement (`Paspoorten: Identiteit`) or a whole service (`Paspoorten`).
- `0h 0%, 72h 100%`: at hour 0 the level goes to 0 %, at hour 72 to 100 %; before the first hour it
  is 100 %. *holds*: it never leaves 100 %. *lost*: the hours below the minimum; the last hour named
  is the first one that is well again.
- Runs look {horizon} hours ahead.
"""


def specs() -> list[ModuleType]:
    """The modules of specs, in the order of the chapter."""
    return [import_module(f"spec.test_{word}") for word in SPECS]


def render() -> str:
    """The chapter as Markdown; every behaviour is checked on the way."""
    lines = [INTRODUCTION.format(horizon=HORIZON)]
    for module in specs():
        lines += [f"## {module.TITLE}", "", f"*{module.TITEL}*", ""]
        for function in cases_of(module):
            lines += _case(function)
    return "\n".join(lines).rstrip() + "\n"


def cases_of(module: ModuleType) -> list[FunctionType]:
    """The tests of a module, in the order in which they stand."""
    found = [made for made in vars(module).values() if inspect.isfunction(made)]
    return [made for made in found if made.__name__.startswith("test_")]


def _case(function: FunctionType) -> Iterator[str]:
    recorder = Recorder()
    function(recorder)
    english, dutch, *more = (inspect.getdoc(function) or "").split("\n\n")
    heading = function.__name__.removeprefix("test_").replace("_", " ").capitalize()
    yield from (f"### {heading}", "", f"{english} *{dutch}*", "")
    for part in more:
        yield from (part, "")
    for behaviour in recorder.kept:
        yield from _tables(behaviour)


def _tables(behaviour: Behaviour) -> Iterator[str]:
    yield from _table(behaviour.needs)
    for text in (behaviour.nodes, behaviour.fallbacks):
        yield from _table(text)
    failing = [f"{row['who']} ({row['level']})" for row in table(behaviour.fails)]
    yield f"Fails: {' and '.join(failing)}{_choice(behaviour)}. Then:"
    yield ""
    yield from _table(behaviour.expect)


def _choice(behaviour: Behaviour) -> str:
    permanent = ", permanently" if behaviour.permanent else ""
    fallbacks = f"; fallbacks: {behaviour.mode}" if behaviour.fallbacks else ""
    return permanent + fallbacks


def _table(text: str) -> Iterator[str]:
    rows = table(text)
    if not rows:
        return
    heads = list(dict.fromkeys(name for row in rows for name in row))
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    for row in rows:
        yield f"| {' | '.join(row.get(name, '') for name in heads)} |"
    yield ""
