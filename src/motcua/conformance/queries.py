# SPDX-License-Identifier: EUPL-1.2
"""Guarded reads around findings: whose units one may watch, and the names that a list tells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from motcua.conformance.watching import Finding
from motcua.dossiers.models import Dossier
from motcua.organisations.actors import Actor
from motcua.organisations.models import Unit, in_force
from motcua.organisations.queries import person_names, unit_names
from motcua.statistics.rights import may_list, scope_of

OFFERED = 300
"""Units offered to choose from."""


@dataclass(frozen=True, slots=True)
class Place:
    """A unit that may be watched."""

    pk: int
    name: str


@dataclass(frozen=True, slots=True)
class Named:
    """The names that a list of findings tells."""

    dossiers: dict[int, tuple[str, str]]
    units: dict[int, str]
    people: dict[int, str]


def places_of(actor: Actor, day: dt.date) -> list[Place]:
    """The agencies the actor may watch, widest first, and what stands right below them."""
    scope = [unit for unit in scope_of(actor) or () if may_list(actor, unit)]
    rows = Unit.objects.filter(Q(pk__in=scope) | Q(parent__in=scope), in_force(day)).only("name", "ancestors")
    found = sorted(rows.order_by("name_key", "id")[:OFFERED], key=lambda unit: len(unit.ancestors))
    return [Place(unit.pk, unit.name) for unit in found]


def named(findings: Sequence[Finding]) -> Named:
    """Codes and procedures of the dossiers, names of units and officials. Three queries."""
    rows = Dossier.objects.filter(pk__in={finding.dossier_id for finding in findings})
    return Named(
        {pk: (code, name) for pk, code, name in rows.values_list("pk", "code", "procedure_name")},
        unit_names(_known(finding.unit_id for finding in findings)),
        person_names(_known(finding.person_id for finding in findings)),
    )


def _known(numbers: Iterable[int | None]) -> set[int]:
    return {number for number in numbers if number is not None}
