# SPDX-License-Identifier: EUPL-1.2
"""Drafts: begun beside the version in force, edited part by part, given up."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from motcua.catalogue import editing
from motcua.catalogue.editing import EDITORS
from motcua.catalogue.editing.parts import HEAD, digest, rows_of
from motcua.catalogue.errors import DraftChangedMeanwhile, NotCatalogueEditor
from motcua.catalogue.models import CatalogueAct, ProcedureVersion, VersionStatus
from motcua.errors import MotCuaError
from motcua.web.acting import actor_for, for_roles
from motcua.web.catalogue.acting import (
    FORBIDDEN,
    UNUSABLE,
    crumbs,
    crumbs_of,
    performed,
    version_or_404,
)
from motcua.web.catalogue.forms import NewProcedureForm, ReasonForm
from motcua.web.catalogue.rows import MOST, PartRows
from motcua.web.catalogue.words import PART_NAMES, PART_SLUGS
from motcua.web.methods import require_form
from motcua.web.pages import page


@for_roles(*EDITORS)
@require_form
def add(request: HttpRequest) -> HttpResponse:
    """A procedure that the catalogue does not know yet."""
    form = NewProcedureForm(request.POST or None)
    if request.method == "POST":
        draft = performed(
            form,
            lambda data: editing.new_procedure(
                actor_for(request), data["procedure_code"], data["name"], timezone.localdate()
            ),
        )
        if draft is not None:
            messages.success(request, _("Đã lập dự thảo. Hãy điền các phần còn lại rồi công bố."))
            return redirect("catalogue_edit", draft.pk, "thong-tin")
    context = {
        "crumbs": crumbs((_("Thêm thủ tục"), "")),
        "form": form,
        "title": _("Thêm thủ tục"),
        "submit": _("Lập dự thảo"),
        "back": reverse("catalogue"),
    }
    return page(request, "catalogue/form.html", context, status=form.status or 200)


@for_roles(*EDITORS)
@require_POST
def begin(request: HttpRequest, version_id: int) -> HttpResponse:
    """Open a draft as a copy of the version, or the one that stands open already."""
    draft = editing.open_draft(actor_for(request), version_id, timezone.localdate())
    return redirect("catalogue_edit", draft.pk, "truong-hop")


@for_roles(*EDITORS)
@require_form
def edit(request: HttpRequest, version_id: int, part_slug: str) -> HttpResponse:
    """One part of a draft. Whatever is refused stays typed in; a version that is no draft is shown instead."""
    if part_slug not in PART_SLUGS:
        raise Http404
    draft, part = version_or_404(version_id), PART_SLUGS[part_slug]
    if draft.status != VersionStatus.DRAFT and request.method != "POST":
        return redirect("catalogue_version", draft.pk)
    if request.method != "POST":
        return _edit_page(request, draft, part, PartRows.of(part, rows_of(draft, part)))
    rows = PartRows.sent(part, request.POST)
    if rows.pressed(request.POST):
        return _edit_page(request, draft, part, rows, seen=request.POST.get("seen", ""))
    if not rows.are_valid():
        return _edit_page(request, draft, part, rows, seen=request.POST.get("seen", ""), status=UNUSABLE)
    try:
        editing.save_part(actor_for(request), draft.pk, part, rows.rows(), request.POST.get("seen", ""))
    except MotCuaError as refusal:
        return _refused(request, draft, part, rows, refusal)
    messages.success(request, _("Đã lưu “%(part)s” của dự thảo.") % {"part": PART_NAMES[part]})
    return redirect("catalogue_edit", draft.pk, _next(part_slug) if "tiep" in request.POST else part_slug)


@for_roles(*EDITORS)
@require_form
def give_up(request: HttpRequest, version_id: int) -> HttpResponse:
    """Discard a draft, with a reason; it stays on record."""
    draft = version_or_404(version_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST":
        gone = performed(form, lambda data: editing.discard(actor_for(request), draft.pk, data["reason"]))
        if gone is not None:
            messages.success(request, _("Đã bỏ dự thảo; nội dung của nó vẫn xem lại được."))
            return redirect("catalogue_procedure", draft.procedure.code)
    context = {
        "crumbs": crumbs_of(draft.procedure, (_("Bỏ dự thảo"), "")),
        "form": form,
        "title": _("Bỏ dự thảo"),
        "about": draft.name,
        "lead": _("Dự thảo sẽ không công bố được nữa. Phiên bản đang có hiệu lực không đổi."),
        "submit": _("Bỏ dự thảo"),
        "danger": True,
        "back": reverse("catalogue_procedure", args=[draft.procedure.code]),
    }
    return page(request, "catalogue/form.html", context, status=form.status or 200)


def _refused(
    request: HttpRequest, draft: ProcedureVersion, part: str, rows: PartRows, refusal: MotCuaError
) -> HttpResponse:
    """The same page with what was typed; after a change by others also with what they saved."""
    status = FORBIDDEN if isinstance(refusal, NotCatalogueEditor) else UNUSABLE
    seen, other, theirs = request.POST.get("seen", ""), None, None
    if isinstance(refusal, DraftChangedMeanwhile):
        status = 409
        held = rows_of(draft, part)
        seen, theirs = digest(held), PartRows.of(part, held)
        changes = draft.changes.filter(act=CatalogueAct.EDIT_DRAFT, part=part)
        other = changes.first()
    return _edit_page(
        request, draft, part, rows, seen=seen, status=status, refusal=refusal, other=other, theirs=theirs
    )


def _edit_page(
    request: HttpRequest,
    draft: ProcedureVersion,
    part: str,
    rows: PartRows,
    *,
    seen: str = "",
    status: int = 200,
    **more: object,
) -> HttpResponse:
    slug = next(slug for slug, name in PART_SLUGS.items() if name == part)
    context = {
        "crumbs": crumbs_of(draft.procedure, (_("Sửa dự thảo"), "")),
        "draft": draft,
        "part": part,
        "part_name": PART_NAMES[part],
        "is_head": part == HEAD,
        "rows": rows,
        "count": len(rows.forms),
        "full": len(rows.forms) >= MOST,
        "seen": seen or digest(rows_of(draft, part)),
        "last_part": slug == list(PART_SLUGS)[-1],
        "parts": [
            (PART_NAMES[name], reverse("catalogue_edit", args=[draft.pk, one]), name == part)
            for one, name in PART_SLUGS.items()
        ],
        **more,
    }
    return page(request, "catalogue/edit.html", context, status=status)


def _next(part_slug: str) -> str:
    slugs = list(PART_SLUGS)
    return slugs[min(slugs.index(part_slug) + 1, len(slugs) - 1)]
