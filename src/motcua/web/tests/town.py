# SPDX-License-Identifier: EUPL-1.2
"""A commune with work on its hands, for the browser: dossiers in all six states. Everybody is made up."""

from __future__ import annotations

from motcua.catalogue.models import PaperRequirement, ProcedureCase
from motcua.dossiers import acts
from motcua.dossiers.acts import ApplicantIn
from motcua.dossiers.models import Dossier, Outcome
from motcua.dossiers.tests.office import Office, on, open_office, procedure
from motcua.law.names import fold
from motcua.law.roles import Role
from motcua.organisations.models import Person

NAMES = {
    Role.RECEPTION: "Phạm Thị Quầy",
    Role.CENTRE_HEAD: "Lê Văn Trung Tâm",
    Role.RETURN_OFFICER: "Vũ Thị Trả",
    Role.SECTION_HEAD: "Đỗ Thị Trưởng",
    Role.SPECIALIST: "Ngô Văn Thụ Lý",
    Role.AGENCY_HEAD: "Trần Văn Chủ Tịch",
    Role.CLERK: "Bùi Thị Văn Thư",
    Role.ACCOUNTANT: "Hồ Văn Kế Toán",
}
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 420 595]/Contents 4 0 R"
    b"/Resources<</Font<</F 5 0 R>>>>>>endobj\n"
    b"4 0 obj<</Length 53>>stream\nBT /F 18 Tf 60 500 Td (GIAY XAC NHAN - thu nghiem) Tj ET\nendstream endobj\n"
    b"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)


def open_town() -> Office:
    """The office with everyday procedures and names that are recognisably made up."""
    office = open_office()
    for role, name in NAMES.items():
        Person.objects.filter(pk=office.people[role].pk).update(full_name=name)
        office.people[role].full_name = name
    office.cases["birth"] = _with_papers(
        procedure("1.001193", "Đăng ký khai sinh", None, "same_day"),
        "Tờ khai đăng ký khai sinh theo mẫu",
        "Giấy chứng sinh",
        "Giấy chứng nhận kết hôn của cha, mẹ (xuất trình)",
    )
    office.cases["status"] = _with_papers(
        procedure("1.004873", "Cấp Giấy xác nhận tình trạng hôn nhân", "3", "working_days"),
        "Tờ khai cấp Giấy xác nhận tình trạng hôn nhân",
        "Trích lục ghi chú ly hôn hoặc giấy tờ chứng minh (nếu có)",
    )
    office.cases["land"] = procedure(
        "1.012796", "Đính chính Giấy chứng nhận quyền sử dụng đất đã cấp", "10", "working_days"
    )
    office.cases["online"] = procedure(
        "2.000635", "Cấp bản sao Trích lục hộ tịch", "1", "working_days", channel="online"
    )
    for case in office.cases.values():
        case.version.name_key = fold(case.version.name)
        case.version.save()
    return office


def fill(office: Office) -> dict[str, Dossier]:
    """Work in all six states, as it stands on Thursday 12/03/2026, 10:00."""
    desk, head = office.actor(Role.RECEPTION), office.actor(Role.SECTION_HEAD)
    worker = office.actor(Role.SPECIALIST)
    hand = office.people[Role.SPECIALIST]

    def given(procedure: str, name: str, when: str) -> Dossier:
        who = ApplicantIn(name, address="Thôn Thử, xã Thử Nghiệm", phone="0900000000", is_made_up=True)
        return office.received(procedure, when, applicant=who)

    def handled(procedure: str, name: str, when: str) -> Dossier:
        code = given(procedure, name, when).code
        acts.transfer(desk, code, office.section, on(when))
        return acts.assign(head, code, hand, on(when)).dossier

    made = {
        "late": handled("status", "Nguyễn Văn Muộn", "2026-03-05 09:10"),
        "soon": handled("status", "Trần Thị Sắp", "2026-03-09 14:20"),
        "calm": handled("land", "Lê Thị Thong Thả", "2026-03-10 08:15"),
        "waiting": handled("status", "Hoàng Văn Thiếu", "2026-03-10 09:00"),
        "new": given("land", "Đinh Thị Mới", "2026-03-12 08:05"),
        "moved": given("status", "Phan Văn Chuyển", "2026-03-11 15:10"),
        "submitted": handled("status", "Đặng Thị Trình", "2026-03-10 10:30"),
        "ready": handled("status", "Mai Văn Xong", "2026-03-09 08:30"),
    }
    acts.ask_supplement(
        worker,
        made["waiting"].code,
        ["Trích lục ghi chú ly hôn"],
        "Người nộp khai đã ly hôn nhưng chưa kèm giấy tờ chứng minh.",
        on("2026-03-11 09:20"),
    )
    acts.transfer(desk, made["moved"].code, office.section, on("2026-03-12 07:40"))
    for name, when in (("submitted", "2026-03-11 16:00"), ("ready", "2026-03-10 15:00")):
        code = made[name].code
        text = "Cấp Giấy xác nhận tình trạng hôn nhân"
        acts.draft(worker, code, Outcome.GRANTED, text, on(when), file=PDF)
        acts.submit(worker, code, on(when), note="Đã đối chiếu sổ hộ tịch")
    done = made["ready"]
    done.refresh_from_db()
    acts.sign(office.actor(Role.AGENCY_HEAD), done.code, done.result_sha256, on("2026-03-11 08:30"))
    acts.number(office.actor(Role.CLERK), done.code, "GXN-UBND", on("2026-03-11 09:00"))
    acts.make_ready(office.actor(Role.CLERK), done.code, on("2026-03-11 09:05"))
    made["online"] = acts.file(
        desk,
        office.filing("online", applicant=ApplicantIn("Tạ Thị Mạng", is_made_up=True)),
        on("2026-03-12 08:40"),
    ).dossier
    for dossier in made.values():
        dossier.refresh_from_db()
    return made


def _with_papers(case: ProcedureCase, *names: str) -> ProcedureCase:
    PaperRequirement.objects.bulk_create(
        PaperRequirement(version=case.version, order=order, name=name, originals=1)
        for order, name in enumerate(names, start=1)
    )
    return case
