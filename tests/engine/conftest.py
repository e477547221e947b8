# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The compiled engine, its code kept where a user's is: compiling takes half a minute, once."""

import os

import pytest

from dijkwacht.base.files import cache_folder
from dijkwacht.engine import load

KEPT = load.Cache(cache_folder(os.environ))
load.compiled(KEPT)


@pytest.fixture(scope="session")
def kept() -> load.Cache:
    """Where compiled code is kept."""
    return KEPT
