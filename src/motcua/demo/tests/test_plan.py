# SPDX-License-Identifier: EUPL-1.2
"""The plan of the demonstration shows work in all states, whenever it is set up."""

import datetime as dt

import pytest

from motcua.demo import rooms
from motcua.demo.calendar import at
from motcua.demo.plan import make_plan
from motcua.demo.setup import set_up
from motcua.plans.covering import coverage_of
from motcua.plans.models import Plan, TaskWork
from motcua.plans.work_queries import standing_on
from motcua.plans.working.standing import Standing

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("day", [dt.date(2026, 11, 23), dt.date(2027, 1, 8)])
def test_the_plan_has_work_in_all_states(day: dt.date) -> None:
    set_up()
    now = at(day, "10:00")
    make_plan(now)
    assert rooms.has_plans()
    plan = Plan.objects.get(number="15", title__contains="minh họa")
    works = TaskWork.objects.filter(plan=plan)
    found = {standing_on(work, day) for work in works}
    assert found >= {
        *(Standing.LATE, Standing.DUE_SOON, Standing.IN_PROGRESS, Standing.NOT_STARTED),
        *(Standing.DONE, Standing.CANCELLED),
    }
    assert works.exclude(asked_due=None).exists()
    assert plan.tasks.count() == 15
    assert plan.higher is not None
    upper = coverage_of(plan.higher)
    assert len(upper.duties) == 5
    assert len(upper.untaken) == 1
    assert len(upper.partly) == 4  # the other committee made no plan
