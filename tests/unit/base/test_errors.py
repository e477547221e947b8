# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The few exceptions: each with what it is, how to mend it, and an exit code of its own."""

import pytest

from dijkwacht.base import errors
from dijkwacht.base.errors import DijkwachtError, ExitCode, Unreadable
from dijkwacht.base.message import Message

KINDS = DijkwachtError.__subclasses__()


def test_an_error_says_what_and_how_to_mend_with_the_same_values() -> None:
    error = Unreadable("no-such-file", file="weg.csv")
    assert error.what == Message("no-such-file", {"file": "weg.csv"})
    assert error.mend == Message("no-such-file.mend", {"file": "weg.csv"})
    assert "weg.csv" in str(error)


def test_every_kind_of_error_has_an_exit_code_of_its_own() -> None:
    codes = [kind.exit_code for kind in KINDS]
    assert len(set(codes)) == len(codes) == 5
    assert not set(codes) & {ExitCode.DONE, ExitCode.FAULTS_FOUND, ExitCode.INTERNAL}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_kind_of_error_is_caught_as_one_of_ours(kind: type[DijkwachtError]) -> None:
    with pytest.raises(DijkwachtError):
        raise kind("no-such-file", file="weg.csv")
    assert getattr(errors, kind.__name__) is kind


def test_an_error_without_a_kind_is_ours_to_mend() -> None:
    assert DijkwachtError("internal").exit_code is ExitCode.INTERNAL


def test_codes_fit_in_what_a_shell_can_tell_apart() -> None:
    assert all(0 <= code < 256 for code in ExitCode)
    assert ExitCode.CANCELLED == 128 + 2  # as shells write the signal of Ctrl-C
