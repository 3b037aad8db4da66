# SPDX-License-Identifier: EUPL-1.2
"""Initiatives, training, publicity: rights, states, figures."""

import datetime as dt
import threading
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from motcua.dossiers.tests.office import Office
from motcua.law.roles import Role
from motcua.organisations.models import Position, Unit, UnitKind
from motcua.registers import acts, counts
from motcua.registers.acts import CourseIn, InitiativeIn, PublicityIn, Recognition
from motcua.registers.errors import EntryUnknown, RegisterRefused
from motcua.registers.models import (
    Course,
    Initiative,
    InitiativeLevel,
    InitiativeState,
    PublicityChannel,
    Register,
    RegisterStep,
)
from motcua.registers.queries import agencies_of, entry_for
from motcua.registers.tests.conftest import Pressing

TODAY = dt.date(2026, 3, 20)
RECOGNITION = Recognition(
    "45/QĐ-UBND", dt.date(2026, 3, 16), InitiativeLevel.GRASSROOTS, "Giảm một lần đi lại", hours_saved=120
)


def proposed(office: Office, press: Pressing, key: str = "") -> Initiative:
    told = InitiativeIn(
        "Trả kết quả tại nhà văn hóa thôn",
        "Ngô Văn Thử",
        "Mỗi tuần một buổi trả kết quả tại thôn.",
        office.section,
    )
    return acts.propose(press(Role.SPECIALIST, key=key), office.committee, told)


def test_an_initiative_is_recognised_by_a_decision(office: Office, press: Pressing) -> None:
    row = proposed(office, press)
    with pytest.raises(RegisterRefused, match="không thể công nhận"):
        acts.recognise(press(Role.AGENCY_HEAD, "2026-03-16 10:00"), row.pk, RECOGNITION)
    acts.to_council(press(Role.CONTROL_OFFICER), row.pk, dt.date(2026, 3, 12))
    with pytest.raises(RegisterRefused, match="chưa đến"):
        acts.recognise(press(Role.AGENCY_HEAD), row.pk, RECOGNITION)
    with pytest.raises(RegisterRefused, match="không có quyền"):
        acts.recognise(press(Role.CONTROL_OFFICER, "2026-03-16 10:00"), row.pk, RECOGNITION)
    assert counts.initiatives_recognised(office.committee, 2026) == 0
    done = acts.recognise(press(Role.AGENCY_HEAD, "2026-03-16 10:00", file=True), row.pk, RECOGNITION)
    assert done.state == InitiativeState.RECOGNISED
    assert counts.initiatives_recognised(office.committee, 2026) == 1
    assert counts.initiatives_recognised(office.section, 2026) == 1
    assert counts.initiatives_recognised(office.other_section, 2026) == 0
    assert counts.initiatives_recognised(office.committee, 2025) == 0
    assert counts.initiatives_by_unit(office.committee, 2026) == {office.section.name: 1}
    steps = RegisterStep.objects.order_by("id")
    assert [step.act for step in steps] == ["propose", "to_council", "recognise"] and steps[2].file_sha256
    with pytest.raises(DatabaseError), transaction.atomic():
        steps.update(note="khác")
    with pytest.raises(IntegrityError), transaction.atomic():
        Initiative.objects.filter(pk=row.pk).update(decision="")


def test_refused_and_taken_back_keep_their_reason(office: Office, press: Pressing) -> None:
    first, second = proposed(office, press), proposed(office, press)
    acts.to_council(press(Role.SECTION_HEAD), first.pk, dt.date(2026, 3, 12))
    with pytest.raises(RegisterRefused, match="Lý do"):
        acts.refuse(press(Role.AGENCY_HEAD), first.pk, "ngắn")
    acts.refuse(press(Role.AGENCY_HEAD), first.pk, "Chưa chứng minh được hiệu quả")
    with pytest.raises(RegisterRefused, match="không có quyền"):
        acts.take_back(press(Role.CLERK), second.pk, "Không phải của tôi")
    acts.take_back(press(Role.SPECIALIST), second.pk, "Gộp vào đề xuất khác")
    assert {row.state for row in Initiative.objects.all()} == {"refused", "taken_back"}


def test_a_double_press_makes_one_entry(office: Office, press: Pressing) -> None:
    assert proposed(office, press, "same").pk == proposed(office, press, "same").pk
    with pytest.raises(RegisterRefused, match="đã dùng cho một việc khác"):
        acts.take_back(press(Role.SPECIALIST, key="same"), Initiative.objects.get().pk, "Lý do khác")


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_make_one_entry(office: Office, press: Pressing) -> None:
    together = threading.Barrier(2)

    def pressed() -> int:
        try:
            together.wait(10)
            return proposed(office, press, "twice").pk
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        first, second = (pool.submit(pressed) for _ in range(2))
        assert first.result(20) == second.result(20)
    assert Initiative.objects.count() == 1


def test_whoever_has_no_position_there_does_and_sees_nothing(office: Office, press: Pressing) -> None:
    row = proposed(office, press)
    nobody = office.actor(Role.SPECIALIST, dt.date(2000, 1, 1))
    with pytest.raises(EntryUnknown):
        entry_for(nobody, Register.INITIATIVE, row.pk)
    assert entry_for(office.actor(Role.CLERK), Register.INITIATIVE, row.pk).pk == row.pk


def course(office: Office, press: Pressing) -> Course:
    day = dt.date(2026, 3, 10)
    told = CourseIn(
        "Tập huấn NĐ 118/2025", "Tiếp nhận và trả kết quả", day, day, Decimal("3.5"), "Hội trường xã"
    )
    return acts.plan_course(press(Role.CONTROL_OFFICER), office.committee, told)


def test_the_share_of_officials_trained(office: Office, press: Pressing) -> None:
    row = course(office, press)
    section = [seat.person_id for seat in Position.objects.filter(unit=office.section)]
    with pytest.raises(RegisterRefused, match="không làm việc"):
        acts.attend(press(Role.CONTROL_OFFICER), row.pk, office.centre.pk, section)
    acts.attend(press(Role.CONTROL_OFFICER), row.pk, office.section.pk, section)
    assert counts.officials_trained(office.committee, 2026, TODAY).part == 0, "not held yet"
    with pytest.raises(RegisterRefused, match="chưa kết thúc"):
        acts.hold(press(Role.CONTROL_OFFICER), row.pk, 0)
    acts.hold(press(Role.CONTROL_OFFICER, "2026-03-11 08:00"), row.pk, 2)
    whole = counts.officials_trained(office.committee, 2026, TODAY)
    assert (whole.part, whole.whole) == (3, 11)
    assert counts.officials_trained(office.section, 2026, TODAY).percent == 100
    acts.attend(press(Role.CONTROL_OFFICER), row.pk, office.section.pk, section[:1])
    assert counts.officials_trained(office.committee, 2026, TODAY).part == 1
    assert counts.courses_held(office.committee, 2026) == 1


def test_a_course_without_anybody_was_not_held(office: Office, press: Pressing) -> None:
    row = course(office, press)
    with pytest.raises(RegisterRefused, match="Chưa ghi ai"):
        acts.hold(press(Role.CONTROL_OFFICER, "2026-03-11 08:00"), row.pk, 0)
    acts.cancel(press(Role.CONTROL_OFFICER), row.pk, "Giảng viên ốm")
    with pytest.raises(RegisterRefused, match="không thể ghi"):
        acts.hold(press(Role.CONTROL_OFFICER, "2026-03-11 08:00"), row.pk, 5)


def test_reach_says_how_it_was_counted(office: Office, press: Pressing) -> None:
    day = dt.date(2026, 3, 8)
    told = PublicityIn("Phát thanh về nộp hồ sơ trực tuyến", PublicityChannel.RADIO, day, reach=500)
    with pytest.raises(RegisterRefused, match="đếm bằng cách nào"):
        acts.publicise(press(Role.CONTROL_OFFICER), office.committee, told)
    plain = PublicityIn(told.title, told.channel, day)
    row = acts.publicise(press(Role.CONTROL_OFFICER), office.committee, plain)
    assert counts.publicity_items(office.committee, 2026) == 1
    assert counts.publicity_reach(office.committee, 2026) is None, "nobody counted, which is not zero"
    acts.correct_publicity(press(Role.CONTROL_OFFICER), row.pk, 480, "Số hộ trong vùng phát")
    assert counts.publicity_reach(office.committee, 2026) == 480
    assert RegisterStep.objects.get(act="correct_entry").before == {"reach": None, "reach_of": ""}
    with pytest.raises(RegisterRefused, match="không có quyền"):
        acts.publicise(press(Role.SPECIALIST), office.committee, plain)


def test_the_committee_of_a_place_comes_before_its_neighbours(office: Office) -> None:
    values = {"kind": UnitKind.VERTICAL, "name_key": "a", "effective_from": dt.date(2025, 7, 1)}
    police = Unit.objects.create(
        code="t-police",
        name="Công an xã",
        parent=office.commune,
        ancestors=office.committee.ancestors,
        **values,
    )
    found = agencies_of(office.actor(Role.CONTROL_OFFICER), dt.date(2026, 3, 9))
    assert found[0] == office.committee and police in found
