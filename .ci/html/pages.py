# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Keeps the pages that each of the people of the example, and somebody who is not logged in, can
come to: a file per page, `index.json` with the address of each, and `policies.json` with the
policies that came with them. The same page twice is kept once; a part of a page stands in one.

DIJKWACHT_HTML_PAGES: how many addresses of each person. With `all`, every one in both languages;
else the first few hundred, every other person in the other language.
"""

import hashlib
import json
import logging
import os
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import django

django.setup()

from django.http import HttpResponse  # noqa: E402
from django.test import Client, override_settings  # noqa: E402
from django.urls import reverse  # noqa: E402
from web.walk import addresses, crawl  # noqa: E402

from dijkwacht.web.accounts.cast import CAST  # noqa: E402
from dijkwacht.web.accounts.models import User  # noqa: E402

DAY: Final = "2026-11-24"
WANTED: Final = os.environ.get("DIJKWACHT_HTML_PAGES", "150")
EVERY: Final = WANTED == "all"
MOST: Final = 5_000 if EVERY else int(WANTED)
LANGUAGES: Final = ("nl", "en")
UNSEEN: Final = ("/api/", "/health", "/metrics", "/static/", "/language/", "/accounts/logout")
LOST: Final = ("/nowhere/", "/services/nobody/", "/?on=never")
NONCE: Final = re.compile(rb"nonce(=\"|-)[\w+/=-]+")
TOKEN: Final = re.compile(rb'csrf(middlewaretoken" value|-token" content)="\w+"|X-CSRFToken": "\w+')


def main(folder: Path) -> int:
    """Keep them all; tell how many."""
    logging.getLogger("django").setLevel(logging.CRITICAL)
    begun = time.monotonic()
    index: dict[str, str] = {}
    policies: set[str] = set()
    for number, name in enumerate((None, *(person.email for person in CAST))):
        for language in LANGUAGES if EVERY else (LANGUAGES[number % 2],):
            for address, answer in visited(name, language):
                policies.add(re.sub(r"nonce-[^']+", "nonce-of-this-answer", policy_of(answer)))
                if answer["content-type"].startswith("text/html"):
                    body = whole(answer.content, language)
                    same = TOKEN.sub(b"", NONCE.sub(b"", body))
                    key = hashlib.sha256(same).hexdigest()[:16]
                    if key not in index:
                        index[key] = f"{address} ({name or 'nobody'}, {language})"
                        (folder / f"{key}.html").write_bytes(body)
    (folder / "index.json").write_text(json.dumps(index, indent=1), "utf-8")
    (folder / "policies.json").write_text(json.dumps(sorted(policies), indent=1), "utf-8")
    seconds = time.monotonic() - begun
    print(f"{len(index)} pages, {len(policies)} policies, {seconds:.0f} s")
    return 0 if index else 1


def whole(body: bytes, language: str) -> bytes:
    """A page as it is; a part of one in the smallest page there can be."""
    if body.lstrip()[:9].lower() == b"<!doctype":
        return body
    head = f'<!doctype html><html lang="{language}"><head><title>A part</title></head><body>'
    return head.encode() + body + b"</body></html>"


def policy_of(answer: HttpResponse) -> str:
    """The policy of an answer; each has one."""
    return str(answer["content-security-policy"])


def visited(email: str | None, language: str) -> Iterator[tuple[str, HttpResponse]]:
    """What somebody comes to, from every page that needs no more than its name, by links."""
    client = Client(headers={"accept-language": language}, raise_request_exception=False)
    if email is not None:
        client.force_login(User.objects.get(email=email))
    fixed = [reverse(one.name) for one in addresses() if one.name and not one.asks]
    begin = [f"/?on={DAY}", *(path for path in fixed if not path.startswith(UNSEEN)), *LOST]
    for address, answer in crawl(client, begin, MOST):
        if answer.status_code >= 500:
            sys.exit(f"{address} ({email}, {language}): {answer.status_code}")
        if not address.startswith(UNSEEN):
            yield address, answer


if __name__ == "__main__":
    with override_settings(ALLOWED_HOSTS=["testserver"]):
        sys.exit(main(Path(sys.argv[1])))
