# SPDX-License-Identifier: EUPL-1.2
"""Calendars: what is in use, a new edition with a preview of the dossiers that move, and how far these were moved."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.dossiers import recounting
from motcua.law.time_errors import CalendarError
from motcua.law.working_time import Calendar
from motcua.organisations import acts, directory, editions
from motcua.organisations.acts import Publication
from motcua.organisations.calendars import CalendarUnknown, load_calendar
from motcua.organisations.models import CalendarEdition
from motcua.web.acting import actor_for, for_roles
from motcua.web.administration.acting import ADMINISTRATORS, UNUSABLE, performed
from motcua.web.administration.forms.calendars import CalendarForm, label_of, start_of
from motcua.web.methods import require_form
from motcua.web.pages import page
from motcua.web.wording import tr

_SLICE_SECONDS = 3.0
_UNITS_AT_MOST = 100


@for_roles(*ADMINISTRATORS)
@require_safe
def calendars(request: HttpRequest) -> HttpResponse:
    """The calendars of the units one administers, and the latest editions with their progress."""
    mine = directory.administered(actor_for(request))
    today = timezone.localdate()
    context = {
        "in_use": [(one, _known_until(one.calendar, today)) for one in editions.calendars_in_use(mine)],
        "editions": editions.latest_editions(),
    }
    return page(request, "administration/calendars.html", context)


def _known_until(calendar: Calendar, today: dt.date) -> str:
    """Whether the days off of next year are on record."""
    end = calendar.covered[1] if calendar.covered else None
    if end is None:
        return "none"
    return "good" if end >= dt.date(today.year + 1, 12, 31) else "soon" if end >= today else "over"


@for_roles(*ADMINISTRATORS)
@require_safe
def calendar(request: HttpRequest, calendar_code: str) -> HttpResponse:
    """One calendar: its hours and the special days of this year and the next."""
    shown = _calendar_or_404(calendar_code)
    today = timezone.localdate()
    days = [one for one in shown.days if one.date.year >= today.year]
    context = {
        "crumbs": _crumbs(shown.name),
        "calendar": shown,
        "week": [
            (tr(name), editions.hours_of(windows))
            for name, windows in zip(editions.WEEKDAYS, shown.week, strict=True)
        ],
        "days": [(label_of(one), one) for one in days],
    }
    return page(request, "administration/calendar.html", context)


@for_roles(*ADMINISTRATORS)
@require_form
def edit_calendar(request: HttpRequest, calendar_code: str) -> HttpResponse:
    """Write a new edition. The first press shows what it changes and which dossiers move, the second publishes it."""
    actor = actor_for(request)
    shown = _calendar_or_404(calendar_code)
    units = directory.units_by_id(sorted(directory.administered(actor))[:_UNITS_AT_MOST])
    form = CalendarForm(
        request.POST or None,
        initial=start_of(shown),
        calendar=shown,
        units=[(str(unit.pk), unit.name) for unit in units],
        today=timezone.localdate(),
    )
    if request.method != "POST":
        return _edit_page(request, form, shown)

    def wanted() -> Publication:
        data = form.cleaned_data
        chosen = directory.unit_named(int(data["unit_id"])) if data["unit_id"] else None
        return Publication(shown.code, data["name"], form.content(), data["decision"], chosen)

    if "ban-hanh" in request.POST:
        made = performed(form, lambda data: acts.publish_calendar(actor, wanted()))
        if made is not None:
            messages.success(request, _("Đã ban hành lịch; hồ sơ mở được tính lại ở trang này."))
            return redirect("calendar_edition", made.pk)
        return _edit_page(request, form, shown)
    candidate = performed(form, lambda data: acts.checked(wanted()))
    if candidate is None:
        return _edit_page(request, form, shown)
    changed = acts.units_to_change(actor, wanted())
    since = editions.first_change(shown, candidate)
    moves = recounting.preview(changed, editions.base_of(shown.code), candidate, timezone.now(), since)
    return _edit_page(
        request,
        form,
        shown,
        preview={
            "changes": editions.differences(shown, candidate),
            "units": len(changed),
            "moves": moves,
            "most": recounting.SHOWN_AT_MOST,
        },
    )


@for_roles(*ADMINISTRATORS)
@require_form
def edition(request: HttpRequest, edition_id: int) -> HttpResponse:
    """How far the open dossiers follow an edition; a press goes on with it for some seconds."""
    shown = editions.edition(edition_id)
    if shown is None:
        raise Http404
    if request.method == "POST":
        return _go_on(request, shown)
    context = {
        "crumbs": _crumbs(shown.name),
        "edition": shown,
        "left": recounting.left(shown) if shown.recounted_at is None else 0,
    }
    return page(request, "administration/edition.html", context)


def _go_on(request: HttpRequest, shown: CalendarEdition) -> HttpResponse:
    if shown.recounted_at is None and recounting.recount(shown, _SLICE_SECONDS):
        messages.success(request, _("Mọi hồ sơ đang mở đã theo lịch mới."))
    return redirect("calendar_edition", shown.pk)


def _edit_page(
    request: HttpRequest, form: CalendarForm, shown: Calendar, *, preview: dict[str, object] | None = None
) -> HttpResponse:
    context = {
        "form": form,
        "calendar": shown,
        "preview": preview,
        "crumbs": [
            *_crumbs(shown.name, reverse("calendar", args=[shown.code])),
            (_("Bản mới"), ""),
        ],
    }
    status = (form.status or UNUSABLE) if form.errors else 200
    return page(request, "administration/edit_calendar.html", context, status=status)


def _crumbs(name: str, url: str = "") -> list[tuple[str, str]]:
    return [(_("Lịch làm việc"), reverse("calendars")), (name, url)]


def _calendar_or_404(code: str) -> Calendar:
    try:
        return load_calendar(code)
    except (CalendarUnknown, CalendarError) as unknown:
        raise Http404 from unknown
