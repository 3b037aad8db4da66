# SPDX-License-Identifier: EUPL-1.2
"""People: the list, one person at a glance, their account."""

from __future__ import annotations

import datetime as dt
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from motcua.accounts import administration as accounts
from motcua.accounts import locking
from motcua.accounts.listening import origin_of
from motcua.catalogue.fields import fields_on
from motcua.dossiers import queries
from motcua.dossiers.errors import DossierUnknown
from motcua.dossiers.why_not import Answers, what_may
from motcua.organisations import acts, directory
from motcua.organisations.actors import Actor, actor_of
from motcua.organisations.models import Person
from motcua.web.acting import actor_for, for_roles
from motcua.web.addresses import number_in
from motcua.web.administration.acting import (
    ADMINISTRATORS,
    PAGE,
    day_asked,
    done,
    form_page,
    performed,
    person_or_404,
)
from motcua.web.administration.forms.people import (
    AbsenceForm,
    ConfirmForm,
    NewPersonForm,
    PersonForm,
    ReasonForm,
)
from motcua.web.administration.records import told
from motcua.web.methods import require_form
from motcua.web.pages import page


@for_roles(*ADMINISTRATORS)
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """The people of the units one administers, by name; fifty a page."""
    wanted = request.GET.get("q", "").strip()
    today = timezone.localdate()
    found = directory.people_page(actor_for(request), wanted, today, _after(request), PAGE + 1)
    shown = found[:PAGE]
    locked = locking.locked_people(shown, timezone.now())
    more = (
        urlencode({"q": wanted, "sau": shown[-1].name_key, "so": shown[-1].pk}) if len(found) > PAGE else ""
    )
    context = {"people": shown, "wanted": wanted, "more": more, "locked": locked}
    return page(request, "administration/people.html", context)


def _after(request: HttpRequest) -> tuple[str, int] | None:
    number = number_in(request.GET.get("so"))
    return None if number is None else (request.GET.get("sau", ""), number)


@for_roles(*ADMINISTRATORS)
@require_safe
def person(request: HttpRequest, person_id: int) -> HttpResponse:
    """One person at a glance: positions, what they may be on a day and why, what they may do to one dossier."""
    actor = actor_for(request)
    shown = person_or_404(actor, person_id)
    day, now = day_asked(request), timezone.now()
    positions = directory.positions_of(shown)
    code = request.GET.get("ho-so", "").strip()
    asked = _asked(actor, shown, code, day) if code else None
    context = {
        "crumbs": [(_("Người"), reverse("people")), (shown.full_name, "")],
        "person": shown,
        "is_me": shown.pk == actor.person_id,
        "locked_until": locking.locked_until(shown.username, now),
        "day": day,
        "is_today": day == timezone.localdate(),
        "rights": directory.rights_of(shown, day),
        "field_names": dict(fields_on(day)),
        "positions": positions,
        "standing": [position for position in positions if position.holds_on(day)],
        "absences": directory.absences_of(shown),
        "records": told(directory.records_about("person", [shown.pk])),
        "code": code,
        "asked": asked,
    }
    return page(request, "administration/person.html", context)


def _asked(actor: Actor, shown: Person, code: str, day: dt.date) -> Answers | None:
    """What the person may do to a dossier that the administrator may see; None when there is no such dossier."""
    try:
        dossier = queries.access_dossier(actor, code)
    except DossierUnknown:
        return None
    return what_may(actor_of(shown, day), dossier, day)


@for_roles(*ADMINISTRATORS)
@require_form
def add_person(request: HttpRequest) -> HttpResponse:
    """Open an account; its one-time password is shown on the page that answers, and nowhere else."""
    form = NewPersonForm(request.POST or None)
    if request.method == "POST":
        made = performed(
            form,
            lambda data: accounts.open_for(
                actor_for(request),
                data["username"],
                data["full_name"],
                data["email"],
                origin_of(request),
                timezone.now(),
            ),
        )
        if made is not None:
            return _hand_over(request, made, new=True)
    return form_page(
        request,
        form,
        title=_("Thêm người"),
        lead=_("Tài khoản mới chưa có quyền nào; hãy giao vị trí ở bước sau."),
        submit=_("Thêm và cấp mật khẩu dùng một lần"),
        back=reverse("people"),
        crumbs=[(_("Người"), reverse("people")), (_("Thêm người"), "")],
    )


@for_roles(*ADMINISTRATORS)
@require_form
def edit_person(request: HttpRequest, person_id: int) -> HttpResponse:
    """Correct name and address."""
    shown = person_or_404(actor_for(request), person_id)
    form = PersonForm(request.POST or None, initial={"full_name": shown.full_name, "email": shown.email})
    if request.method == "POST" and done(
        form,
        lambda data: acts.change_person(actor_for(request), shown.pk, data["full_name"], data["email"]),
    ):
        messages.success(request, _("Đã lưu."))
        return redirect("person", shown.pk)
    return _about(request, form, shown, _("Sửa thông tin"), _("Lưu"))


@for_roles(*ADMINISTRATORS)
@require_form
def reset_password(request: HttpRequest, person_id: int) -> HttpResponse:
    """Give a new one-time password; every session of the person ends."""
    shown = person_or_404(actor_for(request), person_id)
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        made = performed(
            form,
            lambda data: accounts.reset_password_for(
                actor_for(request), shown.pk, origin_of(request), timezone.now()
            ),
        )
        if made is not None:
            return _hand_over(request, made, new=False)
    lead = _("Mật khẩu cũ và mọi phiên đang mở của người này hết hiệu lực ngay. Hãy gặp trực tiếp để trao.")
    return _about(request, form, shown, _("Cấp lại mật khẩu"), _("Cấp mật khẩu dùng một lần"), lead)


@for_roles(*ADMINISTRATORS)
@require_form
def reset_second_factor(request: HttpRequest, person_id: int) -> HttpResponse:
    """Remove every second factor of somebody who lost theirs."""
    shown = person_or_404(actor_for(request), person_id)
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        number = performed(
            form,
            lambda data: accounts.reset_second_factor_for(
                actor_for(request), shown.pk, origin_of(request), timezone.now()
            ),
        )
        if number is not None:
            messages.success(request, _("Đã gỡ %(number)d cách xác thực.") % {"number": number})
            return redirect("person", shown.pk)
    lead = _("Mọi ứng dụng tạo mã, khóa truy cập và mã khôi phục của người này bị gỡ; mọi phiên kết thúc.")
    return _about(request, form, shown, _("Gỡ xác thực hai lớp"), _("Gỡ hết"), lead)


@for_roles(*ADMINISTRATORS)
@require_POST
def unlock(request: HttpRequest, person_id: int) -> HttpResponse:
    """Let somebody try again who typed a wrong password too often."""
    shown = person_or_404(actor_for(request), person_id)
    accounts.unlock_for(actor_for(request), shown.pk, origin_of(request), timezone.now())
    messages.success(request, _("%(name)s đăng nhập lại được ngay.") % {"name": shown.full_name})
    return redirect("person", shown.pk)


@for_roles(*ADMINISTRATORS)
@require_form
def switch_person(request: HttpRequest, person_id: int) -> HttpResponse:
    """Close an account, or open a closed one again."""
    shown = person_or_404(actor_for(request), person_id)
    form = ReasonForm(request.POST or None)
    act = acts.deactivate_person if shown.is_active else acts.reactivate_person
    if request.method == "POST" and done(
        form, lambda data: act(actor_for(request), shown.pk, data["reason"])
    ):
        said = _("Đã ngừng tài khoản.") if shown.is_active else _("Đã mở lại tài khoản.")
        messages.success(request, said)
        return redirect("person", shown.pk)
    if shown.is_active:
        lead = _("Người này không đăng nhập được nữa. Vị trí và những việc đã làm vẫn còn trong hồ sơ.")
        return _about(request, form, shown, _("Ngừng tài khoản"), _("Ngừng tài khoản"), lead, danger=True)
    lead = _("Người này đăng nhập lại được với các vị trí còn hiệu lực.")
    return _about(request, form, shown, _("Mở lại tài khoản"), _("Mở lại tài khoản"), lead)


@for_roles(*ADMINISTRATORS)
@require_form
def add_absence(request: HttpRequest, person_id: int) -> HttpResponse:
    """Record days on which a person does not work."""
    shown = person_or_404(actor_for(request), person_id)
    form = AbsenceForm(request.POST or None, initial={"first_day": timezone.localdate()})
    if request.method == "POST" and done(
        form,
        lambda data: acts.record_absence(
            actor_for(request), shown, data["first_day"], data["last_day"], data["reason"]
        ),
    ):
        messages.success(request, _("Đã ghi nhận vắng mặt."))
        return redirect("person", shown.pk)
    return _about(request, form, shown, _("Ghi nhận vắng mặt"), _("Ghi nhận"))


def _about(
    request: HttpRequest,
    form: PersonForm | ReasonForm | ConfirmForm | AbsenceForm,
    shown: Person,
    title: str,
    submit: str,
    lead: str = "",
    *,
    danger: bool = False,
) -> HttpResponse:
    back = reverse("person", args=[shown.pk])
    return form_page(
        request,
        form,
        title=title,
        lead=lead,
        submit=submit,
        danger=danger,
        back=back,
        about=f"{shown.full_name} ({shown.username})",
        crumbs=[(_("Người"), reverse("people")), (shown.full_name, back), (title, "")],
    )


def _hand_over(request: HttpRequest, made: accounts.HandedOver, *, new: bool) -> HttpResponse:
    response = page(request, "administration/password.html", {"made": made, "new": new})
    response["Cache-Control"] = "private, no-store"
    return response
