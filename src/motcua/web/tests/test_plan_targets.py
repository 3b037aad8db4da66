# SPDX-License-Identifier: EUPL-1.2
"""Targets on their pages: proposed, taken, said in a sentence, counted, reported by hand."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from motcua.dossiers.tests.office import Office, at, person
from motcua.law.roles import Role
from motcua.plans.models import (
    Decision,
    Plan,
    PlanState,
    PlanStep,
    PlanTarget,
    TargetDay,
    TargetReading,
)
from motcua.scores.tests.quarter import lead, settle
from motcua.web.tests.conftest import SignIn, set_clock
from motcua.web.tests.town import PDF

IN_TIME = "tỷ lệ hồ sơ giải quyết đúng hạn, năm 2026 ≥ 98 %"
MONEY = "“Tỷ lệ giải ngân vốn đầu tư”, năm 2026 ≥ 95 %"


@pytest.fixture
def plan(office: Office, monkeypatch: pytest.MonkeyPatch) -> Plan:
    lead(office)
    set_clock(monkeypatch, "2026-03-16 09:00")
    person("control", office.committee, Role.CONTROL_OFFICER, "Cán bộ đầu mối")
    return Plan.objects.create(
        unit=office.committee,
        state=PlanState.IN_FORCE,
        kind="Kế hoạch",
        number="15",
        symbol="KH-UBND",
        title="Kế hoạch thử năm 2026",
        year=2026,
        created_at=at("2026-01-20 08:00"),
        put_in_force_at=at("2026-01-21 08:00"),
    )


def target_of(plan: Plan, expression: str = IN_TIME, **values: Any) -> PlanTarget:
    """A target of the plan, accepted unless said otherwise."""
    by_hand = expression.startswith("“")
    told = {
        "metric": "Hồ sơ được giải quyết đúng hạn",
        "op": ">=",
        "value": Decimal(98),
        "unit": "%",
        "decision": Decision.ACCEPTED,
        "owner": plan.unit,
        "measured": not by_hand,
    }
    return PlanTarget.objects.create(
        plan=plan, order=plan.targets.count() * 10, expression=expression, **{**told, **values}
    )


@pytest.fixture
def control(plan: Plan) -> Client:
    from motcua.organisations.models import Person

    client = Client()
    client.force_login(Person.objects.get(username="t-control"))
    return client


def _html(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, url
    return response.content.decode()


def test_proposals_are_taken_at_once_and_counted(plan: Plan, control: Client) -> None:
    target_of(plan, decision=Decision.PROPOSED)
    target_of(plan, MONEY, decision=Decision.PROPOSED, metric="Giải ngân")
    url = reverse("plan_targets", args=[plan.pk])
    assert "Chờ quyết định" in _html(control, url)
    sent = {"key": "a" * 32}
    control.post(reverse("plan_targets_accept", args=[plan.pk]), sent)
    control.post(reverse("plan_targets_accept", args=[plan.pk]), sent)
    assert plan.targets.filter(decision=Decision.ACCEPTED).count() == 2
    assert PlanStep.objects.filter(plan=plan, act="target_accept_all").count() == 3
    assert TargetDay.objects.filter(target__measured=True).count() > 80
    html = _html(control, url)
    assert "66,7 %" in html
    assert "Chưa đạt" in html
    assert "Chưa có số liệu" in html


def test_one_target_tells_value_list_and_who_can_act(plan: Plan, as_role: SignIn) -> None:
    target = target_of(plan)
    html = _html(as_role(Role.AGENCY_HEAD), reverse("plan_target", args=[target.pk]))
    assert "66,7 %" in html
    assert "2 trong số 3" in html
    assert "Giải quyết quá hạn" in html
    assert reverse("figure_list") in html
    assert "Ai còn làm thay đổi được" in html
    assert "<svg" in html
    assert "Công chức" not in html  # the overdue one lies at the desk and nobody holds it
    told = _html(as_role(Role.SPECIALIST), reverse("plan_target", args=[target.pk]))
    assert reverse("figure_list") not in told  # lists name applicants; a specialist sees the numbers alone


def test_what_can_no_longer_be_reached_says_so_and_since_when(
    plan: Plan, office: Office, as_role: SignIn
) -> None:
    for _number in range(9):
        settle(office, "2026-03-11 10:00")
    target = target_of(plan, "tỷ lệ hồ sơ giải quyết đúng hạn, năm 2026 = 100 %")
    from motcua.plans.targets.keeping import keep

    keep(target, at("2026-03-16 09:00"))
    html = _html(as_role(Role.AGENCY_HEAD), reverse("plan_target", args=[target.pk]))
    assert "Không thể đạt nữa, dù có thêm bao nhiêu hồ sơ." in html
    assert "Từ ngày 13/03/2026 đã như vậy." in html
    html = _html(as_role(Role.AGENCY_HEAD), reverse("plan_targets", args=[plan.pk]))
    assert "Không thể đạt nữa, từ 13/03/2026" in html


def test_a_sentence_is_read_while_it_is_written(plan: Plan, control: Client) -> None:
    target = target_of(plan, decision=Decision.PROPOSED)
    url = reverse("plan_target_edit", args=[target.pk])
    sent = {
        "key": "b" * 32,
        "seen": target.version,
        "metric": target.metric,
        "expression": "ty le ho so truc tuyen, nam 2026 it nhat 50 %",
        "owner": plan.unit_id,
        "due": "2026-12-31",
    }
    tried = control.post(url, {**sent, "xem": "1"}).content.decode()
    assert "tỷ lệ hồ sơ trực tuyến, năm 2026 ≥ 50 %" in tried
    assert "20,0 %" in tried
    assert PlanTarget.objects.get(pk=target.pk).version == target.version
    refused = control.post(url, {**sent, "expression": "tỷ lệ hồ sơ đúng hẹn ≥ 50 %", "viec": "luu"})
    assert refused.status_code == 422
    assert "tỷ lệ hồ sơ giải quyết đúng hạn" in refused.content.decode()
    control.post(url, {**sent, "viec": "nhan"})
    target.refresh_from_db()
    assert (target.decision, target.edited, target.binding) == (Decision.ACCEPTED, True, 2)
    assert target.expression == "tỷ lệ hồ sơ trực tuyến, năm 2026 ≥ 50 %"
    stale = control.post(url, {**sent, "key": "c" * 32, "viec": "luu"})
    assert stale.status_code == 409


def test_a_target_is_written_by_hand(plan: Plan, control: Client) -> None:
    url = reverse("plan_target_add", args=[plan.pk])
    assert "Thêm chỉ tiêu" in _html(control, url)
    sent = {"key": "d" * 32, "seen": 0, "metric": "Không để quá hạn", "owner": "", "due": ""}
    wrong = control.post(url, {**sent, "expression": "số hồ sơ đang quá hạn của xã Nào Đó = 0 hồ sơ"})
    assert wrong.status_code == 422
    assert "không thuộc" in wrong.content.decode()
    control.post(url, {**sent, "expression": "số hồ sơ đang quá hạn, năm 2026 = 0 hồ sơ"})
    control.post(url, {**sent, "expression": "số hồ sơ đang quá hạn, năm 2026 = 0 hồ sơ"})
    made = plan.targets.get(expression="số hồ sơ đang quá hạn, năm 2026 = 0 hồ sơ")
    assert (made.measured, made.added_by_hand, made.decision) == (True, True, Decision.ACCEPTED)


def test_values_are_given_once_with_proof_by_those_who_answer_for_them(
    plan: Plan, as_role: SignIn, office: Office
) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    target = target_of(plan, MONEY, value=Decimal(95), metric="Giải ngân")
    url = reverse("plan_target_give", args=[target.pk])
    client = as_role(Role.CLERK)  # works in the unit that answers for it
    sent = {"key": "e" * 32, "value": "61,5", "as_of": "2026-03-15", "note": ""}
    refused = client.post(url, sent)
    assert refused.status_code == 422
    assert "Chưa có minh chứng" in refused.content.decode()
    assert "61,5" in refused.content.decode()
    proof = SimpleUploadedFile("giai-ngan.pdf", PDF, "application/pdf")
    client.post(url, {**sent, "evidence": proof})
    client.post(url, {**sent, "note": "gửi lại lần nữa"})
    given = TargetReading.objects.get()
    assert (given.value, given.as_of, given.evidence_name) == (
        Decimal("61.5"),
        dt.date(2026, 3, 15),
        "giai-ngan.pdf",
    )
    html = _html(client, reverse("plan_target", args=[target.pk]))
    assert "61,5 %" in html
    assert "Chưa đạt" in html
    file = client.get(reverse("plan_target_file", args=[target.pk, given.pk]))
    assert file.content == PDF
    assert "61,5 %" in _html(client, reverse("plan_targets", args=[plan.pk]))
    future = client.post(url, {**sent, "key": "f" * 32, "as_of": "2026-04-01", "note": "Báo cáo số 12/BC"})
    assert future.status_code == 422
    other = as_role(Role.SPECIALIST).post(url, {**sent, "key": "0" * 32, "note": "Báo cáo số 12/BC"})
    assert other.status_code == 422
    assert TargetReading.objects.count() == 1


def test_only_those_who_confirm_may_change(plan: Plan, as_role: SignIn) -> None:
    target = target_of(plan)
    worker = as_role(Role.SPECIALIST)
    assert worker.get(reverse("plan_target_edit", args=[target.pk])).status_code in (403, 404)
    assert worker.get(reverse("plan_target_add", args=[plan.pk])).status_code in (403, 404)
    assert worker.post(reverse("plan_targets_accept", args=[plan.pk])).status_code in (403, 404)
    assert "Sửa chỉ tiêu" not in _html(worker, reverse("plan_target", args=[target.pk]))


def test_a_plan_that_is_prepared_shows_its_targets_to_nobody_else(plan: Plan, as_role: SignIn) -> None:
    target = target_of(plan)
    Plan.objects.update(state=PlanState.CONFIRMING)
    worker = as_role(Role.SPECIALIST)
    assert worker.get(reverse("plan_targets", args=[plan.pk])).status_code == 404
    assert worker.get(reverse("plan_target", args=[target.pk])).status_code == 404


def test_the_list_asks_the_same_however_many_targets(plan: Plan, as_role: SignIn) -> None:
    client = as_role(Role.AGENCY_HEAD)
    url = reverse("plan_targets", args=[plan.pk])
    target_of(plan)
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(url)
    for _number in range(12):
        target_of(plan)
        target_of(plan, MONEY)
    with CaptureQueriesContext(connection) as many:
        client.get(url)
    assert len(many) == len(few)


def test_one_target_asks_the_same_however_many_dossiers(plan: Plan, office: Office, as_role: SignIn) -> None:
    client = as_role(Role.AGENCY_HEAD)
    url = reverse("plan_target", args=[target_of(plan).pk])
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    for _number in range(4):
        settle(office, "2026-03-11 10:00")
    with CaptureQueriesContext(connection) as many:
        client.get(url)
    assert len(many) == len(few)


def test_officials_with_overdue_dossiers_are_named_to_those_who_lead(
    plan: Plan, office: Office, as_role: SignIn
) -> None:
    office.assigned("2026-03-02 09:00")
    target = target_of(plan)
    url = reverse("plan_target", args=[target.pk])
    name = office.people[Role.SPECIALIST].full_name
    table = (
        _html(as_role(Role.AGENCY_HEAD), url).split('class="table table-stack hands"')[1].split("</table>")[0]
    )
    assert name in table
    assert "hands" not in _html(as_role(Role.CLERK), url)
