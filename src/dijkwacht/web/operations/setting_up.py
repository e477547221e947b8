# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The files of a site in production: its settings, and what the machine's own services need."""

import getpass
import os
import secrets
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dijkwacht.base.errors import Unreadable
from dijkwacht.base.files import cache_folder
from dijkwacht.web.environment import SETTINGS

TOKEN: Final = "metrics-token"
SERVICE: Final = "dijkwacht.service"
PROXY: Final = "dijkwacht.nginx"


@dataclass(frozen=True, slots=True)
class Site:
    """What one says of a new site."""

    home: Path
    database: str
    hosts: tuple[str, ...]
    https: bool
    policy: Path | None


def write(site: Site) -> list[Path]:
    """The files that were written; a file that is there already is left as it is. Unreadable where
    the home cannot be written."""
    contents = {
        SETTINGS: _settings(site),
        TOKEN: f"{secrets.token_urlsafe(32)}\n",
        SERVICE: _service(site),
        PROXY: _proxy(site),
    }
    written = []
    try:
        site.home.mkdir(parents=True, exist_ok=True, mode=0o700)
        # the service may write nowhere else, and systemd wants both to be there
        cache_folder(os.environ).mkdir(parents=True, exist_ok=True)
        for name, content in contents.items():
            file = site.home / name
            if not file.exists():
                file.touch(mode=0o600)
                file.write_text(content, "utf-8")
                written.append(file)
    except OSError as fault:
        raise Unreadable("file-refused", file=str(site.home), why=str(fault.strerror)) from fault
    return written


def _settings(site: Site) -> str:
    lines = [
        f"DIJKWACHT_DATABASE={site.database}",
        f"DIJKWACHT_HOSTS={' '.join(site.hosts)}",
        f"DIJKWACHT_HTTPS={'yes' if site.https else 'no'}",
    ]
    if site.policy is not None:
        lines.append(f"DIJKWACHT_POLICY={site.policy}")
    return "\n".join([*lines, ""])


def _service(site: Site) -> str:
    """For systemd: one service, which keeps site and worker up."""
    return f"""[Unit]
Description=Dijkwacht
After=network.target postgresql.service

[Service]
User={getpass.getuser()}
Environment={_quoted(f"DIJKWACHT_HOME={site.home}")}
ExecStart={_quoted(sys.executable)} -m dijkwacht serve
Restart=on-failure
KillSignal=SIGTERM
TimeoutStopSec=30
NoNewPrivileges=yes
PrivateTmp=yes
ProtectSystem=strict
ReadWritePaths={_quoted(site.home)} {_quoted(cache_folder(os.environ))}

[Install]
WantedBy=multi-user.target
"""


def _quoted(text: object) -> str:
    """A word of systemd's, whatever is in it."""
    escaped = str(text).replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return f'"{escaped}"'


def _proxy(site: Site) -> str:
    """For nginx, which serves TLS; fill in the two certificate files."""
    return f"""server {{
    listen 443 ssl http2;
    server_name {" ".join(site.hosts)};
    ssl_certificate     /etc/ssl/dijkwacht.pem;
    ssl_certificate_key /etc/ssl/dijkwacht.key;
    client_max_body_size 200m;
    location / {{
        proxy_pass http://127.0.0.1:8000;
        proxy_set_header Host $host;
        proxy_set_header X-Forwarded-Proto $scheme;
        proxy_set_header X-Forwarded-For $remote_addr;
        proxy_read_timeout 130s;
    }}
    location /metrics {{ return 404; }}
}}
server {{
    listen 80;
    server_name {" ".join(site.hosts)};
    return 301 https://$host$request_uri;
}}
"""
