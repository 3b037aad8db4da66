# SPDX-License-Identifier: EUPL-1.2
"""Where each indicator of QĐ 766/QĐ-TTg gets its two numbers from, and why it may have none.

What makes an indicator fall short is named by figures of the statistics, so every missing point opens its dossiers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from motcua.law.calendar_config import Confidence
from motcua.law.service_index import Count
from motcua.scores.ballots import NOTHING_SAID, Said
from motcua.scores.publicity import NOTHING_SHOWN, Publicity
from motcua.statistics.measures import M

OFFLINE: Final = ("counter", "post")
ONLINE: Final = "online"
COUNTED: Final = (
    *(M.RECEIVED, M.ENDED, M.ENDED_EARLY, M.ENDED_ON_TIME, M.ENDED_LATE, M.ENDED_UNKNOWN, M.OVERDUE),
    *(M.SETTLED, M.E_RESULT, M.NO_E_RESULT, M.DIGITISED, M.NOT_DIGITISED),
    *(M.REUSED, M.NOT_REUSED, M.REUSE_KNOWN, M.FROM_DATABASE, M.NOT_FROM_DATABASE, M.FROM_DATABASE_KNOWN),
    *(M.PAID_ONLINE, M.NOT_PAID_ONLINE, M.PAYMENT_KNOWN, M.TIME_KNOWN, M.MINUTES_TAKEN),
)
"""The figures the index is made of."""


_NO_DOSSIER: Final = _("Kỳ này chưa có hồ sơ.")


@dataclass(frozen=True, slots=True)
class Known:
    """Everything known of a unit in a window: figures by measure, how many came in online, ballots, the catalogue."""

    figures: Mapping[M, int]
    online: int = 0
    said: Said = NOTHING_SAID
    publicity: Publicity = NOTHING_SHOWN

    def __getitem__(self, measure: M) -> int:
        return self.figures.get(measure, 0)


@dataclass(frozen=True, slots=True)
class Source:
    """How an indicator is counted. `failing`: the measures whose dossiers fall short; `offline`: only
    those not filed online. `sure`: how sure the way of counting is; `lacks`: why there is nothing; `note`: a remark.
    """

    failing: tuple[M, ...] = ()
    offline: bool = False
    sure: Confidence = Confidence.VERIFIED
    lacks: Any = _NO_DOSSIER
    note: Any = ""


_LIKELY = Confidence.LIKELY
_SYNC = _("Chờ kết nối đồng bộ với Cổng Dịch vụ công quốc gia.")
_OFFERED = _("Danh mục chưa ghi thủ tục nào đủ điều kiện và được cung cấp trực tuyến tại đây.")
_PAYMENT = _("Chờ phần thanh toán trực tuyến.")
_POPULATION = _("Chờ kết nối Cơ sở dữ liệu quốc gia về dân cư.")
_PETITIONS = _("Chờ phần phản ánh, kiến nghị.")
_ANNOUNCED = _("Kỳ này cơ quan không công bố thủ tục nào trên hệ thống.")

SOURCES: Final[Mapping[str, Source]] = {
    "1.1": Source(
        sure=_LIKELY, lacks=_ANNOUNCED, note=_("Đếm ngày thường giữa ngày quyết định và ngày hiệu lực.")
    ),
    "1.2": Source(sure=_LIKELY, lacks=_ANNOUNCED, note=_("Đếm ngày làm việc từ ngày quyết định.")),
    "1.3": Source(sure=_LIKELY, lacks=_("Danh mục chưa có thủ tục của cấp này.")),
    "1.4": Source(lacks=_SYNC),
    "2.1": Source(
        failing=(M.ENDED_LATE, M.OVERDUE),
        lacks=_("Kỳ này chưa có hồ sơ giải quyết xong hoặc đến hạn."),
        note=_("Hồ sơ không rõ hạn không nằm trong tỷ lệ."),
    ),
    "3.1": Source(lacks=_OFFERED),
    "3.2": Source(lacks=_OFFERED),
    "3.3": Source(
        failing=(M.RECEIVED,),
        offline=True,
        sure=_LIKELY,
        note=_("Chưa nhân hệ số đồng bộ của Cổng Dịch vụ công quốc gia."),
    ),
    "3.5a": Source(lacks=_PAYMENT),
    "3.5b": Source(lacks=_PAYMENT),
    "3.6": Source(failing=(M.NOT_PAID_ONLINE,), lacks=_PAYMENT),
    "4.1": Source(failing=(M.NO_E_RESULT,), lacks=_("Kỳ này chưa có hồ sơ có kết quả.")),
    "4.2": Source(failing=(M.NOT_DIGITISED,)),
    "4.3": Source(failing=(M.NOT_REUSED,), lacks=_("Lúc tiếp nhận chưa ghi việc dùng lại giấy tờ.")),
    "4.4": Source(lacks=_("Chờ kết nối kho dữ liệu điện tử của tổ chức, cá nhân.")),
    "4.5a": Source(failing=(M.NOT_FROM_DATABASE,), sure=_LIKELY, lacks=_POPULATION),
    "4.5b": Source(lacks=_POPULATION),
    "4.6": Source(lacks=_("Chờ phần chứng thực bản sao điện tử.")),
    "5.2": Source(lacks=_PETITIONS),
    "5.3": Source(lacks=_PETITIONS),
    "5.4": Source(
        failing=(M.ENDED_LATE,),
        sure=_LIKELY,
        lacks=_("Kỳ này chưa có hồ sơ giải quyết xong."),
        note=_(
            "100% trừ tỷ lệ trễ hạn và tỷ lệ bị chê; phiếu đánh giá giữ kín nên không mở được hồ sơ bị chê."
        ),
    ),
}


def counts_of(known: Known) -> dict[str, Count]:
    """Numerator and denominator of each indicator that has data."""
    in_time = known[M.ENDED_EARLY] + known[M.ENDED_ON_TIME]
    judged = in_time + known[M.ENDED_LATE] + known[M.OVERDUE]
    ended = known[M.ENDED]
    unhappy = min(ended, known[M.ENDED_LATE] + known.said.disliked)
    told = {
        "2.1": Count(in_time, judged),
        "3.3": Count(known.online, known[M.RECEIVED]),
        "3.6": Count(known[M.PAID_ONLINE], known[M.PAYMENT_KNOWN]),
        "4.1": Count(known[M.E_RESULT], known[M.SETTLED]),
        "4.2": Count(known[M.DIGITISED], known[M.RECEIVED]),
        "4.3": Count(known[M.REUSED], known[M.REUSE_KNOWN]),
        "4.5a": Count(known[M.FROM_DATABASE], known[M.FROM_DATABASE_KNOWN]),
        "5.4": Count(ended - unhappy, ended),
        **known.publicity.counts,
    }
    return {code: count for code, count in told.items() if count.whole}


def together(parts: list[Known]) -> Known:
    """Figures of several rows as one; ballots and catalogue are those of the first."""
    figures = {measure: sum(part[measure] for part in parts) for measure in COUNTED}
    return replace(parts[0], figures=figures, online=sum(part.online for part in parts))
