# SPDX-License-Identifier: EUPL-1.2
"""Notes on a dossier: written once, read by whoever may see the dossier, never by the applicant."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence

from django.contrib.postgres.aggregates import ArrayAgg
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.desk.errors import NoteRefused
from motcua.desk.models import Mention, Note
from motcua.desk.owners import owners_of
from motcua.dossiers import queries
from motcua.dossiers.models import Dossier
from motcua.dossiers.rights import handling_positions
from motcua.organisations.actors import Actor, actor_of
from motcua.organisations.models import Person, Position, in_force

SHOWN = 50
"""Notes shown on a dossier, the latest."""

_LENGTH = 4000


def notes_of(dossier: Dossier) -> Sequence[Note]:
    """The latest notes, oldest of them first, each with the names it mentions (`mentioned`). One query.

    The caller has checked that the reader may see the dossier.
    """
    named = ArrayAgg("mentions__person__full_name", filter=Q(mentions__isnull=False), default=[])
    rows = dossier.notes.select_related("author").annotate(mentioned=named).order_by("-id")[:SHOWN]
    return list(rows)[::-1]


def colleagues_of(dossier: Dossier, actor: Actor, day: dt.date) -> QuerySet[Person]:
    """Officials of the units concerned who may be mentioned, without the actor."""
    units = [dossier.receiving_unit_id, dossier.competent_unit_id, dossier.holder_unit_id]
    asked = dossier.consultations.values("unit_id")
    held = Position.objects.filter(Q(unit_id__in=units) | Q(unit_id__in=asked), in_force(day))
    handling = handling_positions(dossier, day)
    people = Person.objects.filter(
        Q(pk__in=held.values("person_id")) | Q(pk__in=handling.values("person_id")), is_active=True
    )
    return people.exclude(pk=actor.person_id or 0).order_by("full_name", "id")


def write_note(
    actor: Actor, code: str, text: str, mentioned: Collection[Person], key: str, now: dt.datetime
) -> Note:
    """Write a note and put it on the lists of the colleagues it mentions. The same key writes it once.

    Raises `DossierUnknown` for a dossier the actor may not see, `NoteRefused` for an empty or too long text and for
    a colleague who may not see the dossier.
    """
    words = text.strip()
    if not words:
        raise NoteRefused(_("Ghi chú còn trống."), hint=_("Hãy viết nội dung rồi lưu."))
    if len(words) > _LENGTH:
        raise NoteRefused(_("Ghi chú dài quá 4000 ký tự."), hint=_("Hãy viết ngắn hơn hoặc tách làm hai."))
    dossier = queries.access_dossier(actor, code, with_related=False)
    for person in mentioned:
        if not queries.visible_to(actor_of(person, timezone.localdate(now))).filter(pk=dossier.pk).exists():
            raise NoteRefused(
                _("%(name)s không được xem hồ sơ này nên không nhắc được.") % {"name": person.full_name}
            )
    if actor.person_id is None:
        raise NoteRefused(_("Chỉ công chức đăng nhập mới viết được ghi chú."))
    seat = actor.seats[0] if actor.seats else None
    try:
        with transaction.atomic():
            note = Note.objects.create(
                dossier=dossier,
                author_id=actor.person_id,
                title=seat.signed if seat else "",
                text=words,
                at=now,
                key=key,
            )
            Mention.objects.bulk_create(Mention(note=note, person=person) for person in mentioned)
    except IntegrityError:
        earlier = Note.objects.filter(key=key, author_id=actor.person_id, dossier=dossier).first()
        if earlier is None:
            raise
        return earlier
    return note


def see_mention(actor: Actor, mention_id: int, now: dt.datetime) -> None:
    """Take a mention off the list: by the person mentioned, or by who stands in for them. Safe to repeat.

    Somebody else's mention is not found and nothing changes.
    """
    waiting = Mention.objects.filter(pk=mention_id, person_id__in=owners_of(actor), seen_at__isnull=True)
    waiting.update(seen_at=now, seen_by_id=actor.person_id)
