# SPDX-License-Identifier: EUPL-1.2
"""Whole numbers out of the database, exactly and in order."""

import pytest

from motcua.risks.reading import read_numbers


def test_numbers_come_in_order(db: None) -> None:
    found = read_numbers(
        "select n::bigint, -n::bigint * %s from generate_series(1, 5) n order by n desc", [2], ("a", "b")
    )
    assert found["a"].tolist() == [5, 4, 3, 2, 1]
    assert found["b"].tolist() == [-10, -8, -6, -4, -2]


def test_no_rows_are_no_numbers(db: None) -> None:
    assert read_numbers("select 1::bigint where false", [], ("a",))["a"].size == 0


@pytest.mark.parametrize("column", ["null::bigint", "1::int"])
def test_anything_else_is_refused(db: None, column: str) -> None:
    with pytest.raises(ValueError, match="bigint"):
        read_numbers(f"select {column}", [], ("a",))
