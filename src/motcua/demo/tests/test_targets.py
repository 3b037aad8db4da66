# SPDX-License-Identifier: EUPL-1.2
"""The made-up plan has targets that are counted and targets that are reported."""

import datetime as dt

import pytest
from django.utils import timezone

from motcua.demo import rooms
from motcua.demo.calendar import at
from motcua.demo.plan import make_plan
from motcua.demo.setup import set_up
from motcua.demo.targets import make_targets
from motcua.plans.models import Plan, TargetReading
from motcua.plans.target_queries import targets_on

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("day", [dt.date(2026, 11, 23), dt.date(2027, 1, 8)])
def test_targets_are_bound(day: dt.date, monkeypatch: pytest.MonkeyPatch) -> None:
    now = at(day, "10:00")
    monkeypatch.setattr(timezone, "now", lambda: now)
    set_up()
    make_plan(now)
    make_targets(now)
    assert rooms.has_targets()
    plan = Plan.objects.get(number="15", title__contains="minh họa")
    told = {one.target.metric: one for one in targets_on(plan, day)}
    assert len(told) == 8
    money = told["Giải ngân kinh phí cải cách hành chính"]
    assert (money.by_hand, money.number, money.reached) == (True, 76.25, False)
    done = told["Hoàn thành nhiệm vụ của kế hoạch"]
    assert done.number is not None
    assert 0 < done.number < 100
    assert TargetReading.objects.count() == 4
