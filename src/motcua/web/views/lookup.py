# SPDX-License-Identifier: EUPL-1.2
"""Public look-up: by the code alone, how far the dossier has come; with the receipt's secret, the whole timeline.

Guessing a secret: it has ten letters and digits out of 31, so no number of tries that a network carries finds it.
On top of that, ten wrong secrets for one dossier from one address close that door for fifteen minutes.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from motcua.accesses.queries import visits_of
from motcua.dossiers import queries
from motcua.dossiers.errors import DossierUnknown
from motcua.dossiers.models import Channel, Dossier
from motcua.evaluations.links import token_of
from motcua.law.codes import tidy_code
from motcua.law.statuses import ENDED, NATIONAL_STATUS_NAMES, WAITING_FOR_APPLICANT, State
from motcua.web.braking import TOO_MANY, Brake, address_of
from motcua.web.methods import require_form
from motcua.web.pages import is_demonstration
from motcua.web.phrases import AWAITED, bar_of, deadline_of, due_phrase
from motcua.web.phrases import row_of as row
from motcua.web.refusal_words import refusal_words
from motcua.web.story import story_of
from motcua.web.wording import moment_phrase, tr

WRONG_SECRETS = Brake("lookup", most=10, minutes=15)
STEPS = (
    gettext_lazy("Đã nộp"),
    gettext_lazy("Đã tiếp nhận"),
    gettext_lazy("Đang giải quyết"),
    gettext_lazy("Có kết quả"),
    gettext_lazy("Đã kết thúc"),
)


@login_not_required
@never_cache
@require_form
def lookup(request: HttpRequest) -> HttpResponse:
    """GET ?ma= shows the progress; POST with the secret shows the timeline. The secret never stands in an address."""
    if request.method == "POST":
        return _with_secret(request)
    code = request.GET.get("ma", "").strip()[:128]
    if not code:
        return _page(request, {"code": ""})
    try:
        progress = queries.public_progress(code)
    except DossierUnknown as unknown:
        return _page(request, {"code": code, "code_error": refusal_words(unknown)}, status=404)
    return _page(
        request,
        {
            "code": progress.code,
            "progress": progress,
            "status_name": tr(NATIONAL_STATUS_NAMES[progress.status]),
            "steps": [(name, number) for number, name in enumerate(STEPS, start=1)],
        },
    )


def _with_secret(request: HttpRequest) -> HttpResponse:
    code = request.POST.get("ma", "").strip()[:128]
    secret = request.POST.get("ma-bi-mat", "").strip()[:64]
    door = (address_of(request), tidy_code(code))
    if WRONG_SECRETS.holds(*door):
        refused = _("Đã nhập sai quá nhiều lần. Hãy đợi 15 phút rồi thử lại, hoặc hỏi Bộ phận Một cửa.")
        return _page(request, {"code": code, "secret_error": refused}, status=TOO_MANY)
    try:
        shown = queries.with_secret(code, secret)
    except DossierUnknown:
        WRONG_SECRETS.count(*door)
        refused = _("Mã hồ sơ hoặc mã bí mật không đúng. Cả hai được in trên giấy tiếp nhận.")
        return _page(request, {"code": code, "secret_error": refused}, status=422)
    return _page(request, timeline_of(shown, timezone.now()))


def timeline_of(shown: Dossier, now: dt.datetime) -> dict[str, Any]:
    """What the holder of a receipt reads: with whom, until when, why that date, what happened so far."""
    story = story_of(shown, now)
    intervals = list(shown.intervals.all())
    deadline = deadline_of(shown, now, intervals)
    return {
        "code": shown.code,
        "dossier": shown,
        "row": row(shown, now),
        "sentences": _plain_words(shown, now),
        "deadline": deadline,
        "bar": bar_of(shown, deadline, now, intervals, story.holds),
        "story": story.lines,
        "visits": visits_of(shown),
        "rate_url": reverse("rate", args=[token_of(shown)]),
    }


def _plain_words(shown: Dossier, now: dt.datetime) -> list[str]:
    state = State(shown.state)
    if state in ENDED:
        return [_("Hồ sơ đã kết thúc: %(state)s.") % {"state": tr(shown.state_name)}]
    if state is State.RESULT_READY:
        return [
            _("Đã có kết quả. Nơi trả: %(unit)s (%(channel)s).")
            % {"unit": shown.receiving_unit.name, "channel": tr(shown.get_return_channel_display())},
            *_bring(shown),
        ]
    sentences = [_where(shown)]
    if state in WAITING_FOR_APPLICANT:
        sentences += _your_turn(shown, state)
    if shown.due_current is not None and shown.paused_since is None:
        sentences += _when(shown, shown.due_current, now)
    if shown.reappointed_at is not None and shown.due_original is not None:
        sentences.append(_("Ngày hẹn đầu tiên là %(due)s.") % {"due": moment_phrase(shown.due_original)})
    return sentences


def _when(shown: Dossier, due: dt.datetime, now: dt.datetime) -> list[str]:
    """The promised moment; of one gone by, that it has, and whom to ask."""
    told = {"due": moment_phrase(due), "left": due_phrase(shown, now)}
    if now > due:
        late = _("Hồ sơ đã quá ngày hẹn trả %(due)s.") % told
        ask = _("Bạn có thể hỏi lý do và ngày hẹn mới ở nơi tiếp nhận: %(unit)s.")
        return [late, ask % {"unit": shown.receiving_unit.name}]
    promise = _("Trả kết quả trước %(due)s (%(left)s).") % told
    return (
        [promise]
        if State(shown.state) in WAITING_FOR_APPLICANT
        else [promise, _("Bạn chưa phải làm gì thêm.")]
    )


def _bring(shown: Dossier) -> list[str]:
    if shown.return_channel != Channel.COUNTER:
        return []
    return [_("Khi đến nhận, hãy mang giấy tiếp nhận; nếu đã mất, mang giấy tờ tùy thân.")]


def _your_turn(shown: Dossier, state: State) -> list[str]:
    """What the applicant is waited for: the very papers, and where to bring them."""
    asked = shown.supplement_requests.filter(completed_at__isnull=True).order_by("-number").first()
    if state not in (State.SUPPLEMENT_REQUESTED, State.RECEPTION_SUPPLEMENT) or asked is None:
        return [_("Đang chờ: %(what)s.") % {"what": AWAITED[state]}]
    sentences = [
        _("Bạn cần bổ sung: %(papers)s.") % {"papers": "; ".join(asked.items)},
        _("Nơi nhận giấy tờ bổ sung: %(unit)s.") % {"unit": shown.receiving_unit.name},
    ]
    if shown.paused_since is not None:
        sentences.append(_("Thời gian chờ bạn bổ sung không tính vào thời hạn giải quyết."))
    return sentences


def _where(shown: Dossier) -> str:
    if shown.holder is not None:
        return _("Hồ sơ đang ở %(unit)s, công chức %(name)s thụ lý giữ.") % {
            "unit": shown.holder_unit.name,
            "name": shown.holder.full_name,
        }
    return _("Hồ sơ đang ở %(unit)s.") % {"unit": shown.holder_unit.name}


def _page(request: HttpRequest, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    return render(request, "web/lookup.html", {"demonstration": is_demonstration(), **context}, status=status)
