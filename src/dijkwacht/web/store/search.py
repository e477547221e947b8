# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Finding things by what they are called. The one place with SQL of each database (decision 13)."""

from collections.abc import Mapping

from dijkwacht.register.compare import Changes


def index(changes: Mapping[str, Changes]) -> None:
    """Make what these changes write findable, in the transaction that writes them."""
