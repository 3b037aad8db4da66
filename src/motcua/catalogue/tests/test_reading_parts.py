# SPDX-License-Identifier: EUPL-1.2
"""Papers, form files, results and legal bases taken out of text that runs together."""

import pytest

from motcua.catalogue.reading.form_files import split_form_files
from motcua.catalogue.reading.legal import read_bases
from motcua.catalogue.reading.papers import read_papers
from motcua.catalogue.reading.results import read_results
from motcua.catalogue.reading.values import Reason

HEAD = "Tên giấy tờMẫu đơn, tờ khaiSố lượng"


def counts(block: str) -> list[tuple[str, int | None, int | None]]:
    papers, _, _ = read_papers(block)
    return [(paper.name, paper.originals, paper.copies) for paper in papers]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ("Đơn xin;1 bản chính", [("Đơn xin;", 1, 0)]),
        ("- Đơn xin2 bản chính,3 bản saoSổ cũ0 bản chính,1 bản sao", [("Đơn xin", 2, 3), ("Sổ cũ", 0, 1)]),
        ("Đơn ngày 24/7/20231 bản chínhSổ cũ1 bản chính", [("Đơn ngày 24/7/2023", 1, 0), ("Sổ cũ", 1, 0)]),
        ("Đơn theo mẫu BM.031 bản chính", [("Đơn theo mẫu BM.03", 1, 0)]),
        (
            "Sổ (01 bản chính hoặc 01 bản sao có chứng thực)1 bản chính",
            [("Sổ (01 bản chính hoặc 01 bản sao có chứng thực)", 1, 0)],
        ),
        (
            "Đơn xin1 bản chính01 bản chính biên bản họp1 bản chính",
            [("Đơn xin", 1, 0), ("01 bản chính biên bản họp", 1, 0)],
        ),
        ("Đơn xinBản chính: 1 Bản sao: 2Sổ cũBản chính: 0Bản sao: 1", [("Đơn xin", 1, 2), ("Sổ cũ", 0, 1)]),
    ],
)
def test_counts(cells: str, expected: list[tuple[str, int | None, int | None]]) -> None:
    assert counts(f"--{HEAD}{cells}") == expected


def test_a_count_that_may_be_ten_or_one_is_not_guessed() -> None:
    papers, _, doubts = read_papers(f"--{HEAD}Đơn theo mẫu CT11 bản chính")
    assert papers[0].originals is None
    assert [d.reason for d in doubts] == [Reason.PAPER_COUNT_UNCLEAR]


def test_groups_presented_papers_and_notes() -> None:
    block = (
        f"* Giấy tờ phải nộp:{HEAD}Tờ khai1 bản chính* Giấy tờ phải xuất trình:{HEAD}Thẻ căn cước1 bản chính"
        f"Trường hợp đã có dữ liệu thì phải có mã số.0 bản chính* Lưu ý:{HEAD}Nộp sớm hơn thì tốt.1 bản chính"
    )
    papers, notes, doubts = read_papers(block)
    assert [(p.name, p.presented_only, p.group) for p in papers] == [
        ("Tờ khai", False, "* Giấy tờ phải nộp:"),
        ("Thẻ căn cước", True, "* Giấy tờ phải xuất trình:"),
    ]
    assert notes == ("Trường hợp đã có dữ liệu thì phải có mã số.", "Nộp sớm hơn thì tốt.")
    assert [d.reason for d in doubts] == [Reason.NOTE_NOT_PAPER]


def test_a_paper_with_count_zero_and_text_without_count_are_doubted() -> None:
    papers, _, doubts = read_papers(f"--{HEAD}Giấy phép cũ0 bản chínhÝ kiến của xã")
    assert (papers[0].originals, papers[0].copies) == (0, 0)
    assert [d.reason for d in doubts] == [Reason.PAPER_COUNT_ZERO, Reason.PAPER_WITHOUT_COUNT]
    assert doubts[1].raw == "Ý kiến của xã"


def test_papers_without_a_table_are_kept_whole() -> None:
    papers, _, doubts = read_papers("Đơn và giấy tờ kèm theo")
    assert papers == ()
    assert [(d.reason, d.raw) for d in doubts] == [(Reason.PAPER_TABLE_UNREADABLE, "Đơn và giấy tờ kèm theo")]


@pytest.mark.parametrize(
    ("cell", "name", "files"),
    [
        ("Tờ khai theo mẫuCT01.docx", "Tờ khai theo mẫu", ("CT01.docx",)),
        ("Tờ khai (mẫu A).Mẫu A 1.doc", "Tờ khai (mẫu A).", ("Mẫu A 1.doc",)),
        ("Đơn xin;1.DonXin.doc", "Đơn xin;", ("1.DonXin.doc",)),
        ("Đơn của tổ chứcMẫu 02 (1).docxMẫu 03.pdf", "Đơn của tổ chức", ("Mẫu 02 (1).docx", "Mẫu 03.pdf")),
        ("Đơn theo Thông tư 1/2025/TT-BTPMẫu 08.docx", "Đơn theo Thông tư 1/2025/TT-BTP", ("Mẫu 08.docx",)),
        ("Bản dịch đã ký", "Bản dịch đã ký", ()),
    ],
)
def test_form_files(cell: str, name: str, files: tuple[str, ...]) -> None:
    assert split_form_files(cell) == (name, files, True)


def test_a_form_file_without_a_visible_start_is_not_cut() -> None:
    assert split_form_files("đơn xin phép.docx") == ("đơn xin phép.docx", (), False)


def test_results_with_good_junk_and_old_codes() -> None:
    results, doubts = read_results(
        "Giấy AMã: KQ.G15.000031Giấy BMã: hgvg6Quyết định CMã: 000.00.00.G15-KQ0187"
        "Văn bản từ chối cấpMã: KQ.G15.00028"
    )
    assert [(r.name, r.code, r.is_refusal) for r in results] == [
        ("Giấy A", "KQ.G15.000031", False),
        ("Giấy B", "", False),
        ("Quyết định C", "", False),
        ("Văn bản từ chối cấp", "", True),
    ]
    assert [d.reason for d in doubts] == [
        Reason.RESULT_CODE_MALFORMED,
        Reason.RESULT_CODE_OLD_FORM,
        Reason.RESULT_IS_REFUSAL,
        Reason.RESULT_CODE_MALFORMED,
    ]


def test_approval_or_refusal_in_one_result_is_no_refusal() -> None:
    results, doubts = read_results("Văn bản chấp thuận/không chấp thuận cấpMã: KQ.G01.000246")
    assert not results[0].is_refusal
    assert doubts == []


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (
            "Luật Đò ngang 201912/2019/QH14Luật 60/2014/QH1360/2014/QH13",
            [("12/2019/QH14", "Luật Đò ngang 2019"), ("60/2014/QH13", "Luật 60/2014/QH13")],
        ),
        (
            "Luật 52/2014/QH1352/2014/QH13Nghị định quy định đò07/2025/NĐ-CPQUY ĐỊNH MỨC THU25/2021/TT-BTC",
            [
                ("52/2014/QH13", "Luật 52/2014/QH13"),
                ("07/2025/NĐ-CP", "Nghị định quy định đò"),
                ("25/2021/TT-BTC", "QUY ĐỊNH MỨC THU"),
            ],
        ),
        (
            "Thông tư số 03/2023/TT-BTP ngày 02/8/2023 của Bộ trưởngThông tư số 03/2023/TT-BTP"
            "Hướng dẫn66.7/2025/NQ-CP",
            [
                ("03/2023/TT-BTP", "Thông tư số 03/2023/TT-BTP ngày 02/8/2023 của Bộ trưởng"),
                ("66.7/2025/NQ-CP", "Hướng dẫn"),
            ],
        ),
        (
            "sửa đổi Nghị định 123/2015/NĐ-CP hướng dẫn Luật04/2020/TT-BTP Nghị định về đò ngang87/2020/NĐ-CP",
            [
                ("04/2020/TT-BTP", "sửa đổi Nghị định 123/2015/NĐ-CP hướng dẫn Luật"),
                ("87/2020/NĐ-CP", "Nghị định về đò ngang"),
            ],
        ),
        (
            "Luật về tàu01/2013/TT-BXDquy định mức1898/QĐ-BTP",
            [("01/2013/TT-BXD", "Luật về tàu"), ("1898/QĐ-BTP", "quy định mức")],
        ),
    ],
)
def test_legal_bases(block: str, expected: list[tuple[str, str]]) -> None:
    bases, doubts = read_bases(block)
    assert [(basis.number, basis.title) for basis in bases] == expected
    assert doubts == []


def test_a_title_without_number_is_kept_and_doubted() -> None:
    bases, doubts = read_bases("Luật Đò ngang12/2019/QH14Luật Cầu phà")
    assert [(basis.number, basis.title) for basis in bases][-1] == ("", "Luật Cầu phà")
    assert [d.reason for d in doubts] == [Reason.LEGAL_NUMBER_UNCLEAR]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ("Sổ hồng02 bản chínhBản vẽ1 bản chính", [("Sổ hồng", 2, 0), ("Bản vẽ", 1, 0)]),
        ("Bản vẽBản chính: 1 - Bản sao: 2", [("Bản vẽ", 1, 2)]),
        # Counts of an unseen kind run several rows together: nothing of that is a count.
        ("Đơn1 bộHồ sơ thiết kế3 bộSổ cũ1 bản sao", [("Đơn1 bộHồ sơ thiết kế3 bộSổ cũ", None, None)]),
    ],
)
def test_counts_as_other_ministries_print_them(
    cells: str, expected: list[tuple[str, int | None, int | None]]
) -> None:
    assert counts(f"--{HEAD}{cells}") == expected


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (
            "Quy trình thu595/QĐ-BHXHLuật Bảo hiểm58/2014/QH13",
            [("595/QĐ-BHXH", "Quy trình thu"), ("58/2014/QH13", "Luật Bảo hiểm")],
        ),
        (
            "Quy trình kiểm tra1966/QĐ-TCHQThông tư dạy nghề25/2018/TT-BLĐTB&XH",
            [("1966/QĐ-TCHQ", "Quy trình kiểm tra"), ("25/2018/TT-BLĐTB&XH", "Thông tư dạy nghề")],
        ),
        (
            "Thông tư 21/2008/TTLT- BQP-BTC21/2008/TTLT- BQP-BTCLuật Đò ngang12/2019/QH14",
            [
                ("21/2008/TTLT-BQP-BTC", "Thông tư 21/2008/TTLT- BQP-BTC"),
                ("12/2019/QH14", "Luật Đò ngang"),
            ],
        ),
        (
            "\r\nLuật Đầu tư\r\n61/2020/QH14\r\nLuật Doanh nghiệp\r\n59/2020/QH14\r\n",
            [("61/2020/QH14", "Luật Đầu tư"), ("59/2020/QH14", "Luật Doanh nghiệp")],
        ),
        (
            "Quy chế149/HĐBTLuật Đò ngang12/2019/QH14",
            [("149/HĐBT", "Quy chế"), ("12/2019/QH14", "Luật Đò ngang")],
        ),
    ],
)
def test_numbers_of_any_issuer_end_their_row(block: str, expected: list[tuple[str, str]]) -> None:
    bases, doubts = read_bases(block)
    assert [(basis.number, basis.title) for basis in bases] == expected
    assert doubts == []


@pytest.mark.parametrize(
    "block",
    [
        "Quy chế cũ149/ABC-XLuật Đò ngang12/2019/QH14",
        "Luật Đầu tư 61/2020/QH14 Luật Doanh nghiệp 59/2020/QH14",
    ],
)
def test_rows_that_may_have_run_together_are_doubted(block: str) -> None:
    _, doubts = read_bases(block)
    assert [doubt.reason for doubt in doubts] == [Reason.LEGAL_NUMBER_UNCLEAR]


def test_a_result_without_a_code_is_not_malformed() -> None:
    results, doubts = read_results("Giấy phép đò ngang")
    assert [(result.name, result.code) for result in results] == [("Giấy phép đò ngang", "")]
    assert [(doubt.field, doubt.reason) for doubt in doubts] == [
        ("results[0].code", Reason.RESULT_CODE_MISSING)
    ]


def test_cells_on_lines_of_their_own() -> None:
    papers, _, doubts = read_papers(
        f"\n{HEAD}\nĐơn đề nghị\nMau 01.docx\n1 bản chính\nSổ cũ\n0 bản chính,\n1 bản sao\n"
    )
    assert [(p.name, p.form_files, p.originals, p.copies) for p in papers] == [
        ("Đơn đề nghị", ("Mau 01.docx",), 1, 0),
        ("Sổ cũ", (), 0, 1),
    ]
    assert doubts == []
