# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was observed of one municipality's e-mail, read into plain values; faults are problems with
their place."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from dijkwacht.base.problem import Grade, Problem, problem
from dijkwacht.sources.email_operators import Operator, Operators

HOSTING: Final = ("autodiscover", "dkim")
_INCLUDE: Final = re.compile(
    r"(?:^|[\s+?~])(?:include:|redirect=|a:|mx:)([^\s%/]+)(?=[\s/]|$)", re.IGNORECASE
)
_TARGET: Final = re.compile(r"→\s*(\S+)")
_NETWORK: Final = re.compile(r"ASN (\d{1,10})\b[^:]*(?::\s*(.+))?")


@dataclass(frozen=True, slots=True)
class Town:
    """One municipality as the file tells of it."""

    key: str
    name: str
    region: str | None
    form: str  # the field in which the region stands: canton or region
    domain: str | None
    mx: Mapping[Operator, tuple[str, ...]]  # per operator the hosts, in the order of the file
    own: tuple[str, ...]  # hosts below the municipality's own domain
    # per operator the signals that point at a mailbox there
    mailbox: Mapping[Operator, tuple[str, ...]]
    # per network operator the signals that an address of an MX host lies in its network
    networks: Mapping[Operator, tuple[str, ...]]
    # per operator the domains that may send in its name
    senders: Mapping[Operator, tuple[str, ...]]
    # other signals, kept as facts: kind to details
    others: Mapping[str, str] = field(default_factory=dict)


def towns(
    entries: Iterator[tuple[str, Any]], operators: Operators, problems: list[Problem]
) -> Iterator[Town]:
    """Each entry that can be read; the others become problems."""
    for key, entry in entries:
        if not isinstance(entry, dict) or not _text(entry.get("name")):
            problems.append(problem(f"municipalities {key}", "email-no-name"))
        else:
            yield _town(key, entry, operators, problems)


def _town(key: str, entry: dict[str, Any], operators: Operators, problems: list[Problem]) -> Town:
    where = f"municipalities {key}"
    form = "canton" if "canton" in entry else "region"
    domain = operators.host(_text(entry.get("domain")) or "")
    signals = list(_signals(entry, where, problems))
    mx, own = _mx(_hosts(entry, where, operators, problems), domain, operators)
    return Town(
        key=key,
        name=str(entry["name"]).strip(),
        region=_text(entry.get(form)),
        form=form,
        domain=domain,
        mx=mx,
        own=own,
        mailbox=_mailbox(signals, operators),
        networks=_networks(signals, operators),
        senders=_senders(_text(entry.get("spf")) or "", domain, operators),
        others=_others(entry, signals),
    )


def _text(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _signals(
    entry: dict[str, Any], where: str, problems: list[Problem]
) -> Iterator[tuple[str, str]]:
    given = entry.get("classification_signals") or []
    for signal in given if isinstance(given, list) else [given]:
        kind, detail = (
            (signal.get("kind"), signal.get("detail")) if isinstance(signal, dict) else (None, None)
        )
        if _text(kind) and _text(detail):
            yield str(kind).strip(), str(detail).strip()
        else:
            problems.append(
                problem(f"{where} classification_signals", "email-signal-form", Grade.WARNING)
            )


def _hosts(
    entry: dict[str, Any], where: str, operators: Operators, problems: list[Problem]
) -> list[str]:
    given = entry.get("mx")
    if not isinstance(given, list):
        problems.append(problem(f"{where} mx", "email-mx-form"))
        return []
    hosts = []
    for text in given:
        host = operators.host(text) if isinstance(text, str) else None
        if host is None:
            problems.append(
                problem(f"{where} mx", "email-host-odd", Grade.WARNING, host=str(text)[:80])
            )
        else:
            hosts.append(host)
    return list(dict.fromkeys(hosts))


def _mx(
    hosts: list[str], domain: str | None, operators: Operators
) -> tuple[Mapping[Operator, tuple[str, ...]], tuple[str, ...]]:
    """The hosts per operator, and those below the municipality's own domain, of which the operator
    is unknown."""
    home = operators.domain(domain) if domain else None
    own = tuple(host for host in hosts if operators.domain(host) == home)
    return _by_operator([(operators.of(host), host) for host in hosts if host not in own]), own


def _by_operator(pairs: list[tuple[Operator, str]]) -> dict[Operator, tuple[str, ...]]:
    found: dict[Operator, list[str]] = {}
    for operator, what in pairs:
        found.setdefault(operator, []).append(what)
    return {operator: tuple(dict.fromkeys(found[operator])) for operator in sorted(found)}


def _mailbox(
    signals: list[tuple[str, str]], operators: Operators
) -> dict[Operator, tuple[str, ...]]:
    """Where autodiscover and DKIM point: that is where mailboxes are, as far as one can see from
    outside."""
    pairs = []
    for kind, detail in signals:
        target = _TARGET.search(detail) if kind in HOSTING else None
        host = operators.host(target.group(1)) if target else None
        if host is not None:
            pairs.append((operators.of(host), f"{kind}: {detail}"))
    return _by_operator(pairs)


def _networks(
    signals: list[tuple[str, str]], operators: Operators
) -> dict[Operator, tuple[str, ...]]:
    """The networks in which an address of an MX host lies, as far as the file knows the network."""
    pairs = []
    for kind, detail in signals:
        told = _NETWORK.fullmatch(detail) if kind == "asn" else None
        if told:
            pairs.append((operators.network(told.group(1), told.group(2)), f"{kind}: {detail}"))
    return _by_operator(pairs)


def _senders(spf: str, domain: str | None, operators: Operators) -> dict[Operator, tuple[str, ...]]:
    """Who may send in the municipality's name: a permission, not a dependency of receiving."""
    named = [operators.host(text) for text in _INCLUDE.findall(spf)]
    home = operators.domain(domain) if domain else None
    hosts = [host for host in named if host is not None and operators.domain(host) != home]
    return _by_operator([(operators.of(host), host) for host in hosts])


def _others(entry: dict[str, Any], signals: list[tuple[str, str]]) -> dict[str, str]:
    """Signals and labels that carry no dependency here, kept as they were given."""
    found: dict[str, list[str]] = {}
    for kind, detail in signals:
        if kind not in HOSTING:
            found.setdefault(kind, []).append(detail)
    labels = {
        name: str(entry[name])
        for name in ("provider", "category", "gateway")
        if _text(entry.get(name))
    }
    return labels | {
        kind: "; ".join(dict.fromkeys(details)) for kind, details in sorted(found.items())
    }
