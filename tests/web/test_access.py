# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What each sees of the register: their own, all under other names, or all."""

from datetime import date

import pytest

from dijkwacht.register.codes import Noun
from dijkwacht.register.records import TABLES
from dijkwacht.reports.names import Names
from dijkwacht.web.access import Reach, Sight, Viewer
from dijkwacht.web.ownership import CENTRE, COMMON, unowned
from dijkwacht.web.reasoning import REASONING
from dijkwacht.web.roles import Role

ON = date(2026, 11, 24)

pytestmark = pytest.mark.django_db


def sight(reach: Reach, *own: str) -> Sight:
    viewer = Viewer(1, "Roos", Role.CONTRACT_MANAGER, None, reach, frozenset(own))
    return REASONING.on(ON).sight(viewer)


def test_every_table_has_an_owner() -> None:
    assert unowned() == []


@pytest.mark.parametrize("table", [name for name in TABLES if name not in COMMON])
def test_of_another_organisation_no_row_is_seen(table: str) -> None:
    seen = sight(Reach.OWN, "org-waterdam")
    owners = seen.owners.by_id(table)
    assert all(owners[id] in ("org-waterdam", "") for id in seen.table(table)["id"])
    assert sight(Reach.NAMED).table(table).equals(seen.register.table(table))


def test_own_rows_are_seen() -> None:
    names = sight(Reach.OWN, "org-waterdam").table("services")["name"].to_list()
    assert "Paspoorten" in names
    assert "Zittingen" not in names


def test_the_centre_sees_every_row_and_no_name_or_id() -> None:
    for table in TABLES:
        seen = sight(Reach.CENTRAL)
        rows, real = seen.table(table), seen.register.table(table)
        assert rows.height == real.height
        if table not in COMMON:
            whose = seen.owners.frame(table)["owner"].fill_null("?")
            rows, real = (one.filter(~whose.is_in(["", CENTRE])) for one in (rows, real))
            told = {str(value) for row in rows.rows() for value in row}
            ids = set(real["id"])
            texts = ("name", "name_nl", "name_en")
            names = {text for one in texts if one in real.columns for text in real[one]} - {None}
            assert not told & (ids | names), table


def test_a_thing_of_another_is_called_by_its_kind() -> None:
    seen = sight(Reach.OWN, "org-waterdam")
    names = Names(seen.register, "en")
    assert seen.label(Noun.SERVICE, "svc-paspoorten", names).name == "Passports"
    hidden = seen.label(Noun.SERVICE, "svc-zittingen", names)
    assert (getattr(hidden.name, "code", ""), hidden.id) == ("hidden.service", None)
    assert seen.label(Noun.SUPPLIER, "sup-nimbus", names).id == "sup-nimbus"
