# SPDX-License-Identifier: EUPL-1.2
"""What a careful reader would ask about: contradictions and gaps, told in Vietnamese to whoever confirms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np
from rapidfuzz import fuzz, process

from motcua.plans.reading.dates import days_in, deadline_in, plain, span_of
from motcua.plans.reading.head import PLANS
from motcua.plans.reading.keys import key
from motcua.plans.reading.lines import Line
from motcua.plans.reading.values import PlanRead, Task

_SAME = 90
_SHORTEST = 24
_MOST = 40
_UNCLEAR = 0.6
_QUARTER = re.compile(r"(?<!moi )\bquy\s+(\d{1,2}|[ivx]{1,5})\b")
_ROMAN = {"i", "ii", "iii", "iv", "1", "2", "3", "4", "11", "111", "1v"}
_ELSEWHERE = re.compile(r"\btheo (?:ke hoach|(?:lo|10) trinh|huong dan|yeu cau|chi dao|tien do|van ban)\b")
_SET_ELSEWHERE = re.compile(
    r"\b(?:chi tieu|muc tieu|ty le|ti le)\b[^.;]{0,60}"
    r"\b(?:duoc giao|giao tai|giao theo|do \w+( \w+)? giao|theo quy dinh tai)\b"
    r"|\bchi tieu (?:\w+ ){0,6}giao\b"
)
_ATTACHED = re.compile(r"kem theo ke hoach so\s*[:.]?\s*(\d{1,5})?\s*/?")
_LEVELS: tuple[tuple[str, int], ...] = (
    (r"\b(?:bo (?!phan|chi huy)|chinh phu|trung uong)", 4), (r"\b(?:tinh|so)\b(?! hoa)", 3), (r"\bthanh pho\b", 3),
    (r"\b(?:huyen|(?<!co )quan|thi xa)\b(?! su| ly)", 2),
    (r"\b(?:(?<!thi )xa|phuong|thi tran|dac khu)\b(?! hoi| an| thuc| tien)", 1),
)  # fmt: skip


def warnings_of(plan: PlanRead, lines: Sequence[Line] = ()) -> list[str]:
    """All warnings, in the order of the document."""
    return [
        *_without_tasks(plan),
        *_of_head(plan),
        *_of_attachment(plan, lines),
        *_twice(plan.tasks),
        *_without_lead(plan.tasks),
        *_outside(plan),
        *_of_days(plan),
        *_of_targets(plan),
        *_of_signer(plan),
    ]


def unclear_pages(plan: PlanRead) -> Iterator[str]:
    """Pages of a scan that were hard to read."""
    for page in plan.pages:
        told = [(sure, len(line)) for sure, line in zip(page.sures, page.lines, strict=False) if line.strip()]
        letters = sum(length for _, length in told)
        if letters and sum(sure * length for sure, length in told) / letters < _UNCLEAR:
            yield f"Trang {page.number} của bản quét khó đọc; hãy đối chiếu kỹ hoặc quét lại rõ hơn."


def _without_tasks(plan: PlanRead) -> Iterator[str]:
    """A list without a task says why: silence would pass for a plan that asks nothing of anybody."""
    if plan.tasks:
        return
    kind = plan.head["kind"]
    if kind and kind not in PLANS:
        yield f"Văn bản tự gọi là “{kind}”, không phải kế hoạch; không đề xuất nhiệm vụ nào."
    else:
        yield "Không đọc được nhiệm vụ nào; hãy kiểm tra có đúng tệp kế hoạch không, hoặc tự nhập nhiệm vụ."


def _of_head(plan: PlanRead) -> Iterator[str]:
    date, year = plan.head["date"], plan.head["year"]
    if date and year and not year - 1 <= date.year <= year:
        yield f"Năm trong tên văn bản ({year}) không khớp ngày ban hành ({date:%d/%m/%Y})."
    for basis in plan.bases:
        if date and basis.date and basis.date > date:
            yield f"Căn cứ {basis.number} ngày {basis.date:%d/%m/%Y} sau ngày ban hành {date:%d/%m/%Y}."


def _of_attachment(plan: PlanRead, lines: Sequence[Line]) -> Iterator[str]:
    """An appendix that cites its own plan with another number or another day."""
    number, date = plan.head["number"], plan.head["date"]
    for at, line in enumerate(lines):
        match = _ATTACHED.search(plain(line.text))
        if match is None:
            continue
        told = line.raw + " " + (lines[at + 1].raw if at + 1 < len(lines) else "")
        if match[1] and number and match[1].lstrip("0") != str(number).lstrip("0"):
            yield f"Phụ lục (dòng {line.number}) ghi kèm theo Kế hoạch số {match[1]}, văn bản mang số {number}."
        behind = re.search(r"ng\w{0,2}y?\s+(\S.*)", told[told.lower().find("theo") :])
        days = days_in(f"ngày {behind[1]}", date.year if date else 2000) if behind else []
        if days and date and days[0] != date:
            yield (
                f"Phụ lục (dòng {line.number}) ghi Kế hoạch ngày {days[0]:%d/%m/%Y}, "
                f"khác ngày ban hành {date:%d/%m/%Y}."
            )


def _twice(tasks: list[Task]) -> Iterator[str]:
    """Pairs of duties that say the same, or of which one begins with the other; told up to a bound."""
    keys = [key(task.content.value) for task in tasks]
    same = process.cdist(keys, keys, scorer=fuzz.ratio, score_cutoff=_SAME, dtype=np.uint8)
    pairs = 0
    for at, one in enumerate(keys):
        for other in range(at + 1, len(keys)):
            short, long = (one, keys[other]) if len(one) <= len(keys[other]) else (keys[other], one)
            if len(short) < _SHORTEST or not (same[at, other] or long.startswith(short)):
                continue
            pairs += 1
            if pairs <= _MOST:
                yield (
                    f"Nhiệm vụ dòng {tasks[at].content.first} và dòng {tasks[other].content.first} trùng nhau: "
                    f"“{tasks[other].content.value[:90]}”. Không tự gộp; hãy xác nhận."
                )
    if pairs > _MOST:
        yield f"Còn {pairs - _MOST} cặp nhiệm vụ trùng nhau nữa."


def _without_lead(tasks: list[Task]) -> Iterator[str]:
    missing = [str(task.content.first) for task in tasks if task.lead is None]
    if missing:
        yield f"Chưa rõ đơn vị chủ trì của nhiệm vụ ở dòng {', '.join(missing)}."


def _outside(plan: PlanRead) -> Iterator[str]:
    """Units of a higher level than the issuer's, which it cannot charge with anything."""
    own = _level(str(plan.head["issuer"] or ""))
    told: dict[str, int] = {}
    for task in plan.tasks:
        if task.lead and own and _level(task.lead.value) > own:
            told.setdefault(task.lead.value, task.lead.first)
    for lead, line in told.items():
        yield f"Đơn vị chủ trì “{lead}” (dòng {line}) không thuộc cơ quan ban hành; hãy kiểm tra."


def _level(name: str) -> int:
    """1 for a commune, 2 for a district, 3 for a province or its departments, 4 above; 0 where nothing tells."""
    folded = plain(name)
    return next((level for pattern, level in reversed(_LEVELS) if re.search(pattern, folded)), 0)


def _of_days(plan: PlanRead) -> Iterator[str]:
    date = plan.head["date"]
    for task in plan.tasks:
        if date and task.due and task.due.value < date:
            yield (
                f"Nhiệm vụ dòng {task.content.first} hết hạn {task.due.value:%d/%m/%Y}, "
                f"trước ngày ban hành {date:%d/%m/%Y}."
            )
        if task.start and task.due and task.start.value > task.due.value:
            yield (
                f"Nhiệm vụ dòng {task.content.first} bắt đầu {task.start.value:%d/%m/%Y} "
                f"sau khi kết thúc {task.due.value:%d/%m/%Y}."
            )
        yield from _of_time(task)


def _of_time(task: Task) -> Iterator[str]:
    if task.time_text is None:
        return
    told = plain(task.time_text.value)
    if (match := _QUARTER.search(told)) and match[1] not in _ROMAN:
        yield f"Thời gian “{task.time_text.value[:60]}” (dòng {task.time_text.first}): quý phải từ I đến IV."
    elif task.due is None and (wrong := span_of(task.time_text.raw, task.time_text.value, 2000).wrong):
        yield f"Thời gian “{task.time_text.value[:60]}” (dòng {task.time_text.first}): {wrong}."
    elif task.due is None and task.recurrence is None:
        why = "phụ thuộc văn bản khác" if _ELSEWHERE.search(told) else "không có ngày cụ thể"
        yield f"Thời gian “{task.time_text.value[:60]}” (dòng {task.time_text.first}) {why}."
    if task.due is not None:
        inside = deadline_in(task.content.value, task.content.value, task.due.value.year).due
        if inside is not None and inside != task.due.value:
            yield (
                f"Nhiệm vụ dòng {task.content.first} ghi hai thời hạn: {inside:%d/%m/%Y} trong nội dung, "
                f"{task.due.value:%d/%m/%Y} ở thời gian thực hiện."
            )


def _of_targets(plan: PlanRead) -> Iterator[str]:
    for task in plan.tasks:
        told = plain(task.content.value)
        if _SET_ELSEWHERE.search(told) and not re.search(r"\d\s?%", told):
            yield (
                f"Nhiệm vụ dòng {task.content.first} nói đến chỉ tiêu do văn bản khác giao; "
                "hãy nhập con số theo văn bản đó."
            )


def _of_signer(plan: PlanRead) -> Iterator[str]:
    if plan.signer is None:
        yield "Không đọc được tên người ký; hãy nhập theo bản gốc."
    elif plan.signer.confidence < 0.8:
        yield f"Tên người ký “{plan.signer.value}” chưa chắc chắn; hãy đối chiếu với bản gốc."
