# SPDX-License-Identifier: EUPL-1.2
"""The link of a mail by which one officer tells how one piece of work is, without signing in.

Signed by the house, good for some days, for this work and this person, while they own it and it is open. It tells
progress and hands in evidence; it shows and does nothing else. Opening it changes nothing.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.core import signing
from django.utils import timezone

from motcua.organisations.actors import Actor, actor_of
from motcua.organisations.models import Person
from motcua.plans.models import PlanState, TaskWork
from motcua.plans.work_performing import OPEN

GOOD_FOR: Final = dt.timedelta(days=14)
_SALT: Final = "motcua.plans.work_links"


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a link, and for which work."""

    work: TaskWork
    person: Person

    def actor(self, now: dt.datetime) -> Actor:
        """The person with the positions of the day: acts check the right as ever."""
        return actor_of(self.person, timezone.localdate(now))


def token_for(work: TaskWork, person: Person) -> str:
    """The part of the link that names the work and the person."""
    return signing.dumps([work.pk, person.pk], salt=_SALT, compress=False)


def address_for(work: TaskWork, person: Person) -> str:
    """The whole link, for a mail."""
    return f"{settings.PUBLIC_URL}/bao-viec/{token_for(work, person)}/"


def holder_of(token: str) -> Holder | None:
    """Whose link it is; None when it is not ours, too old, or no longer good. Two queries."""
    try:
        told = signing.loads(token, salt=_SALT, max_age=GOOD_FOR)
    except signing.BadSignature:
        return None
    work = TaskWork.objects.select_related("task", "plan__unit", "unit", "owner").filter(pk=told[0]).first()
    if work is None or work.owner is None or work.owner_id != told[1] or not work.owner.is_active:
        return None
    if work.state not in OPEN or work.plan.state != PlanState.IN_FORCE:
        return None
    return Holder(work, work.owner)
