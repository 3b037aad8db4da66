# SPDX-License-Identifier: EUPL-1.2
"""Spreadsheets that come in: a set of criteria, or the scores of a unit. Every defect is named with its cell.

Only values are read, never formulas. A set comes in whole or not at all; of scores, the sound rows come in and the
others are told.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from motcua.errors import MotCuaError
from motcua.law.calendar_config import Confidence
from motcua.law.names import fold
from motcua.reform.acts.selfscoring import Said
from motcua.reform.errors import Problem, RuleBroken, SheetUnreadable, TreeBroken
from motcua.reform.rules import STYLE_NAMES, Style, number_of
from motcua.reform.scoring import Fact
from motcua.reform.tree import JUDGE_NAMES, Criterion, Judge, Level, Tree, criterion_of, problems_of

MOST_ROWS = 2000
_MOST_BYTES = 60 * 1024 * 1024
_HEAD_WITHIN = 20
_BROKEN = (zipfile.BadZipFile, zlib.error, SyntaxError, LookupError, TypeError, UnicodeDecodeError)
"""What the parts of a broken spreadsheet raise; XML that is none raises a SyntaxError."""

SET_COLUMNS: dict[str, str] = {
    "code": "Mã",
    "name": "Nội dung",
    "most": "Điểm tối đa",
    "style": "Cách chấm",
    "rule": "Tham số",
    "judge": "Ai chấm",
    "source": "Nguồn số liệu",
    "evidence": "Tài liệu kiểm chứng",
    "note": "Ghi chú",
    "confidence": "Chắc chắn về nội dung",
    "points_confidence": "Chắc chắn về điểm",
}
"""Columns of a set: what is kept, and the words above it."""

SCORE_COLUMNS: dict[str, str] = {
    "code": "Mã",
    "name": "Nội dung",
    "most": "Điểm tối đa",
    "value": "Giá trị",
    "part": "Tử số",
    "whole": "Mẫu số",
    "absent": "Không áp dụng",
    "note": "Ghi chú",
    "because": "Lý do",
}
"""Columns of the scores of a unit that are read back."""

SURE_NAMES: dict[Confidence, str] = {
    Confidence.VERIFIED: "đã kiểm chứng",
    Confidence.LIKELY: "có căn cứ",
    Confidence.UNCERTAIN: "chưa chắc chắn",
}
_YES = {"co": True, "x": True, "1": True, "khong": False, "0": False}


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its number and its cells by column word; `letters`: where each column stands."""

    number: int
    cells: Mapping[str, str]
    letters: Mapping[str, str]

    def at(self, name: str) -> str:
        """The address of a cell."""
        return f"{self.letters.get(name, 'A')}{self.number}"

    def __getitem__(self, name: str) -> str:
        return self.cells.get(name, "")


def read_set(content: bytes, *, title: str, level: Level, year: int, decision: str) -> Tree:
    """A set of criteria worth 100 points, from a spreadsheet.

    Raises `SheetUnreadable`, `TreeBroken` with every defective cell.
    """
    lines = list(_lines(content, SET_COLUMNS, ("code", "name", "most")))
    criteria, problems = [], []
    where: dict[str, Line] = {}
    for line in lines:
        where.setdefault(line["code"], line)
        try:
            criteria.append(_criterion(line))
        except CellBroken as broken:
            problems.append(broken.problem)
    tree = Tree(
        title.strip(),
        level,
        year,
        tuple(criteria),
        number_of("100"),
        decision.strip(),
        "",
        Confidence.VERIFIED,
    )
    if not problems:
        problems = [_placed(one, where) for one in problems_of(tree)]
    if problems:
        raise TreeBroken(problems)
    return tree


class CellBroken(MotCuaError):
    """A cell of a spreadsheet cannot be read. Gathered with the others, so nobody meets one alone."""

    code = "reform_cell_broken"

    def __init__(self, place: str, words: str) -> None:
        super().__init__(f"{place}: {words}.")
        self.problem = Problem(place, words)


def _placed(problem: Problem, where: Mapping[str, Line]) -> Problem:
    line = where.get(problem.place)
    if line is None:
        return problem
    return Problem(line.at(problem.about), f"{problem.place}: {problem.words}", problem.about)


def _criterion(line: Line) -> Criterion:
    row: dict[str, Any] = {name: line[name] for name in SET_COLUMNS if line[name]}
    row["style"] = _one_of(line, "style", STYLE_NAMES, Style.SUM)
    row["judge"] = _one_of(line, "judge", JUDGE_NAMES, Judge.UNIT)
    for name in ("confidence", "points_confidence"):
        row[name] = _one_of(line, name, SURE_NAMES, Confidence.VERIFIED)
    for name in ("code", "name", "most"):
        if not line[name]:
            raise CellBroken(line.at(name), f"chưa có {SET_COLUMNS[name].lower()}")
    try:
        number_of(line["most"])
    except RuleBroken as error:
        raise CellBroken(line.at("most"), error.message.rstrip(".")) from error
    try:
        return criterion_of(row)
    except RuleBroken as error:
        raise CellBroken(line.at("rule"), error.message.rstrip(".")) from error


def _one_of(line: Line, name: str, names: Mapping[Any, str], usual: Any) -> str:
    word = fold(line[name])
    if not word:
        return str(usual.value)
    for value, told in names.items():
        if word in (fold(told), value.value):
            return str(value.value)
    offered = ", ".join(f"“{told}”" for told in names.values())
    raise CellBroken(line.at(name), f"“{line[name][:40]}” không có trong: {offered}")


@dataclass(frozen=True, slots=True)
class Scores:
    """What a spreadsheet of scores says: the sound rows, and what is wrong with the others."""

    said: tuple[Said, ...]
    problems: tuple[Problem, ...]


def read_scores(content: bytes, tree: Tree) -> Scores:
    """Self-scores by criterion; rows without any value are left alone. Raises `SheetUnreadable`."""
    said, problems, seen = [], [], set()
    for line in _lines(content, SCORE_COLUMNS, ("code",)):
        code = line["code"]
        criterion = tree.criterion(code)
        filled = any(line[name] for name in ("value", "part", "whole", "absent"))
        if not filled or (criterion is not None and criterion.is_sum):
            continue
        if criterion is None:
            problems.append(Problem(line.at("code"), f"bộ tiêu chí không có mã {code[:40]}", "code"))
        elif code in seen:
            problems.append(Problem(line.at("code"), f"mã {code} xuất hiện hai lần", "code"))
        else:
            try:
                fact = _fact(line, criterion)
            except CellBroken as broken:
                problems.append(broken.problem)
            else:
                said.append(Said(code, fact, line["note"], line["because"]))
        seen.add(code)
    return Scores(tuple(said), tuple(problems))


def _fact(line: Line, criterion: Criterion) -> Fact:
    if line["absent"] and _yes(line, "absent"):
        return Fact(absent=True)
    match criterion.style:
        case Style.YES_NO:
            return Fact(yes=_yes(line, "value"))
        case Style.CHOICE:
            return Fact(choice=_option(line, criterion))
        case Style.POINTS:
            return Fact(points=_number(line, "value"))
    if criterion.style is Style.RATIO or criterion.rule.percent:
        part, whole = _number(line, "part"), _number(line, "whole")
        if part > whole:
            raise CellBroken(line.at("part"), "tử số lớn hơn mẫu số")
        return Fact(part=part, whole=whole)
    return Fact(number=_number(line, "value"))


def _yes(line: Line, name: str) -> bool:
    word = fold(line[name])
    if word not in _YES:
        raise CellBroken(line.at(name), f"“{line[name][:40]}” không phải “có” hoặc “không”")
    return _YES[word]


def _option(line: Line, criterion: Criterion) -> str:
    for words, _points in criterion.rule.options:
        if fold(words) == fold(line["value"]):
            return words
    offered = ", ".join(f"“{words}”" for words, _points in criterion.rule.options)
    raise CellBroken(line.at("value"), f"“{line['value'][:40]}” không có trong: {offered}")


def _number(line: Line, name: str) -> Fraction:
    if not line[name]:
        raise CellBroken(line.at(name), f"chưa có {SCORE_COLUMNS[name].lower()}")
    try:
        return number_of(line[name])
    except RuleBroken as error:
        raise CellBroken(line.at(name), error.message.rstrip(".")) from error


def _lines(content: bytes, columns: Mapping[str, str], needed: tuple[str, ...]) -> Iterator[Line]:
    """The rows below the headings of the first sheet."""
    rows = _rows(content)
    letters: dict[str, str] = {}
    for number, row in rows:
        letters = _letters(row, columns)
        if all(name in letters for name in needed) or number >= _HEAD_WITHIN:
            break
    if missing := [columns[name] for name in needed if name not in letters]:
        raise SheetUnreadable(
            f"Trang tính đầu tiên không có cột: {', '.join(missing)}.",
            hint="Hãy tải tệp mẫu, điền vào rồi nhập lại; tiêu đề cột nằm trong 20 dòng đầu.",
        )
    places = {name: _place(letter) for name, letter in letters.items()}
    for number, row in rows:
        cells = {name: row[place] if place < len(row) else "" for name, place in places.items()}
        if any(cells.values()):
            yield Line(number, cells, letters)


def _rows(content: bytes) -> Iterator[tuple[int, list[str]]]:
    from openpyxl import load_workbook  # ⚡ slow to load, and only a spreadsheet that comes in asks for it
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            if sum(part.file_size for part in parts.infolist()) > _MOST_BYTES:
                raise SheetUnreadable("Bảng tính quá lớn.", hint="Hãy chỉ giữ trang tính có dữ liệu.")
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    except (*_BROKEN, InvalidFileException, ValueError, OSError) as error:
        raise _no_spreadsheet() from error
    try:
        # A sheet is parsed while its rows are asked for: what is broken in it shows only here.
        for number, row in enumerate(book.worksheets[0].iter_rows(values_only=True), start=1):
            if number > MOST_ROWS:
                raise SheetUnreadable(f"Bảng tính có hơn {MOST_ROWS} dòng.", hint="Hãy xóa các dòng thừa.")
            yield number, [_text(value) for value in row]
    except _BROKEN as error:
        raise _no_spreadsheet() from error
    finally:
        book.close()


def _no_spreadsheet() -> SheetUnreadable:
    return SheetUnreadable(
        "Tệp không phải bảng tính XLSX.", hint="Hãy lưu lại dưới dạng Excel Workbook (.xlsx)."
    )


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, float):
        return f"{value:.6f}".rstrip("0").rstrip(".")
    return str(value).strip()


def _letters(row: list[str], columns: Mapping[str, str]) -> dict[str, str]:
    from openpyxl.utils import get_column_letter

    wanted = {fold(words): name for name, words in columns.items()}
    return {
        wanted[fold(cell)]: get_column_letter(place)
        for place, cell in enumerate(row, start=1)
        if fold(cell) in wanted
    }


def _place(letter: str) -> int:
    place = 0
    for sign in letter:
        place = 26 * place + ord(sign) - ord("A") + 1
    return place - 1
