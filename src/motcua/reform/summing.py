# SPDX-License-Identifier: EUPL-1.2
"""Bringing the totals of a sheet in step with its scores, and telling how each criterion stands."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from motcua.reform.models import CriteriaSet, ReformAssessment, ReformScore
from motcua.reform.rules import plain
from motcua.reform.scoring import Sum, Tally, tally
from motcua.reform.tree import Judge, Tree, tree_from_json

_TOTALS = ("self_total", "self_possible", "appraised_total", "appraised_possible", "unknown", "groups")


def tree_in(criteria: CriteriaSet) -> Tree:
    """The criteria of a set."""
    return _tree(criteria.sha256, criteria.content)


@lru_cache(maxsize=64)
def _tree(_sha256: str, content: str) -> Tree:
    """⚡ A set never changes, and reading a hundred criteria anew for every page is slower than the page."""
    return tree_from_json(content)


def tally_self(tree: Tree, scores: Iterable[ReformScore]) -> Tally:
    """What the unit gave itself."""
    held = list(scores)
    points = {one.code: fraction(one.self_points) for one in held}
    return tally(tree, points, [one.code for one in held if (one.self_fact or {}).get("absent")])


def left_to_unit(tree: Tree, scores: Iterable[ReformScore]) -> int:
    """How many criteria the unit has still to score; what the agency above finds out by itself is not among them."""
    said = {one.code for one in scores if one.self_fact}
    return sum(one.judge is Judge.UNIT and one.code not in said for one in tree.leaves)


def tally_appraised(tree: Tree, scores: Iterable[ReformScore]) -> Tally:
    """What the agency above gave."""
    held = list(scores)
    points = {one.code: fraction(one.appraised_points) for one in held}
    return tally(tree, points, [one.code for one in held if (one.appraised_fact or {}).get("absent")])


def bring_in_step(sheet: ReformAssessment) -> None:
    """Count the totals of a locked sheet anew and save them. One query and one update."""
    tree = tree_in(sheet.round.criteria)
    scores = list(ReformScore.objects.filter(assessment=sheet))
    own, given = tally_self(tree, scores), tally_appraised(tree, scores)
    sheet.self_total, sheet.self_possible = decimal(own.whole.gained), decimal(own.whole.possible)
    sheet.appraised_total = decimal(given.whole.gained)
    sheet.appraised_possible = decimal(given.whole.possible)
    sheet.unknown = left_to_unit(tree, scores)
    sheet.groups = {
        one.code: {**_told("self", own.sums[one.code]), **_told("appraised", given.sums[one.code])}
        for one in tree.fields
    }
    sheet.save(update_fields=_TOTALS)


def _told(name: str, held: Sum) -> dict[str, str | None]:
    gained = None if held.gained is None else plain(held.gained)
    return {name: gained, f"{name}_possible": plain(held.possible)}


def decimal(value: Fraction | None) -> Decimal | None:
    """As the database keeps points: two places. Points are rounded when they are made, so nothing is lost here."""
    return None if value is None else (Decimal(value.numerator) / Decimal(value.denominator)).quantize(_CENT)


_CENT = Decimal("0.01")


def fraction(value: Decimal | None) -> Fraction | None:
    """What `decimal` kept."""
    return None if value is None else Fraction(value)
