# SPDX-License-Identifier: EUPL-1.2
"""An internal process as BPMN 2.0 XML with its diagram, for any modeller.

Steps are user tasks in lanes by position and unit; where several steps may follow, an exclusive gateway asks for
the variable `buoc_tiep`, the number of the step chosen.
"""

from __future__ import annotations

from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from motcua.catalogue.errors import ProcessNotDrawable
from motcua.catalogue.processes.bpmn.extension import write_process, write_step
from motcua.catalogue.processes.bpmn.names import (
    BOUNDS,
    DIAGRAM,
    INSTANCE,
    PREFIXES,
    TARGET,
    WAYS,
    bpmn,
    sayable,
)
from motcua.catalogue.processes.graph import Flow, Graph, Kind, Node, graph_of
from motcua.catalogue.processes.layout import Box, Layout, Measures, lay_out
from motcua.catalogue.processes.values import ReadProcess

PROCESS, COLLABORATION, PARTICIPANT = "Process_1", "Collaboration_1", "Participant_1"
MEASURES = Measures(to_the_right=True, step=(140, 90), lane_pad=20, head=24)
_POOL_NAME, _LANE_HEAD = 30, 30
"""Room for the turned names of the pool and of its lanes, left of the first place."""
_TAGS = {
    Kind.START: "startEvent",
    Kind.STEP: "userTask",
    Kind.CHOICE: "exclusiveGateway",
    Kind.END: "endEvent",
}
_NAMES = {Kind.START: "Nộp hồ sơ", Kind.CHOICE: "Bước tiếp theo?", Kind.END: "Kết thúc"}

for _prefix, _space in PREFIXES.items():
    ElementTree.register_namespace(_prefix, _space)


def write_bpmn(process: ReadProcess) -> bytes:
    """The XML file. The same process always gives the same bytes. Raises `ProcessNotDrawable` without steps."""
    if not process.steps:
        raise ProcessNotDrawable("Quy trình chưa có bước nào.", hint="Hãy nhập các bước trước khi xuất.")
    graph = graph_of(process)
    root = Element(bpmn("definitions"), {"id": "Definitions_1", "targetNamespace": TARGET})
    name = sayable(process.name)
    pool = SubElement(root, bpmn("collaboration"), {"id": COLLABORATION})
    about = {"id": PARTICIPANT, "name": name, "processRef": PROCESS}
    SubElement(pool, bpmn("participant"), about)
    _write_process(root, process, graph, name)
    _write_diagram(root, graph)
    ElementTree.indent(root)
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _write_process(root: Element, process: ReadProcess, graph: Graph, name: str) -> None:
    element = SubElement(root, bpmn("process"), {"id": PROCESS, "name": name, "isExecutable": "true"})
    write_process(SubElement(element, bpmn("extensionElements")), process)
    lanes = SubElement(element, bpmn("laneSet"), {"id": "LaneSet_1"})
    for index, lane_name in enumerate(graph.lanes):
        lane = SubElement(lanes, bpmn("lane"), {"id": f"Lane_{index + 1}", "name": sayable(lane_name)})
        for node in graph.nodes:
            if node.lane == index:
                SubElement(lane, bpmn("flowNodeRef")).text = node.key
    for node in graph.nodes:
        _write_node(element, process, graph, node)
    for flow in graph.flows:
        _write_flow(element, process, graph, flow)


def _write_node(parent: Element, process: ReadProcess, graph: Graph, node: Node) -> None:
    step = process.steps[node.step]
    said = {"id": node.key, "name": sayable(_NAMES.get(node.kind, step.name))}
    out = [flow for flow in graph.flows if flow.source == node.key]
    if node.kind is Kind.CHOICE:
        said["default"] = out[0].key
    element = SubElement(parent, bpmn(_TAGS[node.kind]), said)
    if node.kind is Kind.STEP:
        write_step(SubElement(element, bpmn("extensionElements")), step, node.step + 1)
    for flow in graph.flows:
        if flow.target == node.key:
            SubElement(element, bpmn("incoming")).text = flow.key
    for flow in out:
        SubElement(element, bpmn("outgoing")).text = flow.key


def _write_flow(parent: Element, process: ReadProcess, graph: Graph, flow: Flow) -> None:
    said = {"id": flow.key, "sourceRef": flow.source, "targetRef": flow.target}
    if flow.label:
        said["name"] = sayable(f"Bước {flow.label}")
    element = SubElement(parent, bpmn("sequenceFlow"), said)
    choices = [other for other in graph.flows if other.source == flow.source]
    if flow.label and flow != choices[0]:
        condition = SubElement(element, bpmn("conditionExpression"))
        condition.set(f"{{{INSTANCE}}}type", "bpmn:tFormalExpression")
        condition.text = f"buoc_tiep == {int(flow.target.removeprefix('Step_'))}"


def _write_diagram(root: Element, graph: Graph) -> None:
    layout = lay_out(graph, MEASURES)
    diagram = SubElement(root, f"{{{DIAGRAM}}}BPMNDiagram", {"id": "Diagram_1"})
    plane = SubElement(diagram, f"{{{DIAGRAM}}}BPMNPlane", {"id": "Plane_1", "bpmnElement": COLLABORATION})
    head = _POOL_NAME + _LANE_HEAD
    _shape(plane, PARTICIPANT, Box(-head, 0, layout.width + head, layout.height), level=True)
    for index, box in enumerate(layout.lanes):
        lane = Box(box.x - _LANE_HEAD, box.y, box.width + _LANE_HEAD, box.height)
        _shape(plane, f"Lane_{index + 1}", lane, level=True)
    for node in graph.nodes:
        _shape(plane, node.key, layout.boxes[node.key])
    for flow in graph.flows:
        _edge(plane, flow, layout)


def _shape(plane: Element, key: str, box: Box, *, level: bool = False) -> None:
    said = {"id": f"{key}_di", "bpmnElement": key, **({"isHorizontal": "true"} if level else {})}
    shape = SubElement(plane, f"{{{DIAGRAM}}}BPMNShape", said)
    # Modellers put the corner of the pool where they like; away from zero its border is seen in all of them.
    place = {
        "x": _number(box.x + 200),
        "y": _number(box.y + 80),
        "width": _number(box.width),
        "height": _number(box.height),
    }
    SubElement(shape, f"{{{BOUNDS}}}Bounds", place)


def _edge(plane: Element, flow: Flow, layout: Layout) -> None:
    said = {"id": f"{flow.key}_di", "bpmnElement": flow.key}
    edge = SubElement(plane, f"{{{DIAGRAM}}}BPMNEdge", said)
    for x, y in layout.routes[flow.key]:
        SubElement(edge, f"{{{WAYS}}}waypoint", {"x": _number(x + 200), "y": _number(y + 80)})


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
