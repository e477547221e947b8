# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The systemic test of suppliers: how much of the whole government leans on each. It counts all
organisations, so who looks at one alone reads what it is and who can look."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, cast

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse

from dijkwacht import verbs
from dijkwacht.base.errors import NotInRegister, WrongQuestion
from dijkwacht.base.message import Message
from dijkwacht.findings.critical_use import Level
from dijkwacht.findings.systemic import FormName
from dijkwacht.register.codes import Noun
from dijkwacht.reports.report import Cell, Report, Table
from dijkwacht.reports.systemic import Tested, systemic_report
from dijkwacht.reports.systemic_one import One, systemic_one_report
from dijkwacht.verbs.weighing import Weighed
from dijkwacht.web.access import Reach
from dijkwacht.web.exports.sheet import Link
from dijkwacht.web.judged import Judged, judged
from dijkwacht.web.pages.export import asked
from dijkwacht.web.pages.needs import needs
from dijkwacht.web.pages.templatetags.report_tables import address
from dijkwacht.web.reading import Asking
from dijkwacht.web.roles import WHOLE_STATE, Right, Role

SHUT: Final = frozenset(("indicators", "bodies"))
"""Tables that count by kind and name who was counted: by its kind and standing an organisation can
be recognised under any name."""
TOLD: Final = ("systemic.told.met", "systemic.told.not-met", "systemic.told.unknown")


@dataclass(frozen=True, slots=True)
class Question:
    """How the test is asked."""

    form: FormName
    level: Level

    @classmethod
    def of(cls, request: Asking) -> "Question":
        """That of the address. WrongQuestion for what there is not."""
        form = request.GET.get("by", FormName.GOVERNMENT.value)
        level = request.GET.get("level", Level.CHAIN.value)
        for value, known in ((form, FormName), (level, Level)):
            if value not in {one.value for one in known}:
                known_ = ", ".join(one.value for one in known)
                raise WrongQuestion("systemic-question", value=value, known=known_)
        return cls(FormName(form), Level(level))


@needs(Right.READ)
def systemic(request: Asking) -> HttpResponse:
    """On which suppliers does so much lean that all of the state would feel it?"""
    held = judged(request)
    if held.is_own:
        return render(request, "systemic.html", {"own": True, "roles": _who()})
    question = Question.of(request)
    report = _told(held, systemic_report(tested(held, question), held.names))
    file = asked(request, report.tables)
    if file is not None:
        return cast(HttpResponse, file)
    linked = replace(report, tables=tuple(_linked(one, request) for one in report.tables))
    return render(request, "systemic.html", {"report": linked, **_form(question)})


@needs(Right.READ)
def systemic_supplier(request: Asking, supplier: str) -> HttpResponse:
    """What was counted for this supplier, of what, and against which threshold?"""
    held = judged(request)
    if held.sight.real("suppliers", supplier) is None:
        raise Http404(supplier)
    if held.is_own:
        return render(request, "systemic.html", {"own": True, "roles": _who()})
    question, opened = Question.of(request), held.reasoned.opened
    of = tested(held, question)
    try:
        one = verbs.systemic_supplier(
            opened, held.found.classes, weighed(held, question.form), supplier, question.level
        )
    except NotInRegister as fault:
        raise Http404(supplier) from fault
    made = systemic_one_report(of, One(one.supplier, one.subjects, one.ways), held.names)
    report = _told(held, made)
    file = asked(request, report.tables)
    if file is not None:
        return cast(HttpResponse, file)
    context = {
        "report": report,
        "name": held.names.of(Noun.SUPPLIER, supplier),
        "supplier": supplier,
        **_form(question),
    }
    return render(request, "systemic_one.html", context)


def weighed(held: Judged, form: FormName) -> Weighed:
    """The test of all suppliers; made once for each register. RuleNotInForce where policy has no
    such form."""
    opened, classes = held.reasoned.opened, held.found.classes
    return held.reasoned.once(f"systemic {form}", lambda: verbs.systemic(opened, classes, form))


def tested(held: Judged, question: Question) -> Tested:
    """The test as reports tell it."""
    made = weighed(held, question.form)
    return Tested(
        register="",
        graph=held.reasoned.opened.graphs.every,
        found=made.found,
        sure=made.sure,
        provisional=made.provisional,
        critical=made.critical,
        unlinked=made.unlinked,
        level=question.level,
    )


def _told(held: Judged, report: Report) -> Report:
    """The report as the reader may know it: to who sees organisations under other names only the
    verdicts, and of suppliers with fewer than three organisations not even those."""
    shown = held.redaction.report(report)
    open_ = held.viewer.reach is Reach.NAMED
    left_out = ("outage.of", *(() if open_ else TOLD))  # the register stands in the frame
    before = tuple(one for one in shown.before if one.code not in left_out)
    if open_:
        return replace(shown, before=before)
    tables = tuple(_few(held, one) for one in shown.tables if one.key not in SHUT)
    return replace(shown, before=before, tables=tables)


def _few(held: Judged, table: Table) -> Table:
    """The table without what rests on one or two organisations."""
    at = [column.key for column in table.columns].index("bodies")
    columns = [
        replace(one, cell=Cell.TEXT) if one.key == "bodies" else one for one in table.columns
    ]
    rows = [row if held.sight.told(row[at]) is not None else _blank(row, at) for row in table.rows]
    return replace(table, columns=tuple(columns), rows=rows)


def _blank(row: Sequence[Any], at: int) -> tuple[Any, ...]:
    return (*row[:at], Message("home.few"), *(None for _ in row[at + 1 :]))


def _linked(table: Table, request: Asking) -> Table:
    """The table with each supplier as a link to what was counted for it."""
    keys = [column.key for column in table.columns]
    name, id = keys.index("supplier"), keys.index("supplier_id")
    query = address(request.GET, form=None, table=None, all=None)
    rows = [
        tuple(
            Link(str(cell), reverse("systemic-supplier", args=[row[id]]) + query)
            if at == name and row[id]
            else cell
            for at, cell in enumerate(row)
        )
        for row in table.rows
    ]
    return replace(table, rows=rows)


def _form(question: Question) -> dict[str, Any]:
    return {"forms": list(FormName), "levels": list(Level), "question": question}


def _who() -> list[Role]:
    """The roles that look at all organisations and read the register."""
    return sorted(WHOLE_STATE - {Role.ADMINISTRATOR})


PATHS = [
    path("systemic/", systemic, name="systemic"),
    path("systemic/<path:supplier>/", systemic_supplier, name="systemic-supplier"),
]
