# SPDX-License-Identifier: EUPL-1.2
"""Publication by decision: a draft put in force, a procedure abolished, a publication taken back before its day."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.catalogue import editing
from motcua.catalogue.editing import EDITORS
from motcua.catalogue.editing.parts import contents, digest
from motcua.catalogue.editing.publishing import can_be_undone, missing_of
from motcua.catalogue.models import (
    PUBLICATIONS,
    Change,
    ProcedureVersion,
    VersionStatus,
)
from motcua.catalogue.queries import change_of, open_quarantine
from motcua.dossiers.versions import COUNTED_AT_MOST, open_dossiers_of
from motcua.web.acting import actor_for, for_roles
from motcua.web.catalogue.acting import (
    crumbs_of,
    performed,
    procedure_or_404,
    version_or_404,
)
from motcua.web.catalogue.forms import DecisionForm, PublishForm, ReasonForm
from motcua.web.catalogue.words import compared
from motcua.web.methods import require_form
from motcua.web.pages import page
from motcua.web.wording import tr


@for_roles(*EDITORS)
@require_form
def publish(request: HttpRequest, version_id: int) -> HttpResponse:
    """Review what changes and put the draft in force by a decision."""
    draft = version_or_404(version_id)
    if draft.status != VersionStatus.DRAFT and request.method != "POST":
        return redirect("catalogue_version", draft.pk)
    base = _base(draft)
    held = contents(draft)
    start = {
        "decision_number": draft.decision_number,
        "decision_date": draft.decision_date
        if base and draft.decision_number != base.decision_number
        else None,
        "decision_issuer": draft.decision_issuer,
        "change": Change.AMEND.value if base else Change.ANNOUNCE.value,
        "seen": digest(held),
    }
    form = PublishForm(request.POST or None, initial=start)
    if request.method == "POST":
        done = performed(
            form,
            lambda data: editing.publish_draft(
                actor_for(request), draft.pk, form.publication(), Change(data["change"]), data["seen"]
            ),
        )
        if done is not None:
            day = form.cleaned_data["effective_from"]
            messages.success(request, _("Đã công bố; có hiệu lực từ %(day)s.") % {"day": f"{day:%d/%m/%Y}"})
            return redirect("catalogue_procedure", draft.procedure.code)
        form.type_in("seen", digest(contents(version_or_404(draft.pk))))
    doubts = open_quarantine(draft.procedure.code)
    context = {
        "crumbs": crumbs_of(draft.procedure, (_("Công bố"), "")),
        "draft": draft,
        "base": base,
        "form": form,
        "diff": compared(base, draft) if base else [],
        "missing": [tr(one) for one in missing_of(held)],
        "doubts": doubts.count(),
        "unknown_limits": sum(not row["limit_unit"] for row in held["cases"]),
        **_concerned(draft),
    }
    return page(request, "catalogue/publish.html", context, status=form.status or 200)


@for_roles(*EDITORS)
@require_form
def end(request: HttpRequest, procedure_code: str) -> HttpResponse:
    """Abolish a procedure by a decision."""
    shown = procedure_or_404(procedure_code)
    current = shown.versions.filter(status=VersionStatus.VALID).order_by("-effective_from").first()
    if current is None:
        raise Http404
    form = DecisionForm(request.POST or None)
    if request.method == "POST":
        done = performed(form, lambda data: editing.abolish(actor_for(request), shown.pk, form.publication()))
        if done is not None:
            messages.success(request, _("Đã công bố bãi bỏ thủ tục."))
            return redirect("catalogue_procedure", shown.code)
    concerned = _concerned(current)
    context = {
        "crumbs": crumbs_of(shown, (_("Bãi bỏ"), "")),
        "form": form,
        "title": _("Công bố bãi bỏ thủ tục"),
        "about": f"{shown.code} {current.name}",
        "lead": _(
            "Từ ngày có hiệu lực, quầy không nhận hồ sơ mới của thủ tục này. %(number)s hồ sơ đang giải quyết "
            "vẫn theo phiên bản lúc tiếp nhận."
        )
        % {"number": concerned["dossiers_words"]},
        "submit": _("Công bố bãi bỏ"),
        "danger": True,
        "back": reverse("catalogue_procedure", args=[shown.code]),
    }
    return page(request, "catalogue/form.html", context, status=form.status or 200)


@for_roles(*EDITORS)
@require_form
def undo(request: HttpRequest, change_id: int) -> HttpResponse:
    """Take a publication back before its first day."""
    change = change_of(change_id)
    if change is None or change.act not in PUBLICATIONS:
        raise Http404
    today = timezone.localdate()
    form = ReasonForm(request.POST or None)
    if request.method == "POST":
        done = performed(
            form,
            lambda data: editing.undo_publication(actor_for(request), change_id, today, data["reason"]),
        )
        if done is not None:
            messages.success(request, _("Đã thu hồi việc công bố; nội dung lại là dự thảo."))
            return redirect("catalogue_procedure", change.procedure.code)
    words = _("Việc công bố này chưa có hiệu lực nên thu hồi được.")
    if not can_be_undone(change, today):
        words = _("Việc công bố này đã có hiệu lực hoặc không còn là lần mới nhất: không thu hồi được nữa.")
    context = {
        "crumbs": crumbs_of(change.procedure, (_("Thu hồi việc công bố"), "")),
        "form": form,
        "title": _("Thu hồi việc công bố"),
        "about": f"{tr(change.get_act_display())}: {change.after.get('decision_number', '')}",
        "lead": words,
        "submit": _("Thu hồi"),
        "danger": True,
        "back": reverse("catalogue_procedure", args=[change.procedure.code]),
    }
    return page(request, "catalogue/form.html", context, status=form.status or 200)


def _base(draft: ProcedureVersion) -> ProcedureVersion | None:
    """What the draft is compared with: what it was copied from, else the newest valid version."""
    number = draft.based_on_id
    if number is None:
        valid = draft.procedure.versions.filter(status=VersionStatus.VALID).order_by("-effective_from")
        number = valid.values_list("pk", flat=True).first()
    return version_or_404(number) if number else None


def _concerned(version: ProcedureVersion) -> dict[str, object]:
    """How many open dossiers of the procedure keep their version."""
    ids = list(version.procedure.versions.order_by("-number").values_list("pk", flat=True)[:40])
    number = sum(open_dossiers_of(ids).values())
    words = _("Hơn %(n)d") % {"n": COUNTED_AT_MOST} if number > COUNTED_AT_MOST else str(number)
    return {"dossiers": number, "dossiers_words": words}
