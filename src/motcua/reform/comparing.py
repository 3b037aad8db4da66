# SPDX-License-Identifier: EUPL-1.2
"""A sheet beside that of the year before, and what was lost: where, how much, why, who answers for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from rapidfuzz.fuzz import ratio

from motcua.law.names import fold
from motcua.reform.models import ReformScore
from motcua.reform.summing import fraction
from motcua.reform.tree import Criterion, Tree

_ALIKE = 80
"""Of a hundred: below it the same code names another criterion in the other year."""


@dataclass(frozen=True, slots=True)
class Lost:
    """Points of a criterion that were possible and not gained; `appraised`: whether the agency above said so."""

    criterion: Criterion
    score: ReformScore
    points: Fraction
    appraised: bool


def points_now(score: ReformScore) -> Fraction | None:
    """What stands: the appraisal where there is one, else the self-score; None: not known."""
    if score.appraised_fact is not None:
        return fraction(score.appraised_points)
    return fraction(score.self_points)


def losses(tree: Tree, scores: Iterable[ReformScore]) -> list[Lost]:
    """What was lost, the most first. What nobody scored yet is not lost."""
    found = []
    for score in scores:
        criterion, points = tree.criterion(score.code), points_now(score)
        if criterion is None or points is None or points >= criterion.most:
            continue
        found.append(
            Lost(criterion, score, criterion.most - points, appraised=score.appraised_fact is not None)
        )
    order = {one.code: place for place, one in enumerate(tree.criteria)}
    return sorted(found, key=lambda one: (-one.points, order[one.criterion.code]))


@dataclass(frozen=True, slots=True)
class Earlier:
    """What a criterion had the year before. `same`: whether it was the same criterion, told by its name."""

    points: Fraction | None
    most: Fraction
    same: bool


def earlier_of(tree: Tree, before: Tree, scores: Iterable[ReformScore]) -> dict[str, Earlier]:
    """By code of the present set, what the set of the year before had under the same code."""
    held = {score.code: score for score in scores}
    found = {}
    for one in tree.leaves:
        was = before.criterion(one.code)
        if was is None or was.is_sum or was.code not in held:
            continue
        same = ratio(fold(one.name), fold(was.name)) >= _ALIKE
        found[one.code] = Earlier(points_now(held[was.code]), was.most, same)
    return found


def groups_before(groups: Mapping[str, Mapping[str, str | None]]) -> dict[str, tuple[str | None, str | None]]:
    """Per field of a kept sheet: points and possible, appraised where that is known."""
    return {
        code: (told["appraised"], told.get("appraised_possible"))
        if told.get("appraised") is not None
        else (told.get("self"), told.get("self_possible"))
        for code, told in groups.items()
    }
