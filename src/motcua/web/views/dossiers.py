# SPDX-License-Identifier: EUPL-1.2
"""The dossier page, its acts, its letters and files."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.exceptions import TemplateDoesNotExist
from django.template.loader import get_template
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.documents import store
from motcua.dossiers import letters, queries, sheets
from motcua.dossiers.errors import Busy, ChangedMeanwhile, InputRefused, NotEntitled, WrongState
from motcua.dossiers.models import Dossier, Paper
from motcua.dossiers.performing import Call
from motcua.errors import MotCuaError
from motcua.law.statuses import State
from motcua.law.transitions import ACT_NAMES, Act, standard_transitions
from motcua.web.acting import actor_for, looking, opened, seen
from motcua.web.acts_table import ACT_PAGES, ActPage, Work
from motcua.web.downloads import as_file, stored_file, with_ending
from motcua.web.drafts_shown import remember_shown, was_shown
from motcua.web.effects import effect_of
from motcua.web.forms.acting import ActForm
from motcua.web.forms.base import new_key
from motcua.web.methods import require_form
from motcua.web.pages import page
from motcua.web.phrases import AWAITED, bar_of, deadline_of, row_of
from motcua.web.policies import shown_within, shows_files
from motcua.web.story import Line, Story, lines_since, story_of
from motcua.web.uploads import EXTENSIONS, SHOWN_IN_BROWSER
from motcua.web.wording import moment_phrase, tr

_CONFLICT, _FORBIDDEN, _UNUSABLE = 409, 403, 422
_AFTERWARDS = {"ky": "signing", "tra-ket-qua": "returning", "hang-doi": "queues", "nguy-co": "risks"}


@dataclass(frozen=True, slots=True)
class OpenAct:
    """An act on offer: its name, its page, the first sentence of its effect on the clock."""

    name: str
    url: str
    effect: str
    moves: str
    final: bool


@dataclass(frozen=True, slots=True)
class Undo:
    """What the person did last and may take back."""

    done: str
    name: str
    url: str


_MOVES_THE_DATE = frozenset({Act.ASK_SUPPLEMENT, Act.ASK_PAYMENT, Act.SUSPEND, Act.ASK_WITHDRAWAL})
_TAKEN_BACK_BY = {Act.TRANSFER: Act.RECALL_TRANSFER, Act.SUBMIT: Act.RECALL}


@shows_files
@require_safe
def dossier(request: HttpRequest, code: str) -> HttpResponse:
    """Everything about one dossier on one page."""
    shown = opened(request, code)
    now = timezone.now()
    story = story_of(shown, now)
    prefetch_related_objects([shown], "intervals")
    intervals = sorted(shown.intervals.all(), key=lambda one: one.started_at)
    deadline = deadline_of(shown, now, intervals)
    papers = list(shown.papers.select_related("file").order_by("order"))
    offered = queries.acts_open_to(actor_for(request), shown)
    return page(
        request,
        "dossier.html",
        {
            "dossier": shown,
            "row": row_of(shown, now),
            "bar": bar_of(shown, deadline, now, intervals, story.holds),
            "deadline": deadline,
            "intervals": intervals,
            "story": story.lines,
            "papers": papers,
            "beside": next((one for one in papers if one.file_id == request.GET.get("xem", "-")), None),
            "in_browser": SHOWN_IN_BROWSER,
            "consultations": list(shown.consultations.select_related("unit").order_by("id")),
            "acts": _offered(offered, shown, now),
            "undo": _undo(request, offered, shown, story),
            "awaited": AWAITED.get(State(shown.state), ""),
            "extensions": EXTENSIONS,
            "parts": _parts(),
        },
    )


def _undo(request: HttpRequest, offered: tuple[Act, ...], shown: Dossier, story: Story) -> Undo | None:
    """The person's own last act, as long as nobody went on with it."""
    last = story.lines[-1] if story.lines else None
    if last is None or last.person_id != actor_for(request).person_id:
        return None
    back = _TAKEN_BACK_BY.get(Act(last.act))
    if back is None or back not in offered:
        return None
    return Undo(last.title, tr(ACT_NAMES[back]), reverse("act", args=[shown.code, back]))


@cache
def _parts() -> tuple[str, ...]:
    """Parts of the page that other areas bring: notes, who looked, where the dossier is in its process."""
    found = []
    for name in ("web/processes/_where.html", "web/desk/_notes.html", "web/accesses/_of_dossier.html"):
        try:
            get_template(name)
        except TemplateDoesNotExist:
            continue
        found.append(name)
    return tuple(found)


def _offered(offered: tuple[Act, ...], shown: Dossier, now: dt.datetime) -> list[OpenAct]:
    return [
        OpenAct(
            tr(ACT_NAMES[act]),
            reverse("act", args=[shown.code, act]),
            told[0],
            told[1] if act in _MOVES_THE_DATE and len(told) > 1 else "",
            ACT_PAGES[act].final,
        )
        for act in offered
        if act in ACT_PAGES
        for told in (effect_of(act, shown, now),)
    ]


@require_form
def act(request: HttpRequest, code: str, act: Act) -> HttpResponse:
    """One act: GET shows its form and its effect on the clock, POST performs it once."""
    described = ACT_PAGES.get(act)
    if described is None:
        raise Http404
    if request.method == "POST":
        return _perform(request, seen(request, code, with_related=False), act, described)
    shown = opened(request, code)
    if act not in queries.acts_open_to(actor_for(request), shown):
        raise PermissionDenied(
            _("“%(act)s” không làm được lúc này: hồ sơ đang ở “%(state)s”, hoặc việc này không thuộc bạn.")
            % {"act": tr(ACT_NAMES[act]), "state": tr(shown.state_name)}
        )
    asked = {"handler": request.GET["nguoi"]} if "nguoi" in request.GET else {}
    form = described.form(dossier=shown, initial={"key": new_key(), "seen": shown.last_sequence, **asked})
    if act is Act.SIGN and not shown.result_sha256:
        remember_shown(request, shown)
    return _act_page(request, shown, act, form)


def _perform(request: HttpRequest, shown: Dossier, act: Act, described: ActPage) -> HttpResponse:
    write_access = looking(request, shown)
    form = described.form(request.POST, request.FILES, dossier=shown)
    if not form.is_valid():
        write_access()
        return _act_page(request, shown, act, form, status=_UNUSABLE)
    actor = actor_for(request)
    data = form.cleaned_data
    # ⚡ Who looked is written with the act, in one transaction, and by itself where there is no act.
    call = Call(key=f"web:{actor.person_id}:{data['key']}", seen=data["seen"], beside=write_access)
    try:
        if act is Act.SIGN and shown.result_sha256:
            _require_shown(request, shown, data["sha256"])
        performed = described.call(Work(actor, shown, data, call))
    except MotCuaError as refusal:
        write_access()
        form.refuse(refusal)
        since: tuple[Line, ...] = ()
        if isinstance(refusal, ChangedMeanwhile):
            since = lines_since(shown, data["seen"])
            form.type_in("seen", str(shown.last_sequence))  # a second press decides with these events seen
        return _act_page(request, shown, act, form, status=_status_of(refusal), since=since)
    if performed.repeated:
        write_access()
    _tell(request, act, performed.dossier, performed.warnings)
    if afterwards := _AFTERWARDS.get(request.POST.get("tiep", "")):
        return redirect(afterwards)
    return redirect("dossier", code=performed.dossier.code)


def _require_shown(request: HttpRequest, shown: Dossier, sha256: str) -> None:
    """Never sign what was not shown: the file must have been handed to this very session."""
    if sha256 == shown.result_sha256 and not was_shown(request, shown):
        raise InputRefused(
            "sha256",
            _("Văn bản chưa được mở trong phiên làm việc này."),
            hint=_("Hãy mở văn bản, xem rồi ký."),
        )


def _status_of(refusal: MotCuaError) -> int:
    if isinstance(refusal, NotEntitled):
        return _FORBIDDEN
    return _CONFLICT if isinstance(refusal, ChangedMeanwhile | WrongState | Busy) else _UNUSABLE


def _tell(request: HttpRequest, act: Act, shown: Dossier, warnings: tuple[str, ...]) -> None:
    done = _("Đã ghi nhận: %(act)s, hồ sơ %(code)s.") % {"act": tr(ACT_NAMES[act]), "code": shown.code}
    if shown.ended_at is None and shown.due_current is not None and shown.paused_since is None:
        done += " " + _("Hẹn trả %(due)s.") % {"due": moment_phrase(shown.due_current)}
    messages.success(request, done)
    for warning in warnings:
        messages.warning(request, warning)


def _act_page(
    request: HttpRequest, shown: Dossier, act: Act, form: ActForm, *, status: int = 200, since: object = ()
) -> HttpResponse:
    now = timezone.now()
    context = {
        "dossier": shown,
        "row": row_of(shown, now),
        "form": form,
        "act_name": tr(ACT_NAMES[act]),
        "act_url": reverse("act", args=[shown.code, act]),
        "article": standard_transitions()[act].article,
        "effects": effect_of(act, shown, now),
        "final": ACT_PAGES[act].final,
        "since": since,
        "afterwards": request.POST.get("tiep", request.GET.get("tiep", "")),
        "shows_result": act is Act.SIGN,
    }
    return page(request, "act.html", context, status=status)


@require_safe
def letter(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """A statutory form as it was issued. The first reading makes the PDF and keeps it by its hash."""
    shown = opened(request, code)
    issued = get_object_or_404(shown.letters, pk=pk)
    return _pdf(letters.pdf_of(issued), f"{shown.code}-{issued.role}.pdf")


@require_safe
def control_slip(request: HttpRequest, code: str) -> HttpResponse:
    """The control slip as it stands now."""
    shown = opened(request, code)
    if shown.received_at is None:
        raise Http404
    return _pdf(sheets.control_slip(shown, timezone.now()), f"{shown.code}-phieu-kiem-soat.pdf")


@shown_within
@require_safe
def file(request: HttpRequest, code: str, sha256: str) -> HttpResponse:
    """A file of the dossier: a paper, or a draft that an event names. Its hash is checked when it is read."""
    shown = opened(request, code)
    own = (
        sha256 == shown.result_sha256
        or shown.papers.filter(file_id=sha256).exists()
        or shown.events.filter(data__changes__result_sha256=sha256).exists()
    )
    stored = store.find(sha256) if own else None
    if stored is None:
        raise Http404
    if request.method == "GET" and sha256 == shown.result_sha256:
        remember_shown(request, shown)
    name = with_ending(f"{shown.code}-{sha256[:8]}", stored.media_type)
    return stored_file(sha256, stored.media_type, name)


@shows_files
@require_safe
def viewer(request: HttpRequest, code: str, sha256: str) -> HttpResponse:
    """The papers of a dossier and its result, one large beside the list of all."""
    shown = opened(request, code)
    papers = [one for one in shown.papers.select_related("file").order_by("order") if one.file_id]
    if result := store.find(shown.result_sha256) if shown.result_sha256 else None:
        papers.append(Paper(dossier=shown, name=_("Văn bản kết quả"), file=result))
    place = next((number for number, one in enumerate(papers) if one.file_id == sha256), None)
    if place is None:
        raise Http404
    context = {
        "dossier": shown,
        "papers": papers,
        "paper": papers[place],
        "previous": papers[place - 1] if place else None,
        "next": papers[place + 1] if place + 1 < len(papers) else None,
        "in_browser": SHOWN_IN_BROWSER,
    }
    return page(request, "viewer.html", context)


def _pdf(content: bytes, name: str) -> HttpResponse:
    return as_file(content, name, "application/pdf", shown=True)
