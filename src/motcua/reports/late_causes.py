# SPDX-License-Identifier: EUPL-1.2
"""Why dossiers are late: the cause a unit puts on record, and the counts of causes in a report."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from motcua.dossiers import queries as dossiers
from motcua.dossiers.models import Dossier
from motcua.dossiers.rights import matter_of
from motcua.law.clock import to_minutes
from motcua.law.roles import Role
from motcua.organisations.actors import Actor, Seat
from motcua.organisations.models import Unit
from motcua.reports.asking import Asking, Groups, Keys
from motcua.reports.definitions import causes
from motcua.reports.errors import CauseRefused, ReportTooLarge
from motcua.reports.models import LatenessCause
from motcua.statistics import By, Cell, M, listed

STATING_ROLES = frozenset({Role.SPECIALIST, Role.SECTION_HEAD, Role.AGENCY_HEAD, Role.CONTROL_OFFICER})
"""Who may state the cause, for dossiers of the units they cover."""

LATE = (M.ENDED_LATE, M.OVERDUE)
READ_AT_MOST = 20_000
"""Late dossiers one report looks at one by one; more are reported unit by unit."""

_AGENCIES = (By.LEVEL, By.AGENCY)
_LONGEST = 1000
_PAGE = 500


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
                title=f"{seat.capacity} {seat.title}".strip(),
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


@dataclass(slots=True)
class CauseCounts:
    """Late dossiers by stated cause, for the rows of one report by level and field. Everything is read once."""

    asking: Asking
    _stated: dict[int, str] | None = None
    _rows: dict[Keys, Counter[str]] | None = None

    def count(self, cause: str, by: Groups, keys: Keys) -> int:
        """Late dossiers of a row whose stated cause is `cause`; "" counts those without one.

        Raises `ReportTooLarge` when more late dossiers than `READ_AT_MOST` would have to be looked at.
        """
        if self.stated:
            if self._rows is None:
                self._rows = self._counted()
            return self._rows.get(keys, Counter())[cause]
        return 0 if cause else sum(self.asking.count(measure, by, keys) for measure in LATE)

    def _counted(self) -> dict[Keys, Counter[str]]:
        """Every late dossier, under the whole, its level, and its field within that level."""
        late = self._late()
        levels = {keys[-1]: keys[0] for keys, _label in self.asking.rows(_AGENCIES, _AGENCIES)}
        rows = Dossier.objects.filter(pk__in=[number for number, _unit in late])
        fields = dict(rows.values_list("pk", "procedure_version__field_code"))
        counted: dict[Keys, Counter[str]] = {}
        for number, unit in late:
            level, cause = levels[str(unit)], self.stated.get(number, "")
            for keys in ((), (level,), (level, fields[number])):
                counted.setdefault(keys, Counter())[cause] += 1
        return counted

    def _late(self) -> list[tuple[int, int]]:
        """The late dossiers with the agency they are counted for."""
        counts = {measure: self.asking.count(measure, (), ()) for measure in LATE}
        if (number := sum(counts.values())) > READ_AT_MOST:
            raise ReportTooLarge(
                f"Có {number} hồ sơ quá hạn, nhiều hơn {READ_AT_MOST} hồ sơ mà một báo cáo nguyên nhân có thể xem.",
                hint="Hãy lập báo cáo nguyên nhân theo từng đơn vị hoặc kỳ ngắn hơn.",
            )
        cells = [self.asking.cell(measure, (), ()) for measure in LATE if counts[measure]]
        return [found for cell in cells for found in _listed(cell)]

    @property
    def stated(self) -> dict[int, str]:
        """The causes known at the moment of the report, of dossiers of the unit and everything below it."""
        if self._stated is None:
            scope = self.asking.question.unit
            units = Unit.objects.filter(Q(pk=scope) | Q(ancestors__contains=[scope]))
            rows = LatenessCause.objects.filter(unit__in=units.values("pk"), at__lte=self.asking.as_of)
            latest = rows.order_by("dossier_id", "-id").distinct("dossier_id")
            self._stated = dict(latest.values_list("dossier_id", "cause"))
        return self._stated


def _listed(cell: Cell) -> Iterator[tuple[int, int]]:
    after = ""
    while True:
        page = listed(cell, after=after, limit=_PAGE)
        yield from ((row.dossier_id, row.unit_id) for row in page.rows)
        if not page.next:
            return
        after = page.next
