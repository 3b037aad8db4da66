# SPDX-License-Identifier: EUPL-1.2
"""Guarded reads: rounds one may see, the sheet of a unit, rankings, the year before, remedial tasks that wait."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Prefetch, Q, QuerySet

from motcua.organisations.actors import Actor
from motcua.organisations.models import Person, Unit, UnitKind, in_force
from motcua.reform.errors import ReformUnknown
from motcua.reform.models import (
    CriteriaSet,
    ReformAssessment,
    ReformEvidence,
    ReformRound,
    ReformScore,
    ReformStep,
    RemedialTask,
    RemedyState,
    SheetState,
)
from motcua.reform.rights import judging_seat
from motcua.reform.tree import Level
from motcua.reports.places import scope_of_unit
from motcua.statistics.rights import scope_of

SHOWN_AT_MOST = 200


def _seen(scope: Sequence[int], prefix: str = "") -> Q:
    return Q(**{f"{prefix}unit_id__in": scope}) | Q(**{f"{prefix}unit__ancestors__overlap": list(scope)})


def sheets_seen(actor: Actor) -> QuerySet[ReformAssessment]:
    """The sheets of the units whose figures the actor may open, the newest year first."""
    rows = ReformAssessment.objects.select_related("unit", "round__unit", "round__criteria")
    scope = scope_of(actor)
    if scope is not None:
        rows = rows.filter(_seen(scope))
    return rows.order_by("-round__year", "round__level", "unit__name_key", "id")


def sheet_of(actor: Actor, pk: int) -> ReformAssessment:
    """A sheet the actor may see: of a unit whose figures they open, or one they appraise. Raises `ReformUnknown`."""
    rows = ReformAssessment.objects.select_related("unit__parent", "round__unit__parent", "round__criteria")
    row = rows.filter(pk=pk).first()
    if row is None or not (_inside(actor, row.unit) or judging_seat(actor, row.round)):
        raise ReformUnknown
    return row


def _inside(actor: Actor, unit: Unit) -> bool:
    scope = scope_of(actor)
    return scope is None or not set(scope).isdisjoint(unit.lineage)


def rounds_seen(actor: Actor) -> list[ReformRound]:
    """Rounds the actor judges in or has a unit in, the newest first."""
    scope = scope_of(actor)
    rows = ReformRound.objects.select_related("unit", "criteria")
    if scope is not None:
        mine = ReformAssessment.objects.filter(_seen(scope)).values("round_id")
        rows = rows.filter(Q(pk__in=mine) | _seen(scope))
    return list(rows.order_by("-year", "level", "id")[:SHOWN_AT_MOST])


def round_of(actor: Actor, pk: int) -> ReformRound:
    """A round the actor judges in or has a unit in. Raises `ReformUnknown`."""
    row = ReformRound.objects.select_related("unit__parent", "criteria").filter(pk=pk).first()
    if row is None or not (_inside(actor, row.unit) or _takes_part(actor, row)):
        raise ReformUnknown("Không có đợt chấm này.")
    return row


def _takes_part(actor: Actor, round: ReformRound) -> bool:
    scope = scope_of(actor)
    return scope is None or round.assessments.filter(_seen(scope)).exists()


def scores_of(sheet: ReformAssessment) -> list[ReformScore]:
    """All scores of a sheet with the files put forward. Two queries."""
    files = ReformEvidence.objects.filter(withdrawn_at__isnull=True).order_by("id")
    rows = ReformScore.objects.filter(assessment=sheet).select_related("owner_unit", "owner").order_by("id")
    return list(rows.prefetch_related(Prefetch("evidence", files, to_attr="files")))


def steps_of(sheet: ReformAssessment, code: str = "") -> list[ReformStep]:
    """What was done with a sheet, or with one criterion of it, the latest first."""
    rows = ReformStep.objects.filter(assessment=sheet)
    if code:
        rows = rows.filter(code=code)
    return list(rows.order_by("-id")[:SHOWN_AT_MOST])


def evidence_of(sheet: ReformAssessment, pk: int) -> ReformEvidence:
    """A file of a sheet. Raises `ReformUnknown`."""
    row = ReformEvidence.objects.select_related("score").filter(pk=pk, score__assessment=sheet).first()
    if row is None:
        raise ReformUnknown("Không có tài liệu này.")
    return row


def remedies_of(sheet: ReformAssessment, code: str = "") -> list[RemedialTask]:
    """The remedial tasks of a sheet, or of one criterion, by the day they are due."""
    rows = RemedialTask.objects.filter(assessment=sheet).select_related("unit", "owner")
    return list((rows.filter(code=code) if code else rows).order_by("due", "id")[:SHOWN_AT_MOST])


def remedy_of(actor: Actor, pk: int) -> RemedialTask:
    """A remedial task the actor may see: of a unit they see, or their own. Raises `ReformUnknown`."""
    rows = RemedialTask.objects.select_related(
        "unit", "owner", "assessment__unit", "assessment__round__criteria"
    )
    row = rows.filter(pk=pk).first()
    if row is None:
        raise ReformUnknown("Không có việc khắc phục này.")
    own = row.owner_id is not None and row.owner_id == actor.person_id
    if not own and not _inside(actor, row.unit) and not _inside(actor, row.assessment.unit):
        raise ReformUnknown("Không có việc khắc phục này.")
    return row


def open_remedies(actor: Actor) -> list[RemedialTask]:
    """Remedial tasks that wait in the units the actor sees, the nearest due first."""
    rows = RemedialTask.objects.filter(state=RemedyState.OPEN).select_related(
        "unit", "owner", "assessment__round"
    )
    scope = scope_of(actor)
    if scope is not None:
        rows = rows.filter(_seen(scope) | Q(owner_id=actor.person_id))
    return list(rows.order_by("due", "id")[:SHOWN_AT_MOST])


@dataclass(frozen=True, slots=True)
class Ranked:
    """A unit in a round. `place` None: not final or nothing judged; `points` of `possible`; `before`: last year's."""

    sheet: ReformAssessment
    place: int | None
    points: Decimal | None
    possible: Decimal | None
    before: Decimal | None

    @property
    def share(self) -> Decimal | None:
        """Points of a hundred possible."""
        return None if self.points is None or not self.possible else 100 * self.points / self.possible


def ranking(round: ReformRound) -> list[Ranked]:
    """The units of a round: final ones by their share of what was possible, ties share a place. Two queries."""
    sheets = list(round.assessments.select_related("unit").order_by("unit__name_key", "id"))
    earlier = before_of(round)
    rows = [_ranked(sheet, earlier.get(sheet.unit_id)) for sheet in sheets]
    rows.sort(
        key=lambda row: (row.sheet.state != SheetState.FINAL, -(row.share if row.share is not None else -1))
    )
    placed: list[Ranked] = []
    for number, row in enumerate(rows, start=1):
        if row.sheet.state != SheetState.FINAL or row.share is None:
            placed.append(row)
            continue
        last = placed[-1] if placed else None
        place = last.place if last is not None and last.share == row.share else number
        placed.append(Ranked(row.sheet, place, row.points, row.possible, row.before))
    return placed


def _ranked(sheet: ReformAssessment, before: Decimal | None) -> Ranked:
    judged = sheet.state in (SheetState.APPRAISED, SheetState.FINAL)
    points = sheet.appraised_total if judged else sheet.self_total
    possible = sheet.appraised_possible if judged else sheet.self_possible
    return Ranked(sheet, None, points, possible, before)


def before_of(round: ReformRound) -> dict[int, Decimal | None]:
    """The final totals of the same judge, level and units a year before, by unit, of a hundred possible."""
    rows = ReformAssessment.objects.filter(
        round__unit_id=round.unit_id,
        round__level=round.level,
        round__year=round.year - 1,
        state=SheetState.FINAL,
    )
    return {
        unit: 100 * total / possible if possible and total is not None else None
        for unit, total, possible in rows.values_list("unit_id", "appraised_total", "appraised_possible")
    }


def year_before(sheet: ReformAssessment) -> ReformAssessment | None:
    """The final sheet of the same unit, judge and level a year before."""
    return (
        ReformAssessment.objects.select_related("round__criteria")
        .filter(
            unit_id=sheet.unit_id,
            round__unit_id=sheet.round.unit_id,
            round__level=sheet.round.level,
            round__year=sheet.round.year - 1,
            state=SheetState.FINAL,
        )
        .first()
    )


def sets_of(units: Iterable[int]) -> list[CriteriaSet]:
    """The sets of these units, the newest year first, without their text."""
    rows = CriteriaSet.objects.filter(unit_id__in=list(units)).select_related("unit").defer("content")
    return list(rows.order_by("-year", "level", "-edition")[:SHOWN_AT_MOST])


def set_of(actor: Actor, pk: int) -> CriteriaSet:
    """A set the actor may see. Raises `ReformUnknown`."""
    row = CriteriaSet.objects.select_related("unit__parent").filter(pk=pk).first()
    if row is None:
        raise ReformUnknown("Không có bộ tiêu chí này.")
    if not _inside(actor, row.unit):
        scope = scope_of(actor) or ()
        if not ReformAssessment.objects.filter(_seen(scope), round__criteria=row).exists():
            raise ReformUnknown("Không có bộ tiêu chí này.")
    return row


def units_judged(judge: Unit, level: Level, day: dt.date) -> list[Unit]:
    """The units of a level that `judge` may judge on a day, by name. Where it is itself of that level: itself."""
    scope = scope_of_unit(judge)
    below = Unit.objects.filter(in_force(day)).select_related("parent")
    match level:
        case Level.SECTION:
            found = below.filter(parent_id=judge.pk, kind__in=(UnitKind.SECTION, UnitKind.CENTRE))
        case Level.DEPARTMENT:
            found = below.filter(ancestors__contains=[scope], kind=UnitKind.DEPARTMENT)
        case Level.COMMUNE:
            found = below.filter(kind=UnitKind.PEOPLES_COMMITTEE, parent__kind=UnitKind.COMMUNE).filter(
                Q(ancestors__contains=[scope])
            )
        case Level.PROVINCE:
            found = below.filter(pk=judge.pk)
    return list(found.order_by("name_key", "code")[: 3 * SHOWN_AT_MOST])


def owners_for(sheet: ReformAssessment, day: dt.date) -> tuple[QuerySet[Unit], QuerySet[Person]]:
    """Units and people who may answer for lost points of a sheet: those of the unit and below."""
    scope = scope_of_unit(sheet.unit)
    units = Unit.objects.filter(in_force(day)).filter(Q(pk=sheet.unit_id) | Q(ancestors__contains=[scope]))
    seats = Q(positions__unit__ancestors__contains=[scope]) | Q(positions__unit_id=sheet.unit_id)
    held = in_force(day, "positions__")
    people = Person.objects.filter(seats, held, is_active=True).distinct()
    return units.order_by("name_key", "id"), people.order_by("full_name", "id")
