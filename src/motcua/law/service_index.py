# SPDX-License-Identifier: EUPL-1.2
"""The real-time service index of QĐ 766/QĐ-TTg (2022): indicators, points, and what is missing to the target.

A rate R is a numerator over a denominator. With a target t the points are the maximum from t on and `R × max ÷ t`
below it; without one `R × max`. Nothing to divide by gives no rate and no points, never zero: an indicator without
data is left out of what could be had, and named.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from motcua.errors import MotCuaError
from motcua.law.calendar_config import Confidence

FORMULA = "766/QĐ-TTg (2022)"
"""Name of the formula, printed beside every number: portal and local systems have differed."""


class Group(StrEnum):
    """The five groups."""

    PUBLICITY = "publicity"
    PROGRESS = "progress"
    ONLINE = "online"
    DIGITISATION = "digitisation"
    SATISFACTION = "satisfaction"


GROUP_NAMES: dict[Group, str] = {
    Group.PUBLICITY: "Công khai, minh bạch",
    Group.PROGRESS: "Tiến độ, kết quả giải quyết",
    Group.ONLINE: "Cung cấp dịch vụ công trực tuyến",
    Group.DIGITISATION: "Số hóa hồ sơ",
    Group.SATISFACTION: "Mức độ hài lòng",
}


@dataclass(frozen=True, slots=True)
class IndicatorRule:
    """One indicator. `numerator` and `denominator` say in words what is counted; `target` is a rate from 0 to 1.

    `confidence` speaks of the points: the split of the twelve points of online supply among 3.1 to 3.3 is uncertain.
    """

    code: str
    group: Group
    name: str
    numerator: str
    denominator: str
    most: Fraction
    target: Fraction | None = None
    confidence: Confidence = Confidence.VERIFIED


def _rule(
    code: str,
    group: Group,
    name: str,
    numerator: str,
    denominator: str,
    most: int,
    target: int | None = None,
    confidence: Confidence = Confidence.VERIFIED,
) -> IndicatorRule:
    share = None if target is None else Fraction(target, 100)
    return IndicatorRule(code, group, name, numerator, denominator, Fraction(most), share, confidence)


_U = Confidence.UNCERTAIN
RULES: tuple[IndicatorRule, ...] = (
    _rule(
        "1.1",
        Group.PUBLICITY,
        "Thủ tục công bố đúng hạn",
        "Thủ tục công bố đúng hạn",
        "Thủ tục phải công bố",
        6,
    ),
    _rule(
        "1.2",
        Group.PUBLICITY,
        "Cập nhật, công khai đúng hạn",
        "Thủ tục cập nhật, công khai đúng hạn sau quyết định công bố",
        "Thủ tục đã công bố",
        4,
    ),
    _rule(
        "1.3",
        Group.PUBLICITY,
        "Công khai đầy đủ nội dung",
        "Thủ tục công khai đủ các bộ phận cấu thành",
        "Thủ tục công khai",
        2,
    ),
    _rule("1.4", Group.PUBLICITY, "Đồng bộ hồ sơ", "Hồ sơ đã đồng bộ", "Hồ sơ phải đồng bộ", 6),
    _rule(
        "2.1",
        Group.PROGRESS,
        "Hồ sơ giải quyết đúng hạn",
        "Hồ sơ giải quyết đúng hạn",
        "Hồ sơ đã giải quyết và hồ sơ chưa giải quyết đã đến hạn",
        20,
    ),
    _rule(
        "3.1",
        Group.ONLINE,
        "Thủ tục có dịch vụ công trực tuyến",
        "Thủ tục cung cấp trực tuyến",
        "Thủ tục đủ điều kiện cung cấp trực tuyến",
        4,
        80,
        _U,
    ),
    _rule(
        "3.2",
        Group.ONLINE,
        "Dịch vụ công trực tuyến phát sinh hồ sơ",
        "Dịch vụ công trực tuyến có hồ sơ",
        "Dịch vụ công trực tuyến đang cung cấp",
        4,
        None,
        _U,
    ),
    _rule("3.3", Group.ONLINE, "Hồ sơ trực tuyến", "Hồ sơ nộp trực tuyến", "Hồ sơ đã tiếp nhận", 4, 50, _U),
    _rule(
        "3.5a",
        Group.ONLINE,
        "Thủ tục tích hợp thanh toán trực tuyến",
        "Thủ tục thanh toán được trực tuyến",
        "Thủ tục có nghĩa vụ tài chính",
        2,
        80,
    ),
    _rule(
        "3.5b",
        Group.ONLINE,
        "Thủ tục phát sinh giao dịch thanh toán trực tuyến",
        "Thủ tục có giao dịch",
        "Thủ tục thanh toán được trực tuyến",
        2,
        80,
    ),
    _rule(
        "3.6",
        Group.ONLINE,
        "Hồ sơ thanh toán trực tuyến",
        "Hồ sơ đã thanh toán trực tuyến",
        "Hồ sơ phải thanh toán",
        6,
    ),
    _rule(
        "4.1",
        Group.DIGITISATION,
        "Hồ sơ cấp kết quả điện tử",
        "Hồ sơ có kết quả điện tử",
        "Hồ sơ đã giải quyết",
        6,
    ),
    _rule(
        "4.2",
        Group.DIGITISATION,
        "Hồ sơ số hóa thành phần",
        "Hồ sơ có giấy tờ được số hóa",
        "Hồ sơ đã tiếp nhận",
        4,
        80,
    ),
    _rule(
        "4.3",
        Group.DIGITISATION,
        "Khai thác, sử dụng lại thông tin số hóa",
        "Hồ sơ sử dụng lại giấy tờ đã số hóa",
        "Hồ sơ đã tiếp nhận",
        2,
        80,
    ),
    _rule(
        "4.4",
        Group.DIGITISATION,
        "Kết quả đồng bộ kho dữ liệu cá nhân, tổ chức",
        "Kết quả đã đồng bộ",
        "Kết quả điện tử",
        4,
    ),
    _rule(
        "4.5a",
        Group.DIGITISATION,
        "Hồ sơ kết nối cơ sở dữ liệu dân cư",
        "Hồ sơ có tra cứu dữ liệu dân cư",
        "Hồ sơ của cá nhân",
        2,
    ),
    _rule(
        "4.5b",
        Group.DIGITISATION,
        "Thủ tục kết nối cơ sở dữ liệu dân cư",
        "Thủ tục có tra cứu dữ liệu dân cư",
        "Thủ tục có hồ sơ của cá nhân",
        2,
    ),
    _rule(
        "4.6",
        Group.DIGITISATION,
        "Chứng thực bản sao điện tử",
        "Đơn vị có bản sao điện tử được chứng thực",
        "Đơn vị có thẩm quyền chứng thực",
        2,
    ),
    _rule(
        "5.2",
        Group.SATISFACTION,
        "Phản ánh, kiến nghị trả lời đúng hạn",
        "Phản ánh, kiến nghị trả lời đúng hạn",
        "Phản ánh, kiến nghị phải trả lời",
        6,
    ),
    _rule(
        "5.3",
        Group.SATISFACTION,
        "Hài lòng về xử lý phản ánh, kiến nghị",
        "Người hài lòng",
        "Người đã đánh giá",
        6,
    ),
    _rule(
        "5.4",
        Group.SATISFACTION,
        "Hài lòng về giải quyết thủ tục",
        "Hồ sơ không trễ hạn và không bị phản ánh, chê",
        "Hồ sơ đã giải quyết",
        6,
        90,
    ),
)
"""All indicators that carry points; 2.2 (mean time) and 5.1 (kinds of petitions) are shown and carry none."""

MOST = sum((rule.most for rule in RULES), Fraction(0))
BANDS: tuple[tuple[int, str], ...] = (
    (90, "Xuất sắc"),
    (80, "Tốt"),
    (70, "Khá"),
    (50, "Trung bình"),
    (0, "Yếu"),
)
"""Bands that provinces commonly use; not in the decision itself."""


class CountRefused(MotCuaError, ValueError):
    """A count that cannot be: negative, or a part larger than its whole."""

    code = "index_count_refused"


@dataclass(frozen=True, slots=True)
class Count:
    """How many of how many. `whole` zero means there is nothing to measure yet."""

    part: int
    whole: int

    def __post_init__(self) -> None:
        if not 0 <= self.part <= self.whole:
            raise CountRefused(
                f"Không thể có {self.part} trong số {self.whole}.", hint="Hãy kiểm tra lại số liệu."
            )

    @property
    def rate(self) -> Fraction | None:
        """Part over whole; None when there is nothing to measure."""
        return Fraction(self.part, self.whole) if self.whole else None


def points(rule: IndicatorRule, count: Count) -> Fraction | None:
    """Points of one indicator, exact; None without data."""
    rate = count.rate
    if rate is None:
        return None
    if rule.target is None:
        return rate * rule.most
    return rule.most if rate >= rule.target else rate * rule.most / rule.target


def missing_to_target(rule: IndicatorRule, count: Count) -> int | None:
    """How many more of the same whole would reach the target (all, where there is none). None without data."""
    if not count.whole:
        return None
    return max(0, math.ceil((rule.target or Fraction(1)) * count.whole) - count.part)


@dataclass(frozen=True, slots=True)
class Index:
    """The index of a unit. `total` is the sum over indicators with data, `possible` the points these could give;
    `missing` are the codes without data. `scaled` compares units with different data: total of a hundred possible.
    """

    by_code: Mapping[str, Fraction]
    total: Fraction
    possible: Fraction
    missing: tuple[str, ...]

    @property
    def scaled(self) -> Fraction | None:
        """Points out of a hundred of those possible; None when nothing could be measured."""
        return self.total * 100 / self.possible if self.possible else None


def index(counts: Mapping[str, Count], rules: Iterable[IndicatorRule] = RULES) -> Index:
    """The index from the counts by code; a code that is not given has no data."""
    found: dict[str, Fraction] = {}
    possible, missing = Fraction(0), []
    for rule in rules:
        count = counts.get(rule.code)
        gained = points(rule, count) if count else None
        if gained is None:
            missing.append(rule.code)
            continue
        found[rule.code] = gained
        possible += rule.most
    return Index(found, sum(found.values(), Fraction(0)), possible, tuple(missing))


def band(total: Fraction) -> str:
    """The band commonly used for so many points out of a hundred."""
    return next(name for least, name in BANDS if total >= least)
