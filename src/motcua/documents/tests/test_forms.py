# SPDX-License-Identifier: EUPL-1.2
"""Each statutory form of each set: what it says, and that the file is what it claims to be."""

import re
import subprocess
import sys
from dataclasses import fields, replace
from datetime import UTC, datetime
from functools import cache
from io import BytesIO

import pypdf
import pytest

from motcua.documents.forms import (
    FormData,
    FormTimeError,
    UnknownFormError,
    WrongFormDataError,
    load,
    render,
    sheet_for,
)
from motcua.documents.forms.samples import CODES, MARK, sample
from motcua.law.forms import FORMS, FormNotInSet, FormRole, FormSet

OLD, NEW = FormSet.TT01_2018, FormSet.TT03_2025
ALL = [pytest.param(form.form_set, form.role, id=f"{form.form_set}-{form.role}") for form in FORMS]
MILLIMETRE = 72 / 25.4
SIZES = {"a5": (148, 210), "a4": (210, 297), "a4-landscape": (297, 210)}
# Words of the form itself, beyond title, issuer, date and code.
LABELS = {
    FormRole.RECEIPT: (
        "Tiếp nhận hồ sơ của: Ông/Bà Nguyễn Thị Ánh Tuyết",
        "Địa chỉ: Thôn Mỹ Ân, xã Đại Sơn",
        "Số điện thoại: 0900 000 000",
        "Email: anh.tuyet@vi-du.vn",
        "Nội dung yêu cầu giải quyết: Cấp Giấy xác nhận tình trạng hôn nhân (1.004873)",
        "1. Thành phần hồ sơ nộp gồm:",
        "Trích lục ghi chú ly hôn (nếu đã ly hôn)",
        "Bản chính",
        "2. Số lượng hồ sơ: 01 (bộ)",
        "Phí, lệ phí: 15.000 ₫",
        "3. Thời gian giải quyết hồ sơ theo quy định là: 03 ngày làm việc",
        "4. Thời gian nhận hồ sơ: 15 giờ 30 phút, ngày",
        "5. Thời gian trả kết quả giải quyết hồ sơ: 17 giờ 30 phút, ngày",
        "6. Đăng ký nhận kết quả tại:",
        "Vì sao hẹn ngày này: Hồ sơ nhận từ 15:00 trở đi",
        "Vào Sổ theo dõi hồ sơ, Quyển số:",
        "Số thứ tự:",
        "Mã bí mật: 7K4M-9Q2T",
        "Tra cứu: motcua.vi-du.vn",
        "NGƯỜI NỘP HỒ SƠ",
        "NGƯỜI TIẾP NHẬN HỒ SƠ",
        "(Ký và ghi rõ họ tên)",
        "Lê Thị Hường",
    ),
    FormRole.SUPPLEMENT_REQUEST: (
        "Hồ sơ của: Ông/Bà Nguyễn Thị Ánh Tuyết",
        "Nội dung yêu cầu giải quyết: Cấp Giấy xác nhận",
        "Yêu cầu hoàn thiện hồ sơ gồm những nội dung sau:",
        "Chưa ghi mục đích sử dụng",
        "Chứng thực",
        "Lý do:",
        "chưa có giấy tờ chứng minh",
        "Căn cứ: Điều 22 Nghị định số 123/2015/NĐ-CP",
        "chậm nhất ngày",
        "để được hướng dẫn.",
        "NGƯỜI HƯỚNG DẪN",
    ),
    FormRole.REFUSAL: (
        "thông báo không tiếp nhận, giải quyết hồ sơ này với lý do cụ thể như sau:",
        "Người yêu cầu không có nơi thường trú trên địa bàn xã",
        "Căn cứ: khoản 1 Điều 21",
        "Xin thông báo để Ông/Bà được biết và thực hiện.",
        "NGƯỜI NỘP HỒ SƠ",
        "NGƯỜI TIẾP NHẬN HỒ SƠ",
    ),
    FormRole.APOLOGY: (
        "Kính gửi:",
        "Thời gian hẹn trả kết quả giải quyết hồ sơ: 17 giờ 30 phút",
        "không thể trả kết quả giải quyết hồ sơ đúng thời hạn đã hẹn",
        "Lý do:",
        "chưa trả lời kết quả xác minh",
        "Sự chậm trễ này đã gây phiền hà",
        "xin chân thành xin lỗi Ông/Bà",
        "Nơi nhận:",
        "KT. CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
        "Đặng Quốc Khánh",
    ),
    FormRole.STOP_NOTICE: (
        "thông báo dừng giải quyết hồ sơ nêu trên kể từ 10 giờ 30 phút, ngày 24 tháng 4 năm 2026",
        "1. Lý do dừng: Theo đề nghị dừng giải quyết của tổ chức, cá nhân lúc 09 giờ 30 phút",
        "Căn cứ: Điều 21 Nghị định số 118/2025/NĐ-CP; Điều 7 Thông tư số 03/2025/TT-VPCP",
        "2. Giấy tờ trả lại: gồm các giấy tờ sau:",
        "3. Phí, lệ phí: hoàn trả 15.000 ₫",
        "GIÁM ĐỐC",
    ),
    FormRole.CONTROL_SLIP: (
        "Cơ quan giải quyết hồ sơ: Ủy ban nhân dân xã Đại Sơn",
        "Cơ quan phối hợp:",
        "TÊN CƠ QUAN",
        "THỜI GIAN GIAO, NHẬN HỒ SƠ",
        "KẾT QUẢ GIẢI QUYẾT HỒ SƠ",
        "(trước hạn/ đúng hạn/ quá hạn)",
        "GHI CHÚ",
        "1. Giao:",
        "6. Nhận:",
        "Người giao",
        "Người nhận",
        "07 giờ 30 phút",
        "Trước hạn",
        "Đúng hạn",
        "Bản điện tử",
    ),
    FormRole.REGISTER: (
        "Quyển số 01",
        "Mã hồ sơ",
        "Tên thủ tục hành chính",
        "Số bộ",
        "Tên cá nhân, tổ chức",
        "Địa chỉ, số điện thoại",
        "Cơ quan chủ trì giải quyết",
        "Nhận hồ sơ",
        "Hẹn trả",
        "Trả kết quả",
        "Phương thức nhận kết quả",
        "Ký nhận",
        "Ghi chú",
        "Sổ này có 60 hồ sơ.",
        "Ngày khóa sổ:",
        "NGƯỜI LẬP SỔ",
    ),
}


def read(pdf: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(BytesIO(pdf))


@cache
def text_of(pdf: bytes) -> str:
    """All text on one line, as a reader hears it."""
    joined = " ".join(page.extract_text() for page in read(pdf).pages)
    return re.sub(r"\s+", " ", joined)


@pytest.mark.parametrize(("form_set", "role"), ALL)
class TestEachForm:
    def test_says_everything_the_form_names(self, form_set: FormSet, role: FormRole) -> None:
        data, sheet = sample(form_set, role), sheet_for(form_set, role)
        text = text_of(render(form_set, role, data))
        expected = [
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
            sheet.title.upper(),
            data.issuer.name.upper(),
            data.issuer.parent.upper(),
            f"{sheet.label} - {sheet.circular}",
            "Đại Sơn, ngày",
            *LABELS[role],
        ]
        assert [words for words in expected if words not in text] == []

    def test_is_pdf_a_with_embedded_fonts_of_the_package(self, form_set: FormSet, role: FormRole) -> None:
        reader = read(render(form_set, role, sample(form_set, role)))
        root = reader.trailer["/Root"]
        metadata = root["/Metadata"].get_data().decode()
        assert root["/OutputIntents"][0]["/S"] == "/GTS_PDFA1"
        assert re.search(r"pdfaid:part\W+2\b", metadata)
        assert re.search(r"pdfaid:conformance\W+A\b", metadata)
        assert re.search(r"pdfuaid:part\W+1\b", metadata)
        assert root["/Lang"].startswith("vi")
        assert bool(root["/MarkInfo"]["/Marked"].value)
        assert "/StructTreeRoot" in root
        assert reader.trailer["/ID"]
        assert not reader.is_encrypted
        fonts = [
            font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
            for page in reader.pages
            for font in page["/Resources"]["/Font"].values()
        ]
        assert all("/FontFile2" in descriptor for descriptor in fonts)
        assert {descriptor["/FontName"][8:] for descriptor in fonts} <= {
            "Tinos-Regular",
            "Tinos-Bold",
            "Tinos-Italic",
            "Tinos-BoldItalic",
        }

    def test_has_the_paper_of_its_circular(self, form_set: FormSet, role: FormRole) -> None:
        for page in read(render(form_set, role, sample(form_set, role))).pages:
            width, height = (float(side) / MILLIMETRE for side in page.mediabox[2:])
            assert (round(width), round(height)) == SIZES[sheet_for(form_set, role).paper]

    def test_same_data_from_the_snapshot_gives_the_same_bytes(
        self, form_set: FormSet, role: FormRole
    ) -> None:
        data = sample(form_set, role)
        snapshot = data.to_json()
        again = load(role, snapshot)
        assert again == data
        assert again.to_json() == snapshot
        assert render(form_set, role, again) == render(form_set, role, data)

    def test_markup_in_any_text_prints_as_it_stands(self, form_set: FormSet, role: FormRole) -> None:
        hostile = '#panic("x") *đậm* $x^2$ @a <b> //c \\ "; [d] {e} `f`'
        pdf = render(form_set, role, with_text(sample(form_set, role), hostile))
        assert '#panic("x") *đậm* $x^2$ @a <b> //c \\ "; [d] {e} `f`' in text_of(pdf)

    def test_an_empty_form_is_still_a_form(self, form_set: FormSet, role: FormRole) -> None:
        data = sample(form_set, role)
        unknown = {f.name: f.default for f in fields(data) if f.default in ("", (), None)}
        bare = replace(data, **unknown)
        pdf = render(form_set, role, bare)
        assert sheet_for(form_set, role).title.upper() in text_of(pdf)


def with_text(data: FormData, text: str) -> FormData:
    """The data with every free text of the form and of its applicant replaced."""
    changed = {f.name: text for f in fields(data) if f.type is str and f.name != "dossier_code"}
    if role_has_applicant := hasattr(data, "applicant"):
        changed["applicant"] = replace(data.applicant, name=text, address=text, phone="", email=text)
    assert role_has_applicant or data.role is FormRole.REGISTER
    if data.role is FormRole.REGISTER:
        changed["rows"] = tuple(replace(row, applicant_name=text, note=text) for row in data.rows[:2])
    return replace(data, **changed)


def test_the_same_bytes_in_another_process() -> None:
    code = (
        "import hashlib; from motcua.documents.forms import render;"
        "from motcua.documents.forms.samples import sample;"
        "from motcua.law.forms import FormRole, FormSet; s, r = FormSet.TT03_2025, FormRole.RECEIPT;"
        "print(hashlib.sha256(render(s, r, sample(s, r))).hexdigest())"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
        ).stdout
        for _ in range(2)
    }
    assert len(runs) == 1
    assert len(runs.pop().strip()) == 64


def test_dates_of_the_file_are_the_dates_of_the_letter() -> None:
    data = sample(NEW, FormRole.RECEIPT)
    info = read(render(NEW, FormRole.RECEIPT, data)).metadata
    assert info.creation_date == data.issued_at
    assert info.title == f"Giấy tiếp nhận hồ sơ và hẹn trả kết quả {CODES[NEW]}"
    assert info.author == data.issuer.name


def test_stop_notice_does_not_exist_in_the_old_set() -> None:
    with pytest.raises(FormNotInSet, match="Thông tư 01/2018"):
        render(OLD, FormRole.STOP_NOTICE, sample(NEW, FormRole.STOP_NOTICE))


@pytest.mark.parametrize(("form_set", "role"), [("tt99", "receipt"), ("tt03_2025", "letter")])
def test_unknown_forms_are_refused(form_set: str, role: str) -> None:
    with pytest.raises(UnknownFormError, match="Hãy chọn bộ"):
        render(form_set, role, sample(NEW, FormRole.RECEIPT))


def test_plain_values_name_a_form_as_well() -> None:
    data = sample(NEW, FormRole.REFUSAL)
    assert render("tt03_2025", "refusal", data) == render(NEW, FormRole.REFUSAL, data)


def test_data_of_another_form_is_refused() -> None:
    with pytest.raises(WrongFormDataError, match="RefusalData"):
        render(NEW, FormRole.RECEIPT, sample(NEW, FormRole.REFUSAL))


def test_a_moment_without_zone_is_refused() -> None:
    naive = datetime(2026, 4, 23, 15, 30, tzinfo=UTC).replace(tzinfo=None)
    with pytest.raises(FormTimeError, match="received_at"):
        replace(sample(NEW, FormRole.RECEIPT), received_at=naive)


def test_moments_are_printed_on_the_vietnamese_clock() -> None:
    data = replace(sample(NEW, FormRole.RECEIPT), received_at=datetime(2026, 4, 23, 17, 5, tzinfo=UTC))
    assert "4. Thời gian nhận hồ sơ: 00 giờ 05 phút, ngày 24 tháng 4 năm 2026" in text_of(
        render(NEW, FormRole.RECEIPT, data)
    )


def test_the_new_apology_speaks_to_the_applicant_and_to_the_desk() -> None:
    text = text_of(render(NEW, FormRole.APOLOGY, sample(NEW, FormRole.APOLOGY)))
    assert f"Kính gửi: - Ông/Bà Nguyễn Thị Ánh Tuyết {MARK};" in text
    assert "- Trung tâm Phục vụ hành chính công xã Đại Sơn." in text
    assert "đề nghị gia hạn thời gian giải quyết hồ sơ thêm 02 ngày làm việc" in text
    assert "Thời gian hẹn trả kết quả mới: 17 giờ 30 phút, ngày 06 tháng 5 năm 2026" in text


def test_the_old_apology_makes_a_new_appointment_only() -> None:
    text = text_of(render(OLD, FormRole.APOLOGY, sample(OLD, FormRole.APOLOGY)))
    assert "Thời gian hẹn trả kết quả lại: 17 giờ 30 phút, ngày 22 tháng 02 năm 2024" in text
    assert "gia hạn" not in text


def test_an_apology_after_the_promised_day_says_that_it_is_late() -> None:
    data = sample(NEW, FormRole.APOLOGY)
    late = replace(data, issued_at=data.new_due_at)
    assert "đến nay chúng tôi chưa trả kết quả" in text_of(render(NEW, FormRole.APOLOGY, late))


def test_the_set_of_2018_has_no_identity_number_and_no_authoriser() -> None:
    new = sample(NEW, FormRole.RECEIPT)
    old = replace(sample(OLD, FormRole.RECEIPT), applicant=new.applicant)
    in_new = text_of(render(NEW, FormRole.RECEIPT, new))
    in_old = text_of(render(OLD, FormRole.RECEIPT, old))
    for words in ("Số định danh cá nhân/tổ chức: 030190000000", "Nộp theo ủy quyền của: Phạm Văn Dưỡng"):
        assert words in in_new
        assert words not in in_old


@pytest.mark.parametrize(("form_set", "role"), ALL)
def test_only_the_receipt_shows_the_secret(form_set: FormSet, role: FormRole) -> None:
    text = text_of(render(form_set, role, sample(form_set, role)))
    assert ("7K4M-9Q2T" in text) is (role is FormRole.RECEIPT)


def test_a_receipt_without_number_carries_its_code() -> None:
    data = replace(sample(NEW, FormRole.RECEIPT), number="")
    assert f"Số: {CODES[NEW]}" in text_of(render(NEW, FormRole.RECEIPT, data))
