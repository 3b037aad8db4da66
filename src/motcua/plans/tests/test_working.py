# SPDX-License-Identifier: EUPL-1.2
"""Work on a plan in force: opened, done by those who may, every word on record, once for each press."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from motcua.documents import store
from motcua.dossiers.tests.office import at, open_office, person
from motcua.law.roles import Role
from motcua.organisations.actors import actor_of
from motcua.organisations.models import Unit, UnitKind
from motcua.plans.acts import extending, working
from motcua.plans.acts.opening import open_works
from motcua.plans.covering import coverage_of
from motcua.plans.errors import PlanRefused, PlanUnknown
from motcua.plans.models import Decision, EntryKind, PlanState, Recurrence, TaskEntry, TaskWork, WorkState
from motcua.plans.tests.living import MONDAY, Living, open_plan, press, task
from motcua.plans.work_performing import Evidence
from motcua.plans.work_queries import (
    Mine,
    Place,
    counts,
    in_standing,
    mine_of,
    most_pressing,
    page_of,
    place_named,
    readable,
    standing_on,
    tasks_now,
)
from motcua.plans.work_story import works_then
from motcua.plans.working.standing import STANDING_NAMES, Standing

pytestmark = pytest.mark.django_db
D = dt.date


@pytest.fixture
def living(monkeypatch: pytest.MonkeyPatch) -> Living:
    monkeypatch.setattr(timezone, "now", lambda: at(MONDAY).astimezone(dt.UTC))
    return open_plan(open_office())


def paper(name: str = "bao-cao.pdf") -> Evidence:
    return Evidence(store.put(b"%PDF-1.4 " + name.encode(), "application/pdf").sha256, name)


def kinds(work: TaskWork) -> list[str]:
    return list(work.entries.order_by("id").values_list("kind", flat=True))


def test_each_task_has_its_work_once_however_often_it_is_opened(living: Living) -> None:
    told = sorted(
        (
            work.task.content,
            work.unit.code if work.unit else "",
            work.period,
            str(work.due),
            str(work.last_day),
        )
        for work in TaskWork.objects.select_related("task", "unit")
    )
    assert told == [
        ("Báo cáo quý", "t-centre", "2026-Q1", "2026-03-31", "2026-03-31"),
        ("Báo cáo quý", "t-centre", "2026-Q2", "2026-06-30", "2026-06-30"),
        ("Niêm yết công khai", "t-justice", "", "2026-03-06", "2026-03-06"),
        ("Rà soát thủ tục", "t-justice", "", "2026-03-31", "2026-03-31"),
        ("Tập huấn", "", "", "None", "None"),
        ("Đăng ký sáng kiến", "t-centre", "", "2026-06-30", "2026-06-30"),
        ("Đăng ký sáng kiến", "t-justice", "", "2026-06-30", "2026-06-30"),
        ("Đăng ký sáng kiến", "t-land", "", "2026-06-30", "2026-06-30"),
    ]
    assert open_works(living.plan.pk, at("2026-03-10 10:00")).made == 0
    assert open_works(living.plan.pk, at("2026-06-10 10:00")).made == 1  # the third quarter is near
    assert TaskEntry.objects.filter(kind=EntryKind.MADE).count() == 9


def test_the_day_of_the_plan_moves_what_nobody_decided_about(living: Living) -> None:
    review = living.work("Rà soát").task
    review.due = D(2026, 5, 31)
    review.save()
    assert open_works(living.plan.pk, at("2026-03-10 10:00")).moved == 1
    work = living.work("Rà soát")
    assert (work.due_original, work.due, work.last_day) == (D(2026, 5, 31), D(2026, 5, 31), D(2026, 6, 1))
    assert kinds(work) == ["made", "rescheduled"]


def test_what_the_plan_no_longer_asks_for_stops_unless_somebody_began(living: Living) -> None:
    worker = living.actor(Role.SPECIALIST)
    working.take_on(worker, living.work("Rà soát").pk, press("t"))
    for word in ("Rà soát", "Niêm yết"):
        living.plan.tasks.filter(content__startswith=word).update(decision=Decision.REJECTED)
    assert open_works(living.plan.pk, at("2026-03-10 10:00")).stopped == 1
    assert living.work("Rà soát").state == WorkState.IN_PROGRESS
    assert living.work("Niêm yết").state == WorkState.CANCELLED
    assert open_works(living.plan.pk, at("2026-03-11 10:00")).stopped == 0


def test_a_plan_that_is_not_in_force_opens_nothing(living: Living) -> None:
    living.plan.state = PlanState.CLOSED
    living.plan.save()
    task(living.plan, "Việc mới")
    assert open_works(living.plan.pk, at(MONDAY)).made == 0


def test_from_taking_on_to_done(living: Living) -> None:
    worker, pk = living.actor(Role.SPECIALIST), living.work("Rà soát").pk
    working.take_on(worker, pk, press("a"))
    working.report(worker, pk, press("b"), percent=40, text="Đã rà soát 40 thủ tục.")
    working.report(worker, pk, press("c"), evidence=paper())
    done = working.finish(worker, pk, press("d", "2026-03-31 16:00"))
    assert (done.state, done.percent, done.done_on) == (WorkState.DONE, 100, D(2026, 3, 31))
    assert kinds(done) == ["made", "taken_on", "progress", "evidence", "done"]
    last = done.entries.order_by("-id")[0]
    assert last.before["percent"] == 40
    assert (last.title, last.unit_id) == ("Công chức Tư pháp – Hộ tịch", living.office.section.pk)
    assert standing_on(done, D(2026, 4, 30)) is Standing.DONE


def test_a_second_press_does_nothing_and_a_stolen_key_is_refused(living: Living) -> None:
    worker, pk = living.actor(Role.SPECIALIST), living.work("Rà soát").pk
    for _ in range(2):
        working.report(worker, pk, press("same"), percent=10)
    assert kinds(living.work("Rà soát")) == ["made", "progress"]
    with pytest.raises(PlanRefused, match="chống gửi trùng"):
        working.comment(worker, pk, "Một lời", press("same"))


def test_done_without_anything_to_show_is_refused(living: Living) -> None:
    worker, pk = living.actor(Role.SPECIALIST), living.work("Rà soát").pk
    with pytest.raises(PlanRefused, match="minh chứng"):
        working.finish(worker, pk, press("a"))
    assert working.finish(worker, pk, press("b"), text="Báo cáo số 12/BC-UBND ngày 05/3/2026").percent == 100


def test_somebody_of_another_unit_does_not_do_it_and_may_say_something(living: Living) -> None:
    clerk, pk = living.actor(Role.RECEPTION), living.work("Rà soát").pk
    for act in (
        lambda: working.take_on(clerk, pk, press("a")),
        lambda: working.report(clerk, pk, press("b"), percent=10),
        lambda: working.finish(clerk, pk, press("c"), text="Đã xong hết rồi"),
        lambda: working.reopen(clerk, pk, "Chưa xong thật", press("d")),
        lambda: working.instruct(clerk, pk, "Làm ngay", press("e")),
        lambda: extending.ask_extension(clerk, pk, D(2026, 4, 30), "Còn nhiều việc lắm", press("f")),
        lambda: extending.cancel(clerk, pk, "Theo ý kiến riêng", press("g")),
    ):
        with pytest.raises(PlanRefused, match="không có quyền"):
            act()
    assert kinds(living.work("Rà soát")) == ["made"]
    working.comment(clerk, pk, "Trung tâm đã gửi số liệu.", press("h"))
    assert kinds(living.work("Rà soát")) == ["made", "comment"]


def test_what_is_taken_on_by_one_is_given_to_another_by_the_head(living: Living) -> None:
    office, pk = living.office, living.work("Rà soát").pk
    working.take_on(living.actor(Role.SPECIALIST), pk, press("a"))
    head = living.actor(Role.SECTION_HEAD)
    with pytest.raises(PlanRefused, match="đã nhận việc"):
        working.take_on(head, pk, press("b"))
    working.hand_over(head, pk, office.second_specialist, "Đổi người", press("c"))
    assert living.work("Rà soát").owner_id == office.second_specialist.pk
    with pytest.raises(PlanRefused, match="không làm việc"):
        working.hand_over(head, pk, office.people[Role.CLERK], "", press("d"))
    assert kinds(living.work("Rà soát")) == ["made", "taken_on", "handed_over"]


def test_more_time_is_asked_for_and_decided_by_another(living: Living) -> None:
    worker, chairman, pk = (
        living.actor(Role.SPECIALIST),
        living.actor(Role.AGENCY_HEAD),
        living.work("Rà soát").pk,
    )
    with pytest.raises(PlanRefused, match="sau hạn"):
        extending.ask_extension(worker, pk, D(2026, 3, 31), "Chờ hướng dẫn của tỉnh", press("a"))
    extending.ask_extension(worker, pk, D(2026, 5, 3), "Chờ hướng dẫn của tỉnh", press("b"))
    with pytest.raises(PlanRefused, match="Đã có đề nghị"):
        extending.ask_extension(worker, pk, D(2026, 5, 4), "Chờ hướng dẫn của tỉnh", press("c"))
    with pytest.raises(PlanRefused, match="không có quyền"):
        extending.decide_extension(
            living.actor(Role.SECTION_HEAD), pk, accepted=True, text="", press=press("d")
        )
    work = extending.decide_extension(chairman, pk, accepted=True, text="", press=press("e"))
    assert (work.due_original, work.due, work.last_day) == (D(2026, 3, 31), D(2026, 5, 3), D(2026, 5, 4))
    assert work.asked_due is None
    with pytest.raises(PlanRefused, match="Không còn đề nghị"):
        extending.decide_extension(chairman, pk, accepted=True, text="", press=press("f"))


def test_a_refusal_says_why_and_nobody_decides_their_own_request(living: Living) -> None:
    chairman, pk = living.actor(Role.AGENCY_HEAD), living.work("Rà soát").pk
    extending.ask_extension(chairman, pk, D(2026, 5, 4), "Chờ hướng dẫn của tỉnh", press("a"))
    with pytest.raises(PlanRefused, match="không tự quyết định"):
        extending.decide_extension(chairman, pk, accepted=True, text="", press=press("b"))
    TaskWork.objects.filter(pk=pk).update(asked_due=None)
    extending.ask_extension(
        living.actor(Role.SPECIALIST), pk, D(2026, 5, 4), "Chờ hướng dẫn của tỉnh", press("c")
    )
    with pytest.raises(PlanRefused, match="Lý do"):
        extending.decide_extension(chairman, pk, accepted=False, text="", press=press("d"))
    work = extending.decide_extension(
        chairman, pk, accepted=False, text="Đủ thời gian rồi.", press=press("e")
    )
    assert work.due == D(2026, 3, 31)
    assert work.entries.order_by("-id")[0].accepted is False


def test_stopped_by_decision_and_opened_again_where_it_was(living: Living) -> None:
    chairman, pk = living.actor(Role.AGENCY_HEAD), living.work("Rà soát").pk
    working.report(living.actor(Role.SPECIALIST), pk, press("a"), percent=60)
    extending.cancel(chairman, pk, "Thông báo số 3/TB-UBND ngày 09/3/2026", press("b"))
    with pytest.raises(PlanRefused, match="Đã dừng"):
        working.report(living.actor(Role.SPECIALIST), pk, press("c"), percent=70)
    work = working.reopen(chairman, pk, "Làm tiếp theo yêu cầu mới", press("d"))
    assert (work.state, work.percent) == (WorkState.IN_PROGRESS, 60)
    working.finish(living.actor(Role.SPECIALIST), pk, press("e"), text="Đã có báo cáo số 4/BC-UBND")
    work = working.reopen(chairman, pk, "Báo cáo chưa đạt yêu cầu", press("f"))
    assert (work.percent, work.done_at) == (60, None)


def test_what_the_head_stopped_no_section_goes_on_with(living: Living) -> None:
    chairman, section = living.actor(Role.AGENCY_HEAD), living.actor(Role.SECTION_HEAD)
    pk = living.work("Rà soát").pk
    extending.cancel(chairman, pk, "Thông báo số 3/TB-UBND ngày 09/3/2026", press("b"))
    with pytest.raises(PlanRefused, match="không có quyền"):
        working.reopen(section, pk, "Bộ phận vẫn muốn làm tiếp", press("c"))
    assert (
        working.reopen(chairman, pk, "Làm tiếp theo yêu cầu mới", press("d")).state == WorkState.IN_PROGRESS
    )
    working.finish(section, pk, press("e"), text="Đã có báo cáo số 4/BC-UBND")
    assert working.reopen(section, pk, "Báo cáo còn thiếu số liệu", press("f")).state == WorkState.IN_PROGRESS


def test_a_closed_plan_takes_no_more_words(living: Living) -> None:
    living.plan.state = PlanState.CLOSED
    living.plan.save()
    with pytest.raises(PlanRefused, match="đang thực hiện"):
        working.report(living.actor(Role.SPECIALIST), living.work("Rà soát").pk, press("a"), percent=1)


def test_what_was_said_cannot_be_changed(living: Living) -> None:
    entry = living.work("Rà soát").entries.get()
    for statement in (
        "update plans_taskentry set text = 'x' where id = %s",
        "delete from plans_taskentry where id = %s",
    ):
        with (
            pytest.raises(IntegrityError, match="append-only"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement, [entry.pk])


def test_sql_and_python_tell_the_same_standing(living: Living) -> None:
    worker = living.actor(Role.SPECIALIST)
    reporting = living.work("Báo cáo quý", "2026-Q1").pk
    working.report(living.actor(Role.RECEPTION), reporting, press("a"), percent=10)
    working.finish(worker, living.work("Rà soát").pk, press("r"), text="Báo cáo số 12/BC-UBND")
    working.finish(worker, living.work("Niêm yết").pk, press("b"), text="Đã niêm yết tại bộ phận một cửa")
    chairman = living.actor(Role.AGENCY_HEAD)
    extending.cancel(chairman, living.work("Tập huấn").pk, "Gộp vào kế hoạch khác", press("c"))
    living.plan.tasks.create(
        order=99, content="Tuần", recurrence=Recurrence.WEEKLY, decision=Decision.ACCEPTED
    )
    open_works(living.plan.pk, at(MONDAY))
    rows = TaskWork.objects.filter(plan=living.plan)
    seen = set()
    for day in (D(2026, 1, 1), D(2026, 3, 9), D(2026, 3, 26), D(2026, 4, 1), D(2026, 6, 29), D(2026, 12, 31)):
        for standing in STANDING_NAMES:
            told = set(rows.filter(in_standing(standing, day)).values_list("pk", flat=True))
            assert told == {work.pk for work in rows if standing_on(work, day) is standing}, (day, standing)
            seen |= {standing} if told else set()
        assert sum(counts(rows, day).values()) == rows.count()
    assert seen == set(STANDING_NAMES)


def test_pages_by_key_give_every_row_once_forth_and_back(living: Living) -> None:
    rows = readable(living.actor(Role.SPECIALIST))
    everything = [work.pk for work in page_of(rows, 100).rows]
    assert len(everything) == 8
    found, after = [], None
    pages = []
    while True:
        page = page_of(rows, 3, after=after)
        pages.append([work.pk for work in page.rows])
        found += pages[-1]
        if not page.after:
            break
        after = place_named(page.after)
    assert found == everything
    assert not page_of(rows, 3).before
    back = page_of(rows, 3, before=place_named(page.before))
    assert [work.pk for work in back.rows] == pages[-2]
    assert place_named("x_1") is None
    assert place_named("2026-13-01_1") is None
    assert place_named("_7") == Place(None, 7)


def test_the_past_is_told_from_entries(living: Living) -> None:
    worker, pk = living.actor(Role.SPECIALIST), living.work("Rà soát").pk
    working.report(worker, pk, press("a", "2026-03-10 08:00"), percent=30, text="Một phần")
    working.finish(worker, pk, press("b", "2026-03-20 08:00"), evidence=paper())

    def then(moment: str) -> tuple[str, int, int]:
        row = next(one for one in works_then(living.plan, at(moment)) if one.work_id == pk)
        return row.state, row.percent, len(row.files)

    assert then("2026-03-09 12:00") == ("not_started", 0, 0)
    assert then("2026-03-12 12:00") == ("in_progress", 30, 0)
    assert then("2026-03-21 12:00") == ("done", 100, 1)
    now = {row.work_id: row for row in works_then(living.plan, at("2026-12-31 12:00"))}
    for work in living.plan.works.all():
        row = now[work.pk]
        told = (
            row.state,
            row.percent,
            row.due,
            row.due_original,
            row.last_day,
            row.start,
            row.unit_id,
            row.owner_id,
        )
        assert told == (
            work.state, work.percent, work.due, work.due_original, work.last_day, work.start, work.unit_id,
            work.owner_id,
        )  # fmt: skip


def test_what_waits_for_an_officer(living: Living) -> None:
    worker = living.actor(Role.SPECIALIST)
    assert mine_of(worker, D(2026, 3, 9)) == Mine(open=0, late=0, near=0, unowned=3, asked=0, to_decide=0)
    for word in ("Rà soát", "Niêm yết"):
        working.take_on(worker, living.work(word).pk, press(word))
    assert mine_of(worker, D(2026, 3, 26)) == Mine(open=2, late=1, near=1, unowned=1, asked=0, to_decide=0)
    extending.ask_extension(
        worker, living.work("Rà soát").pk, D(2026, 5, 4), "Chờ hướng dẫn của tỉnh", press("x")
    )
    assert mine_of(worker, D(2026, 3, 26)).asked == 1
    assert mine_of(living.actor(Role.AGENCY_HEAD), D(2026, 3, 26)).to_decide == 1
    assert mine_of(living.actor(Role.SECTION_HEAD), D(2026, 3, 26)).to_decide == 0


def test_every_task_of_a_plan_stands_as_its_most_pressing_work(living: Living) -> None:
    told = {
        living.plan.tasks.get(pk=pk).content: now.standing
        for pk, now in tasks_now(living.plan, D(2026, 3, 9)).items()
    }
    assert told == {
        "Rà soát thủ tục": Standing.NOT_STARTED,
        "Niêm yết công khai": Standing.LATE,
        "Báo cáo quý": Standing.NOT_STARTED,
        "Tập huấn": Standing.NOT_STARTED,
        "Đăng ký sáng kiến": Standing.NOT_STARTED,
    }


def test_what_is_done_in_part_has_begun() -> None:
    assert most_pressing([Standing.NOT_STARTED, Standing.DONE]) is Standing.IN_PROGRESS
    assert most_pressing([Standing.NOT_STARTED, Standing.AHEAD]) is Standing.NOT_STARTED
    assert most_pressing([Standing.LATE, Standing.DONE]) is Standing.LATE
    assert most_pressing([]) is None


def test_who_works_on_a_duty_directly_is_not_missing(living: Living) -> None:
    duty = living.plan.tasks.get(content="Rà soát thủ tục")
    before = {one.task.pk: one for one in coverage_of(living.plan).duties}[duty.pk]
    assert (before.works, before.missing) == (0, (duty.lead_unit.name,))
    TaskWork.objects.filter(task=duty).update(state=WorkState.IN_PROGRESS)
    after = {one.task.pk: one for one in coverage_of(living.plan).duties}[duty.pk]
    assert (after.works, after.missing) == (1, ())


def test_work_of_a_plan_one_may_not_open_does_not_exist(living: Living) -> None:
    values = {"name_key": "x", "effective_from": D(2018, 7, 1)}
    far = Unit.objects.create(code="t-far", name="Phòng ở tỉnh khác", kind=UnitKind.SECTION, **values)
    stranger = actor_of(person("far", far, Role.SPECIALIST, "Công chức"), D(2026, 3, 9))
    assert not readable(stranger).exists()
    with pytest.raises(PlanUnknown):
        working.comment(stranger, living.work("Rà soát").pk, "Chào", press("x"))
