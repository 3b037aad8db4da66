# SPDX-License-Identifier: EUPL-1.2
"""A named error that no page expected still reaches the person as a message, and the log with its traceback."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from django.db import DataError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.log import log_response
from django.views.defaults import bad_request

from motcua.accesses.errors import ReasonNeeded
from motcua.dossiers.errors import Busy, DossierUnknown
from motcua.errors import MotCuaError
from motcua.statistics import FiguresBehind, NotByOfficer, QuestionRefused
from motcua.web.refusal_words import ENGLISH
from motcua.web.wording import spoken

_STATUS: dict[type[MotCuaError], int] = {
    DossierUnknown: 404,
    QuestionRefused: 404,
    NotByOfficer: 404,
    Busy: 409,
    FiguresBehind: 503,
}


class NamedErrors:
    """Middleware: answers a `MotCuaError` with its own words. Anything else stays a failure (500.html)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The page that says what happened; None hands the error on."""
        if isinstance(error, DataError) and getattr(error.__cause__, "sqlstate", "") is None:
            return bad_request(
                request, error
            )  # a text that cannot even be sent to the database: it holds a NUL
        if not isinstance(error, MotCuaError):
            return None
        if isinstance(error, ReasonNeeded):
            onward = urlencode({"tiep": request.get_full_path() if request.method != "POST" else ""})
            return redirect(f"{reverse('look_reason', args=[error.dossier_code])}?{onward}")
        status = _STATUS.get(type(error), 500)
        context = {"error": error, "english": ENGLISH[error.code] if spoken() == "en" else ""}
        response = render(request, "web/refused.html", context, status=status)
        log_response("%s: %s", error.code, request.path, response=response, request=request, exception=error)
        return response
