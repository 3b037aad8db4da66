# SPDX-License-Identifier: EUPL-1.2
"""Rows of whole numbers from the database straight into arrays.

⚡ The database packs each column into one value in its binary form, so a million rows become arrays without a Python
object for any of them, and in one answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from django.db import connection

from motcua.risks.stretches import Ints

_HEAD = 20  # dimensions, whether there are nulls, type, length, lowest index
_ELEMENT = np.dtype([("size", ">i4"), ("value", ">i8")])


def read_numbers(
    statement: str, parameters: Sequence[Any] | Mapping[str, Any], columns: Sequence[str]
) -> dict[str, Ints]:
    """The columns of a statement whose columns are all `bigint` and never null, in the order of its rows.

    Raises ValueError when a column is not of that kind.
    """
    names = [f"c{number}" for number in range(len(columns))]
    packed = ", ".join(f"array_send(array_agg({name}))" for name in names)
    with connection.cursor() as cursor:
        cursor.execute(f"select {packed} from ({statement}) rows ({', '.join(names)})", parameters)  # noqa: S608  a statement of our own
        row: tuple[bytes | memoryview | None, ...] = cursor.fetchone() or (None,) * len(columns)
    return {name: _numbers(value) for name, value in zip(columns, row, strict=True)}


def _numbers(packed: bytes | memoryview | None) -> Ints:
    if packed is None:  # no rows
        return np.zeros(0, np.int64)
    body = memoryview(packed)[_HEAD:]
    if len(body) % _ELEMENT.itemsize:
        raise ValueError("a column is null or no bigint")
    elements: npt.NDArray[Any] = np.frombuffer(body, _ELEMENT)
    if not (elements["size"] == 8).all():
        raise ValueError("a column is null or no bigint")
    return elements["value"].astype(np.int64)
