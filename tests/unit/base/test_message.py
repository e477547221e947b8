# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""A message is a code with its values."""

from dataclasses import FrozenInstanceError

import pytest

from dijkwacht.base.message import Message


def test_two_ways_to_write_one_message() -> None:
    assert Message.of("no-id", row=3) == Message("no-id", {"row": 3})
    assert Message("no-id").params == {}


def test_a_message_never_changes() -> None:
    with pytest.raises(FrozenInstanceError):
        Message("no-id").code = "other"  # type: ignore[misc]
