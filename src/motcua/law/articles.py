# SPDX-License-Identifier: EUPL-1.2
"""Which provisions a count applied, by the day of reception.

The decrees of the one-stop mechanism: 61/2018 from 21 June 2018 until 30 June 2025, 118/2025 from 1 July 2025. What
is practice rather than the wording of an article is called so. A day off cites the Labour Code of that day and the
source that its calendar names.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from motcua.law.calendar_config import DayKind, SpecialDay
from motcua.law.clock import DAY, FIRST_DATE, day_index, to_date
from motcua.law.counting import Question, Solution, is_counted_in_minutes
from motcua.law.explanations import Article, Reason, Step, StepKind
from motcua.law.forms import FIRST_DAY
from motcua.law.limits import LimitUnit
from motcua.law.working_time import Calendar

_EARLIER = "Quy định một cửa trước Nghị định 61/2018/NĐ-CP"  # whose articles are not on record
_DECREES = (  # first day of reception, the article on reception, the article on a restart
    (
        date(2025, 7, 1),
        "Nghị định 118/2025/NĐ-CP Đ.17",
        "Nghị định 118/2025/NĐ-CP Đ.17 (cách tính theo thực tiễn áp dụng)",
    ),
    (FIRST_DAY, "Nghị định 61/2018/NĐ-CP Đ.17", "Nghị định 61/2018/NĐ-CP Đ.19 k.4"),
    (FIRST_DATE, _EARLIER, _EARLIER),
)
_LABOUR_CODE_2019 = date(2021, 1, 1)
_LABOUR_CODE = "Bộ luật Lao động"
_GOES_BY = (StepKind.SKIPPED_DAY, StepKind.ROLLED_END)


def articles_applied(
    calendar: Calendar, question: Question, solution: Solution, steps: Sequence[Step]
) -> tuple[Article, ...]:
    """Provisions in the order in which the count meets them, each once."""
    day = to_date(question.received // DAY)
    receipt, restart = next((receipt, restart) for first, receipt, restart in _DECREES if first <= day)
    found = [Article(receipt, "tiếp nhận và hẹn ngày trả kết quả")]
    if question.cutoff is not None:
        found.append(
            Article(
                "Giờ chốt tiếp nhận của thủ tục", "nhận từ giờ chốt trở đi thì tính từ ngày làm việc kế tiếp"
            )
        )
    if solution.completed is not None:
        found.append(Article(restart, "thời hạn tính lại từ đầu sau khi nhận đủ hồ sơ"))
    if is_counted_in_minutes(question.limit, question.rolling):
        found.append(
            Article(
                _labour_code(day, "Đ.104", "Đ.105"),
                "một ngày làm việc là 8 giờ làm việc, tính liên tục theo phút",
            )
        )
    elif question.limit.unit is not LimitUnit.SAME_DAY:
        found.append(Article("Bộ luật Dân sự 2015 Đ.147 k.2", "ngày đầu tiên của thời hạn không được tính"))
        found.append(_end_article(question.limit.unit))
    if any(step.kind is StepKind.ROLLED_END for step in steps):
        found.append(
            Article(
                "Bộ luật Dân sự 2015 Đ.148 k.5", "ngày cuối là ngày nghỉ thì chuyển sang ngày làm việc sau"
            )
        )
    for special in _special_days(calendar, solution, steps):
        found.extend(_special_articles(special))
    if any(step.kind in (StepKind.PAUSED_DAY, StepKind.PAUSED_MINUTES) for step in steps):
        found.append(
            Article(
                "Quy định tạm dừng của thủ tục",
                "thời gian chờ ngoài trách nhiệm của cơ quan không tính vào thời hạn",
            )
        )
    return tuple(dict.fromkeys(found))


def _labour_code(day: date, of_2012: str, of_2019: str) -> str:
    return f"{_LABOUR_CODE} 2019 {of_2019}" if day >= _LABOUR_CODE_2019 else f"{_LABOUR_CODE} 2012 {of_2012}"


def _special_days(calendar: Calendar, solution: Solution, steps: Sequence[Step]) -> Iterator[SpecialDay]:
    """Days off and worked Saturdays that the count went by; a holiday counted like any other day is none."""
    for step in steps:
        index = solution.last_day if step.kind is StepKind.ROLLED_END else day_index(step.day)
        special = calendar.special.get(index)
        if special is not None and (step.kind in _GOES_BY or _is_worked_instead(step)):
            yield special


def _is_worked_instead(step: Step) -> bool:
    return step.kind is StepKind.COUNTED_DAY and step.reason is Reason.SWAPPED_WORKING_DAY


def _special_articles(special: SpecialDay) -> Iterator[Article]:
    """The Labour Code for a day off, and what made it one where that is another text."""
    if special.kind is not DayKind.SWAPPED_WORKING_DAY:
        reference = _labour_code(special.date, "Đ.115", "Đ.112")
        yield Article(reference, "nghỉ lễ, Tết và quyết định nghỉ của từng năm")
    if special.source and not special.source.startswith(_LABOUR_CODE):
        yield Article(special.source, "căn cứ của ngày nghỉ hoặc ngày làm bù")


def _end_article(unit: LimitUnit) -> Article:
    if unit is LimitUnit.MONTHS:
        return Article(
            "Bộ luật Dân sự 2015 Đ.148 k.4", "kết thúc vào ngày tương ứng hoặc ngày cuối của tháng"
        )
    return Article("Bộ luật Dân sự 2015 Đ.148 k.2", "thời hạn kết thúc vào cuối ngày cuối cùng")
