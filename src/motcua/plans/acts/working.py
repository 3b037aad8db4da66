# SPDX-License-Identifier: EUPL-1.2
"""Doing a piece of work: taken on, handed over, told how far it is, shown by evidence, done, opened again.

Each act locks the row, checks the right, refuses what does not fit and writes one entry. The same key does it once.
"""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from motcua.organisations.actors import Actor
from motcua.organisations.models import Person, Position, in_force
from motcua.plans.errors import PlanRefused
from motcua.plans.models import EntryKind, TaskEntry, TaskWork, WorkState
from motcua.plans.work_performing import (
    Evidence,
    Press,
    acting,
    locked_work,
    require_open,
    require_reader,
    require_running,
    require_words,
    said_before,
    say,
)
from motcua.plans.work_rights import doing_seat, opening_seat, rights_on

_DOERS = "Việc này do người phụ trách hoặc người của đơn vị chủ trì làm."
_DECIDERS = "Việc đã dừng do thủ trưởng đơn vị có kế hoạch mở lại."
_LEADERS = "Việc này thuộc lãnh đạo đơn vị chủ trì hoặc người xác nhận kế hoạch."


@transaction.atomic
def take_on(actor: Actor, pk: int, press: Press) -> TaskWork:
    """Become the owner of work nobody owns. Raises `PlanRefused` when somebody else took it on before."""
    work = locked_work(pk)
    if (earlier := said_before(EntryKind.TAKEN_ON, actor, press)) is not None:
        return earlier
    act = acting(EntryKind.TAKEN_ON, actor, doing_seat(actor, work), press, _DOERS)
    require_open(work, "nhận việc")
    if work.owner_id == actor.person_id:
        return work
    if work.owner is not None:
        raise PlanRefused(
            f"{work.owner.full_name} đã nhận việc này.", hint="Lãnh đạo đơn vị giao lại được cho người khác."
        )
    say(act, work, {"owner_id": actor.person_id, "state": WorkState.IN_PROGRESS}, via=press.via)
    return work


@transaction.atomic
def hand_over(actor: Actor, pk: int, to: Person, text: str, press: Press) -> TaskWork:
    """Give the work to an officer of the unit that leads it. Raises `PlanRefused` for anybody else."""
    work = locked_work(pk)
    if (earlier := said_before(EntryKind.HANDED_OVER, actor, press)) is not None:
        return earlier
    rights = rights_on(actor, work)
    seat = rights.leads or (rights.does if work.owner_id == actor.person_id else None)
    act = acting(EntryKind.HANDED_OVER, actor, seat, press, _LEADERS)
    require_open(work, "giao việc")
    if not takers_of(work).filter(pk=to.pk).exists():
        raise PlanRefused(
            f"{to.full_name} không làm việc ở đơn vị chủ trì.",
            hint="Hãy chọn người trong danh sách.",
            field="person",
        )
    if work.owner_id == to.pk:
        raise PlanRefused(f"{to.full_name} đang phụ trách việc này rồi.", field="person")
    say(act, work, {"owner_id": to.pk}, via=press.via, text=text.strip()[:4000])
    return work


def takers_of(work: TaskWork) -> QuerySet[Person]:
    """Officers who may be given the work: of the leading unit and below it; of the plan's unit where none leads."""
    unit = work.unit_id or work.plan.unit_id
    today = timezone.localdate()
    held = Position.objects.filter(
        Q(unit_id=unit) | Q(unit__ancestors__contains=[unit]), in_force(today)
    ).values("person_id")
    return Person.objects.filter(pk__in=held, is_active=True).order_by("full_name", "id")


@transaction.atomic
def report(
    actor: Actor,
    pk: int,
    press: Press,
    *,
    percent: int | None = None,
    text: str = "",
    evidence: Evidence | None = None,
) -> TaskWork:
    """Tell how far the work is, in percent, words or a file. What was not begun has begun with it.

    A report without a percentage leaves it as it is; 100 percent does not end the work, `finish` does.
    """
    kind = EntryKind.PROGRESS if percent is not None or text.strip() else EntryKind.EVIDENCE
    work = locked_work(pk)
    if (earlier := said_before(kind, actor, press)) is not None:
        return earlier
    act = acting(kind, actor, doing_seat(actor, work), press, _DOERS)
    require_open(work, "báo tiến độ")
    if percent is None and not text.strip() and evidence is None:
        raise PlanRefused(
            "Chưa có gì để báo.", hint="Hãy chọn phần trăm, viết vài lời hoặc đính kèm tệp.", field="text"
        )
    if percent is not None and not 0 <= percent <= 100:
        raise PlanRefused("Tiến độ phải từ 0 đến 100 phần trăm.", field="percent")
    words = require_words(text, "Nội dung báo cáo", shortest=0)
    values: dict[str, object] = {"state": WorkState.IN_PROGRESS}
    if percent is not None:
        values["percent"] = percent
    say(act, work, values, via=press.via, text=words, percent=percent, evidence=evidence)
    return work


@transaction.atomic
def finish(
    actor: Actor, pk: int, press: Press, *, text: str = "", evidence: Evidence | None = None
) -> TaskWork:
    """The work is done. Raises `PlanRefused` while nothing shows it: a file now or before, or words saying where."""
    work = locked_work(pk)
    if (earlier := said_before(EntryKind.DONE, actor, press)) is not None:
        return earlier
    act = acting(EntryKind.DONE, actor, doing_seat(actor, work), press, _DOERS)
    require_open(work, "báo hoàn thành")
    if evidence is None and not work.entries.filter(file__isnull=False).exists():
        require_words(text, "Khi chưa có tệp minh chứng, kết quả (số, ngày văn bản, nơi lưu)")
    values = {
        "state": WorkState.DONE,
        "percent": 100,
        "done_at": act.now,
        "done_on": timezone.localdate(act.now),
        "asked_due": None,
    }
    words = require_words(text, "Nội dung", shortest=0)
    say(act, work, values, via=press.via, text=words, percent=100, evidence=evidence)
    return work


@transaction.atomic
def reopen(actor: Actor, pk: int, text: str, press: Press) -> TaskWork:
    """Go on with work that was called done or was stopped; it is as far as it was before.

    What was stopped by decision is opened again by whoever may stop it.
    """
    work = locked_work(pk)
    if (earlier := said_before(EntryKind.REOPENED, actor, press)) is not None:
        return earlier
    hint = _DECIDERS if work.state == WorkState.CANCELLED else _LEADERS
    act = acting(EntryKind.REOPENED, actor, opening_seat(rights_on(actor, work), work), press, hint)
    require_running(work)
    if work.state not in (WorkState.DONE, WorkState.CANCELLED):
        raise PlanRefused("Việc này đang mở.", hint="Hãy tải lại trang.")
    words = require_words(text, "Lý do mở lại")
    ended = work.entries.filter(kind__in=(EntryKind.DONE, EntryKind.CANCELLED)).order_by("-id").first()
    percent = ended.before.get("percent", work.percent) if ended else work.percent
    values = {"state": WorkState.IN_PROGRESS, "percent": percent, "done_at": None, "done_on": None}
    say(act, work, values, via=press.via, text=words)
    return work


@transaction.atomic
def comment(actor: Actor, pk: int, text: str, press: Press) -> TaskWork:
    """Say something to everybody who reads the plan, whatever the state of the work."""
    return _word(EntryKind.COMMENT, actor, pk, text, press)


@transaction.atomic
def instruct(actor: Actor, pk: int, text: str, press: Press) -> TaskWork:
    """A word of those who lead the work; it stands on the sheet of the next meeting."""
    return _word(EntryKind.INSTRUCTION, actor, pk, text, press)


def _word(kind: EntryKind, actor: Actor, pk: int, text: str, press: Press) -> TaskWork:
    work = locked_work(pk)
    if (earlier := said_before(kind, actor, press)) is not None:
        return earlier
    require_reader(actor, work)
    first = next(iter(actor.seats), None)
    seat = rights_on(actor, work).leads if kind is EntryKind.INSTRUCTION else first
    act = acting(kind, actor, seat, press, _LEADERS)
    require_running(work)
    say(act, work, {}, via=press.via, text=require_words(text, "Nội dung", shortest=2))
    return work


def evidence_of(work: TaskWork) -> list[TaskEntry]:
    """The entries that brought a file, the latest first."""
    return list(work.entries.filter(file__isnull=False).select_related("file").order_by("-id")[:100])
