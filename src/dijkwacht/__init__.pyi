# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
# For type checkers and editors: at run time `__init__.py` loads these when first asked for.
from dijkwacht.notebook import (
    Found,
    Opened,
    check,
    examples,
    open_register,
    outage,
    rank,
)

__all__ = ["Found", "Opened", "check", "examples", "open_register", "outage", "rank"]
__version__: str
