# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reports as one viewer may read them."""

from datetime import date

import pytest

from dijkwacht import verbs
from dijkwacht.base.message import Message
from dijkwacht.register.codes import Noun
from dijkwacht.register.records import TABLES
from dijkwacht.reports.class_record import record_report
from dijkwacht.reports.classes import classes_report
from dijkwacht.reports.obligations import obligations_report
from dijkwacht.reports.report import Report, as_csv, as_json
from dijkwacht.reports.words import Words
from dijkwacht.web.access import Reach, Sight, Viewer
from dijkwacht.web.ownership import COMMON
from dijkwacht.web.pages.sighted import Redaction, SightedNames, sighted
from dijkwacht.web.reasoning import REASONING
from dijkwacht.web.roles import Role

ON = date(2026, 11, 24)
WORDS = Words("en")

pytestmark = pytest.mark.django_db


def sight(reach: Reach, *own: str) -> Sight:
    viewer = Viewer(1, "Roos", Role.CONTRACT_MANAGER, None, reach, frozenset(own))
    return REASONING.on(ON).sight(viewer)


def told(report: Report) -> str:
    return as_json(report, WORDS) + "".join(as_csv(table, WORDS) for table in report.tables)


def hidden_words(seen: Sight) -> set[str]:
    """Ids and names of rows that may not be seen."""
    found: set[str] = set()
    for table in TABLES:
        if table in COMMON:
            continue
        rows = seen.register.table(table)
        ids = [id for id in rows["id"] if not seen.sees(table, id)]
        found |= set(ids)
        for column in (name for name in rows.columns if name.startswith("name")):
            names = rows.filter(rows["id"].is_in(ids))[column].drop_nulls()
            found |= set(names)
    return found


@pytest.mark.parametrize(
    "seen_by", [(Reach.OWN, "org-waterdam"), (Reach.OWN, "org-ijmeer"), (Reach.CENTRAL,)]
)
def test_no_report_tells_what_its_reader_may_not_see(seen_by: tuple[Reach, ...]) -> None:
    seen = sight(*seen_by)
    reasoned, names = REASONING.judged(ON), SightedNames(seen, WORDS)
    found = reasoned.classification
    reports = [
        classes_report("r", found, names),
        obligations_report("r", found, reasoned.obligations, (), names),
        record_report(
            "r", found, verbs.class_record(reasoned.opened, found, "svc-identiteit"), names
        ),
    ]
    text = "".join(told(sighted(report, seen)) for report in reports)
    assert [word for word in hidden_words(seen) if word in text] == []


def test_who_sees_all_reads_every_name() -> None:
    seen = sight(Reach.NAMED)
    found = REASONING.judged(ON).classification
    plain = classes_report("r", found, SightedNames(seen, WORDS))
    assert sighted(plain, seen) == plain
    assert "Waterdam Court: Court hearings" in told(plain)


def test_a_hidden_thing_is_called_by_its_kind_and_a_seen_one_by_its_name() -> None:
    names = SightedNames(sight(Reach.OWN, "org-waterdam"), WORDS)
    assert names.of(Noun.SERVICE, "svc-paspoorten") == "Passports"
    assert names.of(Noun.SERVICE, "svc-zittingen") == "a service of another organisation"
    assert names.of(Noun.SERVICE, None) is None
    assert names.column(Noun.SERVICE, "svc-zittingen", "name_nl") is None


def test_an_id_within_a_sentence_is_called_by_its_kind() -> None:
    cut = Redaction(sight(Reach.OWN, "org-waterdam"))
    said = cut.message(Message.of("x", by="svc-zittingen", own="svc-paspoorten", row="hrm-afval"))
    assert said.params["by"] == Message("hidden.service")
    assert said.params["own"] == "svc-paspoorten"
    assert cut.cell("svc-zittingen") is None
    assert cut.cell("svc-paspoorten") == "svc-paspoorten"
