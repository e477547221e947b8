# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the specs share: the check of text tables on both engines."""

import pytest
from spec.behaviour import Recorder


@pytest.fixture
def outage_spec() -> Recorder:
    """Checks what happens in an outage: `outage_spec(needs, fails, expect, …)`."""
    return Recorder()
