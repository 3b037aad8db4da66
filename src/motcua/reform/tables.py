# SPDX-License-Identifier: EUPL-1.2
"""Spreadsheets that go out: a set of criteria, the sheet of a unit, the ranking of a round. They can be read back."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from fractions import Fraction

from motcua.documents.spreadsheets import cell_words
from motcua.reform.models import ReformAssessment, ReformScore, SheetState
from motcua.reform.rules import STYLE_NAMES, Style
from motcua.reform.scoring import Fact, fact_of
from motcua.reform.sheets import SCORE_COLUMNS, SET_COLUMNS, SURE_NAMES
from motcua.reform.summing import fraction
from motcua.reform.tree import JUDGE_NAMES, Criterion, Tree

_FONT = {"font_name": "Times New Roman", "font_size": 12, "valign": "top"}
_WIDTHS = {"code": 10, "name": 60, "evidence": 40, "note": 40, "rule": 30, "because": 40, "source": 18}
_MORE = ("Điểm tự chấm", "Điểm thẩm định", "Lý do thẩm định", "Điểm bị mất", "Nguyên nhân")

Cell = str | Fraction | None


def set_table(tree: Tree) -> bytes:
    """A set of criteria, as `sheets.read_set` reads it."""
    told = [tree.title, f"Năm {tree.year}", tree.decision]
    rows = [_criterion(one) for one in tree.criteria]
    return _book([line for line in told if line], list(SET_COLUMNS), list(SET_COLUMNS.values()), rows)


def _criterion(one: Criterion) -> list[Cell]:
    return [
        *(one.code, one.name, one.most),
        "" if one.is_sum else STYLE_NAMES[one.style],
        one.rule_words,
        "" if one.is_sum else JUDGE_NAMES[one.judge],
        *(one.source, one.evidence, one.note),
        SURE_NAMES[one.confidence],
        SURE_NAMES[one.points_confidence],
    ]


def score_table(sheet: ReformAssessment, tree: Tree, scores: Iterable[ReformScore]) -> bytes:
    """The sheet of a unit, as `sheets.read_scores` reads it, with what came of it beside."""
    held = {one.code: one for one in scores}
    rows = [_scored(one, held.get(one.code)) for one in tree.criteria]
    told = [tree.title, sheet.unit.name, f"Năm {tree.year} – {SheetState(sheet.state).label}"]
    return _book(told, list(SCORE_COLUMNS), [*SCORE_COLUMNS.values(), *_MORE], rows)


def _scored(one: Criterion, score: ReformScore | None) -> list[Cell]:
    if score is None:
        return [one.code, one.name, one.most]
    fact = fact_of(score.self_fact or {})
    given = score.appraised_points if score.appraised_points is not None else score.self_points
    return [
        *(one.code, one.name, one.most),
        value_told(one, fact),
        *(fact.part, fact.whole),
        "có" if fact.absent else "",
        *(score.note, score.because),
        *(fraction(score.self_points), fraction(score.appraised_points), score.reason),
        None if given is None else one.most - Fraction(given),
        score.get_cause_display() if score.cause else "",
    ]


def value_told(one: Criterion, fact: Fact) -> Cell:
    """What stands under “Giá trị”: nothing for shares, which have two columns of their own."""
    match one.style:
        case Style.YES_NO:
            return "" if fact.yes is None else ("có" if fact.yes else "không")
        case Style.CHOICE:
            return fact.choice
        case Style.POINTS:
            return fact.points
    return fact.number


def ranking_table(title: str, head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """The units of a round, best first."""
    return _book([title], ["code", "name"], head, rows)


def _book(
    told: Sequence[str], names: Sequence[str], head: Sequence[str], rows: Iterable[Sequence[Cell]]
) -> bytes:
    """Values only, no formulas; lines that say what it is, the head, the rows."""
    import xlsxwriter  # ⚡ slow to load, and no page asks for it

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        page = book.add_worksheet("Chỉ số CCHC")
        plain_words = book.add_format({**_FONT, "text_wrap": True, "border": 1})
        strong = book.add_format({**_FONT, "bold": True, "text_wrap": True, "border": 1})
        for place, line in enumerate(told):
            page.write_string(place, 0, line, book.add_format({**_FONT, "bold": place == 0}))
        top = len(told)
        for column, word in enumerate(head):
            page.write_string(top, column, word, strong)
            name = names[column] if column < len(names) else ""
            page.set_column(column, column, _WIDTHS.get(name, 14))
        page.freeze_panes(top + 1, 2)
        for place, row in enumerate(rows, start=top + 1):
            for column, value in enumerate(row):
                if isinstance(value, Fraction):
                    page.write_number(place, column, float(value), plain_words)
                else:
                    page.write_string(place, column, cell_words(value or ""), plain_words)
    return out.getvalue()
