# SPDX-License-Identifier: EUPL-1.2
"""Restoration on text of our own, stripped, misread, and left alone where it must be."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.diacritics import lost_diacritics, restore, restore_lines, share_of_marks
from motcua.diacritics.tokens import cased, pieces
from motcua.law.names import fold

HELD_OUT = """Ủy ban nhân dân xã giao Trưởng phòng Văn hóa – Xã hội chủ trì, phối hợp với Công an xã tổ chức kiểm tra
việc cấp giấy xác nhận tình trạng hôn nhân, báo cáo kết quả trước ngày 15/10/2026.
Công chức tiếp nhận hồ sơ hướng dẫn người dân nộp hồ sơ trực tuyến và trả kết quả đúng hẹn.
Các đơn vị gửi báo cáo quý về Văn phòng để tổng hợp, trình Chủ tịch Ủy ban nhân dân xem xét."""
MARKED = re.compile(r"[à-ỹđ]", re.IGNORECASE)


def words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text.lower())


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("thi tuc hanh chinh", "thủ tục hành chính"),
        ("co ché mét cira, mot cira lién thong", "cơ chế một cửa, một cửa liên thông"),
        ("UBND céc x4, thi trén", "UBND các xã, thị trấn"),
        ("KE HOACH", "KẾ HOẠCH"),
        ("BO phan Mot ctra", "Bộ phận Một cửa"),
        ("Van phong HDND&UBND huyén", "Văn phòng HDND&UBND huyện"),
        ("dat ty 16 80% tré 1én", "đạt tỷ lệ 80% trở lên"),
        ("co quan c6 16 céng chirc", "cơ quan có 16 công chức"),
        ("ty 1€ giai ngan", "tỷ lệ giải ngân"),
        ("tai co quan, dé theo doi", "tại cơ quan, để theo dõi"),
        ("bdo cdo két qua giai quyét hé so", "báo cáo kết quả giải quyết hồ sơ"),
    ],
)
def test_what_a_scanner_made_of_it(read: str, meant: str) -> None:
    assert restore(read) == meant


def test_text_without_marks_gets_them_back() -> None:
    stripped = "\n".join(
        "".join(fold(one) if one.isalpha() else one for one in line) for line in HELD_OUT.split("\n")
    )
    assert share_of_marks(stripped) == 0
    got, meant = words(restore(stripped)), words(HELD_OUT)
    assert len(got) == len(meant)
    marked = [(one, other) for one, other in zip(meant, got, strict=True) if MARKED.search(one)]
    assert sum(one == other for one, other in marked) / len(marked) > 0.93


@pytest.mark.parametrize(
    "kept",
    [
        "63/2010/ND-CP",
        "31/8/2024",
        "https://dichvucong.gov.vn",
        "TTHC",
        "100%",
        "II.",
        "abc@vn.gov",
        "02/RS-KSTT",
        "–",
    ],
)
def test_codes_numbers_and_addresses_pass(kept: str) -> None:
    assert restore(f"theo {kept}").endswith(kept)


def test_healthy_text_is_told_from_lost_text() -> None:
    assert not lost_diacritics(HELD_OUT)
    assert lost_diacritics("Trién khai thuc hién thu tuc hanh chinh khong phu thudc vao dia gidi hanh chinh")
    assert not lost_diacritics("")


@given(st.text(alphabet=st.sampled_from("abđêXY 19.,/-()&é§\t“–"), max_size=60))
def test_a_line_is_the_sum_of_its_pieces(line: str) -> None:
    assert "".join(one.raw for one in pieces(line)) == line
    assert all(one.before + one.word + one.after == one.raw for one in pieces(line) if one.word)


@given(st.lists(st.text(alphabet="abchinthuo 1.,-é&", max_size=25), max_size=4))
def test_every_text_can_be_read_line_by_line_and_always_alike(lines: list[str]) -> None:
    done = restore_lines(lines)
    assert [one.raw for one in done] == lines
    assert all(0 <= one.sure <= 1 for one in done)
    assert done == restore_lines(lines)


def test_case_follows_what_was_read() -> None:
    assert cased("bộ", "BO") == "Bộ"
    assert cased("bộ", "BO", in_capitals=True) == "BỘ"
    assert cased("hoạch", "HOACH") == "HOẠCH"
    assert cased("kế", "K&") == "Kế"
    assert cased("kế", "k&") == "kế"


def test_the_model_is_small_and_ours() -> None:
    from motcua.diacritics.model import FILE, load

    assert FILE.stat().st_size < 1_000_000
    assert (Path(FILE).parent / "corpus").is_dir()
    assert {"một", "cửa", "thủ", "tục"} <= set(load().words.words)
