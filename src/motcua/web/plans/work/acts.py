# SPDX-License-Identifier: EUPL-1.2
"""What can be done with a piece of work: the word in the address, its form, and the act behind it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from django.utils.translation import gettext_lazy

from motcua.organisations.actors import Actor
from motcua.plans.acts import extending, working
from motcua.plans.models import EntryKind, PlanState, TaskWork
from motcua.plans.work_performing import OPEN, Press
from motcua.plans.work_rights import WorkRights, opening_seat
from motcua.web.plans.work import forms

Perform = Callable[[Actor, int, Any, Press], object]


class Doing(StrEnum):
    """The acts, as they stand in an address."""

    TAKE = "nhan"
    PROGRESS = "tien-do"
    DONE = "xong"
    EXTEND = "gia-han"
    HAND_OVER = "giao"
    COMMENT = "trao-doi"
    INSTRUCT = "chi-dao"
    DECIDE = "quyet-dinh"
    CANCEL = "dung"
    REOPEN = "mo-lai"


@dataclass(frozen=True, slots=True)
class WorkAct:
    """One act: its name, the words on its button, its form, what it says in the story, how it is performed."""

    doing: Doing
    name: Any
    button: Any
    form: type[forms.WorkForm]
    kind: EntryKind
    perform: Perform
    told: Any


ACTS: Final[dict[Doing, WorkAct]] = {
    act.doing: act
    for act in (
        WorkAct(
            Doing.TAKE,
            gettext_lazy("Nhận việc"),
            gettext_lazy("Nhận việc này"),
            forms.TakeForm,
            EntryKind.TAKEN_ON,
            lambda actor, pk, form, press: working.take_on(actor, pk, press),
            gettext_lazy("Bạn đã nhận việc này."),
        ),
        WorkAct(
            Doing.PROGRESS,
            gettext_lazy("Báo tiến độ"),
            gettext_lazy("Ghi tiến độ"),
            forms.ProgressForm,
            EntryKind.PROGRESS,
            lambda actor, pk, form, press: working.report(
                actor,
                pk,
                press,
                percent=form.cleaned_data["percent"],
                text=form.cleaned_data["text"],
                evidence=form.evidence,
            ),
            gettext_lazy("Đã ghi tiến độ."),
        ),
        WorkAct(
            Doing.DONE,
            gettext_lazy("Báo hoàn thành"),
            gettext_lazy("Hoàn thành"),
            forms.DoneForm,
            EntryKind.DONE,
            lambda actor, pk, form, press: working.finish(
                actor, pk, press, text=form.cleaned_data["text"], evidence=form.evidence
            ),
            gettext_lazy("Đã ghi việc hoàn thành."),
        ),
        WorkAct(
            Doing.EXTEND,
            gettext_lazy("Xin gia hạn"),
            gettext_lazy("Gửi đề nghị"),
            forms.ExtensionForm,
            EntryKind.EXTENSION_ASKED,
            lambda actor, pk, form, press: extending.ask_extension(
                actor, pk, form.cleaned_data["until"], form.cleaned_data["text"], press
            ),
            gettext_lazy("Đã gửi đề nghị gia hạn. Hạn cũ vẫn có hiệu lực cho đến khi được quyết định."),
        ),
        WorkAct(
            Doing.DECIDE,
            gettext_lazy("Quyết định gia hạn"),
            gettext_lazy("Ghi quyết định"),
            forms.DecisionForm,
            EntryKind.EXTENSION_DECIDED,
            lambda actor, pk, form, press: extending.decide_extension(
                actor,
                pk,
                accepted=form.cleaned_data["accepted"] == "yes",
                text=form.cleaned_data["text"],
                press=press,
                until=form.cleaned_data["until"],
            ),
            gettext_lazy("Đã ghi quyết định về gia hạn."),
        ),
        WorkAct(
            Doing.HAND_OVER,
            gettext_lazy("Giao việc"),
            gettext_lazy("Giao việc"),
            forms.HandOverForm,
            EntryKind.HANDED_OVER,
            lambda actor, pk, form, press: working.hand_over(
                actor, pk, form.cleaned_data["person"], form.cleaned_data["text"], press
            ),
            gettext_lazy("Đã giao việc."),
        ),
        WorkAct(
            Doing.COMMENT,
            gettext_lazy("Trao đổi"),
            gettext_lazy("Gửi"),
            forms.WordForm,
            EntryKind.COMMENT,
            lambda actor, pk, form, press: working.comment(actor, pk, form.cleaned_data["text"], press),
            gettext_lazy("Đã ghi trao đổi."),
        ),
        WorkAct(
            Doing.INSTRUCT,
            gettext_lazy("Ý kiến chỉ đạo"),
            gettext_lazy("Ghi ý kiến"),
            forms.WordForm,
            EntryKind.INSTRUCTION,
            lambda actor, pk, form, press: working.instruct(actor, pk, form.cleaned_data["text"], press),
            gettext_lazy("Đã ghi ý kiến chỉ đạo; ý kiến có trên phiếu giao ban tháng."),
        ),
        WorkAct(
            Doing.CANCEL,
            gettext_lazy("Dừng việc theo quyết định"),
            gettext_lazy("Dừng việc"),
            forms.CancelForm,
            EntryKind.CANCELLED,
            lambda actor, pk, form, press: extending.cancel(actor, pk, form.cleaned_data["text"], press),
            gettext_lazy("Đã dừng việc. Lãnh đạo mở lại được khi cần."),
        ),
        WorkAct(
            Doing.REOPEN,
            gettext_lazy("Mở lại việc"),
            gettext_lazy("Mở lại"),
            forms.ReopenForm,
            EntryKind.REOPENED,
            lambda actor, pk, form, press: working.reopen(actor, pk, form.cleaned_data["text"], press),
            gettext_lazy("Đã mở lại việc."),
        ),
    )
}


def open_to(work: TaskWork, rights: WorkRights, person_id: int | None) -> list[Doing]:
    """The acts a person may do now with this work, in the order in which they are shown."""
    if work.plan.state != PlanState.IN_FORCE:
        return []
    is_open = work.state in OPEN
    wanted = (
        (Doing.DECIDE, is_open and rights.decides and work.asked_due is not None),
        (Doing.TAKE, is_open and rights.does and work.owner_id is None),
        (Doing.PROGRESS, is_open and rights.does),
        (Doing.DONE, is_open and rights.does),
        (Doing.EXTEND, is_open and rights.does and work.due is not None and work.asked_due is None),
        (Doing.HAND_OVER, is_open and (rights.leads or (rights.does and work.owner_id == person_id))),
        (Doing.COMMENT, True),
        (Doing.INSTRUCT, rights.leads),
        (Doing.CANCEL, is_open and rights.decides),
        (Doing.REOPEN, not is_open and opening_seat(rights, work)),
    )
    return [doing for doing, may in wanted if may]
