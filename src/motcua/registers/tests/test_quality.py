# SPDX-License-Identifier: EUPL-1.2
"""ISO 9001:2015: versions follow each other and know their procedure; a nonconformity goes to its proof of effect."""

import datetime as dt

import pytest

from motcua.dossiers.tests.office import Office
from motcua.law.roles import Role
from motcua.registers import acts, counts
from motcua.registers.acts import NonconformityIn, VersionIn
from motcua.registers.errors import OwnResult, RegisterRefused
from motcua.registers.models import (
    DocumentKind,
    Nonconformity,
    NonconformitySource,
    NonconformityState,
    QualityDocument,
)
from motcua.registers.queries import outdated, procedure_version, versions_on
from motcua.registers.tests.conftest import Pressing

TODAY = dt.date(2026, 3, 9)


def document(office: Office, press: Pressing) -> QualityDocument:
    args = ("qt-01", "Quy trình cấp giấy xác nhận", DocumentKind.PROCESS, 5)
    return acts.open_document(press(Role.CONTROL_OFFICER), office.committee, *args)


def test_versions_follow_each_other_without_gap_or_overlap(office: Office, press: Pressing) -> None:
    row = document(office, press)
    assert row.code == "QT-01"
    first = VersionIn(dt.date(2026, 1, 1), "10/QĐ-UBND")
    acts.issue_version(press(Role.CONTROL_OFFICER), row.pk, first)
    with pytest.raises(RegisterRefused, match="phải sau ngày đó"):
        acts.issue_version(press(Role.CONTROL_OFFICER), row.pk, first)
    acts.issue_version(press(Role.CONTROL_OFFICER), row.pk, VersionIn(dt.date(2026, 3, 1), "30/QĐ-UBND"))
    versions = list(row.versions.order_by("number"))
    assert [(one.effective_from, one.effective_to) for one in versions] == [
        (dt.date(2026, 1, 1), dt.date(2026, 2, 28)),
        (dt.date(2026, 3, 1), None),
    ]
    assert versions_on([row], dt.date(2026, 2, 28))[row.pk].number == 1
    acts.withdraw_document(press(Role.CONTROL_OFFICER), row.pk, dt.date(2026, 6, 30), "Thủ tục bãi bỏ")
    assert versions_on([row], dt.date(2026, 7, 1)) == {}
    with pytest.raises(RegisterRefused, match="Đã có tài liệu"):
        document(office, press)


def test_a_document_knows_when_its_procedure_has_changed(office: Office, press: Pressing) -> None:
    row = document(office, press)
    version = procedure_version("9.000001", TODAY)
    assert version is not None and procedure_version("không có", TODAY) is None
    told = VersionIn(dt.date(2026, 1, 1), "10/QĐ-UBND", procedure_version=version)
    acts.issue_version(press(Role.CONTROL_OFFICER), row.pk, told)
    assert list(outdated(office.committee, TODAY)) == []
    version.effective_to = dt.date(2026, 3, 31)
    version.save(update_fields=["effective_to"])
    assert [one.document_id for one in outdated(office.committee, dt.date(2026, 4, 1))] == [row.pk]


def raised(office: Office, press: Pressing) -> Nonconformity:
    told = NonconformityIn(
        "Hai hồ sơ không có phiếu kiểm soát", office.section, NonconformitySource.AUDIT, TODAY, clause="8.5.1"
    )
    return acts.raise_nonconformity(press(Role.CLERK), office.committee, told)


def test_a_nonconformity_goes_to_its_proof_of_effect(office: Office, press: Pressing) -> None:
    row = raised(office, press)
    with pytest.raises(RegisterRefused, match="không thể"):
        acts.find_cause(press(Role.SECTION_HEAD), row.pk, "Người mới chưa được hướng dẫn")
    with pytest.raises(RegisterRefused, match="không có quyền"):
        acts.correct(press(Role.SPECIALIST), row.pk, "Lập bổ sung phiếu cho hai hồ sơ")
    acts.correct(press(Role.SECTION_HEAD), row.pk, "Lập bổ sung phiếu cho hai hồ sơ")
    for _ in range(2):
        acts.find_cause(press(Role.SECTION_HEAD), row.pk, "Người mới chưa được hướng dẫn")
        with pytest.raises(RegisterRefused, match="từ hôm nay"):
            acts.plan_action(press(Role.SECTION_HEAD), row.pk, "Hướng dẫn người mới", dt.date(2026, 3, 1))
        acts.plan_action(press(Role.SECTION_HEAD), row.pk, "Hướng dẫn người mới", dt.date(2026, 3, 20))
        with pytest.raises(RegisterRefused, match="minh chứng"):
            acts.carry_out(press(Role.SECTION_HEAD), row.pk, "Đã hướng dẫn ngày 18/3")
        acts.carry_out(press(Role.SECTION_HEAD, file=True), row.pk, "Đã hướng dẫn ngày 18/3")
        with pytest.raises(RegisterRefused, match="không có quyền"):
            acts.verify(press(Role.SECTION_HEAD), row.pk, "Mười hồ sơ đều có phiếu")
        if row.rounds == 0:
            row = acts.reopen(press(Role.AGENCY_HEAD), row.pk, "Tuần sau vẫn có hồ sơ thiếu phiếu")
    assert counts.nonconformities_settled(office.committee, 2026).part == 0
    done = acts.verify(press(Role.AGENCY_HEAD), row.pk, "Mười hồ sơ đều có phiếu")
    assert done.state == NonconformityState.VERIFIED and done.rounds == 1 and done.verified_at
    assert counts.nonconformities_settled(office.committee, 2026).percent == 100


def test_nobody_proves_the_effect_of_their_own_work(office: Office, press: Pressing) -> None:
    row = raised(office, press)
    head = Role.AGENCY_HEAD
    acts.correct(press(head), row.pk, "Lập bổ sung phiếu cho hai hồ sơ")
    acts.find_cause(press(head), row.pk, "Người mới chưa được hướng dẫn")
    acts.plan_action(press(head), row.pk, "Hướng dẫn người mới", dt.date(2026, 3, 20))
    acts.carry_out(press(head, file=True), row.pk, "Đã hướng dẫn ngày 18/3")
    with pytest.raises(OwnResult, match="không tự xác nhận"):
        acts.verify(press(head), row.pk, "Mười hồ sơ đều có phiếu")
    assert acts.reopen(press(head), row.pk, "Tuần sau vẫn có hồ sơ thiếu phiếu").rounds == 1


def test_an_audit_is_concluded_once_it_was_held(office: Office, press: Pressing) -> None:
    args = (
        office.committee,
        office.section,
        "Tiếp nhận, giải quyết",
        "Người Thử control",
        dt.date(2026, 3, 20),
    )
    audit = acts.plan_audit(press(Role.CONTROL_OFFICER), *args)
    with pytest.raises(RegisterRefused, match="chưa đến"):
        acts.conclude_audit(
            press(Role.CONTROL_OFFICER), audit.pk, dt.date(2026, 3, 20), "Đạt, một điểm không phù hợp"
        )
    acts.conclude_audit(
        press(Role.CONTROL_OFFICER, "2026-03-21 08:00"),
        audit.pk,
        dt.date(2026, 3, 20),
        "Đạt, một điểm không phù hợp",
    )
    told = NonconformityIn(
        "Thiếu phiếu kiểm soát", office.section, NonconformitySource.AUDIT, TODAY, audit_id=audit.pk
    )
    assert acts.raise_nonconformity(press(Role.CLERK), office.committee, told).audit_id == audit.pk
