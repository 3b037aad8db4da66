# SPDX-License-Identifier: EUPL-1.2
"""Why dossiers are late: the cause a unit puts on record, and the counts of causes in a report."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from motcua.dossiers import queries as dossiers
from motcua.dossiers.models import Dossier
from motcua.dossiers.rights import matter_of
from motcua.law.clock import to_minutes
from motcua.law.roles import Role
from motcua.organisations.actors import Actor, Seat
from motcua.organisations.models import Unit
from motcua.reports.asking import Asking, Groups, Keys
from motcua.reports.behind import Behind, Kind
from motcua.reports.definitions import causes
from motcua.reports.errors import CauseRefused
from motcua.reports.models import LatenessCause
from motcua.reports.values import Part
from motcua.statistics import TITLES, Cell, M, Narrowing, Question, tally
from motcua.statistics.places import places_of

STATING_ROLES = frozenset({Role.SPECIALIST, Role.SECTION_HEAD, Role.AGENCY_HEAD, Role.CONTROL_OFFICER})
"""Who may state the cause, for dossiers of the units they cover."""

LATE = (M.ENDED_LATE, M.OVERDUE)
NOT_STATED = "Chưa nêu nguyên nhân"
"""What a missing cause is called."""

_LONGEST = 1000


def state_cause(
    actor: Actor, code: str, cause: str, words: str, responsible: Unit, key: str, now: dt.datetime
) -> LatenessCause:
    """Put the main cause of lateness of a dossier on record. The same key does it once; a later one replaces it.

    Raises `DossierUnknown` for a dossier the actor may not see, `CauseRefused` without the right, for a dossier
    that is not late, an unknown cause or missing words.
    """
    dossier = dossiers.access_dossier(actor, code, with_related=False)
    seat = stating_seat(actor, dossier)
    if seat is None or actor.person_id is None:
        raise CauseRefused(
            "Bạn không có quyền ghi nguyên nhân quá hạn của hồ sơ này.",
            hint="Việc này thuộc người thụ lý, lãnh đạo đơn vị giải quyết hoặc cán bộ đầu mối kiểm soát thủ tục.",
        )
    if not is_late(dossier, now):
        raise CauseRefused(f"Hồ sơ {code} không quá hạn.", hint="Chỉ hồ sơ quá hạn mới cần nêu nguyên nhân.")
    if cause not in {each.code for each in causes().causes}:
        raise CauseRefused("Chưa chọn nguyên nhân.", hint="Hãy chọn một nguyên nhân chính.", field="cause")
    told = words.strip()
    if not told or len(told) > _LONGEST:
        raise CauseRefused(
            "Lời giải thích còn trống hoặc dài quá 1000 ký tự.",
            hint="Hãy viết ngắn gọn vì sao hồ sơ chậm.",
            field="words",
        )
    try:
        with transaction.atomic():
            return LatenessCause.objects.create(
                dossier=dossier,
                unit_id=dossier.competent_unit_id,
                cause=cause,
                words=told,
                responsible_unit=responsible,
                person_id=actor.person_id,
                person_name=actor.name,
                title=seat.signed,
                at=now,
                key=key,
            )
    except IntegrityError:
        earlier = LatenessCause.objects.filter(key=key, person_id=actor.person_id, dossier=dossier).first()
        if earlier is None:
            raise
        return earlier


def stating_seat(actor: Actor, dossier: Dossier) -> Seat | None:
    """The position by which the actor may state the cause for this dossier."""
    units = frozenset({dossier.competent_unit_id, dossier.holder_unit_id})
    return actor.seat_for(STATING_ROLES, units, matter_of(dossier))


def is_late(dossier: Dossier, now: dt.datetime) -> bool:
    """Whether it ended after its due date, or is open past it. A new date does not make it punctual."""
    if dossier.due_original is None or dossier.received_at is None:
        return False
    return to_minutes(dossier.ended_at or now) > to_minutes(dossier.due_original)


def causes_of(dossier: Dossier) -> QuerySet[LatenessCause]:
    """What was stated for a dossier, the latest first."""
    return LatenessCause.objects.filter(dossier=dossier).select_related("responsible_unit").order_by("-id")


def responsible_units(dossier: Dossier) -> QuerySet[Unit]:
    """The units that may be named: those the dossier went through, and those that were asked."""
    asked = dossier.consultations.values("unit_id")
    own = [dossier.competent_unit_id, dossier.holder_unit_id, dossier.receiving_unit_id]
    return Unit.objects.filter(Q(pk__in=own) | Q(pk__in=asked)).order_by("name_key", "id")


def stated_for(ids: list[int]) -> dict[int, LatenessCause]:
    """The cause that counts for each of these dossiers."""
    rows = LatenessCause.objects.filter(dossier_id__in=ids).order_by("dossier_id", "-id")
    return {row.dossier_id: row for row in rows.distinct("dossier_id")}


def with_cause(cell: Cell, cause: str) -> Narrowing:
    """Of the late dossiers of a figure those whose stated cause was `cause` when it was known; "": none stated."""
    return Narrowing(f"{_stated(cell.question)} = %(cause)s", {"cause": cause})


def count_by_cause(cell: Cell) -> dict[str, int]:
    """Late dossiers of a figure by stated main cause, "" those without one. They sum to the figure."""
    return {cause: number for (cause,), number in tally(cell, (_stated(cell.question),)).items()}


def cause_name(cause: str) -> str:
    """What a cause is called in reports; "" is called, too. Raises `KeyError` for a code that is none."""
    return NOT_STATED if not cause else {each.code: each.name for each in causes().causes}[cause]


def _stated(question: Question) -> str:
    """SQL: the cause on record for the span `s` at the moment the question is about."""
    known = (question.as_of or timezone.now()).isoformat()
    return _LAST_CAUSE.format(known=known)


_LAST_CAUSE = """coalesce((
    select c.cause from reports_latenesscause c
    where c.dossier_id = s.dossier_id and c.at <= timestamptz '{known}' order by c.id desc limit 1
), '')"""


_FIELD = "(select v.field_code from catalogue_procedureversion v where v.id = s.version_id)"


@dataclass(slots=True)
class CauseCounts:
    """Late dossiers by stated cause, for the rows of one report by level and field. Everything is read once."""

    asking: Asking
    _rows: dict[Keys, Counter[tuple[M, str]]] | None = None

    def parts(self, cause: str, by: Groups, keys: Keys) -> tuple[Part, ...]:
        """The late dossiers of a row whose stated cause is `cause`, ended and open ones; "" those without one."""
        if self._rows is None:
            self._rows = self._counted()
        row = self._rows.get(keys, Counter())
        return tuple(
            Part(
                f"{measure.value}:{cause}",
                f"{TITLES[measure]} – {cause_name(cause)}",
                row[measure, cause],
                Behind(Kind.CAUSE, cause, self.asking.cell(measure, by, keys)).to_token(),
            )
            for measure in LATE
            if row[measure, cause]
        )

    def _counted(self) -> dict[Keys, Counter[tuple[M, str]]]:
        """Every late dossier, under the whole, its level, its field within that level. A query for each measure."""
        question = self.asking.question
        levels = {place.unit: place.level.value for place in places_of(question)}
        counted: dict[Keys, Counter[tuple[M, str]]] = {}
        for measure in LATE:
            found = tally(self.asking.cell(measure, (), ()), ("s.unit_id", _FIELD, _stated(question)))
            for (unit, field, cause), number in found.items():
                for keys in ((), (levels[unit],), (levels[unit], field)):
                    counted.setdefault(keys, Counter())[measure, cause] += number
        return counted
