# SPDX-License-Identifier: EUPL-1.2
"""Spreadsheets that are broken inside are refused in words, wherever in them the break is."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from motcua.reform.errors import SheetUnreadable
from motcua.reform.own_sets import read_yaml
from motcua.reform.sheets import read_set
from motcua.reform.tree import Level


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml"])
def test_a_broken_part_is_no_spreadsheet(part: str) -> None:
    sound, broken = io.BytesIO(), io.BytesIO()
    book = Workbook()
    book.active.append(["Mã", "Nội dung", "Điểm tối đa"])
    book.save(sound)
    with zipfile.ZipFile(sound) as told, zipfile.ZipFile(broken, "w") as written:
        for name in told.namelist():
            written.writestr(name, b"<worksheet><sheetData><row" if name == part else told.read(name))
    with pytest.raises(SheetUnreadable, match="không phải bảng tính"):
        read_set(broken.getvalue(), title="Bộ", level=Level.COMMUNE, year=2026, decision="")


@pytest.mark.parametrize("text", ["[" * 50_000, "day: 2026-02-31", "year: !!int x", "a: [1", "\x00"])
def test_a_broken_text_is_no_set(tmp_path: Path, text: str) -> None:
    (tmp_path / "set.yaml").write_text(text)
    with pytest.raises(SheetUnreadable, match=r"set\.yaml"):
        read_yaml(tmp_path / "set.yaml")
