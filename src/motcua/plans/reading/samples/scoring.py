# SPDX-License-Identifier: EUPL-1.2
"""How well a plan was read, against its truth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz

from motcua.law.names import fold
from motcua.plans.reading.samples.made import Made
from motcua.plans.reading.values import PlanRead

_SAME = 64
_SAME_UNIT = 80


@dataclass(frozen=True, slots=True)
class Score:
    """Shares from 0 to 1. `lead`, `helping`, `due` are of the tasks that were found."""

    recall: float
    precision: float
    lead: float
    helping: float
    due: float
    recurrence: float
    targets: float
    tasks: int

    @property
    def f1(self) -> float:
        """Recall and precision in one."""
        both = self.recall + self.precision
        return 2 * self.recall * self.precision / both if both else 0.0


def scored(plan: Made, read: PlanRead) -> Score:
    """Compare a reading with the truth of its plan; a task that is optional counts neither way."""
    told = read.to_dict()
    pairs, optional = _pairs(plan.tasks, told["tasks"])
    wanted = [one for one in plan.tasks if not one.get("optional")]
    predicted = len(told["tasks"]) - optional
    hit = len(pairs)

    def share(good: int, of: int) -> float:
        return good / of if of else 1.0

    return Score(
        share(hit, len(wanted)),
        share(hit, predicted),
        share(sum(_same_unit(true["lead"], one["lead"]) for true, one in pairs), hit),
        share(sum(_same_units(true["coordinating"], one["coordinating"]) for true, one in pairs), hit),
        share(sum(_same_day(true, one) for true, one in pairs), hit),
        share(sum(true["recurrence"] == one["recurrence"] for true, one in pairs), hit),
        share(sum(_is_told(true, told["targets"]) for true in plan.targets), len(plan.targets)),
        len(wanted),
    )


Pairs = list[tuple[dict[str, Any], dict[str, Any]]]


def _pairs(wanted: list[dict[str, Any]], found: list[dict[str, Any]]) -> tuple[Pairs, int]:
    """Tasks of the truth with the ones read in their place, best first; and how many optional ones were read."""
    chances = sorted(
        (
            (-_alike(true["content"], one["content"]), number, other)
            for number, true in enumerate(wanted)
            for other, one in enumerate(found)
        ),
    )
    mine: set[int] = set()
    theirs: set[int] = set()
    pairs: Pairs = []
    optional = 0
    for score, number, other in chances:
        if -score < _SAME or number in mine or other in theirs:
            continue
        mine.add(number)
        theirs.add(other)
        if wanted[number].get("optional"):
            optional += 1
        else:
            pairs.append((wanted[number], found[other]))
    return pairs, optional


def _alike(one: str | None, other: str | None) -> float:
    return float(fuzz.ratio(fold(one or ""), fold(other or "")))


def _same_unit(true: str | None, read: str | None) -> bool:
    return not read if not true else _alike(true, read) >= _SAME_UNIT


def _same_units(true: list[str], read: list[str]) -> bool:
    return len(true) == len(read) and all(any(_same_unit(one, other) for other in read) for one in true)


def _same_day(true: dict[str, Any], read: dict[str, Any]) -> bool:
    """The due day. Of what goes on all year, the year's last day and no day are the same."""
    if true["due"] == read["due"]:
        return True
    days = {true["due"], read["due"]}
    return (
        true["recurrence"] is not None
        and None in days
        and all(day is None or day[5:] == "12-31" for day in days)
    )


def _is_told(true: dict[str, Any], found: list[dict[str, Any]]) -> bool:
    return any(
        one["op"] == true["op"]
        and one["value"] == true["value"]
        and _alike(true["metric"], one["metric"]) > 50
        for one in found
    )
