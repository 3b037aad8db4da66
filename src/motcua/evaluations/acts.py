# SPDX-License-Identifier: EUPL-1.2
"""Casting a ballot, and the tablets of a return desk.

One ballot per dossier: the database holds it, whoever presses twice or at once. Nobody can change a ballot.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from collections.abc import Mapping

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from motcua.dossiers.models import Dossier
from motcua.evaluations.errors import (
    AlreadyRated,
    AnswerRefused,
    NotReturned,
    RatingClosed,
    RatingTooEarly,
    TabletUnknown,
)
from motcua.evaluations.models import Ballot, Tablet
from motcua.evaluations.policy import policy
from motcua.evaluations.questions import ANSWERS, OVERALL, REMARK_AT_MOST, Asked
from motcua.law.codes import tidy_code
from motcua.law.roles import RETURN_ROLES
from motcua.organisations.actors import Actor


def require_open(dossier: Dossier, now: dt.datetime) -> None:
    """Refuse when the dossier cannot be rated at `now`. Raises `RatingTooEarly`, `RatingClosed`, `AlreadyRated`."""
    if dossier.received_at is None and dossier.last_sequence <= 1:
        raise RatingTooEarly
    over = dossier.returned_at or dossier.ended_at
    if over is not None:
        closed_on = timezone.localdate(over) + dt.timedelta(days=policy().closes_after)
        if timezone.localdate(now) > closed_on:
            raise RatingClosed(closed_on)
    if Ballot.objects.filter(dossier=dossier).exists():
        raise AlreadyRated


def cast(
    dossier: Dossier,
    overall: int,
    answers: Mapping[Asked, str],
    way: Ballot.Way,
    *,
    remark: str = "",
    device: str = "",
    now: dt.datetime | None = None,
) -> None:
    """Take the ballot of a dossier. Returns nothing: what was said is not handed on.

    `device` is whatever tells devices apart; only its salted hash is kept. Raises `AnswerRefused`, `AlreadyRated`,
    `RatingClosed`, `RatingTooEarly`.
    """
    at = now or timezone.now()
    if overall not in dict(OVERALL):
        raise AnswerRefused("Chưa chọn mức độ hài lòng.", hint="Hãy chọn một trong năm mức.")
    for asked, answer in answers.items():
        if answer and answer not in ANSWERS[asked]:
            raise AnswerRefused(
                "Có câu trả lời không thuộc các lựa chọn.", hint="Hãy tải lại trang rồi chọn lại."
            )
    require_open(dossier, at)
    version = dossier.procedure_version
    ballot = Ballot(
        dossier=dossier,
        unit_id=dossier.competent_unit_id,
        group=policy().group_of(dossier.field_code, version.field_name),
        answered_at=at,
        way=way,
        overall=overall,
        remark=" ".join(remark.split())[:REMARK_AT_MOST],
        device=hash_of_device(device, timezone.localdate(at)) if device else "",
        **{asked.value: answer for asked, answer in answers.items()},
    )
    try:
        with transaction.atomic():
            ballot.save(force_insert=True)
    except IntegrityError as error:
        if "dossier_id" in str(error):
            raise AlreadyRated from error
        raise


def hash_of_device(device: str, day: dt.date) -> str:
    """A device as it is kept: the salt is the site's own and changes every day, so nobody is followed over days."""
    text = f"{settings.SECRET_KEY}|{day.isoformat()}|{device}"
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def open_tablet(actor: Actor, name: str) -> Tablet:
    """Set up a tablet at the return desk of the actor's unit; the same name gives the same tablet.

    Raises `TabletUnknown` for whoever returns nothing anywhere.
    """
    unit = next((seat.unit_id for seat in actor.seats if seat.role in RETURN_ROLES), None)
    if unit is None:
        raise TabletUnknown
    name = " ".join(name.split())[:60]
    if not name:
        raise AnswerRefused("Chưa đặt tên cho máy.", hint="Ví dụ: Quầy trả kết quả số 1.")
    tablet, _made = Tablet.objects.get_or_create(
        unit_id=unit, name=name, defaults={"key": secrets.token_urlsafe(24)}
    )
    return tablet


def invite(actor: Actor, tablet_id: int, code: str) -> Tablet:
    """Show a dossier on a tablet. Raises `TabletUnknown`, `NotReturned`, and what `require_open` raises."""
    now = timezone.now()
    with transaction.atomic():
        tablet = _own(actor, tablet_id)
        dossier = Dossier.objects.filter(code=tidy_code(code)).first()
        units = _units(actor)
        if dossier is None or dossier.receiving_unit_id not in units:
            raise NotReturned(code)
        require_open(dossier, now)
        tablet.dossier, tablet.shown_at, tablet.shown_by_id = dossier, now, actor.person_id
        tablet.save(update_fields=["dossier", "shown_at", "shown_by"])
        return tablet


def clear(tablet: Tablet) -> None:
    """Back to the resting screen, after a ballot or when the next person steps up."""
    Tablet.objects.filter(pk=tablet.pk, dossier=tablet.dossier).update(
        dossier=None, shown_at=None, shown_by=None
    )


def dismiss(actor: Actor, tablet_id: int) -> None:
    """The official takes the invitation back. Raises `TabletUnknown`."""
    with transaction.atomic():
        clear(_own(actor, tablet_id))


def _units(actor: Actor) -> frozenset[int]:
    return frozenset().union(*(seat.covers for seat in actor.seats if seat.role in RETURN_ROLES))


def _own(actor: Actor, tablet_id: int) -> Tablet:
    tablet = Tablet.objects.select_for_update().filter(pk=tablet_id, unit_id__in=_units(actor)).first()
    if tablet is None:
        raise TabletUnknown
    return tablet
