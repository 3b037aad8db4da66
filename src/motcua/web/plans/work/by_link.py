# SPDX-License-Identifier: EUPL-1.2
"""Telling how a piece of work is by the link of a mail, without signing in.

The page names the work and the officer and nothing else of the house. Opening it changes nothing; a press tells
progress or hands in a file, or says that the work is done, by the very acts of the signed-in page.
"""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from motcua.errors import MotCuaError
from motcua.plans.acts import working
from motcua.plans.models import TaskEntry
from motcua.plans.work_links import Holder, holder_of
from motcua.plans.work_performing import Press
from motcua.web.braking import TOO_MANY, Brake, address_of
from motcua.web.methods import require_form
from motcua.web.pages import is_demonstration
from motcua.web.plans.work.forms import DoneForm, ProgressForm
from motcua.web.plans.work.shown import row_of

OF_LINK = Brake("work-link", most=20, minutes=10)
"""Presses about one piece of work by one officer, whichever of their mails the link stands in."""
OF_ADDRESS = Brake("work-link-address", most=600, minutes=10)
"""Presses and wrong links of one network address. The largest offices have about three hundred officers behind one
address, who are mailed in the same hour; each presses once or twice, and nobody is shut out by the others."""

_GONE, _UNUSABLE = 410, 422


@login_not_required
@never_cache
@require_form
def by_link(request: HttpRequest, work_token: str) -> HttpResponse:
    """The work of the link, and the form to tell how it is."""
    address = address_of(request)
    shut = OF_ADDRESS.holds(address)
    holder = holder_of(work_token)
    if shut and (holder is None or request.method != "POST"):
        words = _("Đã gửi quá nhiều lần từ cùng một mạng. Hãy đợi 10 phút rồi thử lại.")
        return _page(request, {"over": words}, TOO_MANY)
    if holder is None:
        OF_ADDRESS.count(address)
        words = _(
            "Đường dẫn này không còn dùng được: đã quá hạn, việc đã xong hoặc đã giao cho người khác. "
            "Hãy đăng nhập Một Cửa để xem việc của bạn."
        )
        return _page(request, {"over": words}, _GONE)
    if request.method != "POST":
        return _shown(request, holder, ProgressForm(work=holder.work))
    door = (str(holder.work.pk), str(holder.person.pk))
    if shut or OF_LINK.holds(*door):
        # What was typed stays on the page; the file is not taken in, so it has to be chosen again.
        form = ProgressForm(request.POST, work=holder.work)
        form.add_error(None, _("Đã gửi quá nhiều lần. Lời báo vẫn còn ở dưới; hãy đợi 10 phút rồi bấm lại."))
        return _shown(request, holder, form, TOO_MANY)
    OF_LINK.count(*door)
    OF_ADDRESS.count(address)
    return _told(request, holder)


def _told(request: HttpRequest, holder: Holder) -> HttpResponse:
    done = request.POST.get("xong") == "1"
    form = (DoneForm if done else ProgressForm)(request.POST, request.FILES, work=holder.work)
    if form.is_valid():
        now = timezone.now()
        press = Press(f"link:{form.cleaned_data['key']}", now, TaskEntry.Via.LINK)
        actor = holder.actor(now)
        try:
            if isinstance(form, ProgressForm):
                told = form.cleaned_data
                work = working.report(
                    actor,
                    holder.work.pk,
                    press,
                    percent=told["percent"],
                    text=told["text"],
                    evidence=form.evidence,
                )
            else:
                text = form.cleaned_data["text"]
                work = working.finish(actor, holder.work.pk, press, text=text, evidence=form.evidence)
        except MotCuaError as refused:
            form.refuse(refused)
        else:
            row = row_of(work, timezone.localdate(now))
            return _page(request, {"thanks": True, "row": row, "work": work, "person": holder.person})
    shown = ProgressForm(request.POST, request.FILES, work=holder.work) if done else form
    if done:
        shown.is_valid()
        for name, errors in form.errors.items():
            for error in errors:
                shown.add_error(name if name in shown.fields else None, str(error))
    return _shown(request, holder, shown, _UNUSABLE)


def _shown(request: HttpRequest, holder: Holder, form: object, status: int = 200) -> HttpResponse:
    row = row_of(holder.work, timezone.localdate())
    context = {"row": row, "work": holder.work, "person": holder.person, "form": form}
    return _page(request, context, status)


def _page(request: HttpRequest, context: dict[str, object], status: int = 200) -> HttpResponse:
    full = {"demonstration": is_demonstration(), **context}
    answer = render(request, "web/plans/work/by_link.html", full, status=status)
    answer["Referrer-Policy"] = "no-referrer"  # the address is the key
    answer["X-Robots-Tag"] = "noindex"
    return answer
