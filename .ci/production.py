# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""A site as one would run it: set up by one command on PostgreSQL, in a folder with a space, served
behind nginx with TLS, entered by its first administrator, backed up and restored. Arguments: the
address of a PostgreSQL server's database, and a folder. Needs nginx, openssl, systemd-analyze."""

import json
import os
import re
import shutil
import signal
import ssl
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import psycopg

HOST = "dijkwacht.waterdam.example"
ADMINISTRATOR = "beheer@waterdam.example"
PASSWORD = "a dike is as strong as its weakest metre"
PORT, TLS, PLAIN = 18_080, 18_443, 18_081
ROOT = Path(__file__).parent.parent


def main(address: str, folder: Path) -> None:
    """Each step fails loudly."""
    home = folder / "home with a space"
    base = address.rpartition("/")[0]
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("CREATE DATABASE production")
        connection.execute("CREATE DATABASE restored")
    setup = ["setup", "--home", str(home), "--database", f"{base}/production", "--host", HOST]
    setup += ["--administrator", ADMINISTRATOR]
    said = run([*setup, "--register", str(ROOT / "examples" / "01_waterdam")])
    print(said)
    written = {file.name: file.read_bytes() for file in home.iterdir() if file.is_file()}
    run(setup)
    for name, content in written.items():
        expect((home / name).read_bytes() == content, f"a second time changed {name}")
    expect("security." not in said, "Django warns of the settings")
    expect("wrong" not in said, "the doctor finds a new site wrong")
    unit(home, folder)
    with served(home), proxied(home, folder) as client:
        asked(client, home)
        entered(client, said)
        file = folder / "backup.zip"
        run(["backup", "--home", str(home), str(file)])
    restored(f"{base}/restored", folder, file)
    shutil.rmtree(folder)


def expect(holds: bool, what: str) -> None:
    """End here when it does not hold."""
    if not holds:
        sys.exit(what)


def environ() -> dict[str, str]:
    """The environment of an administrator, in English."""
    kept = {name: value for name, value in os.environ.items() if "DIJKWACHT" not in name}
    return kept | {"DIJKWACHT_LANG": "en"}


def run(arguments: list[str]) -> str:
    """One command of ours; its output."""
    command = [sys.executable, "-m", "dijkwacht", *arguments]
    done = subprocess.run(command, env=environ(), capture_output=True, text=True, check=False)
    expect(not done.returncode, f"{arguments[0]}: {done.returncode}\n{done.stdout}\n{done.stderr}")
    return done.stdout


def unit(home: Path, folder: Path) -> None:
    """The service, as systemd reads it."""
    file = folder / "dijkwacht.service"
    shutil.copy(home / file.name, file)
    done = subprocess.run(
        ["systemd-analyze", "verify", str(file)], capture_output=True, text=True, check=False
    )
    told = [line for line in done.stderr.splitlines() if file.name in line]
    expect(not told, "\n".join(told))


@contextmanager
def served(home: Path) -> Iterator[None]:
    """The site, from when it says that it is ready until a signal."""
    command = [sys.executable, "-m", "dijkwacht", "serve", "--home", str(home), "--port", f"{PORT}"]
    with subprocess.Popen(command, env=environ(), stdout=subprocess.PIPE, text=True) as site:
        assert site.stdout is not None
        line = site.stdout.readline()
        print(line)
        try:
            expect("ready" in line, "the site does not say that it is ready")
            yield
        finally:
            os.kill(site.pid, signal.SIGTERM)
    expect(site.returncode == 0, f"the site ended with {site.returncode}")


@contextmanager
def proxied(home: Path, folder: Path) -> Iterator[httpx.Client]:
    """nginx by the file that was written, with a certificate of our own; a browser before it."""
    key, certificate, file = folder / "tls.key", folder / "tls.pem", folder / "nginx.conf"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    command += ["-subj", f"/CN={HOST}", "-addext", f"subjectAltName=DNS:{HOST}"]
    subprocess.run(
        [*command, "-keyout", str(key), "-out", str(certificate)], check=True, capture_output=True
    )
    given = (home / "dijkwacht.nginx").read_text("utf-8")
    changes = {
        "/etc/ssl/dijkwacht.pem": f'"{certificate}"',
        "/etc/ssl/dijkwacht.key": f'"{key}"',
        "listen 443": f"listen 127.0.0.1:{TLS}",
        "listen 80": f"listen 127.0.0.1:{PLAIN}",
        "127.0.0.1:8000": f"127.0.0.1:{PORT}",
    }
    for before, after in changes.items():
        expect(before in given, f"{before} is not in the file for nginx")
        given = given.replace(before, after)
    places = "".join(
        f'{name}_temp_path "{folder}/{name}"; '
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    file.write_text(f"events {{}} http {{ access_log off; {places} {given} }}")
    says = f'daemon off; pid "{folder}/nginx.pid"; error_log stderr;'
    with subprocess.Popen(["nginx", "-p", str(folder), "-c", str(file), "-g", says]) as proxy:
        try:
            yield browser(certificate)
        finally:
            proxy.terminate()


class There(httpx.HTTPTransport):
    """To nginx here: no name is looked up."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The same question, asked there."""
        port = TLS if request.url.scheme == "https" else PLAIN
        return super().handle_request(
            httpx.Request(
                request.method,
                request.url.copy_with(host="127.0.0.1", port=port),
                headers=request.headers,
                stream=request.stream,
                extensions={**request.extensions, "sni_hostname": HOST},
            )
        )


def browser(certificate: Path) -> httpx.Client:
    """Somebody who reaches the site by its name, over TLS that holds."""
    context = ssl.create_default_context(cafile=str(certificate))
    return httpx.Client(
        transport=There(verify=context, retries=5), base_url=f"https://{HOST}", timeout=60
    )


def asked(client: httpx.Client, home: Path) -> None:
    """What anybody sees, and what the watch over services asks."""
    plain = client.get(f"http://{HOST}/services/?q=a")
    expect(plain.status_code == 301, "plain HTTP is not sent on")
    expect(plain.headers["location"] == f"https://{HOST}/services/?q=a", "sent on elsewhere")
    first = client.get("/")
    expect(first.headers["location"].startswith("/accounts/login/"), "it does not ask who one is")
    expect("max-age=31536000" in first.headers["strict-transport-security"], "no HSTS")
    page = client.get("/accounts/login/")
    expect("password" in page.text, "no page to log in")
    expect("Secure" in page.headers["set-cookie"], "a cookie that travels without TLS")
    expect(client.get("/static/mark.svg").text.startswith("<svg"), "the mark is no picture")
    expect(client.get("/demo/").status_code == 404, "people that log in with one click")
    expect(client.get("/metrics").status_code == 404, "figures for everybody")
    inside = httpx.Client(base_url=f"http://127.0.0.1:{PORT}", headers={"host": HOST}, timeout=60)
    expect(inside.get("/health/live").json()["status"] == "pass", "it does not live")
    expect(inside.get("/health/ready").json()["migrated"] is True, "it is not ready")
    token = (home / "metrics-token").read_text("ascii").strip()
    figures = inside.get("/metrics", headers={"authorization": f"Bearer {token}"})
    expect("http_server_request_duration" in figures.text, "no figures for who holds the token")
    expect(inside.get("/", headers={"host": "evil.example"}).status_code == 400, "any name will do")


def entered(client: httpx.Client, said: str) -> None:
    """The first administrator sets a password by the link, and is asked for a second factor."""
    link = re.search(rf"https://{HOST}(/accounts/\S+)", said)
    expect(link is not None, "no link for the administrator")
    assert link is not None
    form = sent_on(client, link[1])
    chosen = {"password1": PASSWORD, "password2": PASSWORD}
    expect(posted(client, form, chosen).status_code == 302, "the password was not taken")
    login = sent_on(client, "/accounts/login/")
    wrong = posted(client, login, {"login": ADMINISTRATOR, "password": "something else"})
    expect(wrong.status_code == 200, "a wrong password is not answered with the page")
    right = posted(client, login, {"login": ADMINISTRATOR, "password": PASSWORD})
    expect(right.status_code == 302, "the password does not let in")
    page = sent_on(client, "/")
    expect("/2fa/" in str(page.request.url), "no second factor is asked for")


def sent_on(client: httpx.Client, path: str) -> httpx.Response:
    """A page, wherever it lies."""
    answer = client.get(path)
    for _ in range(5):
        if not answer.is_redirect:
            break
        answer = client.get(answer.headers["location"])
    expect(answer.status_code == 200, f"{path}: {answer.status_code}")
    return answer


def posted(client: httpx.Client, page: httpx.Response, given: dict[str, str]) -> httpx.Response:
    """The form of a page."""
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.text)
    expect(token is not None, "a form without a token")
    assert token is not None
    path = page.request.url.path
    return client.post(
        path,
        data={**given, "csrfmiddlewaretoken": token[1]},
        headers={"referer": f"https://{HOST}{path}"},
    )


def restored(address: str, folder: Path, file: Path) -> None:
    """All that was backed up stands in another database, and its backup holds the same."""
    second, again = folder / "second", folder / "again.zip"
    second.mkdir()
    (second / "settings.env").write_text(f"DIJKWACHT_DATABASE={address}\n")
    print(run(["restore", "--home", str(second), str(file)]))
    run(["backup", "--home", str(second), str(again)])
    first, other = digests(file), digests(again)
    expect(first == other, f"what was restored differs: {first.items() ^ other.items()}")


def digests(file: Path) -> dict[str, str]:
    """What each table of a backup holds."""
    with zipfile.ZipFile(file) as held:
        found: dict[str, str] = json.loads(held.read("about.json"))["digests"]
    return found


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
