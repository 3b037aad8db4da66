# SPDX-License-Identifier: EUPL-1.2
"""Made-up data for pictures, tests and the benchmark. Every person is marked "(nhân vật minh họa)"."""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache

from motcua.documents.forms.data import (
    ApologyData,
    ControlHop,
    ControlSlipData,
    HopResult,
    ReceiptData,
    RefusalData,
    RegisterData,
    RegisterRow,
    StopNoticeData,
    SupplementRequestData,
)
from motcua.documents.forms.values import (
    ApplicantBlock,
    Authoriser,
    Check,
    Contact,
    FormData,
    Issuer,
    PaperLine,
    Signatory,
    TimeBar,
)
from motcua.documents.forms.why import why
from motcua.law.clock import VIETNAM
from motcua.law.deadlines import TRANSFER_CUTOFF, Deadline, compute_deadline
from motcua.law.forms import FormRole, FormSet
from motcua.law.limits import Limit
from motcua.organisations.calendars import load_calendar

OLD_SET, NEW_SET = FormSet.TT01_2018, FormSet.TT03_2025
MARK = "(nhân vật minh họa)"
CODES = {OLD_SET: "000.31.15.H23-240207-0012", NEW_SET: "H24.118-260423-0012"}
DESKS = {
    OLD_SET: Issuer(
        parent="Ủy ban nhân dân xã Đại Sơn",
        name="Bộ phận Tiếp nhận và Trả kết quả",
        place="Đại Sơn",
        desk="Bộ phận Tiếp nhận và Trả kết quả xã Đại Sơn",
        hotline="0220 000 0000",
    ),
    NEW_SET: Issuer(
        parent="Ủy ban nhân dân xã Đại Sơn",
        name="Trung tâm Phục vụ hành chính công",
        place="Đại Sơn",
        desk="Trung tâm Phục vụ hành chính công xã Đại Sơn",
        hotline="0225 000 0000",
    ),
}
AGENCIES = {
    OLD_SET: replace(DESKS[OLD_SET], parent="Ủy ban nhân dân huyện Tứ Kỳ", name="Ủy ban nhân dân xã Đại Sơn"),
    NEW_SET: replace(
        DESKS[NEW_SET], parent="Ủy ban nhân dân thành phố Hải Phòng", name="Ủy ban nhân dân xã Đại Sơn"
    ),
}
PROCEDURE = "Cấp Giấy xác nhận tình trạng hôn nhân"
PAPERS = (
    PaperLine("Tờ khai cấp Giấy xác nhận tình trạng hôn nhân (theo mẫu)", originals=1),
    PaperLine("Trích lục ghi chú ly hôn (nếu đã ly hôn)", certified=1),
    PaperLine("Thẻ căn cước của người yêu cầu (xuất trình, quét tại quầy)", electronic=1),
)
OFFICER = Signatory(name=f"Lê Thị Hường {MARK}")
HEAD = Signatory(
    name=f"Đặng Quốc Khánh {MARK}",
    position="Phó Chủ tịch",
    capacity=("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"),
)
RECEIVED = {
    OLD_SET: datetime(2024, 2, 7, 15, 30, tzinfo=VIETNAM),
    NEW_SET: datetime(2026, 4, 23, 15, 30, tzinfo=VIETNAM),
}


@cache
def deadline(form_set: FormSet) -> Deadline:
    """Three working days from the receipt, counted by the law over the days off of that year."""
    limit = Limit.parse("3 working days")
    return compute_deadline(load_calendar("vn-admin"), RECEIVED[form_set], limit, cutoff=TRANSFER_CUTOFF)


def applicant(form_set: FormSet) -> ApplicantBlock:
    """A person who files for somebody else."""
    return ApplicantBlock(
        name=f"Nguyễn Thị Ánh Tuyết {MARK}",
        identity_number="030190000000",
        address="Thôn Mỹ Ân, xã Đại Sơn",
        phone="0900 000 000",
        email="anh.tuyet@vi-du.vn",
        authoriser=Authoriser(
            name=f"Phạm Văn Dưỡng {MARK}", identity_number="030088000000", phone="0900 000 001"
        )
        if form_set == NEW_SET
        else None,
    )


def check(form_set: FormSet) -> Check:
    """A check address under a name reserved for examples."""
    code = CODES[form_set]
    return Check(url=f"https://motcua.vi-du.vn/h/{code}", address="motcua.vi-du.vn", secret="7K4M-9Q2T")  # noqa: S106  printed on a sample


def receipt(form_set: FormSet) -> ReceiptData:
    """A receipt with three papers."""
    explanation = deadline(form_set).explanation.to_dict()
    return ReceiptData(
        issuer=DESKS[form_set],
        issued_at=RECEIVED[form_set],
        dossier_code=CODES[form_set],
        number="0012/TTPVHCC" if form_set == NEW_SET else "0012/BPTNTKQ",
        applicant=applicant(form_set),
        procedure_name=PROCEDURE,
        procedure_code="1.004873",
        papers=PAPERS,
        limit="03 ngày làm việc",
        received_at=RECEIVED[form_set],
        due_at=deadline(form_set).due_at,
        return_place=f"{DESKS[form_set].desk}",
        fee="15.000 ₫ (đã nộp)",
        why=why(explanation),
        time_bar=TimeBar.from_segments(explanation["segments"]),
        contact=Contact(phone=DESKS[form_set].hotline),
        check=check(form_set),
        submitter=Signatory(name=f"Nguyễn Thị Ánh Tuyết {MARK}"),
        receiver=OFFICER,
    )


def supplement_request(form_set: FormSet) -> SupplementRequestData:
    """A request for two papers."""
    return SupplementRequestData(
        issuer=DESKS[form_set],
        issued_at=RECEIVED[form_set] + timedelta(days=1),
        number="05/PBS-TTPVHCC" if form_set == NEW_SET else "05/HDHS",
        applicant=applicant(form_set),
        procedure_name=PROCEDURE,
        dossier_code=CODES[form_set],
        received_at=RECEIVED[form_set],
        papers=(
            PaperLine("Trích lục ghi chú ly hôn", certified=1, note="Chưa có trong hồ sơ"),
            PaperLine("Tờ khai (theo mẫu)", originals=1, note="Chưa ghi mục đích sử dụng"),
        ),
        reason="Người yêu cầu khai đã ly hôn nhưng hồ sơ chưa có giấy tờ chứng minh; Tờ khai chưa ghi mục đích "
        "sử dụng nên chưa đủ căn cứ để xác nhận.",
        legal_basis="Điều 22 Nghị định số 123/2015/NĐ-CP ngày 15 tháng 11 năm 2015 của Chính phủ",
        respond_by=(RECEIVED[form_set] + timedelta(days=21)).date(),
        contact=Contact(name=f"bà Lê Thị Hường {MARK}", phone=DESKS[form_set].hotline),
        check=check(form_set),
        signatory=OFFICER,
    )


def refusal(form_set: FormSet) -> RefusalData:
    """A refusal with its reason and legal basis."""
    return RefusalData(
        issuer=DESKS[form_set],
        issued_at=RECEIVED[form_set],
        number="02/PTC-TTPVHCC" if form_set == NEW_SET else "02/PTC",
        applicant=applicant(form_set),
        procedure_name=PROCEDURE,
        reason="Người yêu cầu không có nơi thường trú trên địa bàn xã và chưa từng đăng ký thường trú tại xã.\n"
        "Việc xác nhận tình trạng hôn nhân thuộc thẩm quyền của Ủy ban nhân dân cấp xã nơi thường trú.",
        legal_basis="khoản 1 Điều 21 Nghị định số 123/2015/NĐ-CP ngày 15 tháng 11 năm 2015 của Chính phủ",
        contact=Contact(name=f"bà Lê Thị Hường {MARK}", phone=DESKS[form_set].hotline),
        submitter=Signatory(name=f"Nguyễn Thị Ánh Tuyết {MARK}"),
        signatory=OFFICER,
    )


def apology(form_set: FormSet) -> ApologyData:
    """A letter some days before the promised day, asking for two more working days."""
    return ApologyData(
        issuer=AGENCIES[form_set],
        issued_at=deadline(form_set).due_at - timedelta(days=5, hours=3),
        number="01/PXL-UBND",
        applicant=applicant(form_set),
        procedure_name=PROCEDURE,
        dossier_code=CODES[form_set],
        received_at=RECEIVED[form_set],
        due_at=deadline(form_set).due_at,
        reason="Nơi thường trú trước đây của người yêu cầu chưa trả lời kết quả xác minh tình trạng hôn nhân.",
        extension="02 ngày làm việc",
        new_due_at=deadline(form_set).due_at + timedelta(days=2),
        contact=Contact(name=f"bà Lê Thị Hường {MARK}", phone=AGENCIES[form_set].hotline),
        check=check(form_set),
        signatory=HEAD,
    )


def stop_notice(form_set: FormSet) -> StopNoticeData:
    """A stop at the applicant's request, papers handed back."""
    requested = RECEIVED[form_set] + timedelta(days=1, hours=-6)
    return StopNoticeData(
        issuer=DESKS[form_set],
        issued_at=requested + timedelta(hours=1),
        number="03/TB-TTPVHCC",
        applicant=applicant(form_set),
        procedure_name=PROCEDURE,
        dossier_code=CODES[form_set],
        received_at=RECEIVED[form_set],
        requested_at=requested,
        stopped_at=requested + timedelta(hours=1),
        reason="Người nộp hồ sơ không còn nhu cầu sử dụng Giấy xác nhận tình trạng hôn nhân.",
        legal_basis="Điều 21 Nghị định số 118/2025/NĐ-CP; Điều 7 Thông tư số 03/2025/TT-VPCP",
        papers_returned=PAPERS[:2],
        fee_note="hoàn trả 15.000 ₫ qua tài khoản đã nộp.",
        contact=Contact(name=f"bà Lê Thị Hường {MARK}", phone=DESKS[form_set].hotline),
        check=check(form_set),
        signatory=Signatory(name=f"Vũ Đình Nghĩa {MARK}", position="Giám đốc", capacity=()),
    )


def control_slip(form_set: FormSet) -> ControlSlipData:
    """Three hops, the last one open."""
    desk, start = DESKS[form_set].desk, RECEIVED[form_set]
    justice, leader = "Công chức Tư pháp - Hộ tịch", "Lãnh đạo UBND xã"
    first, second, third = (f"{name} {MARK}" for name in ("Lê Thị Hường", "Trần Văn Bảy", "Đặng Quốc Khánh"))
    morning, afternoon = start + timedelta(hours=16), start + timedelta(hours=24)
    return ControlSlipData(
        issuer=DESKS[form_set],
        issued_at=start + timedelta(days=1),
        number="12/PKS-TTPVHCC" if form_set == NEW_SET else "12/PKS",
        applicant=applicant(form_set),
        procedure_name=PROCEDURE,
        dossier_code=CODES[form_set],
        received_at=start,
        due_at=deadline(form_set).due_at,
        lead_agency=AGENCIES[form_set].name,
        hops=(
            ControlHop(desk, justice, morning, first, second, HopResult.EARLY, "Bản điện tử"),
            ControlHop(justice, leader, afternoon, second, third, HopResult.ON_TIME),
            ControlHop(leader, desk),
        ),
        check=check(form_set),
    )


def register(form_set: FormSet, rows: int = 60) -> RegisterData:
    """A register of a month."""
    start = RECEIVED[form_set].replace(hour=8, minute=0)
    names = ("Nguyễn Thị Ánh Tuyết", "Phạm Văn Dưỡng", "Công ty TNHH Gốm sứ Đại Sơn", "Trần Ngọc Uyên Nhi")
    procedures = (
        PROCEDURE,
        "Đăng ký khai sinh",
        "Đăng ký thay đổi nội dung hộ kinh doanh",
        "Đăng ký lại khai tử",
    )
    return RegisterData(
        issuer=DESKS[form_set],
        issued_at=start + timedelta(days=40),
        year=start.year,
        first_day=start.date(),
        last_day=(start + timedelta(days=30)).date(),
        volume="01",
        rows=tuple(
            RegisterRow(
                order=i + 1,
                dossier_code=f"{CODES[form_set][:-4]}{i + 1:04d}",
                procedure_name=procedures[i % 4],
                applicant_name=f"{names[i % 4]} (minh họa)",
                received_at=start + timedelta(hours=i),
                address="Thôn Mỹ Ân, xã Đại Sơn",
                phone="0900 000 000",
                lead_agency=AGENCIES[form_set].name,
                due_at=start + timedelta(hours=i, days=5),
                returned_at=start + timedelta(hours=i, days=4) if i % 5 else None,
                return_method=("Trực tiếp", "Bưu chính", "Trực tuyến")[i % 3],
            )
            for i in range(rows)
        ),
        opened_at=start,
        keeper=OFFICER,
        signatory=Signatory(name=f"Vũ Đình Nghĩa {MARK}"),
    )


SAMPLES = {
    FormRole.RECEIPT: receipt,
    FormRole.SUPPLEMENT_REQUEST: supplement_request,
    FormRole.REFUSAL: refusal,
    FormRole.APOLOGY: apology,
    FormRole.STOP_NOTICE: stop_notice,
    FormRole.CONTROL_SLIP: control_slip,
    FormRole.REGISTER: register,
}


def sample(form_set: FormSet, role: FormRole) -> FormData:
    """Made-up data of one form."""
    return SAMPLES[role](form_set)
