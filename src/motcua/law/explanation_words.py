# SPDX-License-Identifier: EUPL-1.2
"""The words an explanation is told in: one set a language, the same blanks in each."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """Sentences with their blanks. `at`, `start`: moments; `day`, `days`: days; `span`: hours and minutes."""

    weekdays: tuple[str, ...]
    hours: str
    minutes: str
    days: str
    receipt: str
    in_hours: str
    effective: str
    cutoff: str
    on_day_off: str
    receipt_reasons: Mapping[str, str]
    restart: str
    supposed_restart: str
    first_day: str
    counted: str
    of_work: str
    nth_day: str
    nth_days: str
    swapped: str
    not_counted: str
    paused: str
    paused_minutes: str
    off_reasons: Mapping[str, str]
    day_off: str
    limit_end: str
    rolled_end: str
    due: str


VIETNAMESE = Words(
    weekdays=("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"),
    hours="{} giờ",
    minutes="{} phút",
    days="từ {first} đến {last} ({number} ngày)",
    receipt="Hồ sơ được nhận lúc {at}.",
    in_hours="Hồ sơ đến trong giờ làm việc nên được tính từ {at}.",
    effective="Thời hạn được tính từ {at} vì {reason}.",
    cutoff="hồ sơ đến từ {cutoff} trở đi (giờ chốt tiếp nhận)",
    on_day_off="hồ sơ đến vào ngày nghỉ: {name}",
    receipt_reasons={
        "before_opening": "hồ sơ đến trước giờ mở cửa",
        "lunch_break": "hồ sơ đến vào giờ nghỉ trưa",
        "after_hours": "hồ sơ đến sau giờ làm việc",
        "weekend": "hồ sơ đến vào ngày nghỉ hằng tuần",
        "reception_only": "hồ sơ đến vào buổi chỉ tiếp nhận, không tính vào thời hạn",
    },
    restart="Giấy tờ được bổ sung đủ lúc {at}; thời hạn tính lại từ đầu, kể từ {start}.",
    supposed_restart=(
        "Giấy tờ chưa được bổ sung đủ; nếu đủ lúc {at} thì thời hạn tính lại từ đầu, kể từ {start}."
    ),
    first_day="Không tính {day}: ngày đầu tiên của thời hạn.",
    counted="Tính {days}: {amount}.",
    of_work="{span} làm việc",
    nth_day="ngày thứ {first}",
    nth_days="ngày thứ {first} đến ngày thứ {last}",
    swapped=" (ngày làm bù)",
    not_counted="Không tính {days}: {why}.",
    paused="thời gian tạm dừng",
    paused_minutes="Không tính {span} tạm dừng trong {day}.",
    off_reasons={
        "weekend": "ngày nghỉ hằng tuần",
        "reception_only": "chỉ tiếp nhận và trả hồ sơ, không tính vào thời hạn",
    },
    day_off="ngày nghỉ",
    limit_end="Ngày hết {limit} tính từ ngày đầu tiên: {day}.",
    rolled_end="Ngày cuối là ngày nghỉ ({why}) nên chuyển sang ngày làm việc kế tiếp: {day}.",
    due="Hạn giải quyết ({limit}): {at}.",
)

ENGLISH = Words(
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    hours="{} h",
    minutes="{} min",
    days="{first} to {last} ({number} days)",
    receipt="The dossier came in at {at}.",
    in_hours="It came within office hours, so time counts from {at}.",
    effective="Time counts from {at}, because {reason}.",
    cutoff="the dossier came at or after {cutoff}, when reception closes for the day",
    on_day_off="the dossier came on a day off: {name}",
    receipt_reasons={
        "before_opening": "the dossier came before opening",
        "lunch_break": "the dossier came during the midday break",
        "after_hours": "the dossier came after closing",
        "weekend": "the dossier came at the weekend",
        "reception_only": "the dossier came while the desk only receives, which does not count",
    },
    restart="The missing papers were complete at {at}; the limit counts anew from {start}.",
    supposed_restart=(
        "Papers are still missing; if they were complete at {at}, the limit would count anew from {start}."
    ),
    first_day="{day} does not count: it is the first day of the limit.",
    counted="{days} counts: {amount}.",
    of_work="{span} of work",
    nth_day="day {first}",
    nth_days="days {first} to {last}",
    swapped=" (worked in exchange for another day)",
    not_counted="{days} does not count: {why}.",
    paused="the clock was paused",
    paused_minutes="{span} of pause on {day} do not count.",
    off_reasons={"weekend": "weekend", "reception_only": "the desk only receives and returns"},
    day_off="day off",
    limit_end="The limit ({limit}), counted from its first day, ends on {day}.",
    rolled_end="The last day is a day off ({why}), so it moves to the next working day: {day}.",
    due="Due ({limit}): {at}.",
)
