# SPDX-License-Identifier: EUPL-1.2
"""What must not happen to a plan: undone under work that runs, stopped readers, files that fill the memory."""

from __future__ import annotations

import contextlib
import io
import threading
import zipfile
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client

from motcua.documents.content import FileRefused, take_in
from motcua.dossiers.tests.office import Office, at, open_office
from motcua.dossiers.tests.test_concurrency import at_once
from motcua.law.roles import Role
from motcua.plans import reader
from motcua.plans.acts import documents, many, tasks, working
from motcua.plans.errors import PlanRefused
from motcua.plans.models import Plan, PlanReading, PlanState, PlanStep, ReadingState, TaskEntry
from motcua.plans.queries import higher_plans, source_page
from motcua.plans.tests.living import open_plan, press
from motcua.plans.tests.papers import brought_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return open_office()


def test_nothing_is_undone_that_somebody_works_on(office: Office) -> None:
    plan = brought_in(office)
    head = office.actor(Role.AGENCY_HEAD)
    for number, task in enumerate(plan.tasks.all()):
        tasks.accept(head, task, task.version, f"accept{number}")
    plan.refresh_from_db()
    documents.put_in_force(head, plan, "force")
    with pytest.raises(PlanRefused, match="đang được thực hiện"):
        many.undo(head, plan, "undo")


def test_what_cannot_be_put_on_record_ends_its_reading_and_not_the_reader(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = brought_in(office)

    def broken(*_told: object) -> None:
        raise ValueError("a number too large for its column")

    monkeypatch.setattr(reader, "take_up", broken)
    documents.read_again(office.actor(Role.AGENCY_HEAD), plan, "again")
    assert reader.read_waiting() == 1
    last = PlanReading.objects.filter(plan=plan).latest("id")
    assert last.state == ReadingState.FAILED and last.trouble


def test_a_document_that_unpacks_to_gigabytes_does_not_come_in() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("word/document.xml", b" " * (101 * 1024 * 1024))
    with pytest.raises(FileRefused):
        take_in(packed.getvalue())


def test_a_page_far_beyond_the_last_is_no_page(office: Office) -> None:
    plan = brought_in(office)
    assert source_page(PlanReading.objects.get(plan=plan).pk, 99_999_999_999) is None


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_tell_one_thing(office: Office) -> None:
    living = open_plan(office)
    work, actor = living.work("Rà soát"), office.actor(Role.SPECIALIST)
    together = threading.Barrier(2)

    def told() -> int:
        try:
            together.wait(10)
            return working.report(actor, work.pk, press("twice"), text="Đã rà soát xong đợt một").pk
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        pressed = [pool.submit(told) for _ in range(2)]
        assert [one.result(20) for one in pressed] == [work.pk, work.pk]
    assert TaskEntry.objects.filter(work=work, text__startswith="Đã rà soát").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_links_at_once_close_no_circle(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    values = {"unit": office.committee, "year": 2026, "state": PlanState.CONFIRMING}
    made = at("2026-03-01 08:00")
    top, between, low = (Plan.objects.create(title=name, created_at=made, **values) for name in "abc")
    head, together, looked = office.actor(Role.AGENCY_HEAD), threading.Barrier(2), documents._refuse_circle
    documents.link_higher(head, low, top, "first")

    def slowly(*told: int) -> None:
        looked(*told)
        with contextlib.suppress(threading.BrokenBarrierError):
            together.wait(1)

    monkeypatch.setattr(documents, "_refuse_circle", slowly)

    def linked(plan: Plan, higher: Plan) -> bool:
        try:
            documents.link_higher(head, plan, higher, f"link{plan.pk}")
        except PlanRefused:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(2) as pool:
        pressed = [pool.submit(linked, top, between), pool.submit(linked, between, low)]
        assert sorted(one.result(20) for one in pressed) == [False, True]
    assert Plan.objects.filter(pk__in=(top.pk, between.pk), higher__isnull=False).count() == 1


def test_a_used_key_with_another_file_is_refused_by_name(office: Office) -> None:
    plan, head = brought_in(office), office.actor(Role.AGENCY_HEAD)
    stored, other = (take_in(words, also_text=True) for words in (b"Appendix one", b"Appendix two"))
    added = documents.add_file(head, plan, stored, "mot.txt", "same")
    assert documents.add_file(head, plan, stored, "mot.txt", "same").pk == added.pk
    with pytest.raises(PlanRefused, match="đã dùng cho một việc khác"):
        documents.add_file(head, plan, other, "hai.txt", "same")
    first = plan.files.order_by("id").first()
    assert first is not None
    with pytest.raises(PlanRefused, match="đã dùng cho một việc khác"):
        documents.add_file(head, plan, first.file, "ke-hoach.txt", "same")
    assert plan.files.count() == 2


def test_drafts_of_lower_plans_are_named_to_nobody_else(office: Office, client: Client) -> None:
    living = open_plan(office)
    values = {"unit": office.centre, "year": 2026, "created_at": at("2026-03-01 08:00")}
    Plan.objects.create(
        title="Dự thảo chưa cho ai xem", state=PlanState.CONFIRMING, higher=living.plan, **values
    )
    client.force_login(office.people[Role.SPECIALIST])
    shown = client.get(f"/ke-hoach/{living.plan.pk}/")
    assert shown.status_code == 200 and "Dự thảo chưa cho ai xem" not in shown.content.decode()


def test_the_plan_one_carries_out_stays_among_those_to_choose(office: Office) -> None:
    higher = open_plan(office, year=2021).plan
    lower = Plan.objects.create(
        unit=office.centre, year=2026, created_at=at("2026-03-01 08:00"), higher=higher
    )
    assert higher_plans(office.actor(Role.AGENCY_HEAD), lower) == [higher]


@pytest.mark.django_db(transaction=True)
def test_two_who_put_a_plan_in_force_do_it_once(office: Office) -> None:
    plan, head = brought_in(office), office.actor(Role.AGENCY_HEAD)
    for number, task in enumerate(plan.tasks.all()):
        tasks.accept(head, task, task.version, f"accept{number}")
    plan.refresh_from_db()
    told = at_once(
        lambda: documents.put_in_force(head, plan, "one"), lambda: documents.put_in_force(head, plan, "two")
    )
    assert sorted(isinstance(one, PlanRefused) for one in told) == [False, True]
    assert PlanStep.objects.filter(plan=plan, act="put_in_force").count() == 1
