# SPDX-License-Identifier: EUPL-1.2
"""A session that ended in the middle of a form loses nothing.

A form that arrives without a session, or with the mark of an earlier one, is kept (`motcua.accounts.unsent`). When
the same person is signed in again in the same browser, the page of the form is shown with everything filled in.
Nothing is sent by itself, and another person never sees it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.accounts import unsent
from motcua.accounts.unsent import Unsent
from motcua.organisations.models import Person
from motcua.web.account.browser import Browser, browser_of, remember
from motcua.web.account.filling import MARK, fill
from motcua.web.account.phrases import field_phrase

KEPT: Final = "motcua.unsent"
"""Where a session keeps the address of the page whose form is waiting."""

_NAMING_THE_PAGE: Final = {"counter": ("thu-tuc",)}
"""Fields that belong to the address of a page, by the name of its route."""
_NEVER_KEPT: Final = frozenset({"csrfmiddlewaretoken"})
_OWN_ACCOUNT: Final = "/tai-khoan/"
"""Forms of one's own account hold passwords and codes: they are typed again."""


class KeepsUnsentForms:
    """Middleware: keeps forms that nobody is signed in for, and fills the page in that they are shown in again."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        waiting = _waiting(request)
        if not waiting:
            return response
        if (
            request.method == "POST"
            and request.path == urlsplit(waiting).path
            and not _is_kept_again(request)
        ):
            forget(request)
        elif request.method == "GET" and request.get_full_path() == waiting:
            return _filled(request, response)
        return response

    def process_view(
        self, request: HttpRequest, view: Any, arguments: Any, keywords: Any
    ) -> HttpResponse | None:
        """Keeps the form of somebody whose session is over; None lets the request go on."""
        if request.method != "POST" or request.user.is_authenticated:
            return None
        if not getattr(view, "login_required", True):
            return None
        if request.headers.get("HX-Request"):  # a part of a page: the page itself still shows what was typed
            return HttpResponse(_("Phiên làm việc đã hết. Hãy đăng nhập lại."), status=401)
        return _to_sign_in(request) if _keep(request) else None


def refused_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """What Django shows for a form without a valid anti-forgery mark (CSRF_FAILURE_VIEW).

    Most often that is a page from before one signed in again. Of the same person it is shown anew, filled.
    """
    match = request.resolver_match
    protected = match is not None and getattr(match.func, "login_required", True)
    if protected and _same_site(request) and _keep(request):
        if not request.user.is_authenticated:
            return _to_sign_in(request)
        address = page_address(request)
        request.session[KEPT] = address
        return redirect(address)
    return render(request, "403_csrf.html", status=403)


def welcome(request: HttpRequest, response: HttpResponse, person: Person) -> None:
    """Somebody has just signed in: lead them back to the form that waits for them, remember their browser."""
    before = browser_of(request)
    if before is not None:
        form = unsent.find(before.secret, person.pk, timezone.now())
        if form is not None:
            request.session[KEPT] = form.address
            response["Location"] = form.address
    remember(request, response, person.pk)


def waiting_form(request: HttpRequest) -> Unsent | None:
    """The form that waits for the signed-in person in this browser."""
    browser = _own_browser(request)
    return unsent.find(browser.secret, browser.person_id, timezone.now()) if browser else None


def forget(request: HttpRequest) -> None:
    """The form was sent, or is not wanted any more."""
    request.session.pop(KEPT, None)
    browser = _own_browser(request)
    if browser is not None:
        unsent.forget(browser.secret)


def page_address(request: HttpRequest) -> str:
    """The address of the page on which the form of this request was typed, below this site."""
    came = urlsplit(request.headers.get("Referer", ""))
    if came.netloc == request.get_host() and came.path == request.path and came.query:
        return f"{came.path}?{came.query}"
    named = QueryDict(request.META.get("QUERY_STRING", ""), mutable=True)
    name = request.resolver_match.view_name if request.resolver_match else ""
    for field in _NAMING_THE_PAGE.get(name, ()):
        if value := request.POST.get(field):
            named[field] = value
    return f"{request.path}?{named.urlencode()}" if named else request.path


def _keep(request: HttpRequest) -> bool:
    browser = browser_of(request)
    if request.path.startswith(_OWN_ACCOUNT) or browser is None or not browser.wrote(request):
        return False
    if request.user.is_authenticated and request.user.pk != browser.person_id:
        return False
    wanted = [name for name in request.POST if name not in _NEVER_KEPT and "password" not in name]
    fields = tuple((name, value) for name in wanted for value in request.POST.getlist(name))
    names = tuple(file.name or "" for __, files in request.FILES.lists() for file in files)
    form = Unsent(page_address(request), fields, names)
    kept = unsent.keep(browser.secret, browser.person_id, form, timezone.now())
    if kept:
        request.motcua_kept = True  # type: ignore[attr-defined]  # read once more on the way out
    return kept


def _is_kept_again(request: HttpRequest) -> bool:
    return bool(getattr(request, "motcua_kept", False))


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    messages.info(
        request,
        _(
            "Phiên làm việc đã hết trước khi biểu mẫu được gửi. Nội dung bạn đã nhập được giữ lại: "
            "hãy đăng nhập bằng chính tài khoản vừa dùng để xem và gửi lại."
        ),
    )
    return redirect_to_login(page_address(request), settings.LOGIN_URL)


def _waiting(request: HttpRequest) -> str:
    if not request.COOKIES.get(settings.SESSION_COOKIE_NAME) or not request.user.is_authenticated:
        return ""
    return str(request.session.get(KEPT, ""))


def _own_browser(request: HttpRequest) -> Browser | None:
    browser = browser_of(request)
    return browser if browser is not None and browser.person_id == request.user.pk else None


def _filled(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The page with the form filled in; the list of what was typed where the page has no such form any more."""
    form = waiting_form(request)
    if form is None:
        request.session.pop(KEPT, None)
        return response
    is_page = response.status_code == 200 and response.get("Content-Type", "").startswith("text/html")
    if not is_page or response.streaming:
        return redirect("unsent_form")
    filled = fill(response.content.decode(), form.fields)
    if filled is None:
        return redirect("unsent_form")
    page, left = filled
    told = {"files": form.files, "left": [(field_phrase(name), value) for name, value in left]}
    notice = render_to_string("web/account/_kept.html", told, request)
    response.content = page.replace(MARK, notice, 1).encode()
    response["Cache-Control"] = "no-store"
    return response


def _same_site(request: HttpRequest) -> bool:
    """Whether the browser says that the form came from a page of ours. Only then is it worth keeping."""
    sent_from = request.headers.get("Sec-Fetch-Site")
    if sent_from is not None:
        return sent_from == "same-origin"
    origin = request.headers.get("Origin") or request.headers.get("Referer", "")
    return urlsplit(origin).netloc == request.get_host()
