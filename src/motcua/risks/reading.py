# SPDX-License-Identifier: EUPL-1.2
"""Rows of whole numbers from the database straight into arrays.

⚡ The binary form of COPY has rows of one fixed width when no column is null, so a million rows become arrays without
a Python object for any of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from django.db import connection

from motcua.risks.stretches import Ints

_HEAD = 19  # signature, flags, length of the extension
_TAIL = 2


def read_numbers(
    statement: str, parameters: Sequence[Any] | Mapping[str, Any], columns: Sequence[str]
) -> dict[str, Ints]:
    """The columns of a statement whose columns are all `bigint` and never null.

    Raises ValueError when a row is not of that form.
    """
    with connection.cursor() as cursor:
        copy = f"copy ({statement}) to stdout (format binary)"  # values go as parameters
        with cursor.cursor.copy(copy, parameters) as rows:
            data = b"".join(rows)
    body = memoryview(data)[_HEAD : len(data) - _TAIL]
    row: list[tuple[str, str]] = [("columns", ">i2")]
    for name in columns:
        row += [(f"{name}_size", ">i4"), (name, ">i8")]
    if len(body) % np.dtype(row).itemsize:
        raise ValueError("a column is null or no bigint")
    table: npt.NDArray[Any] = np.frombuffer(body, np.dtype(row))
    if table.size and not all((table[f"{name}_size"] == 8).all() for name in columns):
        raise ValueError("a column is null or no bigint")
    return {name: table[name].astype(np.int64) for name in columns}
