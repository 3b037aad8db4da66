# SPDX-License-Identifier: EUPL-1.2
"""Who signed in last in this browser: a signed cookie that outlives the session.

It opens nothing. It only tells whose form was typed when the session is over, by the fingerprints of the anti-forgery
secrets that this person's pages carried, and holds the secret with which a kept form is sealed.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import (  # type: ignore[attr-defined]  # not in its stubs
    CSRF_SECRET_LENGTH,
    CSRF_TOKEN_LENGTH,
    _unmask_cipher_token,
)

from motcua.accounts.vault import digest

COOKIE: Final = "motcua-nguoi"
_SALT: Final = "motcua.web.account.browser"
_DAYS: Final = 30
_SECRETS_AT_MOST: Final = 8
_PRINT: Final = 16  # hexadecimal digits of a fingerprint


@dataclass(frozen=True, slots=True)
class Browser:
    """The person, the browser's secret, and the fingerprints of anti-forgery secrets, newest last."""

    person_id: int
    secret: str
    prints: tuple[str, ...]

    def wrote(self, request: HttpRequest) -> bool:
        """Whether the form of this request came from a page that was shown to this person."""
        token = request.POST.get("csrfmiddlewaretoken", "")
        return _print(token) in self.prints


def browser_of(request: HttpRequest) -> Browser | None:
    """What the cookie says; None when there is none, or it is not ours."""
    try:
        read = signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=_DAYS * 24 * 60 * 60)
        return Browser(int(read["p"]), str(read["k"]), tuple(read["s"]))
    except (signing.BadSignature, KeyError, TypeError, ValueError):
        return None


def remember(request: HttpRequest, response: HttpResponse, person_id: int) -> Browser:
    """Write the cookie of whoever has just signed in. Another person gets a new secret."""
    known = browser_of(request)
    if known is None or known.person_id != person_id:
        known = Browser(person_id, secrets.token_urlsafe(24), ())
    prints = (*known.prints, _print(request.META.get("CSRF_COOKIE", "")))[-_SECRETS_AT_MOST:]
    browser = Browser(person_id, known.secret, prints)
    response.set_cookie(
        COOKIE,
        signing.dumps({"p": browser.person_id, "k": browser.secret, "s": browser.prints}, salt=_SALT),
        max_age=_DAYS * 24 * 60 * 60,
        secure=bool(settings.SESSION_COOKIE_SECURE),
        httponly=True,
        samesite="Lax",
    )
    return browser


def _print(token: str) -> str:
    if len(token) == CSRF_TOKEN_LENGTH:
        token = _unmask_cipher_token(token)
    return digest(token, "page")[:_PRINT] if len(token) == CSRF_SECRET_LENGTH else ""
