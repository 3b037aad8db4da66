# SPDX-License-Identifier: EUPL-1.2
"""The QR code of a form as one outline, so that no hairlines show between its modules in any viewer."""

from functools import lru_cache

import segno


@lru_cache(maxsize=256)
def outline(content: str) -> tuple[int, tuple[tuple[int, int, int], ...]]:
    """Side in modules without quiet zone, and the dark runs (row, first column, length). Error correction M."""
    rows = [list(row) for row in segno.make(content, error="m", micro=False, boost_error=False).matrix]
    runs = []
    for y, row in enumerate(rows):
        x = 0
        while x < len(row):
            length = 0
            while x + length < len(row) and row[x + length]:
                length += 1
            if length:
                runs.append((y, x, length))
            x += length + 1
    return len(rows), tuple(runs)
