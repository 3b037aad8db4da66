# SPDX-License-Identifier: EUPL-1.2
"""The nine indicators by which officials and agencies are scored (TT 01/2018/TT-VPCP Đ.13–15).

Each indicator gives 2, 1 or 0 points. Over a period `score = Σ points ÷ number of dossiers`, rounded to one decimal;
an indicator without data is left out and named, never counted as zero. Officials are scored by 1, 2, 3, 4 and 7
(at most 10), agencies by the same five and 5, 6, 8 and 9 (at most 18).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import IntEnum, StrEnum
from fractions import Fraction

from motcua.errors import MotCuaError


class Indicator(IntEnum):
    """The indicators by their numbers in Đ.13."""

    TOTAL_TIME = 1
    AGENCY_TIME = 2
    CONTACTS = 3
    AGENCIES = 4
    AT_THE_CENTRE = 5
    PUBLICITY = 6
    ATTITUDE = 7
    PETITIONS = 8
    ONLINE = 9


INDICATOR_NAMES: dict[Indicator, str] = {
    Indicator.TOTAL_TIME: "Tổng thời gian giải quyết so với quy định",
    Indicator.AGENCY_TIME: "Thời gian giải quyết của từng cơ quan tham gia",
    Indicator.CONTACTS: "Số lần phải liên hệ nơi tiếp nhận để hoàn thiện hồ sơ",
    Indicator.AGENCIES: "Số cơ quan phải liên hệ để hoàn thiện hồ sơ",
    Indicator.AT_THE_CENTRE: "Tiếp nhận, giải quyết, trả kết quả tại Bộ phận Một cửa",
    Indicator.PUBLICITY: "Công khai thủ tục hành chính",
    Indicator.ATTITUDE: "Thái độ của công chức",
    Indicator.PETITIONS: "Tiếp thu, giải trình phản ánh, kiến nghị",
    Indicator.ONLINE: "Tiến độ và chất lượng cung cấp dịch vụ công trực tuyến",
}
OF_OFFICIALS = (
    Indicator.TOTAL_TIME,
    Indicator.AGENCY_TIME,
    Indicator.CONTACTS,
    Indicator.AGENCIES,
    Indicator.ATTITUDE,
)
"""Indicators of an official (Đ.15.1.a). Đ.14.1 lists 6 per dossier too, but the official's total leaves it out."""
OF_AGENCIES = tuple(Indicator)


class Compared(StrEnum):
    """A time against the legal one, by a named policy of timeliness."""

    SHORTER = "shorter"
    EQUAL = "equal"
    LONGER = "longer"


class Level(StrEnum):
    """Level of the agency; the share asked for at the centre depends on it (Đ.13, indicator 5)."""

    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"


_AT_CENTRE_SHARE = {
    Level.PROVINCE: Fraction(1, 5),
    Level.DISTRICT: Fraction(1, 2),
    Level.COMMUNE: Fraction(1),
}
_OFFICIAL_TASKS_DONE, _OFFICIAL_TASKS_PARTLY = Decimal(5), Decimal("3.5")
_AGENCY_GRADES = (
    (Decimal(15), "Xuất sắc"),
    (Decimal(12), "Tốt"),
    (Decimal(9), "Khá"),
    (Decimal(6), "Trung bình"),
)
_WEAK = "Yếu"
_ALL_TASKS = "Hoàn thành 100% nhiệm vụ"
_MOST_TASKS = "Hoàn thành từ 70% đến dưới 100% nhiệm vụ"
_FEW_TASKS = "Hoàn thành dưới 70% nhiệm vụ"
GRADES = (*(name for _least, name in _AGENCY_GRADES), _WEAK, _ALL_TASKS, _MOST_TASKS, _FEW_TASKS)
"""Every grade that is given."""


class ScoreInputRefused(MotCuaError, ValueError):
    """Counts that cannot be: a part larger than its whole, a negative number."""

    code = "score_input_refused"


def points_for_time(compared: Compared) -> int:
    """Indicators 1 and 2: shorter 2, equal 1, longer 0."""
    return {Compared.SHORTER: 2, Compared.EQUAL: 1, Compared.LONGER: 0}[compared]


def points_for_contacts(times: int, *, own_fault: bool = False) -> int:
    """Indicator 3: no further contact 2, one 1, more 0, unless the applicant's own fault made it more than one.

    Raises `ScoreInputRefused` below zero.
    """
    _require(times >= 0, f"Số lần liên hệ không thể là {times}.")
    if times == 0:
        return 2
    return 1 if times == 1 or own_fault else 0


def points_for_agencies(contacted: int, *, only_the_centre: bool) -> int:
    """Indicator 4: no agency 2; one, being the one-stop centre (with those the law makes the applicant attend) 1;
    more 0. Raises `ScoreInputRefused` below zero.
    """
    _require(contacted >= 0, f"Số cơ quan phải liên hệ không thể là {contacted}.")
    if contacted == 0:
        return 2
    return 1 if contacted == 1 and only_the_centre else 0


def points_at_the_centre(
    level: Level, *, procedures: int, received_there: int, wholly_there: int
) -> int | None:
    """Indicator 5. `procedures`: those not exempt; `received_there`: received and returned at the centre;
    `wholly_there`: received, appraised and approved there. None when there is no procedure to judge by.

    Raises `ScoreInputRefused` for a part larger than the whole.
    """
    _require(
        0 <= wholly_there <= procedures and 0 <= received_there <= procedures,
        "Số thủ tục thực hiện tại Bộ phận Một cửa không thể lớn hơn tổng số thủ tục.",
    )
    if procedures == 0:
        return None
    if Fraction(wholly_there, procedures) >= _AT_CENTRE_SHARE[level]:
        return 2
    return 1 if received_there == procedures else 0


def points_for_publicity(*, posted: bool, electronic: bool) -> int:
    """Indicator 6: correct, full and timely, both on the board and electronically 2, one of the two 1, neither 0."""
    return int(posted) + int(electronic)


def points_for_attitude(compared: Compared, *, founded_petitions: int) -> int:
    """Indicator 7: earlier than the limit without a petition about attitude 2, on time without one 1, else 0.

    A petition concluded to be false is not founded. Raises `ScoreInputRefused` below zero.
    """
    _require(founded_petitions >= 0, f"Số phản ánh không thể là {founded_petitions}.")
    return 0 if founded_petitions else points_for_time(compared)


def points_for_petitions(*, received: int, on_time: int, prolonged: int = 0) -> int:
    """Indicator 8: none, or all answered on time and none prolonged 2; at least 90 % 1; less, or one prolonged 0.

    Raises `ScoreInputRefused` for a part larger than the whole.
    """
    _require(0 <= on_time <= received >= prolonged >= 0, "Số phản ánh trả lời đúng hạn lớn hơn số nhận được.")
    if received == 0:
        return 2
    if prolonged:
        return 0
    share = Fraction(on_time, received)
    return 2 if share == 1 else int(share >= Fraction(9, 10))


def points_for_online(
    *, eligible: int, offered: int, dossiers: int, online: int, unresolved_or_late: int
) -> int | None:
    """Indicator 9. At least 20 % of eligible procedures online and 30 % of dossiers filed online, none unresolved or
    late 2; at least 15 % of dossiers online, none unresolved or late 1; else 0. None without procedures or dossiers.

    Raises `ScoreInputRefused` for a part larger than the whole.
    """
    _require(0 <= offered <= eligible and 0 <= online <= dossiers, "Phần trực tuyến lớn hơn tổng số.")
    _require(unresolved_or_late >= 0, "Số hồ sơ chưa giải quyết hoặc quá hạn không thể âm.")
    if eligible == 0 or dossiers == 0:
        return None
    if unresolved_or_late or Fraction(online, dossiers) < Fraction(15, 100):
        return 0
    enough = Fraction(offered, eligible) >= Fraction(20, 100)
    return 2 if enough and is_enough_online(dossiers=dossiers, online=online) else 1


def is_enough_online(*, dossiers: int, online: int) -> bool:
    """Whether enough dossiers were filed online for two points of indicator 9 (30 %)."""
    return dossiers > 0 and Fraction(online, dossiers) >= Fraction(30, 100)


@dataclass(frozen=True, slots=True)
class Score:
    """What came of a period. `missing`: indicators without data, left out of the total; `most`: what could be had."""

    by_indicator: Mapping[Indicator, Decimal]
    missing: tuple[Indicator, ...]
    total: Decimal | None
    most: int


def score(points: Mapping[Indicator, Iterable[int]], indicators: tuple[Indicator, ...]) -> Score:
    """Scores of a period from the points of each dossier (or of the agency, for 5, 6, 8 and 9).

    The total is None when no indicator has data: nobody is ranked by nothing.
    """
    found: dict[Indicator, Decimal] = {}
    for indicator in indicators:
        given = list(points.get(indicator, ()))
        if given:
            found[indicator] = _one_decimal(Fraction(sum(given), len(given)))
    missing = tuple(indicator for indicator in indicators if indicator not in found)
    total = sum(found.values(), Decimal(0)) if found else None
    return Score(found, missing, total, 2 * len(found))


def score_of_counts(
    counts: Mapping[Indicator, Mapping[int, int]], indicators: tuple[Indicator, ...]
) -> Score:
    """The same from how many dossiers got 2, 1 and 0 points: `{Indicator.TOTAL_TIME: {2: 5, 1: 3, 0: 1}}`.

    Raises `ScoreInputRefused` for anything but 0, 1 and 2 points, or fewer than no dossiers.
    """
    found: dict[Indicator, Decimal] = {}
    for indicator in indicators:
        told = counts.get(indicator, {})
        _require(
            all(gained in (0, 1, 2) and dossiers >= 0 for gained, dossiers in told.items()),
            "Mỗi hồ sơ chỉ được 0, 1 hoặc 2 điểm.",
        )
        if dossiers := sum(told.values()):
            gained = sum(points * number for points, number in told.items())
            found[indicator] = _one_decimal(Fraction(gained, dossiers))
    missing = tuple(indicator for indicator in indicators if indicator not in found)
    total = sum(found.values(), Decimal(0)) if found else None
    return Score(found, missing, total, 2 * len(found))


def places(totals: Sequence[Decimal | None]) -> list[int | None]:
    """The place of each total, the highest first. Equal totals share a place and the next ones are skipped (1, 2, 2,
    4); whoever has no total has no place.
    """
    ranked = sorted((total for total in totals if total is not None), reverse=True)
    return [None if total is None else ranked.index(total) + 1 for total in totals]


def grade_of_official(total: Decimal) -> str:
    """How far an official did the tasks (Đ.15.1): from 5 points all, from 3.5 between 70 and 100 %, below less."""
    if total >= _OFFICIAL_TASKS_DONE:
        return _ALL_TASKS
    if total >= _OFFICIAL_TASKS_PARTLY:
        return _MOST_TASKS
    return _FEW_TASKS


def grade_of_agency(total: Decimal) -> str:
    """Grade of an agency (Đ.15.2): 15 excellent, 12 good, 9 fair, 6 average, below weak."""
    return next((name for least, name in _AGENCY_GRADES if total >= least), _WEAK)


def _one_decimal(value: Fraction) -> Decimal:
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(Decimal("0.1"), ROUND_HALF_UP)


def _require(holds: bool, message: str) -> None:
    if not holds:
        raise ScoreInputRefused(message, hint="Hãy kiểm tra lại số liệu.")
