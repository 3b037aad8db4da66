# SPDX-License-Identifier: EUPL-1.2
"""Sentences held against lives led by real acts, counted by hand."""

from __future__ import annotations

import datetime as dt
import random
from fractions import Fraction

import numpy as np
import pytest

from motcua.dossiers.models import Dossier
from motcua.dossiers.tests.office import Office, at
from motcua.plans.models import Decision, Plan, PlanState, PlanTarget, TargetDay
from motcua.plans.target_queries import unreachable_since
from motcua.plans.targets import errors
from motcua.plans.targets.course import Course as TargetCourse
from motcua.plans.targets.course import Point, course_of, prospect_of
from motcua.plans.targets.evaluating import Standing, standing_of
from motcua.plans.targets.forecasting import Series, volume_until
from motcua.plans.targets.keeping import keep, recount, tend
from motcua.plans.targets.language import read
from motcua.plans.targets.measures import MEASURE
from motcua.plans.targets.periods import Days
from motcua.plans.targets.reaching import Tally
from motcua.plans.targets.resolving import resolved
from motcua.plans.targets.tests.friday import EVENING, FRIDAY, standing
from motcua.registers.models import Course, CourseState
from motcua.scores.tests.quarter import Quarter, settle
from motcua.statistics import M, listed


@pytest.mark.parametrize(
    ("told", "part", "whole"),
    [
        ("tỷ lệ hồ sơ giải quyết đúng hạn, quý I năm 2026 ≥ 98 %", 2, 3),
        ("tỷ lệ hồ sơ giải quyết trước hạn, quý I năm 2026 ≥ 98 %", 1, 3),
        ("tỷ lệ hồ sơ giải quyết quá hạn, quý I năm 2026 ≤ 1 %", 1, 3),
        ("tỷ lệ hồ sơ đang giải quyết bị quá hạn, quý này ≤ 1 %", 1, 2),
        ("tỷ lệ hồ sơ trực tuyến, tháng này ≥ 50 %", 1, 5),
        ("tỷ lệ hồ sơ được số hóa, lũy kế từ đầu năm = 100 %", 1, 5),
        ("tỷ lệ kết quả điện tử của xã Thử Nghiệm, năm 2026 = 100 %", 1, 3),
        ("tỷ lệ hồ sơ trực tuyến, kênh trực tuyến, năm 2026 ≥ 50 %", 1, 1),
        ("tỷ lệ hồ sơ đúng hạn, thủ tục 9.000001, năm 2026 ≥ 98 %", 2, 3),
        ("số hồ sơ đang quá hạn của UBND xã Thử Nghiệm, năm 2026 = 0 hồ sơ", 1, 0),
        ("số hồ sơ trực tuyến, năm 2026 ≥ 1 hồ sơ", 1, 0),
        ("tỷ lệ hồ sơ đúng hạn, tính theo bộ chỉ số 766, năm 2026 ≥ 1 %", 2, 3),
    ],
)
def test_part_and_whole(office: Office, quarter: Quarter, told: str, part: int, whole: int) -> None:
    found = standing(office, told)
    assert found.tally is not None
    assert (found.tally.part, found.tally.whole) == (part, whole)
    assert found.reached == found.expression.wanted.reached_by(found.number or 0)


def test_the_failing_dossiers_are_listed(office: Office, quarter: Quarter) -> None:
    found = standing(office, "tỷ lệ hồ sơ giải quyết đúng hạn, quý I năm 2026 ≥ 98 %")
    codes = {row.code for cell, _count in found.failing for row in listed(cell).rows}
    assert codes == {quarter.late.code, quarter.overdue.code}
    online = standing(office, "tỷ lệ hồ sơ trực tuyến, quý I năm 2026 ≥ 98 %")
    ((cell, number),) = online.failing
    assert (cell.measure, number, listed(cell).total) == (M.RECEIVED, 4, 4)


def test_units_told_apart_and_the_worst_counts(office: Office, quarter: Quarter) -> None:
    province = office.commune.parent
    assert province is not None
    whole = standing_of(
        read("số hồ sơ tiếp nhận của các xã trực thuộc, năm 2026 ≥ 9 hồ sơ"), province, FRIDAY
    )
    assert whole.number == 5
    each = standing_of(read("tỷ lệ hồ sơ đúng hạn của từng xã trực thuộc, năm 2026 ≥ 60 %"), province, FRIDAY)
    assert each.number == Fraction(200, 3)
    assert [(group.name, group.reached) for group in each.groups] == [(office.commune.name, True)]


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ("tỷ lệ hồ sơ đúng hạn, quý I năm 2025 ≥ 98 %", "chưa có hồ sơ"),
        ("tỷ lệ hồ sơ đúng hạn, năm 2027 ≥ 98 %", "chưa bắt đầu"),
        ("tỷ lệ hồ sơ trực tuyến, mức toàn trình, năm 2026 ≥ 98 %", "mức dịch vụ công"),
        ("mức độ hài lòng, năm 2026 ≥ 90 %", "phiếu đánh giá"),
        ("mức độ hài lòng, lĩnh vực đất đai, năm 2026 ≥ 90 %", "phiếu đánh giá"),
        ("mức độ hài lòng, kênh trực tuyến, năm 2026 ≥ 90 %", "không chia được"),
        ("chỉ số 1.4, năm 2026 ≥ 90 %", "Cổng Dịch vụ công"),
        ("tỷ lệ nhiệm vụ hoàn thành, năm 2026 ≥ 90 %", "chưa có nhiệm vụ"),
        ("“Giải ngân”, năm 2026 ≥ 90 %", "bằng tay"),
        ("mức tăng tỷ lệ hồ sơ trực tuyến, năm 2026 ≥ 10 điểm %", "Cùng kỳ"),
    ],
)
def test_what_cannot_be_known_is_none_and_says_why(
    office: Office, quarter: Quarter, told: str, words: str
) -> None:
    found = standing(office, told)
    assert found.number is None
    assert found.reached is None
    assert words in str(found.lacks)


def test_indicators_and_points_of_the_index(office: Office, quarter: Quarter) -> None:
    found = standing(office, "chỉ số 2.1, quý I năm 2026 ≥ 90 %")
    assert found.tally is not None
    assert (found.tally.part, found.tally.whole) == (2, 4)
    assert found.failing
    points = standing(office, "điểm chỉ số phục vụ, quý I năm 2026 ≥ 50 điểm").number
    assert points is not None
    assert 0 < points < 100


def test_late_intake_is_counted_by_the_watch(office: Office, quarter: Quarter) -> None:
    assert standing(office, "số hồ sơ trực tuyến chậm tiếp nhận, quý I năm 2026 = 0 hồ sơ").number == 0


@pytest.mark.parametrize(
    ("told", "error", "offered"),
    [
        ("tỷ lệ hồ sơ đúng hạn của xã Không Có, năm 2026 ≥ 98 %", errors.PlaceUnknown, "Thử Nghiệm"),
        ("tỷ lệ hồ sơ đúng hạn, lĩnh vực hàng không, năm 2026 ≥ 98 %", errors.SubjectUnknown, ""),
        ("tỷ lệ hồ sơ đúng hạn, thủ tục 1.999999, năm 2026 ≥ 98 %", errors.SubjectUnknown, "1.001193"),
        ("mức độ hài lòng, lĩnh vực hàng không, năm 2026 ≥ 90 %", errors.TargetRefused, ""),
    ],
)
def test_what_is_not_on_record_is_refused(
    office: Office, quarter: Quarter, told: str, error: type[errors.TargetRefused], offered: str
) -> None:
    with pytest.raises(error) as refused:
        standing(office, told)
    assert offered in refused.value.hint


def test_the_course_ends_where_the_standing_stands(office: Office, quarter: Quarter) -> None:
    for told in (
        "tỷ lệ hồ sơ giải quyết đúng hạn, quý I năm 2026 ≥ 98 %",
        "tỷ lệ hồ sơ trực tuyến, quý I năm 2026 ≥ 98 %",
        "tỷ lệ hồ sơ đang giải quyết bị quá hạn, quý I năm 2026 ≤ 1 %",
        "số hồ sơ tiếp nhận, quý I năm 2026 ≥ 9 hồ sơ",
    ):
        found = standing(office, told)
        course = course_of(found, resolved(found.expression, office.committee, FRIDAY), as_of=EVENING)
        assert course is not None
        assert course.points[-1].day == FRIDAY
        assert course.points[-1].number == found.number
        assert course.points[0].day == dt.date(2025, 12, 15)


def _target(office: Office, told: str, order: int = 10) -> PlanTarget:
    plan = Plan.objects.create(
        unit=office.committee,
        state=PlanState.IN_FORCE,
        title="Kế hoạch thử",
        year=2026,
        created_at=EVENING,
        put_in_force_at=EVENING,
    )
    expression = read(told)
    return PlanTarget.objects.create(
        plan=plan,
        order=order,
        metric="Tỷ lệ đúng hạn",
        op=expression.wanted.op.value,
        value=expression.wanted.value,
        unit=expression.wanted.unit,
        expression=told,
        measured=True,
        decision=Decision.ACCEPTED,
    )


def test_days_are_kept_once_and_count_again_the_same(
    office: Office, quarter: Quarter, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = _target(office, "tỷ lệ hồ sơ giải quyết đúng hạn, năm 2026 = 100 %")
    night = at("2026-03-14 00:10")
    monkeypatch.setattr("django.utils.timezone.now", lambda: night)
    assert keep(target, night) == (FRIDAY - dt.date(2025, 12, 15)).days + 1
    assert keep(target, night) == 0
    assert tend(night).days == 0
    days = {row.day.day: row for row in TargetDay.objects.filter(day__gte=dt.date(2026, 3, 11))}
    assert [(days[day].part, days[day].whole) for day in (11, 12, 13)] == [(1, 1), (2, 2), (2, 3)]
    assert [days[day].reached for day in (11, 12, 13)] == [True, True, False]
    assert all(recount(row).same for row in days.values())
    assert days[13].reachable is None  # too few dossiers to say how many more may come
    assert unreachable_since([target.pk], FRIDAY) == {}


def test_a_kept_day_stays_what_was_known_then(
    office: Office, quarter: Quarter, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = _target(office, "tỷ lệ hồ sơ giải quyết đúng hạn, năm 2026 ≥ 60 %")
    night = at("2026-03-14 00:10")
    monkeypatch.setattr("django.utils.timezone.now", lambda: night)
    keep(target, night)
    monkeypatch.setattr("django.utils.timezone.now", lambda: at("2026-03-17 00:10"))
    settle(office, "2026-03-16 10:00")
    assert keep(target, at("2026-03-17 00:10")) == 3
    rows = list(TargetDay.objects.order_by("day"))[-4:]
    assert [(row.part, row.whole) for row in rows] == [(2, 3), (2, 3), (2, 3), (2, 4)]
    assert all(recount(row).same for row in rows)
    target.binding = 2
    target.save()
    assert TargetDay.objects.filter(binding=1).exists()
    assert keep(target, at("2026-03-17 00:10")) > 80


def test_it_says_early_that_it_can_no_longer_be_reached_and_since_when(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _number in range(12):
        settle(office, "2026-03-10 10:00")
    settle(office, "2026-03-13 10:00")  # one day late
    now = at("2026-03-19 00:10")
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    target = _target(office, "tỷ lệ hồ sơ giải quyết đúng hạn, năm 2026 = 100 %")
    keep(target, now)
    assert unreachable_since([target.pk], dt.date(2026, 3, 18)) == {target.pk: FRIDAY}
    assert unreachable_since([target.pk], dt.date(2026, 3, 12)) == {}
    standing = standing_of(read(target.expression), office.committee, dt.date(2026, 3, 18))
    course = course_of(standing, resolved(standing.expression, office.committee, dt.date(2026, 3, 18)))
    prospect = prospect_of(standing, course)
    assert prospect.best is not None
    assert (prospect.best.reachable, prospect.best.certain) == (False, True)
    assert prospect.forecast is not None
    assert prospect.forecast.chance == 0
    assert prospect.missing is not None
    assert prospect.missing.in_a_row is None
    assert Dossier.objects.count() == 13


def test_registers_and_inspections_are_counted_for_the_year_of_the_plan(
    office: Office, quarter: Quarter
) -> None:
    assert standing(office, "số sáng kiến được công nhận, năm 2026 ≥ 2 sáng kiến").number == 0
    assert standing(office, "số lớp tập huấn, năm nay ≥ 2 lớp").reached is False
    trained = standing(office, "tỷ lệ công chức được tập huấn, năm 2026 = 100 %")
    assert trained.tally is not None
    assert (trained.tally.part, trained.tally.whole) == (0, 10)
    for told in (
        "số sáng kiến được công nhận, quý I năm 2026 ≥ 2 sáng kiến",
        "số sáng kiến của các xã trực thuộc, năm 2026 ≥ 2 sáng kiến",
    ):
        assert "cả năm" in str(standing(office, told).lacks)
    assert standing(office, "tỷ lệ phát hiện kiểm tra đã khắc phục, năm 2026 = 100 %").number is None


def test_counts_of_registers_have_a_course_and_a_forecast(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = at("2026-08-31 20:00")
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    held = [dt.date(2025, month, 20) for month in (3, 6, 9, 12)] + [
        dt.date(2026, month, 20) for month in (1, 3, 5, 7)
    ]
    for day in held:
        Course.objects.create(
            unit=office.committee,
            title="Tập huấn",
            topic="Thử",
            first_day=day,
            last_day=day,
            hours=4,
            state=CourseState.HELD,
            made_at=now,
        )
    today = dt.date(2026, 8, 31)
    standing = standing_of(read("số lớp tập huấn, năm 2026 ≥ 6 lớp"), office.committee, today)
    assert standing.number == 4  # 20 December 2025 is of the calendar year before
    assert standing.whole_period.last == dt.date(2026, 12, 31)
    course = course_of(standing, resolved(standing.expression, office.committee, today))
    assert course is not None
    assert course.points[-1].number == 4
    assert [point.day for point, before in zip(course.points[1:], course.points, strict=False)
            if point.number != before.number] == held[4:]  # fmt: skip
    prospect = prospect_of(standing, course)
    assert prospect.best is None  # an office can always hold one more
    assert prospect.forecast is not None
    assert 5 <= prospect.forecast.expected <= 7
    assert prospect.forecast.low < prospect.forecast.high
    target = _target(office, "số lớp tập huấn, năm 2026 ≥ 6 lớp")
    night = at("2026-09-01 00:10")
    assert keep(target, night) == (today - dt.date(2026, 1, 1)).days + 1
    last = TargetDay.objects.get(day=today)
    assert (last.part, last.expected) == (4, prospect.forecast.expected)


@pytest.mark.parametrize("seed", range(12))
def test_since_when_against_looking_at_every_day(office: Office, seed: int) -> None:
    """Kept days with every mixture of verdicts: the first day of the last unbroken run, found by walking."""
    draw = random.Random(seed)  # noqa: S311 (a test)
    first = dt.date(2026, 1, 1)
    days = [first + dt.timedelta(days=number) for number in range(40)]
    targets = [_target(office, "tỷ lệ hồ sơ trực tuyến, năm 2026 ≥ 90 %", number) for number in range(4)]
    verdicts = {
        target.pk: {
            day: draw.choice((True, False, False, False, None)) for day in days if draw.random() < 0.9
        }
        for target in targets
    }
    TargetDay.objects.bulk_create(
        TargetDay(target_id=pk, binding=1, day=day, as_of=EVENING, reachable=verdict)
        for pk, told in verdicts.items()
        for day, verdict in told.items()
    )
    TargetDay.objects.create(target=targets[0], binding=7, day=days[0], as_of=EVENING, reachable=False)
    for day in days:
        wanted = {}
        for pk, told in verdicts.items():
            run = None
            for known in sorted(one for one in told if one <= day):
                run = (run or known) if told[known] is False else None
            if run is not None:
                wanted[pk] = run
        assert unreachable_since(list(verdicts), day) == wanted


@pytest.mark.parametrize(("op", "value"), [("≥", 95), ("≤", 4), ("=", 100)])
def test_kept_days_say_unreachable_exactly_where_no_future_reaches_it(
    office: Office, monkeypatch: pytest.MonkeyPatch, op: str, value: int
) -> None:
    """Every kept day, counted again from the days before it alone, against trying every future one by one."""
    draw = np.random.default_rng(value)
    name = "quá hạn" if op == "≤" else "đúng hạn"
    expression = read(f"tỷ lệ hồ sơ giải quyết {name}, năm 2026 {op} {value} %")
    measure = MEASURE[expression.measure]
    period = Days(dt.date(2025, 12, 15), dt.date(2026, 3, 31))
    first = dt.date(2025, 6, 1)
    size = (period.last - first).days + 1
    working = np.array([float((first + dt.timedelta(days=n)).weekday() < 5) for n in range(size)])
    whole = draw.poisson(2 * working).astype(float)
    part = draw.binomial(whole.astype(int), 0.93 if op != "≤" else 0.06).astype(float)
    series = Series(first, part, whole, working)
    standing = Standing(
        expression, measure, EVENING, period, period, unit=office.committee, open=0, overdue=0
    )
    verdicts = []
    for number in range((period.last - period.first).days):
        day = period.first + dt.timedelta(days=number)
        begin, end = series.place(period.first), series.place(day) + 1
        good, all_of = int(part[begin:end].sum()), int(whole[begin:end].sum())
        tally = Tally(Fraction(good), Fraction(all_of))
        point = Point(day, tally, tally.value(measure.kind, "%"))
        course = TargetCourse((point,), series, EVENING)
        best = prospect_of(standing, course, at=point, foretell=False).best
        volume = volume_until(series.until(day), period.last)
        assert best is not None and volume is not None
        room = round(volume.high)
        more, well = np.meshgrid(np.arange(room + 1), np.arange(room + 1))
        gap = 100 * (good + well) - value * (all_of + more)
        reached = {"≥": gap >= 0, "≤": gap <= 0, "=": gap == 0}[op]
        possible = not (all_of + room) or bool(reached[(well <= more) & (all_of + more > 0)].any())
        assert best.reachable == possible, day
        verdicts.append(best.reachable)
    assert {True, False} == set(verdicts)
