# SPDX-License-Identifier: EUPL-1.2
"""Open work on plans for the calendar feed of its owner (`desk.feed`): whole days, no names of anybody else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.utils.translation import gettext as _

from motcua.organisations.models import Person
from motcua.plans.models import PlanState, TaskWork
from motcua.plans.work_performing import OPEN

if TYPE_CHECKING:
    from icalendar import Event

MOST: Final = 200
"""Pieces of work in one feed, first due first."""


def feed_events(person: Person, now: dt.datetime) -> Iterator[Event]:
    """The open work a person owns, each on its last day in time. One query."""
    from icalendar import Event  # ⚡ slow to load, and only calendars ask for it

    host = settings.PUBLIC_URL.partition("://")[2].partition("/")[0]
    rows = TaskWork.objects.filter(
        owner=person, state__in=OPEN, last_day__isnull=False, plan__state=PlanState.IN_FORCE
    )
    for work in rows.select_related("task").order_by("last_day", "id")[:MOST]:
        event = Event()
        event.add("uid", f"plan-work-{work.pk}@{host}")
        event.add("dtstamp", work.heard_at)
        event.add("dtstart", work.last_day)
        event.add("summary", _("Hạn việc kế hoạch: %(work)s") % {"work": work.task.content[:200]})
        event.add("url", f"{settings.PUBLIC_URL}/ke-hoach/viec/{work.pk}/")
        event.add("transp", "TRANSPARENT")
        yield event
