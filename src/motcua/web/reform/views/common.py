# SPDX-License-Identifier: EUPL-1.2
"""What the pages of the reform index share: reading for this person, answering with a file."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.organisations.actors import Actor
from motcua.reform import queries
from motcua.reform.errors import ReformUnknown
from motcua.reform.models import ReformAssessment
from motcua.web.acting import actor_for

UNUSABLE = 422
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Crumbs = list[tuple[str, str]]
_T = TypeVar("_T")


def read(find: Callable[[Actor, int], _T], request: HttpRequest, pk: int) -> _T:
    """What a guarded read finds; 404 for whoever may not see it."""
    try:
        return find(actor_for(request), pk)
    except ReformUnknown as unknown:
        raise Http404(str(unknown)) from unknown


def sheet_for(request: HttpRequest, pk: int) -> ReformAssessment:
    """The sheet of the address."""
    return read(queries.sheet_of, request, pk)


def crumbs(*further: tuple[str, str]) -> Crumbs:
    """The way from the first page of the index."""
    return [(_("Cải cách hành chính"), reverse("reform")), *further]


def sheet_crumb(sheet: ReformAssessment) -> tuple[str, str]:
    """The sheet as a step of the way."""
    return (f"{sheet.unit.name}, {sheet.round.year}", reverse("reform_sheet", args=[sheet.pk]))
