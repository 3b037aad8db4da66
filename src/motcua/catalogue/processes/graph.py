# SPDX-License-Identifier: EUPL-1.2
"""An internal process as nodes and flows: what a drawing places and what a BPMN file says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from motcua.catalogue.processes.values import ReadProcess, ReadStep
from motcua.law.roles import ROLE_NAMES


class Kind(StrEnum):
    """What a node is; a choice stands behind a step that several steps may follow."""

    START = "start"
    STEP = "step"
    CHOICE = "choice"
    END = "end"


@dataclass(frozen=True, slots=True)
class Node:
    """One node. `step` is the index of its step; the start stands with the first step, the end with the last."""

    key: str
    kind: Kind
    step: int
    lane: int


@dataclass(frozen=True, slots=True)
class Flow:
    """From one node to another; `label` is the number of the step ahead where there is a choice."""

    key: str
    source: str
    target: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes in the order in which they are drawn, flows, and the names of the lanes."""

    nodes: tuple[Node, ...]
    flows: tuple[Flow, ...]
    lanes: tuple[str, ...]


START, END = "StartEvent_1", "EndEvent_1"


def graph_of(process: ReadProcess) -> Graph:
    """The graph of a process with at least one step; what follows an unknown step number is left out."""
    lanes = list(dict.fromkeys(lane_name(step) for step in process.steps))
    follow = followers(process.steps)
    lane_of = [lanes.index(lane_name(step)) for step in process.steps]
    nodes = [Node(START, Kind.START, 0, lane_of[0])]
    for index, targets in enumerate(follow):
        nodes.append(Node(step_key(index), Kind.STEP, index, lane_of[index]))
        if len(targets) > 1:
            nodes.append(Node(f"Choice_{index + 1}", Kind.CHOICE, index, lane_of[index]))
    nodes.append(Node(END, Kind.END, len(process.steps) - 1, lane_of[-1]))
    return Graph(tuple(nodes), tuple(_flows(process.steps, follow)), tuple(lanes))


def followers(steps: tuple[ReadStep, ...]) -> list[tuple[int, ...]]:
    """For each step the indexes of the steps that may come next; empty where the process ends."""
    first = {step.number: index for index, step in reversed(list(enumerate(steps)))}
    follow: list[tuple[int, ...]] = []
    for index, step in enumerate(steps):
        if step.following is None:
            follow.append((index + 1,) if index + 1 < len(steps) else ())
        else:
            follow.append(tuple(dict.fromkeys(first[number] for number in step.following if number in first)))
    return follow


def step_key(index: int) -> str:
    """The key of the node of a step."""
    return f"Step_{index + 1}"


def lane_name(step: ReadStep) -> str:
    """Who does the step, as the name of a lane: the position and the unit, else the published words."""
    if step.role is None:
        return step.role_text or step.unit_text or "Chưa rõ vị trí"
    name = ROLE_NAMES[step.role]
    return f"{name} – {step.unit_text}" if step.unit_text else name


def _flows(steps: tuple[ReadStep, ...], follow: list[tuple[int, ...]]) -> Iterator[Flow]:
    yield Flow("Flow_start", START, step_key(0))
    for index, targets in enumerate(follow):
        source = step_key(index)
        if len(targets) > 1:
            yield Flow(f"Flow_{index + 1}", source, f"Choice_{index + 1}")
            source = f"Choice_{index + 1}"
        for target in targets:
            label = steps[target].number if len(targets) > 1 else ""
            yield Flow(f"Flow_{index + 1}_{target + 1}", source, step_key(target), label)
        if not targets:
            yield Flow(f"Flow_{index + 1}_end", source, END)
