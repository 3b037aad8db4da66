# SPDX-License-Identifier: EUPL-1.2
"""Initiatives: proposed, laid before the council, recognised by a decision or not (NĐ 13/2012/NĐ-CP Đ.6–8)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from motcua.organisations.models import Unit
from motcua.registers.errors import RegisterRefused
from motcua.registers.keeping import Doing, Press, doing, earlier, locked, require, words, write
from motcua.registers.models import Initiative, InitiativeLevel, InitiativeState, Register, RegisterAct
from motcua.registers.rights import (
    WHO_DECIDES,
    WHO_KEEPS,
    WHO_WITHDRAWS,
    WHO_WORKS,
    decider,
    keeper,
    withdrawer,
    worker,
)

_NAMES = dict(InitiativeState.choices)


@dataclass(frozen=True, slots=True)
class InitiativeIn:
    """What is proposed, by whom."""

    title: str
    authors: str
    content: str
    proposer: Unit


@dataclass(frozen=True, slots=True)
class Recognition:
    """The decision that recognises: its number and day, how far it reaches, what the initiative brought."""

    decision: str
    decided_on: dt.date
    level: InitiativeLevel
    effect: str
    hours_saved: int | None = None
    dong_saved: int | None = None


def propose(press: Press, unit: Unit, told: InitiativeIn) -> Initiative:
    """Put a proposal into the register of an agency. Raises `RegisterRefused`."""
    one = doing(RegisterAct.PROPOSE, press, worker(press.actor, unit.pk), WHO_WORKS)
    if unit.pk not in told.proposer.lineage:
        raise RegisterRefused("Đơn vị của tác giả không thuộc cơ quan này.", field="proposer")
    with transaction.atomic():
        if (before := earlier(one)) is not None:
            return Initiative.objects.get(pk=before.entry_id)
        made = Initiative.objects.create(
            unit=unit,
            proposer=told.proposer,
            year=timezone.localdate(one.now).year,
            title=words(told.title, "title", "Tên sáng kiến", least=10, most=500),
            authors=words(told.authors, "authors", "Tác giả", most=500),
            content=words(told.content, "content", "Nội dung", least=20, most=8000),
            made_at=one.now,
        )
        write(one, Register.INITIATIVE, made.pk, after={"title": made.title, "authors": made.authors})
        return made


def to_council(press: Press, pk: int, council_on: dt.date) -> Initiative:
    """Lay it before the council on a day. Raises `RegisterRefused`."""
    with transaction.atomic():
        row = locked(Initiative, pk, "unit")
        one = doing(RegisterAct.TO_COUNCIL, press, keeper(press.actor, row.unit_id), WHO_KEEPS)
        if earlier(one) is not None:
            return row
        require(row.state, {InitiativeState.PROPOSED}, _NAMES, "đưa ra hội đồng")
        row.state, row.council_on = InitiativeState.IN_COUNCIL, council_on
        row.save(update_fields=["state", "council_on"])
        write(one, Register.INITIATIVE, pk, after={"council_on": f"{council_on:%d/%m/%Y}"})
        return row


def recognise(press: Press, pk: int, told: Recognition) -> Initiative:
    """The head recognises it by decision. Raises `RegisterRefused`."""
    with transaction.atomic():
        row, one = _deciding(press, pk, RegisterAct.RECOGNISE)
        if earlier(one) is not None:
            return row
        require(row.state, {InitiativeState.IN_COUNCIL}, _NAMES, "công nhận")
        if told.decided_on > timezone.localdate(one.now):
            raise RegisterRefused("Ngày quyết định chưa đến.", field="decided_on")
        if row.council_on is not None and told.decided_on < row.council_on:
            raise RegisterRefused("Ngày quyết định phải từ ngày hội đồng họp trở đi.", field="decided_on")
        row.state, row.level, row.decided_on = InitiativeState.RECOGNISED, told.level.value, told.decided_on
        row.decision = words(told.decision, "decision", "Số quyết định", most=255)
        row.effect = words(told.effect, "effect", "Hiệu quả", least=10, most=4000)
        row.hours_saved, row.dong_saved = told.hours_saved, told.dong_saved
        row.save()
        after = {"decision": row.decision, "level": row.level, "decided_on": f"{row.decided_on:%d/%m/%Y}"}
        write(one, Register.INITIATIVE, pk, after=after)
        return row


def refuse(press: Press, pk: int, why: str) -> Initiative:
    """Not recognised, with the reason. Raises `RegisterRefused`."""
    with transaction.atomic():
        row, one = _deciding(press, pk, RegisterAct.REFUSE)
        if earlier(one) is not None:
            return row
        require(row.state, {InitiativeState.IN_COUNCIL}, _NAMES, "từ chối công nhận")
        row.state = InitiativeState.REFUSED
        row.refusal = words(why, "why", "Lý do", least=10, most=1000)
        row.save(update_fields=["state", "refusal"])
        write(one, Register.INITIATIVE, pk, note=row.refusal)
        return row


def take_back(press: Press, pk: int, why: str) -> Initiative:
    """The proposal is withdrawn, with the reason; its row stays. Raises `RegisterRefused`."""
    with transaction.atomic():
        row = locked(Initiative, pk, "unit")
        one = doing(RegisterAct.TAKE_BACK, press, withdrawer(press.actor, row), WHO_WITHDRAWS)
        if earlier(one) is not None:
            return row
        require(row.state, {InitiativeState.PROPOSED}, _NAMES, "rút")
        reason = words(why, "why", "Lý do rút", least=5, most=1000)
        row.state = InitiativeState.TAKEN_BACK
        row.save(update_fields=["state"])
        write(one, Register.INITIATIVE, pk, note=reason)
        return row


def _deciding(press: Press, pk: int, act: RegisterAct) -> tuple[Initiative, Doing]:
    row = locked(Initiative, pk, "unit")
    return row, doing(act, press, decider(press.actor, row.unit_id), WHO_DECIDES)
