# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Dijkwacht: which public services stop when an ICT supplier stops, when, for whom, and why.

`import dijkwacht as dw` costs nothing; the first function used loads what it needs. The functions
are those of `dijkwacht.notebook`; docs/tutorial/notebook.md shows them.
"""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"
__all__ = ["Found", "Opened", "check", "examples", "open_register", "outage", "rank"]


def __getattr__(name: str) -> Any:
    """A public function, loaded when it is first asked for (PEP 562; decision note 0026)."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.notebook"), name)


def __dir__() -> list[str]:
    """What completion offers."""
    return sorted({*globals(), *__all__})
