# SPDX-License-Identifier: EUPL-1.2
"""A plan is brought in, read, confirmed, read again without loss, and put in force."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest
from django.db import Error, transaction
from django.utils import timezone

from motcua.documents.content import FileRefused, take_in
from motcua.dossiers.tests.office import Office, open_office
from motcua.law.roles import Role
from motcua.plans.acts import documents, many, tasks
from motcua.plans.acts.tasks import Wanted
from motcua.plans.errors import PlanChanged, PlanRefused
from motcua.plans.models import (
    Decision,
    Plan,
    PlanReading,
    PlanState,
    PlanStep,
    PlanTask,
    PlanWarning,
    ReadingState,
)
from motcua.plans.queries import last_readings, plans_of, source_page
from motcua.plans.reader import SILENT, read_plan_now, read_waiting
from motcua.plans.rights import may_read, readable_by
from motcua.plans.tests.papers import PLAN, brought_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return open_office()


@pytest.fixture
def plan(office: Office) -> Plan:
    return brought_in(office)


def one(plan: Plan, word: str) -> PlanTask:
    return plan.tasks.get(content__startswith=word)


def wanted(task: PlanTask, **changes: object) -> Wanted:
    values = {
        "content": task.content,
        "section": task.section,
        "group": task.group,
        "lead_text": task.lead_text,
        "lead_unit": task.lead_unit_id,
        "lead_group": task.lead_group,
        "start": task.start,
        "due": task.due,
        "due_text": task.due_text,
        "recurrence": task.recurrence,
        "product": task.product,
        "criteria": tuple(task.criteria),
        "supports": tuple((each.text, each.unit_id, each.group) for each in task.supports.all()),
    }
    return Wanted(**{**values, **changes})


def test_what_was_read_is_proposed_with_units_on_record(office: Office, plan: Plan) -> None:
    assert (plan.state, plan.number, plan.symbol, plan.year) == (PlanState.CONFIRMING, "12", "KH-UBND", 2026)
    assert plan.issued_on == dt.date(2026, 1, 12) and len(plan.legal_bases) == 2
    posted, reviewed = one(plan, "Niêm yết"), one(plan, "Rà soát")
    assert posted.lead_unit == office.centre and posted.due == dt.date(2026, 3, 31)
    assert [(each.text, each.group) for each in posted.supports.all()] == [
        ("Các phòng, ban thuộc xã", "sections")
    ]
    assert reviewed.lead_unit == office.section and reviewed.confidence >= many.SURE_ENOUGH
    assert one(plan, "Giải quyết").lead_group == "sections" and one(plan, "Giải quyết").lead_unit is None
    unknown = one(plan, "Tuyên truyền")
    assert (
        unknown.lead_unit is None
        and unknown.confidence < many.SURE_ENOUGH
        and unknown.recurrence == "quarterly"
    )
    assert {task.decision for task in plan.tasks.all()} == {Decision.PROPOSED}
    assert plan.targets.count() == 1
    read = last_readings(plan)[0]
    page = source_page(read.pk, 1)
    assert page is not None and page.lines[posted.source["content"]["lines"][0] - 1].startswith("- Niêm yết")


def test_the_same_press_opens_one_plan(office: Office, plan: Plan) -> None:
    assert brought_in(office).pk == plan.pk
    assert Plan.objects.count() == 1 and plan.readings.count() == 1


def test_only_heads_and_control_officers_bring_plans_in(office: Office) -> None:
    stored = take_in(PLAN.encode(), also_text=True)
    for role in (Role.SPECIALIST, Role.SECTION_HEAD, Role.RECEPTION):
        with pytest.raises(PlanRefused):
            documents.open_plan(office.actor(role), office.committee, [(stored, "a.txt")], "k")
    assert not Plan.objects.exists()


def test_a_plan_is_seen_by_all_when_it_is_in_force(office: Office, plan: Plan) -> None:
    clerk, head = office.actor(Role.SPECIALIST), office.actor(Role.AGENCY_HEAD)
    assert not may_read(clerk, plan.pk) and may_read(head, plan.pk)
    accept_all(office, plan)
    documents.put_in_force(head, plan, "force")
    assert may_read(clerk, plan.pk)
    assert [line.accepted for line in plans_of(readable_by(clerk), list(PlanState))] == [5]


def accept_all(office: Office, plan: Plan) -> None:
    chosen = [(task.pk, task.version) for task in plan.tasks.all()]
    many.accept_sure(office.actor(Role.AGENCY_HEAD), plan, chosen, "all")


def test_accepting_unchanged_is_no_edit_and_changing_is(office: Office, plan: Plan) -> None:
    head, task = office.actor(Role.AGENCY_HEAD), one(plan, "Rà soát")
    done = tasks.accept(head, task, task.version, "a1", wanted(task))
    assert done.decision == Decision.ACCEPTED and not done.edited
    again = tasks.accept(head, task, task.version, "a1", wanted(task))
    assert again.version == done.version and plan.steps.filter(act="accept").count() == 1
    late = dt.date(2026, 9, 30)
    changed = tasks.save(head, done, done.version, "a2", wanted(done, due=late))
    assert changed.edited and changed.due == late and changed.decision == Decision.ACCEPTED
    step = plan.steps.get(act="save")
    assert (step.before["due"], step.after["due"]) == ("2026-08-31", "2026-09-30")
    assert (step.person_name, step.title) == (head.name, "CHỦ TỊCH")


def test_two_people_at_one_task(office: Office, plan: Plan) -> None:
    head, task = office.actor(Role.AGENCY_HEAD), one(plan, "Rà soát")
    tasks.accept(head, task, task.version, "a1")
    with pytest.raises(PlanChanged, match=head.name):
        tasks.reject(head, task, task.version, "a2")
    assert one(plan, "Rà soát").decision == Decision.ACCEPTED


def test_nonsense_is_refused_beside_its_field(office: Office, plan: Plan) -> None:
    head, task = office.actor(Role.AGENCY_HEAD), one(plan, "Rà soát")
    with pytest.raises(PlanRefused) as refused:
        tasks.accept(head, task, task.version, "a1", wanted(task, content="  "))
    assert refused.value.field == "content"
    with pytest.raises(PlanRefused) as refused:
        tasks.accept(head, task, task.version, "a1", wanted(task, start=dt.date(2026, 12, 1)))
    assert refused.value.field == "due"
    assert plan.steps.filter(task=task).count() == 0


def test_splitting_and_merging_lose_nothing_and_are_undone(office: Office, plan: Plan) -> None:
    head, task = office.actor(Role.AGENCY_HEAD), one(plan, "Niêm yết")
    parts = tasks.split(head, task, task.version, ["Niêm yết tại quầy", "Niêm yết trên trang tin"], "s1")
    assert [part.lead_unit for part in parts] == [office.centre] * 2 and [
        part.split_from for part in parts
    ] == [task] * 2
    assert [part.supports.count() for part in parts] == [1, 1]
    task.refresh_from_db()
    assert task.decision == Decision.REJECTED
    into, other = parts[0], one(plan, "Tuyên truyền")
    merged = tasks.merge(head, into, into.version, [(other.pk, other.version)], "m1")
    assert (
        merged.content
        == "Niêm yết tại quầy Tuyên truyền về dịch vụ công trực tuyến trên hệ thống truyền thanh xã"
    )
    other.refresh_from_db()
    assert other.merged_into == merged and other.decision == Decision.REJECTED
    with pytest.raises(PlanRefused):
        tasks.put_back(head, other, other.version, "p1")

    assert many.undo(head, plan, "u1").act == "merge"
    other.refresh_from_db(), into.refresh_from_db()
    assert other.decision == Decision.PROPOSED and other.merged_into is None
    assert into.content == "Niêm yết tại quầy"
    assert many.undo(head, plan, "u2").act == "split"
    task.refresh_from_db()
    assert task.decision == Decision.PROPOSED
    assert {part.decision for part in task.parts.all()} == {Decision.REJECTED}
    with pytest.raises(PlanRefused):
        many.undo(head, plan, "u3")


def test_undo_leaves_alone_what_somebody_changed_since(office: Office, plan: Plan) -> None:
    head, task = office.actor(Role.AGENCY_HEAD), one(plan, "Rà soát")
    tasks.accept(head, task, task.version, "a1")
    PlanTask.objects.filter(pk=task.pk).update(decision=Decision.REJECTED)
    with pytest.raises(PlanChanged):
        many.undo(head, plan, "u1")


def test_a_printed_unit_is_said_once_for_all_tasks(office: Office, plan: Plan) -> None:
    head = office.actor(Role.AGENCY_HEAD)
    said = {
        "Văn hóa xã hội xã": (office.other_section.pk, ""),
        "Các phòng, ban thuộc xã": (None, "all_below"),
    }
    assert many.match_units(head, plan, said, "u1") == 2
    assert one(plan, "Tuyên truyền").lead_unit == office.other_section
    assert one(plan, "Niêm yết").supports.get().group == "all_below"
    assert one(plan, "Tuyên truyền").lead_text == "Văn hóa xã hội xã"
    many.undo(head, plan, "u2")
    assert (
        one(plan, "Tuyên truyền").lead_unit is None
        and one(plan, "Niêm yết").supports.get().group == "sections"
    )


def test_reading_again_keeps_every_decision_and_shows_what_differs(office: Office, plan: Plan) -> None:
    head = office.actor(Role.AGENCY_HEAD)
    edited, dropped = one(plan, "Rà soát"), one(plan, "Tuyên truyền")
    tasks.accept(head, edited, edited.version, "a1", wanted(edited, content="Rà soát theo ý lãnh đạo"))
    tasks.reject(head, dropped, dropped.version, "r1")
    by_hand = tasks.add(head, plan, Wanted("Việc viết tay"), "h1")
    before = plan.tasks.count()

    documents.read_again(head, plan, "again")
    read_plan_now(plan)
    assert plan.tasks.count() == before and plan.readings.count() == 2
    assert not any(task.offered for task in plan.tasks.all())

    changed = PLAN.replace("Trước ngày 31/8/2026", "Trước ngày 30/9/2026").replace(
        "- Tuyên truyền", "- Phát động thi đua"
    )
    reading = plan.readings.latest("id")
    rewrite(plan, reading, changed)
    edited.refresh_from_db(), dropped.refresh_from_db(), by_hand.refresh_from_db()
    assert edited.content == "Rà soát theo ý lãnh đạo" and edited.due == dt.date(2026, 8, 31)
    assert edited.offered["due"] == "2026-09-30" and "content" not in edited.offered
    assert dropped.decision == Decision.REJECTED and by_hand.decision == Decision.ACCEPTED
    taken = many.take_offer(head, edited, edited.version, "t1")
    assert taken.due == dt.date(2026, 9, 30) and not taken.offered


def rewrite(plan: Plan, reading: PlanReading, text: str, warnings: Sequence[str] = ()) -> None:
    """The same file, read otherwise by a later version of the reader."""
    from motcua.organisations.actors import SYSTEM
    from motcua.plans.performing import doing, locked
    from motcua.plans.reading.reading import read_file
    from motcua.plans.taking_up import take_up

    read = read_file(text.encode(), "ke-hoach.txt")
    later = PlanReading.objects.create(
        plan=plan,
        file=reading.file,
        asked_at=timezone.now(),
        state=ReadingState.DONE,
        content=read.to_dict(),
        warnings=list(warnings),
    )
    with transaction.atomic():
        take_up(locked(plan.pk), later, doing("read", SYSTEM, None, f"r{later.pk}"))


def test_keeping_ones_own_is_not_asked_twice(office: Office, plan: Plan) -> None:
    head, task = office.actor(Role.AGENCY_HEAD), one(plan, "Rà soát")
    task = tasks.accept(head, task, task.version, "a1")
    reading = plan.readings.latest("id")
    changed = PLAN.replace("Trước ngày 31/8/2026", "Trước ngày 30/9/2026")
    rewrite(plan, reading, changed)
    task.refresh_from_db()
    task = many.keep_own(head, task, task.version, "k1")
    rewrite(plan, reading, changed)
    task.refresh_from_db()
    assert task.due == dt.date(2026, 8, 31) and not task.offered


MORE_HELP = PLAN.replace(
    "Các phòng, ban thuộc xã.\n- Thời", "Các phòng, ban thuộc xã; Văn hóa xã hội xã.\n- Thời"
)


def test_helping_units_read_otherwise_are_offered_and_keep_what_they_were_said_to_mean(
    office: Office, plan: Plan
) -> None:
    head, task = office.actor(Role.AGENCY_HEAD), one(plan, "Niêm yết")
    many.match_units(head, plan, {"Các phòng, ban thuộc xã": (None, "all_below")}, "u1")
    task.refresh_from_db()
    task = tasks.accept(head, task, task.version, "a1")
    rewrite(plan, plan.readings.latest("id"), PLAN)
    task.refresh_from_db()
    assert not task.offered, "the same reading offers nothing, whatever a person said a unit means"

    rewrite(plan, plan.readings.latest("id"), MORE_HELP)
    task.refresh_from_db()
    texts = [helper["text"] for helper in task.offered["supports"]]
    assert texts == ["Các phòng, ban thuộc xã", "Văn hóa xã hội xã"]
    taken = many.take_offer(head, task, task.version, "t1")
    assert [(helper.text, helper.group) for helper in taken.supports.all()] == [
        ("Các phòng, ban thuộc xã", "all_below"),
        ("Văn hóa xã hội xã", ""),
    ]
    many.undo(head, plan, "z1")
    assert [helper.text for helper in one(plan, "Niêm yết").supports.all()] == ["Các phòng, ban thuộc xã"]


def test_helping_units_one_keeps_are_not_offered_twice(office: Office, plan: Plan) -> None:
    head, task = office.actor(Role.AGENCY_HEAD), one(plan, "Niêm yết")
    task = tasks.accept(head, task, task.version, "a1")
    rewrite(plan, plan.readings.latest("id"), MORE_HELP)
    task.refresh_from_db()
    task = many.keep_own(head, task, task.version, "k1")
    rewrite(plan, plan.readings.latest("id"), MORE_HELP)
    task.refresh_from_db()
    assert not task.offered and [helper.text for helper in task.supports.all()] == ["Các phòng, ban thuộc xã"]


def test_a_duty_that_is_no_longer_read_stays_and_says_so(office: Office, plan: Plan) -> None:
    gone = PLAN[: PLAN.index("4. Truyền thông")] + PLAN[PLAN.index("III. TỔ CHỨC") :]
    rewrite(plan, plan.readings.latest("id"), gone)
    task = one(plan, "Tuyên truyền")
    assert task.decision == Decision.PROPOSED and task.offered["missing"]


def test_the_head_is_confirmed_and_stays(office: Office, plan: Plan) -> None:
    head = office.actor(Role.AGENCY_HEAD)
    edited = documents.edit_head(head, plan, plan.version, {"title": "Tên đúng", "year": 2026}, "h1")
    with pytest.raises(PlanChanged):
        documents.edit_head(head, plan, plan.version, {"title": "Tên khác"}, "h2")
    rewrite(edited, edited.readings.latest("id"), PLAN.replace("Số: 12", "Số: 13"))
    edited.refresh_from_db()
    assert (edited.title, edited.number) == ("Tên đúng", "13")


def test_a_plan_carries_out_another_but_never_itself(office: Office, plan: Plan) -> None:
    head = office.actor(Role.AGENCY_HEAD)
    lower = brought_in(office, PLAN.replace("12/KH", "15/KH"), "second")
    documents.link_higher(head, lower, plan, "l1")
    lower.refresh_from_db()
    assert lower.higher == plan
    with pytest.raises(PlanRefused):
        documents.link_higher(head, plan, lower, "l2")


def test_doubts_are_answered(office: Office, plan: Plan) -> None:
    head, read = office.actor(Role.AGENCY_HEAD), plan.readings.get()
    doubt = PlanWarning.objects.create(plan=plan, reading=read, words="Hai ngày khác nhau.")
    told = documents.answer_warning(head, doubt, "meant", "Đúng như in", "w1")
    assert told.answered_by_id == head.person_id
    assert plan.steps.get(act="answer").note == "Đúng như in"
    rewrite(plan, read, PLAN, ["Hai ngày khác nhau.", "Thiếu người ký."])
    assert plan.warnings.get(words="Thiếu người ký.").answer == "open"
    assert plan.warnings.get(words=doubt.words).answer == "meant"


def test_a_plan_in_force_has_everything_decided(office: Office, plan: Plan) -> None:
    head = office.actor(Role.AGENCY_HEAD)
    with pytest.raises(PlanRefused, match="5 nhiệm vụ chờ"):
        documents.put_in_force(head, plan, "f1")
    accept_all(office, plan)
    done = documents.put_in_force(head, plan, "f2")
    assert done.state == PlanState.IN_FORCE and done.put_in_force_at and done.works.exists()
    with pytest.raises(PlanRefused):
        documents.put_in_force(head, plan, "f3")
    at_work = done.tasks.filter(works__isnull=False).first()
    assert at_work is not None
    with pytest.raises(PlanRefused, match="đang được thực hiện"):
        tasks.reject(head, at_work, at_work.version, "r1")
    with pytest.raises(PlanRefused):
        documents.close(head, plan, " ", "c1")
    assert documents.close(head, plan, "Hết năm", "c2").state == PlanState.CLOSED
    with pytest.raises(PlanRefused):
        tasks.add(head, plan, Wanted("Việc mới"), "n1")


def test_a_file_that_cannot_be_read_says_so_and_can_be_replaced(office: Office) -> None:
    head = office.actor(Role.AGENCY_HEAD)
    stored = take_in(b"%PDF-1.4\n% nothing of a PDF", also_text=True)
    plan = documents.open_plan(head, office.committee, [(stored, "hong.pdf")], "k1")
    assert read_waiting() == 1
    reading = plan.readings.get()
    assert reading.state == ReadingState.FAILED and "hong.pdf" in reading.trouble
    documents.add_file(head, plan, take_in(PLAN.encode(), also_text=True), "tot.txt", "k2")
    read_waiting()
    plan.refresh_from_db()
    assert plan.state == PlanState.CONFIRMING and plan.tasks.count() == 5
    with pytest.raises(FileRefused):
        take_in(b"\x00\x01 no text", also_text=True)
    with pytest.raises(FileRefused):
        take_in(PLAN.encode())


def test_a_reader_that_died_is_followed_by_another(office: Office) -> None:
    stored = take_in(PLAN.encode(), also_text=True)
    plan = documents.open_plan(office.actor(Role.AGENCY_HEAD), office.committee, [(stored, "a.txt")], "k1")
    now = timezone.now()
    plan.readings.update(state=ReadingState.RUNNING, beat_at=now)
    assert read_waiting(now + SILENT / 2) == 0
    assert read_waiting(now + SILENT * 2) == 1
    assert plan.readings.get().state == ReadingState.DONE


def test_what_was_done_and_read_cannot_be_changed(plan: Plan) -> None:
    for rows in (PlanStep.objects.filter(plan=plan), PlanReading.objects.filter(plan=plan)):
        with pytest.raises(Error), transaction.atomic():
            rows.update(plan=plan)
        with pytest.raises(Error), transaction.atomic():
            rows.first().delete()
