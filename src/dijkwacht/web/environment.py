# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a deployment sets: read once from environment variables, each with its type and default
(docs/how-to/run-in-production.md)."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from dijkwacht.base.errors import Unreadable, WrongQuestion

SETTINGS: Final = "settings.env"
"""The file at home that `dijkwacht setup` writes."""

MARKINGS: Final = (
    "tlp:clear",
    "tlp:green",
    "tlp:amber",
    "tlp:amber+strict",
    "tlp:red",
    "dep-v",
    "stg-c",
    "stg-g",
    "stg-zg",
)
"""TLP 2.0 (FIRST), then the Dutch levels of classification (VIRBI), each above the one before."""


@dataclass(frozen=True, slots=True)
class Environment:
    """The settings of one deployment."""

    home: Path  # the database (SQLite), snapshots, backups and the secret key lie here
    database: str  # `sqlite` or `postgresql://user:password@host:port/name`
    hosts: tuple[str, ...]
    https: bool  # the site is served over TLS by a proxy in front
    debug: bool
    demo: bool  # people of the example log in with one click; never with real data
    policy: Path | None
    ceiling: str  # the highest marking that this deployment may hold
    oidc: "Oidc | None" = None  # the log-in service of the organisation

    @property
    def host(self) -> str:
        """A name under which the site is reached."""
        return next((host for host in self.hosts if host[:1] not in (".", "*")), "localhost")

    @property
    def address(self) -> str:
        """Where people reach the site, as far as the settings tell it."""
        return f"https://{self.host}" if self.https else f"http://{self.host}:8000"


@dataclass(frozen=True, slots=True)
class Oidc:
    """A log-in service (OpenID Connect) that people may come in through."""

    issuer: str
    client: str
    secret: str
    name: str  # on the button
    levels: tuple[str, ...]  # of assurance (`acr`): any of these, asked for and checked


def read(environ: dict[str, str] | None = None) -> Environment:
    """The environment of this process. WrongQuestion for a value that cannot be."""
    set_here = dict(os.environ if environ is None else environ)
    home = Path(set_here.get("DIJKWACHT_HOME") or Path.home() / ".local" / "share" / "dijkwacht")
    given = _written(home / SETTINGS) | set_here
    policy = given.get("DIJKWACHT_POLICY")
    return Environment(
        home=home,
        database=given.get("DIJKWACHT_DATABASE", "sqlite"),
        hosts=tuple(given.get("DIJKWACHT_HOSTS", "localhost 127.0.0.1 [::1]").split()),
        https=_flag(given, "DIJKWACHT_HTTPS"),
        debug=_flag(given, "DIJKWACHT_DEBUG"),
        demo=_flag(given, "DIJKWACHT_DEMO"),
        policy=Path(policy) if policy else None,
        ceiling=_ceiling(given.get("DIJKWACHT_CEILING", "tlp:amber+strict")),
        oidc=_oidc(given),
    )


def _ceiling(value: str) -> str:
    if value not in MARKINGS:
        raise WrongQuestion("setting-ceiling", value=value, known=", ".join(MARKINGS))
    return value


def _oidc(given: dict[str, str]) -> Oidc | None:
    """The log-in service, when its issuer is set; then client, secret and level must be too."""
    issuer = given.get("DIJKWACHT_OIDC_ISSUER")
    if not issuer:
        return None
    for name in ("DIJKWACHT_OIDC_CLIENT", "DIJKWACHT_OIDC_SECRET_FILE", "DIJKWACHT_OIDC_ACR"):
        if not given.get(name):
            raise WrongQuestion("setting-missing", name=name, of="DIJKWACHT_OIDC_ISSUER")
    file = Path(given["DIJKWACHT_OIDC_SECRET_FILE"])
    try:
        secret = file.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as fault:
        raise Unreadable("file-refused", file=str(file), why=str(fault)) from fault
    return Oidc(
        issuer=issuer.rstrip("/"),
        client=given["DIJKWACHT_OIDC_CLIENT"],
        secret=secret,
        name=given.get("DIJKWACHT_OIDC_NAME", "OpenID Connect"),
        levels=tuple(given["DIJKWACHT_OIDC_ACR"].split()),
    )


def _written(file: Path) -> dict[str, str]:
    """The settings of a file: `NAME=value` lines; what the environment says goes before it."""
    if not file.is_file():
        return {}
    lines = [line.strip() for line in file.read_text("utf-8").splitlines()]
    pairs = [line.partition("=") for line in lines if line and not line.startswith("#")]
    return {name.strip(): value.strip() for name, _, value in pairs}


def _flag(given: dict[str, str], name: str) -> bool:
    value = given.get(name, "no").strip().lower()
    if value not in ("yes", "no"):
        raise WrongQuestion("setting-flag", name=name, value=value)
    return value == "yes"


def secret_key(home: Path) -> str:
    """The key that signs sessions: of the file `secret-key` at home, made when it is not there.
    Unreadable where it cannot be."""
    file = home / "secret-key"
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text("ascii").strip()
    except OSError as fault:
        raise Unreadable("file-refused", file=str(file), why=str(fault.strerror)) from fault
    with os.fdopen(handle, "w") as stream:
        stream.write(secrets.token_urlsafe(64))
    return file.read_text("ascii").strip()


def providers(oidc: Oidc | None) -> dict[str, object]:
    """The log-in service as allauth wants it: code flow with PKCE, the level asked for."""
    if oidc is None:
        return {}
    app = {
        "provider_id": "organisation",
        "name": oidc.name,
        "client_id": oidc.client,
        "secret": oidc.secret,
        "settings": {
            "server_url": oidc.issuer,
            "oauth_pkce_enabled": True,
            "auth_params": {"acr_values": " ".join(oidc.levels)},
        },
    }
    return {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}


SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
    "PRAGMA temp_store=MEMORY; PRAGMA mmap_size=134217728; PRAGMA journal_size_limit=27103364;"
    "PRAGMA cache_size=-32000;",
}


def database(environment: Environment) -> dict[str, object]:
    """Django's settings of the database. WrongQuestion for what is no such address."""
    address = environment.database
    if address == "sqlite":
        file = environment.home / "register.sqlite3"
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": file, "OPTIONS": SQLITE}
    parts = urlsplit(address)
    if parts.scheme not in ("postgresql", "postgres") or len(parts.path) < 2:
        raise WrongQuestion("setting-database", value=parts.scheme or address)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": parts.port or "",
        "CONN_HEALTH_CHECKS": True,
        "CONN_MAX_AGE": 60,
    }
