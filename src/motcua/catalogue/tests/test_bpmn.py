# SPDX-License-Identifier: EUPL-1.2
"""BPMN files: another library reads them, validates them and walks them; nothing is lost on the way back."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from SpiffWorkflow.bpmn.parser.BpmnParser import BpmnParser, BpmnValidator
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.util.task import TaskState

from motcua.catalogue.errors import BpmnUnreadable, ProcessNotDrawable
from motcua.catalogue.own_data_reading import read_own_data
from motcua.catalogue.processes import lint, read_file, refused
from motcua.catalogue.processes.bpmn import read_bpmn, write_bpmn
from motcua.catalogue.processes.graph import Kind, followers, graph_of
from motcua.catalogue.processes.layout import Box, Measures, lay_out
from motcua.catalogue.processes.values import Doubt, ReadProcess, ReadStep, ReadTime, TimeKind, TimeUnit
from motcua.law.roles import Role

ACROSS, DOWN = Measures(to_the_right=True, step=(140, 90)), Measures(to_the_right=False, step=(84, 168))


@pytest.fixture(scope="module")
def own_processes() -> list[ReadProcess]:
    return [process for procedure in read_own_data() for _, process in procedure.processes]


@pytest.fixture(scope="module")
def validator() -> BpmnValidator:
    return BpmnValidator()


def _parsed(content: bytes, validator: BpmnValidator) -> BpmnParser:
    parser = BpmnParser(validator=validator)
    parser.add_bpmn_xml(etree.fromstring(content))
    return parser


def _walk(content: bytes, validator: BpmnValidator, choose: int = 0) -> list[str]:
    """The names of the user tasks done, always taking the step numbered `choose` where there is a choice."""
    parser = _parsed(content, validator)
    workflow = BpmnWorkflow(parser.get_spec("Process_1"))
    done = []
    workflow.do_engine_steps()
    while not workflow.is_completed():
        (task,) = workflow.get_tasks(state=TaskState.READY, manual=True)
        task.data["buoc_tiep"] = choose
        done.append(task.task_spec.bpmn_name)
        task.run()
        workflow.do_engine_steps()
        assert len(done) < 200
    return done


def test_every_own_process_is_valid_bpmn_and_runs_to_its_end(
    own_processes: list[ReadProcess], validator: BpmnValidator
) -> None:
    assert len(own_processes) >= 108
    for process in own_processes:
        done = _walk(write_bpmn(process), validator)
        assert done == [step.name for step in process.steps], process.name


def test_every_own_process_comes_back_equal(own_processes: list[ReadProcess]) -> None:
    for process in own_processes:
        back = read_bpmn(write_bpmn(process))
        assert (back.process, back.notes) == (process, ())


@pytest.mark.shared_data
def test_real_processes_export_validate_and_come_back(shared_data: Path, validator: BpmnValidator) -> None:
    for process in read_file(shared_data / "data/internal_processes.yaml"):
        content = write_bpmn(process)
        assert _walk(content, validator)
        assert read_bpmn(content).process == process
        _assert_nothing_overlaps(process)


def test_a_choice_is_walked_as_chosen(validator: BpmnValidator) -> None:
    content = write_bpmn(BRANCHED)
    assert _walk(content, validator, choose=0) == ["Nhận", "Thẩm định", "Ký", "Trả kết quả"]
    assert _walk(content, validator, choose=3) == ["Nhận", "Hỏi ý kiến", "Ký", "Trả kết quả"]


def test_lanes_and_shapes_are_all_drawn(own_processes: list[ReadProcess]) -> None:
    root = etree.fromstring(write_bpmn(own_processes[0]))
    space = {
        "b": "http://www.omg.org/spec/BPMN/20100524/MODEL",
        "d": "http://www.omg.org/spec/BPMN/20100524/DI",
    }
    drawn = set(root.xpath("//d:BPMNShape/@bpmnElement | //d:BPMNEdge/@bpmnElement", namespaces=space))
    named = set(root.xpath("//b:process/*[@id and not(self::b:laneSet)]/@id", namespaces=space))
    named |= set(root.xpath("//b:lane/@id | //b:participant/@id", namespaces=space))
    assert drawn == named
    in_lanes = root.xpath("//b:flowNodeRef/text()", namespaces=space)
    flows = root.xpath("//b:sequenceFlow/@id", namespaces=space)
    assert len(in_lanes) == len(set(in_lanes))
    assert set(in_lanes) == named - set(flows) - set(root.xpath("//b:lane/@id", namespaces=space)) - {
        "Participant_1"
    }


def _step(number: str, name: str, role: Role, following: tuple[str, ...] | None = None) -> ReadStep:
    time = ReadTime(TimeKind.MEASURED, "2 giờ làm việc", 120, TimeUnit.WORKING_HOURS)
    return ReadStep(number, name, role, role.value, "", time, following=following)


BRANCHED = ReadProcess(
    "Có nhánh",
    "1.000001",
    "xã",
    "",
    ReadTime(TimeKind.MEASURED, "1 ngày làm việc", 480, TimeUnit.WORKING_DAYS),
    (
        _step("1", "Nhận", Role.RECEPTION, ("2.1", "2.2")),
        _step("2.1", "Thẩm định", Role.SPECIALIST, ("3",)),
        _step("2.2", "Hỏi ý kiến", Role.SECTION_HEAD, ("3",)),
        _step("3", "Ký", Role.AGENCY_HEAD),
        _step("4", "Trả kết quả", Role.RETURN_OFFICER),
    ),
)

_TEXT = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), max_size=12
)
_LINES = st.builds("\n".join, st.lists(_TEXT, max_size=3)) | st.just("\ttab\rxuống dòng ")
_FIGURES = st.none() | st.integers(0, 500_000)
_DECIMALS = st.none() | st.decimals(0, 1000, allow_nan=False, allow_infinity=False, places=5)
_TIMES = st.builds(
    ReadTime,
    st.sampled_from(TimeKind),
    _LINES,
    _FIGURES,
    st.none() | st.sampled_from(TimeUnit),
    _DECIMALS,
    st.lists(_TEXT, max_size=2).map(tuple),
)
_NUMBERS = st.sampled_from(("1", "2", "2.1", "3", "x"))
_STEPS = st.builds(
    ReadStep,
    _NUMBERS,
    _LINES,
    st.none() | st.sampled_from(Role),
    _LINES,
    _LINES,
    _TIMES,
    _FIGURES,
    _DECIMALS,
    st.lists(_TEXT, max_size=2).map(tuple),
    st.none() | st.lists(_NUMBERS, max_size=3).map(tuple),
)
_PROCESSES = st.builds(
    ReadProcess,
    _LINES,
    st.none() | _TEXT,
    _TEXT,
    _LINES,
    _TIMES,
    st.lists(_STEPS, min_size=1, max_size=7).map(tuple),
    st.lists(_TEXT, max_size=2).map(tuple),
    st.lists(st.builds(Doubt, _TEXT, _LINES, st.none() | _TEXT), max_size=2).map(tuple),
)


@settings(max_examples=150)
@given(_PROCESSES)
def test_any_process_comes_back_equal(process: ReadProcess) -> None:
    assert read_bpmn(write_bpmn(process)).process == process


@settings(max_examples=60)
@given(_PROCESSES)
def test_any_process_is_valid_and_drawn_without_overlap(process: ReadProcess) -> None:
    BpmnValidator().validate(etree.fromstring(write_bpmn(process)))
    _assert_nothing_overlaps(process)


def test_own_processes_are_drawn_without_overlap(own_processes: list[ReadProcess]) -> None:
    for process in own_processes:
        _assert_nothing_overlaps(process)


def _assert_nothing_overlaps(process: ReadProcess) -> None:
    graph = graph_of(process)
    for measures in (ACROSS, DOWN):
        layout = lay_out(graph, measures)
        boxes = list(layout.boxes.items())
        assert not [(a, b) for (a, one), (b, two) in combinations(boxes, 2) if one.meets(two)]
        for node in graph.nodes:
            assert _inside(layout.boxes[node.key], layout.lanes[node.lane]), node
        for flow in graph.flows:
            for (x1, y1), (x2, y2) in pairwise(layout.routes[flow.key]):
                assert x1 == x2 or y1 == y2
                line = Box(min(x1, x2) - 0.01, min(y1, y2) - 0.01, abs(x1 - x2) + 0.02, abs(y1 - y2) + 0.02)
                crossed = [key for key, box in boxes if _shrunk(box).meets(line)]
                assert not crossed, (flow, crossed)


def _inside(box: Box, lane: Box) -> bool:
    right, bottom = lane.x + lane.width, lane.y + lane.height
    return lane.x <= box.x and lane.y <= box.y and box.x + box.width <= right and box.y + box.height <= bottom


def _shrunk(box: Box) -> Box:
    """A line that begins or ends on the border of its own box does not run through it."""
    return Box(box.x + 1, box.y + 1, box.width - 2, box.height - 2)


FOREIGN = """<?xml version="1.0" encoding="UTF-8"?>
<semantic:definitions xmlns:semantic="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="t">
  <semantic:collaboration id="c"><semantic:participant id="p" name="Cấp bản sao" processRef="P"/>
    <semantic:participant id="q" name="Người dân"/><semantic:messageFlow id="m" sourceRef="q" targetRef="A"/>
  </semantic:collaboration>
  <semantic:process id="P">
    <semantic:laneSet><semantic:lane name="Bộ phận một cửa"><semantic:flowNodeRef>A</semantic:flowNodeRef>
      <semantic:flowNodeRef>E</semantic:flowNodeRef></semantic:lane>
      <semantic:lane name="Chuyên viên Phòng Kinh tế"><semantic:flowNodeRef>B</semantic:flowNodeRef>
      <semantic:flowNodeRef>C</semantic:flowNodeRef></semantic:lane></semantic:laneSet>
    <semantic:task id="E" name="Trả kết quả"><semantic:documentation>0,5 ngày làm việc</semantic:documentation>
    </semantic:task>
    <semantic:startEvent id="S"><semantic:messageEventDefinition/></semantic:startEvent>
    <semantic:userTask id="A" name="Tiếp nhận"><semantic:documentation>2 giờ làm việc</semantic:documentation>
    </semantic:userTask>
    <semantic:parallelGateway id="G" name="Cùng làm"/><semantic:parallelGateway id="H"/>
    <semantic:serviceTask id="B" name="Thẩm định"/>
    <semantic:subProcess id="C" name="Lấy ý kiến"><semantic:task id="inner" name="Bên trong"/></semantic:subProcess>
    <semantic:boundaryEvent id="T" name="Quá hạn" attachedToRef="B"/>
    <semantic:endEvent id="Z"/>
    <semantic:sequenceFlow id="f1" sourceRef="S" targetRef="A"/>
    <semantic:sequenceFlow id="f2" sourceRef="A" targetRef="G"/>
    <semantic:sequenceFlow id="f3" sourceRef="G" targetRef="B"/>
    <semantic:sequenceFlow id="f4" sourceRef="G" targetRef="C"/>
    <semantic:sequenceFlow id="f5" sourceRef="B" targetRef="H"/>
    <semantic:sequenceFlow id="f6" sourceRef="C" targetRef="H"/>
    <semantic:sequenceFlow id="f7" sourceRef="H" targetRef="E">
      <semantic:conditionExpression>du = true</semantic:conditionExpression></semantic:sequenceFlow>
    <semantic:sequenceFlow id="f8" sourceRef="E" targetRef="Z"/>
  </semantic:process>
</semantic:definitions>"""


def test_a_file_of_another_modeller_is_read_with_its_limits_said() -> None:
    back = read_bpmn(FOREIGN.encode())
    process = back.process
    assert (process.name, process.code) == ("Cấp bản sao", None)
    assert [step.name for step in process.steps] == ["Tiếp nhận", "Thẩm định", "Lấy ý kiến", "Trả kết quả"]
    assert [step.role for step in process.steps] == [
        Role.RECEPTION,
        Role.SPECIALIST,
        Role.SPECIALIST,
        Role.RETURN_OFFICER,
    ]
    assert [step.minutes for step in process.steps] == [120, None, None, 240]
    assert followers(process.steps) == [(1, 2), (3,), (3,), ()]
    assert {(note.code, note.element) for note in back.notes} == {
        ("left_out", "m"),
        ("left_out", "T"),
        ("event_kind_left_out", "S"),
        ("branching_read_as_choice", "G"),
        ("inside_left_out", "C"),
        ("condition_left_out", "f7"),
    }
    assert "“Cùng làm” (G): cổng song song" in next(
        note.message for note in back.notes if note.element == "G"
    )
    findings = lint(process)
    assert refused(findings)
    assert [each.step for each in findings if each.code == "step_time_missing"] == ["2", "3"]


def test_what_a_modeller_changed_counts() -> None:
    content = write_bpmn(BRANCHED).decode()
    content = content.replace('name="Ký"', 'name="Ký duyệt"')
    moved = "<bpmn:flowNodeRef>Step_2</bpmn:flowNodeRef>"
    content = content.replace(moved, "", 1).replace(
        "<bpmn:flowNodeRef>Step_4</bpmn:flowNodeRef>", f"<bpmn:flowNodeRef>Step_4</bpmn:flowNodeRef>{moved}"
    )
    content = content.replace(
        'sourceRef="Choice_1" targetRef="Step_3"', 'sourceRef="Choice_1" targetRef="Step_4"'
    )
    process = read_bpmn(content.encode()).process
    assert process.steps[3].name == "Ký duyệt"
    assert process.steps[1].role is Role.AGENCY_HEAD
    assert process.steps[0].following == ("2.1", "3")
    assert [step.minutes for step in process.steps] == [120] * 5


def test_a_task_added_in_a_modeller_joins_and_the_steps_are_numbered_anew() -> None:
    content = write_bpmn(BRANCHED).decode()
    content = content.replace(
        '<bpmn:sequenceFlow id="Flow_4_5" sourceRef="Step_4" targetRef="Step_5" />',
        '<bpmn:task id="N" name="Đóng dấu"/><bpmn:sequenceFlow id="n1" sourceRef="Step_4" targetRef="N"/>'
        '<bpmn:sequenceFlow id="n2" sourceRef="N" targetRef="Step_5"/>',
    )
    process = read_bpmn(content.encode()).process
    assert [(step.number, step.name) for step in process.steps] == [
        ("1", "Nhận"),
        ("2", "Thẩm định"),
        ("3", "Hỏi ý kiến"),
        ("4", "Ký"),
        ("5", "Đóng dấu"),
        ("6", "Trả kết quả"),
    ]
    assert followers(process.steps) == [(1, 2), (3,), (3,), (4,), (5,), ()]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b'<!DOCTYPE d [<!ENTITY a "b">]><d>&a;</d>', "DOCTYPE"),
        (b'<?xml version="1.0"?><!DOCTYPE d SYSTEM "file:///etc/passwd"><d/>', "DOCTYPE"),
        (b"<d>", "XML"),
        (b"", "XML"),
        (b"\x00\x01", "XML"),
        (b"<d/>", "BPMN 2.0"),
        (b'<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"/>', "quy trình nào"),
        (b"<d>" * 100 + b"</d>" * 100, "lồng nhau"),
        (b" " * 2_000_001, "2 MB"),
    ],
)
def test_unsafe_or_strange_files_are_refused(content: bytes, words: str) -> None:
    with pytest.raises(BpmnUnreadable, match=words):
        read_bpmn(content)


def test_without_steps_there_is_nothing_to_export() -> None:
    empty = ReadProcess("Trống", None, "", "", ReadTime(TimeKind.MISSING, ""), ())
    with pytest.raises(ProcessNotDrawable):
        write_bpmn(empty)


def test_shares_and_untimed_steps_survive() -> None:
    assert {node.kind for node in graph_of(BRANCHED).nodes} == set(Kind)
    time = ReadTime(TimeKind.NOT_COUNTED, "Không tính thời gian")
    last = ReadStep("2", "Trả kết quả", Role.RETURN_OFFICER, "", "", time)
    step = ReadStep(
        "1", "Nhận", Role.RECEPTION, "", "Quầy", BRANCHED.total, share=Decimal("0.25000"), forms=("receipt",)
    )
    process = ReadProcess("A", None, "", "", BRANCHED.total, (step, last))
    content = write_bpmn(process)
    assert b'notCounted="true"' in content
    assert str(read_bpmn(content).process.steps[0].share) == "0.25000"
