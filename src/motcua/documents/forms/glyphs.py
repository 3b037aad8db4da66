# SPDX-License-Identifier: EUPL-1.2
"""What the typeface can print.

PDF/A forbids missing glyphs, so one emoji in a name would keep a whole receipt from being printed. Characters that
the four faces do not all have are shown as an empty box; the data itself is never changed.
"""

import re
import struct
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

FONT_FOLDER = Path(__file__).parent / "fonts"
FACES = ("Tinos-Regular.ttf", "Tinos-Bold.ttf", "Tinos-Italic.ttf", "Tinos-BoldItalic.ttf")
BOX = "\u25a1"
# A word this long may be wider than its column: it gets places where a line may end.
LONG_WORD = re.compile(r"\S{41,}")
BREAK, BREAK_EVERY = "\u200b", 10
COPIED = frozenset({"qr", "sha256"})
"""Drawings and hashes: no breaks inside."""


def coverage(font: bytes) -> frozenset[int]:
    """Code points that a TrueType font maps to a glyph (its `cmap` subtable of format 4: the basic plane)."""
    tables = struct.unpack_from(">H", font, 4)[0]
    records = (struct.unpack_from(">4sLLL", font, 12 + 16 * i) for i in range(tables))
    start = next(offset for tag, _, offset, _ in records if tag == b"cmap")
    count = struct.unpack_from(">H", font, start + 2)[0]
    offsets = (struct.unpack_from(">HHL", font, start + 4 + 8 * i)[2] for i in range(count))
    table = next(start + o for o in offsets if struct.unpack_from(">H", font, start + o)[0] == 4)
    return _format_4(font, table)


def _format_4(font: bytes, table: int) -> frozenset[int]:
    segments = struct.unpack_from(">H", font, table + 6)[0] // 2
    ends = struct.unpack_from(f">{segments}H", font, table + 14)
    base = table + 16 + 2 * segments
    starts = struct.unpack_from(f">{segments}H", font, base)
    deltas = struct.unpack_from(f">{segments}H", font, base + 2 * segments)
    ranges_at = base + 4 * segments
    found = set()
    for i in range(segments):
        offset = struct.unpack_from(">H", font, ranges_at + 2 * i)[0]
        for code in range(starts[i], ends[i] + 1):
            glyph = code
            if offset:
                glyph = struct.unpack_from(">H", font, ranges_at + 2 * i + offset + 2 * (code - starts[i]))[0]
            if (glyph + deltas[i]) % 65536 and not (offset and glyph == 0):
                found.add(code)
    return frozenset(found - {0xFFFF})


@cache
def printable() -> frozenset[str]:
    """Characters that every face has, without controls and without marks that turn the direction of text."""
    common = frozenset.intersection(*(coverage((FONT_FOLDER / face).read_bytes()) for face in FACES))
    return frozenset(c for c in map(chr, common) if unicodedata.category(c) not in {"Cc", "Cf"}) | {"\n"}


def plain(text: str) -> str:
    """The text as it can be printed: composed letters, tabs as spaces, invisible marks dropped, the rest as a box."""
    allowed = printable()
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\t", " "))
    if not allowed.issuperset(composed):
        composed = "".join(c if c in allowed else "" if _invisible(c) else BOX for c in composed)
    return LONG_WORD.sub(_breakable, composed)


def plain_all(value: Any) -> Any:
    """A view in which every text can be printed; what stands under a name of `COPIED` is left as it is."""
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, dict):
        return {key: item if key in COPIED else plain_all(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain_all(item) for item in value]
    return value


def _breakable(match: re.Match[str]) -> str:
    word = match.group()
    return BREAK.join(word[i : i + BREAK_EVERY] for i in range(0, len(word), BREAK_EVERY))


def _invisible(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cf", "Mn"}
