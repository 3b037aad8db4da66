# SPDX-License-Identifier: EUPL-1.2
"""The QR code of a form as one outline, so that no hairlines show between its modules in any viewer."""

from functools import lru_cache
from typing import Final

QUIET_ZONE: Final = 4  # modules of white around the code (ISO/IEC 18004)


def runs(content: str) -> tuple[int, tuple[tuple[int, int, int], ...]]:
    """Side in modules without quiet zone, and the dark runs (row, first column, length). Error correction M."""
    import segno  # ⚡ a tenth of a second that only a form needs

    rows = [list(row) for row in segno.make(content, error="m", micro=False, boost_error=False).matrix]
    found = []
    for y, row in enumerate(rows):
        x = 0
        while x < len(row):
            length = 0
            while x + length < len(row) and row[x + length]:
                length += 1
            if length:
                found.append((y, x, length))
            x += length + 1
    return len(rows), tuple(found)


@lru_cache(maxsize=256)
def svg(content: str) -> str:
    """The code as an SVG picture of one path, quiet zone included.

    ⚡ The typesetter draws one picture eight times faster than a thousand lines of its own.
    """
    side, found = runs(content)
    whole = side + 2 * QUIET_ZONE
    path = "".join(f"M{x + QUIET_ZONE} {y + QUIET_ZONE}h{n}v1h-{n}z" for y, x, n in found)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {whole} {whole}"><path d="{path}"/></svg>'
