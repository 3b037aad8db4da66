# SPDX-License-Identifier: EUPL-1.2
"""Long contents, strange letters, the time bar and the QR code on paper."""

import json
import re
from dataclasses import replace
from datetime import datetime, timedelta
from io import BytesIO
from itertools import pairwise

import pypdf
import pytest
import segno
import typst
from PIL import Image, ImageChops

from motcua.documents.forms import (
    Contact,
    FormData,
    PaperLine,
    Signatory,
    TimeBar,
    TimeBarError,
    TimeSegment,
    engine,
    qr,
    render,
    sheet_for,
    timebar,
    why,
)
from motcua.documents.forms.glyphs import BOX, plain, printable
from motcua.documents.forms.samples import register, sample
from motcua.documents.forms.view import view_of
from motcua.documents.typesetting import fonts
from motcua.law.clock import VIETNAM
from motcua.law.deadlines import Interval, compute_deadline
from motcua.law.explanations import SegmentKind
from motcua.law.forms import FORMS, FormRole, FormSet
from motcua.law.limits import Limit
from motcua.organisations.calendars import load_calendar

OLD, NEW = FormSet.TT01_2018, FormSet.TT03_2025
VIETNAMESE = (
    "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
    "AÀẢÃÁẠĂẰẲẴẮẶÂẦẨẪẤẬĐEÈẺẼÉẸÊỀỂỄẾỆIÌỈĨÍỊOÒỎÕÓỌÔỒỔỖỐỘƠỜỞỠỚỢUÙỦŨÚỤƯỪỬỮỨỰYỲỶỸÝỴ₫–“”…"
)
LONG_REASON = "\n".join(
    f"{i}. Nội dung kê khai tại mục {i} chưa khớp với dữ liệu hộ tịch; đề nghị người nộp hồ sơ đối chiếu, "
    "sửa lại và ký xác nhận vào từng trang trước khi nộp lại cho cơ quan tiếp nhận."
    for i in range(1, 41)
)
MANY_PAPERS = tuple(
    PaperLine(
        f"Giấy tờ thứ {i} của hồ sơ kèm theo tên gọi rất dài để chiếm hết chiều ngang của cột",
        originals=1,
        note="Thiếu",
    )
    for i in range(1, 21)
)
LONG_NAME = "Nguyễn Phúc Bảo Công Tằng Tôn Nữ Hoàng Ánh Nguyệt Diễm Quỳnh Uyển Nhi " * 2


def pages_of(pdf: bytes) -> list[str]:
    return [re.sub(r"\s+", " ", page.extract_text()) for page in pypdf.PdfReader(BytesIO(pdf)).pages]


def warnings_of(form_set: FormSet, role: FormRole, data: FormData) -> list[str]:
    """What the typesetter warns of: content left out, letters missing, layout that does not settle."""
    view = view_of(sheet_for(form_set, role), data)
    _, warnings = typst.compile_with_warnings(
        str(engine.TEMPLATES / f"{role}.typ"),
        root=str(engine.TEMPLATES),
        font_paths=fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(view)},
        format="pdf",
    )
    return [warning.diagnostic for warning in warnings]


@pytest.mark.parametrize("form", FORMS, ids=lambda f: f"{f.form_set}-{f.role}")
def test_the_typesetter_has_nothing_to_warn_of(form) -> None:
    assert warnings_of(form.form_set, form.role, sample(form.form_set, form.role)) == []


@pytest.mark.parametrize("form_set", [OLD, NEW])
@pytest.mark.parametrize("role", [FormRole.RECEIPT, FormRole.SUPPLEMENT_REQUEST, FormRole.REFUSAL])
def test_everyday_slips_fit_on_one_page(form_set: FormSet, role: FormRole) -> None:
    assert len(pages_of(render(form_set, role, sample(form_set, role)))) == 1


def test_twenty_papers_flow_to_the_next_page() -> None:
    data = replace(sample(NEW, FormRole.RECEIPT), papers=MANY_PAPERS)
    pages = pages_of(render(NEW, FormRole.RECEIPT, data))
    everything = " ".join(pages)
    assert len(pages) >= 2
    assert all(f"Giấy tờ thứ {i} " in everything for i in range(1, 21))
    assert sum("Thành phần hồ sơ" in page for page in pages) == 2, "the head of the table is repeated"
    assert "trang 2/" in pages[1]


@pytest.mark.parametrize(
    "role", [FormRole.SUPPLEMENT_REQUEST, FormRole.REFUSAL, FormRole.APOLOGY, FormRole.STOP_NOTICE]
)
@pytest.mark.parametrize("lines", range(1, 41, 6))
def test_a_signature_is_never_alone_on_a_page(role: FormRole, lines: int) -> None:
    reason = "\n".join(LONG_REASON.splitlines()[:lines])
    data = replace(sample(NEW, role), reason=reason)
    pages = pages_of(render(NEW, role, data))
    signer = data.signatory.name.partition(" (")[0]
    assert f"{lines}. Nội dung kê khai tại mục {lines} " in " ".join(pages)
    assert signer in pages[-1]
    assert "Ông/Bà" in pages[-1], "the last sentences stay with the signature"
    assert not any("NGƯỜI TIẾP NHẬN HỒ SƠ" in page for page in pages[:-1])


@pytest.mark.parametrize("form", FORMS, ids=lambda f: f"{f.form_set}-{f.role}")
def test_nothing_is_set_outside_the_margins(form) -> None:
    data = sample(form.form_set, form.role)
    word = "x" * 300
    changed: dict[str, object] = {}
    if hasattr(data, "applicant"):
        changed["applicant"] = replace(data.applicant, name=LONG_NAME, email=word, address=word)
    if hasattr(data, "papers"):
        changed["papers"] = (PaperLine(word, originals=1, note=word),)
    if hasattr(data, "signatory"):
        changed["signatory"] = Signatory(name=LONG_NAME)
    if form.role is FormRole.REGISTER:
        changed["rows"] = tuple(
            replace(r, applicant_name=word, note=word, dossier_code=word) for r in data.rows[:3]
        )
    if form.role is FormRole.CONTROL_SLIP:
        changed["hops"] = tuple(replace(h, from_unit=word, to_person=word, note=word) for h in data.hops)
    paper = sheet_for(form.form_set, form.role).paper
    for page in images_of(form.form_set, form.role, replace(data, **changed)):
        left, _, right, _ = ink(page)
        assert left >= MARGINS[paper][0]
        assert page.width - right >= MARGINS[paper][1]


# Left and right margin in points (one pixel each), less two for letters that lean out.
MARGINS = {"a5": (40, 26), "a4": (83, 46), "a4-landscape": (54, 40)}


def images_of(form_set: FormSet, role: FormRole, data: FormData, ppi: int = 72) -> list[Image.Image]:
    """The pages as grey pictures, from the same templates and typeface."""
    pages = typst.compile(
        str(engine.TEMPLATES / f"{role}.typ"),
        root=str(engine.TEMPLATES),
        font_paths=fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(view_of(sheet_for(form_set, role), data))},
        format="png",
        ppi=ppi,
    )
    many = pages if isinstance(pages, list) else [pages]
    return [Image.open(BytesIO(page)).convert("L") for page in many]


def ink(page: Image.Image) -> tuple[int, int, int, int]:
    """The box around everything that is not white: left, top, right, bottom."""
    box = ImageChops.invert(page).point(lambda grey: 255 if grey > 40 else 0).getbbox()
    assert box is not None, "an empty page"
    return box


def test_a_register_of_many_rows_repeats_its_head_and_keeps_its_order() -> None:
    pages = pages_of(render(NEW, FormRole.REGISTER, register(NEW, rows=120)))
    assert len(pages) > 6
    assert all("Mã hồ sơ" in page for page in pages[:-1])
    numbers = [int(n) for page in pages for n in re.findall(r"(?:^| )(\d{1,3}) H24\.118- 260423-", page)]
    assert numbers == list(range(1, 121))


def test_every_vietnamese_letter_is_in_every_face() -> None:
    assert [letter for letter in VIETNAMESE if letter not in printable()] == []
    data = replace(sample(NEW, FormRole.REFUSAL), reason=" ".join(VIETNAMESE))
    everything = " ".join(pages_of(render(NEW, FormRole.REFUSAL, data)))
    assert " ".join(VIETNAMESE) in everything


def test_letters_that_the_typeface_lacks_become_a_box_and_the_form_is_made() -> None:
    name = "Nguyễn \U0001f600 漢 Văn\u200b\u202e\x07 A"
    assert plain(name) == f"Nguyễn {BOX} {BOX} Văn A"
    assert plain("Nguye\u0302\u0303n") == "Nguyễn", "decomposed letters are composed"
    data = sample(NEW, FormRole.RECEIPT)
    changed = replace(data, applicant=replace(data.applicant, name=name))
    assert f"Nguyễn {BOX} {BOX} Văn A" in pages_of(render(NEW, FormRole.RECEIPT, changed))[0]
    assert changed.from_json(changed.to_json()).applicant.name == name, "the data itself is not touched"


def test_a_form_nobody_signed_shows_an_empty_place() -> None:
    data = replace(
        sample(NEW, FormRole.REFUSAL), signatory=Signatory(), submitter=Signatory(), contact=Contact()
    )
    page = pages_of(render(NEW, FormRole.REFUSAL, data))[0]
    assert (
        "NGƯỜI TIẾP NHẬN HỒ SƠ (Ký và ghi rõ họ tên) (Ký và ghi rõ họ tên)" in page
        or page.count("(Ký và") == 2
    )
    assert "Đã ký" not in page
    assert "Lê Thị Hường" not in page


# --- the QR code


def test_the_runs_are_the_modules_of_the_code() -> None:
    content = "https://motcua.vi-du.vn/h/H24.118-260423-0012"
    side, runs = qr.runs(content)
    drawn = {(y, x + i) for y, x, length in runs for i in range(length)}
    matrix = segno.make(content, error="m", micro=False, boost_error=False).matrix
    assert side == len(matrix)
    assert drawn == {(y, x) for y, row in enumerate(matrix) for x, dark in enumerate(row) if dark}


@pytest.mark.parametrize("form_set", [OLD, NEW])
def test_the_printed_code_has_every_module_in_its_place(form_set: FormSet) -> None:
    data = sample(form_set, FormRole.RECEIPT)
    (page,) = images_of(form_set, FormRole.RECEIPT, data, ppi=288)
    side, runs = qr.runs(data.check.url)
    expected = {(y, x + i) for y, x, length in runs for i in range(length)}
    module = 25 / 25.4 * 288 / (side + 2 * qr.QUIET_ZONE)
    left, top = finder_corner(page, module)
    printed = {
        (y, x)
        for y in range(side)
        for x in range(side)
        if page.getpixel((round(left + (x + 0.5) * module), round(top + (y + 0.5) * module))) < 128
    }
    assert printed == expected


def finder_corner(page: Image.Image, module: float) -> tuple[int, int]:
    """Left top corner of the QR code: black for seven modules across and down, white after them and inside."""
    pixels = page.load()
    length = range(0, int(6.6 * module), 4)
    inside, after = round(1.5 * module), round(7.5 * module)
    for y in range(page.height // 2, page.height - 100):
        for x in range(page.width // 20, page.width // 3):
            white = (pixels[x + inside, y + inside], pixels[x + after, y], pixels[x, y + after])
            if pixels[x, y] > 128 or min(white) < 128:
                continue
            if all(pixels[x + i, y] < 128 and pixels[x, y + i] < 128 for i in length):
                return x, y
    raise AssertionError("no QR code on the page")


# --- the time bar


def moment(day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=VIETNAM)


def test_the_bar_is_to_scale() -> None:
    bar = TimeBar(
        (
            TimeSegment(moment(2, 12), moment(3), SegmentKind.WORKED),
            TimeSegment(moment(3), moment(4), SegmentKind.HOLIDAY, "Ngày lễ (minh họa)"),
            TimeSegment(moment(4), moment(5), SegmentKind.PAUSED, "chờ bổ sung"),
            TimeSegment(moment(5), moment(6), SegmentKind.DAY_OFF),
            TimeSegment(moment(6), moment(6, 12), SegmentKind.WORKED),
        )
    )
    drawn = timebar.geometry(bar)
    assert drawn["pieces"] == [
        {"x": 0.0, "w": 0.125, "kind": "worked"},
        {"x": 0.125, "w": 0.25, "kind": "holiday"},
        {"x": 0.375, "w": 0.25, "kind": "paused"},
        {"x": 0.875, "w": 0.125, "kind": "worked"},
    ]
    assert [tick["text"] for tick in drawn["ticks"]] == ["T3 03/03", "T4 04/03", "T5 05/03", "T6 06/03"]
    assert [tick["x"] for tick in drawn["ticks"]] == [0.125, 0.375, 0.625, 0.875]
    assert [name["text"] for name in drawn["names"]] == ["Ngày lễ", "chờ bổ sung"]
    assert "nghỉ: Ngày lễ; tạm dừng: chờ bổ sung" in drawn["alt"]


@pytest.mark.parametrize(
    "segments",
    [
        (),
        (TimeSegment(moment(3), moment(2), SegmentKind.WORKED),),
        (
            TimeSegment(moment(2), moment(4), SegmentKind.WORKED),
            TimeSegment(moment(3), moment(5), SegmentKind.WORKED),
        ),
    ],
)
def test_impossible_bars_are_refused(segments: tuple[TimeSegment, ...]) -> None:
    with pytest.raises(TimeBarError, match="Hãy tính lại thời hạn"):
        TimeBar(segments)


def test_segments_of_unknown_kind_are_refused() -> None:
    with pytest.raises(TimeBarError):
        TimeBar.from_segments(
            [{"from": "2026-03-02T07:30", "to": "2026-03-02T11:30", "kind": "lunch", "label": ""}]
        )


@pytest.mark.parametrize(
    "limit", ["3 working days", "24 working hours", "15 days", "2 months", "60 working days"]
)
@pytest.mark.parametrize("pause_days", [0, 9])
def test_every_explanation_of_the_law_can_be_printed(limit: str, pause_days: int) -> None:
    received = datetime(2026, 1, 30, 15, 30, tzinfo=VIETNAM)
    pauses = (
        [Interval(received + timedelta(days=3), received + timedelta(days=3 + pause_days))]
        if pause_days
        else []
    )
    answer = compute_deadline(load_calendar("vn-admin"), received, Limit.parse(limit), pauses=pauses)
    explanation = answer.explanation.to_dict()
    bar = TimeBar.from_segments(explanation["segments"])
    drawn = timebar.geometry(bar)
    pieces = drawn["pieces"]
    assert bar.segments[0].start == received
    assert bar.segments[-1].end == answer.due_at
    assert any(piece["kind"] == "worked" for piece in pieces)
    assert all(a["x"] + a["w"] <= b["x"] + 1e-4 for a, b in pairwise(pieces))
    assert all(0 <= piece["x"] <= 1 and piece["x"] + piece["w"] <= 1.0001 for piece in pieces)
    assert len(drawn["ticks"]) <= timebar.MAX_TICKS
    sentences = why(explanation)
    assert 1 <= len(sentences) <= 3
    assert f"{answer.due_at:%H:%M}" in sentences[-1]
    assert f"{answer.due_at:%d/%m/%Y}" in sentences[-1]
    data = replace(sample(NEW, FormRole.RECEIPT), time_bar=bar, why=sentences, due_at=answer.due_at)
    assert warnings_of(NEW, FormRole.RECEIPT, data) == []
    assert sentences[-1] in " ".join(pages_of(render(NEW, FormRole.RECEIPT, data)))


def test_the_reason_names_the_cut_off_and_the_holidays() -> None:
    assert why(
        compute_deadline(
            load_calendar("vn-admin"),
            datetime(2024, 2, 7, 15, 30, tzinfo=VIETNAM),
            Limit.parse("3 working days"),
            cutoff=datetime(2024, 2, 7, 15, tzinfo=VIETNAM).time(),
        ).explanation.to_dict()
    ) == (
        "Hồ sơ nhận từ 15:00 trở đi (giờ chốt tiếp nhận) nên tính từ 07:30 thứ Năm 15/02/2024.",
        "Không tính ngày nghỉ hằng tuần, Tết Nguyên đán, Nghỉ bù Tết Nguyên đán.",
        "Thời hạn 3 ngày làm việc kết thúc lúc 17:30 thứ Ba 20/02/2024.",
    )
