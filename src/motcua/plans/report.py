# SPDX-License-Identifier: EUPL-1.2
"""The report of a plan on any day: each task with its evidence, each target with its value, a drafted narrative.

Everything is told as it stood at the end of that day: tasks from the steps of the plan, work from its entries,
targets from the days that were kept. Nothing is made up: what only the unit can tell is a marked block.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from typing import Final

from motcua.law.clock import VIETNAM
from motcua.organisations.queries import person_names, unit_names
from motcua.plans.models import EntryKind, Plan, PlanTask, TaskEntry, UnitGroup
from motcua.plans.target_queries import TargetNow, targets_on
from motcua.plans.targets.printing import described, wanted_words
from motcua.plans.targets.words import number_words
from motcua.plans.then import plan_then
from motcua.plans.work_queries import most_pressing
from motcua.plans.work_story import WorkThen, works_then
from motcua.plans.working.standing import STANDING_NAMES, Standing

UNKNOWN: Final = "chưa có số liệu"
_SHOWN_LATE: Final = 20
_OPEN: Final = (Standing.LATE, Standing.DUE_SOON, Standing.IN_PROGRESS, Standing.NOT_STARTED)
_DONE: Final = (Standing.DONE, Standing.DONE_LATE)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A file somebody handed in: for which work, under which entry."""

    work_id: int
    entry_id: int
    name: str
    day: dt.date


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One task. `standing` None: its first period has not begun. `done` of `works` pieces of work are finished."""

    task_id: int
    number: int
    section: str
    group: str
    content: str
    lead: str
    due: dt.date | None
    rhythm: str
    product: str
    standing: Standing | None
    percent: int
    works: int
    done: int
    owner: str
    said: str
    said_on: dt.date | None
    asked_due: dt.date | None
    evidence: tuple[Evidence, ...]

    @property
    def standing_words(self) -> str:
        """How it stands, in Vietnamese."""
        return STANDING_NAMES[self.standing] if self.standing else STANDING_NAMES[Standing.AHEAD]


@dataclass(frozen=True, slots=True)
class TargetLine:
    """One target. `value` is words; `reached` and `reachable` None where that is not known."""

    target_id: int
    number: int
    measured: str
    wanted: str
    value: str
    detail: str
    as_of: dt.date | None
    by_hand: bool
    reached: bool | None
    reachable: bool | None
    since: dt.date | None
    owner: str
    due: dt.date | None


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of the narrative; `to_write` is what the unit tells itself."""

    number: str
    title: str
    sentences: tuple[str, ...]
    to_write: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanReport:
    """The report of one plan on one day."""

    plan_id: int
    plan_name: str
    title: str
    unit_name: str
    unit_code: str
    day: dt.date
    as_of: dt.datetime
    tasks: tuple[TaskLine, ...]
    targets: tuple[TargetLine, ...]
    chapters: tuple[Chapter, ...]

    @property
    def counts(self) -> dict[Standing, int]:
        """How many tasks stand how; those whose time has not come are ahead."""
        found = Counter(line.standing or Standing.AHEAD for line in self.tasks)
        return {standing: found[standing] for standing in STANDING_NAMES if found[standing]}

    def to_json(self) -> str:
        """The whole report as canonical JSON."""
        told = {**asdict(self), "as_of": self.as_of.isoformat()}
        return json.dumps(told, ensure_ascii=False, sort_keys=True, indent=1, default=str)

    @property
    def sha256(self) -> str:
        """Hash of what the report says, whenever it was made."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()


def report_of(plan: Plan, day: dt.date, now: dt.datetime) -> PlanReport:
    """The report as of the end of `day`, or of now on a day that is not over. Ten queries, however many tasks."""
    end = dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), VIETNAM) - dt.timedelta(microseconds=1)
    as_of = min(end, now)
    told_day = as_of.astimezone(VIETNAM).date()
    then, tasks = plan_then(plan, as_of)
    works: dict[int, list[WorkThen]] = {}
    for work in works_then(plan, as_of):
        works.setdefault(work.task_id, []).append(work)
    people = person_names({one.owner_id for each in works.values() for one in each if one.owner_id})
    units = unit_names({task.lead_unit_id for task in tasks if task.lead_unit_id})
    lines = tuple(
        _task_line(number, task, works.get(task.pk, []), people, units, told_day)
        for number, task in enumerate(tasks, 1)
    )
    targets = tuple(_target_line(number, one) for number, one in enumerate(targets_on(plan, told_day), 1))
    return PlanReport(
        plan.pk,
        then.name,
        then.title or then.name,
        then.unit.name,
        then.unit.code,
        told_day,
        as_of,
        lines,
        targets,
        tuple(_narrative(then, lines, targets, told_day)),
    )


def _task_line(
    number: int,
    task: PlanTask,
    works: Sequence[WorkThen],
    people: dict[int, str],
    units: dict[int, str],
    day: dt.date,
) -> TaskLine:
    standings = [one.standing_on(day) for one in works]
    begun = [one for one in standings if one is not Standing.AHEAD]
    said = _last_said(works)
    counted = [
        one.percent for one, standing in zip(works, standings, strict=True) if standing is not Standing.AHEAD
    ]
    return TaskLine(
        task_id=task.pk,
        number=number,
        section=task.section,
        group=task.group,
        content=task.content,
        lead=_lead(task, units),
        due=_due(task, works, standings),
        rhythm=task.get_recurrence_display() if task.recurrence != "none" else "",
        product=task.product,
        standing=most_pressing(begun) if begun else None,
        percent=round(sum(counted) / len(counted)) if counted else 0,
        works=len(begun),
        done=sum(one in _DONE for one in begun),
        owner=", ".join(dict.fromkeys(people[one.owner_id] for one in works if one.owner_id in people)),
        said=said.text if said else "",
        said_on=said.at.astimezone(VIETNAM).date() if said else None,
        asked_due=next((one.asked_due for one in works if one.asked_due), None),
        evidence=tuple(_evidence(works)),
    )


def _lead(task: PlanTask, units: dict[int, str]) -> str:
    if task.lead_unit_id:
        return units.get(task.lead_unit_id, task.lead_text)
    return task.lead_text or (UnitGroup(task.lead_group).label if task.lead_group else "")


def _due(task: PlanTask, works: Sequence[WorkThen], standings: Sequence[Standing]) -> dt.date | None:
    """The day that counts: of the first piece of work that is not finished, else of the task."""
    waiting = (
        one.due
        for one, standing in zip(works, standings, strict=True)
        if standing in _OPEN and one.due is not None
    )
    return min(waiting, default=task.due)


def _last_said(works: Iterable[WorkThen]) -> TaskEntry | None:
    wanted = (EntryKind.PROGRESS, EntryKind.DONE, EntryKind.EVIDENCE)
    entries = [entry for one in works for entry in one.said if entry.kind in wanted and entry.text]
    return max(entries, key=lambda entry: entry.pk, default=None)


def _evidence(works: Iterable[WorkThen]) -> Iterable[Evidence]:
    for one in works:
        for entry in one.files:
            yield Evidence(one.work_id, entry.pk, entry.file_name, entry.at.astimezone(VIETNAM).date())


def _target_line(number: int, one: TargetNow) -> TargetLine:
    unit = one.expression.wanted.unit
    value = f"{number_words(round(one.number, 2))} {unit}".strip() if one.number is not None else UNKNOWN
    kept = one.kept
    detail = ""
    if kept is not None and kept.part is not None and kept.whole and not one.by_hand:
        detail = f"{number_words(kept.part.normalize())} / {number_words(kept.whole.normalize())}"
    return TargetLine(
        target_id=one.target.pk,
        number=number,
        measured=described(one.expression),
        wanted=wanted_words(one.expression),
        value=value,
        detail=detail,
        as_of=one.day,
        by_hand=one.by_hand,
        reached=one.reached,
        reachable=one.reachable,
        since=one.since,
        owner=one.target.owner.name if one.target.owner else "",
        due=one.target.due,
    )


def _narrative(
    plan: Plan, lines: Sequence[TaskLine], targets: Sequence[TargetLine], day: dt.date
) -> Iterable[Chapter]:
    yield Chapter(
        "I",
        "Tình hình chung",
        tuple(_general(plan, lines, day)),
        ("Công tác chỉ đạo, điều hành; thuận lợi chung.",),
    )
    yield Chapter("II", "Kết quả thực hiện nhiệm vụ", tuple(_results(lines)))
    late = [line for line in lines if line.standing is Standing.LATE]
    if late:
        yield Chapter(
            "III",
            "Nhiệm vụ quá hạn",
            tuple(_late(late)),
            ("Nguyên nhân chậm của từng nhiệm vụ và trách nhiệm của đơn vị, cá nhân.",),
        )
    yield Chapter("IV" if late else "III", "Chỉ tiêu", tuple(_targets(targets)))
    yield Chapter(
        "V" if late else "IV",
        "Khó khăn, kiến nghị và nhiệm vụ tiếp theo",
        tuple(_ahead(lines, day)),
        ("Khó khăn, vướng mắc; đề xuất, kiến nghị.",),
    )


def _general(plan: Plan, lines: Sequence[TaskLine], day: dt.date) -> Iterable[str]:
    begun = [line for line in lines if line.standing is not None]
    yield (
        f"Thực hiện {plan.name}, tính đến hết ngày {day:%d/%m/%Y}, kế hoạch có {len(lines)} nhiệm vụ; "
        f"{len(begun)} nhiệm vụ đã đến kỳ thực hiện."
    )
    counts = Counter(line.standing for line in begun)
    told = [f"{counts[one]} {STANDING_NAMES[one].lower()}" for one in STANDING_NAMES if counts[one]]
    if told:
        yield f"Trong đó: {'; '.join(told)}."
    files = sum(len(line.evidence) for line in lines)
    yield f"{files} tệp minh chứng đã được nộp cho {sum(bool(line.evidence) for line in lines)} nhiệm vụ."


def _results(lines: Sequence[TaskLine]) -> Iterable[str]:
    for name, group in groupby(lines, key=lambda line: line.section):
        listed = list(group)
        done = sum(line.standing in _DONE for line in listed)
        late = sum(line.standing is Standing.LATE for line in listed)
        words = f"{name or 'Các nhiệm vụ'}: {done}/{len(listed)} nhiệm vụ hoàn thành"
        yield f"{words}, {late} nhiệm vụ quá hạn." if late else f"{words}."
        for line in listed:
            if line.standing in _DONE and line.said:
                yield f"- {line.content}: {line.said.rstrip(' .')}."


def _late(late: Sequence[TaskLine]) -> Iterable[str]:
    for line in late[:_SHOWN_LATE]:
        due = f"hạn {line.due:%d/%m/%Y}" if line.due else "không ghi hạn"
        asked = f", đang xin gia hạn đến {line.asked_due:%d/%m/%Y}" if line.asked_due else ""
        yield f"- {line.content} ({line.lead or 'chưa rõ đơn vị'}, {due}, đạt {line.percent} %{asked})."
    if len(late) > _SHOWN_LATE:
        yield f"Còn {len(late) - _SHOWN_LATE} nhiệm vụ quá hạn khác, xem phụ lục."


def _targets(targets: Sequence[TargetLine]) -> Iterable[str]:
    if not targets:
        yield "Kế hoạch không có chỉ tiêu nào được theo dõi."
        return
    reached = sum(one.reached is True for one in targets)
    unknown = sum(one.reached is None for one in targets)
    yield f"{reached}/{len(targets)} chỉ tiêu đang đạt" + (
        f", {unknown} chỉ tiêu {UNKNOWN}." if unknown else "."
    )
    for one in targets:
        state = {True: "đạt", False: "chưa đạt", None: UNKNOWN}[one.reached]
        value = f"{one.value} ({one.detail})" if one.detail else one.value
        lost = f"; không còn đạt được kể từ ngày {one.since:%d/%m/%Y}" if one.since else ""
        yield f"- {one.measured}: cần {one.wanted}, hiện {value}: {state}{lost}."


def _ahead(lines: Sequence[TaskLine], day: dt.date) -> Iterable[str]:
    until = day + dt.timedelta(days=31)
    near = [line for line in lines if line.due and day < line.due <= until and line.standing not in _DONE]
    if not near:
        yield "Không có nhiệm vụ nào đến hạn trong 31 ngày tới."
        return
    yield f"{len(near)} nhiệm vụ đến hạn trong 31 ngày tới:"
    for line in sorted(near, key=lambda one: one.due or day)[:_SHOWN_LATE]:
        yield f"- {line.content} ({line.lead or 'chưa rõ đơn vị'}, hạn {line.due:%d/%m/%Y})."
