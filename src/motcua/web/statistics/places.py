# SPDX-License-Identifier: EUPL-1.2
"""Whose figures the signed-in official may open, and which they asked for."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.translation import gettext as _

from motcua.organisations.queries import unit_paths
from motcua.statistics.rights import may_list, may_see, scope_of
from motcua.web.acting import actor_for
from motcua.web.statistics.asking import unit_of


@dataclass(frozen=True, slots=True)
class Place:
    """The unit a page is about. `path`: the units above it that the official may open too; `choices`: where they may
    begin; `lists`: whether they may open the dossiers behind its figures."""

    unit: int
    name: str
    path: tuple[tuple[int, str], ...]
    choices: tuple[tuple[int, str], ...]
    lists: bool


def place_of(request: HttpRequest) -> Place:
    """The unit of the address, or the first one of the official's own. A few queries, whatever the number of units.

    Raises `PermissionDenied` for somebody without figures of their own, and for a unit outside of what is theirs.
    """
    actor = actor_for(request)
    scope = scope_of(actor) or ()
    asked = unit_of(request.GET)
    unit = asked if asked is not None else next(iter(scope), None)
    if unit is None or not may_see(actor, unit):
        raise PermissionDenied(_("Vị trí công tác của bạn hôm nay không mở số liệu của đơn vị này."))
    paths = unit_paths({unit, *scope})
    if unit not in paths:
        raise PermissionDenied(_("Không có đơn vị này."))
    line = paths[unit]
    open_from = next((number for number, (pk, _name) in enumerate(line) if pk in scope), len(line) - 1)
    return Place(
        unit,
        line[-1][1],
        tuple(line[open_from:-1]),
        tuple((pk, paths[pk][-1][1]) for pk in scope if pk in paths),
        may_list(actor, unit),
    )
