# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The HTTP client: bounded, and faithful to the address it was given."""

import socket

import pytest
from unit.sources.answering import Answer, answering

from dijkwacht import __version__
from dijkwacht.base.errors import Unreadable
from dijkwacht.sources import fetch as fetching
from dijkwacht.sources.fetch import fetch


def test_an_answer_comes_whole_with_its_status_and_headers() -> None:
    with answering(Answer(404, b"no", {"X-Of": "us"})) as (url, asked):
        found = fetch("POST", f"{url}/a?b=c", {"X-Own": "1"}, b"rows")
    assert (found.status, found.body, found.headers["x-of"]) == (404, b"no", "us")
    assert (asked[0].method, asked[0].path, asked[0].body) == ("POST", "/a?b=c", b"rows")
    assert asked[0].headers["x-own"] == "1"
    assert asked[0].headers["user-agent"] == f"dijkwacht/{__version__}"


def test_what_is_sent_to_one_server_is_not_told_to_another() -> None:
    with answering(Answer()) as (other, heard):
        with (
            answering(Answer(302, b"", {"Location": f"{other}/x"})) as (url, _),
            pytest.raises(Unreadable, match="server-moved"),
        ):
            fetch("GET", url, {"Authorization": "Bearer secret"})
        assert heard == []


def test_an_answer_beyond_bounds_is_not_read_to_its_end() -> None:
    with (
        answering(Answer(200, b"x" * 100_000)) as (url, _),
        pytest.raises(Unreadable, match="server-too-much"),
    ):
        fetch("GET", url, {}, most=10_000)


def test_where_nobody_answers_that_is_said() -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{held.getsockname()[1]}"
    with pytest.raises(Unreadable, match="server-unreachable"):
        fetch("GET", url, {})
    with pytest.raises(Unreadable, match="server-unreachable"):
        fetch("GET", "http://no-such-host.invalid", {})


def test_a_server_that_says_nothing_is_not_waited_for_for_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(fetching, "SILENCE", 0.2)
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen()
        url = f"http://127.0.0.1:{held.getsockname()[1]}"
        with pytest.raises(Unreadable, match="server-silent"):
            fetch("GET", url, {})


def test_a_certificate_that_is_not_trusted_is_refused() -> None:
    with (
        answering(Answer()) as (url, _),
        pytest.raises(Unreadable, match="server-unreachable"),
    ):
        fetch("GET", url.replace("http:", "https:"), {})
