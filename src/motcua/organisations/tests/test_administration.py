# SPDX-License-Identifier: EUPL-1.2
"""People, positions and units: who may change them, what may never happen, what stays on record."""

import datetime as dt

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from motcua.law.roles import Role
from motcua.law.separation import SEPARATION_RULES, Policy, Rule, rules_on_act, rules_on_roles
from motcua.law.transitions import Act
from motcua.organisations import acts
from motcua.organisations.actors import SYSTEM, Actor, Matter, actor_of
from motcua.organisations.acts import Details, Grant
from motcua.organisations.errors import (
    ChangeRefused,
    LastAdministrator,
    NotAdministrator,
    SeparationRefused,
)
from motcua.organisations.models import AdministrationRecord, Person, Position, Unit
from motcua.organisations.records import ADMIN_ACT_NAMES, AdminAct

pytestmark = pytest.mark.django_db
SINCE = dt.date(2025, 7, 1)


def _unit(code: str, parent: Unit | None = None) -> Unit:
    return Unit.objects.create(
        code=code,
        name=f"Đơn vị {code}",
        name_key=code,
        kind="section",
        parent=parent,
        ancestors=parent.lineage if parent else [],
        effective_from=SINCE,
    )


class House:
    def __init__(self) -> None:
        self.committee = _unit("committee")
        self.section = _unit("section", self.committee)
        self.elsewhere = _unit("elsewhere")
        self.admin = self.official("admin", self.committee, Role.SYSTEM_ADMIN)
        self.clerk = self.official("clerk", self.section, Role.SPECIALIST)
        self.day = timezone.localdate()

    def official(self, name: str, unit: Unit, role: Role) -> Person:
        person = Person.objects.create_person(name, f"Người {name}", None)
        Position.objects.create(person=person, unit=unit, role=role, title=name, effective_from=SINCE)
        return person

    def actor(self, person: Person) -> Actor:
        return actor_of(person, self.day)

    def grant(self, person: Person, role: Role, unit: Unit | None = None, **more: object) -> Grant:
        return Grant(person, unit or self.section, role, "Chức danh", self.day, **more)


@pytest.fixture
def house() -> House:
    return House()


def last() -> AdministrationRecord:
    return AdministrationRecord.objects.latest("id")


def test_nobody_else_administers(house: House) -> None:
    clerk, stranger = house.actor(house.clerk), house.official("other", house.elsewhere, Role.SYSTEM_ADMIN)
    for actor in (clerk, house.actor(stranger)):
        with pytest.raises(NotAdministrator):
            acts.grant_position(actor, house.grant(house.clerk, Role.CLERK))
        with pytest.raises(NotAdministrator):
            acts.locked_for(actor, house.admin.pk)
        with pytest.raises(NotAdministrator):
            acts.change_unit(actor, house.section.pk, Details("vn-admin", phone="1"), "")
    with pytest.raises(NotAdministrator):
        acts.require_may_open_accounts(clerk)


def test_a_unit_administrator_does_not_take_over_who_also_works_above(house: House) -> None:
    below = house.official("below", house.section, Role.SYSTEM_ADMIN)
    head = house.official("head", house.committee, Role.AGENCY_HEAD)
    Position.objects.create(
        person=head, unit=house.section, role=Role.SECTION_HEAD, title="t", effective_from=SINCE
    )
    with pytest.raises(NotAdministrator):
        acts.locked_for(house.actor(below), head.pk)
    assert acts.locked_for(house.actor(house.admin), head.pk) == head


def test_an_administrator_gives_themself_nothing(house: House) -> None:
    me = house.actor(house.admin)
    with pytest.raises(SeparationRefused):
        acts.grant_position(me, house.grant(house.admin, Role.AGENCY_HEAD))
    with pytest.raises(SeparationRefused):
        acts.locked_for(me, house.admin.pk)
    with pytest.raises(SeparationRefused):
        acts.deactivate_person(me, house.admin.pk, "nghỉ")
    position = house.clerk.positions.get()
    with pytest.raises(SeparationRefused):
        acts.delegate(me, position.pk, house.admin, house.day, house.day, "QĐ 1")


def test_the_last_administrator_stays(house: House) -> None:
    position = house.admin.positions.get()
    me = house.actor(house.admin)
    with pytest.raises(LastAdministrator):
        acts.end_position(me, position.pk, house.day, "thôi việc")
    second = Person.objects.create_person("second", "Người Hai", None)
    with pytest.raises(LastAdministrator):  # without an end, or it is no help
        acts.grant_position(
            SYSTEM,
            house.grant(
                second, Role.SYSTEM_ADMIN, house.committee, last_day=house.day + dt.timedelta(days=9)
            ),
        )
        acts.end_position(me, position.pk, house.day, "thôi việc")
    Position.objects.filter(person=second).update(effective_to=None)
    acts.end_position(me, position.pk, house.day, "thôi việc")
    with pytest.raises(LastAdministrator):
        acts.deactivate_person(SYSTEM, second.pk, "nghỉ")


def test_a_position_limited_to_a_field_or_a_procedure(house: House) -> None:
    person = Person.objects.create_person("new", "Người Mới", None)
    granted = acts.grant_position(
        house.actor(house.admin), house.grant(person, Role.SPECIALIST, fields=["HT"], procedures=["1.001"])
    )
    assert last().after["fields"] == ["HT"]
    actor, roles, units = house.actor(person), frozenset({Role.SPECIALIST}), frozenset({house.section.pk})
    assert actor.seat_for(roles, units, Matter("HT", "9.9"))
    assert actor.seat_for(roles, units, Matter("DD", "1.001"))
    assert actor.seat_for(roles, units, Matter("DD", "9.9")) is None
    assert actor.seat_for(roles, units, Matter("", "")) is None
    acts.change_scope(house.actor(house.admin), granted.position.pk, [], [], "TB 5")
    assert last().before == {"fields": ["HT"], "procedures": ["1.001"]}
    assert house.actor(person).seat_for(roles, units, Matter("DD", "9.9"))


def test_the_same_position_is_not_given_twice(house: House) -> None:
    with pytest.raises(ChangeRefused):
        acts.grant_position(house.actor(house.admin), house.grant(house.clerk, Role.SPECIALIST))


def test_a_rule_refuses_warns_and_is_relaxed_with_a_reason(house: House) -> None:
    me = house.actor(house.admin)
    head = house.official("head", house.committee, Role.AGENCY_HEAD)
    seal = house.grant(head, Role.CLERK, house.committee)
    with pytest.raises(SeparationRefused):
        acts.grant_position(me, seal)
    assert "Người dự thảo" in acts.grant_position(me, house.grant(head, Role.SPECIALIST)).warnings[0]
    with pytest.raises(ChangeRefused):
        acts.relax_separation(me, house.committee, Rule.SIGNER_SEALS, house.day, None, " ")
    waiver = acts.relax_separation(
        me, house.committee, Rule.SIGNER_SEALS, house.day, None, "Xã chỉ có một người"
    )
    granted = acts.grant_position(me, seal)
    assert granted.warnings and last().after["warnings"] == list(granted.warnings)
    acts.end_relaxation(me, waiver.pk, house.day - dt.timedelta(days=1), "Đã có văn thư")
    assert last().act == "end_relaxation"


def test_a_rule_that_refuses_nothing_is_not_relaxed(house: House) -> None:
    for rule in (Rule.GRANTS_TO_SELF, Rule.ADMINISTRATOR_HANDLES):
        with pytest.raises(ChangeRefused):
            acts.relax_separation(house.actor(house.admin), house.section, rule, house.day, None, "Ít người")


def test_a_delegation_does_not_get_around_the_rules(house: House) -> None:
    head = house.official("head", house.committee, Role.AGENCY_HEAD)
    inspector = house.official("inspector", house.committee, Role.INSPECTOR)
    with pytest.raises(SeparationRefused):
        acts.delegate(house.actor(head), head.positions.get().pk, inspector, house.day, house.day, "12/QĐ")


def test_ending_a_position_ends_its_delegations(house: House) -> None:
    position = house.clerk.positions.get()
    other = house.official("other", house.section, Role.SPECIALIST)
    later = house.day + dt.timedelta(days=30)
    made = acts.delegate(house.actor(house.clerk), position.pk, other, house.day, later, "12/QĐ")
    acts.end_position(house.actor(house.admin), position.pk, house.day, "Điều chuyển")
    made.refresh_from_db()
    assert made.effective_to == house.day


def test_a_corrected_name_is_found_without_accents(house: House) -> None:
    changed = acts.change_person(house.actor(house.admin), house.clerk.pk, "Nguyễn  Thị Ấm", "")
    assert (changed.full_name, changed.name_key) == ("Nguyễn Thị Ấm", "nguyen thi am")
    assert last().before == {"full_name": "Người clerk"}


def test_a_closed_account_and_an_open_one(house: House) -> None:
    me = house.actor(house.admin)
    assert not acts.deactivate_person(me, house.clerk.pk, "Nghỉ hưu").is_active
    with pytest.raises(ChangeRefused):
        acts.grant_position(me, house.grant(Person.objects.get(pk=house.clerk.pk), Role.CLERK))
    assert acts.reactivate_person(me, house.clerk.pk, "Trở lại").is_active
    assert [row.act for row in AdministrationRecord.objects.order_by("id")] == [
        "deactivate_person",
        "reactivate_person",
    ]


def test_a_section_is_opened_and_its_details_corrected(house: House) -> None:
    me = house.actor(house.admin)
    made = acts.add_unit(
        me, house.committee, "moi", "Bộ phận Mới", "section", house.day, Details("vn-admin"), "5/QĐ-UBND"
    )
    assert made.lineage == [house.committee.pk, made.pk]
    me = house.actor(house.admin)  # the new unit lies below as well
    acts.change_unit(me, made.pk, Details("vn-admin", phone="0220"), "")
    assert (last().before, last().after) == ({"phone": ""}, {"phone": "0220"})
    with pytest.raises(ChangeRefused):
        acts.change_unit(me, made.pk, Details("vn-admin-0700", phone="0220"), "")
    with pytest.raises(ChangeRefused):
        acts.add_unit(me, house.committee, "moi", "Khác", "section", house.day, Details("vn-admin"), "6/QĐ")


def test_nothing_is_recorded_when_nothing_changed(house: House) -> None:
    acts.change_person(house.actor(house.admin), house.clerk.pk, "Người clerk", "")
    acts.change_unit(house.actor(house.admin), house.section.pk, Details("vn-admin"), "")
    assert not AdministrationRecord.objects.exists()


@pytest.mark.parametrize(
    "statement",
    [
        "update organisations_administrationrecord set reason = ''",
        "delete from organisations_administrationrecord",
        "truncate organisations_administrationrecord",
    ],
)
def test_the_database_keeps_the_record(house: House, statement: str) -> None:
    acts.deactivate_person(house.actor(house.admin), house.clerk.pk, "Nghỉ")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        connection.cursor().execute(statement)
    assert last().reason == "Nghỉ"


def test_the_rules_are_whole() -> None:
    assert set(SEPARATION_RULES) == set(Rule)
    assert set(ADMIN_ACT_NAMES) == set(AdminAct)
    for rule in SEPARATION_RULES.values():
        assert (rule.on_act is None) == (rule.later is None) == (not rule.earlier)
        assert rule.on_act or rule.on_grant
    assert {rule.rule for rule in rules_on_act(Act.SIGN)} == {Rule.RECEIVER_SIGNS, Rule.DRAFTER_SIGNS}
    assert rules_on_act(Act.TRANSFER) == ()
    both = rules_on_roles(frozenset({Role.CLERK}), Role.AGENCY_HEAD)
    assert [(rule.rule, rule.on_grant) for rule in both] == [(Rule.SIGNER_SEALS, Policy.REFUSE)]
    assert both == rules_on_roles(frozenset({Role.AGENCY_HEAD}), Role.CLERK)
    assert rules_on_roles(frozenset({Role.CLERK}), Role.CLERK) == ()
