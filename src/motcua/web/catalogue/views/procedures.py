# SPDX-License-Identifier: EUPL-1.2
"""The list of procedures, one procedure with its versions and changes, one version, the difference of two."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.catalogue.editing import READERS
from motcua.catalogue.editing.publishing import can_be_undone
from motcua.catalogue.listing import (
    FOUND_AT_MOST,
    STANDINGS,
    Wanted,
    field_names,
    procedures_wanted,
    progress,
)
from motcua.catalogue.models import (
    PUBLICATIONS,
    CatalogueAct,
    CatalogueChange,
    Level,
    ProcedureVersion,
    VersionSource,
    VersionStatus,
)
from motcua.catalogue.queries import open_quarantine
from motcua.dossiers.versions import COUNTED_AT_MOST, open_dossiers_of
from motcua.web.acting import for_roles
from motcua.web.addresses import number_in
from motcua.web.catalogue.acting import (
    PAGE,
    crumbs,
    crumbs_of,
    keeps,
    may_write,
    procedure_or_404,
    version_or_404,
)
from motcua.web.catalogue.words import PART_NAMES, PART_SLUGS, compared
from motcua.web.pages import page
from motcua.web.posting.words import sheet_of
from motcua.web.wording import tr, tr_choices

_CHANGES = 30
_IMPORTED = 3
_VERSIONS = 40


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version of a procedure, the decision behind its end, the open dossiers it governs."""

    version: ProcedureVersion
    dossiers: int
    more: bool
    standing: str
    state: str


@for_roles(*READERS)
@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """Procedures by words, field, level and state, fifty a page."""
    wanted = Wanted(
        words=request.GET.get("q", "").strip()[:200],
        field_name=request.GET.get("linh-vuc", ""),
        level=request.GET.get("cap", ""),
        standing=request.GET.get("tinh-trang", ""),
        after=request.GET.get("sau", "")[:40],
    )
    today = timezone.localdate()
    lines = procedures_wanted(wanted, today, PAGE + 1)
    more = ""
    if not wanted.words and len(lines) > PAGE:
        lines = lines[:PAGE]
        kept = {"linh-vuc": wanted.field_name, "cap": wanted.level, "tinh-trang": wanted.standing}
        more = urlencode({**{name: value for name, value in kept.items() if value}, "sau": lines[-1].code})
    context = {
        "lines": lines,
        "wanted": wanted,
        "narrowed": replace(wanted, after="") != Wanted(),
        "more": more,
        "fields": field_names(today),
        "levels": tr_choices(Level.choices),
        "standings": tr_choices(STANDINGS.items()),
        "progress": progress(),
        "most": FOUND_AT_MOST,
        "may_write": keeps(request),
    }
    return page(request, "catalogue/list.html", context)


@for_roles(*READERS)
@require_safe
def procedure(request: HttpRequest, procedure_code: str) -> HttpResponse:
    """All versions of one procedure with the decision behind each, what is open, who did what."""
    shown = procedure_or_404(procedure_code)
    versions = list(shown.versions.defer("steps_text", "conditions_text").order_by("-number")[:_VERSIONS])
    if not versions:
        raise Http404
    changes = list(shown.changes.select_related("version")[:_CHANGES])
    today = timezone.localdate()
    latest = next((one for one in changes if one.act in PUBLICATIONS), None)
    lines = _lines(versions)
    drafts = [one for one in versions if one.status == VersionStatus.DRAFT]
    draft = next((one for one in drafts if one.source_kind == VersionSource.EDITED), None)
    current = next((one.version for one in lines if one.state == "now"), None)
    base = current or next((one for one in versions if one.status == VersionStatus.VALID), versions[0])
    context = {
        "crumbs": crumbs((shown.code, "")),
        "procedure": shown,
        "lines": lines,
        "draft": draft,
        "imported": [one for one in drafts if one is not draft][:_IMPORTED],
        "current": current,
        "base": base,
        "name": base.name,
        "changes": changes,
        "part_names": PART_NAMES,
        "parts": _parts(draft),
        "undoable": latest if latest and can_be_undone(latest, today) else None,
        "abolished": _abolished(changes) if not current else None,
        "doubts": open_quarantine(shown.code).count(),
        "most": COUNTED_AT_MOST,
        "may_write": may_write(request, base.field_code, shown.code),
    }
    return page(request, "catalogue/procedure.html", context)


@for_roles(*READERS)
@require_safe
def version(request: HttpRequest, version_id: int) -> HttpResponse:
    """One version as it is or would be posted."""
    shown = version_or_404(version_id)
    context = {
        "crumbs": crumbs_of(shown.procedure, (_("Phiên bản %(n)d") % {"n": shown.number}, "")),
        "version": shown,
        "sheet": sheet_of(shown),
        "parts": _parts(shown if shown.status == VersionStatus.DRAFT else None),
        "may_write": may_write(request, shown.field_code, shown.procedure.code),
    }
    return page(request, "catalogue/version.html", context)


@for_roles(*READERS)
@require_safe
def difference(request: HttpRequest, version_id: int) -> HttpResponse:
    """What a version says otherwise than another: the one asked for, else the one it was copied from."""
    shown = version_or_404(version_id)
    others = list(
        shown.procedure.versions.exclude(pk=shown.pk)
        .only("pk", "number", "status", "effective_from")
        .order_by("-number")[:_VERSIONS]
    )
    asked = number_in(request.GET.get("voi"))
    chosen = shown.based_on_id if asked is None else asked
    if chosen not in {one.pk for one in others}:
        chosen = next((one.pk for one in others if one.number < shown.number), None)
    other = version_or_404(chosen) if chosen else None
    context = {
        "crumbs": crumbs_of(shown.procedure, (_("So sánh"), "")),
        "version": shown,
        "other": other,
        "others": others,
        "diff": compared(other, shown) if other else [],
    }
    return page(request, "catalogue/difference.html", context)


def _parts(draft: ProcedureVersion | None) -> list[tuple[str, str]]:
    if draft is None:
        return []
    return [
        (str(PART_NAMES[part]), reverse("catalogue_edit", args=[draft.pk, slug]))
        for slug, part in PART_SLUGS.items()
    ]


def _lines(versions: list[ProcedureVersion]) -> list[VersionLine]:
    governed = open_dossiers_of(one.pk for one in versions)
    lines = []
    for one in versions:
        number = governed.get(one.pk, 0)
        state, words = _standing(one)
        lines.append(VersionLine(one, min(number, COUNTED_AT_MOST), number > COUNTED_AT_MOST, words, state))
    return lines


def _standing(version: ProcedureVersion) -> tuple[str, str]:
    today = timezone.localdate()
    if version.status != VersionStatus.VALID:
        return version.status, tr(version.get_status_display())
    if version.effective_from > today:
        return "coming", _("Sắp có hiệu lực")
    if version.effective_to is not None and version.effective_to < today:
        return "over", _("Hết hiệu lực")
    return "now", _("Đang có hiệu lực")


def _abolished(changes: list[CatalogueChange]) -> CatalogueChange | None:
    latest = next((one for one in changes if one.act in (*PUBLICATIONS, CatalogueAct.UNDO_PUBLICATION)), None)
    return latest if latest and latest.act == CatalogueAct.ABOLISH else None
