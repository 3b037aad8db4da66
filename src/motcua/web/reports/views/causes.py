# SPDX-License-Identifier: EUPL-1.2
"""Late dossiers whose cause is to be stated, and stating it."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.law.roles import Role
from motcua.reports import late_causes
from motcua.reports.definitions import causes
from motcua.reports.errors import CauseRefused
from motcua.reports.waiting import PAGE, late_for
from motcua.web.acting import actor_for, for_roles, seen
from motcua.web.addresses import number_or_0
from motcua.web.methods import require_form
from motcua.web.pages import page
from motcua.web.refusal_words import refusal_words
from motcua.web.reports.forms import CauseForm

STATING = (Role.SPECIALIST, Role.SECTION_HEAD, Role.AGENCY_HEAD, Role.CONTROL_OFFICER)
_YEAR = dt.timedelta(days=366)


@for_roles(*STATING)
@require_safe
def late(request: HttpRequest) -> HttpResponse:
    """Late dossiers of the units one covers, fifty a page: those without a cause, or those with one."""
    stated = request.GET.get("da-neu") == "1"
    before = number_or_0(request.GET.get("truoc"))
    now = timezone.now()
    since = timezone.localdate(now) - _YEAR
    found = list(late_for(actor_for(request), since, now, stated=stated, before=before))
    told = late_causes.stated_for([dossier.pk for dossier in found]) if stated else {}
    names = {each.code: each.name for each in causes().causes}
    context = {
        "crumbs": [(_("Báo cáo"), reverse("reports")), (_("Nguyên nhân quá hạn"), "")],
        "rows": [
            (dossier, names.get(told[dossier.pk].cause, "") if dossier.pk in told else "")
            for dossier in found[:PAGE]
        ],
        "more": found[PAGE - 1].pk if len(found) > PAGE else None,
        "stated": stated,
        "source": causes().source,
    }
    return page(request, "reports/late.html", context)


@for_roles(*STATING)
@require_form
def cause(request: HttpRequest, code: str) -> HttpResponse:
    """State the main cause of lateness of a dossier; what was stated before stays on record.

    Nothing of the dossier is shown that the list before does not show; its own page asks why one looks.
    """
    dossier = seen(request, code)
    units = late_causes.responsible_units(dossier)
    form = CauseForm(request.POST or None, units=units, initial={"responsible": dossier.competent_unit_id})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            late_causes.state_cause(
                actor_for(request),
                dossier.code,
                data["cause"],
                data["words"],
                data["responsible"],
                data["key"],
                timezone.now(),
            )
        except CauseRefused as refused:
            form.add_error(refused.field or None, refusal_words(refused))
        else:
            messages.success(request, _("Đã ghi nguyên nhân quá hạn của hồ sơ %(code)s.") % {"code": code})
            return redirect("late_dossiers")
    names = {each.code: each.name for each in causes().causes}
    context = {
        "crumbs": [
            (_("Báo cáo"), reverse("reports")),
            (_("Nguyên nhân quá hạn"), reverse("late_dossiers")),
            (dossier.code, ""),
        ],
        "dossier": dossier,
        "form": form,
        "is_late": late_causes.is_late(dossier, timezone.now()),
        "earlier": [(row, names.get(row.cause, row.cause)) for row in late_causes.causes_of(dossier)],
    }
    return page(request, "reports/cause.html", context, status=422 if form.errors else 200)
