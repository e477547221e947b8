# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
from builders import delivery, fallback, helped, needs, organisation, owned, service, supplier
from sector import classes_of, critical, easy, weighed

from dijkwacht.findings.classes import Class
from dijkwacht.register.codes import Role
from dijkwacht.register.records import Supplier
from dijkwacht.register.row import Row

WATERDAM, DUINWIJK = organisation("Waterdam"), organisation("Duinwijk")
PASPOORTEN, INLOG = critical(WATERDAM, "Paspoorten"), critical(DUINWIJK, "Inlog")
NIMBUS, POLDER = supplier("Nimbus"), supplier("Polder")
HOSTING = easy(NIMBUS, "Hosting")
SPACE = easy(POLDER, "Ruimte", role=Role.SUBCONTRACTOR)


def used(*rows: Row, **classes: Class) -> set[tuple[str, str, str]]:
    """Level, supplier and organisation of all critical use."""
    found = weighed(*rows, classes=classes_of(rows, **classes) if classes else None).use
    return {
        (level, found.providers[provider], found.bodies[body])
        for level, provider, body in found.pairs.select("level", "provider", "body").iter_rows()
    }


def of(who: Supplier, body: Row, *levels: str) -> set[tuple[str, str, str]]:
    return {(level, who.id, body.id) for level in levels}


ALL = ("party", "group", "chain")


def test_who_delivers_to_a_critical_service_counts_at_every_level() -> None:
    rows = (WATERDAM, PASPOORTEN, NIMBUS, HOSTING, *needs(PASPOORTEN, HOSTING))
    assert used(*rows) == of(NIMBUS, WATERDAM, *ALL)


def test_a_service_that_is_not_critical_does_not_count() -> None:
    rows = (WATERDAM, PASPOORTEN, NIMBUS, HOSTING, *needs(PASPOORTEN, HOSTING))
    assert used(*rows, svc_waterdam_paspoorten=Class.O) == set()


def test_a_delivery_that_only_helps_does_not_count() -> None:
    rows = (WATERDAM, PASPOORTEN, NIMBUS, HOSTING)
    assert used(*rows, *helped(PASPOORTEN, HOSTING, share=3_000)) == set()


def test_a_fallback_does_not_count() -> None:
    other = easy(POLDER, "Reserve")
    need = needs(PASPOORTEN, HOSTING)
    spare = fallback("Reserve", need[0])
    rows = (WATERDAM, PASPOORTEN, NIMBUS, POLDER, HOSTING, other, *need, spare)
    assert used(*rows, *needs(spare, other)) == of(NIMBUS, WATERDAM, *ALL)


def test_each_of_several_that_could_deliver_counts() -> None:
    other = easy(POLDER, "Hosting")
    rows = (WATERDAM, PASPOORTEN, NIMBUS, POLDER, HOSTING, other)
    found = used(*rows, *needs(PASPOORTEN, HOSTING, other))
    assert found == of(NIMBUS, WATERDAM, *ALL) | of(POLDER, WATERDAM, *ALL)


def test_a_subcontractor_of_any_rank_counts_with_subcontracting_alone() -> None:
    deep = easy(supplier("Zilverlijn"), "Stroom", role=Role.HOST)
    zilverlijn = supplier("Zilverlijn")
    rows = (WATERDAM, PASPOORTEN, NIMBUS, POLDER, zilverlijn, HOSTING, SPACE, deep)
    found = used(*rows, *needs(PASPOORTEN, HOSTING), *needs(HOSTING, SPACE), *needs(SPACE, deep))
    assert found - of(NIMBUS, WATERDAM, *ALL) == of(POLDER, WATERDAM, "chain") | of(
        zilverlijn, WATERDAM, "chain"
    )


def test_a_reseller_and_a_maker_do_not_count() -> None:
    sold = easy(NIMBUS, "Licentie", role=Role.RESELLER)
    made = easy(POLDER, "Programma", role=Role.MAKER)
    rows = (WATERDAM, PASPOORTEN, NIMBUS, POLDER, sold, made)
    assert used(*rows, *needs(PASPOORTEN, sold), *needs(PASPOORTEN, made)) == set()


def test_a_role_that_is_not_known_is_the_one_that_policy_assumes() -> None:
    unsaid = easy(NIMBUS, "Hosting", role=None)
    rows = (WATERDAM, PASPOORTEN, NIMBUS, unsaid, *needs(PASPOORTEN, unsaid))
    assert used(*rows) == of(NIMBUS, WATERDAM, *ALL)


def test_a_group_counts_for_its_head() -> None:
    head = supplier("Nimbus Holding")
    rows = (WATERDAM, PASPOORTEN, NIMBUS, head, owned(NIMBUS, head), HOSTING)
    found = used(*rows, *needs(PASPOORTEN, HOSTING))
    assert found == of(NIMBUS, WATERDAM, "party") | of(head, WATERDAM, "group", "chain")


def test_through_the_service_of_another_it_is_a_subcontractor() -> None:
    """Waterdam receives its log-in from Duinwijk; Nimbus delivers to Duinwijk."""
    rows = (WATERDAM, DUINWIJK, PASPOORTEN, INLOG, NIMBUS, HOSTING)
    found = used(*rows, *needs(PASPOORTEN, INLOG), *needs(INLOG, HOSTING))
    assert found == of(NIMBUS, DUINWIJK, *ALL) | of(NIMBUS, WATERDAM, "chain")


def test_through_a_service_of_its_own_it_is_not() -> None:
    own = service("Bureau", organisation_id=WATERDAM.id)
    rows = (WATERDAM, PASPOORTEN, own, NIMBUS, HOSTING, *needs(PASPOORTEN, own))
    found = used(*rows, *needs(own, HOSTING), svc_bureau=Class.O)
    assert found == of(NIMBUS, WATERDAM, *ALL)


def test_feedback_ends() -> None:
    rows = (WATERDAM, DUINWIJK, PASPOORTEN, INLOG, NIMBUS, HOSTING)
    loop = (*needs(PASPOORTEN, INLOG), *needs(INLOG, PASPOORTEN), *needs(INLOG, HOSTING))
    assert of(NIMBUS, WATERDAM, "chain") <= used(*rows, *loop)


def test_more_organisations_than_a_block_holds_are_all_counted() -> None:
    shared = easy(NIMBUS, "Hosting")
    bodies = [organisation(f"Gemeente {number:04}") for number in range(1_100)]
    services = [critical(body) for body in bodies]
    need = [row for one in services for row in needs(one, shared)]
    found = used(*bodies, *services, NIMBUS, shared, *need)
    assert found == {key for body in bodies for key in of(NIMBUS, body, *ALL)}


def test_answers_are_yes_of_one_delivery_no_of_all_and_else_unknown() -> None:
    bound = easy(NIMBUS, "Vast", substitutability="not")
    unsaid = delivery(NIMBUS, id="del-onbekend")
    easily = easy(NIMBUS, "Los")
    for parts, told in (((easily, bound), True), ((easily, unsaid), None), ((easily,), False)):
        rows = (WATERDAM, PASPOORTEN, NIMBUS, *parts)
        need = [row for part in parts for row in needs(PASPOORTEN, part)]
        pairs = weighed(*rows, *need).use.pairs
        assert pairs["no_alternative"].to_list() == [told] * 3


def test_what_is_only_estimated_can_be_left_out() -> None:
    guessed = easy(NIMBUS, "Gok", confidence="estimated")
    rows = (WATERDAM, PASPOORTEN, NIMBUS, guessed, *needs(PASPOORTEN, guessed))
    assert weighed(*rows).use.pairs.height == 3
    assert weighed(*rows, estimates=False).use.pairs.height == 0
