# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The closed sets of words: written so that a person and a file agree."""

import re
from enum import StrEnum

import pytest

from dijkwacht.register import codes

SETS = [kind for kind in vars(codes).values() if isinstance(kind, type) and kind is not StrEnum]


@pytest.mark.parametrize("kind", SETS, ids=lambda kind: kind.__name__)
def test_words_are_small_letters_with_hyphens_and_each_is_there_once(kind: type[StrEnum]) -> None:
    words = [word.value for word in kind]
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", word) for word in words)
    assert len(set(words)) == len(words)
    assert [word.name for word in kind] == [word.upper().replace("-", "_") for word in words]
    assert kind.__doc__


def test_how_well_a_fact_is_known_goes_from_seen_to_unknown() -> None:
    assert [word.value for word in codes.Confidence] == [
        "observed",
        "declared",
        "estimated",
        "unknown",
    ]
