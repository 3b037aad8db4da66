# SPDX-License-Identifier: EUPL-1.2
"""Where the nodes and flows of a process stand on the page; the same process always lies the same way.

Every node has a place of its own along the way, so no two boxes can meet. A flow leaves its box forwards, runs
across only in the gap behind a place, and along only in a track at the edge of a lane, so none crosses a box.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from motcua.catalogue.processes.graph import Flow, Graph, Kind, Node

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, in pixels."""

    x: float
    y: float
    width: float
    height: float

    def meets(self, other: Box) -> bool:
        """Whether the insides of two boxes share a point."""
        return (
            self.x < other.x + other.width
            and other.x < self.x + self.width
            and self.y < other.y + other.height
            and other.y < self.y + self.height
        )


@dataclass(frozen=True, slots=True)
class Measures:
    """Sizes, `along` the way and `across` it. `across`: the way goes to the right; otherwise it goes down."""

    to_the_right: bool
    step: Point
    gap: float = 44
    lane_pad: float = 16
    track: float = 12
    head: float = 0
    """Room before the first place, for the names of the lanes."""


SIZES: Mapping[Kind, Point] = {Kind.START: (36, 36), Kind.END: (36, 36), Kind.CHOICE: (50, 50)}


@dataclass(frozen=True, slots=True)
class Layout:
    """Boxes of nodes by key, points of flows by key, boxes of lanes in their order, and the size of it all."""

    boxes: Mapping[str, Box]
    routes: Mapping[str, tuple[Point, ...]]
    lanes: tuple[Box, ...]
    width: float
    height: float


def lay_out(graph: Graph, measures: Measures) -> Layout:
    """Place everything."""
    placing = _Placing(graph, measures)
    boxes = {node.key: placing.box(node) for node in graph.nodes}
    routes = {flow.key: placing.route(flow) for flow in graph.flows}
    lanes = tuple(
        placing.turned(0, placing.lane_start[index], placing.length, placing.lane_size[index])
        for index in range(len(graph.lanes))
    )
    long, wide = placing.length, placing.lane_start[-1] + placing.lane_size[-1]
    width, height = (long, wide) if measures.to_the_right else (wide, long)
    return Layout(boxes, routes, lanes, width, height)


class _Placing:
    """The sums behind one layout. Positions are kept as (along, across) and turned at the end."""

    def __init__(self, graph: Graph, measures: Measures) -> None:
        self.measures = measures
        self.place = {node.key: index for index, node in enumerate(graph.nodes)}
        self.lane = {node.key: node.lane for node in graph.nodes}
        self.size = {node.key: SIZES.get(node.kind, measures.step) for node in graph.nodes}
        self.bends = self._bends(graph)
        self.start: list[float] = []
        at = measures.head
        for index, node in enumerate(graph.nodes):
            at += self._gap(index - 1)
            self.start.append(at)
            at += self.size[node.key][0]
        self.length = at + self._gap(len(graph.nodes) - 1)
        self._measure_lanes(graph)

    def _bends(self, graph: Graph) -> dict[tuple[str, int], int]:
        """Which slot of a gap each bending flow takes, so that no two run across on one line."""
        taken: Counter[int] = Counter()
        bends: dict[tuple[str, int], int] = {}
        for flow in graph.flows:
            for gap in self._gaps_of(flow):
                taken[gap] += 1
                bends[flow.key, gap] = taken[gap]
        self.taken = taken
        return bends

    def _gaps_of(self, flow: Flow) -> tuple[int, ...]:
        source, target = self.place[flow.source], self.place[flow.target]
        if target == source + 1:
            return () if self.lane[flow.source] == self.lane[flow.target] else (source,)
        return tuple(dict.fromkeys((source, target - 1)))

    def _gap(self, index: int) -> float:
        return max(self.measures.gap, 12.0 * (self.taken[index] + 1))

    def _measure_lanes(self, graph: Graph) -> None:
        tracks: Counter[int] = Counter()
        self.track: dict[str, tuple[int, int]] = {}
        for flow in graph.flows:
            if len(self._gaps_of(flow)) == 2:
                lane = self.lane[flow.target]
                tracks[lane] += 1
                self.track[flow.key] = (lane, tracks[lane])
        pad, across = self.measures.lane_pad, self.measures.step[1]
        self.tracks_size = [tracks[index] * self.measures.track for index in range(len(graph.lanes))]
        self.lane_size = [size + across + 2 * pad for size in self.tracks_size]
        self.lane_start = [0.0]
        for size in self.lane_size[:-1]:
            self.lane_start.append(self.lane_start[-1] + size)

    def _middle(self, lane: int) -> float:
        below = self.measures.lane_pad + self.measures.step[1] / 2
        return self.lane_start[lane] + self.tracks_size[lane] + below

    def turned(self, along: float, across: float, long: float, wide: float) -> Box:
        """A box of the page from its place along and across the way."""
        if self.measures.to_the_right:
            return Box(along, across, long, wide)
        return Box(across, along, wide, long)

    def box(self, node: Node) -> Box:
        """Where a node stands."""
        long, wide = self.size[node.key]
        return self.turned(self.start[self.place[node.key]], self._middle(node.lane) - wide / 2, long, wide)

    def route(self, flow: Flow) -> tuple[Point, ...]:
        """The corners of a flow, from the far side of its source to the near side of its target."""
        source, target = self.place[flow.source], self.place[flow.target]
        leaves = self.start[source] + self.size[flow.source][0]
        arrives = self.start[target]
        out, into = self._middle(self.lane[flow.source]), self._middle(self.lane[flow.target])
        points = [(leaves, out)]
        gaps = self._gaps_of(flow)
        if len(gaps) == 1:
            across = self._slot(flow, gaps[0])
            points += [(across, out), (across, into)]
        elif gaps:
            lane, number = self.track[flow.key]
            track = self.lane_start[lane] + number * self.measures.track
            behind, before = self._slot(flow, gaps[0]), self._slot(flow, gaps[1])
            points += [(behind, out), (behind, track), (before, track), (before, into)]
        points.append((arrives, into))
        kept = [points[0], *(after for before, after in pairwise(points) if after != before)]
        return tuple(kept if self.measures.to_the_right else [(y, x) for x, y in kept])

    def _slot(self, flow: Flow, gap: int) -> float:
        ends = self.start[gap + 1] if gap + 1 < len(self.start) else self.length
        return ends - self._gap(gap) * (1 - self.bends[flow.key, gap] / (self.taken[gap] + 1))
