# SPDX-License-Identifier: EUPL-1.2
"""Lists of a plan's head are typed in Vietnamese and kept in the words of the reader."""

import pytest
from django.core.exceptions import ValidationError

from motcua.web.plans.head_lines import bases_shown, basis_of, period_of, reporting_shown

BASES = [
    {"type": "Nghị định", "number": "118/2025/NĐ-CP", "date": "2025-06-09", "issuer": "Chính phủ"},
    {"type": "Luật Tổ chức chính quyền địa phương", "number": None, "date": None, "issuer": None},
]
REPORTING = [
    {
        "period": "quarterly",
        "data_from": "prev_month:15",
        "data_to": "last_month:14",
        "due": "last_month:20",
    },
    {"period": "yearly", "data_from": None, "data_to": None, "due": "last_month:20"},
    {"period": "monthly", "data_from": None, "data_to": None, "due": None},
]


def test_what_was_read_is_shown_in_vietnamese_and_read_back_unchanged() -> None:
    shown = bases_shown(BASES).splitlines()
    assert shown[0] == "Nghị định | 118/2025/NĐ-CP | 09/06/2025 | Chính phủ"
    assert [basis_of(line) for line in shown] == BASES

    told = reporting_shown(REPORTING).splitlines()
    assert told == [
        "hằng quý | ngày 15 tháng trước | ngày 14 tháng cuối | ngày 20 tháng cuối",
        "hằng năm |  |  | ngày 20 tháng cuối",
        "hằng tháng",
    ]
    assert [period_of(line) for line in told] == REPORTING


@pytest.mark.parametrize("line", ["Nghị định | 1 | 31/02/2025", "Nghị định | 1 | hôm qua", "| 1 | 2025"])
def test_a_day_that_is_none_is_refused(line: str) -> None:
    with pytest.raises(ValidationError, match="31/01/2026"):
        basis_of(line)


@pytest.mark.parametrize(
    "line", ["quarterly", "mỗi khi cần", "hằng quý | ngày 32 tháng cuối", "hằng quý | đầu quý"]
)
def test_a_period_nobody_could_count_by_is_refused(line: str) -> None:
    with pytest.raises(ValidationError, match="Chưa hiểu"):
        period_of(line)


def test_marks_and_capitals_do_not_matter() -> None:
    assert period_of("Hàng Quý | 15 tháng trước")["data_from"] == "prev_month:15"
