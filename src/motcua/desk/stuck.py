# SPDX-License-Identifier: EUPL-1.2
"""Mails that did not leave, for administrators: seen with their reason, sent again, or given up for good.

Each sees those to the people they administer, and those to people outside the house in matters of their units.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db import transaction
from django.db.models import Q, QuerySet

from motcua.desk import outbox
from motcua.desk.models import Mail
from motcua.organisations import directory
from motcua.organisations.actors import Actor
from motcua.organisations.records import AdminAct, record

AT_ONCE = 50
"""Mails shown on one page, and the most that one press moves."""


def page_of(actor: Actor, before: int | None) -> list[Mail]:
    """The latest stuck mails the actor may see, older than the one with the id `before`; one more than a page."""
    mails = _seen_by(actor).select_related("person").order_by("-id")
    if before is not None:
        mails = mails.filter(pk__lt=before)
    return list(mails[: AT_ONCE + 1])


@transaction.atomic
def send_again(actor: Actor, ids: Collection[int], now: dt.datetime) -> int:
    """Send these mails again; how many. Those that meanwhile left, or are not the actor's, are passed over."""
    mails = _locked(actor, ids)
    if mails:
        outbox.retry(Mail.objects.filter(pk__in=[mail.pk for mail in mails]), now)
        _record(actor, AdminAct.SEND_MAIL_AGAIN, mails)
    return len(mails)


@transaction.atomic
def give_up(actor: Actor, ids: Collection[int]) -> int:
    """Never send these mails; how many. Those that meanwhile left, or are not the actor's, are passed over."""
    mails = _locked(actor, ids)
    if mails:
        Mail.objects.filter(pk__in=[mail.pk for mail in mails]).update(state=Mail.State.GIVEN_UP)
        _record(actor, AdminAct.GIVE_UP_MAIL, mails)
    return len(mails)


def _seen_by(actor: Actor) -> QuerySet[Mail]:
    units = directory.administered(actor)
    outside = Q(person=None) & (Q(unit__in=units) | Q(unit=None))
    return outbox.stuck().filter(Q(person__in=directory.people_of(actor)) | outside)


def _locked(actor: Actor, ids: Collection[int]) -> list[Mail]:
    mails = _seen_by(actor).filter(pk__in=sorted(ids)[:AT_ONCE])
    return list(mails.select_for_update(of=("self",)).order_by("pk"))


def _record(actor: Actor, act: AdminAct, mails: list[Mail]) -> None:
    """One row for one press, with the subjects of the mails: addresses of citizens stay out of the log."""
    subjects = [mail.subject for mail in mails]
    more = f" (+{len(mails) - 1})" if mails[1:] else ""
    about = {"mails": len(mails), "subjects": subjects}
    record(actor, act, "mail", mails[0].pk, f"{subjects[0][:240]}{more}", after=about)
