# SPDX-License-Identifier: EUPL-1.2
"""What was read, each field with its place, its raw words, how sure it is, and the rule that made it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """One field. `first` and `last` are line numbers of the source, from 1; `confidence` goes from 0 to 1."""

    value: T
    first: int
    last: int
    raw: str
    confidence: float
    rule: str

    def to_dict(self) -> dict[str, Any]:
        """As plain JSON."""
        return {
            "value": _plain(self.value),
            "lines": [self.first, self.last],
            "raw": self.raw,
            "confidence": round(self.confidence, 2),
            "rule": self.rule,
        }


@dataclass(frozen=True, slots=True)
class Head:
    """Head of the document; a field that could not be read is not there."""

    fields: dict[str, Found[Any]]

    def __getitem__(self, name: str) -> Any:
        found = self.fields.get(name)
        return found.value if found else None


@dataclass(frozen=True, slots=True)
class Basis:
    """A document the plan rests on. `number` as printed with its Đ restored, None for a law told by its name."""

    kind: str
    number: str | None
    date: dt.date | None
    issuer: str | None
    where: Found[str]


@dataclass(slots=True)
class Task:
    """One duty: one bullet, numbered paragraph, criterion or row of a table."""

    content: Found[str]
    section: str = ""
    group: str = ""
    lead: Found[str] | None = None
    coordinating: Found[tuple[str, ...]] | None = None
    start: Found[dt.date] | None = None
    due: Found[dt.date] | None = None
    time_text: Found[str] | None = None
    recurrence: str | None = None
    product: Found[str] | None = None
    criteria: tuple[str, ...] = ()
    criterion: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """A number to be reached. `op` is one of = >= > <= <; `unit` % or a word."""

    metric: str
    op: str
    value: float
    unit: str
    due: dt.date | None
    scope: str
    where: Found[str]


@dataclass(frozen=True, slots=True)
class Reporting:
    """When reports are due: `prev_month:15` is day 15 of the month before the period, `last_month:17` of its last."""

    period: str
    data_from: str | None
    data_to: str | None
    due: str | None
    where: Found[str]


@dataclass(slots=True)
class PlanRead:
    """A whole plan as proposed to the person who confirms it."""

    head: Head
    bases: list[Basis] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)
    reporting: list[Reporting] = field(default_factory=list)
    recipients: list[Found[str]] = field(default_factory=list)
    signer: Found[str] | None = None
    position: Found[str] | None = None
    warnings: list[str] = field(default_factory=list)
    restored: bool = False

    def to_dict(self) -> dict[str, Any]:
        """As plain JSON: the values, and under `places` where each was found."""
        return {
            "document": {name: _plain(found.value) for name, found in self.head.fields.items()},
            "legal_bases": [
                {"type": one.kind, "number": one.number, "date": _plain(one.date), "issuer": one.issuer}
                for one in self.bases
            ],
            "tasks": [_task(one) for one in self.tasks],
            "targets": [_target(one) for one in self.targets],
            "reporting": [
                {"period": one.period, "data_from": one.data_from, "data_to": one.data_to, "due": one.due}
                for one in self.reporting
            ],
            "recipients": [one.value for one in self.recipients],
            "signer": {
                "name": self.signer.value if self.signer else None,
                "position": self.position.value if self.position else None,
            },
            "anomalies": list(self.warnings),
            "restored": self.restored,
            "places": {name: found.to_dict() for name, found in self.head.fields.items()},
        }


def _task(task: Task) -> dict[str, Any]:
    found = {
        "content": task.content,
        "lead": task.lead,
        "coordinating": task.coordinating,
        "start": task.start,
        "due": task.due,
        "time": task.time_text,
        "product": task.product,
    }
    return {
        "section": task.section or None,
        "group": task.group or None,
        "content": task.content.value,
        "lead": task.lead.value if task.lead else None,
        "coordinating": list(task.coordinating.value) if task.coordinating else [],
        "start": _plain(task.start.value) if task.start else None,
        "due": _plain(task.due.value) if task.due else None,
        "due_text": task.time_text.value if task.time_text else None,
        "recurrence": task.recurrence,
        "product": task.product.value if task.product else None,
        "criterion_code": list(task.criteria),
        "criterion": task.criterion or None,
        "places": {name: one.to_dict() for name, one in found.items() if one is not None},
    }


def _target(target: Target) -> dict[str, Any]:
    return {
        "metric": target.metric,
        "op": target.op,
        "value": int(target.value) if target.value == int(target.value) else target.value,
        "unit": target.unit,
        "scope": target.scope or None,
        "due": _plain(target.due),
        "source_text": target.where.raw,
        "place": target.where.to_dict(),
    }


def _plain(value: Any) -> Any:
    if isinstance(value, dt.date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
