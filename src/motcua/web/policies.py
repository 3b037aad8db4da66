# SPDX-License-Identifier: EUPL-1.2
"""The content security policy of pages that ask for nothing of their own, put together once."""

from __future__ import annotations

from functools import cache

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from typing_extensions import override


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
