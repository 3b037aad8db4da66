# SPDX-License-Identifier: EUPL-1.2
"""A made-up plan in force in the office of the tests, with its work opened on Monday 09/03/2026."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from motcua.dossiers.tests.office import Office, at, person
from motcua.law.roles import Role
from motcua.organisations.actors import Actor, actor_of
from motcua.organisations.models import Person
from motcua.plans.acts.opening import open_works
from motcua.plans.models import Decision, Plan, PlanState, PlanTask, Recurrence, TaskWork
from motcua.plans.work_performing import Press

D = dt.date
MONDAY = "2026-03-09 10:00"


@dataclass
class Living:
    """The plan, its work by the first word of the task, and the people around it."""

    office: Office
    plan: Plan
    control: Person

    def work(self, word: str, period: str = "") -> TaskWork:
        """The work of the task that begins with `word`."""
        return TaskWork.objects.select_related("task", "plan__unit", "unit").get(
            plan=self.plan, task__content__startswith=word, period=period
        )

    def actor(self, role: Role) -> Actor:
        """Somebody of the office; the control officer is one of their own."""
        if role is Role.CONTROL_OFFICER:
            return actor_of(self.control, D(2026, 3, 9))
        return self.office.actor(role)


def press(key: str, when: str = MONDAY) -> Press:
    """A press at a local moment."""
    return Press(key, at(when))


def open_plan(office: Office, **head: Any) -> Living:
    """A plan of the commune's committee for 2026 with five tasks, in force since 2 March."""
    control = person("control", office.committee, Role.CONTROL_OFFICER, "Cán bộ đầu mối kiểm soát")
    values = {
        "unit": office.committee,
        "state": PlanState.IN_FORCE,
        "kind": "Kế hoạch",
        "number": "15",
        "symbol": "KH-UBND",
        "title": "Kiểm soát thủ tục hành chính năm 2026 (thử nghiệm)",
        "year": 2026,
        "issued_on": D(2026, 1, 20),
        "created_at": at("2026-01-20 08:00"),
        "put_in_force_at": at("2026-03-02 08:00"),
    }
    plan = Plan.objects.create(**{**values, **head})
    task(plan, "Rà soát thủ tục", lead_unit=office.section, due=D(2026, 3, 31), product="Báo cáo rà soát")
    task(plan, "Niêm yết công khai", lead_unit=office.section, due=D(2026, 3, 6), section="II. Công khai")
    task(plan, "Báo cáo quý", lead_unit=office.centre, recurrence=Recurrence.QUARTERLY, due_text="Hằng quý")
    task(plan, "Tập huấn", due_text="Trong năm 2026", lead_text="Văn phòng (chưa rõ)")
    task(plan, "Đăng ký sáng kiến", lead_group="sections", due=D(2026, 6, 30))
    open_works(plan.pk, at(MONDAY))
    return Living(office, plan, control)


def task(plan: Plan, content: str, **values: Any) -> PlanTask:
    """An accepted task at the end of the plan."""
    told = {"section": "I. Nhiệm vụ", "decision": Decision.ACCEPTED, "lead_text": "Đơn vị chủ trì"}
    return PlanTask.objects.create(
        plan=plan, order=plan.tasks.count() * 10 + 10, content=content, **{**told, **values}
    )
