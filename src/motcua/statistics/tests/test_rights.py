# SPDX-License-Identifier: EUPL-1.2
"""Whose figures are opened by whom, and who is shown the dossiers behind them."""

from __future__ import annotations

import datetime as dt

import pytest

from motcua.dossiers.tests.office import Office
from motcua.law.roles import Role
from motcua.organisations.actors import SYSTEM, actor_of, applicant
from motcua.organisations.models import Person, Position, Unit
from motcua.statistics.rights import may_list, may_see, scope_of

DAY = dt.date(2026, 3, 9)


@pytest.mark.parametrize("role", [Role.AGENCY_HEAD, Role.CENTRE_HEAD, Role.SECTION_HEAD])
def test_heads_open_the_commune_and_its_lists_and_nothing_above(office: Office, role: Role) -> None:
    actor = office.actor(role)
    assert scope_of(actor) == (office.commune.pk,)
    for unit in (office.commune, office.committee, office.section, office.centre):
        assert may_see(actor, unit.pk) and may_list(actor, unit.pk)
    above = office.commune.parent_id
    assert above is not None and not may_see(actor, above)


@pytest.mark.parametrize("role", [Role.RECEPTION, Role.SPECIALIST, Role.CLERK, Role.RETURN_OFFICER])
def test_officers_open_the_figures_of_their_agency_without_names(office: Office, role: Role) -> None:
    actor = office.actor(role)
    assert may_see(actor, office.committee.pk) and not may_list(actor, office.committee.pk)


def test_a_control_officer_of_the_province_opens_everything_below_it(office: Office) -> None:
    province = Unit.objects.get(pk=office.commune.parent_id)
    person = Person.objects.create_person("t-control", "Người Thử", None)
    Position.objects.create(
        person=person, unit=province, role=Role.CONTROL_OFFICER, title="Kiểm soát", effective_from=DAY
    )
    actor = actor_of(person, DAY)
    assert scope_of(actor) == (province.pk,)
    assert may_list(actor, office.committee.pk)


def test_without_a_position_nothing_opens(office: Office) -> None:
    nobody = actor_of(Person.objects.create_person("t-nobody", "Người Thử", None), DAY)
    for actor in (nobody, applicant(1, "Nguyễn Văn Mẫu")):
        assert scope_of(actor) == ()
        assert not may_see(actor, office.committee.pk) and not may_list(actor, office.committee.pk)
    assert scope_of(SYSTEM) is None and may_see(SYSTEM, office.committee.pk)


def test_a_position_that_ended_opens_nothing(office: Office) -> None:
    Position.objects.filter(person=office.people[Role.AGENCY_HEAD]).update(effective_to=DAY)
    assert scope_of(office.actor(Role.AGENCY_HEAD, DAY + dt.timedelta(days=1))) == ()
