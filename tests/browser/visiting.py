# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Visits to the site as one of the people of the example: which pages there are for them, and what
a browser has to say of each."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final
from urllib.parse import urlsplit

from django.urls import reverse
from web.walk import addresses, crawl

DAY: Final = "2026-11-24"
WIDE: Final = {"width": 1280, "height": 800}
NARROW: Final = {"width": 320, "height": 640}
HEARS: Final = """
window.refused = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.refused.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sourceFile}`);
});
"""
MOST: Final = 400  # pages that are asked for while looking for pages
UNSEEN: Final = ("/api/", "/health", "/metrics", "/static/", "/language/", "/accounts/logout")


@dataclass(frozen=True)
class Told:
    """An answer as `web.walk` reads it."""

    status_code: int
    content: bytes
    headers: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.headers.get(name, "")


@dataclass
class Page:
    """One page in a browser, with what went wrong in it."""

    tab: Any
    faults: list[str] = field(default_factory=list)

    def open(self, address: str) -> int:
        """Go there; the status."""
        self.faults.clear()
        answer = self.tab.goto(address, wait_until="load")
        return int(answer.status)

    def wrong(self) -> list[str]:
        """Errors in the console, and what the policy of the site refused."""
        refused = self.tab.evaluate("window.refused || []")
        return [*self.faults, *(f"refused {one}" for one in refused)]

    def overflow(self) -> str:
        """What sticks out of the page, where it scrolls sideways."""
        return str(
            self.tab.evaluate(
                """() => {
                  const wide = document.documentElement.clientWidth;
                  if (document.documentElement.scrollWidth <= wide) return "";
                  const out = [...document.querySelectorAll("body *")].filter(
                    (one) => one.getBoundingClientRect().right > wide + 1
                      && !one.closest(".scroll, .picture, .visually-hidden"));
                  return `${document.documentElement.scrollWidth} > ${wide}: `
                    + out.slice(0, 3).map((one) => one.outerHTML.slice(0, 120)).join(" | ");
                }"""
            )
        )


class Site:
    """The served site."""

    def __init__(self, address: str, browser: Any) -> None:
        self.address = address
        self.browser = browser
        self.pages = cache(self._pages)

    @contextmanager
    def visit(self, person: str | None, language: str, **more: Any) -> Iterator[Page]:
        """A browser of somebody (None: of nobody) in a language."""
        context = self.browser.new_context(
            base_url=self.address, locale=language, viewport=more.pop("viewport", WIDE), **more
        )
        try:
            context.add_cookies([{"name": "language", "value": language, "url": self.address}])
            if person is not None:
                self._log_in(context, person)
            context.add_init_script(HEARS)
            page = Page(context.new_page())
            page.tab.on("console", lambda told: _heard(page, told))
            page.tab.on("pageerror", lambda fault: page.faults.append(str(fault)))
            yield page
        finally:
            context.close()

    def _log_in(self, context: Any, person: str) -> None:
        """One click on the page of the people of the example."""
        found = context.request.get("/demo/").text()
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', found)
        number = re.search(rf'name="person" value="(\d+)">{person}<', found)
        assert token and number, person
        form = {"csrfmiddlewaretoken": token[1], "person": number[1]}
        head = {"referer": f"{self.address}/demo/"}
        assert context.request.post("/demo/", form=form, headers=head).ok

    def _pages(self, person: str | None) -> list[str]:
        """One page of every shape that somebody can come to, by following links from every page
        that needs no more than its name."""
        fixed = [reverse(one.name) for one in addresses() if one.name and not one.asks]
        begin = [f"/?on={DAY}", *(path for path in fixed if not path.startswith(UNSEEN))]
        found: dict[str, str] = {}
        with self.visit(person, "en") as page:
            asked = page.tab.context.request

            class Reader:
                @staticmethod
                def get(address: str) -> Told:
                    if address.startswith(UNSEEN):
                        return Told(404, b"", {})
                    answer = asked.get(address)
                    body = answer.body()
                    return Told(answer.status, body, answer.headers)

            for address, answer in crawl(Reader(), begin, MOST):  # type: ignore[arg-type]
                if answer.status_code == 200 and answer["content-type"].startswith("text/html"):
                    found.setdefault(shape(address), address)
        return list(found.values())


def shape(address: str) -> str:
    """The path of an address without what it is about: pages of one shape look alike."""
    parts = [part for part in urlsplit(address).path.split("/") if part]
    about = re.compile(r"\d|^(org|svc|sys|sup|con|del|req|mem|fal|hrm)-|^[0-9a-f]{8}$")
    return "/".join("x" if about.search(part) else part for part in parts)


def _heard(page: Page, told: Any) -> None:
    if told.type == "error":
        page.faults.append(f"{told.text} {told.location.get('url', '')}")
