# SPDX-License-Identifier: EUPL-1.2
"""Which units are inspected: a stratified sample, those not inspected longest first, lots between equals.

Pure. Whoever has the seed and the list draws the same units again:

1. As many units as the share asks for, units that are inspected anyway counted in.
2. Each group of units (sections, departments, committees …) gives its part, by largest remainders; no group with
   units is left out as long as there are enough places.
3. Within a group: never inspected, then by the year of the last inspection, then by lot. The lot of a unit is the
   SHA-256 of seed and code, so nobody can know it before the seed is drawn.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from fractions import Fraction
from typing import Any


@dataclass(frozen=True, slots=True)
class Candidate:
    """A unit that takes part. `last`: year of its last inspection, None for never. `fixed`: inspected in any case."""

    pk: int
    code: str
    name: str
    group: str
    last: int | None
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class Lot:
    """What became of a unit: its lot, its place in its group, and whether it is drawn."""

    unit: Candidate
    lot: str
    place: int
    drawn: bool


@dataclass(frozen=True, slots=True)
class Group:
    """How many units a group has, and how many places it got."""

    name: str
    units: int
    places: int


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawing with everything it was made of. `needed`: units the share asks for."""

    seed: str
    share: int
    exceeds: bool
    needed: int
    groups: tuple[Group, ...]
    lots: tuple[Lot, ...]

    @property
    def drawn(self) -> tuple[Candidate, ...]:
        """The units drawn, those that were fixed not among them."""
        return tuple(lot.unit for lot in self.lots if lot.drawn)

    def to_json(self) -> str:
        """Canonical JSON."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    def holds(self) -> bool:
        """Whether drawing again from the seed gives the same."""
        return draw([lot.unit for lot in self.lots], self.share, self.seed, exceeds=self.exceeds) == self


def needed_of(units: int, share: int, *, exceeds: bool) -> int:
    """The smallest number of units that reaches the share in percent, or goes beyond it."""
    exact = Fraction(units * share, 100)
    number = -(-exact.numerator // exact.denominator)
    if exceeds and number == exact and number < units:
        number += 1
    return number


def lot_of(seed: str, code: str) -> str:
    """The lot of a unit."""
    return hashlib.sha256(f"{seed}:{code}".encode()).hexdigest()[:12]


def draw(units: Sequence[Candidate], share: int, seed: str, *, exceeds: bool) -> Drawn:
    """Draw. The order in which units are given plays no part."""
    listed = sorted(units, key=lambda unit: (unit.group, unit.code))
    needed = needed_of(len(listed), share, exceeds=exceeds)
    places = _places(listed, needed)
    lots: list[Lot] = []
    for group in sorted({unit.group for unit in listed}):
        mine = [unit for unit in listed if unit.group == group]
        fixed = sum(unit.fixed for unit in mine)
        free = max(0, places[group] - fixed)
        ordered = sorted(
            mine, key=lambda unit: (not unit.fixed, unit.last or 0, lot_of(seed, unit.code), unit.code)
        )
        for place, unit in enumerate(ordered, start=1):
            drawn = not unit.fixed and place <= fixed + free
            lots.append(Lot(unit, lot_of(seed, unit.code), place, drawn))
    sizes = Counter(unit.group for unit in listed)
    groups = tuple(Group(name, sizes[name], places[name]) for name in sorted(sizes))
    return Drawn(seed, share, exceeds, needed, groups, tuple(lots))


def _places(units: Iterable[Candidate], needed: int) -> dict[str, int]:
    """How many places each group gets: its part of `needed`, never less than what is fixed in it."""
    listed = list(units)
    sizes = Counter(unit.group for unit in listed)
    least = Counter(unit.group for unit in listed if unit.fixed)
    if needed >= len(sizes):
        least |= Counter(dict.fromkeys(sizes, 1))
    whole = sum(sizes.values())
    exact = {name: Fraction(needed * size, whole) for name, size in sizes.items()}
    places = {name: max(least[name], int(exact[name])) for name in sizes}
    # Largest remainders take what is left over; the smallest give back what the least took too much.
    while sum(places.values()) < needed:
        name = max(sizes, key=lambda one: (places[one] < sizes[one], exact[one] - places[one], one))
        places[name] += 1
    while sum(places.values()) > needed:
        spare = [name for name in sizes if places[name] > least[name]]
        if not spare:
            break
        places[min(spare, key=lambda one: (exact[one] - places[one], one))] -= 1
    return places


def drawn_from_json(text: str) -> Drawn:
    """What `to_json` wrote."""
    told: dict[str, Any] = json.loads(text)
    return Drawn(
        seed=told["seed"],
        share=told["share"],
        exceeds=told["exceeds"],
        needed=told["needed"],
        groups=tuple(Group(**group) for group in told["groups"]),
        lots=tuple(
            Lot(Candidate(**lot["unit"]), lot["lot"], lot["place"], lot["drawn"]) for lot in told["lots"]
        ),
    )
