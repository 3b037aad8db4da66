# SPDX-License-Identifier: EUPL-1.2
"""Dossiers drawn to be looked at, and what came out. Every look is on record, with the inspection as its ground."""

from __future__ import annotations

import datetime as dt
import secrets
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import MD5, Concat
from django.utils import timezone

from motcua.accesses.recording import record_duty
from motcua.dossiers.models import Dossier, Event, Outcome
from motcua.dossiers.queries import ENDED_LATE, may_see, visible_to
from motcua.inspections.acts.visiting import WHO_INSPECTS
from motcua.inspections.errors import InspectionRefused, InspectionUnknown
from motcua.inspections.keeping import About, doing, done_before, locked_visit, require_visit, step, words
from motcua.inspections.models import (
    DossierGroup,
    DossierVerdict,
    InspectionAct,
    SampledDossier,
    Visit,
    VisitState,
)
from motcua.inspections.rights import inspector
from motcua.law.clock import VIETNAM
from motcua.organisations.actors import Actor
from motcua.organisations.models import Unit

MOST = 50
"""Dossiers of one sample."""

_SHARES = ((DossierGroup.LATE, 30), (DossierGroup.REFUSED, 20), (DossierGroup.SUPPLEMENTED, 20))
"""Percent of the sample taken from where mistakes weigh most; the others fill it up. A choice of the house."""


@dataclass(frozen=True, slots=True)
class Looked:
    """A dossier of the sample as an inspector sees it."""

    row: SampledDossier
    dossier: Dossier
    events: tuple[Event, ...]


def sample(actor: Actor, visit_id: int, number: int, key: str, now: dt.datetime | None = None) -> Visit:
    """Draw dossiers the unit received, settled or held in the period, as far as the actor may see them.

    More can be drawn later; what was drawn stays. Raises `InspectionRefused`.
    """
    with transaction.atomic():
        visit = locked_visit(visit_id)
        one = doing(InspectionAct.SAMPLE, actor, inspector(actor, visit), key, now, WHO_INSPECTS)
        if done_before(one):
            return visit
        require_visit(visit, {VisitState.UNDER_WAY}, "chọn mẫu hồ sơ")
        there = visit.sample.count()
        if not 1 <= number <= MOST - there:
            raise InspectionRefused(
                f"Mỗi đợt kiểm tra lấy nhiều nhất {MOST} hồ sơ, đã có {there}.", field="number"
            )
        seed = visit.sample_seed or secrets.token_hex(8)
        drawn = _drawn(actor, visit, number, seed)
        if not drawn:
            raise InspectionRefused(
                "Không còn hồ sơ nào của đơn vị trong thời kỳ kiểm tra mà bạn được xem.",
                hint="Hãy xem lại thời kỳ, hoặc nhờ người trong đoàn có quyền xem hồ sơ của đơn vị.",
            )
        visit.sample_seed = seed
        visit.save(update_fields=["sample_seed"])
        SampledDossier.objects.bulk_create(drawn)
        after = {"seed": seed, "dossiers": [row.dossier.code for row in drawn]}
        step(one, visit.plan, About(visit=visit, after=after))
        return visit


def _drawn(actor: Actor, visit: Visit, number: int, seed: str) -> list[SampledDossier]:
    taken = set(visit.sample.values_list("dossier_id", flat=True))
    pool = worked_on(actor, visit)
    found: list[SampledDossier] = []
    for group, share in _SHARES:
        wanted = max(1, number * share // 100)
        found += _of_group(visit, pool, group, min(wanted, number - len(found)), seed, taken)
    return found + _of_group(visit, pool, DossierGroup.OTHER, number - len(found), seed, taken)


def _of_group(
    visit: Visit, pool: QuerySet[Dossier], group: DossierGroup, wanted: int, seed: str, taken: set[int]
) -> list[SampledDossier]:
    if wanted <= 0:
        return []
    rows = pool.filter(_GROUPS[group]).exclude(pk__in=taken)
    rows = rows.annotate(lot=MD5(Concat(Value(f"{seed}:"), F("code")))).order_by("lot", "id")[:wanted]
    found = [SampledDossier(visit=visit, dossier=row, group=group.value, lot=row.lot) for row in rows]
    taken.update(row.dossier_id for row in found)
    return found


_GROUPS = {
    DossierGroup.LATE: ENDED_LATE,
    DossierGroup.REFUSED: Q(outcome=Outcome.REFUSED),
    DossierGroup.SUPPLEMENTED: Q(supplements_asked__gt=0),
    DossierGroup.OTHER: Q(),
}


def worked_on(actor: Actor, visit: Visit) -> QuerySet[Dossier]:
    """Dossiers the unit received, settled or held that were received in the period, as far as the actor may see."""
    if visit.period_first is None or visit.period_last is None:
        return Dossier.objects.none()
    units = [
        visit.unit_id,
        *Unit.objects.filter(ancestors__contains=[visit.unit_id]).values_list("pk", flat=True),
    ]
    first = dt.datetime.combine(visit.period_first, dt.time(), VIETNAM)
    end = dt.datetime.combine(visit.period_last + dt.timedelta(days=1), dt.time(), VIETNAM)
    own = Q(receiving_unit_id__in=units) | Q(competent_unit_id__in=units) | Q(holder_unit_id__in=units)
    return visible_to(actor).filter(own, received_at__gte=first, received_at__lt=end)


def look(
    actor: Actor, visit_id: int, row_id: int, now: dt.datetime | None = None, *, address: str = ""
) -> Looked:
    """Open a dossier of the sample; who looked, for which inspection, is on record before anything is shown.

    Raises `InspectionUnknown` for whoever is not in the team or may not see the dossier.
    """
    row = (
        SampledDossier.objects.select_related("visit__plan", "visit__unit")
        .filter(pk=row_id, visit_id=visit_id)
        .first()
    )
    seat = inspector(actor, row.visit) if row else None
    dossier = Dossier.objects.select_related("competent_unit", "holder_unit", "holder").filter(
        pk=row.dossier_id if row else 0
    )
    found = dossier.first()
    if row is None or seat is None or found is None or not may_see(actor, found):
        raise InspectionUnknown
    reason = f"Kiểm tra {row.visit.unit.name} theo kế hoạch năm {row.visit.plan.year}"
    record_duty(
        actor,
        found,
        f"kiem-tra {row.visit_id}",
        now or timezone.now(),
        seat=seat,
        reason=reason,
        address=address,
    )
    return Looked(row, found, tuple(found.events.order_by("sequence")))


def check_dossier(
    actor: Actor,
    visit_id: int,
    row_id: int,
    verdict: DossierVerdict,
    note: str,
    key: str,
    now: dt.datetime | None = None,
) -> SampledDossier:
    """Write down what came out for a dossier; a mistake is said in words. Raises `InspectionRefused`."""
    with transaction.atomic():
        visit = locked_visit(visit_id)
        one = doing(InspectionAct.CHECK_DOSSIER, actor, inspector(actor, visit), key, now, WHO_INSPECTS)
        row = visit.sample.select_for_update().filter(pk=row_id).first()
        if row is None:
            raise InspectionUnknown
        if done_before(one):
            return row
        require_visit(visit, {VisitState.UNDER_WAY}, "ghi kết quả")
        told = note.strip()[:1000]
        if verdict is DossierVerdict.FAULTY:
            told = words(note, "note", "Sai sót", least=10, most=1000)
        code = Dossier.objects.values_list("code", flat=True).get(pk=row.dossier_id)
        before = {"dossier": code, "verdict": row.verdict, "note": row.note}
        row.verdict, row.note = verdict.value, told
        row.checked_at, row.checked_by_id = one.now, one.person_id
        row.save(update_fields=["verdict", "note", "checked_at", "checked_by"])
        after = {"dossier": code, "verdict": row.verdict, "note": row.note}
        step(one, visit.plan, About(visit=visit, before=before, after=after))
        return row
