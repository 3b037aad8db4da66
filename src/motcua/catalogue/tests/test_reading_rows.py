# SPDX-License-Identifier: EUPL-1.2
"""Where one row of a table ends and the next begins, in shapes that records of any agency may have."""

import pytest

from motcua.catalogue.reading.legal import read_bases
from motcua.catalogue.reading.papers import read_papers
from motcua.catalogue.reading.records import read_record
from motcua.catalogue.reading.results import read_results
from motcua.catalogue.reading.values import Reason

HEAD = "Tên giấy tờMẫu đơn, tờ khaiSố lượng"


@pytest.mark.parametrize(
    ("cell", "name", "count"),
    [
        ("Đơn theo Mẫu số 011 bản chính", "Đơn theo Mẫu số 01", 1),
        ("Đơn theo Mẫu số 012 bản chính", "Đơn theo Mẫu số 01", 2),
        ("Đơn theo Mẫu số 11 bản chính", "Đơn theo Mẫu số 1", 1),
        ("Đơn theo Mẫu số 121 bản chính", "Đơn theo Mẫu số 12", 1),
        ("Biểu số 3.1.011 bản chính", "Biểu số 3.1.01", 1),
        ("02 ảnh 4x62 bản chính", "02 ảnh 4x6", 2),
        ("Báo cáo đánh giá tác động12 bản chính", "Báo cáo đánh giá tác động", 12),
        ("Báo cáo (bản in)10 bản chính", "Báo cáo (bản in)", 10),
        ("Giấy khác:1 bản chínhhoặc bản khai1 bản chính", "Giấy khác:", 1),
    ],
)
def test_digits_of_the_name_and_of_the_count(cell: str, name: str, count: int) -> None:
    papers, _, doubts = read_papers(f"--{HEAD}{cell}Sổ cũ0 bản chính,1 bản sao")
    assert (papers[0].name, papers[0].originals, papers[0].copies) == (name, count, 0)
    assert (papers[-1].name, papers[-1].originals, papers[-1].copies) == ("Sổ cũ", 0, 1)
    assert doubts == []


@pytest.mark.parametrize(
    "cell", ["Mục 2.10 bản chính", "Theo TT 15/CT11 bản chính", "Bản vẽ 1/50010 bản chính"]
)
def test_digits_that_may_be_either_are_not_guessed(cell: str) -> None:
    papers, _, doubts = read_papers(f"--{HEAD}{cell}")
    assert papers[0].originals is None
    assert [doubt.reason for doubt in doubts] == [Reason.PAPER_COUNT_UNCLEAR]


def test_a_count_in_running_text_is_no_end() -> None:
    papers, _, doubts = read_papers(f"--{HEAD}Hồ sơ gồm 01 bản chính và 02 bản chính khác2 bản chính")
    assert [(paper.name, paper.originals) for paper in papers] == [
        ("Hồ sơ gồm 01 bản chính và 02 bản chính khác", 2)
    ]
    assert doubts == []


def test_a_year_before_the_count_and_a_padded_number_behind_it() -> None:
    papers, _, doubts = read_papers(f"--{HEAD}Biên bản năm 20241 bản chính01 bản chính danh sách1 bản chính")
    assert [paper.name for paper in papers] == ["Biên bản năm 2024", "01 bản chính danh sách"]
    assert doubts == []


@pytest.mark.parametrize(
    ("cell", "name", "files"),
    [
        ("Đơn theo Mẫu số 01Mau02-DS(BHYT).doc", "Đơn theo Mẫu số 01", ("Mau02-DS(BHYT).doc",)),
        ("Giấy xác nhận trụ sở11.1.PLcpliGCN.docx", "Giấy xác nhận trụ sở", ("11.1.PLcpliGCN.docx",)),
    ],
)
def test_form_files_whose_names_begin_with_digits_or_without_accents(
    cell: str, name: str, files: tuple[str, ...]
) -> None:
    papers, _, doubts = read_papers(f"--{HEAD}{cell}1 bản chính")
    assert [(paper.name, paper.form_files) for paper in papers] == [(name, files)]
    assert doubts == []


@pytest.mark.parametrize(
    "cell",
    [
        "Tờ khai của UBND1.MuCT01banhnhkm.doc",
        "Đơn theo TCVN 4054:2005Mẫu số 03.docx",
        "Đơn nộp qua VNeID4-Mẫu NA2.doc",
        "Ảnh cỡ 4x670-Mẫu TB1.doc",
    ],
)
def test_a_cut_through_the_name_of_a_file_is_doubted(cell: str) -> None:
    papers, _, doubts = read_papers(f"--{HEAD}{cell}1 bản chính")
    assert [(paper.name, paper.form_files) for paper in papers] == [(cell, ())]
    assert [doubt.reason for doubt in doubts] == [Reason.FORM_FILE_UNCLEAR]


def test_a_form_file_inside_a_name_shows_that_rows_ran_together() -> None:
    _, _, doubts = read_papers(f"--{HEAD}Tờ khaiTK1.xlsx1 bản chính;Hóa đơn1 bản sao")
    assert [doubt.reason for doubt in doubts] == [Reason.FORM_FILE_UNCLEAR]


def test_form_files_of_rarer_kinds() -> None:
    papers, _, doubts = read_papers(f"--{HEAD}Đề án.Bai trinh bay.pptx1 bản chính")
    assert (papers[0].name, papers[0].form_files, doubts) == ("Đề án.", ("Bai trinh bay.pptx",), [])


@pytest.mark.parametrize("count", ["0 bản chính", "1 bản chính", "1 bản chính,1 bản sao"])
def test_the_number_of_sets_is_no_paper(count: str) -> None:
    papers, notes, doubts = read_papers(f"--{HEAD}* Số lượng hồ sơ: 01 (một) bộ.{count}Đơn1 bản chính")
    assert [paper.name for paper in papers] == ["Đơn"]
    assert notes == ("Số lượng hồ sơ: 01 (một) bộ.",)
    assert doubts == []


@pytest.mark.parametrize(
    "note",
    [
        "- Người có yêu cầu nộp hoặc tải lên các giấy tờ sau:",
        "Trường hợp thông tin đã có trong Cơ sở dữ liệu thì không phải tải lên",
        "Trường hợp giấy tờ là Thẻ căn cước thì chỉ cần cung cấp số định danh cá nhân.",
        "Trường hợp nộp hồ sơ trực tuyến thì hồ sơ phải được chứng thực điện tử.",
        "- Trường hợp gửi hồ sơ qua hệ thống bưu chính thì gửi bản sao có chứng thực các giấy tờ trên.",
    ],
)
def test_a_row_that_plainly_asks_for_nothing_waits_for_nobody(note: str) -> None:
    papers, notes, doubts = read_papers(f"--{HEAD}{note}0 bản chính")
    assert (papers, notes, doubts) == ((), (note.lstrip("- "),), [])


@pytest.mark.parametrize(
    "note",
    [
        "+ Trường hợp không có chứng cứ thì phải có văn bản cam đoan của các bên.",
        "Trường hợp thông tin thay đổi thì hồ sơ còn có: Phiếu đề nghị (Mẫu DC02)",
        "Trường hợp nộp hồ sơ trực tuyến thì phải có thêm giấy ủy quyền.",
        "Đối với tổ chức nước ngoài: Giấy phép hoạt động.",
    ],
)
def test_a_row_of_count_zero_that_may_ask_for_a_paper_waits_for_a_person(note: str) -> None:
    _, notes, doubts = read_papers(f"--{HEAD}{note}0 bản chính")
    assert notes == (note.lstrip("+ "),)
    assert [doubt.reason for doubt in doubts] == [Reason.NOTE_NOT_PAPER]


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (
            "Nghị quyết quy định về kinh doanh66.16/2026/NQ-CPLuật Giá16/2023/QH15",
            [("66.16/2026/NQ-CP", "Nghị quyết quy định về kinh doanh"), ("16/2023/QH15", "Luật Giá")],
        ),
        (
            "Nghị quyết số 66.16/2026/NQ-CP66.16/2026/NQ-CP",
            [("66.16/2026/NQ-CP", "Nghị quyết số 66.16/2026/NQ-CP")],
        ),
        (
            "Quy định về lái xe.66.18/2026/NQ-CPLuật Khiếu nại năm 201166.21/2026/NQ-CP"
            "Luật Cư trú 202008a/2021/TT-BTP",
            [
                ("66.18/2026/NQ-CP", "Quy định về lái xe."),
                ("66.21/2026/NQ-CP", "Luật Khiếu nại năm 2011"),
                ("08a/2021/TT-BTP", "Luật Cư trú 2020"),
            ],
        ),
        (
            "Văn bản hợp nhất số 102/VBHN-VPQH102/VBHN-VPQH",
            [("102/VBHN-VPQH", "Văn bản hợp nhất số 102/VBHN-VPQH")],
        ),
        (
            "Thông tư số 64/2025/TT-BTCThông tư số 64/2025/TT-BTCLuật Giá16/2023/QH15",
            [("64/2025/TT-BTC", "Thông tư số 64/2025/TT-BTC"), ("16/2023/QH15", "Luật Giá")],
        ),
    ],
)
def test_numbers_of_legal_bases(block: str, expected: list[tuple[str, str]]) -> None:
    bases, doubts = read_bases(block)
    assert [(basis.number, basis.title) for basis in bases] == expected
    assert doubts == []


@pytest.mark.parametrize(
    "block", ["Thông tư quy định chi tiết Điều 14.22/2022/TT-BCA", "06/2007/QH12Luật Hóa chất"]
)
def test_a_number_whose_cell_is_not_certain_is_doubted(block: str) -> None:
    _, doubts = read_bases(block)
    assert doubts[0].field == "legal_bases[0]"
    assert doubts[0].reason is Reason.LEGAL_NUMBER_UNCLEAR


def test_an_empty_code_takes_nothing_of_the_next_result() -> None:
    results, doubts = read_results("Giấy phépMã: Quyết địnhMã: KQ.G10.000002, - Con dấuMã: ")
    assert [(result.name, result.code) for result in results] == [
        ("Giấy phép", ""),
        ("Quyết định", "KQ.G10.000002"),
        ("Con dấu", ""),
    ]
    assert [doubt.reason for doubt in doubts] == [Reason.RESULT_CODE_MISSING] * 2


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("Quyết định số 1289 /QĐ-UBND ngày 05/06/2025", "1289/QĐ-UBND"),
        ("QĐ số: 12/QĐ-BNNMT", "12/QĐ-BNNMT"),
        ("1234/QĐ-BYT, 12/QĐ-BYT", ""),
        ("QĐ/0001-BCA", ""),
    ],
)
def test_the_decision_behind_a_procedure(cell: str, number: str) -> None:
    read = read_record({"ma_thu_tuc": "1.000001", "so_quyet_dinh": cell})
    assert read.decision_number == number
    assert any(doubt.reason is Reason.DECISION_UNCLEAR for doubt in read.quarantine) is (number == "")
