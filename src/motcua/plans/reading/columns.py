# SPDX-License-Identifier: EUPL-1.2
"""What the columns of a table hold: told by their names, or by what stands in them where the names say nothing."""

from __future__ import annotations

import re
from functools import lru_cache

from motcua.plans.reading import actors
from motcua.plans.reading.dates import plain, span_of
from motcua.plans.reading.keys import alike, key, place_of

_NAMES: dict[str, tuple[str, ...]] = {
    "number": ("stt", "tt", "so tt", "so thu tu", "ma so", "ma nhiem vu"),
    "content": (
        "noi dung cong viec", "noi dung nhiem vu", "nhiem vu", "noi dung", "ten nhiem vu", "nhiem vu cu the",
        "cong viec", "noi dung thuc hien", "nhiem vu giai phap", "noi dung hoat dong", "hoat dong",
        "nhiem vu trong tam", "viec phai lam", "cong viec cu the",
    ),
    "lead": (
        "don vi chu tri", "co quan chu tri", "chu tri", "don vi thuc hien", "co quan thuc hien",
        "bo phan chu tri", "phan cong thuc hien", "bo phan thuc hien", "nguoi thuc hien",
        "don vi chu tri thuc hien", "trach nhiem thuc hien", "chiu trach nhiem", "chiu trach nhiem chinh",
        "nguoi chiu trach nhiem", "nguoi phu trach", "phu trach", "dau moi", "co quan dau moi",
        "don vi dau moi",
    ),
    "help": (
        "don vi phoi hop", "co quan phoi hop", "phoi hop", "don vi phoi hop thuc hien", "bo phan phoi hop",
        "cung thuc hien", "tham gia", "don vi tham gia",
    ),
    "start": (
        "bat dau", "thoi gian bat dau", "ngay bat dau", "tu ngay",
    ),
    "due": (
        "ket thuc", "hoan thanh", "thoi gian ket thuc", "ngay hoan thanh", "thoi han", "den ngay",
        "thoi han hoan thanh", "moc hoan thanh", "moc thoi gian",
    ),
    "time": (
        "thoi gian", "thoi gian thuc hien", "thoi gian hoan thanh", "tien do", "tien do thuc hien",
    ),
    "product": (
        "san pham", "ket qua", "dau ra", "san pham dau ra", "san pham du kien", "ket qua du kien",
        "ket qua san pham", "san pham ket qua",
    ),
    "note": ("ghi chu", "lanh dao chi dao", "kinh phi", "lanh dao phu trach"),
}  # fmt: skip
_WORDS: tuple[tuple[str, str], ...] = (
    ("bat dau", "start"), ("ket thuc", "due"), ("chu tri", "lead"), ("phoi hop", "help"), ("san pham", "product"),
    ("ket qua", "product"), ("phan cong", "lead"), ("thoi gian", "time"), ("thoi han", "time"), ("tien do", "time"),
    ("hoan thanh", "due"), ("nhiem vu", "content"), ("cong viec", "content"), ("noi dung", "content"),
    ("thuc hien", "lead"), ("ghi chu", "note"),
)  # fmt: skip
"""What a longer name of a column is about, by the first of these words that it holds."""

_LEAST = 80
_MOST_IN_HEAD = 9
_FEWEST_ROWS = 3
_FEWEST_CELLS = 4
_MOST_LOOKED_AT = 40
_MOSTLY = 0.6
_BELOW = {"start", "due", "lead", "help", "time"}
_TIME_ONLY = re.compile(
    r"^\W*(?:thuong|trong|quy|thang|hang|dinh ky|truoc|cham|ca nam|nam|tu|den|ngay|hoan thanh|xong|het|\d)"
)
DITTO = "〃"
"""Stands in a row for a cell that spans it together with the row above."""


Cells = tuple[list[str], list[str], int, float]
"""One row: its cells as they stood, as restored, its line number, how clear it is."""


def columns_of(cells: list[str], raw: list[str] | None = None) -> dict[int, str]:
    """What each column holds, when this row is the head of a table of tasks; empty for any other row."""
    found = _by_name(cells, raw)
    named = [kind for kind in found.values() if kind not in {"note", "number"}]
    enough = (
        "content" in named and len(set(named)) >= 2 and 2 * len(found) >= len([one for one in cells if one])
    )
    return found if enough else {}


def _by_name(cells: list[str], raw: list[str] | None = None) -> dict[int, str]:
    found: dict[int, str] = {}
    for at, cell in enumerate(cells):
        kinds = [kind_of(told) for told in (cell, raw[at] if raw and at < len(raw) else "")]
        if kind := next((one for one in kinds if one), ""):
            # Of two columns with the same name the later one is what comes of it, or one below a common name.
            found[at] = kind
    return found


def head_columns(at: int, rows: list[Cells]) -> dict[int, str]:
    """The columns when row `at` is the head of a table of tasks; empty for any other row.

    Columns whose names say nothing are told by what stands below them: units, times; the longest words are the duty.
    """
    raw, text, *_ = rows[at]
    named = columns_of(text, raw)
    found = named or _by_name(text, raw)
    begun = len(text) >= _FEWEST_CELLS and {"number", "content"} & set(found.values())
    if not named and not begun:
        return {}
    below = [row[1] for row in rows[at + 1 : at + 1 + _MOST_LOOKED_AT] if len(row[1]) > 2]
    if len(below) < _FEWEST_ROWS or second_head(below[0], named, text):
        return named
    columns = {place: [row[place] for row in below if place < len(row)] for place in range(len(text))}
    for place, cells in columns.items():
        if place not in found and (kind := _guessed(cells, set(found.values()))):
            found[place] = kind
    if named:
        return found
    rest = [place for place in columns if place not in found]
    told = set(found.values())
    if "lead" not in told or not told & {"time", "due"} or not (rest or "content" in told):
        return {}
    if "content" in told:
        return found
    content = max(rest, key=lambda place: sum(map(len, columns[place])))
    product = next((place for place in reversed(rest) if place > content), None)
    return found | {content: "content"} | ({product: "product"} if product else {})


def _guessed(cells: list[str], known: set[str]) -> str:
    """What cells of a column say when most of them are units or times; empty for any other."""
    filled = [cell for cell in cells if cell.strip(f" {DITTO}")]
    if len(filled) < 2 or 3 * len(filled) < len(cells):
        return ""
    if _MOSTLY * len(filled) <= sum(actors.is_unit(cell) for cell in filled):
        return next((kind for kind in ("lead", "help") if kind not in known), "")
    times = sum(is_time(cell) for cell in filled)
    return "time" if _MOSTLY * len(filled) <= times and not {"time", "due"} & known else ""


@lru_cache(maxsize=4_000)
def kind_of(cell: str) -> str:
    """What a column of this name holds; empty when it is no name of one."""
    told = key(cell)
    if not told or len(told.split()) > _MOST_IN_HEAD:
        return ""
    score, kind = max((alike(name, told), kind) for kind, names in _NAMES.items() for name in names)
    if score >= _LEAST:
        return kind
    words = told.split()
    return next((kind for phrase, kind in _WORDS if place_of(phrase, words, 85) >= 0), "")


def second_head(cells: list[str], columns: dict[int, str], above: list[str]) -> dict[int, str]:
    """The columns when a row below the head names the parts of one of them; empty for any other row.

    `above` is the head: where it has empty cells behind a wide one, the parts stand in their own columns.
    """
    filled = {at: kind_of(cell) for at, cell in enumerate(cells) if cell.strip(f" {DITTO}")}
    if len(filled) < 2 or len(filled) > 4 or not set(filled.values()) <= _BELOW:
        return {}
    first = min(filled)
    wide = [at for at in filled if at < len(above) and not above[at].strip()]
    if wide and all(at - 1 in filled for at in wide):
        return columns | filled
    if first > 0 and not any(columns.get(at) for at in filled if at != first):
        return columns | filled
    # A head whose wide cell was told once, or a row that tells its own cells alone: the parts stand under the column
    # of time (or of units), and move the others on.
    over = {"start", "due", "time"} if {"start", "due"} & set(filled.values()) else {"lead", "help"}
    at = (
        first
        if first and first in columns
        else next((one for one, kind in columns.items() if kind in over), None)
    )
    if at is None:
        return {}
    kinds = [filled[one] for one in sorted(filled)]
    moved = {one + (len(kinds) - 1 if one > at else 0): kind for one, kind in columns.items() if one != at}
    return moved | {at + offset: kind for offset, kind in enumerate(kinds)}


def is_time(value: str) -> bool:
    """Whether a cell says a time and nothing else."""
    if not value or len(value.split()) > 10 or actors.is_unit(value):
        return False
    span = span_of(value, value, 2000)
    return bool(span.due or span.recurrence) and _TIME_ONLY.match(plain(value)) is not None
