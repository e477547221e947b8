# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Running it: health, figures, the doctor, and processes that are started again."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client

from dijkwacht.base.errors import Unreadable
from dijkwacht.web import environment
from dijkwacht.web.audit.models import Entry
from dijkwacht.web.operations import serving
from dijkwacht.web.operations.doctor import LOOKS, State, looks
from dijkwacht.web.operations.setting_up import Site, write

pytestmark = pytest.mark.django_db


def test_health_tells_that_it_lives_and_is_ready(client: Client) -> None:
    assert client.get("/health/live").json()["status"] == "pass"
    ready = client.get("/health/ready")
    assert (ready.status_code, ready.json()["migrated"]) == (200, True)
    assert ready.json()["revision"] >= 1


def test_figures_are_for_who_holds_the_token(client: Client) -> None:
    assert client.get("/metrics").status_code == 404
    file: Path = settings.ENVIRONMENT.home / "metrics-token"
    file.write_text("secret\n", "ascii")
    try:
        assert client.get("/metrics", headers={"authorization": "Bearer no"}).status_code == 404
        client.get("/health/live")
        told = client.get("/metrics", headers={"authorization": "Bearer secret"})
        assert told.status_code == 200
        assert 'http_route="health/live"' in told.text
    finally:
        file.unlink()


def test_the_doctor_looks_at_everything_and_finds_the_example_sound() -> None:
    found = {look.about: look for look in looks()}
    assert list(found) == list(LOOKS)
    assert [look.about for look in found.values() if look.state is State.WRONG] == []


def test_the_doctor_finds_a_trail_that_was_touched(capsys: pytest.CaptureFixture[str]) -> None:
    last = Entry.objects.latest("number")
    last.number += 1
    last.save_base(raw=True, force_insert=True)  # a copy that was never written as an act
    assert {one.about: one.state for one in looks()}["trail"] is State.WRONG
    with pytest.raises(SystemExit) as ended:
        call_command("doctor")
    assert ended.value.code == 1
    assert f"Entry {last.number} of the trail" in capsys.readouterr().out


def test_a_taken_port_is_told_or_passed_over() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(Unreadable, match="port-taken"):
            serving.free_port("127.0.0.1", port, others=False)
        assert serving.free_port("127.0.0.1", port, others=True) != port


def test_a_process_that_falls_is_started_again_and_one_that_keeps_falling_ends_it() -> None:
    kept = serving.Kept([sys.executable, "-c", "raise SystemExit(3)"])
    looked = [True]
    end = time.monotonic() + 20
    while looked[-1] and time.monotonic() < end:
        kept.process.wait()
        looked.append(kept.look())
    assert looked == [True] * (serving.MOST + 1) + [False]


def test_a_signal_ends_all_processes() -> None:
    begun: list[serving.Kept] = []
    commands = [[sys.executable, "-c", "import time; time.sleep(60)"]] * 2
    before = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]
    try:
        timer = threading.Timer(0.5, signal.raise_signal, [signal.SIGTERM])
        assert serving.run(commands, timer.start) == 0
    finally:
        signal.signal(signal.SIGINT, before[0])
        signal.signal(signal.SIGTERM, before[1])
    assert begun == []


def test_settings_come_from_the_file_at_home_and_the_environment_goes_first(
    tmp_path: Path,
) -> None:
    (tmp_path / "settings.env").write_text("# ours\nDIJKWACHT_HTTPS=yes\nDIJKWACHT_DEBUG=yes\n")
    read = environment.read({"DIJKWACHT_HOME": str(tmp_path), "DIJKWACHT_DEBUG": "no"})
    assert (read.https, read.debug) == (True, False)


def test_the_key_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    first = environment.secret_key(tmp_path / "home")
    assert environment.secret_key(tmp_path / "home") == first
    assert (tmp_path / "home" / "secret-key").stat().st_mode & 0o777 == 0o600


def test_an_address_of_postgresql_is_taken_apart(tmp_path: Path) -> None:
    address = "postgresql://dijk:wacht%40@db.example:5433/register"
    given = environment.read({"DIJKWACHT_HOME": str(tmp_path), "DIJKWACHT_DATABASE": address})
    made = environment.database(given)
    assert (made["USER"], made["PASSWORD"], made["HOST"], made["PORT"], made["NAME"]) == (
        "dijk",
        "wacht@",
        "db.example",
        5433,
        "register",
    )
    assert json.dumps(made)


def test_django_has_nothing_to_say_of_the_settings_behind_tls(tmp_path: Path) -> None:
    environ = {
        **os.environ,
        "DIJKWACHT_HOME": str(tmp_path),
        "DIJKWACHT_HTTPS": "yes",
        "DIJKWACHT_HOSTS": "dijkwacht.waterdam.example",
        "DIJKWACHT_DATABASE": "sqlite",
        "DIJKWACHT_DEMO": "no",
        "DJANGO_SETTINGS_MODULE": "dijkwacht.web.settings",
        "PYTHONPATH": str(Path(serving.__file__).parents[3]),
    }
    command = [sys.executable, "-m", "dijkwacht.web", "check", "--deploy"]
    command += ["--fail-level", "WARNING"]
    done = subprocess.run(command, env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_home_with_a_space_is_one_word_for_systemd_and_the_settings(tmp_path: Path) -> None:
    home = tmp_path / "a 100% home"
    names = (".waterdam.example", "dijkwacht.waterdam.example")
    written = write(Site(home, "sqlite", names, True, None))
    assert {file.stat().st_mode & 0o777 for file in written} == {0o600}
    unit = (home / "dijkwacht.service").read_text("utf-8")
    told = str(home).replace("%", "%%")
    assert f'Environment="DIJKWACHT_HOME={told}"' in unit
    assert f'ReadWritePaths="{told}" "' in unit
    proxy = (home / "dijkwacht.nginx").read_text("utf-8")
    assert "proxy_set_header X-Forwarded-For $remote_addr;" in proxy
    read = environment.read({"DIJKWACHT_HOME": str(home)})
    assert (read.https, read.address) == (True, "https://dijkwacht.waterdam.example")
    assert write(Site(home, "postgresql://other/x", ("b",), False, None)) == []


class Named(BaseHTTPRequestHandler):
    """A site that is reached by one name alone."""

    def do_GET(self) -> None:
        """400 for another name."""
        self.send_response(200 if self.headers["host"] == "dijkwacht.waterdam.example" else 400)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


def test_a_site_is_found_ready_by_the_name_it_is_reached_by(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(serving, "PATIENCE", 1)
    with HTTPServer(("127.0.0.1", 0), Named) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/"
        assert serving.wait_for(address, "dijkwacht.waterdam.example")
        assert not serving.wait_for(address)
        server.shutdown()
