# SPDX-License-Identifier: EUPL-1.2
"""An office that is inspected: the control officer of its committee, a plan, and a visit brought to any state."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from motcua.dossiers.tests.office import Office, at, person
from motcua.inspections import acts
from motcua.inspections.acts import FindingIn, PlanIn, Preparation, Seen
from motcua.inspections.checklists import items_of
from motcua.inspections.models import Duty, InspectionFinding, InspectionPlan, Met, Visit
from motcua.law.roles import Role
from motcua.organisations.actors import Actor, actor_of

MARCH = dt.date(2026, 3, 9)


@dataclass
class Inspected:
    """The office with somebody who controls, and keys that are never used twice."""

    office: Office
    number: int = 0
    made: list[InspectionPlan] = field(default_factory=list)

    def __post_init__(self) -> None:
        if Role.CONTROL_OFFICER not in self.office.people:
            made = person("control", self.office.committee, Role.CONTROL_OFFICER, "Đầu mối kiểm soát")
            self.office.people[Role.CONTROL_OFFICER] = made

    @property
    def control(self) -> Actor:
        return self.office.actor(Role.CONTROL_OFFICER)

    @property
    def head(self) -> Actor:
        return self.office.actor(Role.AGENCY_HEAD)

    @property
    def section_head(self) -> Actor:
        return self.office.actor(Role.SECTION_HEAD)

    def key(self) -> str:
        self.number += 1
        return f"k{self.number}"

    def plan(self, year: int = 2026, share: int = 30) -> InspectionPlan:
        asked = PlanIn(f"Kế hoạch kiểm tra năm {year}", year, share, exceeds=True)
        when = at("2026-03-02 09:00")
        return acts.make_plan(self.control, self.office.committee, asked, self.key(), when)

    def in_force(self, *, drawn: bool = False) -> Visit:
        """A plan in force, and in it the visit of the section of justice."""
        plan = self.plan()
        if drawn:
            acts.draw_units(self.control, plan.pk, self.key(), now=at("2026-03-02 09:05"))
        visit = acts.add_unit(
            self.control, plan.pk, self.office.section.pk, "Nhiều hồ sơ quá hạn quý trước", self.key()
        )
        acts.put_in_force(self.head, plan.pk, "12/KH-UBND ngày 02/3/2026", self.key())
        return visit

    def announced(self) -> Visit:
        visit = self.in_force()
        told = Preparation(
            "KSTTHC",
            dt.date(2026, 3, 16),
            dt.date(2026, 3, 17),
            dt.date(2026, 1, 1),
            dt.date(2026, 3, 15),
            [
                (self.office.people[Role.CONTROL_OFFICER], Duty.LEADER),
                (self.office.people[Role.CLERK], Duty.SECRETARY),
            ],
        )
        return acts.announce(self.control, visit.pk, told, self.key(), at("2026-03-09 08:00"))

    def under_way(self) -> Visit:
        return acts.start(self.control, self.announced().pk, self.key(), at("2026-03-16 08:00"))

    def checked(self, unmet: tuple[str, ...] = ("B2",)) -> Visit:
        visit = self.under_way()
        seen = {
            item.code: Seen(Met.UNMET, "Ba thủ tục chưa có quy trình")
            if item.code in unmet
            else Seen(Met.MET, "")
            for item in items_of(visit.checklist)
        }
        return acts.check(self.control, visit.pk, seen, self.key())

    def finding(self, visit: Visit, item: str = "B2") -> InspectionFinding:
        told = FindingIn(
            "Ba thủ tục chưa có quy trình nội bộ được phê duyệt",
            "Xây dựng, trình phê duyệt ba quy trình còn thiếu",
            self.office.section.pk,
            dt.date(2026, 4, 15),
            ground="TT 03/2025/TT-VPCP",
            item=item,
            grave=True,
        )
        return acts.find(self.control, visit.pk, told, self.key())

    def reported(self) -> Visit:
        visit = self.checked()
        self.finding(visit)
        text = "Đơn vị thực hiện cơ bản đúng quy định.\nCòn thiếu quy trình nội bộ của ba thủ tục."
        return acts.report(self.control, visit.pk, text, "Rút kinh nghiệm trong toàn đơn vị.", self.key())

    def concluded(self) -> Visit:
        return acts.sign(self.head, self.reported().pk, self.key(), at("2026-03-20 10:00"))


def actor(office: Office, role: Role) -> Actor:
    """Somebody of the office on the Monday of these tests."""
    return actor_of(office.people[role], MARCH)
