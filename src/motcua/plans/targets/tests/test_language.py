# SPDX-License-Identifier: EUPL-1.2
"""Sentences about targets: read, printed, read again; and what is said about those that cannot be read."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.law.judging import Policy
from motcua.plans.targets import errors
from motcua.plans.targets.language import read
from motcua.plans.targets.measures import MEASURES, POINTS_OF_PERCENT, Kind
from motcua.plans.targets.printing import said
from motcua.plans.targets.values import (
    Change,
    Expression,
    OnlineLevel,
    Op,
    Period,
    Scope,
    Span,
    Wanted,
    Where,
)

AT_LEAST_98 = Wanted(Op.AT_LEAST, Decimal(98), "%")


def test_a_sentence_of_every_part() -> None:
    told = (
        "tỷ lệ hồ sơ giải quyết đúng hạn của UBND xã Thanh Miện, lĩnh vực đất đai, hộ tịch, thủ tục 1.001193, "
        "kênh trực tuyến, mức toàn trình, tính theo thời điểm, quý III năm 2026 ≥ 98,5 %"
    )
    assert read(told) == Expression(
        "in_time",
        Wanted(Op.AT_LEAST, Decimal("98.5"), "%"),
        scope=Scope(Where.NAMED, "UBND xã Thanh Miện"),
        fields=("đất đai", "hộ tịch"),
        procedures=("1.001193",),
        channel="online",
        level=OnlineLevel.FULL,
        policy="instant",
        period=Period(Span.QUARTER, 2026, 3),
    )
    assert said(read(told)) == told


@pytest.mark.parametrize(
    "told",
    [
        "TY LE HO SO DUNG HAN cua xa Thanh Mien nam 2026 it nhat 98%",
        "tỷ lệ hồ sơ đúng hạn, năm 2026, của xã Thanh Miện từ 98 % trở lên",
        "tỷ lệ giải quyết đúng hạn của “xã Thanh Miện”, lũy kế năm 2026 tối thiểu 98,0 %.",
    ],
)
def test_order_marks_and_capitals_do_not_matter(told: str) -> None:
    expression = read(told)
    assert expression.wanted == AT_LEAST_98
    assert expression.period == Period(Span.YEAR, 2026)
    assert expression.scope.where is Where.NAMED


@pytest.mark.parametrize(
    ("told", "where", "name"),
    [
        ("của đơn vị này", Where.HERE, ""),
        ("của các xã trực thuộc", Where.COMMUNES, ""),
        ("của các xã, phường trực thuộc tỉnh Hưng Yên", Where.COMMUNES, "tỉnh Hưng Yên"),
        ("của từng xã trực thuộc", Where.EACH_COMMUNE, ""),
        ("của các đơn vị trực thuộc Sở Xây dựng", Where.BELOW, "Sở Xây dựng"),
        ("của mỗi đơn vị trực thuộc", Where.EACH_BELOW, ""),
        ("của “Phòng Kiểm soát thủ tục, của tỉnh”", Where.NAMED, "Phòng Kiểm soát thủ tục, của tỉnh"),
    ],
)
def test_places(told: str, where: Where, name: str) -> None:
    assert read(f"tỷ lệ hồ sơ đúng hạn {told}, năm nay ≥ 98 %").scope == Scope(where, name)


@pytest.mark.parametrize(
    ("told", "period"),
    [
        ("tuần này", Period(Span.THIS_WEEK)),
        ("tháng này theo lịch", Period(Span.THIS_MONTH, civil=True)),
        ("tháng 3 năm 2026", Period(Span.MONTH, 2026, 3)),
        ("tháng 12/2026 theo lịch", Period(Span.MONTH, 2026, 12, civil=True)),
        ("quý 4/2026", Period(Span.QUARTER, 2026, 4)),
        ("quý này", Period(Span.THIS_QUARTER)),
        ("sáu tháng đầu năm 2026", Period(Span.HALF_YEAR, 2026)),
        ("chín tháng năm 2026", Period(Span.NINE_MONTHS, 2026)),
        ("lũy kế từ đầu năm", Period(Span.SO_FAR)),
        (
            "từ 01/02/2026 đến ngày 30/6/2026",
            Period(Span.DAYS, first=dt.date(2026, 2, 1), last=dt.date(2026, 6, 30)),
        ),
    ],
)
def test_periods(told: str, period: Period) -> None:
    assert read(f"số hồ sơ đang quá hạn, {told} = 0 hồ sơ").period == period


def test_what_is_reported_by_hand_stands_in_quotation_marks() -> None:
    expression = read("“Tỷ lệ giải ngân vốn đầu tư công, kể cả vốn kéo dài” của xã A, năm 2026 > 70 %")
    assert expression.by_hand
    assert expression.told == "Tỷ lệ giải ngân vốn đầu tư công, kể cả vốn kéo dài"
    assert expression.wanted == Wanted(Op.MORE, Decimal(70), "%")
    assert read("“Số sáng kiến cải cách hành chính”, năm 2026 ≥ 3 sáng kiến").wanted.unit == "sáng kiến"


def test_growth_is_told_in_points_of_percent() -> None:
    told = "mức tăng tỷ lệ kết quả điện tử, năm 2026 so với cùng kỳ năm trước ≥ 20 điểm %"
    assert read(told).change is Change.GROWTH
    assert said(read(told)) == told
    with pytest.raises(errors.UnitUnfit, match="điểm %"):
        read("mức tăng tỷ lệ kết quả điện tử, năm 2026 ≥ 20 %")


@pytest.mark.parametrize(
    ("told", "error", "offered"),
    [
        ("tỷ lệ hồ sơ đún hạng của xã A ≥ 98 %", errors.MeasureUnknown, "tỷ lệ hồ sơ giải quyết đúng hạn"),
        ("≥ 98 %", errors.MeasureUnknown, "“việc báo cáo tay”"),
        ("chỉ số phúc lợi, năm 2026 ≥ 9 điểm", errors.MeasureUnknown, "chỉ số 2.1"),
        ("tỷ lệ hồ sơ đúng hạn, năm 2026", errors.ComparisonMissing, "≥ 98 %"),
        ("tỷ lệ hồ sơ đúng hạn, năm nay", errors.NumberMissing, "≥ 98 %"),
        ("tỷ lệ hồ sơ đúng hạn năm 2026 khoảng 98 %", errors.ComparisonMissing, "≥ 98 %"),
        ("tỷ lệ hồ sơ đúng hạn rất cao, năm 2026 ≥ 98 %", errors.ClauseUnknown, "lĩnh vực đất đai"),
        ("tỷ lệ hồ sơ đúng hạn, kênh bồ câu, năm 2026 ≥ 98 %", errors.ClauseUnknown, "kênh trực tuyến"),
        (
            "tỷ lệ hồ sơ đúng hạn, lĩnh vực đất đai, kênh bồ câu ≥ 98 %",
            errors.ClauseUnknown,
            "kênh trực tuyến",
        ),
        ("tỷ lệ hồ sơ đúng hạn, năm 2026, năm 2025 ≥ 98 %", errors.SaidTwice, ""),
        ("tỷ lệ hồ sơ đúng hạn của xã A của xã B ≥ 98 %", errors.SaidTwice, ""),
        ("tỷ lệ hồ sơ đúng hạn, tháng 13/2026 ≥ 98 %", errors.PeriodUnknown, "năm 2026"),
        ("tỷ lệ hồ sơ đúng hạn, năm 0000 ≥ 98 %", errors.PeriodUnknown, "năm 2026"),
        ("số lớp tập huấn, năm 9999 ≥ 2 lớp", errors.PeriodUnknown, "năm 2026"),
        ("tỷ lệ hồ sơ đúng hạn, từ 01/01/0001 đến 01/03/2026 ≥ 98 %", errors.PeriodUnknown, "năm 2026"),
        ("tỷ lệ hồ sơ đúng hạn, từ 31/02/2026 đến 01/03/2026 ≥ 98 %", errors.PeriodUnknown, "năm 2026"),
        ("tỷ lệ hồ sơ đúng hạn, từ 02/03/2026 đến 01/03/2026 ≥ 98 %", errors.PeriodUnknown, ""),
        ("tỷ lệ hồ sơ đúng hạn, năm 2026 ≥ 98 hồ sơ", errors.UnitUnfit, "≥ 98 %"),
        ("tỷ lệ hồ sơ đúng hạn, năm 2026 ≥ 98", errors.UnitUnfit, "≥ 98 %"),
        ("tỷ lệ hồ sơ đúng hạn, năm 2026 ≥ 980 %", errors.UnitUnfit, "≥ 98 %"),
        ("tỷ lệ hồ sơ đúng hạn của , năm 2026 ≥ 98 %", errors.PlaceUnknown, "các xã trực thuộc"),
        ("tỷ lệ hồ sơ đúng hạn, lĩnh vực , năm 2026 ≥ 98 %", errors.SubjectUnknown, "đất đai"),
        ("tỷ lệ hồ sơ đúng hạn của “xã A, năm 2026 ≥ 98 %", errors.ClauseUnknown, ""),
        ("tỷ lệ hồ sơ đúng hạn, năm 2026 so với cùng kỳ ≥ 98 %", errors.ClauseUnknown, ""),
        ("tỷ lệ hồ sơ đúng hạn " + "x" * 700, errors.TargetRefused, ""),
    ],
)
def test_what_cannot_be_read_says_what_could_stand_there(
    told: str, error: type[errors.TargetRefused], offered: str
) -> None:
    with pytest.raises(error) as refused:
        read(told)
    assert refused.value.message
    assert refused.value.hint
    if offered:
        assert offered in refused.value.hint


_NAMES = (
    st.text(
        st.sampled_from("aăâbcdđeêghiklmnoôơpqrstuưvxy ÁẠẾỘ1205,.-()=<từ đến năm"), min_size=1, max_size=40
    )
    .map(lambda text: " ".join(text.split()).strip(" ,."))
    .filter(bool)
)
_YEARS = st.integers(2018, 2035)
_DAYS = st.dates(dt.date(2018, 1, 1), dt.date(2035, 12, 31))
_PERIODS = st.one_of(
    st.builds(
        Period,
        st.sampled_from([Span.THIS_WEEK, Span.THIS_MONTH, Span.THIS_QUARTER, Span.THIS_YEAR, Span.SO_FAR]),
        civil=st.booleans(),
    ),
    st.builds(Period, st.just(Span.MONTH), _YEARS, st.integers(1, 12), st.booleans()),
    st.builds(Period, st.just(Span.QUARTER), _YEARS, st.integers(1, 4), st.booleans()),
    st.builds(
        Period, st.sampled_from([Span.HALF_YEAR, Span.NINE_MONTHS, Span.YEAR]), _YEARS, civil=st.booleans()
    ),
    st.tuples(_DAYS, _DAYS).map(lambda two: Period(Span.DAYS, first=min(two), last=max(two))),
)
_SCOPES = st.one_of(
    st.just(Scope()),
    st.builds(Scope, st.just(Where.NAMED), _NAMES),
    st.builds(
        Scope,
        st.sampled_from([Where.COMMUNES, Where.BELOW, Where.EACH_COMMUNE, Where.EACH_BELOW]),
        st.just("") | _NAMES,
    ),
)


@st.composite
def _expressions(draw: st.DrawFn) -> Expression:
    by_hand = draw(st.booleans())
    measure = draw(st.sampled_from(MEASURES))
    change = draw(st.sampled_from(list(Change))) if not by_hand else Change.NONE
    unit = draw(st.sampled_from(["", "%", "sáng kiến", "lớp tập huấn"] if by_hand else list(measure.units)))
    if not by_hand and change and measure.kind is Kind.SHARE:
        unit = POINTS_OF_PERCENT
    most = 100 if unit == "%" else 5_000_000
    value = draw(st.decimals(0, most, places=draw(st.integers(0, 4)), allow_nan=False))
    return Expression(
        "" if by_hand else measure.code,
        Wanted(draw(st.sampled_from(list(Op))), value, unit),
        told=draw(_NAMES) if by_hand else "",
        code=draw(st.sampled_from(["2.1", "4.5a"])) if not by_hand and measure.code == "indicator" else "",
        change=change,
        scope=draw(_SCOPES),
        fields=tuple(draw(st.lists(_NAMES, max_size=3, unique=True))),
        procedures=tuple(draw(st.lists(st.sampled_from(["1.001193", "2.000635"]), max_size=2, unique=True))),
        channel=draw(st.sampled_from(["", "online", "counter", "post"])),
        level=draw(st.sampled_from([None, *OnlineLevel])),
        period=draw(_PERIODS),
        policy=draw(st.sampled_from(["", *(one.value for one in Policy)])),
    )


@given(_expressions())
def test_what_is_printed_is_read_again(expression: Expression) -> None:
    assert read(said(expression)) == expression
    assert said(read(said(expression))) == said(expression)


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_by_name(told: str) -> None:
    try:
        expression = read(told)
    except errors.TargetRefused as refused:
        assert refused.message
    else:
        assert read(said(expression)) == expression


@given(st.sampled_from(list(Op)), st.integers(0, 200), st.integers(1, 200))
def test_comparisons_are_exact(op: Op, part: int, whole: int) -> None:
    value = Fraction(100 * part, whole)
    wanted = Wanted(op, Decimal(50), "%")
    expected = {
        Op.AT_LEAST: value >= 50,
        Op.MORE: value > 50,
        Op.EQUAL: value >= 50,
        Op.AT_MOST: value <= 50,
        Op.LESS: value < 50,
    }
    assert wanted.reached_by(value) is expected[op]
