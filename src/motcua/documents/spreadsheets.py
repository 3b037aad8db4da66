# SPDX-License-Identifier: EUPL-1.2
"""What the format of spreadsheets cannot hold."""

from __future__ import annotations

from typing import Final

LONGEST_CELL: Final = 32_767
"""UTF-16 units one cell of an XLSX file holds; programs that write or open it drop the rest without a word."""
CUT: Final = "… [Ô bảng tính chỉ chứa 32.767 ký tự; phần còn lại xem trên Một Cửa.]"
"""What stands at the end of a cell that was cut."""


def cell_words(words: str) -> str:
    """The words as a cell holds them: whole, or cut with a note that says so."""
    if 2 * len(words) <= LONGEST_CELL:
        return words  # ⚡ no letter takes more than two units
    units = words.encode("utf-16-le")
    if len(units) <= 2 * LONGEST_CELL:
        return words
    return units[: 2 * (LONGEST_CELL - len(CUT))].decode("utf-16-le", "ignore") + CUT
