# SPDX-License-Identifier: EUPL-1.2
"""What may be done to a nonconformity now, and the sign it carries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.utils.translation import gettext as _

from motcua.law.timeliness import Urgency
from motcua.organisations.actors import Actor
from motcua.registers import acts, rights
from motcua.registers.models import Nonconformity, NonconformityState, Register
from motcua.web.forms.offers import Choice
from motcua.web.registers.evidence import evidence_choice
from motcua.web.registers.forms import ActionForm, DoneForm, TellForm
from motcua.web.registers.shown import press_of


def urgency_of(row: Nonconformity, today: dt.date) -> Urgency:
    """Which of the six states of the house a nonconformity is in."""
    match NonconformityState(row.state):
        case NonconformityState.VERIFIED:
            return Urgency.DONE
        case NonconformityState.CARRIED_OUT:
            return Urgency.WAITING_OFFICE
    if row.action_due is not None and row.action_due < today:
        return Urgency.LATE
    near = row.action_due is not None and row.action_due <= today + dt.timedelta(days=5)
    return Urgency.DUE_SOON if near else Urgency.IN_TIME


def choices_of(actor: Actor, row: Nonconformity) -> Iterator[Choice]:
    """The next step of the way (ISO 9001:2015 10.2.1), for whoever may take it; and adding evidence."""
    if rights.responsible(actor, row.responsible) is not None:
        yield from _next(actor, row)
    if row.state == NonconformityState.CARRIED_OUT and rights.decider(actor, row.unit_id) is not None:
        yield from _judging(actor, row)
    yield evidence_choice(actor, Register.NONCONFORMITY, row.pk)


def _judging(actor: Actor, row: Nonconformity) -> Iterator[Choice]:
    is_own = rights.carried_it_out(actor, row)
    if not is_own:
        yield Choice(
            "xac-nhan",
            _("Xác nhận có hiệu lực"),
            TellForm,
            lambda data: acts.verify(press_of(actor, data), row.pk, data["text"]),
            _("Xác nhận"),
            _("Đã xác nhận hành động khắc phục có hiệu lực."),
            words=_("Nêu căn cứ: đã xem lại gì, khi nào, kết quả ra sao."),
            main=True,
        )
    yield Choice(
        "lam-lai",
        _("Chưa có hiệu lực"),
        TellForm,
        lambda data: acts.reopen(press_of(actor, data), row.pk, data["text"]),
        _("Yêu cầu làm lại"),
        _("Đã yêu cầu tìm lại nguyên nhân."),
        words=_("Bạn đã ghi kết quả này, nên người khác xác nhận hiệu lực.") if is_own else "",
    )


def _next(actor: Actor, row: Nonconformity) -> Iterator[Choice]:
    match NonconformityState(row.state):
        case NonconformityState.OPEN:
            yield Choice(
                "khac-phuc",
                _("Khắc phục ngay"),
                TellForm,
                lambda data: acts.correct(press_of(actor, data), row.pk, data["text"]),
                _("Ghi việc đã khắc phục"),
                _("Đã ghi việc khắc phục ngay."),
                words=_("Việc đã làm với chính điểm này; nguyên nhân ghi ở bước sau."),
                main=True,
            )
        case NonconformityState.CORRECTED:
            yield Choice(
                "nguyen-nhan",
                _("Nguyên nhân"),
                TellForm,
                lambda data: acts.find_cause(press_of(actor, data), row.pk, data["text"]),
                _("Ghi nguyên nhân"),
                _("Đã ghi nguyên nhân."),
                words=_("Vì sao xảy ra, và nơi khác có thể gặp không."),
                main=True,
            )
        case NonconformityState.CAUSE_FOUND:
            yield Choice(
                "hanh-dong",
                _("Hành động khắc phục"),
                ActionForm,
                lambda data: acts.plan_action(press_of(actor, data), row.pk, data["text"], data["due"]),
                _("Ghi hành động"),
                _("Đã ghi hành động khắc phục."),
                words=_("Việc loại bỏ nguyên nhân để không lặp lại."),
                main=True,
            )
        case NonconformityState.ACTION_PLANNED:
            yield Choice(
                "thuc-hien",
                _("Đã thực hiện"),
                DoneForm,
                lambda data: acts.carry_out(press_of(actor, data), row.pk, data["text"]),
                _("Ghi kết quả"),
                _("Đã ghi kết quả thực hiện."),
                main=True,
            )
