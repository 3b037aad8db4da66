# SPDX-License-Identifier: EUPL-1.2
"""What a target can be about: each name with the figures of the house that it is made of.

A share is `part` of `whole`; nothing is defined here a second time: the figures are those of
`motcua.statistics.measures`, the indicators those of `motcua.law.service_index`, satisfaction that of the ballots.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from motcua.statistics.measures import M


class Kind(StrEnum):
    """What sort of number it is."""

    SHARE = "share"
    COUNT = "count"
    MEAN = "mean"
    POINTS = "points"


class Source(StrEnum):
    """Who knows the number."""

    STATISTICS = "statistics"
    BALLOTS = "ballots"
    INDICATOR = "indicator"
    INDEX = "index"
    INTAKE = "intake"
    TASKS = "tasks"
    REGISTERS = "registers"
    CATALOGUE = "catalogue"


class Coming(StrEnum):
    """What can still change the number until the last day.

    ENDINGS: dossiers that are open or will come in; RECEPTIONS: those that will come in; STANDING: it tells how
    things stand at a moment and can always change.
    """

    ENDINGS = "endings"
    RECEPTIONS = "receptions"
    STANDING = "standing"


@dataclass(frozen=True, slots=True)
class Measure:
    """One name. `name` is what is printed, `others` are understood too. `part_channel`: the part counts only dossiers
    that came in so. `failing`: the figures whose dossiers stand in the way. `up`: more is better. `counted_in`: units
    of its own, where it counts no dossiers.
    """

    code: str
    name: str
    kind: Kind
    source: Source = Source.STATISTICS
    part: tuple[M, ...] = ()
    whole: tuple[M, ...] = ()
    failing: tuple[M, ...] = ()
    coming: Coming = Coming.ENDINGS
    others: tuple[str, ...] = ()
    part_channel: str = ""
    up: bool = True
    counted_in: tuple[str, ...] = ()

    @property
    def units(self) -> tuple[str, ...]:
        """The units it can be told in, the usual one first."""
        return self.counted_in or _UNITS[self.kind]

    @property
    def figures(self) -> frozenset[M]:
        """Every figure of the statistics it needs."""
        return frozenset((*self.part, *self.whole, *self.failing))


_UNITS: Final = {
    Kind.SHARE: ("%",),
    Kind.COUNT: ("hồ sơ", "lần"),
    Kind.MEAN: ("ngày làm việc", "giờ làm việc", "phút làm việc"),
    Kind.POINTS: ("điểm",),
}
POINTS_OF_PERCENT: Final = "điểm %"
"""The unit of a change between two shares."""
MINUTES: Final = {"ngày làm việc": 480, "giờ làm việc": 60, "phút làm việc": 1}
"""Minutes of each unit of working time."""

_JUDGED: Final = (M.ENDED_EARLY, M.ENDED_ON_TIME, M.ENDED_LATE)
_IN: Final = Coming.RECEPTIONS
_NOW: Final = Coming.STANDING


def _share(
    code: str,
    name: str,
    part: tuple[M, ...],
    whole: tuple[M, ...],
    failing: tuple[M, ...],
    coming: Coming = Coming.ENDINGS,
    *,
    others: tuple[str, ...] = (),
    channel: str = "",
    up: bool = True,
) -> Measure:
    return Measure(
        code, name, Kind.SHARE, Source.STATISTICS, part, whole, failing, coming, others, channel, up
    )


def _count(
    code: str,
    name: str,
    part: M,
    coming: Coming,
    *,
    others: tuple[str, ...] = (),
    channel: str = "",
    up: bool = False,
) -> Measure:
    failing = () if up else (part,)
    return Measure(
        code, name, Kind.COUNT, Source.STATISTICS, (part,), (), failing, coming, others, channel, up
    )


def _kept(code: str, name: str, kind: Kind, *others: str, unit: str = "") -> Measure:
    """What inspections and registers count, for a whole year."""
    units = (unit, "lớp tập huấn") if unit == "lớp" else (unit,) if unit else ()
    return Measure(code, name, kind, Source.REGISTERS, coming=_NOW, others=others, counted_in=units)


MEASURES: Final[tuple[Measure, ...]] = (
    _share(
        "in_time",
        "tỷ lệ hồ sơ giải quyết đúng hạn",
        (M.ENDED_EARLY, M.ENDED_ON_TIME),
        _JUDGED,
        (M.ENDED_LATE, M.OVERDUE),
        others=(
            "tỷ lệ hồ sơ đúng hạn",
            "tỷ lệ giải quyết đúng hạn",
            "tỷ lệ hồ sơ giải quyết trước và đúng hạn",
            "tỷ lệ hồ sơ giải quyết trước hạn và đúng hạn",
            "tỷ lệ hồ sơ giải quyết đúng hạn và trước hạn",
        ),
    ),
    _share(
        "early",
        "tỷ lệ hồ sơ giải quyết trước hạn",
        (M.ENDED_EARLY,),
        _JUDGED,
        (M.ENDED_ON_TIME, M.ENDED_LATE, M.OVERDUE),
        others=("tỷ lệ hồ sơ trước hạn", "tỷ lệ giải quyết trước hạn"),
    ),
    _share(
        "late",
        "tỷ lệ hồ sơ giải quyết quá hạn",
        (M.ENDED_LATE,),
        _JUDGED,
        (M.ENDED_LATE, M.OVERDUE),
        others=("tỷ lệ hồ sơ quá hạn", "tỷ lệ hồ sơ trễ hạn", "tỷ lệ hồ sơ giải quyết trễ hạn"),
        up=False,
    ),
    _share(
        "open_overdue",
        "tỷ lệ hồ sơ đang giải quyết bị quá hạn",
        (M.OVERDUE,),
        (M.OPEN,),
        (M.OVERDUE,),
        _NOW,
        others=("tỷ lệ hồ sơ đang quá hạn",),
        up=False,
    ),
    _share(
        "online",
        "tỷ lệ hồ sơ trực tuyến",
        (M.RECEIVED,),
        (M.RECEIVED,),
        (),
        _IN,
        others=(
            "tỷ lệ hồ sơ nộp trực tuyến",
            "tỷ lệ hồ sơ tiếp nhận trực tuyến",
            "tỷ lệ nộp hồ sơ trực tuyến",
        ),
        channel="online",
    ),
    _share(
        "digitised",
        "tỷ lệ hồ sơ được số hóa",
        (M.DIGITISED,),
        (M.RECEIVED,),
        (M.NOT_DIGITISED,),
        _IN,
        others=("tỷ lệ số hóa hồ sơ", "tỷ lệ hồ sơ số hóa", "tỷ lệ số hóa thành phần hồ sơ"),
    ),
    _share(
        "e_result",
        "tỷ lệ kết quả điện tử",
        (M.E_RESULT,),
        (M.SETTLED,),
        (M.NO_E_RESULT,),
        others=(
            "tỷ lệ cấp kết quả điện tử",
            "tỷ lệ hồ sơ có kết quả điện tử",
            "tỷ lệ kết quả giải quyết điện tử",
        ),
    ),
    _share(
        "reused",
        "tỷ lệ hồ sơ dùng lại giấy tờ đã số hóa",
        (M.REUSED,),
        (M.REUSE_KNOWN,),
        (M.NOT_REUSED,),
        _IN,
        others=(
            "tỷ lệ tái sử dụng dữ liệu đã số hóa",
            "tỷ lệ khai thác dữ liệu đã số hóa",
            "tỷ lệ dùng lại giấy tờ đã số hóa",
        ),
    ),
    _share(
        "from_database",
        "tỷ lệ hồ sơ khai thác cơ sở dữ liệu",
        (M.FROM_DATABASE,),
        (M.FROM_DATABASE_KNOWN,),
        (M.NOT_FROM_DATABASE,),
        _IN,
        others=("tỷ lệ hồ sơ lấy dữ liệu từ cơ sở dữ liệu",),
    ),
    _share(
        "paid_online",
        "tỷ lệ hồ sơ thanh toán trực tuyến",
        (M.PAID_ONLINE,),
        (M.PAYMENT_KNOWN,),
        (M.NOT_PAID_ONLINE,),
        _IN,
        others=("tỷ lệ thanh toán trực tuyến", "tỷ lệ hồ sơ nộp phí trực tuyến"),
    ),
    _share(
        "reappointed",
        "tỷ lệ hồ sơ phải hẹn lại",
        (M.REAPPOINTED,),
        (M.ENDED,),
        (M.REAPPOINTED,),
        others=("tỷ lệ hồ sơ hẹn lại",),
        up=False,
    ),
    _share(
        "supplemented",
        "tỷ lệ hồ sơ phải bổ sung",
        (M.ONE_SUPPLEMENT, M.MORE_SUPPLEMENTS),
        (M.NO_SUPPLEMENT, M.ONE_SUPPLEMENT, M.MORE_SUPPLEMENTS),
        (M.ONE_SUPPLEMENT, M.MORE_SUPPLEMENTS),
        up=False,
    ),
    _share(
        "supplemented_again",
        "tỷ lệ hồ sơ phải bổ sung nhiều lần",
        (M.MORE_SUPPLEMENTS,),
        (M.NO_SUPPLEMENT, M.ONE_SUPPLEMENT, M.MORE_SUPPLEMENTS),
        (M.MORE_SUPPLEMENTS,),
        up=False,
    ),
    _share(
        "refused",
        "tỷ lệ hồ sơ bị từ chối giải quyết",
        (M.REFUSED,),
        (M.ENDED,),
        (M.REFUSED,),
        others=("tỷ lệ hồ sơ bị từ chối",),
        up=False,
    ),
    _share(
        "returned_electronically",
        "tỷ lệ trả kết quả trực tuyến",
        (M.RETURNED_ELECTRONIC,),
        (M.RETURNED,),
        (M.RETURNED_COUNTER, M.RETURNED_POST),
    ),
    _share(
        "returned_by_post",
        "tỷ lệ trả kết quả qua bưu chính",
        (M.RETURNED_POST,),
        (M.RETURNED,),
        (M.RETURNED_COUNTER,),
        others=("tỷ lệ trả kết quả qua dịch vụ bưu chính công ích",),
    ),
    Measure(
        "satisfaction",
        "mức độ hài lòng",
        Kind.SHARE,
        Source.BALLOTS,
        coming=_IN,
        others=("tỷ lệ hài lòng", "tỷ lệ người dân hài lòng", "mức độ hài lòng của người dân, doanh nghiệp"),
    ),
    Measure(
        "offered_online",
        "tỷ lệ thủ tục cung cấp trực tuyến",
        Kind.SHARE,
        Source.CATALOGUE,
        coming=_NOW,
        others=(
            "tỷ lệ thủ tục cung cấp dịch vụ công trực tuyến",
            "tỷ lệ thủ tục hành chính cung cấp dịch vụ công trực tuyến",
            "tỷ lệ cung cấp dịch vụ công trực tuyến",
            "tỷ lệ dịch vụ công trực tuyến",
        ),
    ),
    Measure("indicator", "chỉ số", Kind.SHARE, Source.INDICATOR, coming=_NOW),
    Measure(
        "service_index",
        "điểm chỉ số phục vụ",
        Kind.POINTS,
        Source.INDEX,
        coming=_NOW,
        others=("chỉ số phục vụ người dân, doanh nghiệp", "chỉ số phục vụ", "điểm bộ chỉ số 766"),
    ),
    Measure(
        "tasks_done",
        "tỷ lệ nhiệm vụ hoàn thành",
        Kind.SHARE,
        Source.TASKS,
        coming=_NOW,
        others=("tỷ lệ hoàn thành nhiệm vụ", "tỷ lệ hoàn thành nhiệm vụ kế hoạch"),
    ),
    _kept("inspected", "tỷ lệ đơn vị được kiểm tra", Kind.SHARE, "tỷ lệ bộ phận được kiểm tra"),
    _kept("findings_settled", "tỷ lệ phát hiện kiểm tra đã khắc phục", Kind.SHARE),
    _kept("trained", "tỷ lệ công chức được tập huấn", Kind.SHARE),
    _kept("nonconformities_settled", "tỷ lệ điểm không phù hợp đã khắc phục", Kind.SHARE),
    _kept("initiatives", "số sáng kiến được công nhận", Kind.COUNT, "số sáng kiến", unit="sáng kiến"),
    _kept("courses", "số lớp tập huấn đã tổ chức", Kind.COUNT, "số lớp tập huấn", unit="lớp"),
    _kept("publicity", "số tin bài, hoạt động truyền thông", Kind.COUNT, unit="tin bài"),
    _count("received", "số hồ sơ tiếp nhận", M.RECEIVED, _IN, others=("số hồ sơ đã tiếp nhận",), up=True),
    _count(
        "received_online",
        "số hồ sơ trực tuyến",
        M.RECEIVED,
        _IN,
        others=("số hồ sơ nộp trực tuyến",),
        channel="online",
        up=True,
    ),
    _count(
        "ended",
        "số hồ sơ giải quyết xong",
        M.ENDED,
        Coming.ENDINGS,
        others=("số hồ sơ đã giải quyết",),
        up=True,
    ),
    _count(
        "ended_late",
        "số hồ sơ giải quyết quá hạn",
        M.ENDED_LATE,
        Coming.ENDINGS,
        others=("số hồ sơ trễ hạn", "số hồ sơ giải quyết trễ hạn"),
    ),
    _count("overdue", "số hồ sơ đang quá hạn", M.OVERDUE, _NOW, others=("số hồ sơ quá hạn đang giải quyết",)),
    _count("open", "số hồ sơ đang giải quyết", M.OPEN, _NOW, others=("số hồ sơ tồn",)),
    _count("times_reappointed", "số hồ sơ phải hẹn lại", M.REAPPOINTED, Coming.ENDINGS),
    _count(
        "times_supplemented",
        "số lần yêu cầu bổ sung",
        M.SUPPLEMENTS_ASKED,
        Coming.ENDINGS,
        others=("số lượt yêu cầu bổ sung",),
    ),
    Measure(
        "late_intake",
        "số hồ sơ trực tuyến chậm tiếp nhận",
        Kind.COUNT,
        Source.INTAKE,
        others=("số hồ sơ trực tuyến tiếp nhận chậm", "số hồ sơ chậm tiếp nhận"),
        up=False,
    ),
    Measure(
        "mean_time",
        "thời gian giải quyết trung bình",
        Kind.MEAN,
        part=(M.MINUTES_TAKEN,),
        whole=(M.TIME_KNOWN,),
        others=("thời gian giải quyết bình quân",),
        up=False,
    ),
)
"""Everything that can be measured. A sentence that begins with a name in quotation marks is reported by hand."""

MEASURE: Final = {measure.code: measure for measure in MEASURES}
