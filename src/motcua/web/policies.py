# SPDX-License-Identifier: EUPL-1.2
"""The content security policy of pages that ask for nothing of their own, put together once."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TypeVar, cast

from csp.constants import HEADER
from csp.decorators import csp_replace, csp_update
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.clickjacking import xframe_options_sameorigin
from typing_extensions import override

_V = TypeVar("_V", bound=Callable[..., HttpResponse])


def shows_files(view: _V) -> _V:
    """A page that shows a file of the house within it."""
    return cast("_V", csp_update({"frame-src": ["'self'"]})(view))


def shown_within(view: _V) -> _V:
    """A file that our own pages show within them."""
    return cast("_V", csp_replace({"frame-ancestors": ["'self'"]})(xframe_options_sameorigin(view)))


class Policies(CSPMiddleware):
    """⚡ django-csp builds the same header anew for every answer; here only where a page changed something."""

    @override
    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """The response with its policy."""
        asked_for = getattr(request, "_csp_nonce", None) is not None
        if settings.DEBUG or asked_for or any(name.startswith("_csp_") for name in vars(response)):
            return super().process_response(request, response)
        response.headers.setdefault(HEADER, _usual())
        return response


@cache
def _usual() -> str:
    policy: str = build_policy()
    return policy
