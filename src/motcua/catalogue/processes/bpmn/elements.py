# SPDX-License-Identifier: EUPL-1.2
"""What stands in a BPMN process: its tasks, its flows and lanes, and what of it an internal process cannot say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element

from motcua.catalogue.processes.bpmn.names import MODEL, bpmn

_WHOLE: Final = {
    "callActivity": "quy trình gọi ngoài",
    "subProcess": "quy trình con",
    "transaction": "giao dịch",
    "adHocSubProcess": "quy trình con tùy biến",
}
_TASKS: Final = frozenset(
    (
        *("task", "userTask", "manualTask", "serviceTask", "scriptTask"),
        *("sendTask", "receiveTask", "businessRuleTask", *_WHOLE),
    )
)
_JOINTS: Final = {
    "exclusiveGateway": "",
    "inclusiveGateway": "cổng bao hàm",
    "parallelGateway": "cổng song song",
    "complexGateway": "cổng phức hợp",
    "eventBasedGateway": "cổng chờ sự kiện",
    "intermediateCatchEvent": "sự kiện chờ",
    "intermediateThrowEvent": "sự kiện phát",
}
_ASIDE: Final = {
    "boundaryEvent": "sự kiện gắn vào bước",
    "dataObjectReference": "đối tượng dữ liệu",
    "dataStoreReference": "kho dữ liệu",
    "textAnnotation": "ghi chú",
    "group": "khung nhóm",
}
_LOOPS: Final = ("standardLoopCharacteristics", "multiInstanceLoopCharacteristics")


@dataclass(frozen=True, slots=True)
class Note:
    """Something of the file that was left out or read in its own way; `element` and `name` are its own."""

    code: str
    element: str
    name: str
    message: str


@dataclass(frozen=True, slots=True)
class Flows:
    """The way through a process: `onward` from each node to the next ones, in the order of the file."""

    tasks: tuple[Element, ...]
    starts: tuple[str, ...]
    ends: frozenset[str]
    joints: frozenset[str]
    onward: dict[str, list[str]]


def flows_of(process: Element) -> Flows:
    """Tasks and flows of a process; what lies inside a subprocess stays inside."""
    onward: dict[str, list[str]] = {}
    for flow in process.findall(bpmn("sequenceFlow")):
        onward.setdefault(flow.get("sourceRef", ""), []).append(flow.get("targetRef", ""))
    return Flows(
        tasks=tuple(one for one in process if kind_of(one) in _TASKS and one.get("id")),
        starts=tuple(one.get("id", "") for one in process.findall(bpmn("startEvent"))),
        ends=frozenset(one.get("id", "") for one in process.findall(bpmn("endEvent"))),
        joints=frozenset(one.get("id", "") for one in process if kind_of(one) in _JOINTS),
        onward=onward,
    )


def ahead(flows: Flows, source: str) -> tuple[list[str], bool]:
    """The tasks that come next after a node, through gateways, and whether the process may end there."""
    known = {task.get("id", "") for task in flows.tasks}
    found: list[str] = []
    waiting, seen, ends = list(flows.onward.get(source, ())), set(), False
    while waiting:
        key = waiting.pop(0)
        if key in seen:
            continue
        seen.add(key)
        ends = ends or key in flows.ends
        if key in known:
            found.append(key)
        elif key in flows.joints:
            waiting = [*flows.onward.get(key, ()), *waiting]
    return found, ends or not found


def lanes_of(process: Element) -> dict[str, str]:
    """The name of the innermost lane of each node."""
    named: dict[str, str] = {}
    for lane in process.iter(bpmn("lane")):  # outer lanes come before those inside them
        for node in lane.findall(bpmn("flowNodeRef")):
            named[(node.text or "").strip()] = " ".join(lane.get("name", "").split())
    return named


def kind_of(element: Element) -> str:
    """The BPMN name of an element, empty for other namespaces."""
    return element.tag.removeprefix(f"{{{MODEL}}}") if element.tag.startswith(f"{{{MODEL}}}") else ""


def notes_of(root: Element, process: Element) -> Iterator[Note]:
    """What an internal process has no words for, each with the element it is about."""
    for element in process:
        yield from _of_element(element, process)
    for flow in root.iter(bpmn("messageFlow")):
        yield _note("left_out", flow, "luồng thông điệp giữa các bên không được nhập")
    for other in root.findall(bpmn("process")):
        if other is not process:
            yield _note("process_left_out", other, "tệp có nhiều quy trình, quy trình này không được nhập")


def _of_element(element: Element, process: Element) -> Iterator[Note]:
    kind = kind_of(element)
    if kind in _WHOLE:
        yield _note("inside_left_out", element, f"{_WHOLE[kind]} được nhập thành một bước, bỏ phần bên trong")
    elif kind in _ASIDE:
        yield _note("left_out", element, f"{_ASIDE[kind]} không được nhập")
    elif kind == "sequenceFlow":
        yield from _of_flow(element)
    elif kind in _JOINTS:
        yield from _of_joint(element, process)
    elif kind in ("startEvent", "endEvent") and any(_defines_event(part) for part in element):
        yield _note("event_kind_left_out", element, "loại sự kiện (hẹn giờ, thông điệp…) không được nhập")
    if any(element.find(bpmn(loop)) is not None for loop in _LOOPS):
        yield _note("loop_left_out", element, "phần lặp lại của bước không được nhập")


def _defines_event(part: Element) -> bool:
    return kind_of(part).endswith("EventDefinition")


def _of_flow(flow: Element) -> Iterator[Note]:
    condition = flow.find(bpmn("conditionExpression"))
    text = "" if condition is None else "".join(condition.itertext()).strip()
    if text and not text.startswith("buoc_tiep =="):
        yield _note("condition_left_out", flow, f"điều kiện “{text[:80]}” không được nhập, chỉ nhập hướng đi")


def _of_joint(joint: Element, process: Element) -> Iterator[Note]:
    kind, key = kind_of(joint), joint.get("id")
    words = _JOINTS[kind]
    if kind.endswith("Event"):
        yield _note("left_out", joint, f"{words} không được nhập, luồng đi thẳng qua")
        return
    out = sum(flow.get("sourceRef") == key for flow in process.findall(bpmn("sequenceFlow")))
    if words and out > 1:
        yield _note(
            "branching_read_as_choice",
            joint,
            f"{words} được hiểu là chọn một trong các nhánh, hãy kiểm tra lại",
        )


def _note(code: str, element: Element, words: str) -> Note:
    key, name = element.get("id", ""), " ".join(element.get("name", "").split())
    called = f"“{name}” ({key})" if name else key or kind_of(element)
    return Note(code, key, name, f"{called}: {words}.")
