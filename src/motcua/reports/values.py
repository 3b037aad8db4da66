# SPDX-License-Identifier: EUPL-1.2
"""A report as a value: what was asked, the rows with their figures, what was checked. Its JSON text is canonical.

A figure of None is not known; it is never written as zero. Each figure carries the measures it is the sum of with
their cells, so that whoever reads it can open the dossiers behind it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from enum import StrEnum

from motcua.documents.forms.codec import Value, dump, read
from motcua.law.calendar_config import Confidence
from motcua.reports.definitions import ColumnKind

SUCCESSORS = "Đơn vị đã sáp nhập, hợp nhất: tính vào đơn vị kế thừa."
"""Among the switches of a report: how it says that merged units stand under the units that followed them."""

_ROLE = "report"


class RowKind(StrEnum):
    """A group has lines below it; the total is counted by itself, not added up."""

    TOTAL = "total"
    GROUP = "group"
    LINE = "line"


@dataclass(frozen=True, slots=True)
class Part(Value):
    """One measure of a figure: its count and the cell that opens its dossiers."""

    measure: str
    words: str
    value: int
    token: str


@dataclass(frozen=True, slots=True)
class Figure(Value):
    """One number of the report. Shares are hundredths of a percent. `parts` add up to `value` when there are any."""

    key: str
    value: int | None
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Row(Value):
    """One row. `key` names it within its section; `number` is what stands in the column TT."""

    key: str
    kind: RowKind
    number: str
    label: str
    figures: tuple[Figure, ...]

    def figure(self, key: str) -> Figure:
        """The figure of a column."""
        return next(figure for figure in self.figures if figure.key == key)

    def value(self, key: str) -> int | None:
        """The number in a column."""
        return self.figure(key).value


@dataclass(frozen=True, slots=True)
class Table(Value):
    """One section; its first row is the total."""

    title: str
    heading: str
    rows: tuple[Row, ...]

    @property
    def total(self) -> Row:
        """What the whole unit has."""
        return next(row for row in self.rows if row.kind is RowKind.TOTAL)


@dataclass(frozen=True, slots=True)
class Head(Value):
    """A column as it was when the report was made."""

    key: str
    number: str
    title: str
    under: tuple[str, ...]
    kind: ColumnKind


@dataclass(frozen=True, slots=True)
class Line(Value):
    """One line of the explanation of a difference: so many dossiers, for this reason."""

    words: str
    value: int
    token: str = ""


@dataclass(frozen=True, slots=True)
class Check(Value):
    """An identity of the form: `left` should be `right`; `lines` say what stands between them.

    `unexplained` is what remains; anything but 0 is a fault of the figures and is shown as one.
    """

    words: str
    left: int
    right: int
    lines: tuple[Line, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether both sides are equal without any explanation."""
        return self.left == self.right

    @property
    def unexplained(self) -> int:
        """What no line explains."""
        return self.left - self.right - sum(line.value for line in self.lines)


@dataclass(frozen=True, slots=True)
class Source(Value):
    """A frozen report that was added up, or (without `sha256`) one that did not come.

    `differences` are columns where the frozen figure is not the one the statistics have now: key, frozen, live.
    """

    unit_code: str
    unit_name: str
    sha256: str = ""
    edition: int = 0
    differences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked(Value):
    """What the report is about."""

    form: str
    slug: str
    title: str
    circular: str
    definition: str
    certainty: Confidence
    certainty_note: str
    unit_code: str
    unit_name: str
    period: str
    label: str
    first: dt.date
    last: dt.date
    as_of: dt.datetime
    policy: str
    policy_name: str
    switches: tuple[str, ...]

    @property
    def successors(self) -> bool:
        """Whether merged units stand under the units that followed them."""
        return SUCCESSORS in self.switches


@dataclass(frozen=True, slots=True)
class Report(Value):
    """A report as it was made. `later`: dossiers entered after `as_of` that would change it."""

    asked: Asked
    heads: tuple[Head, ...]
    tables: tuple[Table, ...]
    checks: tuple[Check, ...] = ()
    sources: tuple[Source, ...] = ()
    later: int = 0
    footnotes: tuple[str, ...] = ()
    no_data: str = ""

    def to_json(self) -> str:
        """Canonical text: the same report gives the same bytes."""
        return dump(_ROLE, self)

    @property
    def sha256(self) -> str:
        """Hash of the canonical text."""
        return hash_of(self.to_json())

    @property
    def is_sound(self) -> bool:
        """Whether every identity holds or is explained to the last dossier."""
        return all(check.unexplained == 0 for check in self.checks)


def report_from_json(text: str) -> Report:
    """The report whose `to_json` gave `text`. Raises `FormDataError`, `FormTimeError`."""
    return read(_ROLE, Report, text)


def hash_of(text: str) -> str:
    """SHA-256 of a canonical text."""
    return hashlib.sha256(text.encode()).hexdigest()


def share(part: int | None, whole: int | None) -> int | None:
    """Hundredths of a percent, half up; None where there is nothing to take a share of."""
    if part is None or not whole:
        return None
    return (part * 20_000 + whole) // (2 * whole)


def shown(value: int | None, kind: ColumnKind) -> str:
    """The figure in Vietnamese: `12.345`, `98,75%`, a dash where it is not known."""
    if value is None:
        return "–"
    if kind is ColumnKind.SHARE:
        return f"{value // 100}{f',{value % 100:02d}' if value % 100 else ''}%"
    return f"{value:,}".replace(",", ".")
