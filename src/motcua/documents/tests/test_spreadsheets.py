# SPDX-License-Identifier: EUPL-1.2
"""A cell is never cut without a word."""

from __future__ import annotations

import pytest

from motcua.documents.spreadsheets import CUT, LONGEST_CELL, cell_words


@pytest.mark.parametrize("letter", ["a", "ữ", "\U0001f600"])
def test_what_does_not_fit_is_cut_with_a_note(letter: str) -> None:
    units = len(letter.encode("utf-16-le")) // 2
    most = LONGEST_CELL // units
    assert cell_words(letter * most) == letter * most
    cut = cell_words(letter * (most + 1))
    assert cut.endswith(CUT) and cut.startswith(letter * (most - 100))
    assert LONGEST_CELL - 1 <= len(cut.encode("utf-16-le")) // 2 <= LONGEST_CELL
