# SPDX-License-Identifier: EUPL-1.2
"""Index and rankings as templates tell them: words, bars, addresses; nothing left to reckon."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.law.calendar_config import Confidence
from motcua.law.officer_score import INDICATOR_NAMES, Indicator
from motcua.law.report_windows import window_named
from motcua.law.service_index import FORMULA, GROUP_NAMES, Group
from motcua.scores.index import Line, UnitIndex
from motcua.scores.models import Publication
from motcua.scores.rankings import OPENS, Scored
from motcua.web.scores.choosing import Asked
from motcua.web.statistics.bars import Part, bar
from motcua.web.statistics.links import figure_url
from motcua.web.statistics.shown import Figure, figure_of
from motcua.web.statistics.words import measure_name, number_words, share_words, window_name
from motcua.web.wording import tr

SURE: Final = {
    Confidence.VERIFIED: "",
    Confidence.LIKELY: gettext_lazy("cách tính có căn cứ, chưa đối chiếu"),
    Confidence.UNCERTAIN: gettext_lazy("điểm chưa chắc chắn"),
}
"""What stands beside an indicator that is not confirmed."""


@dataclass(frozen=True, slots=True)
class IndicatorShown:
    """One indicator of the index in words."""

    code: str
    name: str
    formula: str
    bar: SafeString | None
    part: str
    rate: str
    target: str
    points: str
    missing: str
    reached: bool
    figures: Sequence[Figure]
    sure: Any
    note: Any
    lacks: Any
    procedures: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class GroupShown:
    """A group with its indicators; `points` of what could be had."""

    name: str
    points: str
    lines: Sequence[IndicatorShown]
    without: Sequence[IndicatorShown]


@dataclass(frozen=True, slots=True)
class UnitShown:
    """A unit in the comparison."""

    name: str
    url: str
    bar: SafeString
    scaled: str
    points: str
    band: str
    unit_id: int = 0


def groups_of(found: UnitIndex, *, opening: bool) -> list[GroupShown]:
    """The five groups. `opening`: whether the reader may open the dossiers behind the figures."""
    told = []
    for group in Group:
        lines = [line for line in found.lines if line.rule.group is group]
        gained = [line for line in lines if line.count is not None]
        points = sum((line.points for line in gained if line.points is not None), Fraction(0))
        most = sum((line.rule.most for line in gained), Fraction(0))
        told.append(
            GroupShown(
                tr(GROUP_NAMES[group]),
                f"{_points(points)}/{_points(most)}" if gained else "–",
                [_indicator(line, opening=opening) for line in gained],
                [_indicator(line, opening=False) for line in lines if line.count is None],
            )
        )
    return told


def _indicator(line: Line, *, opening: bool) -> IndicatorShown:
    rule, count = line.rule, line.count
    formula = _("%(part)s, chia cho %(whole)s") % {
        "part": tr(rule.numerator),
        "whole": tr(rule.denominator).lower(),
    }
    target = float(rule.target) if rule.target is not None else None
    drawn, part, rate, points, missing = None, "–", "–", "–", ""
    if count is not None:
        reached = not line.missing
        share = count.part / count.whole
        drawn = bar([Part("ended" if reached else "soon", share)], 1, mark=target)
        part = f"{number_words(count.part)}/{number_words(count.whole)}"
        rate = share_words(count.part, count.whole)
        points = f"{_points(line.points or Fraction(0))}/{_points(rule.most)}"
        missing = number_words(line.missing or 0)
    figures = (
        [
            figure_of(
                number,
                cell,
                _("Không nộp trực tuyến") if cell.question.channels else measure_name(cell.measure),
            )
            for cell, number in line.failing
            if number
        ]
        if opening
        else []
    )
    return IndicatorShown(
        rule.code,
        tr(rule.name),
        formula,
        drawn,
        part,
        rate,
        f"{number_words(100 * target)} %" if target is not None else "",
        points,
        missing,
        count is not None and not line.missing,
        figures,
        SURE[line.sure],
        line.source.note if count else "",
        "" if count else line.source.lacks,
        line.procedures if opening else (),
    )


def page_of(asked: Asked, found: UnitIndex, below: list[UnitIndex], *, opening: bool) -> dict[str, Any]:
    """The index of a unit and, beside it, those of the units below. `opening`: figures lead to their dossiers."""
    named = {one.pk: one for one in asked.named(one.unit_id for one in below)}
    addresses = {pk: asked.address(one) for pk, one in named.items() if pk != asked.unit.pk}
    return {
        "asked": asked,
        "found": found,
        "formula": FORMULA,
        "scaled": scaled_words(found.scaled),
        "total": units_of([found], {})[0],
        "groups": groups_of(found, opening=opening),
        "mean": minutes_words(found.mean_minutes),
        "units": units_of(below, addresses) if len(below) > 1 else [],
    }


def units_of(found: Iterable[UnitIndex], addresses: dict[int, str]) -> list[UnitShown]:
    """The comparison, best first. `addresses`: the page of each unit by id."""
    return [
        UnitShown(
            one.unit_name,
            addresses.get(one.unit_id, ""),
            bar([Part("ended", float(one.scaled or 0))], 100),
            scaled_words(one.scaled),
            f"{_points(one.index.total)}/{_points(one.index.possible)}" if one.index.possible else "–",
            tr(one.band) if one.band else "",
            one.unit_id,
        )
        for one in found
    ]


def trend_of(found: Iterable[tuple[str, Fraction | None]]) -> list[tuple[str, SafeString, str]]:
    """Months with their bars and scaled totals."""
    return [
        (f"{month[5:]}/{month[:4]}", bar([Part("ended", float(value or 0))], 100), scaled_words(value))
        for month, value in found
    ]


def scaled_words(value: Fraction | None) -> str:
    """`82,4`; `–` when nothing could be measured."""
    return "–" if value is None else number_words(float(value), 1)


def minutes_words(minutes: int | None) -> str:
    """Working minutes as hours; `–` when not known."""
    return "–" if minutes is None else _("%(hours)s giờ làm việc") % {"hours": number_words(minutes / 60, 1)}


SHORT: Final = {
    Indicator.TOTAL_TIME: gettext_lazy("Tổng thời gian"),
    Indicator.AGENCY_TIME: gettext_lazy("Từng cơ quan"),
    Indicator.CONTACTS: gettext_lazy("Bổ sung hồ sơ"),
    Indicator.AGENCIES: gettext_lazy("Số nơi phải đến"),
    Indicator.AT_THE_CENTRE: gettext_lazy("Tại Một cửa"),
    Indicator.PUBLICITY: gettext_lazy("Công khai"),
    Indicator.ATTITUDE: gettext_lazy("Thái độ"),
    Indicator.PETITIONS: gettext_lazy("Phản ánh"),
    Indicator.ONLINE: gettext_lazy("Trực tuyến"),
}
"""What stands above the column of an indicator; the full name stands below the table."""


@dataclass(frozen=True, slots=True)
class ColumnShown:
    """The column of an indicator: its number in the circular, short and full name."""

    number: int
    short: Any
    name: str


@dataclass(frozen=True, slots=True)
class PointsShown:
    """The score of one indicator, with the dossiers of 2, 1 and 0 points: number, and their list where it opens."""

    short: Any
    score: str
    dossiers: Sequence[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class RowShown:
    """One official, agency or field. `note`: the grade, or why there is none."""

    place: str
    name: str
    total: str
    most: int
    note: str
    dossiers: str
    scores: Sequence[PointsShown]


@dataclass(frozen=True, slots=True)
class TableShown:
    """A ranking in words, with a column for each indicator that anybody in it has."""

    columns: Sequence[ColumnShown]
    rows: Sequence[RowShown]


def table_of(
    rows: Sequence[Scored], indicators: Sequence[Indicator], *, opening: bool, graded: bool = True
) -> TableShown:
    """A ranking in words, with the lists of the points that open. `graded`: whether a grade is told or its lack."""
    had = [one for one in indicators if any(one in row.score.by_indicator for row in rows)]
    return TableShown(
        [ColumnShown(one.value, SHORT[one], tr(INDICATOR_NAMES[one])) for one in had],
        [_row(row, had, opening=opening, graded=graded) for row in rows],
    )


def _row(row: Scored, indicators: Sequence[Indicator], *, opening: bool, graded: bool) -> RowShown:
    return RowShown(
        str(row.place or "–"),
        row.name,
        decimal_words(row.score.total),
        row.score.most,
        grade_words(row.grade, row.place) if graded else "",
        number_words(row.dossiers),
        [_score(row, indicator, opening=opening) for indicator in indicators],
    )


def _score(row: Scored, indicator: Indicator, *, opening: bool) -> PointsShown:
    points = row.points.get(indicator, {})
    told = []
    if indicator in OPENS and any(points.values()):
        for gained in (2, 1, 0):
            cell = row.opens(indicator, gained)
            number = points.get(gained, 0)
            url = figure_url(cell) if cell and number and opening else ""
            told.append((_("%(points)s điểm:") % {"points": gained}, number_words(number), url))
    return PointsShown(SHORT[indicator], decimal_words(row.score.by_indicator.get(indicator)), told)


def grade_words(grade: str | None, place: int | None) -> str:
    """The grade, or why there is none: nothing settled, or too few indicators to tell."""
    if grade:
        return tr(grade)
    return _("chưa đủ chỉ số để xếp loại") if place else _("chỉ cho ý kiến, không xếp hạng")


@dataclass(frozen=True, slots=True)
class PublishedShown:
    """A published ranking in a list."""

    made: Publication
    period: str


def published_of(found: Iterable[Publication]) -> list[PublishedShown]:
    """Published rankings with their periods in words."""
    return [PublishedShown(one, window_name(window_named(one.period))) for one in found]


def decimal_words(value: Decimal | None) -> str:
    """A score with one decimal; `–` without one."""
    return "–" if value is None else number_words(float(value), 1)


def _points(value: Fraction) -> str:
    return number_words(float(value), 0 if value.denominator == 1 else 2)
