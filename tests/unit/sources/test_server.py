# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Another Dijkwacht: its address, the token, what it may send, and its errors."""

import io
import json
import zipfile
from datetime import date
from pathlib import Path

import pytest
from unit.sources.answering import Answer, answering

from dijkwacht import verbs
from dijkwacht.base.errors import (
    DijkwachtError,
    NotInRegister,
    PlanRefused,
    Unreadable,
    WrongQuestion,
)
from dijkwacht.register.tables import Format, read_tables, to_bytes
from dijkwacht.sources.server import Server, asked, is_open, planned, server, taken

ON = date(2026, 11, 24)
VERSION = {"API-Version": "1.2.3"}
WATERDAM = verbs.examples() / "01_waterdam"


def zipped(**files: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def register() -> bytes:
    rows = read_tables(WATERDAM)[0].table("services")
    about = json.dumps({"revision": 1, "reach": "own"}).encode()
    table = to_bytes("services", rows, Format.PARQUET)
    return zipped(**{"about.json": about, "services.parquet": table, "policy/a/b/c.yaml": b"x"})


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("ftp://dijkwacht.example", "server-address"),
        ("dijkwacht.example", "server-address"),
        ("https://", "server-address"),
        ("https://roos:secret@dijkwacht.example", "server-address"),
        ("https://dijkwacht.example/?token=x", "server-address"),
        ("http://dijkwacht.example", "server-open"),
    ],
)
def test_an_address_that_would_tell_the_token_is_refused(url: str, code: str) -> None:
    with pytest.raises(WrongQuestion, match=code):
        server(url, None, "en")


def test_an_address_may_name_the_api_or_not() -> None:
    for url in ("https://d.example", "https://d.example/", "https://d.example/api/v1"):
        assert server(url, None, "en").url == "https://d.example"
    assert server("http://localhost:8000", None, "nl").name == "localhost:8000"


def test_a_token_is_read_from_its_file_and_never_shown(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text("dijkwacht_abc\n")
    file.chmod(0o600)
    made = server("https://d.example", file, "en")
    assert made.token == "dijkwacht_abc"
    assert "abc" not in repr(made)
    assert not is_open(file)
    file.chmod(0o644)
    assert is_open(file)
    for wrong in (b"", b"two words", b"x" * 9_999, b"\xff\xfe"):
        file.write_bytes(wrong)
        with pytest.raises(Unreadable, match="token-unreadable"):
            server("https://d.example", file, "en")
    with pytest.raises(Unreadable, match="no-such-file"):
        server("https://d.example", tmp_path / "absent", "en")


def test_what_did_not_change_is_not_sent_again_and_is_only_this_users(tmp_path: Path) -> None:
    headers = {**VERSION, "ETag": '"one"'}
    with answering(Answer(200, register(), headers), Answer(304, b"", headers)) as (url, heard):
        of = Server(url, "secret", "nl")
        first, again = taken(of, ON, None, tmp_path), taken(of, ON, None, tmp_path)
    assert first == again
    assert heard[0].headers["authorization"] == "Bearer secret"
    assert heard[0].headers["accept-language"] == "nl"
    assert [one.headers.get("if-none-match") for one in heard] == [None, '"one"']
    assert heard[0].path == "/api/v1/export?on=2026-11-24"
    assert read_tables(first.folder)[0].table("services").height > 5
    assert (first.folder.stat().st_mode & 0o077) == 0
    assert "secret" not in str(sorted(tmp_path.rglob("*")))


def test_another_token_has_another_folder(tmp_path: Path) -> None:
    with answering(Answer(200, register(), VERSION)) as (url, _):
        folders = {taken(Server(url, one, "en"), ON, None, tmp_path).folder for one in ("a", "b")}
        assert len(folders) == 2


@pytest.mark.parametrize("name", ["../evil", "/etc/evil", "evil.py", "policy/../../x/y.yaml"])
def test_a_zip_with_what_does_not_belong_in_it_is_not_unpacked(tmp_path: Path, name: str) -> None:
    body = zipped(**{"about.json": b"{}", name: b"x"})
    with (
        answering(Answer(200, body, VERSION)) as (url, _),
        pytest.raises(Unreadable, match="server-strange"),
    ):
        taken(Server(url, None, "en"), ON, None, tmp_path / "cache")
    assert [file for file in tmp_path.rglob("*") if file.is_file()] == []


def test_a_broken_zip_leaves_what_was_there(tmp_path: Path) -> None:
    with answering(Answer(200, register(), VERSION), Answer(200, b"half a z", VERSION)) as (url, _):
        of = Server(url, None, "en")
        held = taken(of, ON, None, tmp_path)
        with pytest.raises(Unreadable, match="server-strange"):
            taken(of, ON, None, tmp_path)
    assert read_tables(held.folder)[0].table("services").height > 5


@pytest.mark.parametrize(
    ("status", "kind"),
    [(400, Unreadable), (401, Unreadable), (404, NotInRegister), (409, PlanRefused)],
)
def test_an_error_of_the_server_is_told_in_its_words(
    status: int, kind: type[DijkwachtError]
) -> None:
    told = {"detail": "Not so.", "mend": "Like this.", "errors": [{"name": "on", "detail": "No."}]}
    headers = {**VERSION, "Content-Type": "application/problem+json"}
    with (
        answering(Answer(status, json.dumps(told).encode(), headers)) as (url, _),
        pytest.raises(kind) as caught,
    ):
        asked(Server(url, None, "en"), "/me", {})
    assert caught.value.what.params["says"] == "Not so. on: No."
    assert caught.value.mend.params["mend"] == "Like this."


@pytest.mark.parametrize("headers", [{}, {"API-Version": "2.0.0"}])
def test_what_is_no_dijkwacht_that_we_know_is_said(headers: dict[str, str]) -> None:
    with (
        answering(Answer(200, b"<html>", headers)) as (url, _),
        pytest.raises(Unreadable, match="server-other"),
    ):
        asked(Server(url, None, "en"), "/me", {})


def test_what_is_asked_and_brought_is_written_as_the_api_reads_it() -> None:
    with answering(Answer(200, b"{}", VERSION)) as (url, heard):
        of = Server(url, None, "en")
        asked(of, "/outages", {"fail": ["a b", "c"], "group": False, "hours": None, "own": True})
        planned(of, read_tables(WATERDAM)[0], ON, "source")
    assert heard[0].path == "/api/v1/outages?fail=a+b&fail=c&own=true"
    assert heard[1].path == "/api/v1/plans?on=2026-11-24&ends=source"
    assert heard[1].headers["content-type"] == "application/zip"
    names = zipfile.ZipFile(io.BytesIO(heard[1].body)).namelist()
    assert "services.parquet" in names
