# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reasoning on the register before anybody asks."""

import threading

from django.db import DatabaseError
from django.utils import timezone

from dijkwacht.base.errors import DijkwachtError
from dijkwacht.web.reasoning import REASONING, SNAPSHOTS
from dijkwacht.web.tables import warming as lists


def begin() -> None:
    """In the background: a server that cannot reason yet can answer already."""
    threading.Thread(target=warm, daemon=True).start()


def warm() -> None:
    """Compute what most pages need, and leave the snapshot for the next start."""
    try:
        reasoned = REASONING.on(timezone.localdate())
        reasoned.warm()
        SNAPSHOTS.keep(REASONING.newest())
        lists.warm(reasoned)
    except (DatabaseError, DijkwachtError, OSError):
        return  # whoever asks is told what is wrong
