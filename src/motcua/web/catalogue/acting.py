# SPDX-License-Identifier: EUPL-1.2
"""What the pages of the catalogue share: rows of an address, refusals beside their field."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from typing_extensions import override

from motcua.catalogue.editing import EDITORS, may_edit
from motcua.catalogue.errors import NotCatalogueEditor
from motcua.catalogue.models import Procedure, ProcedureVersion
from motcua.catalogue.queries import procedure_of, version_of, with_parts
from motcua.errors import MotCuaError
from motcua.web.acting import actor_for
from motcua.web.forms.base import HouseForm

UNUSABLE, FORBIDDEN = 422, 403
PAGE = 50
"""Rows of a page."""

_T = TypeVar("_T")


class CatalogueForm(HouseForm):
    """A form whose act may refuse one of its fields. `status`: the HTTP status of the refusal, 0 for none."""

    status: int = 0

    @override
    def refuse(self, refusal: MotCuaError) -> None:
        super().refuse(refusal)
        self.status = FORBIDDEN if isinstance(refusal, NotCatalogueEditor) else UNUSABLE


def performed(form: CatalogueForm, act: Callable[[dict[str, Any]], _T]) -> _T | None:
    """Perform `act` with what a valid form holds; None when the form or the act refused, which the form then says."""
    if not form.is_valid():
        form.status = UNUSABLE
        return None
    try:
        return act(form.cleaned_data)
    except MotCuaError as refusal:
        form.refuse(refusal)
        return None


def procedure_or_404(code: str) -> Procedure:
    """A procedure by its code."""
    procedure = procedure_of(code)
    if procedure is None:
        raise Http404
    return procedure


def version_or_404(version_id: int) -> ProcedureVersion:
    """A version with all its parts."""
    version = with_parts(version_of(version_id)).first()
    if version is None:
        raise Http404
    return version


def may_write(request: HttpRequest, field_code: str, code: str) -> bool:
    """Whether the buttons that change something are shown; the acts ask again."""
    return may_edit(actor_for(request), field_code, code)


def crumbs(*way: tuple[str, str]) -> list[tuple[str, str]]:
    """The way to a page of the catalogue."""
    return [(_("Danh mục thủ tục"), reverse("catalogue")), *way]


def crumbs_of(procedure: Procedure, *way: tuple[str, str]) -> list[tuple[str, str]]:
    """The way to a page of one procedure."""
    return crumbs((procedure.code, reverse("catalogue_procedure", args=[procedure.code])), *way)


def keeps(request: HttpRequest) -> bool:
    """Whether the signed-in official keeps any part of the catalogue."""
    return any(seat.role in EDITORS for seat in actor_for(request).seats)
