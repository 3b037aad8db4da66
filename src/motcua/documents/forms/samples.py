# SPDX-License-Identifier: EUPL-1.2
"""Made-up data for pictures, tests and the benchmark. Every person is marked "(nhân vật minh họa)"."""

from dataclasses import replace
from datetime import date, datetime, timedelta

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
from motcua.documents.forms.sheets import NEW_SET, OLD_SET
from motcua.documents.forms.values import (
    ApplicantBlock,
    Authoriser,
    Check,
    Contact,
    FormData,
    Issuer,
    PaperLine,
    SegmentKind,
    Signatory,
    TimeBar,
    TimeSegment,
)
from motcua.documents.forms.words import VIETNAM_TIME

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
# Received after 15:00, so the day of receipt is the next working day and the three days after it count.
RECEIVED = {
    OLD_SET: datetime(2024, 2, 7, 15, 30, tzinfo=VIETNAM_TIME),
    NEW_SET: datetime(2026, 4, 23, 15, 30, tzinfo=VIETNAM_TIME),
}
DUE = {
    OLD_SET: datetime(2024, 2, 20, 17, 30, tzinfo=VIETNAM_TIME),
    NEW_SET: datetime(2026, 5, 4, 17, 30, tzinfo=VIETNAM_TIME),
}
COUNTED = {
    OLD_SET: (date(2024, 2, 16), date(2024, 2, 19), date(2024, 2, 20)),
    NEW_SET: (date(2026, 4, 28), date(2026, 4, 29), date(2026, 5, 4)),
}
HOLIDAYS = {
    OLD_SET: {date(2024, 2, day): "Nghỉ Tết Nguyên đán" for day in range(8, 15)},
    NEW_SET: {
        date(2026, 4, 27): "Nghỉ bù Giỗ Tổ",
        date(2026, 4, 30): "Nghỉ lễ 30/4 và 1/5",
        date(2026, 5, 1): "Nghỉ lễ 30/4 và 1/5",
    },
}


def applicant(form_set: str) -> ApplicantBlock:
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


def check(form_set: str) -> Check:
    """A check address under a name reserved for examples."""
    code = CODES[form_set]
    return Check(url=f"https://motcua.vi-du.vn/h/{code}", address="motcua.vi-du.vn", secret="7K4M-9Q2T")  # noqa: S106


def time_bar(form_set: str) -> TimeBar:
    """Two windows a working day from receipt to the promised moment, holidays hatched."""
    start, end = RECEIVED[form_set], DUE[form_set]
    segments = [TimeSegment(start, start + timedelta(hours=8.5), SegmentKind.CLOSED)]
    midnight = segments[0].end
    while midnight < end:
        day, holiday = midnight.date(), HOLIDAYS[form_set].get(midnight.date())
        following = midnight + timedelta(days=1)
        if holiday:
            segments.append(TimeSegment(midnight, following, SegmentKind.HOLIDAY, holiday))
        elif day in COUNTED[form_set]:
            segments += [
                TimeSegment(midnight + timedelta(hours=a), midnight + timedelta(hours=b), SegmentKind.WORKED)
                for a, b in ((7.5, 11.5), (13, 17.5))
            ]
        else:
            segments.append(TimeSegment(midnight, following, SegmentKind.DAY_OFF))
        midnight = following
    return TimeBar(tuple(segments))


def receipt(form_set: str) -> ReceiptData:
    """A receipt with three papers."""
    holidays = ", ".join(dict.fromkeys(HOLIDAYS[form_set].values()))
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
        due_at=DUE[form_set],
        return_place=f"{DESKS[form_set].desk}",
        fee="15.000 ₫ (đã nộp)",
        why=(
            "Hồ sơ nhận sau 15 giờ nên thời hạn tính từ ngày làm việc kế tiếp.",
            f"Thứ Bảy, Chủ nhật và ngày nghỉ lễ không tính ({holidays}).",
        ),
        time_bar=time_bar(form_set),
        contact=Contact(phone=DESKS[form_set].hotline),
        check=check(form_set),
        submitter=Signatory(name=f"Nguyễn Thị Ánh Tuyết {MARK}"),
        receiver=OFFICER,
    )


def supplement_request(form_set: str) -> SupplementRequestData:
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


def refusal(form_set: str) -> RefusalData:
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


def apology(form_set: str) -> ApologyData:
    """A letter two days before the promised day."""
    return ApologyData(
        issuer=AGENCIES[form_set],
        issued_at=DUE[form_set] - timedelta(days=2),
        number="01/PXL-UBND",
        applicant=applicant(form_set),
        procedure_name=PROCEDURE,
        dossier_code=CODES[form_set],
        received_at=RECEIVED[form_set],
        due_at=DUE[form_set],
        reason="Nơi thường trú trước đây của người yêu cầu chưa trả lời kết quả xác minh tình trạng hôn nhân.",
        extension="02 ngày làm việc",
        new_due_at=DUE[form_set] + timedelta(days=7),
        contact=Contact(name=f"bà Lê Thị Hường {MARK}", phone=AGENCIES[form_set].hotline),
        check=check(form_set),
        signatory=HEAD,
    )


def stop_notice(form_set: str) -> StopNoticeData:
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


def control_slip(form_set: str) -> ControlSlipData:
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
        due_at=DUE[form_set],
        lead_agency=AGENCIES[form_set].name,
        hops=(
            ControlHop(desk, justice, morning, first, second, HopResult.EARLY, "Bản điện tử"),
            ControlHop(justice, leader, afternoon, second, third, HopResult.ON_TIME),
            ControlHop(leader, desk),
        ),
        check=check(form_set),
    )


def register(form_set: str, rows: int = 60) -> RegisterData:
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
    "receipt": receipt,
    "supplement_request": supplement_request,
    "refusal": refusal,
    "apology": apology,
    "stop_notice": stop_notice,
    "control_slip": control_slip,
    "register": register,
}


def sample(form_set: str, role: str) -> FormData:
    """Made-up data of one form."""
    return SAMPLES[role](form_set)
