# SPDX-License-Identifier: EUPL-1.2
"""Who stands in for whom, and what it lets them do."""

import datetime as dt

import pytest

from motcua.law.roles import Role
from motcua.organisations.actors import actor_of
from motcua.organisations.acts import delegate, end_delegation, record_absence
from motcua.organisations.errors import DelegationRefused, NotYours
from motcua.organisations.models import Person, Position, Unit

pytestmark = pytest.mark.django_db
SINCE = dt.date(2025, 7, 1)
DAY = dt.date(2026, 3, 9)


def _unit(code: str, parent: Unit | None = None) -> Unit:
    return Unit.objects.create(
        code=code,
        name=code,
        name_key=code,
        kind="section",
        parent=parent,
        ancestors=parent.lineage if parent else [],
        effective_from=SINCE,
    )


def _official(name: str, unit: Unit, role: Role) -> tuple[Person, Position]:
    person = Person.objects.create_person(name, name, None)
    return person, Position.objects.create(
        person=person, unit=unit, role=role.value, title=role.value, effective_from=SINCE
    )


@pytest.fixture
def office() -> dict[str, tuple[Person, Position]]:
    committee = _unit("committee")
    section = _unit("section", committee)
    return {
        "head": _official("head", committee, Role.AGENCY_HEAD),
        "deputy": _official("deputy", committee, Role.SECTION_HEAD),
        "clerk": _official("clerk", section, Role.SPECIALIST),
        "stranger": _official("stranger", _unit("elsewhere"), Role.AGENCY_HEAD),
    }


def test_a_delegate_acts_for_the_holder_on_those_days_only(office) -> None:
    head, position = office["head"]
    deputy, _ = office["deputy"]
    last = DAY + dt.timedelta(days=2)
    delegate(actor_of(head, DAY), position.pk, deputy, DAY, last, "12/QĐ-UBND ngày 08/3/2026")
    seat = actor_of(deputy, DAY).seat_for(frozenset({Role.AGENCY_HEAD}), frozenset({position.unit_id}))
    assert seat is not None
    assert seat.owner_id == head.pk
    assert seat.delegation == "12/QĐ-UBND ngày 08/3/2026"
    after = actor_of(deputy, last + dt.timedelta(days=1))
    assert not after.holds(Role.AGENCY_HEAD)


def test_a_head_may_delegate_a_position_below(office) -> None:
    _, position = office["clerk"]
    made = delegate(actor_of(office["head"][0], DAY), position.pk, office["deputy"][0], DAY, DAY, "QĐ 1")
    assert made.decided_by == office["head"][0]


def test_nobody_else_may(office) -> None:
    _, position = office["head"]
    with pytest.raises(NotYours):
        delegate(actor_of(office["stranger"][0], DAY), position.pk, office["deputy"][0], DAY, DAY, "QĐ 1")


def test_what_was_delegated_cannot_be_delegated_on(office) -> None:
    head, position = office["head"]
    outsider, outside = office["stranger"]
    delegate(actor_of(outsider, DAY), outside.pk, office["clerk"][0], DAY, DAY, "QĐ 1")
    with pytest.raises(NotYours):
        delegate(actor_of(office["clerk"][0], DAY), position.pk, office["deputy"][0], DAY, DAY, "QĐ 2")
    assert head.pk


@pytest.mark.parametrize(
    ("first", "last", "document"),
    [
        (DAY, DAY - dt.timedelta(days=1), "QĐ 1"),
        (DAY, DAY, "  "),
        (SINCE - dt.timedelta(days=9), DAY, "QĐ 1"),
    ],
)
def test_a_delegation_that_cannot_be_is_refused(office, first: dt.date, last: dt.date, document: str) -> None:
    head, position = office["head"]
    with pytest.raises(DelegationRefused):
        delegate(actor_of(head, DAY), position.pk, office["deputy"][0], first, last, document)


def test_a_delegation_ends_early_but_never_grows(office) -> None:
    head, position = office["head"]
    last = DAY + dt.timedelta(days=5)
    made = delegate(actor_of(head, DAY), position.pk, office["deputy"][0], DAY, last, "QĐ 1")
    with pytest.raises(DelegationRefused):
        end_delegation(actor_of(head, DAY), made.pk, last + dt.timedelta(days=1))
    assert end_delegation(actor_of(head, DAY), made.pk, DAY).effective_to == DAY


def test_absence_is_told_by_the_person_or_a_head(office) -> None:
    clerk, _ = office["clerk"]
    assert record_absence(actor_of(office["head"][0], DAY), clerk, DAY, DAY, "Nghỉ phép").recorded_by
    with pytest.raises(NotYours):
        record_absence(actor_of(office["stranger"][0], DAY), clerk, DAY, DAY, "Nghỉ phép")
