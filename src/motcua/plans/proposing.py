# SPDX-License-Identifier: EUPL-1.2
"""From what was read to proposals on record: values of each task, where they stand, how sure they are; and which task
of an earlier reading a proposal is the same as. Pure but for the directory of units.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any, Final, Protocol

from rapidfuzz import fuzz

from motcua.law.names import fold
from motcua.plans.models import Recurrence
from motcua.plans.units import NOTHING, Matched

NO_LEAD: Final = 0.45
"""How sure a proposal is at most that names nobody to lead."""
NO_TIME: Final = 0.55
"""The same for one without any time."""
SAME: Final = 78.0
"""Points of 100 from which two texts are one duty."""
_SAME_PLACE: Final = 8.0
"""Points more for standing on the same line."""
READ: Final = "read"
"""Under this name a task's `source` keeps the values of its last reading."""
VALUES: Final = (
    "section",
    "group",
    "content",
    "lead_text",
    "lead_unit_id",
    "lead_group",
    "start",
    "due",
    "due_text",
    "recurrence",
    "product",
    "criteria",
)
"""Columns of a task that a reading proposes."""
SUPPORTS: Final = "supports"
"""Under this name stand the helping units, which are rows of their own, beside the values."""


class Matching(Protocol):
    """Whatever tells what a printed unit means."""

    def match(self, printed: str) -> Matched:
        """What `printed` means on record."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One task as read. `values` are columns of `PlanTask`; `supports` printed names with what they mean."""

    values: dict[str, Any]
    supports: tuple[tuple[str, Matched], ...]
    source: dict[str, Any]
    confidence: float

    @property
    def first_line(self) -> int:
        """Where it stands, 0 when unknown."""
        return int(self.source.get("content", {}).get("lines", [0])[0])

    @property
    def helpers(self) -> list[dict[str, Any]]:
        """The helping units as a step keeps them."""
        return [
            {"text": text, "unit": matched.unit, "group": matched.group} for text, matched in self.supports
        ]


def proposals_of(content: Mapping[str, Any], units: Matching) -> list[Proposal]:
    """The tasks of `PlanRead.to_dict()` as proposals, in their order."""
    return [_proposal(one, units) for one in content.get("tasks", [])]


def _proposal(task: Mapping[str, Any], units: Matching) -> Proposal:
    lead = units.match(_one_line(task["lead"])) if task.get("lead") else NOTHING
    helpers = dict.fromkeys(_one_line(printed) for printed in task.get("coordinating") or ())
    supports = tuple((printed, units.match(printed)) for printed in helpers if printed)
    values = {
        "section": _one_line(task.get("section")),
        "group": _one_line(task.get("group")),
        "content": _one_line(task["content"]),
        "lead_text": _one_line(task.get("lead")),
        "lead_unit_id": lead.unit,
        "lead_group": lead.group,
        "start": _day(task.get("start")),
        "due": _day(task.get("due")),
        "due_text": _one_line(task.get("due_text")),
        "recurrence": _recurrence(task.get("recurrence")),
        "product": _one_line(task.get("product")),
        "criteria": [str(one) for one in task.get("criterion_code") or ()],
    }
    source = {name: dict(place) for name, place in (task.get("places") or {}).items()}
    return Proposal(values, supports, source, sureness(values, source, lead.confidence))


def sureness(values: Mapping[str, Any], source: Mapping[str, Any], lead: float) -> float:
    """The lowest confidence of the fields; a missing lead or time, and a lead not on record, make it low."""
    found = [float(place.get("confidence", 1.0)) for name, place in source.items() if name != READ]
    found.append(lead if values["lead_text"] else NO_LEAD)
    if values["due"] is None and values["recurrence"] == Recurrence.NONE:
        found.append(NO_TIME)
    return round(max(0.0, min(1.0, *found)), 2)


def doubts_of(values: Mapping[str, Any], source: Mapping[str, Any], limit: float) -> dict[str, float]:
    """Fields whose reading is less sure than `limit`, with how sure it is; missing ones among them."""
    found = {name: float(place.get("confidence", 1.0)) for name, place in source.items() if name != READ}
    if not values["lead_text"]:
        found["lead"] = NO_LEAD
    if values["due"] is None and values["recurrence"] == Recurrence.NONE:
        found["due"] = NO_TIME
    return {name: sure for name, sure in found.items() if sure < limit}


class Earlier(Protocol):
    """A task on record, as far as matching asks."""

    pk: Any
    content: str
    source: Any


def paired(proposals: Sequence[Proposal], earlier: Iterable[Earlier]) -> dict[int, Any]:
    """For the place of each proposal in its list the earlier task it is the same as; the best pairs are made first.

    Two tasks are one when the words that were read are alike; standing on the same line counts for a little. A duty
    that is printed twice stays two: each earlier task is taken once.
    """
    tasks = list(earlier)
    words, lines = [fold(_first_words(task)) for task in tasks], [_first_line(task.source) for task in tasks]
    told = [fold(proposal.values["content"]) for proposal in proposals]
    # ⚡ No pair is better than the same words on the same line; reading a file again makes hardly any other.
    unmoved = {here: place for place, here in enumerate(zip(words, lines, strict=True))}
    found: dict[int, Any] = {}
    taken: set[int] = set()
    for number, proposal in enumerate(proposals):
        same = unmoved.pop((told[number], proposal.first_line), None)
        if same is not None:
            found[number] = tasks[same]
            taken.add(same)
    pairs = []
    left = [place for place in range(len(tasks)) if place not in taken]
    for number, place in product([one for one in range(len(told)) if one not in found], left):
        points = fuzz.ratio(told[number], words[place], score_cutoff=SAME - _SAME_PLACE)
        if points and lines[place] == proposals[number].first_line:
            points += _SAME_PLACE
        if points >= SAME:
            pairs.append((-points, abs(number - place), number, place))
    for _points, _distance, number, place in sorted(pairs):
        if number not in found and place not in taken:
            found[number] = tasks[place]
            taken.add(place)
    return found


def _first_words(task: Earlier) -> str:
    """What was read for the task; a person may have written something else since."""
    return str(task.source.get(READ, {}).get("content") or task.content)


def _first_line(source: Mapping[str, Any]) -> int:
    return int(source.get("content", {}).get("lines", [0])[0])


def _one_line(told: str | None) -> str:
    """Words without breaks: a line of a form holds none."""
    return " ".join((told or "").split())


def _day(told: str | None) -> dt.date | None:
    return dt.date.fromisoformat(told) if told else None


def _recurrence(told: str | None) -> str:
    return told if told in Recurrence.values else Recurrence.NONE
