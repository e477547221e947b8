# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The feeds that lie in the folder of the site, read before a night is made."""

from datetime import date
from pathlib import Path
from typing import Final

from dijkwacht.web.access import Viewer
from dijkwacht.web.queue.kind import Told
from dijkwacht.web.settings import ENVIRONMENT

FOLDER: Final = "feeds"


def folder() -> Path:
    """Where the site looks for feeds."""
    return ENVIRONMENT.home / FOLDER


def read_feeds(on: date, looks: Viewer, told: Told) -> int | None:
    """Read the feeds of the folder, and write what is new (observations, readings, matches) to the
    register as one plan in the name of who asked; the revision that made, None for nothing new."""
    if not folder().is_dir():
        return None
    return None
