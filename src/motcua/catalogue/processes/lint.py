# SPDX-License-Identifier: EUPL-1.2
"""Checks of an internal process before it may run: what is refused and what is only pointed out.

An error means a dossier could get stuck, run past its limit or land with nobody; a warning means the table says
two things that do not quite agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from motcua.catalogue.processes.positions import gives_back
from motcua.catalogue.processes.values import (
    MINUTES_OF_DAY,
    ReadProcess,
    ReadStep,
    TimeKind,
    TimeUnit,
)
from motcua.law.roles import GRANTABLE, Role

_BROADLY_READ = frozenset(
    f"time_{doubt}"
    for doubt in (
        "range",
        "remark",
        "plain_hours",
        "office_hours",
        "same_day",
        "at_once",
        "not_whole_minutes",
    )
)
SHARE_TOLERANCE = Decimal("0.015")
"""Shares are printed as whole per cents; a step may differ from its minutes by rounding only."""


class Severity(StrEnum):
    """Whether a finding refuses the process."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found: a stable `code`, a Vietnamese `message` that says what to do, the step if there is one."""

    severity: Severity
    code: str
    message: str
    step: str | None = None


def lint(process: ReadProcess) -> tuple[Finding, ...]:
    """Every finding on `process`, errors first; empty when there is nothing to say."""
    if not process.steps:
        return (
            _error("no_steps", "Quy trình chưa có bước nào: hãy nhập các bước từ tiếp nhận đến trả kết quả."),
        )
    found = [
        *_numbers(process.steps),
        *_reachability(process.steps),
        *_roles(process.steps),
        *_times(process.steps),
        *_sum(process),
        *_shares(process),
        *_return(process.steps),
        *_remarks(process),
    ]
    return tuple(sorted(found, key=lambda finding: finding.severity is Severity.WARNING))


def refused(findings: Sequence[Finding]) -> bool:
    """Whether the findings hold an error."""
    return any(finding.severity is Severity.ERROR for finding in findings)


def sum_minutes(process: ReadProcess) -> int | None:
    """Working minutes along the longest way from the first step; None when a counted step has no known time."""
    return None if any(_weight(step) is None for step in process.steps) else known_minutes(process)


def known_minutes(process: ReadProcess) -> int:
    """Working minutes of the steps whose time is known, along the longest way.

    Where a table gives bare figures, the unit of its total is taken for them: the sum then shows whether
    that reading fits, while the missing unit itself stays an error.
    """
    weights: dict[str, int] = {}
    for step in process.steps:
        weights[step.number] = weights.get(step.number, 0) + (_weight(step) or 0)
    if all(step.following is None for step in process.steps):
        return sum(weights.values())
    return _longest(process.steps, weights)


def _weight(step: ReadStep) -> int | None:
    if step.not_counted:
        return 0
    return step.proposed_minutes if step.minutes is None else step.minutes


def _longest(steps: Sequence[ReadStep], weights: dict[str, int]) -> int:
    """Longest way forward; a way back (sending a draft back) is no part of the planned time."""
    order = {step.number: index for index, step in enumerate(steps)}
    best = dict.fromkeys(order, 0)
    for index in reversed(range(len(steps))):
        step = steps[index]
        ahead = [best[number] for number in _next_numbers(steps, index) if order.get(number, -1) > index]
        best[step.number] = weights[step.number] + max(ahead, default=0)
    return best[steps[0].number]


def _next_numbers(steps: Sequence[ReadStep], index: int) -> tuple[str, ...]:
    following = steps[index].following
    if following is not None:
        return following
    return (steps[index + 1].number,) if index + 1 < len(steps) else ()


def _numbers(steps: Sequence[ReadStep]) -> Iterator[Finding]:
    seen: set[str] = set()
    for step in steps:
        if step.number in seen:
            yield _error("duplicate_number", f"Số bước {step.number} dùng hai lần: hãy đánh lại số.", step)
        seen.add(step.number)


def _reachability(steps: Sequence[ReadStep]) -> Iterator[Finding]:
    known = {step.number for step in steps}
    reached, waiting = set(), [0]
    while waiting:
        index = waiting.pop()
        if index in reached:
            continue
        reached.add(index)
        for number in _next_numbers(steps, index):
            if number not in known:
                yield _error(
                    "unknown_next",
                    f"Bước {steps[index].number} chuyển tới bước {number} không có.",
                    steps[index],
                )
            elif steps[index].following is not None or _adjoins(steps[index].number, number):
                waiting += [at for at, step in enumerate(steps) if step.number == number]
    for index, step in enumerate(steps):
        # A number used twice has its own error; saying it again here would only repeat it.
        if index not in reached and [other.number for other in steps].count(step.number) == 1:
            yield _error(
                "unreachable_step",
                f"Không bước nào dẫn tới bước {step.number}: hãy bổ sung bước đứng trước hoặc sửa số bước.",
                step,
            )


def _adjoins(number: str, following: str) -> bool:
    """Whether `following` is a number that may come after `number`: 2 or 1.1 after 1, 3 or 2.2 after 2.1."""
    before, after = _figures(number), _figures(following)
    if before is None or after is None:
        return True
    candidates = [(before[0] + 1,), (*before, 1), (before[0] + 1, 1)]
    candidates += [(*before[:depth], before[depth] + 1) for depth in range(len(before))]
    return after in candidates or after == before


def _figures(number: str) -> tuple[int, ...] | None:
    if not re.fullmatch(r"\d+(?:\.\d+)*", number):
        return None
    return tuple(int(part) for part in number.split("."))


def _roles(steps: Sequence[ReadStep]) -> Iterator[Finding]:
    for step in steps:
        if step.role is None and not step.role_text:
            yield _error(
                "missing_role", f"Bước {step.number} chưa có vị trí thực hiện: hãy chọn một vị trí.", step
            )
        elif step.role is None:
            yield _error(
                "unknown_role",
                f"Bước {step.number}: “{step.role_text}” không phải một vị trí cụ thể,"
                " hãy chọn vị trí chịu trách nhiệm.",
                step,
            )
        elif step.role not in GRANTABLE:
            yield _error(
                "unknown_role", f"Bước {step.number}: vị trí {step.role} không giao cho công chức được.", step
            )


def _times(steps: Sequence[ReadStep]) -> Iterator[Finding]:
    for step in steps:
        kind, raw = step.time.kind, step.time.raw
        if kind is TimeKind.WITHOUT_UNIT:
            yield _error(
                "step_time_without_unit",
                f"Bước {step.number}: thời gian “{raw}” không có đơn vị, hãy ghi rõ ngày hay giờ làm việc.",
                step,
            )
        elif kind is TimeKind.MISSING:
            yield _error(
                "step_time_missing",
                f"Bước {step.number} chưa có thời gian: hãy ghi thời gian hoặc “Không tính thời gian”.",
                step,
            )
        elif kind is TimeKind.UNREADABLE:
            yield _error(
                "step_time_unreadable",
                f"Bước {step.number}: không đọc được thời gian “{raw}”, hãy ghi số kèm đơn vị.",
                step,
            )


def _sum(process: ReadProcess) -> Iterator[Finding]:
    total, added = process.total_minutes, known_minutes(process)
    if total is None:
        yield _warning(
            "total_missing", "Quy trình chưa có tổng thời hạn: hãy ghi tổng để đối chiếu với các bước."
        )
        return
    said = f"Các bước cộng lại {days(added)}"
    if added > total:
        yield _error("sum_over_limit", f"{said}, vượt tổng thời hạn {days(total)}: hãy giảm bớt.")
    elif sum_minutes(process) is None:
        yield _warning("sum_unknown", f"{said}, chưa kể các bước không đọc được thời gian.")
    elif added < total:
        yield _warning("sum_below_total", f"{said}, ít hơn tổng thời hạn {days(total)}.")


def _shares(process: ReadProcess) -> Iterator[Finding]:
    total = process.total_minutes
    shares = [step.share for step in process.steps if step.share is not None]
    if not shares:
        return
    if abs(sum(shares, Decimal(0)) - 1) > SHARE_TOLERANCE and all(
        s.share is not None or s.not_counted for s in process.steps
    ):
        yield _warning(
            "share_not_matching",
            f"Tỷ lệ thời gian các bước cộng lại {sum(shares, Decimal(0)):.0%}, không phải 100%.",
        )
    for step in process.steps:
        if step.share is None or step.minutes is None or not total:
            continue
        if abs(Decimal(step.minutes) / total - step.share) > SHARE_TOLERANCE:
            yield _warning(
                "share_not_matching",
                f"Bước {step.number}: tỷ lệ {step.share:.0%} không khớp thời gian {days(step.minutes)}.",
                step,
            )


def _return(steps: Sequence[ReadStep]) -> Iterator[Finding]:
    if not any(step.role is Role.RETURN_OFFICER or gives_back(step.name) for step in steps):
        yield _error(
            "no_return_step", "Quy trình không có bước trả kết quả: hãy thêm bước trả kết quả cho người nộp."
        )


def _remarks(process: ReadProcess) -> Iterator[Finding]:
    units = {process.total.unit, *(step.time.unit for step in process.steps)}
    if units >= {TimeUnit.DAYS, TimeUnit.WORKING_DAYS}:
        yield _warning("mixed_units", "Bảng dùng lẫn “ngày” và “ngày làm việc”: hãy thống nhất một đơn vị.")
    for doubt in process.doubts:
        if doubt.code == "role_several":
            text = (
                f"Bước {doubt.step} ghi nhiều cơ quan cùng làm: hãy chỉ rõ một vị trí chịu trách nhiệm chính."
            )
            yield Finding(Severity.WARNING, "several_actors", text, doubt.step)
        elif doubt.code in _BROADLY_READ:
            text = f"Bước {doubt.step}: thời gian “{doubt.raw}” được hiểu theo cách rộng nhất, cần người xác nhận."
            yield Finding(Severity.WARNING, doubt.code, text, doubt.step)


def days(minutes: int) -> str:
    """Working minutes in words: `2,5 ngày làm việc`, `45 phút`."""
    if minutes % (MINUTES_OF_DAY // 8):
        return f"{minutes} phút làm việc"
    figure = Decimal(minutes) / MINUTES_OF_DAY
    text = f"{figure:.3f}".rstrip("0").rstrip(".").replace(".", ",")
    return f"{text} ngày làm việc"


def _error(code: str, message: str, step: ReadStep | None = None) -> Finding:
    return Finding(Severity.ERROR, code, message, step.number if step else None)


def _warning(code: str, message: str, step: ReadStep | None = None) -> Finding:
    return Finding(Severity.WARNING, code, message, step.number if step else None)
