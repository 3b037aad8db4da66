# SPDX-License-Identifier: EUPL-1.2
"""Which units there were on a day, how they hung together, and what followed or preceded a unit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from motcua.errors import MotCuaError
from motcua.law.separation import Rule
from motcua.organisations.models import Person, SeparationWaiver, Succession, Unit, UnitKind, in_force

TERRITORIES = (UnitKind.PROVINCE, UnitKind.DISTRICT, UnitKind.COMMUNE)
"""The kinds that are pieces of land; all others are agencies."""


class UnitNotInForce(MotCuaError, LookupError):
    """No unit with this statistical code, or of this key, was in force on the day."""

    code = "unit_not_in_force"

    def __init__(self, area_code: str, day: dt.date) -> None:
        super().__init__(
            f"Không có đơn vị hành chính mã {area_code} vào ngày {day:%d/%m/%Y}. "
            "Hãy kiểm tra lại mã và ngày; đơn vị cấp huyện đã kết thúc từ ngày 01/7/2025."
        )
        self.area_code = area_code
        self.day = day


@dataclass(frozen=True, slots=True)
class UnitTree:
    """The units in force on one day. A root has no parent in force on that day."""

    day: dt.date
    roots: tuple[Unit, ...]
    children_of: dict[int, tuple[Unit, ...]]
    parent_of: dict[int, Unit]

    def children(self, unit: Unit) -> tuple[Unit, ...]:
        """The units directly below, in Vietnamese alphabetical order."""
        return self.children_of.get(unit.pk, ())

    def below(self, unit: Unit) -> Iterator[Unit]:
        """All units below, each before its own children."""
        for child in self.children(unit):
            yield child
            yield from self.below(child)

    def path(self, unit: Unit) -> tuple[Unit, ...]:
        """From the root down to the unit itself."""
        steps = [unit]
        while (parent := self.parent_of.get(steps[-1].pk)) is not None:
            steps.append(parent)
        return tuple(reversed(steps))


def units_on(day: dt.date) -> QuerySet[Unit]:
    """The units in force on `day`, in Vietnamese alphabetical order of their names."""
    return Unit.objects.filter(in_force(day)).order_by("name_key", "code")


def unit_names(ids: Iterable[int]) -> dict[int, str]:
    """Names of units by id, whenever they were in force."""
    return dict(Unit.objects.filter(pk__in=ids).values_list("pk", "name"))


def unit_by_id(pk: int) -> Unit | None:
    """The unit with this id, whenever it was in force."""
    return Unit.objects.filter(pk=pk).first()


def unit_paths(ids: Iterable[int]) -> dict[int, tuple[tuple[int, str], ...]]:
    """For each unit the ids and names from the root down to itself, whenever they were in force. Two queries."""
    lineages = {unit.pk: unit.lineage for unit in Unit.objects.filter(pk__in=ids).only("ancestors")}
    names = unit_names({pk for lineage in lineages.values() for pk in lineage})
    return {pk: tuple((one, names[one]) for one in lineage) for pk, lineage in lineages.items()}


def person_names(ids: Iterable[int]) -> dict[int, str]:
    """Names of officials by id, whether they still work or not."""
    return dict(Person.objects.filter(pk__in=ids).values_list("pk", "full_name"))


def has_made_up_people() -> bool:
    """Whether officials of a demonstration work here."""
    return Person.objects.filter(is_made_up=True).exists()


def is_relaxed(rule: Rule, lineage: Iterable[int], day: dt.date) -> bool:
    """Whether one of these units (a unit and those above it) turned the rule of separation into a warning."""
    waivers = SeparationWaiver.objects.filter(in_force(day), rule=rule, unit_id__in=list(lineage))
    return waivers.exists()


def unit_on(area_code: str, day: dt.date) -> Unit:
    """The province, district or commune with this statistical code on `day`. Raises `UnitNotInForce`.

    Codes are reused: 31 is Hải Phòng before and after it took in Hải Dương, but these are two units.
    """
    found = units_on(day).filter(area_code=area_code, kind__in=TERRITORIES).first()
    if found is None:
        raise UnitNotInForce(area_code, day)
    return found


def tree_on(day: dt.date) -> UnitTree:
    """The whole tree as it stood on `day`. One query, two when a parent has taken another name.

    A unit whose parent took another name keeps its row, so its parent on the day is the unit of the same kind
    and statistical code that was in force then.
    """
    units = list(units_on(day))
    parents = _parents_on(units)
    parent_of: dict[int, Unit] = {}
    children: dict[int, list[Unit]] = {}
    roots = []
    for unit in units:
        parent = parents.get(unit.parent_id) if unit.parent_id is not None else None
        if parent is None:
            roots.append(unit)
        else:
            parent_of[unit.pk] = parent
            children.setdefault(parent.pk, []).append(unit)
    below = {key: tuple(found) for key, found in children.items()}
    return UnitTree(day, tuple(roots), below, parent_of)


def _parents_on(units: list[Unit]) -> dict[int, Unit]:
    """For each parent named by a row, the unit that stands for it on the day of `units`."""
    parents = {unit.pk: unit for unit in units}
    elsewhen = {unit.parent_id for unit in units if unit.parent_id is not None} - parents.keys()
    if elsewhen:
        by_area = {(unit.kind, unit.area_code): unit for unit in units if unit.area_code}
        for other in Unit.objects.filter(pk__in=elsewhen):
            stand_in = by_area.get((other.kind, other.area_code))
            if stand_in is not None:
                parents[other.pk] = stand_in
    return parents


def successors_of(unit: Unit, on: dt.date) -> list[Unit]:
    """The units in force on `on` that stand where `unit` stood; itself when it still is in force.

    Follows every step between (a commune merged, then renamed). Empty when the unit was abolished without a
    successor. The order is that of the record: the one that took the larger part first.
    """
    return _follow(unit, on, forward=True)


def predecessors_of(unit: Unit, on: dt.date) -> list[Unit]:
    """The units in force on the earlier day `on` from which `unit` came; itself when it already was in force."""
    return _follow(unit, on, forward=False)


def _follow(unit: Unit, on: dt.date, *, forward: bool) -> list[Unit]:
    found: dict[int, Unit] = {}
    seen = {unit.pk}
    frontier = [unit]
    while frontier:
        found |= {step.pk: step for step in frontier if step.holds_on(on)}
        going_on = [step.pk for step in frontier if not step.holds_on(on)]
        frontier = [step for step in _steps(going_on, on, forward=forward) if step.pk not in seen]
        seen |= {step.pk for step in frontier}
    return list(found.values())


def _steps(ids: list[int], on: dt.date, *, forward: bool) -> list[Unit]:
    if not ids:
        return []
    if forward:
        rows = Succession.objects.filter(predecessor__in=ids, successor__isnull=False, effective_on__lte=on)
        steps = [row.successor for row in rows.select_related("successor").order_by("id")]
    else:
        rows = Succession.objects.filter(successor__in=ids, effective_on__gt=on)
        steps = [row.predecessor for row in rows.select_related("predecessor").order_by("id")]
    return list({step.pk: step for step in steps if step is not None}.values())
