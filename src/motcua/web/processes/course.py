# SPDX-License-Identifier: EUPL-1.2
"""How far a dossier is in its internal process and what took how long, from its events.

Events tell states, not steps: a span of a state belongs to the nearest step ahead whose position works in that
state. A step that the dossier passed without an event of its own has no measured time, and the page says so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from django.utils.translation import gettext as _

from motcua.catalogue.models import ProcessStep
from motcua.catalogue.processes.drawing import Mark, Progress, draw, time_words
from motcua.catalogue.processes.graph import followers, lane_name
from motcua.catalogue.processes.positions import gives_back
from motcua.catalogue.processes.storing import process_value
from motcua.catalogue.processes.values import ReadProcess, ReadStep
from motcua.catalogue.queries import steps_of
from motcua.dossiers import queries
from motcua.dossiers.models import Dossier
from motcua.law.roles import COUNTER_ROLES, RETURN_ROLES, Role
from motcua.law.statuses import ENDED, State
from motcua.law.working_time import Calendar, working_minutes_between
from motcua.organisations.calendars import load_calendar
from motcua.web.wording import span_phrase

_WORKERS: Final[dict[State, tuple[Role, ...]]] = {
    State.RECEIVED: COUNTER_ROLES,
    State.TRANSFERRED: (Role.SECTION_HEAD, Role.SPECIALIST),
    State.ASSIGNED: (Role.SPECIALIST,),
    State.DRAFTED: (Role.SPECIALIST,),
    State.SUBMITTED_TO_HEAD: (Role.AGENCY_HEAD, Role.CENTRE_HEAD, Role.SECTION_HEAD),
    State.SIGNED: (Role.CLERK,),
    State.SEALED: (Role.CLERK,),
    State.RESULT_READY: RETURN_ROLES,
}
"""Whose step runs in a state, for signing the most likely first. In other states the dossier waits: no step runs."""


@dataclass(frozen=True, slots=True)
class Span:
    """Working minutes spent in one state, in order."""

    state: State
    minutes: int


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step as the page tells it. `over`: took more than it was given."""

    number: str
    name: str
    who: str
    given: str
    took: str
    progress: Progress
    over: bool

    @property
    def progress_words(self) -> str:
        """Where the dossier is with it."""
        return {
            Progress.DONE: _("Đã qua"),
            Progress.CURRENT: _("Đang ở đây"),
            Progress.AHEAD: _("Chưa tới"),
        }[self.progress]


@dataclass(frozen=True, slots=True)
class Course:
    """A dossier in its process; `current` None where no step runs any more."""

    process: ReadProcess
    marks: dict[int, Mark]
    lines: tuple[StepLine, ...]

    @property
    def current(self) -> StepLine | None:
        """The step that runs."""
        return next((line for line in self.lines if line.progress is Progress.CURRENT), None)

    @property
    def after(self) -> StepLine | None:
        """The step after the one that runs, where only one may come."""
        index = next((i for i, line in enumerate(self.lines) if line.progress is Progress.CURRENT), None)
        targets = () if index is None else followers(self.process.steps)[index]
        return self.lines[targets[0]] if len(targets) == 1 else None

    def drawing(self) -> str:
        """The process with what is done, running and ahead."""
        return draw(self.process, marks=self.marks)


@dataclass(slots=True)
class _Walk:
    """Where the walk along the spans stands."""

    at: int | None = None
    passed: tuple[int, ...] = ()


def course_of(dossier: Dossier, now: dt.datetime) -> Course | None:
    """The course of a received dossier; None where its procedure has no internal process. At most three queries."""
    process = process_of(dossier)
    if process is None or dossier.received_at is None:
        return None
    spans = spans_of(dossier, now)
    at, passed, minutes = walked(process.steps, spans)
    if State(dossier.state) in ENDED and at is not None:
        passed, at = (*passed, at), None
    lines = tuple(_line(process, index, at, passed, minutes) for index in range(len(process.steps)))
    marks = {index: Mark(line.progress, line.took) for index, line in enumerate(lines)}
    return Course(process, marks, lines)


def process_of(dossier: Dossier) -> ReadProcess | None:
    """The process of the version and case the dossier was received under."""
    steps = steps_of(dossier.procedure_version_id)
    rows = steps.select_related("process").order_by("process_id", "order")
    found = [(group[0].process, group) for __, each in groupby(rows, _process_id) if (group := list(each))]
    if len(found) > 1:
        name = dossier.case.name
        found = [one for one in found if one[0].case_name == name] or [
            one for one in found if not one[0].case_name
        ]
    return process_value(*found[0]) if found else None


def spans_of(dossier: Dossier, now: dt.datetime) -> list[Span]:
    """The states of a dossier from reception on, with working minutes by its calendar. One query."""
    calendar: Calendar = load_calendar(dossier.calendar_code)
    events = list(queries.story_of(dossier))
    ends = [event.at for event in events[1:]] + [dossier.returned_at or now]
    return [
        Span(State(event.state_after), max(working_minutes_between(calendar, event.at, end), 0))
        for event, end in zip(events, ends, strict=False)
    ]


def walked(
    steps: Sequence[ReadStep], spans: Iterable[Span]
) -> tuple[int | None, tuple[int, ...], dict[int, int]]:
    """The step a dossier is at, the steps behind it, and the minutes measured for steps."""
    walk, minutes = _Walk(), dict[int, int]()
    onward = followers(tuple(steps))
    for span in spans:
        if span.state not in _WORKERS:
            continue
        _go(walk, steps, onward, span.state)
        if walk.at is not None:
            minutes[walk.at] = minutes.get(walk.at, 0) + span.minutes
    return walk.at, walk.passed, minutes


def _go(walk: _Walk, steps: Sequence[ReadStep], onward: list[tuple[int, ...]], state: State) -> None:
    if walk.at is not None and _runs_in(steps[walk.at], state):
        return
    way = _way_ahead(walk.at, steps, onward, state)
    if way:
        walk.passed, walk.at = tuple(dict.fromkeys((*walk.passed, *way[:-1]))), way[-1]
        return
    back = [index for index in walk.passed if _runs_in(steps[index], state)]
    if back:  # sent back: what comes after it has to be done again
        walk.at = back[-1]
        walk.passed = walk.passed[: walk.passed.index(back[-1])]


def _way_ahead(
    start: int | None, steps: Sequence[ReadStep], onward: list[tuple[int, ...]], state: State
) -> tuple[int, ...]:
    """The steps from `start` to the nearest one ahead that runs in `state`, both included; empty where none does."""
    ways: list[tuple[int, ...]] = [(0,)] if start is None else [(start, one) for one in onward[start]]
    seen: set[int] = set()
    found: list[tuple[int, ...]] = []
    while ways:
        way = ways.pop(0)
        if way[-1] in seen or (start is not None and way[-1] < start):
            continue
        seen.add(way[-1])
        if _runs_in(steps[way[-1]], state):
            found.append(way)
        ways += [(*way, one) for one in onward[way[-1]]]
    # Whoever signs stands behind those who look through the draft; otherwise the nearest step is the one.
    workers = _WORKERS[state] if state is State.SUBMITTED_TO_HEAD else ()
    ranks = {role: rank for rank, role in enumerate(workers)}
    return min(
        found, key=lambda one: (ranks.get(steps[one[-1]].role or Role.SYSTEM, 0), len(one)), default=()
    )


def _runs_in(step: ReadStep, state: State) -> bool:
    """Whether the position of the step works in the state. The same counter receives and returns: words decide."""
    if step.role not in _WORKERS[state]:
        return False
    if step.role not in RETURN_ROLES:
        return True
    gives = step.role is Role.RETURN_OFFICER or gives_back(step.name)
    return gives == (state is State.RESULT_READY)


def _line(
    process: ReadProcess, index: int, at: int | None, passed: Sequence[int], minutes: dict[int, int]
) -> StepLine:
    step = process.steps[index]
    progress = Progress.CURRENT if index == at else Progress.DONE if index in passed else Progress.AHEAD
    took = minutes.get(index)
    return StepLine(
        number=step.number,
        name=step.name,
        who=lane_name(step),
        given=span_phrase(step.minutes) if step.minutes is not None else time_words(step, None),
        took="" if took is None else span_phrase(took),
        progress=progress,
        over=took is not None and step.minutes is not None and took > step.minutes,
    )


def _process_id(step: ProcessStep) -> int:
    number: int = step.process_id
    return number
