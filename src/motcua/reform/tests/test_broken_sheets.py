# SPDX-License-Identifier: EUPL-1.2
"""Spreadsheets that are broken inside are refused in words, wherever in them the break is."""

from __future__ import annotations

import io
import zipfile

import pytest
from openpyxl import Workbook

from motcua.reform.errors import SheetUnreadable
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
