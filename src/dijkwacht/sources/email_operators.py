# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""From the name of a host to who operates it: by the domain it is registered under, and policy's
names for those."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from dijkwacht.rules.rulebook import Rules

RULE: Final = "sources/email-operators"
_HOST: Final = re.compile(
    r"(?=.{4,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z][a-z0-9-]*[a-z0-9]"
)


@dataclass(frozen=True, slots=True, order=True)
class Operator:
    """Who operates a host: `key` is short and stable, `name` is for people."""

    key: str
    name: str


@dataclass(frozen=True)
class Operators:
    """The operators of a day's policy."""

    rules: Rules

    def host(self, text: str) -> str | None:
        """The host name in lower case; None for what is no name of a host on the internet."""
        name = text.strip().lower().rstrip(".")
        if not _HOST.fullmatch(name) or name.rpartition(".")[2] in self._values["no_hosts"]:
            return None
        return name

    def domain(self, host: str) -> str:
        """The domain a host name is registered under: two labels, or three below policy's
        second-level names."""
        labels = host.split(".")
        return ".".join(
            labels[-3 if ".".join(labels[-2:]) in self._values["second_level"] else -2 :]
        )

    def of(self, host: str) -> Operator:
        """The operator of a host: by name where policy knows the domain, else the domain itself."""
        domain = self.domain(host)
        return self._named.get(domain) or Operator(
            domain.replace(".", "-").replace("_", "-"), domain
        )

    def network(self, number: str, name: str | None) -> Operator:
        """The operator of a network by its AS number: by name where policy knows it, else the
        number."""
        key = self.rules.parameters(RULE)["networks"].get(number)
        known = self.rules.parameters(RULE)["operators"].get(key)
        if known is not None:
            return Operator(key, known["name"])
        return Operator(f"as{number}", f"{name} (AS{number})" if name else f"AS{number}")

    def country(self, form: str) -> str | None:
        """The country of a file whose entries have the field `form` (canton, region)."""
        country: str | None = self._values["country_of"].get(form)
        return country

    @property
    def version(self) -> str:
        """The rule and version that decided."""
        return self.rules.parameters(RULE).version

    @cached_property
    def _values(self) -> dict[str, dict[str, str]]:
        found = self.rules.parameters(RULE)
        return {key: found[key] for key in ("no_hosts", "second_level", "country_of")}

    @cached_property
    def _named(self) -> dict[str, Operator]:
        known = self.rules.parameters(RULE)["operators"]
        return {
            domain: Operator(key, told["name"])
            for key, told in known.items()
            for domain in told["domains"]
        }
