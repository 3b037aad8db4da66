# SPDX-License-Identifier: EUPL-1.2
"""The logs of the house as lines of one shape: acts on dossiers, administration, accounts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.accounts.models import AccountEvent, AccountEventKind
from motcua.accounts.searching import account_events_asked
from motcua.dossiers.audit.searching import events_asked
from motcua.dossiers.models import Event
from motcua.law.transitions import ACT_NAMES, Act
from motcua.organisations.actors import Actor
from motcua.organisations.models import AdministrationRecord
from motcua.organisations.queries import unit_names
from motcua.organisations.records import ADMIN_ACT_NAMES, AdminAct
from motcua.organisations.searching import Asked, Place, records_asked
from motcua.web.wording import tr, tr_choices


@dataclass(frozen=True, slots=True)
class LogLine:
    """Who did what, when, to what, in which position. `code`: a dossier to open."""

    at: dt.datetime
    who: str
    title: str
    unit: str
    act: str
    subject: str
    note: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Log:
    """One of the logs: its name, the acts to choose from, its rows for a question, and a line for each row."""

    slug: str
    name: Any
    acts: tuple[tuple[str, Any], ...]
    rows: Callable[[Actor, Asked, Place | None], QuerySet[Any]]
    line: Callable[[Any, dict[int, str]], LogLine]


def _event(event: Event, units: dict[int, str]) -> LogLine:
    note = event.data.get("reason") or event.data.get("note") or ""
    if event.delegation:
        note = _("theo ủy quyền %(document)s") % {"document": event.delegation} + (
            f"; {note}" if note else ""
        )
    return LogLine(
        event.at,
        event.actor_name,
        event.title,
        units.get(event.unit_id or 0, ""),
        tr(ACT_NAMES[Act(event.act)]),
        event.dossier.code,
        note,
        event.dossier.code,
    )


def _record(record: AdministrationRecord, units: dict[int, str]) -> LogLine:
    return LogLine(
        record.at,
        record.actor_name,
        record.title,
        units.get(record.unit_id or 0, ""),
        tr(ADMIN_ACT_NAMES[AdminAct(record.act)]),
        record.subject,
        record.reason,
    )


def _account(event: AccountEvent, units: dict[int, str]) -> LogLine:
    owner = event.person.full_name if event.person else _("tên không có tài khoản")
    who = event.by.full_name if event.by else owner
    kind = tr(AccountEventKind(event.kind).label)
    return LogLine(
        event.at, who, "", "", str(kind), owner, "; ".join(filter(None, (event.detail, event.address)))
    )


LOGS = (
    Log(
        "ho-so",
        gettext_lazy("Việc trên hồ sơ"),
        tuple(tr_choices(ACT_NAMES.items())),
        events_asked,
        _event,
    ),
    Log(
        "quan-tri",
        gettext_lazy("Quản trị"),
        tuple(tr_choices(ADMIN_ACT_NAMES.items())),
        records_asked,
        _record,
    ),
    Log(
        "tai-khoan",
        gettext_lazy("Tài khoản"),
        tuple(tr_choices(AccountEventKind.choices)),
        account_events_asked,
        _account,
    ),
)
"""Every log that is searched here, in the order of the tabs."""


def lines_of(log: Log, rows: Iterable[Any]) -> list[LogLine]:
    """The lines of rows of one log. One query for the names of units."""
    found = list(rows)
    units = unit_names({row.unit_id for row in found if getattr(row, "unit_id", None) is not None})
    return [log.line(row, units) for row in found]
