# SPDX-License-Identifier: EUPL-1.2
"""A round looks only at what a new day or a new step may have changed, and asks the same few questions otherwise."""

import dataclasses
import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.desk.models import Mail
from motcua.dossiers.tests.office import at, open_office
from motcua.law.roles import Role
from motcua.organisations.models import Person
from motcua.plans.acts import extending, targets, tasks
from motcua.plans.acts.opening import open_all, open_works
from motcua.plans.models import Decision, Plan, PlanTarget, TargetDay, WorkState
from motcua.plans.targets import keeping
from motcua.plans.tending import Tended, tend
from motcua.plans.tests.living import Living, open_plan, press
from motcua.statistics import FiguresBehind

pytestmark = pytest.mark.django_db

NIGHT = "2026-03-10 00:10"
MORNING = "2026-03-10 08:00"


@pytest.fixture
def living() -> Living:
    return open_plan(open_office())


def round_at(moment: str, monkeypatch: pytest.MonkeyPatch) -> tuple[Tended, int]:
    """What one round did, and how many statements it took."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: at(moment))
    with CaptureQueriesContext(connection) as asked:
        done = tend(at(moment))
    return done, len(asked)


def target_of(plan: Plan, told: str) -> PlanTarget:
    return PlanTarget.objects.create(
        plan=plan,
        order=10,
        metric="Chỉ tiêu",
        op=">=",
        value=90,
        unit="%",
        expression=told,
        measured=True,
        decision=Decision.ACCEPTED,
    )


def test_the_second_round_of_a_day_asks_two_questions_however_many_plans(
    living: Living, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(4):
        plan = Plan.objects.get(pk=living.plan.pk)
        plan.pk, plan.number = None, str(number)
        plan.save(force_insert=True)
        target_of(plan, "tỷ lệ nhiệm vụ hoàn thành, năm 2026 ≥ 90 %")
    first, many = round_at(NIGHT, monkeypatch)
    assert (first.targets.targets, first.targets.days) == (4, 4)
    assert many > 20
    second, few = round_at(MORNING, monkeypatch)
    assert (second.targets.targets, second.work.opened.made) == (0, 0)
    assert few == 2  # which plans, which targets; no mail server, no mails
    _third, again = round_at("2026-03-11 08:00", monkeypatch)
    assert again > 20  # a new day


def test_a_step_of_a_plan_makes_it_looked_at_again(living: Living, monkeypatch: pytest.MonkeyPatch) -> None:
    other = Plan.objects.get(pk=living.plan.pk)
    other.pk = None
    other.save(force_insert=True)
    round_at(NIGHT, monkeypatch)
    control = living.actor(Role.CONTROL_OFFICER)
    wanted = tasks.Wanted("Lập danh mục", lead_unit=living.office.section.pk, due=dt.date(2026, 5, 4))
    task = tasks.add(control, living.plan, wanted, "a")
    done, _asked = round_at(MORNING, monkeypatch)
    assert done.work.opened.made == 1
    later = dataclasses.replace(wanted, due=dt.date(2026, 5, 5))
    tasks.save(control, task, task.version, "b", later)
    with CaptureQueriesContext(connection) as asked:
        moved = open_all(at("2026-03-10 08:05"))
    assert (moved.made, moved.moved) == (0, 1)
    locking = [one["sql"] for one in asked if "FOR UPDATE" in one["sql"]]
    locked = [sql for sql in locking if 'FROM "plans_plan"' in sql]
    assert (len(locked), len(locking)) == (1, 2)  # the plan and its work; the other plan is left alone
    assert open_all(at("2026-03-10 08:10")).moved == 0
    assert open_works(living.plan.pk, at("2026-03-10 08:10")).moved == 0  # and nothing was overlooked


def test_what_cannot_be_counted_waits_for_its_time(living: Living, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = target_of(living.plan, "tỷ lệ hồ sơ giải quyết đúng hạn của xã Không Có, năm 2026 ≥ 90 %")
    figures = [target_of(living.plan, "tỷ lệ hồ sơ trực tuyến, năm 2026 ≥ 90 %") for _ in range(3)]
    own = target_of(living.plan, "tỷ lệ nhiệm vụ hoàn thành, năm 2026 ≥ 90 %")
    asked: list[int] = []

    def behind(target: PlanTarget, now: dt.datetime) -> int:
        asked.append(target.pk)
        if target in figures:
            raise FiguresBehind
        return keep(target, now)

    keep = keeping.keep
    with monkeypatch.context() as patched:
        patched.setattr(keeping, "keep", behind)
        first, _many = round_at(NIGHT, monkeypatch)
    assert asked == [wrong.pk, figures[0].pk, own.pk]
    assert (first.targets.targets, first.targets.days, first.targets.refused) == (5, 1, 4)
    second, _many = round_at(MORNING, monkeypatch)
    assert (second.targets.targets, second.targets.refused) == (3, 0)
    assert {day.target_id for day in TargetDay.objects.all()} == {own.pk, *(one.pk for one in figures)}
    next_day, _many = round_at("2026-03-11 00:10", monkeypatch)
    assert (next_day.targets.targets, next_day.targets.refused) == (5, 1)


def test_a_sentence_that_can_no_longer_be_read_holds_up_no_other(
    living: Living, monkeypatch: pytest.MonkeyPatch
) -> None:
    behind = target_of(living.plan, "tỷ lệ hồ sơ trực tuyến, năm 2026 ≥ 90 %")
    broken = target_of(living.plan, "tỷ lệ hồ sơ trực tuyến, năm 2026 ≥ 90 %")
    own = target_of(living.plan, "tỷ lệ nhiệm vụ hoàn thành, năm 2026 ≥ 90 %")
    PlanTarget.objects.filter(pk=broken.pk).update(expression="một câu của bản trước")
    keep = keeping.keep

    def late(target: PlanTarget, now: dt.datetime) -> int:
        if target == behind:
            raise FiguresBehind
        return keep(target, now)

    with monkeypatch.context() as patched:
        patched.setattr(keeping, "keep", late)
        done, _asked = round_at(NIGHT, monkeypatch)
    assert (done.targets.targets, done.targets.refused) == (3, 2)
    assert TargetDay.objects.filter(target=own).exists()


def test_another_sentence_is_counted_at_once(living: Living, monkeypatch: pytest.MonkeyPatch) -> None:
    control = living.actor(Role.CONTROL_OFFICER)
    target = target_of(living.plan, "tỷ lệ nhiệm vụ hoàn thành, năm 2026 ≥ 90 %")
    round_at(NIGHT, monkeypatch)
    wanted = targets.WantedTarget("Chỉ tiêu", "số lớp tập huấn, năm 2026 ≥ 2 lớp")
    targets.save(control, target, target.version, "t", wanted)
    done, _asked = round_at(MORNING, monkeypatch)
    assert (done.targets.targets, done.targets.days) == (1, 68)  # every day of the year, told by its entries
    assert set(TargetDay.objects.values_list("binding", flat=True)) == {1, 2}


def test_reminders_are_written_once_a_day_for_each_plan(
    living: Living, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.MAIL_ENABLED = True
    head = living.office.people[Role.SECTION_HEAD]
    Person.objects.filter(pk=head.pk).update(email="head@example.org")
    done, _asked = round_at("2026-03-30 08:00", monkeypatch)
    assert done.work.mails == 1 == Mail.objects.count()
    again, few = round_at("2026-03-30 08:05", monkeypatch)
    assert (again.work.mails, few) == (0, 3)
    assert round_at("2026-04-01 08:00", monkeypatch)[0].work.mails == 1


def test_what_the_plan_asks_for_again_is_opened_again_unless_a_person_stopped_it(living: Living) -> None:
    rows = living.plan.tasks.filter(content__startswith="Niêm yết")
    rows.update(decision=Decision.REJECTED)
    extending.cancel(
        living.actor(Role.AGENCY_HEAD), living.work("Rà soát").pk, "Thông báo 3/TB-UBND", press("b")
    )
    assert open_works(living.plan.pk, at("2026-03-10 10:00")).stopped == 1
    rows.update(decision=Decision.ACCEPTED, due=dt.date(2026, 3, 27))
    assert open_works(living.plan.pk, at("2026-03-10 11:00")).moved == 1
    work = living.work("Niêm yết")
    assert (work.state, work.due) == (WorkState.NOT_STARTED, dt.date(2026, 3, 27))
    told = list(work.entries.order_by("id").values_list("kind", flat=True))
    assert told == ["made", "cancelled", "reopened", "rescheduled"]
    assert living.work("Rà soát").state == WorkState.CANCELLED
    assert open_works(living.plan.pk, at("2026-03-10 12:00")).moved == 0
