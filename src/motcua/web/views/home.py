# SPDX-License-Identifier: EUPL-1.2
"""Home: what waits for me. And finding a dossier."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe
from typing_extensions import override

from motcua.dossiers import queries
from motcua.law.codes import tidy_code
from motcua.law.names import fold
from motcua.web.acting import actor_for
from motcua.web.forms.sign_in import SignInForm
from motcua.web.pages import is_demonstration, page
from motcua.web.phrases import row_of
from motcua.web.queue_table import count_words, queues_of

FOUND_AT_MOST = 50


@dataclass(frozen=True, slots=True)
class Waiting:
    """One line of home: how many wait, for what, where."""

    count: str
    words: Any
    url: str


class SignIn(LoginView):
    """Sign-in with name and password."""

    template_name = "web/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    @override
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(demonstration=is_demonstration(), **kwargs)


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What waits for the signed-in person, one count for each of their queues."""
    actor = actor_for(request)
    waiting = [
        Waiting(count_words(queue.rows(actor)), queue.waiting, _queue_url(queue.slug))
        for queue in queues_of(actor)
    ]
    return page(request, "home.html", {"waiting": waiting})


def _queue_url(slug: str) -> str:
    return reverse("returning") if slug == "tra-ket-qua" else reverse("queue", args=[slug])


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """A dossier by its code (straight to it), or by the beginning of the applicant's name."""
    actor = actor_for(request)
    wanted = request.GET.get("q", "").strip()
    visible = queries.visible_to(actor)
    if wanted and (exact := visible.filter(code=tidy_code(wanted)).first()):
        return redirect("dossier", code=exact.code)
    now = timezone.now()
    rows = []
    if key := fold(wanted):
        found = visible.filter(applicant__name_key__startswith=key).order_by("-id")[:FOUND_AT_MOST]
        related = found.select_related(
            "receiving_unit", "competent_unit", "holder_unit", "holder", "applicant"
        )
        rows = [row_of(dossier, now) for dossier in related.prefetch_related("intervals")]
    return page(request, "find.html", {"wanted": wanted, "rows": rows, "most": FOUND_AT_MOST})
