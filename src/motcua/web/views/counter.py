# SPDX-License-Identifier: EUPL-1.2
"""The counter: find a procedure, take a dossier in, hand out the receipt."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.catalogue.searching import search_versions
from motcua.documents import scans
from motcua.dossiers import acts, clock, letters
from motcua.dossiers.errors import AlreadyOpen, NotEntitled
from motcua.dossiers.models import Dossier, Letter
from motcua.dossiers.performing import Call
from motcua.errors import MotCuaError
from motcua.law.forms import FormRole
from motcua.law.roles import COUNTER_ROLES
from motcua.law.transitions import Act
from motcua.web.acting import actor_for, for_roles, made_up, opened
from motcua.web.downloads import as_file
from motcua.web.forms.counter import AtHand, CounterForm
from motcua.web.methods import require_form
from motcua.web.pages import page
from motcua.web.policies import shown_within, shows_files
from motcua.web.reception import at_hand, key_of, preview_of, unsaved_form
from motcua.web.tickets.here import at_desk, link, procedures_of
from motcua.web.views.counter_scans import take_files, work_on_pages

_RECEIVE, _ONLY_FILE = "tiep-nhan", "ghi-nhan"


@for_roles(*COUNTER_ROLES)
@require_form
def counter(request: HttpRequest) -> HttpResponse:
    """Find a procedure (GET), preview, fill in a known applicant, add pages, receive (POST)."""
    asked = request.POST if request.method == "POST" else request.GET
    code = asked.get("thu-tuc", "").strip()
    if not code:
        return _search(request)
    key = key_of(request)
    doing = request.POST.get("viec", "")
    # Pages come in before anything is judged, so that no mistake in the form loses them.
    refused = take_files(request, key) if request.FILES else []
    if doing.startswith("trang:"):
        work_on_pages(request, doing)
    known = at_hand(request, code, key)
    if known is None:
        messages.warning(
            request, _("Thủ tục %(code)s không có hiệu lực hôm nay. Hãy tìm lại.") % {"code": code}
        )
        return redirect("counter")
    if doing in (_RECEIVE, _ONLY_FILE) and not refused:
        return _taken(request, known, only_filed=doing == _ONLY_FILE)
    for one in refused:
        messages.error(request, str(one))
    return _form_page(request, unsaved_form(request, known, key))


def _search(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("tim", "").strip()
    found = search_versions(words, limit=20) if words else []
    context = {"words": words, "found": found, **at_desk(request)}
    context["field_procedures"] = [] if words else procedures_of(context["called"])
    return page(request, "counter_search.html", context)


def _taken(request: HttpRequest, known: AtHand, *, only_filed: bool) -> HttpResponse:
    """Receive what was handed in; or put it on record only, for a request to complete it or a refusal in writing
    (NĐ 61/2018 Đ.17.1.a–b)."""
    actor = actor_for(request)
    form = CounterForm(request.POST, at_hand=known)
    if not form.is_valid():
        return _form_page(request, form, status=422)
    data = form.cleaned_data
    call = Call(key=f"web:{actor.person_id}:{data['key']}")
    try:
        files = {paper: scans.bound(found).pk for paper, found in known.pages.items()}
        filing = form.filing(files, is_made_up=made_up(request))
        if only_filed:
            performed = acts.file(actor, filing, call)
        else:
            performed = acts.receive(actor, filing, call, handed_over_at=data.get("handed_over_at"))
    except MotCuaError as refusal:
        form.refuse(refusal)
        return _form_page(request, form, status=_status_of(refusal))
    link(request, performed.dossier)
    if known.pages:
        scans.forget(actor.person_id or 0, data["key"])
    for warning in performed.warnings:
        messages.warning(request, warning)
    if only_filed:
        messages.success(
            request,
            _(
                "Đã ghi nhận hồ sơ nộp. Thời hạn giải quyết chưa chạy. Hãy yêu cầu bổ sung hoặc từ chối bằng văn bản."
            ),
        )
        return redirect("dossier", code=performed.dossier.code)
    return redirect("received", code=performed.dossier.code)


def _status_of(refusal: MotCuaError) -> int:
    if isinstance(refusal, NotEntitled):
        return 403
    return 409 if isinstance(refusal, AlreadyOpen) else 422


def _form_page(request: HttpRequest, form: CounterForm, *, status: int = 200) -> HttpResponse:
    context = {
        "version": form.version,
        "form": form,
        "preview": preview_of(request, form),
        "case": form.chosen,
        "key": form.told("key"),
        **at_desk(request),
    }
    return page(request, "counter.html", context, status=status)


@for_roles(*COUNTER_ROLES)
@shows_files
@require_safe
def received(request: HttpRequest, code: str) -> HttpResponse:
    """After reception: the receipt to print, the next thing to do."""
    shown = opened(request, code)
    explanation = clock.explain(shown, timezone.now()).explanation if shown.received_at else None
    context = {
        "dossier": shown,
        "receipt": _receipt_of(shown),
        "explanation": explanation,
        "supplement": Act.ASK_SUPPLEMENT,
        "transfer": Act.TRANSFER,
        **at_desk(request),
    }
    return page(request, "received.html", context)


@for_roles(*COUNTER_ROLES)
@shown_within
@require_safe
def receipt(request: HttpRequest, code: str) -> HttpResponse:
    """The receipt as it was issued, for printing from within the page after reception."""
    issued = _receipt_of(opened(request, code))
    if issued is None:
        raise Http404
    return as_file(letters.pdf_of(issued), f"{code}.pdf", "application/pdf", shown=True)


def _receipt_of(shown: Dossier) -> Letter | None:
    return shown.letters.filter(role=FormRole.RECEIPT).order_by("id").first()
