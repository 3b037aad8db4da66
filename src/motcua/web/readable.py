# SPDX-License-Identifier: EUPL-1.2
"""Addresses that nobody can have been given: refused before a page reads them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse

_NUL: Final = ("\0", "%00")
"""Text in the database cannot hold it, so nothing that a page looks for has it. Nobody types it."""


class ReadableAddresses:
    """Middleware: an address with a NUL is answered by 400 (400.html), whatever page it leads to."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if any(nul in part for nul in _NUL for part in (request.path_info, request.META["QUERY_STRING"])):
            raise BadRequest("a NUL in the address")
        return self.get_response(request)
