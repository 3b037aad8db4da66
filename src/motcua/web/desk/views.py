# SPDX-License-Identifier: EUPL-1.2
"""What an official is warned of, notes on a dossier, mails and the calendar feed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.cache import caches
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from motcua.accesses.queries import visits_of
from motcua.desk import choices, notes
from motcua.desk import feed as feeds
from motcua.desk.reminders import MOST, Reminder, count_of, number_of, reminders_of
from motcua.law.transitions import Act
from motcua.law.warnings import WARNING_NAMES, WarningKind
from motcua.plans.work_feed import feed_events
from motcua.web.acting import actor_for, opened
from motcua.web.desk.forms import MailForm, NoteForm
from motcua.web.forms.base import new_key
from motcua.web.methods import require_form
from motcua.web.pages import page
from motcua.web.wording import tr

COUNTED_FOR = 30
"""Seconds for which the number in the head of the page is kept."""

_NEAR = "process"  # kept in the process itself: a number that is some seconds old is not worth a query
_UNUSABLE = 422


@dataclass(frozen=True, slots=True)
class Group:
    """The warnings of one kind on the page."""

    kind: WarningKind
    name: str
    rows: tuple[Reminder, ...]
    more: bool


@require_safe
def reminders(request: HttpRequest) -> HttpResponse:
    """Everything that wants attention, by kind, the most pressing first."""
    actor, now = actor_for(request), timezone.now()
    found = reminders_of(actor, now)
    _keep_count(actor.person_id, number_of(found))
    owed = {row.code for row in found.get(WarningKind.APOLOGY_NEEDED, ())}
    groups = [group for kind, rows in found.items() if (group := _group(kind, rows, found)).rows]
    context = {
        "groups": groups,
        "owed": owed,
        "most": MOST,
        "draft_act": Act.DRAFT_APOLOGY,
        "sign_act": Act.APOLOGISE,
    }
    return page(request, "desk/reminders.html", context)


def _group(kind: WarningKind, rows: list[Reminder], found: dict[WarningKind, list[Reminder]]) -> Group:
    """One kind on the page. A late dossier that owes a letter stands once, among the late ones."""
    told = rows[:MOST]
    if kind is WarningKind.APOLOGY_NEEDED:
        late = {row.code for row in found.get(WarningKind.LATE, ())}
        told = [row for row in told if row.code not in late]
    return Group(kind, tr(WARNING_NAMES[kind]), tuple(told), more=len(rows) > MOST)


@require_safe
def count(request: HttpRequest) -> HttpResponse:
    """The number of warnings for the head of the page, asked for after the page has come. Kept for some seconds."""
    actor = actor_for(request)
    number = caches[_NEAR].get(_count_key(actor.person_id))
    if number is None:
        number = count_of(actor, timezone.now())
        _keep_count(actor.person_id, number)
    answer = JsonResponse({"count": number})
    answer["Cache-Control"] = f"private, max-age={COUNTED_FOR}"
    return answer


def _keep_count(person_id: int | None, number: int) -> None:
    caches[_NEAR].set(_count_key(person_id), number, COUNTED_FOR)


def _count_key(person_id: int | None) -> str:
    return f"reminders:{person_id}"


@require_POST
def seen_mention(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a mention off one's list."""
    actor = actor_for(request)
    notes.see_mention(actor, pk, timezone.now())
    caches[_NEAR].delete(_count_key(actor.person_id))
    return redirect("reminders")


@require_form
def note(request: HttpRequest, code: str) -> HttpResponse:
    """Write a note on a dossier."""
    dossier = opened(request, code)
    actor = actor_for(request)
    if request.method != "POST":
        form = NoteForm(dossier=dossier, actor=actor, initial={"key": new_key()})
        return page(request, "desk/note.html", {"dossier": dossier, "form": form})
    form = NoteForm(request.POST, dossier=dossier, actor=actor)
    if not form.is_valid():
        return page(request, "desk/note.html", {"dossier": dossier, "form": form}, status=_UNUSABLE)
    data = form.cleaned_data
    key = f"note:{actor.person_id}:{data['key']}"
    notes.write_note(actor, dossier.code, data["text"], list(data["mentioned"]), key, timezone.now())
    messages.success(request, _("Đã lưu ghi chú."))
    return redirect(f"{reverse('dossier', args=[dossier.code])}#ghi-chu")


@require_safe
def looks(request: HttpRequest, code: str) -> HttpResponse:
    """Who looked at a dossier, as the applicant reads it: by unit and position."""
    dossier = opened(request, code)
    return page(request, "desk/looks.html", {"dossier": dossier, "visits": visits_of(dossier)})


@require_form
def mail_settings(request: HttpRequest) -> HttpResponse:
    """Which mails one wants, and the address of the calendar feed."""
    person_id = _person(request)
    if request.method == "POST":
        form = MailForm(request.POST)
        if form.is_valid():
            digest = form.cleaned_data["digest"]
            choices.choose(person_id, digest=digest, at_once=form.kinds(), now=timezone.now())
            messages.success(request, _("Đã lưu lựa chọn nhận thư."))
            return redirect("mail_settings")
    else:
        form = MailForm(initial=MailForm.of(choices.choice_of(person_id)))
    return _settings_page(request, form, status=_UNUSABLE if form.errors else 200)


@require_POST
def feed_address(request: HttpRequest) -> HttpResponse:
    """Make a new secret address, or end the one in force. The new one is shown this once."""
    person_id, now = _person(request), timezone.now()
    if request.POST.get("viec") == "ket-thuc":
        feeds.end_address(person_id, now)
        messages.success(request, _("Đã ngừng địa chỉ lịch. Ứng dụng lịch của bạn không đọc được nữa."))
        return redirect("mail_settings")
    token = feeds.make_address(person_id, now)
    told = settings.PUBLIC_URL + reverse("feed", args=[token])
    return _settings_page(request, MailForm(initial=MailForm.of(choices.choice_of(person_id))), told=told)


def _settings_page(
    request: HttpRequest, form: MailForm, *, told: str = "", status: int = 200
) -> HttpResponse:
    person_id = _person(request)
    context: dict[str, Any] = {
        "form": form,
        "address": getattr(request.user, "email", ""),
        "mail_enabled": settings.MAIL_ENABLED,
        "names": settings.MAIL_NAMES,
        "feed": feeds.address_of(person_id),
        "told": told,
    }
    answer = page(request, "desk/settings.html", context, status=status)
    if told:
        answer["Cache-Control"] = "private, no-store"
    return answer


@login_not_required
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar feed of whoever the secret address belongs to; for everybody else there is nothing here."""
    person = feeds.person_by(token)
    if person is None:
        raise Http404
    now = timezone.now()
    content = feeds.feed_of(person, now, feed_events(person, now))
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer["Cache-Control"] = "private, no-store"
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _person(request: HttpRequest) -> int:
    person_id = actor_for(request).person_id
    if person_id is None:
        raise Http404
    return person_id
