# SPDX-License-Identifier: EUPL-1.2
"""Tables without lines: words that stand below each other in columns."""

from __future__ import annotations

from motcua.plans.reading.scans.laying import laid_out
from motcua.plans.reading.scans.words import Word

COLUMNS = (100, 180, 800, 1200)


def words_at(line: int, *cells: str, columns: tuple[int, ...] = COLUMNS) -> list[Word]:
    """A row: each word ten pixels a letter wide, twenty high, ten apart."""
    found = []
    for left, cell in zip(columns, cells, strict=False):
        at = left
        for text in cell.split():
            found.append(
                Word(text, at, 40 * line, at + 10 * len(text), 40 * line + 20, line * 10 + left // 100)
            )
            at += 10 * len(text) + 10
    return found


TABLE = [
    ("TT", "Nội dung", "Chủ trì", "Thời gian"),
    ("1", "Rà soát thủ tục hành chính thuộc thẩm quyền của", "Văn phòng", "Quý I"),
    ("", "xã và đề xuất cắt giảm"),
    ("2", "Niêm yết công khai", "Bộ phận Một cửa", "Thường xuyên"),
]


def test_words_in_columns_are_rows_with_tabs() -> None:
    words = [word for line, row in enumerate(TABLE) for word in words_at(line, *row)]
    told = [one.text for one in laid_out(words, []) if one.text]
    assert told == [
        "TT\tNội dung\tChủ trì\tThời gian",
        "1\tRà soát thủ tục hành chính thuộc thẩm quyền của xã và đề xuất cắt giảm\tVăn phòng\tQuý I",
        "2\tNiêm yết công khai\tBộ phận Một cửa\tThường xuyên",
    ]


def test_prose_and_the_two_columns_of_a_head_stay_as_they_are() -> None:
    head = [
        ("ỦY BAN NHÂN DÂN", "CỘNG HÒA XÃ HỘI"),
        ("XÃ MẪU", "Độc lập"),
        ("Số 1", "ngày 12"),
        ("a b", "c d"),
    ]
    words = [word for line, row in enumerate(head) for word in words_at(line, *row, columns=(100, 800))]
    words += [word for line in range(5, 9) for word in words_at(line, "một dòng văn xuôi " * 6)]
    assert not any("\t" in one.text for one in laid_out(words, []))


def test_prose_behind_a_table_ends_it() -> None:
    words = [word for line, row in enumerate(TABLE) for word in words_at(line, *row)]
    words += words_at(
        5, "", "Các đơn vị báo cáo kết quả thực hiện về Văn phòng để tổng hợp, trình Chủ tịch xem xét"
    )
    told = [one.text for one in laid_out(words, []) if one.text]
    assert "\t" in told[2]
    assert told[3].startswith("Các đơn vị báo cáo")
    assert "\t" not in told[3]
