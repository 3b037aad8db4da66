# SPDX-License-Identifier: EUPL-1.2
"""A report on its way: prepared, submitted, returned, added up, sealed; who may do what, and who is late."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from django.core import mail
from django.db import DatabaseError, connection, transaction
from pytest_django import Settings

from motcua.desk.models import Mail
from motcua.dossiers import acts as dossier_acts
from motcua.dossiers.models import Dossier
from motcua.dossiers.performing import Call
from motcua.dossiers.tests.office import Office, at, person
from motcua.law.roles import Role
from motcua.organisations.actors import Actor, actor_of
from motcua.organisations.models import Person, Unit, UnitKind
from motcua.reports import acts, queries
from motcua.reports.definitions import form_on
from motcua.reports.errors import CauseRefused, ReportFormUnknown, ReportRefused, ReportUnitUnknown
from motcua.reports.late_causes import is_late, state_cause
from motcua.reports.making import Order
from motcua.reports.models import LatenessCause, ReportEdition, ReportState, ReportStep
from motcua.reports.periods import period_named
from motcua.reports.places import reporters_below, scope_of_unit, unit_coded, upper_of
from motcua.reports.queries import Standing
from motcua.reports.reminding import write_reminders
from motcua.reports.tests.cases import fill_quarter, open_commune
from motcua.reports.values import Check, hash_of, report_from_json
from motcua.reports.waiting import late_for

Q1 = period_named("2026-Q1")
DAY = dt.date(2026, 3, 16)
MORNING = at("2026-03-16 09:00")


@pytest.fixture
def office(db: None) -> Office:
    return open_commune()


def order(unit: Unit, number: str = "II.06a") -> Order:
    return Order(form_on(number, Q1.last), unit_coded(unit.code), Q1)


def upper(office: Office) -> tuple[Unit, Actor, Actor]:
    """The committee of the province with its control officer and its head, and a second commune that reports."""
    province = office.commune.parent
    assert province is not None
    committee = _unit("t-p-ubnd", "Ủy ban nhân dân tỉnh Thử Nghiệm", UnitKind.PEOPLES_COMMITTEE, province)
    _unit("t-p-so", "Sở Thử Nghiệm", UnitKind.DEPARTMENT, committee)
    other = _unit("t-other", "Xã Thử Hai", UnitKind.COMMUNE, province)
    _unit("t-other-ubnd", "Ủy ban nhân dân xã Thử Hai", UnitKind.PEOPLES_COMMITTEE, other)
    _unit("t-police", "Công an xã Thử Nghiệm", UnitKind.VERTICAL, office.commune)
    control = person("p-control", committee, Role.CONTROL_OFFICER, "Cán bộ đầu mối")
    head = person("p-head", committee, Role.AGENCY_HEAD, "CHỦ TỊCH")
    return committee, actor_of(control, DAY), actor_of(head, DAY)


def _unit(code: str, name: str, kind: UnitKind, parent: Unit) -> Unit:
    return Unit.objects.create(
        code=code,
        name=name,
        name_key=name.lower(),
        kind=kind,
        parent=parent,
        ancestors=parent.lineage,
        effective_from=dt.date(2018, 7, 1),
    )


def test_who_reports_to_whom(office: Office) -> None:
    assert upper_of(unit_coded("t-ubnd"), DAY) is None  # nobody above controls procedures
    committee, _, _ = upper(office)
    assert upper_of(unit_coded("t-ubnd"), DAY) == committee
    assert [unit.code for unit in reporters_below(unit_coded("t-p-ubnd"), DAY)] == [
        "t-p-so",
        "t-other-ubnd",
        "t-ubnd",
    ]
    assert [unit.code for unit in reporters_below(unit_coded("t-ubnd"), DAY)] == ["t-police"]
    assert scope_of_unit(unit_coded("t-ubnd")) == office.commune.pk
    assert upper_of(unit_coded("t-police"), DAY) == office.committee


def test_the_whole_way(office: Office) -> None:
    fill_quarter(office)
    _, control_above, head_above = upper(office)
    control, head = office.actor(Role.CONTROL_OFFICER), office.actor(Role.AGENCY_HEAD)
    row = acts.prepare(control, order(office.committee), "p1", MORNING)
    assert acts.prepare(control, order(office.committee), "p1", MORNING).pk == row.pk
    assert row.editions.count() == 1 and row.due_on == dt.date(2026, 3, 17)
    edition = row.current
    assert edition is not None and edition.sha256 == hash_of(edition.content)
    row = acts.submit(head, row.pk, "s1", MORNING)
    assert row.state == ReportState.SUBMITTED
    with pytest.raises(ReportRefused, match="đang ở trạng thái"):
        acts.prepare(control, order(office.committee), "p2", MORNING)
    with pytest.raises(ReportRefused, match="chưa tổng hợp"):
        acts.seal(head, row.pk, "x1", MORNING)
    row = acts.return_for_correction(control_above, row.pk, "Thiếu hồ sơ tháng 2", "r1", MORNING)
    assert row.state == ReportState.RETURNED
    row = acts.prepare(control, order(office.committee), "p3", MORNING)
    assert row.editions.count() == 2
    acts.submit(head, row.pk, "s2", MORNING)
    total = acts.consolidate_below(control_above, order(unit_coded("t-p-ubnd"), "II.06b"), "c1", MORNING)
    row.refresh_from_db()
    assert row.state == ReportState.CONSOLIDATED
    assert total.current is not None
    added = report_from_json(total.current.content)
    sent = report_from_json(ReportEdition.objects.get(report=row, number=2).content)
    assert added.tables[0].total.value("taken") == sent.tables[0].total.value("taken") == 11
    assert [source.unit_code for source in added.sources if not source.sha256] == ["t-p-so", "t-other-ubnd"]
    assert [source.differences for source in added.sources if source.sha256] == [()]
    assert added.is_sound
    assert acts.seal(head, row.pk, "x2", MORNING).state == ReportState.SEALED
    with pytest.raises(ReportRefused):
        acts.return_for_correction(control_above, row.pk, "Muộn rồi", "r2", MORNING)
    told = list(ReportStep.objects.filter(report=row).order_by("id").values_list("act", flat=True))
    assert told == ["prepare", "submit", "return", "prepare", "submit", "consolidate", "seal"]
    acts.submit(head_above, total.pk, "s3", MORNING)
    assert acts.seal(head_above, total.pk, "x3", MORNING).state == ReportState.SEALED


def test_a_sum_tells_where_the_statistics_say_something_else_by_now(office: Office) -> None:
    made = fill_quarter(office)
    _, control_above, _ = upper(office)
    row = acts.prepare(office.actor(Role.CONTROL_OFFICER), order(office.committee), "p1", MORNING)
    acts.submit(office.actor(Role.AGENCY_HEAD), row.pk, "s1", MORNING)
    late = Call(now=at("2026-03-12 08:00"), entered=at("2026-03-20 08:00"))
    dossier_acts.stop_on_request(office.actor(Role.RECEPTION), made["overdue"], "Nhập muộn", late)
    asked = order(unit_coded("t-p-ubnd"), "II.06b")
    asked = Order(asked.form, asked.unit, asked.span, as_of=at("2026-03-21 08:00"))
    total = acts.consolidate_below(control_above, asked, "c1", at("2026-03-21 09:00"))
    assert total.current is not None
    source = next(each for each in report_from_json(total.current.content).sources if each.sha256)
    assert "Cột 7: đã gửi 7, hiện nay 8" in source.differences


def test_only_the_own_agency_prepares_submits_and_seals(office: Office) -> None:
    _, control_above, head_above = upper(office)
    control, head = office.actor(Role.CONTROL_OFFICER), office.actor(Role.AGENCY_HEAD)
    for actor in (control_above, head, office.actor(Role.SPECIALIST)):
        with pytest.raises(ReportRefused, match="không có quyền"):
            acts.prepare(actor, order(office.committee), "p1", MORNING)
    row = acts.prepare(control, order(office.committee), "p1", MORNING)
    for actor in (control, head_above):
        with pytest.raises(ReportRefused, match="không có quyền"):
            acts.submit(actor, row.pk, "s1", MORNING)
    acts.submit(head, row.pk, "s1", MORNING)
    with pytest.raises(ReportRefused, match="không có quyền"):
        acts.return_for_correction(control, row.pk, "Tự trả", "r1", MORNING)
    with pytest.raises(ReportRefused, match="lý do"):
        acts.return_for_correction(control_above, row.pk, "  ", "r1", MORNING)
    with pytest.raises(ReportRefused, match="việc khác"):
        acts.seal(head, row.pk, "s1", MORNING)


def test_what_is_refused_before_anything_is_written(office: Office) -> None:
    control = office.actor(Role.CONTROL_OFFICER)
    with pytest.raises(ReportRefused, match="chưa bắt đầu"):
        acts.prepare(control, order(office.committee), "p1", at("2025-12-01 09:00"))
    with pytest.raises(ReportRefused, match="không tổng hợp"):
        acts.consolidate_below(control, order(office.committee), "c1", MORNING)
    with pytest.raises(ReportRefused, match="Chưa có đơn vị nào gửi"):
        acts.consolidate_below(control, order(office.committee, "II.06b"), "c1", MORNING)
    with pytest.raises(ReportFormUnknown):
        form_on("II.99", Q1.last)
    with pytest.raises(ReportFormUnknown, match="không dùng cho kỳ"):
        form_on("II.06a", dt.date(2019, 3, 14))
    with pytest.raises(ReportUnitUnknown):
        unit_coded("khong-co")
    assert not ReportEdition.objects.exists()


@pytest.mark.parametrize("table", ["reports_reportedition", "reports_reportstep", "reports_latenesscause"])
def test_the_database_keeps_what_was_frozen(office: Office, table: str) -> None:
    fill_quarter(office)
    control = office.actor(Role.CONTROL_OFFICER)
    acts.prepare(control, order(office.committee), "p1", MORNING)
    code = next(iter(fill_codes(office)))
    state_cause(control, code, "other", "Chậm", office.section, "k", MORNING)
    with connection.cursor() as cursor, pytest.raises(DatabaseError), transaction.atomic():
        cursor.execute(f"delete from {table}")  # noqa: S608  names of this test


def fill_codes(office: Office) -> list[str]:
    """Codes of late dossiers of the committee."""
    control = office.actor(Role.CONTROL_OFFICER)
    return [dossier.code for dossier in late_for(control, dt.date(2025, 1, 1), MORNING)]


@pytest.mark.parametrize(("after", "late"), [(59, False), (60, True)])
def test_only_what_is_late_by_a_minute_waits_for_a_cause(office: Office, after: int, late: bool) -> None:
    dossier = office.assigned("2026-03-02 10:00")
    control = office.actor(Role.CONTROL_OFFICER)
    moment = dossier.due_original + dt.timedelta(seconds=after)

    def waits() -> bool:
        rows = late_for(control, dt.date(2026, 1, 1), moment)
        return dossier.code in [row.code for row in rows]

    assert (waits(), is_late(dossier, moment)) == (late, late)
    Dossier.objects.filter(pk=dossier.pk).update(ended_at=moment)
    dossier.refresh_from_db()
    assert (waits(), is_late(dossier, moment)) == (late, late)


def test_how_an_agency_stands_day_by_day(office: Office) -> None:
    form = form_on("II.06a", Q1.last)

    def standing(day: dt.date) -> Standing:
        return queries.dues_of(office.committee, [form], [Q1], day)[0].standing

    assert standing(dt.date(2026, 3, 10)) is Standing.NOT_YET
    assert standing(dt.date(2026, 3, 15)) is Standing.WAITING
    assert standing(dt.date(2026, 3, 17)) is Standing.WAITING
    assert standing(dt.date(2026, 3, 18)) is Standing.LATE
    row = acts.prepare(office.actor(Role.CONTROL_OFFICER), order(office.committee), "p1", MORNING)
    assert standing(dt.date(2026, 3, 17)) is Standing.PREPARED
    assert standing(dt.date(2026, 3, 18)) is Standing.LATE
    acts.submit(office.actor(Role.AGENCY_HEAD), row.pk, "s1", at("2026-03-18 08:00"))
    assert standing(dt.date(2026, 3, 19)) is Standing.SUBMITTED_LATE


def test_mails_go_out_once_before_the_day_and_once_after(office: Office, settings: Settings) -> None:
    settings.MAIL_ENABLED = True
    Person.objects.filter(pk=office.people[Role.CONTROL_OFFICER].pk).update(email="dau-moi@example.org")
    assert write_reminders(at("2026-03-13 08:00")) == 0
    assert write_reminders(at("2026-03-15 08:00")) == 1
    assert write_reminders(at("2026-03-16 08:00")) == 0
    assert write_reminders(at("2026-03-18 08:00")) == 1
    near, late = Mail.objects.order_by("id")
    assert "sắp đến hạn gửi" in near.subject and "quá hạn gửi" in late.subject
    assert "Tình hình, kết quả giải quyết thủ tục hành chính tại cơ quan" in near.text
    assert "II.06a, Quý I năm 2026: 17/03/2026" in near.text and "/bao-cao/" in near.html
    assert not mail.outbox


def test_a_cause_is_stated_once_for_each_key_and_only_by_those_who_answer(office: Office) -> None:
    made = fill_quarter(office)
    control = office.actor(Role.CONTROL_OFFICER)

    def state(
        actor: Actor, code: str, cause: str = "other", words: str = "Chậm", key: str = "k"
    ) -> LatenessCause:
        return state_cause(actor, code, cause, words, office.section, key, MORNING)

    first = state(control, made["late"])
    assert state(control, made["late"]).pk == first.pk and LatenessCause.objects.count() == 1
    with pytest.raises(CauseRefused, match="không quá hạn"):
        state(control, made["early"], key="k2")
    with pytest.raises(CauseRefused, match="Chưa chọn"):
        state(control, made["late"], cause="bừa", key="k2")
    with pytest.raises(CauseRefused, match="trống"):
        state(control, made["late"], words=" ", key="k2")
    with pytest.raises(CauseRefused, match="không có quyền"):
        state(office.actor(Role.RECEPTION), made["late"], key="k2")


def test_figures_that_do_not_agree_are_not_sent(office: Office) -> None:
    row = acts.prepare(office.actor(Role.CONTROL_OFFICER), order(office.committee), "p1", MORNING)
    assert row.current is not None
    frozen = report_from_json(row.current.content)
    broken = replace(frozen, checks=(*frozen.checks, Check("a = b", 2, 1)))
    row.current = ReportEdition.objects.create(
        report=row,
        number=2,
        content=broken.to_json(),
        sha256=broken.sha256,
        as_of=MORNING,
        policy="date",
        prepared_by=office.people[Role.CONTROL_OFFICER],
        prepared_at=MORNING,
    )
    row.save()
    with pytest.raises(ReportRefused, match="chưa khớp"):
        acts.submit(office.actor(Role.AGENCY_HEAD), row.pk, "s1", MORNING)
