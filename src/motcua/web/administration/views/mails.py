# SPDX-License-Identifier: EUPL-1.2
"""Mails that did not leave: to whom, about what, why; sent again or given up."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from motcua.desk import stuck
from motcua.desk.models import Mail
from motcua.web.acting import actor_for, for_roles
from motcua.web.addresses import number_in
from motcua.web.administration.acting import ADMINISTRATORS, UNUSABLE
from motcua.web.methods import require_form
from motcua.web.pages import page

_NOT_REACHED = (
    "ConnectionRefusedError",
    "ConnectionResetError",
    "TimeoutError",
    "gaierror",
    "OSError",
    "SSL",
)


@dataclass(frozen=True, slots=True)
class Row:
    """A mail as the page shows it."""

    mail: Mail
    to: str
    reason: str


@for_roles(*ADMINISTRATORS)
@require_form
def mails(request: HttpRequest) -> HttpResponse:
    """The mails that did not leave, the latest first; fifty a page."""
    if request.method == "POST":
        return _pressed(request)
    return _shown(request)


def _pressed(request: HttpRequest) -> HttpResponse:
    chosen = [pk for word in request.POST.getlist("thu") if (pk := number_in(word)) is not None]
    if not chosen:
        return _shown(request, _("Hãy đánh dấu ít nhất một thư."))
    actor = actor_for(request)
    if request.POST.get("viec") == "thoi":
        count = stuck.give_up(actor, chosen)
        told = ngettext("%(count)d thư không gửi nữa.", "%(count)d thư không gửi nữa.", count)
    else:
        count = stuck.send_again(actor, chosen, timezone.now())
        told = ngettext(
            "%(count)d thư sẽ được gửi lại trong ít phút.",
            "%(count)d thư sẽ được gửi lại trong ít phút.",
            count,
        )
    messages.success(request, told % {"count": count})
    return redirect("stuck_mails")


def _shown(request: HttpRequest, refused: str = "") -> HttpResponse:
    before = request.GET.get("sau", "")
    found = stuck.page_of(actor_for(request), number_in(before))
    shown = found[: stuck.AT_ONCE]
    context = {
        "crumbs": [(_("Sức khỏe hệ thống"), reverse("health")), (_("Thư không gửi được"), "")],
        "rows": [Row(mail, _to(mail), _reason(mail)) for mail in shown],
        "more": shown[-1].pk if len(found) > len(shown) else None,
        "enabled": settings.MAIL_ENABLED,
        "refused": refused,
    }
    return page(request, "administration/mails.html", context, status=UNUSABLE if refused else 200)


def _to(mail: Mail) -> str:
    """The address of an official as it is; of somebody outside the house only what finds a typing mistake."""
    if mail.person is not None:
        return mail.address
    name, _at, host = mail.address.partition("@")
    return f"{name[:2]}…@{host}"


def _reason(mail: Mail) -> str:
    """Why, in words. What the mail server said stands below it as it is."""
    if mail.state == Mail.State.UNCERTAIN:
        return _("Máy chủ thư đã nhận nhưng không trả lời: thư có thể đã đến. Gửi lại có thể thành hai thư.")
    if mail.error.startswith("SMTPRecipientsRefused"):
        return _("Máy chủ thư không nhận địa chỉ này. Hãy sửa địa chỉ ở trang của người đó rồi gửi lại.")
    if mail.error.startswith("SMTPAuthenticationError"):
        return _("Máy chủ thư không nhận tên đăng nhập hoặc mật khẩu (biến MOTCUA_MAIL_URL).")
    if mail.error.startswith(_NOT_REACHED):
        return _("Không nối được với máy chủ thư (biến MOTCUA_MAIL_URL).")
    return _("Máy chủ thư từ chối thư này.")
