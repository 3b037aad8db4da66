# SPDX-License-Identifier: EUPL-1.2
"""What was read, each field with its place, its raw words, how sure it is, and the rule that made it."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Callable
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


Box = tuple[int, int, int, int]
"""Left, top, right, bottom, in thousandths of the page's width and height."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the source. `first` is the number of its first line, counted through the whole document.

    Of a PDF or a scan, `image` is a PNG of the page and `boxes` tells where each of its lines stands on it (all zero
    for an empty line), `sures` how sure each was recognised; a text or Word document has no image and no boxes.
    """

    number: int
    first: int
    lines: tuple[str, ...]
    boxes: tuple[Box, ...] = ()
    sures: tuple[float, ...] = ()
    image: bytes | None = None

    def to_dict(self) -> dict[str, Any]:
        """As plain JSON, without the picture."""
        return {
            "number": self.number,
            "first": self.first,
            "lines": list(self.lines),
            "boxes": [list(box) for box in self.boxes],
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
    pages: list[Page] = field(default_factory=list)

    def page_of(self, line: int) -> int:
        """Number of the page that a line stands on; 1 where the source has no pages."""
        at = bisect_right([page.first for page in self.pages], line)
        return self.pages[at - 1].number if at else 1

    def _place(self, found: Found[Any]) -> dict[str, Any]:
        return found.to_dict() | {"page": self.page_of(found.first)}

    def to_dict(self) -> dict[str, Any]:
        """As plain JSON: the values, and under `places` (`place`) where each was found. See docs/plans.md."""
        place = self._place
        return {
            "document": {name: _plain(found.value) for name, found in self.head.fields.items()},
            "legal_bases": [_basis(one, place) for one in self.bases],
            "tasks": [_task(one, place) for one in self.tasks],
            "targets": [_target(one, place) for one in self.targets],
            "reporting": [_reporting(one, place) for one in self.reporting],
            "recipients": [one.value for one in self.recipients],
            "signer": {
                "name": self.signer.value if self.signer else None,
                "position": self.position.value if self.position else None,
            },
            "anomalies": list(self.warnings),
            "restored": self.restored,
            "places": self._places(),
        }

    def _places(self) -> dict[str, Any]:
        """Places of the head by field, of the signer, and of the recipients in their order."""
        single = self.head.fields | {
            name: found
            for name, found in (("signer", self.signer), ("position", self.position))
            if found is not None
        }
        return {name: self._place(found) for name, found in single.items()} | {
            "recipients": [self._place(one) for one in self.recipients]
        }


Place = Callable[[Found[Any]], dict[str, Any]]


def _basis(basis: Basis, place: Place) -> dict[str, Any]:
    return {
        "type": basis.kind,
        "number": basis.number,
        "date": _plain(basis.date),
        "issuer": basis.issuer,
        "place": place(basis.where),
    }


def _reporting(one: Reporting, place: Place) -> dict[str, Any]:
    return {
        "period": one.period,
        "data_from": one.data_from,
        "data_to": one.data_to,
        "due": one.due,
        "place": place(one.where),
    }


def _task(task: Task, place: Place) -> dict[str, Any]:
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
        "places": {name: place(one) for name, one in found.items() if one is not None},
    }


def _target(target: Target, place: Place) -> dict[str, Any]:
    return {
        "metric": target.metric,
        "op": target.op,
        "value": int(target.value) if target.value == int(target.value) else target.value,
        "unit": target.unit,
        "scope": target.scope or None,
        "due": _plain(target.due),
        "source_text": target.where.raw,
        "place": place(target.where),
    }


def _plain(value: Any) -> Any:
    if isinstance(value, dt.date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
