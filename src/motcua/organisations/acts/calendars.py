# SPDX-License-Identifier: EUPL-1.2
"""A calendar is decided: a new edition for the units of an administrator.

Nothing is counted anew here. Dossiers name the edition they are counted by; the open ones follow by an act each
(`motcua.dossiers.recounting`), ended ones keep theirs for good.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from motcua.law.time_errors import CalendarError
from motcua.law.working_time import Calendar
from motcua.organisations.actors import Actor
from motcua.organisations.acts.checking import require_administrator, require_filled
from motcua.organisations.calendars import load_calendar
from motcua.organisations.editions import base_of, candidate, content_of, differences, family
from motcua.organisations.errors import ChangeRefused
from motcua.organisations.models import CalendarEdition, Unit
from motcua.organisations.records import AdminAct, record


@dataclass(frozen=True, slots=True)
class Publication:
    """What is decided. `code` is the calendar as units name it now; `content` the whole new one.

    `unit` narrows it to one unit and all below, which then have a calendar of their own.
    """

    code: str
    name: str
    content: Mapping[str, Any]
    decision: str
    unit: Unit | None = None

    @property
    def base(self) -> str:
        """The calendar that the new edition will be one of."""
        base = base_of(self.code)
        own = f"{base}-{self.unit.code}" if self.unit is not None else base
        return own[:40]


def checked(publication: Publication) -> Calendar:
    """The calendar as it would be. Raises `ChangeRefused` when it cannot be or changes nothing."""
    require_filled("decision", publication.decision, "Chưa nêu quyết định hoặc văn bản làm căn cứ.")
    try:
        calendar = candidate(publication.base, publication.name, publication.content)
    except CalendarError as error:
        raise ChangeRefused("", str(error)) from error
    if not differences(load_calendar(publication.code), calendar):
        raise ChangeRefused(
            "", "Lịch này không khác lịch đang dùng.", hint="Hãy sửa giờ hoặc thêm, bớt ngày."
        )
    return calendar


def units_to_change(actor: Actor, publication: Publication) -> list[int]:
    """Ids of the units that will name the new edition: those the actor administers and that name the calendar now."""
    mine = frozenset().union(
        *(seat.covers for seat in actor.seats if seat.role == "system_admin"),
    )
    found = Unit.objects.filter(family(base_of(publication.code)), pk__in=sorted(mine))
    if publication.unit is not None:
        require_administrator(actor, [publication.unit.pk])
        below = Unit.objects.filter(ancestors__contains=[publication.unit.pk]).values("pk")
        found = found.filter(pk__in=below) | found.filter(pk=publication.unit.pk)
    return sorted(found.values_list("pk", flat=True))


@transaction.atomic
def publish_calendar(actor: Actor, publication: Publication) -> CalendarEdition:
    """Publish a new edition and let the units name it from now on.

    Raises `NotAdministrator`, `ChangeRefused`.
    """
    calendar = checked(publication)
    units = units_to_change(actor, publication)
    if not units:
        raise ChangeRefused("", "Không có đơn vị nào bạn quản trị đang dùng lịch này.")
    base = publication.base
    last = CalendarEdition.objects.select_for_update().filter(base=base).order_by("-number").first()
    try:
        with transaction.atomic():
            made = CalendarEdition.objects.create(
                base=base,
                number=last.number + 1 if last else 1,
                name=publication.name,
                content=content_of(calendar),
                replaces=base_of(publication.code),
                decision=publication.decision[:255],
                made_by_id=actor.person_id,
                made_at=timezone.now(),
            )
    except IntegrityError as error:
        raise ChangeRefused(
            "", "Có người vừa ban hành lịch này.", hint="Hãy tải lại trang để xem."
        ) from error
    Unit.objects.filter(pk__in=units).update(calendar_code=made.code)
    changes = differences(load_calendar(publication.code), calendar)
    record(
        actor,
        AdminAct.PUBLISH_CALENDAR,
        "calendar",
        made.pk,
        f"{made.name} ({made.code})",
        unit_id=publication.unit.pk if publication.unit else None,
        before={"days": [before for before, _ in changes if before]},
        after={"days": [after for _, after in changes if after], "units": len(units)},
        reason=publication.decision,
    )
    return made
