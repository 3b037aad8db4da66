# SPDX-License-Identifier: EUPL-1.2
"""Which units take part, when each was inspected last, and what an agency below is told of its inspection."""

import datetime as dt

import pytest

from motcua.dossiers.tests.office import BEGINNING, at, person
from motcua.inspections import acts
from motcua.inspections.acts import FindingIn, PlanIn, Preparation, Seen
from motcua.inspections.checklists import items_of
from motcua.inspections.errors import InspectionRefused, InspectionUnknown
from motcua.inspections.models import Duty, InspectionPlan, Met, UnitGroup, Visit, VisitState
from motcua.inspections.places import candidates, last_years
from motcua.inspections.queries import announced_to, finding_for, followed, plan_for, visit_for
from motcua.inspections.tests.story import Inspected
from motcua.law.roles import Role
from motcua.organisations.actors import actor_of
from motcua.organisations.models import Succession, SuccessionKind, Unit, UnitKind

DAY = dt.date(2026, 3, 9)


def unit(code: str, kind: UnitKind, parent: Unit, ends: dt.date | None = None) -> Unit:
    return Unit.objects.create(
        code=code,
        name=f"Đơn vị {code}",
        name_key=code,
        kind=kind,
        parent=parent,
        ancestors=parent.lineage,
        letter_symbol="UBND",
        place_name="Thử Nghiệm",
        effective_from=BEGINNING,
        effective_to=ends,
    )


def test_a_unit_inherits_the_year_of_those_it_came_from(inspected: Inspected) -> None:
    committee, section = inspected.office.committee, inspected.office.section
    first = unit("t-first", UnitKind.SECTION, committee, dt.date(2024, 6, 30))
    second = unit("t-second", UnitKind.SECTION, committee, dt.date(2025, 6, 30))
    for earlier, later, day in ((first, second, "2024-07-01"), (second, section, "2025-07-01")):
        Succession.objects.create(
            predecessor=earlier, successor=later, kind=SuccessionKind.RENAMED, effective_on=day
        )
    told = {"title": "Kế hoạch cũ", "share": 30, "exceeds": False, "made_at": at("2023-01-05 08:00")}
    old = InspectionPlan.objects.create(unit=committee, year=2023, **told)
    Visit.objects.create(plan=old, unit=first, state=VisitState.CLOSED)
    assert last_years([section.pk, inspected.office.centre.pk], 2026) == {section.pk: 2023}
    assert last_years([section.pk], 2023) == {}
    units = {one.code for one in candidates(committee, 2026, DAY, ())}
    assert units == {"t-centre", "t-justice", "t-land"}, "units that ended take no part"


def test_an_agency_above_inspects_the_committees_below(inspected: Inspected) -> None:
    office = inspected.office
    province = office.commune.parent
    assert province is not None
    upper = unit("t-tinh", UnitKind.PEOPLES_COMMITTEE, province)
    unit("t-so", UnitKind.DEPARTMENT, upper)
    found = {one.code: one.group for one in candidates(upper, 2026, DAY, ())}
    assert found == {"t-ubnd": UnitGroup.COMMITTEE.label, "t-so": UnitGroup.DEPARTMENT.label}
    control = actor_of(person("tinh-ks", upper, Role.CONTROL_OFFICER, "Đầu mối"), DAY)
    head = actor_of(person("tinh-ct", upper, Role.AGENCY_HEAD, "CHỦ TỊCH"), DAY)
    asked = PlanIn("Kế hoạch kiểm tra của tỉnh", 2026, 50, exceeds=False)
    with pytest.raises(InspectionRefused, match="không có quyền"):
        acts.make_plan(inspected.control, upper, asked, "p0")
    plan = acts.make_plan(control, upper, asked, "p1")
    visit = acts.add_unit(control, plan.pk, office.committee.pk, "Có nhiều phản ánh của người dân", "p2")
    acts.put_in_force(head, plan.pk, "3/KH-UBND ngày 02/3/2026", "p3")
    below = inspected.head
    with pytest.raises(InspectionUnknown):
        visit_for(below, visit.pk)
    with pytest.raises(InspectionUnknown):
        plan_for(below, plan.pk)
    leader = [(person("tinh-tv", upper, Role.SPECIALIST, "Chuyên viên"), Duty.LEADER)]
    days = (dt.date(2026, 3, 12), dt.date(2026, 3, 13), dt.date(2026, 1, 1), dt.date(2026, 3, 1))
    acts.announce(control, visit.pk, Preparation("KSTTHC", *days, leader), "p4", at("2026-03-09 08:00"))
    assert visit_for(below, visit.pk).pk == visit.pk and [one.pk for one in announced_to(below)] == [visit.pk]
    member = actor_of(leader[0][0], DAY)
    acts.start(member, visit.pk, "p5", at("2026-03-12 08:00"))
    visit.refresh_from_db()
    acts.check(member, visit.pk, {item.code: Seen(Met.MET, "") for item in items_of(visit.checklist)}, "p6")
    told = FindingIn("Niêm yết thiếu mười thủ tục", "Niêm yết đủ", office.committee.pk, dt.date(2026, 4, 1))
    with pytest.raises(InspectionRefused, match="Kiến nghị"):
        acts.find(member, visit.pk, FindingIn(told.content, "Đủ", told.unit_id, told.due), "p7")
    finding = acts.find(
        member, visit.pk, FindingIn(told.content, "Niêm yết đủ trong tháng", told.unit_id, told.due), "p8"
    )
    with pytest.raises(InspectionUnknown):
        finding_for(below, finding.pk)
    acts.report(member, visit.pk, "Cơ bản đúng quy định, còn thiếu niêm yết.", "", "p9")
    acts.sign(head, visit.pk, "p10", at("2026-03-20 09:00"))
    assert finding_for(below, finding.pk).pk == finding.pk
    assert [one.pk for one in followed(below, dt.date(2026, 3, 21))] == [finding.pk]
