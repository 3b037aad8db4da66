# SPDX-License-Identifier: EUPL-1.2
"""Filters that officers keep under a name, for themselves or for their unit."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.desk.models import SavedFilter
from motcua.errors import MotCuaError
from motcua.organisations.actors import Actor
from motcua.organisations.models import Person

MOST_OF_ONE = 30
"""Filters one person may keep; more would not be found again."""

_NAME_LENGTH = 60
_QUERY_LENGTH = 1000

SHOWN = 60
"""Filters shown beside a queue."""


class FilterRefused(MotCuaError):
    """A filter cannot be kept or removed."""

    code = "filter_refused"


def filters_for(actor: Actor, queue: str) -> QuerySet[SavedFilter]:
    """The actor's own filters of a queue and those shared by their units, by name. One query."""
    units = {seat.unit_id for seat in actor.seats}
    mine = Q(owner_id=actor.person_id) | Q(unit_id__in=units)
    return SavedFilter.objects.filter(mine, queue=queue).order_by("name", "id")[:SHOWN]


def save_filter(actor: Actor, queue: str, name: str, query: str, *, shared: bool) -> SavedFilter:
    """Keep a filter under a name; the same name of the same person is overwritten, so a double press does no harm.

    `shared` gives it to the unit of the actor's first position. Raises `FilterRefused`.
    """
    name, query = " ".join(name.split()), query.strip("?& ")
    if not name or len(name) > _NAME_LENGTH:
        raise FilterRefused(_("Chưa đặt tên cho bộ lọc, hoặc tên dài quá 60 ký tự."))
    if not query or len(query) > _QUERY_LENGTH:
        raise FilterRefused(
            _("Không có gì để lưu."), hint=_("Hãy lọc danh sách trước, rồi đặt tên cho bộ lọc.")
        )
    if actor.person_id is None:
        raise FilterRefused(_("Chỉ công chức đăng nhập mới lưu được bộ lọc."))
    unit_id = actor.seats[0].unit_id if shared and actor.seats else None
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=actor.person_id)  # one at a time, so that the limit holds
        own = SavedFilter.objects.filter(owner_id=actor.person_id)
        if own.exclude(queue=queue, name=name).count() >= MOST_OF_ONE:
            raise FilterRefused(
                _("Bạn đã lưu %(most)s bộ lọc.") % {"most": MOST_OF_ONE}, hint=_("Hãy xóa bớt bộ lọc cũ.")
            )
        kept, _made = SavedFilter.objects.update_or_create(
            owner_id=actor.person_id,
            queue=queue,
            name=name,
            defaults={"query": query, "unit_id": unit_id, "saved_at": timezone.now()},
        )
    return kept


def remove_filter(actor: Actor, pk: int) -> None:
    """Remove one's own filter; one that is gone already is no error. Nobody removes another person's."""
    if SavedFilter.objects.filter(pk=pk).exclude(owner_id=actor.person_id).exists():
        raise FilterRefused(_("Bộ lọc này do người khác lưu."), hint=_("Chỉ người lưu mới xóa được."))
    SavedFilter.objects.filter(pk=pk, owner_id=actor.person_id).delete()
