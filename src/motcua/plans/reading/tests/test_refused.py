# SPDX-License-Identifier: EUPL-1.2
"""Files that hold no plan: refused in words, or read without a task and with the reason."""

from __future__ import annotations

import pytest

from motcua.plans.reading.files import PlanUnreadable
from motcua.plans.reading.reading import read_file

NAME = "kế-hoạch.docx"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "không có chữ nào"),
        (b"\n \n\x0c\n12.\n", "không có chữ nào"),
        ("Rà soát thủ tục hành chính.\n".encode() * 100_000, "quá dài"),
        (bytes(range(128, 256)) * 40, "không phải văn bản"),
        (b"PK\x03\x04" + bytes(range(256)) * 12, "không phải tài liệu Word"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 12, "không phải tệp PDF"),
    ],
    ids=["empty", "no-words", "too-long", "signs", "cut-word", "cut-pdf"],
)
def test_a_file_that_cannot_be_a_plan_is_refused_in_words(data: bytes, why: str) -> None:
    with pytest.raises(PlanUnreadable) as refused:
        read_file(data, NAME)
    assert NAME in str(refused.value)
    assert why in str(refused.value)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (
            "UBND XÃ THỬ\nSố: 5/BC-UBND\nBÁO CÁO\nCông tác cải cách hành chính năm 2025\nI. KẾT QUẢ\n",
            "“Báo cáo”",
        ),
        ("LUẬT\nTổ chức chính quyền địa phương\nĐiều 1. Phạm vi\nLuật này quy định về tổ chức.\n", "“Luật”"),
        ("Công thức nấu phở bò cho bốn người ăn.\n", "Không đọc được nhiệm vụ nào"),
    ],
    ids=["report", "law", "anything"],
)
def test_a_reading_without_a_task_says_why(text: str, why: str) -> None:
    plan = read_file(text.encode(), "tep.txt")
    assert plan.tasks == []
    assert any(why in one for one in plan.warnings)
