# SPDX-License-Identifier: EUPL-1.2
"""Points from facts. Nothing known gives no points and no zero: such a criterion stands outside of what was judged.

Points are rounded half up to hundredths, criterion by criterion, so that what is printed adds up to what is printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from motcua.reform.rules import Style, number_of, plain
from motcua.reform.tree import Criterion, Tree

_HUNDREDTH = 100


@dataclass(frozen=True, slots=True)
class Fact:
    """What is said of a criterion; which of these counts depends on the way it is scored.

    `absent`: the criterion does not apply to the unit; it then counts neither for nor against it.
    """

    yes: bool | None = None
    part: Fraction | None = None
    whole: Fraction | None = None
    number: Fraction | None = None
    choice: str | None = None
    points: Fraction | None = None
    absent: bool = False

    @property
    def rate(self) -> Fraction | None:
        """Part of whole; None where there is nothing to divide by."""
        return self.part / self.whole if self.part is not None and self.whole else None

    def to_dict(self) -> dict[str, Any]:
        """As kept and read back; what is not known is left out."""
        told: dict[str, Any] = {
            name: plain(value) for name in _NUMBERS if (value := getattr(self, name)) is not None
        }
        if self.yes is not None:
            told["yes"] = self.yes
        if self.choice is not None:
            told["choice"] = self.choice
        return {**told, "absent": True} if self.absent else told


_NUMBERS = ("part", "whole", "number", "points")
NOTHING = Fact()


def fact_of(told: Mapping[str, Any]) -> Fact:
    """What `Fact.to_dict` wrote."""
    numbers = {name: number_of(str(told[name])) for name in _NUMBERS if name in told}
    return Fact(
        yes=told.get("yes"), choice=told.get("choice"), absent=bool(told.get("absent", False)), **numbers
    )


def points_of(criterion: Criterion, fact: Fact) -> Fraction | None:
    """The points of a criterion, between none and its maximum; None where nothing is known or it does not apply."""
    if fact.absent:
        return None
    exact = _exact(criterion, fact)
    return None if exact is None else rounded(min(criterion.most, max(Fraction(0), exact)))


def _exact(criterion: Criterion, fact: Fact) -> Fraction | None:
    most, rule = criterion.most, criterion.rule
    match criterion.style:
        case Style.YES_NO:
            return None if fact.yes is None else most * int(fact.yes)
        case Style.RATIO:
            return _of_rate(most, fact.rate, rule.full or Fraction(1), rule.floor)
        case Style.COUNT:
            return (
                None
                if fact.number is None
                else most * min(fact.number / (rule.full or Fraction(1)), Fraction(1))
            )
        case Style.PENALTY:
            return None if fact.number is None else most - fact.number * (rule.each or 0)
        case Style.STEPS:
            value = fact.rate if rule.percent else fact.number
            return None if value is None else _of_steps(rule.steps, value, falling=rule.falling)
        case Style.CHOICE:
            return None if fact.choice is None else dict(rule.options).get(fact.choice)
        case Style.POINTS:
            return fact.points
    return None


def _of_rate(
    most: Fraction, rate: Fraction | None, full: Fraction, floor: Fraction | None
) -> Fraction | None:
    if rate is None:
        return None
    if floor is not None and rate < floor:
        return Fraction(0)
    return most * min(rate / full, Fraction(1))


def _of_steps(steps: Iterable[tuple[Fraction, Fraction]], value: Fraction, *, falling: bool) -> Fraction:
    """The points of the best step that is reached; steps come with the hardest first."""
    for bound, points in steps:
        if (value <= bound) if falling else (value >= bound):
            return points
    return Fraction(0)


def rounded(points: Fraction) -> Fraction:
    """Half up to hundredths."""
    scaled = Decimal(points.numerator * _HUNDREDTH) / Decimal(points.denominator)
    return Fraction(int(scaled.quantize(Decimal(1), ROUND_HALF_UP)), _HUNDREDTH)


@dataclass(frozen=True, slots=True)
class Sum:
    """A criterion with everything below it: points gained, of what could be had, of the maximum.

    `gained` is None while nothing below is known. `unknown`: criteria nobody scored yet; `absent`: that do not apply.
    """

    gained: Fraction | None
    possible: Fraction
    most: Fraction
    unknown: int = 0
    absent: int = 0

    @property
    def lost(self) -> Fraction | None:
        """Points that were possible and not gained."""
        return None if self.gained is None else self.possible - self.gained

    @property
    def share(self) -> Fraction | None:
        """Gained of possible."""
        return self.gained / self.possible if self.gained is not None and self.possible else None


@dataclass(frozen=True, slots=True)
class Tally:
    """Sums of every criterion by code, and of the whole set under the empty code."""

    sums: Mapping[str, Sum]

    @property
    def whole(self) -> Sum:
        """The sum of the whole set."""
        return self.sums[""]


def tally(tree: Tree, points: Mapping[str, Fraction | None], absent: Iterable[str] = ()) -> Tally:
    """Add up the points of the criteria. `points`: by code; a code that is missing is not known."""
    away, parents = frozenset(absent), tree.parents()
    below: dict[str, list[Sum]] = {one.code: [] for one in tree.criteria}
    every = []
    for leaf in tree.leaves:
        own = _leaf(leaf, points.get(leaf.code), leaf.code in away)
        every.append(own)
        here: str | None = leaf.code
        while here is not None:
            below[here].append(own)
            here = parents[here]
    sums = {one.code: together(below[one.code], one.most) for one in tree.criteria}
    sums[""] = together(every, tree.total)
    return Tally(sums)


def _leaf(one: Criterion, points: Fraction | None, absent: bool) -> Sum:
    if absent:
        return Sum(None, Fraction(0), one.most, absent=1)
    if points is None:
        return Sum(None, Fraction(0), one.most, unknown=1)
    return Sum(points, one.most, one.most)


def together(parts: Iterable[Sum], most: Fraction) -> Sum:
    """Several sums as one."""
    held = list(parts)
    gained = [one.gained for one in held if one.gained is not None]
    return Sum(
        sum(gained, Fraction(0)) if gained else None,
        sum((one.possible for one in held), Fraction(0)),
        most,
        sum(one.unknown for one in held),
        sum(one.absent for one in held),
    )
