# SPDX-License-Identifier: EUPL-1.2
"""A BPMN 2.0 file as an internal process: one we wrote comes back equal, one of another modeller as far as it says.

Names, lanes and flows are those of the drawing, so that what was changed in a modeller counts; everything else of
a step comes from our extension, where the file has it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from motcua.catalogue.errors import BpmnUnreadable
from motcua.catalogue.processes.bpmn.elements import Flows, Note, ahead, flows_of, lanes_of, notes_of
from motcua.catalogue.processes.bpmn.extension import read_head, read_step
from motcua.catalogue.processes.bpmn.names import bpmn, own, sayable
from motcua.catalogue.processes.bpmn.parsing import parse
from motcua.catalogue.processes.graph import followers, lane_name
from motcua.catalogue.processes.positions import read_position
from motcua.catalogue.processes.times import read_time
from motcua.catalogue.processes.values import ReadProcess, ReadStep, ReadTime, TimeKind
from motcua.law.roles import ROLE_NAMES, Role


@dataclass(frozen=True, slots=True)
class ReadBpmn:
    """What a file holds, and the notes on what was left out of it."""

    process: ReadProcess
    notes: tuple[Note, ...]


def read_bpmn(content: bytes) -> ReadBpmn:
    """The process of a file; the lint is a matter of the caller. Raises `BpmnUnreadable`."""
    root = parse(content)
    processes = root.findall(bpmn("process"))
    if not processes:
        raise BpmnUnreadable("Tệp không có quy trình nào.", hint="Hãy vẽ ít nhất một bước rồi xuất lại.")
    element = max(processes, key=lambda one: len(flows_of(one).tasks))
    flows = flows_of(element)
    notes = list(notes_of(root, element))
    tasks, kept = _in_order(flows)
    steps = _steps(element, tasks, kept=kept, notes=notes)
    steps = _with_following(steps, tasks, flows, notes)
    head = element.find(f"{bpmn('extensionElements')}/{own('process')}")
    unknown = ReadProcess("", None, "", "", ReadTime(TimeKind.MISSING, ""), ())
    said = unknown if head is None else read_head(head)
    return ReadBpmn(replace(said, name=_name_of(root, element), steps=steps), tuple(notes))


def _name_of(root: Element, process: Element) -> str:
    """The process names itself; many modellers name only its pool."""
    if process.get("name"):
        return process.get("name", "")
    pools = (
        pool.get("name", "")
        for pool in root.iter(bpmn("participant"))
        if pool.get("processRef", "").rpartition(":")[2] == process.get("id")
    )
    return next(pools, "")


def _in_order(flows: Flows) -> tuple[list[Element], bool]:
    """The tasks in the order of their steps, and whether that is the order and numbering of our extension."""
    said = {_order(task) for task in flows.tasks}
    if len(said) == len(flows.tasks) and all(one.isascii() and one.isdigit() for one in said):
        by_order = sorted(flows.tasks, key=lambda task: int(_order(task)))
        begins = [key for start in flows.starts for key in ahead(flows, start)[0]]
        if not by_order or not begins or begins[0] == by_order[0].get("id"):
            return by_order, True
    return _along_the_way(flows), False


def _along_the_way(flows: Flows) -> list[Element]:
    """Each task before what it leads to, where the way does not turn back; what nothing leads to comes last."""
    by_key = {task.get("id", ""): task for task in flows.tasks}
    onward = {key: ahead(flows, key)[0] for key in by_key}
    entered = {key for targets in onward.values() for key in targets}
    begins = [key for start in flows.starts for key in ahead(flows, start)[0]]
    order: list[str] = []
    seen: set[str] = set()
    for root in (*begins, *(key for key in by_key if key not in entered), *by_key):
        order += reversed(_finished(root, onward, seen))
    return [by_key[key] for key in order]


def _finished(root: str, onward: Mapping[str, Sequence[str]], seen: set[str]) -> list[str]:
    """What can be reached from `root` and was not seen before, each after everything ahead of it."""
    if root in seen:
        return []
    seen.add(root)
    done: list[str] = []
    way = [(root, iter(tuple(reversed(onward[root]))))]
    while way:
        key, targets = way[-1]
        target = next((one for one in targets if one not in seen), None)
        if target is None:
            done.append(key)
            way.pop()
        else:
            seen.add(target)
            way.append((target, iter(tuple(reversed(onward[target])))))
    return done


def _steps(
    process: Element, tasks: Sequence[Element], *, kept: bool, notes: list[Note]
) -> tuple[ReadStep, ...]:
    lanes = lanes_of(process)
    steps = []
    for index, task in enumerate(tasks):
        key, name = task.get("id", ""), task.get("name", "")
        extension = _own_step(task)
        if extension is not None:
            step = _in_lane(read_step(extension, name), lanes.get(key))
        else:
            step = _foreign_step(task, name, lanes.get(key, ""))
        if not name:
            notes.append(Note("without_name", key, "", f"{key}: bước chưa có tên, hãy đặt tên."))
        steps.append(step if kept else replace(step, number=str(index + 1)))
    return tuple(steps)


def _in_lane(step: ReadStep, lane: str | None) -> ReadStep:
    """A task that was moved to another lane is done by whom the lane names."""
    if not lane or lane == " ".join(sayable(lane_name(step)).split()):
        return step
    role, unit = _position(lane, step.name)
    return replace(step, role=role, role_text=lane if role is None else role.value, unit_text=unit)


def _foreign_step(task: Element, name: str, lane: str) -> ReadStep:
    role, unit = _position(lane, name)
    said = " ".join("".join(one.itertext()) for one in task.findall(bpmn("documentation")))
    time = read_time(said)
    if time.kind not in (TimeKind.MEASURED, TimeKind.NOT_COUNTED):
        time = ReadTime(TimeKind.MISSING, "")
    return ReadStep("", name, role, lane if role is None else role.value, unit, time)


def _position(lane: str, name: str) -> tuple[Role | None, str]:
    """Who a lane names: our own names of positions first, else the words of published tables."""
    for role, words in ROLE_NAMES.items():
        if lane == words:
            return role, ""
        if lane.startswith(f"{words} – "):
            return role, lane.removeprefix(f"{words} – ")
    position = read_position(lane, name)
    return position.role, position.unit_text


def _with_following(
    steps: tuple[ReadStep, ...], tasks: Sequence[Element], flows: Flows, notes: list[Note]
) -> tuple[ReadStep, ...]:
    place = {task.get("id", ""): index for index, task in enumerate(tasks)}
    said = followers(steps)
    found = []
    for index, (step, task) in enumerate(zip(steps, tasks, strict=True)):
        keys, ends = ahead(flows, task.get("id", ""))
        targets = tuple(place[key] for key in keys)
        if targets and ends:
            words = f"“{step.name}”: nhánh kết thúc ngay sau bước này không được nhập, chỉ nhập bước đi tiếp."
            notes.append(Note("early_end_left_out", task.get("id", ""), step.name, words))
        if set(targets) == set(said[index]):
            found.append(step)
        else:
            found.append(replace(step, following=tuple(steps[target].number for target in targets)))
    return tuple(found)


def _own_step(task: Element) -> Element | None:
    return task.find(f"{bpmn('extensionElements')}/{own('step')}")


def _order(task: Element) -> str:
    step = _own_step(task)
    return "" if step is None else step.get("order", "")
