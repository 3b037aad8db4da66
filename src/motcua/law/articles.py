# SPDX-License-Identifier: EUPL-1.2
"""Which provisions a count applied, by the day of reception.

The decrees of the one-stop mechanism: 61/2018 until 30 June 2025, 118/2025 from 1 July 2025. What is practice
rather than the wording of an article is called so.
"""

from collections.abc import Sequence
from datetime import date

from motcua.law.clock import DAY, to_date
from motcua.law.counting import Question, Solution, is_counted_in_minutes
from motcua.law.explanations import Article, Reason, Step, StepKind
from motcua.law.limits import LimitUnit

_DECREE_118 = date(2025, 7, 1)
_LABOUR_CODE_2019 = date(2021, 1, 1)


def articles_applied(question: Question, solution: Solution, steps: Sequence[Step]) -> tuple[Article, ...]:
    """Provisions in the order in which the count meets them, each once."""
    day = to_date(question.received // DAY)
    new_decree = day >= _DECREE_118
    labour, hours, holidays = (
        ("Bộ luật Lao động 2019", "Đ.105", "Đ.112")
        if day >= _LABOUR_CODE_2019
        else ("Bộ luật Lao động 2012", "Đ.104", "Đ.115")
    )
    found = [_receipt_article(new_decree)]
    if question.cutoff is not None:
        found.append(
            Article(
                "Giờ chốt tiếp nhận của thủ tục", "nhận từ giờ chốt trở đi thì tính từ ngày làm việc kế tiếp"
            )
        )
    if solution.completed is not None:
        found.append(_restart_article(new_decree))
    if is_counted_in_minutes(question.limit, question.rolling):
        found.append(
            Article(f"{labour} {hours}", "một ngày làm việc là 8 giờ làm việc, tính liên tục theo phút")
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
    if any(step.reason in (Reason.HOLIDAY, Reason.DAY_OFF_IN_LIEU) for step in steps):
        found.append(Article(f"{labour} {holidays}", "nghỉ lễ, Tết và quyết định nghỉ của từng năm"))
    if any(step.kind in (StepKind.PAUSED_DAY, StepKind.PAUSED_MINUTES) for step in steps):
        found.append(
            Article(
                "Quy định tạm dừng của thủ tục",
                "thời gian chờ ngoài trách nhiệm của cơ quan không tính vào thời hạn",
            )
        )
    return tuple(found)


def _receipt_article(new_decree: bool) -> Article:
    subject = "tiếp nhận và hẹn ngày trả kết quả"
    return Article("Nghị định 118/2025/NĐ-CP Đ.17" if new_decree else "Nghị định 61/2018/NĐ-CP Đ.17", subject)


def _restart_article(new_decree: bool) -> Article:
    subject = "thời hạn tính lại từ đầu sau khi nhận đủ hồ sơ"
    if new_decree:
        return Article("Nghị định 118/2025/NĐ-CP Đ.17 (cách tính theo thực tiễn áp dụng)", subject)
    return Article("Nghị định 61/2018/NĐ-CP Đ.19 k.4", subject)


def _end_article(unit: LimitUnit) -> Article:
    if unit is LimitUnit.MONTHS:
        return Article(
            "Bộ luật Dân sự 2015 Đ.148 k.4", "kết thúc vào ngày tương ứng hoặc ngày cuối của tháng"
        )
    return Article("Bộ luật Dân sự 2015 Đ.148 k.2", "thời hạn kết thúc vào cuối ngày cuối cùng")
