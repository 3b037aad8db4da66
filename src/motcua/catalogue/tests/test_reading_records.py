# SPDX-License-Identifier: EUPL-1.2
"""Whole records: sections found in their place, pages of other procedures refused, any garbage survived."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.catalogue.reading.records import read_record
from motcua.catalogue.reading.values import ReadProcedure, Reason
from motcua.catalogue.tests.pages import page, record


def reasons(read: ReadProcedure) -> list[Reason]:
    return [doubt.reason for doubt in read.quarantine]


def test_a_clean_record() -> None:
    read = read_record(record())
    assert read.accepted
    assert (read.code, read.name, read.field_name) == ("1.900001", "Cấp giấy phép đò ngang", "Đường thủy")
    assert read.levels == ("province", "commune")
    assert (read.decision_number, read.competent_unit) == ("12/QĐ-BXX", "Ủy ban nhân dân cấp xã")
    assert [case.channel.value for case in read.cases] == ["online", "counter"]
    assert [(p.name, p.originals, p.copies, p.form_files) for p in read.papers] == [
        ("Tờ khai theo mẫu.", 1, 0, ("Mẫu A1.docx",)),
        ("Sổ cũ;", 0, 1, ()),
    ]
    assert [(r.name, r.code) for r in read.results] == [("Giấy phép đò ngang", "KQ.G99.000001")]
    assert [b.number for b in read.legal_bases] == ["12/2019/QH14", "15/2020/NĐ-CP"]
    assert read.steps == "Bước 1: nộp hồ sơ."
    assert read.quarantine == ()


def test_headings_in_running_text_do_not_cut() -> None:
    steps = (
        "Cơ quan thực hiện kiểm tra. Thành phần hồ sơ gồm đơn. Kết quả xử lý được gửi. Căn cứ pháp lý nêu rõ."
    )
    ways = "Trực tiếp4 NgàyMiễn phíThành phần hồ sơ: theo quy định.Trực tuyến5 NgàyMiễn phíCơ quan thực hiện ghi."
    read = read_record(record(steps=steps, ways=ways))
    assert read.steps == steps
    assert len(read.cases) == 2
    assert [paper.name for paper in read.papers] == ["Tờ khai theo mẫu.", "Sổ cũ;"]
    assert read.quarantine == ()


def test_the_page_of_another_procedure_is_refused() -> None:
    given_record = record() | {"ma_thu_tuc": "1.900002"}
    read = read_record(given_record)
    assert not read.accepted
    assert read.code == "1.900002"
    assert (read.cases, read.papers) == ((), ())
    assert reasons(read) == [Reason.PAGE_OF_OTHER_PROCEDURE]


def test_a_cut_field_that_disagrees_with_the_page_is_doubted() -> None:
    read = read_record(record() | {"ten_thu_tuc": "Tên khác"})
    assert read.name == "Cấp giấy phép đò ngang"
    assert reasons(read) == [Reason.CUT_DISAGREES]


def test_fields_serve_where_the_page_is_missing() -> None:
    read = read_record(
        {
            "ma_thu_tuc": "1.900001",
            "ten_thu_tuc": "Cấp giấy phép",
            "cach_thuc_thuc_hien": "Hình thức nộpThời gianPhí, lệ phíMô tảTrực tiếp4 Giờ làm việcMiễn phí",
            "ket_qua_xu_ly": "Giấy phépMã: KQ.G99.000002Từ khóaKhông có thông tin",
            "cap_thuc_hien": "Cấp xã",
            "raw_text": None,
        }
    )
    assert read.accepted
    assert len(read.cases) == 1
    assert [result.code for result in read.results] == ["KQ.G99.000002"]
    assert Reason.PAGE_TEXT_MISSING in reasons(read)
    assert Reason.LEGAL_BASIS_MISSING in reasons(read)


@pytest.mark.parametrize(
    ("given_record", "reason"),
    [
        ({}, Reason.CODE_MISSING),
        ({"ma_thu_tuc": None, "raw_text": ""}, Reason.CODE_MISSING),
        ({"ma_thu_tuc": "không rõ", "raw_text": "x"}, Reason.CODE_MALFORMED),
        ({"ma_thu_tuc": 1.5}, Reason.CODE_MALFORMED),
    ],
)
def test_records_without_a_code_are_refused(given_record: dict[str, object], reason: Reason) -> None:
    read = read_record(given_record)
    assert not read.accepted
    assert reasons(read) == [reason]


def test_html_remains_and_odd_spaces_go() -> None:
    html = page().replace("Miễn phí", "<b>Miễn phí</b>&nbsp;").replace("1 bản chính", "<br/>1 bản chính")
    read = read_record({"ma_thu_tuc": "1.900001", "raw_text": html})
    assert [case.fee is not None for case in read.cases] == [True, True]
    assert read.papers[0].originals == 1


def test_an_unknown_level_is_doubted_and_the_known_one_kept() -> None:
    read = read_record(record(level="Cấp xã, Cấp liên xã"))
    assert read.levels == ("commune",)
    assert reasons(read) == [Reason.LEVEL_UNKNOWN]


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
KEYS = st.sampled_from([*record(), "can_cu_phap_ly", "thanh_phan_ho_so", "cach_thuc_thuc_hien"]) | st.text()


@given(st.dictionaries(KEYS, JSON_VALUES, max_size=8))
def test_any_mapping_is_survived(given_record: dict[str, object]) -> None:
    assert isinstance(read_record(given_record), ReadProcedure)


@settings(max_examples=150)
@given(st.data())
def test_mutilated_pages_are_survived_and_invent_nothing(data: st.DataObject) -> None:
    text = page(
        ways="Trực tuyến7Miễn phí(Phí)Trực tiếp3 Ngày làm việc20,000 VNĐ(/lần)Dịch vụ bưu chính120 VNĐ"
    )
    for _ in range(data.draw(st.integers(1, 6))):
        start = data.draw(st.integers(0, len(text)))
        end = min(len(text), start + data.draw(st.integers(0, 60)))
        piece = text[start:end]
        what = data.draw(st.sampled_from(["delete", "double", "move", "shuffle", "insert"]))
        rest = text[:start] + text[end:]
        if what == "delete":
            text = rest
        elif what == "double":
            text = text[:end] + piece + text[end:]
        elif what == "move":
            at = data.draw(st.integers(0, len(rest)))
            text = rest[:at] + piece + rest[at:]
        elif what == "shuffle":
            text = text[:start] + "".join(data.draw(st.permutations(piece))) + text[end:]
        else:
            text = text[:start] + data.draw(st.text(max_size=5)) + text[start:]
    read = read_record({"ma_thu_tuc": "1.900001", "ten_thu_tuc": "Thử", "raw_text": text})
    unknown = {doubt.field for doubt in read.quarantine}
    for index, case in enumerate(read.cases):
        assert case.limit is not None or f"cases[{index}].limit" in unknown
        assert case.fee is not None or f"cases[{index}].fee" in unknown
    assert all(
        paper.originals is not None or f"papers[{i}].originals" in unknown
        for i, paper in enumerate(read.papers)
    )


_HEADINGS = (
    "Trình Tự Thực Hiện",
    "Cách Thức Thực Hiện",
    "Thành phần hồ sơ",
    "Căn cứ pháp lý",
    "Cơ quan thực hiện",
    "Yêu cầu, điều kiện thực hiện",
    "Kết quả xử lý",
    "Từ khóa",
)


@pytest.mark.parametrize("write", [str.upper, str.title])
def test_headings_in_other_capitals_cut_the_same(write) -> None:
    whole = record()
    text = whole["raw_text"]
    for heading in _HEADINGS:
        text = text.replace(heading, write(heading))
    assert read_record({**whole, "raw_text": text}) == read_record(whole)


@pytest.mark.parametrize("heading", ["Cách Thức Thực Hiện", "Thành phần hồ sơ", "Căn cứ pháp lý"])
def test_the_head_of_a_table_serves_where_its_heading_is_missing(heading: str) -> None:
    whole = record()
    read = read_record({**whole, "raw_text": whole["raw_text"].replace(heading, "")})
    expected = read_record(whole)
    assert (len(read.cases), read.papers) == (len(expected.cases), expected.papers)
    assert (read.results, read.legal_bases) == (expected.results, expected.legal_bases)


def test_the_suffix_of_an_agency_is_no_other_procedure() -> None:
    whole = record()
    page_code = whole["raw_text"].replace("Mã thủ tục1.900001", "Mã thủ tục1.900001.000.00.00.H22")
    assert read_record({**whole, "raw_text": page_code}).accepted
    other = whole["raw_text"].replace("Mã thủ tục1.900001", "Mã thủ tục1.900002")
    assert reasons(read_record({**whole, "raw_text": other})) == [Reason.PAGE_OF_OTHER_PROCEDURE]


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        ("Cấp Bộ - Cấp Tỉnh", ("ministry", "province")),
        ("Cấp tỉnhCấp xã", ("province", "commune")),
        ("Cấp xã; Cơ quan khác", ("commune", "other")),
    ],
)
def test_levels_in_one_cell(level: str, expected: tuple[str, ...]) -> None:
    assert read_record(record(level=level)).levels == expected


def test_an_empty_field_and_unpublished_papers_are_not_silent() -> None:
    whole = record(papers="Không có thông tin")
    text = whole["raw_text"].replace("Lĩnh vựcĐường thủy", "Lĩnh vực")
    read = read_record({**whole, "raw_text": text, "linh_vuc": ""})
    assert (read.field_name, read.papers) == ("", ())
    found = [(doubt.field, doubt.reason) for doubt in read.quarantine]
    assert found == [("field", Reason.SECTION_MISSING), ("papers", Reason.PAPERS_NOT_PUBLISHED)]
