# SPDX-License-Identifier: EUPL-1.2
"""What an act would do to the clock, told before it is done.

The due date is derived by the same functions the act will use; nothing here is a second count.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.dossiers import clock
from motcua.dossiers.models import ClockInterval, Dossier
from motcua.law.clock import to_minutes
from motcua.law.deadlines import SupplementPolicy, latest_apology, transfer_due
from motcua.law.rule_sets import rule_set, rule_set_on
from motcua.law.transitions import Act
from motcua.law.working_time import close_of_day, next_opening
from motcua.organisations.calendars import load_calendar
from motcua.web.wording import moment_phrase, tr_limit

Effect = Callable[[Dossier, dt.datetime], list[str]]


def effect_of(act: Act, dossier: Dossier, now: dt.datetime) -> list[str]:
    """Sentences about the clock if `act` were performed at `now`; the first one is the shortest.

    Asks no database for a dossier whose intervals were prefetched; otherwise one query where the act moves the date.
    """
    return _EFFECTS.get(act, _runs_on)(dossier, now)


def _runs_on(dossier: Dossier, now: dt.datetime) -> list[str]:
    if dossier.due_original is None:
        return [_("Hồ sơ chưa tiếp nhận nên thời hạn giải quyết chưa chạy.")]
    if dossier.paused_since is not None:
        return [_("Đồng hồ vẫn đang dừng; việc này không làm đồng hồ chạy lại.")]
    return [
        _("Đồng hồ vẫn chạy; hạn giải quyết giữ nguyên: %(due)s.")
        % {"due": moment_phrase(dossier.due_original)}
    ]


def _starts(dossier: Dossier, now: dt.datetime) -> list[str]:
    trial = Dossier(
        limit_value=dossier.limit_value,
        limit_unit=dossier.limit_unit,
        count_mode=dossier.count_mode,
        cutoff=dossier.cutoff,
        calendar_code=dossier.calendar_code,
        supplement_policy=dossier.supplement_policy,
    )
    if not dossier.limit_unit:
        return [_("Thủ tục chưa có thời hạn được xác nhận nên chưa thể tiếp nhận.")]
    due = moment_phrase(clock.start(trial, now).due_at)
    return [_("Đồng hồ bắt đầu chạy ngay; nếu tiếp nhận bây giờ, hạn trả là %(due)s.") % {"due": due}]


def _stops_for_papers(dossier: Dossier, now: dt.datetime) -> list[str]:
    sentences = [
        _("Đồng hồ dừng từ lúc bạn gửi yêu cầu cho tới khi giấy tờ được bổ sung đủ."),
        *_if_waited(dossier, now, ClockInterval.Kind.SUPPLEMENT),
    ]
    if dossier.supplement_policy == SupplementPolicy.RESTART:
        sentences.append(
            _("Khi bổ sung đủ, thời hạn %(limit)s tính lại từ đầu (Nghị định %(decree)s).")
            % {
                "limit": tr_limit(clock.limit_of(dossier).label),
                "decree": rule_set(dossier.rule_set).decree.value,
            }
        )
    else:
        sentences.append(_("Khi bổ sung đủ, thời hạn chạy tiếp; thời gian chờ không tính."))
    return sentences


def _stops(dossier: Dossier, now: dt.datetime) -> list[str]:
    return [
        _("Đồng hồ dừng từ lúc bạn bấm; thời gian dừng không tính vào thời hạn."),
        *_if_waited(dossier, now, ClockInterval.Kind.PAYMENT),
    ]


def _if_waited(dossier: Dossier, now: dt.datetime, kind: ClockInterval.Kind) -> list[str]:
    """What a wait until the close of the next working day would do to the date; nothing where no clock runs."""
    if dossier.received_at is None or dossier.paused_since is not None:
        return []
    calendar = load_calendar(dossier.calendar_code)
    tomorrow = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0) + dt.timedelta(
        days=1
    )
    until = close_of_day(calendar, timezone.localdate(next_opening(calendar, tomorrow)))
    wait = ClockInterval(kind=kind, started_at=now, ended_at=until)
    due = clock.derive(dossier, [*_intervals(dossier), wait]).due_at
    told = {"until": moment_phrase(until), "due": moment_phrase(due)}
    if due == dossier.due_original:
        return [_("Ví dụ: chờ đến %(until)s thì hạn trả vẫn là %(due)s.") % told]
    return [_("Ví dụ: chờ đến %(until)s thì hạn trả dời đến %(due)s.") % told]


def _intervals(dossier: Dossier) -> Sequence[ClockInterval]:
    return sorted(dossier.intervals.all(), key=lambda one: one.started_at)


def _goes_on(dossier: Dossier, now: dt.datetime) -> list[str]:
    if dossier.received_at is None:
        return [_("Hồ sơ chưa tiếp nhận nên thời hạn giải quyết chưa chạy.")]
    if len(dossier.states_before_wait) > 1:
        return [_("Đồng hồ vẫn dừng vì hồ sơ còn chờ một việc khác.")]
    due = moment_phrase(clock.derive(dossier, _intervals(dossier), until=dossier.ended_at or now).due_at)
    return [_("Đồng hồ chạy lại. Nếu ghi nhận bây giờ, hạn trả mới là %(due)s.") % {"due": due}]


def _ends(dossier: Dossier, now: dt.datetime) -> list[str]:
    return [_("Đồng hồ của hồ sơ kết thúc tại đây; việc này không làm lại được.")]


def _ready(dossier: Dossier, now: dt.datetime) -> list[str]:
    if dossier.due_original is None:
        return _ends(dossier, now)
    due = {"due": moment_phrase(dossier.due_original)}
    verdict = (
        _("trước hạn %(due)s")
        if to_minutes(now) <= to_minutes(dossier.due_original)
        else _("sau hạn %(due)s")
    )
    return [
        _("Đồng hồ kết thúc khi kết quả về đến Bộ phận Một cửa: %(verdict)s.") % {"verdict": verdict % due}
    ]


def _ended_already(dossier: Dossier, now: dt.datetime) -> list[str]:
    return [_("Đồng hồ đã kết thúc; việc này không ảnh hưởng đến hạn.")]


def _handed_over(dossier: Dossier, now: dt.datetime) -> list[str]:
    sentences = _runs_on(dossier, now)
    if dossier.received_at is not None:
        due = moment_phrase(transfer_due(load_calendar(dossier.calendar_code), dossier.received_at))
        sentences.append(_("Quy định phải chuyển chậm nhất %(due)s.") % {"due": due})
    return sentences


def _new_date(dossier: Dossier, now: dt.datetime) -> list[str]:
    if dossier.due_original is None:
        return _runs_on(dossier, now)
    days = rule_set(dossier.rule_set).apology_days_before.value
    last = latest_apology(load_calendar(dossier.calendar_code), dossier.due_original, days)
    return [
        _("Ngày hẹn chuyển sang ngày mới; hồ sơ vẫn bị coi là quá hạn nếu xong sau %(due)s.")
        % {"due": moment_phrase(dossier.due_original)},
        _("Văn bản xin lỗi phải có chậm nhất %(last)s và chỉ được hẹn lại một lần.")
        % {"last": moment_phrase(last)},
    ]


def _apology_drafted(dossier: Dossier, now: dt.datetime) -> list[str]:
    if dossier.due_original is None:
        return _runs_on(dossier, now)
    days = rule_set(dossier.rule_set).apology_days_before.value
    last = latest_apology(load_calendar(dossier.calendar_code), dossier.due_original, days)
    when = (
        _("Để kịp báo trước, lãnh đạo phải ký chậm nhất %(last)s.")
        if now <= last
        else _("Đã quá lúc báo trước (%(last)s); thư vẫn phải gửi.")
    )
    return [
        _("Ngày hẹn chưa đổi cho đến khi lãnh đạo ký thư xin lỗi."),
        when % {"last": moment_phrase(last)},
    ]


def _new_dossier(dossier: Dossier, now: dt.datetime) -> list[str]:
    rules = rule_set_on(timezone.localdate(now))
    return [
        _("Một hồ sơ mới được tiếp nhận ngay, không thu phí; hồ sơ này giữ nguyên."),
        _("Hồ sơ mới theo quy định hiện hành: %(rules)s.") % {"rules": rules.name},
    ]


def _before_reception(dossier: Dossier, now: dt.datetime) -> list[str]:
    return [_("Hồ sơ chưa tiếp nhận nên thời hạn giải quyết chưa chạy.")]


_EFFECTS: dict[Act, Effect] = {
    Act.TAKE_IN: _starts,
    Act.ASK_SUPPLEMENT_BEFORE_RECEPTION: _before_reception,
    Act.SUPPLEMENT_BEFORE_RECEPTION: _before_reception,
    Act.ASK_SUPPLEMENT: _stops_for_papers,
    Act.SUPPLEMENT: _goes_on,
    Act.CLOSE_INCOMPLETE: _ends,
    Act.REFUSE: _ends,
    Act.TRANSFER: _handed_over,
    Act.MAKE_READY: _ready,
    Act.RETURN_AT_COUNTER: _ended_already,
    Act.RETURN_BY_POST: _ended_already,
    Act.RETURN_ELECTRONICALLY: _ended_already,
    Act.ASK_PAYMENT: _stops,
    Act.CONFIRM_PAYMENT: _goes_on,
    Act.SUSPEND: _stops,
    Act.RESUME: _goes_on,
    Act.DRAFT_APOLOGY: _apology_drafted,
    Act.APOLOGISE: _new_date,
    Act.ASK_WITHDRAWAL: _stops,
    Act.ACCEPT_WITHDRAWAL: _ends,
    Act.REJECT_WITHDRAWAL: _goes_on,
    Act.STOP_ON_REQUEST: _ends,
    Act.CORRECT: _new_dossier,
}
