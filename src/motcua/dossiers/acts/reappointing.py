# SPDX-License-Identifier: EUPL-1.2
"""The apology: one letter, one new date, signed by the head, at least one day before the due date."""

from __future__ import annotations

import datetime as dt

from motcua.dossiers.acts.handing_over import require_text
from motcua.dossiers.errors import InputRefused
from motcua.dossiers.letters import issue_apology
from motcua.dossiers.models import Dossier
from motcua.dossiers.performing import Call, Performed, Performing, perform
from motcua.law.names import moment_phrase
from motcua.law.reappointment import Appointment, reappoint
from motcua.law.rule_sets import rule_set
from motcua.law.time_errors import LetterTooLateError, NewDateError
from motcua.law.transitions import Act
from motcua.organisations.actors import Actor
from motcua.organisations.calendars import load_calendar


def apologise(
    actor: Actor,
    code: str,
    reason: str,
    new_due: dt.datetime,
    call: Call = Call(),
    *,
    letter_is_late: bool = False,
) -> Performed:
    """Apologise and promise one new date (NĐ 61/2018 Đ.19.9). Lateness stays judged on the original due date.

    A letter later than the law allows is refused, unless `letter_is_late` says that it is known to be: every late
    dossier still gets its apology, and the event records that the letter was not in time.
    Raises `ConditionUnmet` on a second one, `InputRefused` on a late letter or a date that cannot be.
    """
    require_text("reason", reason, "Chưa nêu lý do chậm trả kết quả.")

    def body(performing: Performing) -> None:
        dossier = performing.dossier
        promised, in_time = _promise(dossier, performing.now, new_due, letter_is_late)
        performing.note(reason=reason, due_before=dossier.due_original, letter_in_time=in_time)
        dossier.reappointed_at, dossier.due_current = performing.now, promised
        if not in_time:
            performing.warn("Thư xin lỗi không kịp 01 ngày trước ngày hẹn trả; hồ sơ vẫn tính quá hạn.")
        issue_apology(performing, reason, promised)

    return perform(Act.APOLOGISE, actor, code, body, call)


def draft_apology(
    actor: Actor, code: str, reason: str, new_due: dt.datetime, call: Call = Call()
) -> Performed:
    """Prepare the apology for the head: the reason and the one new date that is proposed. Nothing is promised yet.

    Raises `ConditionUnmet` when a new date was given already, `InputRefused` on a date that the law would refuse.
    """
    require_text("reason", reason, "Chưa nêu lý do chậm trả kết quả.")

    def body(performing: Performing) -> None:
        proposed, _ = _promise(performing.dossier, performing.now, new_due, letter_is_late=True)
        performing.note(reason=reason, new_due=proposed, new_day=moment_phrase(proposed))

    return perform(Act.DRAFT_APOLOGY, actor, code, body, call)


def _promise(
    dossier: Dossier, now: dt.datetime, new_due: dt.datetime, letter_is_late: bool
) -> tuple[dt.datetime, bool]:
    """The new date, and whether the letter came in time."""
    if dossier.due_original is None or dossier.due_current is None:
        raise ValueError(f"{dossier.code} has no due date to move")
    calendar = load_calendar(dossier.calendar_code)
    appointment = Appointment(dossier.due_original, dossier.due_current)
    days = rule_set(dossier.rule_set).apology_days_before.value
    try:
        return reappoint(calendar, appointment, now, new_due, days_before=days).due_current, True
    except LetterTooLateError as error:
        if not letter_is_late:
            raise InputRefused("letter_is_late", str(error)) from error
    except NewDateError as error:
        raise InputRefused("new_due", str(error)) from error
    if new_due <= now:
        raise InputRefused("new_due", "Ngày hẹn mới phải sau thời điểm hiện tại.")
    try:
        return reappoint(calendar, appointment, now, new_due, days_before=None).due_current, False
    except NewDateError as error:
        raise InputRefused("new_due", str(error)) from error
