# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Visits to the site as one of the people of the example: which pages there are for them, and what
a browser has to say of each."""

import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final
from urllib.parse import urlsplit

from django.urls import reverse
from web.walk import addresses, links

from dijkwacht.reports.words import Words

DAY: Final = "2026-11-24"
EYES: Final = (
    None,
    *("Roos de Wit", "Sem Bakker", "Noor Visser", "Fatima Aksoy"),
    *("Anna Smit", "Ruth Levi", "Tess Vos"),
)
"""Nobody, and of each set of rights one person."""

QUESTIONS: Final = (
    "/outage/?what=supplier:sup-zilverlijn&at=72",
    "/outage/?what=supplier:sup-zilverlijn&why=service:svc-paspoorten",
    "/outage/?what=supplier:sup-zilverlijn&view=table",
    "/outage/compare/?a=what%3Dsupplier%253Asup-nimbus&b=what%3Dsupplier%253Asup-polder",
    "/path/?from=service:svc-paspoorten&to=supplier:sup-nimbus",
    "/search/?q=nimbus",
)
"""Pages that look otherwise once something has been asked."""

WIDE: Final = {"width": 1280, "height": 800}
NARROW: Final = {"width": 320, "height": 640}
HEARS: Final = """
window.refused = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.refused.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sourceFile}`);
});
"""
MAIN: Final = ("organisations", "services", "systems", "suppliers", "groups", "contracts")
"""Tables with lists and records of their own; those of the others look alike."""
ALL: Final = os.environ.get("DIJKWACHT_BROWSER") == "all"
"""Whether every page is looked at that does not look alike to the letter: nightly."""
MOST: Final = 200  # pages of one person
TRIES: Final = 3  # pages of one shape, until one opens
UNSEEN: Final = (
    "/accounts/logout",
    "/search/suggest",
    "/api/",
    "/health",
    "/metrics",
    "/static/",
    "/language/",
)


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
    language: str
    faults: list[str] = field(default_factory=list)
    policy: str = ""  # of the page that was opened last

    def open(self, address: str) -> int:
        """Go there; the status."""
        self.faults.clear()
        answer = self.tab.goto(address, wait_until="load")
        self.policy = answer.headers.get("content-security-policy", "")
        return int(answer.status)

    def says(self, code: str) -> str:
        """A text of the catalogue in the language of the page."""
        return Words(self.language).text(code)

    def press(self, code: str) -> None:
        """Press the button with this text, and see the page that follows."""
        self.tab.get_by_role("button", name=self.says(code), exact=True).first.click()
        self.tab.wait_for_load_state()

    def follow(self, code: str) -> None:
        """Follow the link with this text, in what is folded up too."""
        link = self.tab.get_by_role(
            "link", name=self.says(code), exact=True, include_hidden=True
        ).first
        if not link.is_visible():
            self.tab.locator("header.frame nav summary").click()
        link.click()
        self.tab.wait_for_load_state()

    def title(self) -> str:
        """The first heading."""
        return str(self.tab.locator("h1").inner_text())

    def main(self) -> str:
        """What the page says."""
        return str(self.tab.locator("main").inner_text())

    def path(self) -> str:
        """Where it is."""
        return urlsplit(self.tab.url).path

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
            page = Page(context.new_page(), language)
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
        answer = context.request.post("/demo/", form=form, headers=head)
        assert answer.ok, f"{person} comes to {answer.url}: {answer.status}"

    def _pages(self, person: str | None) -> list[str]:
        """One page of every shape that somebody can come to, by following links from every page
        that needs no more than its name."""
        fixed = [reverse(one.name) for one in addresses() if one.name and not one.asks]
        waiting = ["/", *(path for path in fixed if not path.startswith(UNSEEN))]
        found: dict[str, str] = {}
        tried: Counter[str] = Counter()
        with self.visit(person, "en") as page:
            for address in waiting:  # which grows
                kind = shape(address)
                if kind in found or tried[kind] == TRIES or len(found) == MOST:
                    continue
                tried[kind] += 1
                answer = page.tab.context.request.get(address)
                told = Told(answer.status, answer.body(), answer.headers)
                if told.status_code == 200 and told["content-type"].startswith("text/html"):
                    # a page that sent us on is the page it sent us to
                    arrived = answer.url.removeprefix(self.address)
                    found.setdefault(kind if shape(arrived) == kind else shape(arrived), arrived)
                    waiting += [one for one in links(told, arrived) if _is_page(one)]  # type: ignore[arg-type]
            asked = [one for one in QUESTIONS if page.tab.context.request.get(one).status == 200]
        return [*found.values(), *asked]


def shape(address: str) -> str:
    """The path of an address without what it is about: pages of one shape look alike."""
    parts = [part for part in urlsplit(address).path.split("/") if part]
    if parts[:1] == ["policy"] and len(parts) > 2:
        return f"policy/{parts[1]}/x"  # rules of one folder are of one kind
    if parts[:1] == ["register"] and len(parts) > 1 and not ALL:
        parts[1] = parts[1] if parts[1] in MAIN and len(parts) < 4 else "x"
    about = re.compile(r"\d|^(org|svc|sys|sup|con|del|req|mem|fal|hrm|own|idn|evd|ovr|des)-")
    return "/".join("x" if about.search(part) else part for part in parts)


def _is_page(address: str) -> bool:
    """Whether it leads to a page, and not to a file or an answer for programs."""
    return not address.startswith(UNSEEN) and "form=" not in urlsplit(address).query


def _heard(page: Page, told: Any) -> None:
    if told.type == "error":
        page.faults.append(f"{told.text} {told.location.get('url', '')}")
