# SPDX-License-Identifier: EUPL-1.2
"""What an official is warned of now: bounded statements for each kind, judged by `motcua.law.warnings`.

Whoever stands in for somebody gets their warnings too, because a position exercised by delegation is a seat like any
other.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from motcua.desk.models import Mention
from motcua.desk.owners import owners_of
from motcua.dossiers import queries
from motcua.dossiers.models import Dossier
from motcua.dossiers.rights import held_for, over
from motcua.law import names
from motcua.law import warnings as law
from motcua.law.deadlines import intake_due
from motcua.law.roles import COUNTER_ROLES, HANDLER_ROLES, SIGN_ROLES, Role
from motcua.law.rule_sets import rule_set, rule_set_on
from motcua.law.statuses import PAUSED, WAITING_FOR_APPLICANT, State
from motcua.law.transitions import Act, standard_transitions
from motcua.law.warnings import WarningKind
from motcua.law.working_time import Calendar
from motcua.organisations.actors import Actor
from motcua.organisations.calendars import calendar_codes, load_calendar

MOST = 50
"""Warnings of one kind that are read and shown; whoever has more works off these first."""

_READ = 3 * MOST  # some rows that the statement gives are not warned of after all
_LONGER_BREAKS = dt.timedelta(days=15)  # the calendar of one office may close longer than those on file


@dataclass(frozen=True, slots=True)
class Reminder:
    """One warning.

    `at`: the moment it is about; `words`: what to do, without anything personal; `quote`: what somebody wrote (a
    note, a question, a reason), which leaves the house only where the policy of mails allows it.
    """

    kind: WarningKind
    code: str
    procedure: str
    applicant: str
    at: dt.datetime
    words: str
    holder_id: int | None = None
    holder: str = ""
    quote: str = ""
    mention_id: int | None = None


_Rows = TypeVar("_Rows", bound=QuerySet[Any])
Reader = Callable[[Actor, dt.datetime], Iterable[Reminder]]


def reminders_of(actor: Actor, now: dt.datetime) -> dict[WarningKind, list[Reminder]]:
    """All warnings by kind, in the order in which they are told; kinds without any are left out.

    One or two bounded statements for each kind that the actor's positions can have at all.
    """
    found = {kind: list(read(actor, now))[: MOST + 1] for kind, read in _READERS.items()}
    return {kind: rows for kind, rows in found.items() if rows}


def count_of(actor: Actor, now: dt.datetime) -> int:
    """How many dossiers want attention, each counted once; no kind counts more than one above `MOST`."""
    return number_of(reminders_of(actor, now))


def number_of(found: dict[WarningKind, list[Reminder]]) -> int:
    """The dossiers in these warnings, each counted once."""
    return len({row.code for rows in found.values() for row in rows})


def _next_is_mine(actor: Actor) -> Q:
    """Open dossiers whose next move the actor has to make, whatever the clock says."""
    at_counter = over(actor, "receiving_unit_id", roles=COUNTER_ROLES) & Q(state=State.RECEIVED)
    at_clerk = over(actor, "competent_unit_id", roles=(Role.CLERK,))
    at_clerk &= Q(state__in=[State.SIGNED, State.SEALED])
    return held_for(actor) | _to_give(actor) | at_counter | at_clerk


def _to_give(actor: Actor) -> Q:
    mine = over(actor, "holder_unit_id", roles=(Role.SECTION_HEAD,))
    return mine & Q(state=State.TRANSFERRED, holder__isnull=True)


def _running(condition: Q) -> QuerySet[Dossier]:
    """Dossiers whose clock runs, first due first."""
    standing = [state.value for state in WAITING_FOR_APPLICANT | PAUSED]
    rows = Dossier.objects.filter(condition, ended_at__isnull=True, due_original__isnull=False)
    return _brief(rows.exclude(state__in=standing).order_by("due_original", "id"))


# ⚡ Nine statements are built for the number in the head of every page: they name only what a warning tells.
_COLUMNS = (
    *("code", "procedure_name", "applicant_name", "state", "calendar_code", "rule_set", "filed_at"),
    *("due_original", "holder__full_name"),
)


def _brief(rows: _Rows, *more: str) -> _Rows:
    return rows.select_related(None).select_related("holder").only(*_COLUMNS, *more)


def _until(moment: Callable[[Calendar, dt.datetime], dt.datetime], now: dt.datetime) -> dt.datetime:
    """Up to where a statement reads: beyond what the law calls near by any calendar. The law judges each row."""
    return max(moment(load_calendar(code), now) for code in calendar_codes()) + _LONGER_BREAKS


def _late(actor: Actor, now: dt.datetime) -> Iterator[Reminder]:
    for dossier in _running(_next_is_mine(actor) & Q(due_original__lte=now))[:_READ]:
        due = _due(dossier)
        if law.late(now, due):
            yield _of(WarningKind.LATE, dossier, due, _("Hạn là %(due)s.") % {"due": _moment(due)})


def _due_soon(actor: Actor, now: dt.datetime) -> Iterator[Reminder]:
    until = _until(law.near_until, now)
    near = Q(due_original__gt=now, due_original__lte=until)
    for dossier in _running(_next_is_mine(actor) & near)[:_READ]:
        due = _due(dossier)
        if law.due_soon(load_calendar(dossier.calendar_code), now, due):
            yield _of(WarningKind.DUE_SOON, dossier, due, _("Hạn là %(due)s.") % {"due": _moment(due)})


_UNDECIDED = frozenset({State.RECEIVED, State.TRANSFERRED, State.ASSIGNED, State.DRAFTED})


def _apology_needed(actor: Actor, now: dt.datetime) -> Iterator[Reminder]:
    until = _until(law.apology_until, now)
    sources = sorted(state.value for state in standard_transitions()[Act.APOLOGISE].sources)
    mine = (held_for(actor) | _to_give(actor)) & Q(reappointed_at__isnull=True, apology_draft__isnull=True)
    for dossier in _running(mine & Q(state__in=sources, due_original__lte=until))[:_READ]:
        due = _due(dossier)
        days = rule_set(dossier.rule_set).apology_days_before.value
        told = law.apology_time(load_calendar(dossier.calendar_code), now, due, days_before=days)
        if not told.needed or (told.in_time and State(dossier.state) not in _UNDECIDED):
            continue
        words = (
            _("Nếu không kịp %(due)s, văn bản xin lỗi phải gửi chậm nhất %(last)s.")
            if told.in_time
            else _("Đã quá hạn %(due)s mà chưa có văn bản xin lỗi và ngày hẹn mới.")
        )
        told_at = told.last if told.in_time else due
        facts = {"due": _moment(due), "last": _moment(told.last)}
        yield _of(WarningKind.APOLOGY_NEEDED, dossier, told_at, words % facts)


def _apology_to_sign(actor: Actor, now: dt.datetime) -> Iterator[Reminder]:
    mine = over(actor, "competent_unit_id", roles=SIGN_ROLES)
    waiting = Dossier.objects.filter(
        mine, ended_at__isnull=True, reappointed_at__isnull=True, apology_draft__isnull=False
    )
    drafted = ("apology_draft__new_due", "apology_draft__reason", "apology_draft__drafted_at")
    rows = _brief(waiting.order_by("due_original", "id"), *drafted).select_related("apology_draft", "holder")
    for dossier in rows[: MOST + 1]:
        draft = dossier.apology_draft
        words = _("Đề nghị hẹn lại %(new)s.") % {"new": _moment(draft.new_due)}
        yield _of(WarningKind.APOLOGY_TO_SIGN, dossier, draft.drafted_at, words, draft.reason)


def _intake(actor: Actor, now: dt.datetime) -> Iterator[Reminder]:
    mine = over(actor, "receiving_unit_id", roles=COUNTER_ROLES)
    filed = Dossier.objects.filter(mine, state=State.SUBMITTED, filed_at__lte=now)
    for dossier in _brief(filed.order_by("filed_at", "id"))[:_READ]:
        calendar = load_calendar(dossier.calendar_code)
        alert = rule_set_on(timezone.localdate(dossier.filed_at)).intake_alert_hours.value
        if law.intake_near(calendar, now, dossier.filed_at, alert_hours=alert):
            due = intake_due(calendar, dossier.filed_at)
            words = (
                _("Phải tiếp nhận hoặc trả lời trước %(due)s.")
                if now < due
                else _("Đã quá hạn tiếp nhận từ %(due)s. Hãy tiếp nhận hoặc trả lời ngay.")
            )
            yield _of(WarningKind.INTAKE, dossier, due, words % {"due": _moment(due)})


def _consultation(actor: Actor, now: dt.datetime) -> Iterator[Reminder]:
    """⚡ Two statements: questions to my units and questions about what I hold share no index."""
    asked = over(actor, "consultations__unit_id", roles=(*HANDLER_ROLES, *SIGN_ROLES))
    told: set[tuple[str, dt.datetime]] = set()
    for mine in (asked, held_for(actor)):
        for reminder in _overdue_questions(mine, now):
            if (reminder.code, reminder.at) not in told:
                told.add((reminder.code, reminder.at))
                yield reminder


def _overdue_questions(mine: Q, now: dt.datetime) -> Iterator[Reminder]:
    overdue = Q(consultations__answered_at__isnull=True, consultations__due_at__lte=now)
    rows = (
        Dossier.objects.filter(mine & overdue, ended_at__isnull=True)
        .annotate(
            answer_due=F("consultations__due_at"),
            asked_unit=F("consultations__unit__name"),
            question=F("consultations__question"),
        )
        .order_by("answer_due", "id")
    )
    for dossier in _brief(rows)[: MOST + 1]:
        due: dt.datetime = dossier.answer_due
        if law.consultation_overdue(now, due):
            words = _("%(unit)s chưa trả lời, hạn %(due)s.")
            facts = {"unit": dossier.asked_unit, "due": _moment(due)}
            yield _of(WarningKind.CONSULTATION, dossier, due, words % facts, dossier.question)


def _signature(actor: Actor, now: dt.datetime) -> Iterator[Reminder]:
    for dossier in _brief(queries.to_sign(actor))[: MOST + 1]:
        due = _due(dossier)
        yield _of(WarningKind.SIGNATURE, dossier, due, _("Hạn là %(due)s.") % {"due": _moment(due)})


def _supplement(actor: Actor, now: dt.datetime) -> Iterator[Reminder]:
    mine = held_for(actor) | over(actor, "receiving_unit_id", roles=COUNTER_ROLES)
    rows = (
        Dossier.objects.filter(
            mine,
            state__in=[State.SUPPLEMENT_REQUESTED, State.RECEPTION_SUPPLEMENT],
            supplement_requests__completed_at__isnull=True,
            ended_at__isnull=True,
        )
        .annotate(
            asked_at=F("supplement_requests__asked_at"), close_after=F("supplement_requests__close_after")
        )
        .order_by("asked_at", "id")
    )
    for dossier in _brief(rows)[:_READ]:
        rules = (
            rule_set(dossier.rule_set)
            if dossier.rule_set
            else rule_set_on(timezone.localdate(dossier.filed_at))
        )
        calendar = load_calendar(dossier.calendar_code)
        offer = rules.supplement_closing_offer.value
        limit = law.supplement_limit(calendar, dossier.asked_at, dossier.close_after, offer)
        if limit is not None and law.supplement_near(calendar, now, limit):
            words = _(
                "Đã yêu cầu bổ sung từ %(asked)s; nên nhắc người nộp hoặc xem xét đóng hồ sơ trước %(limit)s."
            )
            facts = {"asked": _moment(dossier.asked_at), "limit": _moment(limit)}
            yield _of(WarningKind.SUPPLEMENT, dossier, limit, words % facts)


def _mention(actor: Actor, now: dt.datetime) -> Iterator[Reminder]:
    """One statement, and one more when somebody was mentioned: may they still see the dossier?"""
    waiting = Mention.objects.filter(person_id__in=owners_of(actor), seen_at__isnull=True)
    told = [f"note__dossier__{column}" for column in _COLUMNS]
    related = waiting.select_related("note__dossier__holder", "note__author").only(
        "note__text", "note__at", "note__author__full_name", *told
    )
    found = list(related.order_by("id")[: MOST + 1])
    if not found:
        return
    ids = {mention.note.dossier_id for mention in found}
    visible = set(queries.visible_to(actor).filter(pk__in=ids).values_list("pk", flat=True))
    for mention in found:
        note = mention.note
        if note.dossier_id in visible:
            words = _("%(name)s nhắc bạn trong một ghi chú.") % {"name": note.author.full_name}
            yield _of(WarningKind.MENTION, note.dossier, note.at, words, note.text, mention.pk)


_READERS: dict[WarningKind, Reader] = {
    WarningKind.LATE: _late,
    WarningKind.APOLOGY_NEEDED: _apology_needed,
    WarningKind.APOLOGY_TO_SIGN: _apology_to_sign,
    WarningKind.INTAKE: _intake,
    WarningKind.DUE_SOON: _due_soon,
    WarningKind.CONSULTATION: _consultation,
    WarningKind.SIGNATURE: _signature,
    WarningKind.SUPPLEMENT: _supplement,
    WarningKind.MENTION: _mention,
}


def _of(
    kind: WarningKind,
    dossier: Dossier,
    at: dt.datetime,
    words: str,
    quote: str = "",
    mention_id: int | None = None,
) -> Reminder:
    return Reminder(
        kind,
        dossier.code,
        dossier.procedure_name,
        dossier.applicant_name,
        at,
        words,
        dossier.holder_id,
        dossier.holder.full_name if dossier.holder_id and dossier.holder else "",
        quote,
        mention_id,
    )


def _due(dossier: Dossier) -> dt.datetime:
    if dossier.due_original is None:
        raise ValueError(f"{dossier.code} has no due date")
    return dossier.due_original


def _moment(at: dt.datetime) -> str:
    """A moment in the language of whoever reads; mails are written in Vietnamese."""
    return names.moment_phrase(at, "en" if get_language() == "en" else "vi")
