# SPDX-License-Identifier: EUPL-1.2
"""What a careful reader would ask about: contradictions and gaps, told in Vietnamese to whoever confirms."""

from __future__ import annotations

from collections.abc import Iterator

from motcua.plans.reading.keys import alike, key
from motcua.plans.reading.values import PlanRead, Task

_SAME = 90
_SHORTEST = 24


def warnings_of(plan: PlanRead) -> list[str]:
    """All warnings, in the order of the document."""
    return [
        *_of_head(plan),
        *_twice(plan.tasks),
        *_without_lead(plan.tasks),
        *_of_days(plan),
        *_of_signer(plan),
    ]


def _of_head(plan: PlanRead) -> Iterator[str]:
    date, year = plan.head["date"], plan.head["year"]
    if date and year and abs(date.year - year) > 1:
        yield f"Năm trong tên văn bản ({year}) cách xa ngày ban hành ({date:%d/%m/%Y})."
    for basis in plan.bases:
        if date and basis.date and basis.date > date:
            yield f"Căn cứ {basis.number} ngày {basis.date:%d/%m/%Y} sau ngày ban hành {date:%d/%m/%Y}."


def _twice(tasks: list[Task]) -> Iterator[str]:
    keys = [key(task.content.value) for task in tasks]
    for at, one in enumerate(keys):
        for other in range(at + 1, len(keys)):
            short, long = sorted((one, keys[other]), key=len)
            if len(short) >= _SHORTEST and (alike(short, long) >= _SAME or long.startswith(short)):
                yield (
                    f"Nhiệm vụ dòng {tasks[at].content.first} và dòng {tasks[other].content.first} trùng nhau: "
                    f"“{tasks[other].content.value[:90]}”. Không tự gộp; hãy xác nhận."
                )


def _without_lead(tasks: list[Task]) -> Iterator[str]:
    missing = [str(task.content.first) for task in tasks if task.lead is None]
    if missing:
        yield f"Chưa rõ đơn vị chủ trì của nhiệm vụ ở dòng {', '.join(missing)}."


def _of_days(plan: PlanRead) -> Iterator[str]:
    date = plan.head["date"]
    for task in plan.tasks:
        if date and task.due and task.due.value < date:
            yield (
                f"Nhiệm vụ dòng {task.content.first} hết hạn {task.due.value:%d/%m/%Y}, "
                f"trước ngày ban hành {date:%d/%m/%Y}."
            )
        if task.time_text and task.due is None and task.recurrence is None:
            yield f"Thời gian “{task.time_text.value[:60]}” (dòng {task.time_text.first}) không có ngày cụ thể."


def _of_signer(plan: PlanRead) -> Iterator[str]:
    if plan.signer is None:
        yield "Không đọc được tên người ký; hãy nhập theo bản gốc."
    elif plan.signer.confidence < 0.8:
        yield f"Tên người ký “{plan.signer.value}” chưa chắc chắn; hãy đối chiếu với bản gốc."
