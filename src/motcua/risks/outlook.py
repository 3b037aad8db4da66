# SPDX-License-Identifier: EUPL-1.2
"""What is likely to be late, for one person or one unit, with reasons and with who could take it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from django.db.models import Q
from django.db.models.query import QuerySet

from motcua.dossiers.models import Dossier
from motcua.dossiers.rights import held_for, over
from motcua.law.clock import to_minutes
from motcua.organisations.actors import Actor
from motcua.organisations.calendars import load_calendar
from motcua.organisations.models import Unit
from motcua.risks.keeping import arrays_of, newest
from motcua.risks.learning import is_known
from motcua.risks.models import RiskModel
from motcua.risks.predicting import remaining
from motcua.risks.risk import CONTROLLING, LEADING, POSSIBLE, SHOWN, Reason, Risk, Times
from motcua.risks.scoring import Scored, score
from motcua.risks.steps import STEPS, WITH_HOLDER
from motcua.risks.takers import takers_of

_NOTABLE = 0.35  # log odds: the chance is about 1.4 times what it would be elsewhere


@dataclass(frozen=True, slots=True)
class Outlook:
    """What lies ahead. `risks`: the likeliest first, a bounded number; `scored`: all of them as arrays."""

    model: RiskModel
    scored: Scored
    risks: tuple[Risk, ...]


def scope_of(actor: Actor) -> QuerySet[Dossier]:
    """The dossiers whose risk the actor may see: what their units hold for whoever leads or controls them, their own
    for a specialist."""
    units = over(actor, "holder_unit_id", roles=(*LEADING, *CONTROLLING))
    return Dossier.objects.filter(units | held_for(actor))


def outlook_of(actor: Actor, now: dt.datetime, *, least: float = POSSIBLE, first: int = 0) -> Outlook | None:
    """What lies ahead of an official, from the `first` row on; None while nothing was learnt.

    Eight statements at most, whatever the number of dossiers.
    """
    return _outlook(scope_of(actor), now, least, first)


def of_unit(unit: int, now: dt.datetime, *, shown: int = 0) -> Outlook | None:
    """What lies ahead of a unit and everything below it; rows with reasons only when `shown` of them are wanted.

    The caller has checked the right. None while nothing was learnt.
    """
    below = Unit.objects.filter(Q(pk=unit) | Q(ancestors__contains=[unit])).values("pk")
    return _outlook(Dossier.objects.filter(holder_unit__in=below), now, POSSIBLE, 0, shown)


def _outlook(
    dossiers: QuerySet[Dossier], now: dt.datetime, least: float, first: int, shown: int = SHOWN
) -> Outlook | None:
    model = newest()
    if model is None:
        return None
    learnt = arrays_of(model)
    scored = score(dossiers, learnt, now)
    number = int((scored.chance >= least).sum())
    rows = range(first, min(number, first + shown))
    found = _with_related([int(scored.pk[row]) for row in rows])
    # A dossier that somebody changed since it was scored is left out: the next look tells it.
    there = [row for row in rows if int(scored.pk[row]) in found]
    takers = takers_of([found[int(scored.pk[row])] for row in there], now) if there else {}
    cases = scored.cases.chosen(np.array(there, np.int64))
    times = zip(
        remaining(learnt, cases, 0.5), remaining(learnt, cases, 0.8), is_known(learnt, cases), strict=True
    )
    risks = []
    for row, (usual, most, here) in zip(there, times, strict=True):
        dossier = found[int(scored.pk[row])]
        reason = _reason(scored, row, dossier, now, Times(round(usual), round(most), bool(here)))
        risks.append(Risk(dossier, float(scored.chance[row]), reason, takers.get(dossier.pk, ())))
    return Outlook(model, scored, tuple(risks))


def _with_related(numbers: Sequence[int]) -> dict[int, Dossier]:
    if not numbers:
        return {}
    rows = Dossier.objects.filter(pk__in=numbers, ended_at__isnull=True)
    rows = rows.select_related("holder_unit", "holder", "applicant").prefetch_related("intervals")
    return {dossier.pk: dossier for dossier in rows}


def _reason(scored: Scored, row: int, dossier: Dossier, now: dt.datetime, times: Times) -> Reason:
    unit, pair, month, queue = (float(value) for value in scored.moves[:, row])
    return Reason(
        step=STEPS[int(scored.step[row])],
        left=int(scored.left[row]),
        still=int(scored.still[row]),
        times=times,
        holds=int(scored.queue[row]) if STEPS[int(scored.step[row])] in WITH_HOLDER else 0,
        days_off=_days_off(dossier, now),
        slow_unit=unit > _NOTABLE,
        slow_here=pair > _NOTABLE,
        slow_month=month > _NOTABLE,
        full_desk=queue > _NOTABLE / 2,
    )


def _days_off(dossier: Dossier, now: dt.datetime) -> int:
    """Whole days between today and the due date on which nobody works."""
    if dossier.due_original is None:
        return 0
    upto = load_calendar(dossier.calendar_code).tables.upto
    today, due = to_minutes(now) // 1440, to_minutes(dossier.due_original) // 1440
    days = due - today - 1
    return max(0, days - (upto[due - 1] - upto[today])) if days > 0 else 0
