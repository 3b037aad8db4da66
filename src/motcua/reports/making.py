# SPDX-License-Identifier: EUPL-1.2
"""Making a report: a form, a unit, a period and a moment give rows of figures. Nothing is written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from motcua.law.judging import POLICY_NAMES, Policy
from motcua.law.timeliness import Counting
from motcua.organisations.models import Unit
from motcua.reports.asking import Asking, Groups, Keys
from motcua.reports.behind import Behind, Kind
from motcua.reports.catalogue_counts import ONLINE, OnlineCounts, catalogue_counts
from motcua.reports.checking import carry_check, checks_of, sum_check
from motcua.reports.definitions import Column, Form, RowsBy, Section
from motcua.reports.late_causes import CauseCounts
from motcua.reports.periods import Span
from motcua.reports.places import scope_of_unit
from motcua.reports.values import (
    SUCCESSORS,
    Asked,
    Check,
    Figure,
    Head,
    Part,
    Report,
    Row,
    RowKind,
    Table,
    share,
)
from motcua.statistics import By, M, Question, together

_COUNTING_WORDS = {
    Counting.TIMED: "xét hạn như kết quả",
    Counting.NOT_TIMED: "không xét hạn",
    Counting.AS_ON_TIME: "tính đúng hạn",
}
_GROUPED: dict[RowsBy, tuple[Groups, ...]] = {
    RowsBy.LEVEL_FIELD: ((By.LEVEL,), (By.LEVEL, By.FIELD)),
    RowsBy.UNIT: ((By.LEVEL,), (By.LEVEL, By.AGENCY)),
    RowsBy.FIELD: ((By.FIELD,),),
    RowsBy.OFFICER: ((By.OFFICER,),),
    RowsBy.UNIT_ITSELF: (),
}
_FINEST: dict[Groups, Groups] = {
    (): (By.LEVEL, By.FIELD),
    (By.LEVEL,): (By.LEVEL, By.FIELD),
    (By.LEVEL, By.FIELD): (By.LEVEL, By.FIELD),
}
"""Among which rows procedures are counted for a row of each grouping."""
_LETTERS = "ABCDEGHIKLMN"


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be reported. `as_of` None: up to the end of the period, or now while it runs. `successors`: units
    that were merged away count under the one that followed them by the end of the period."""

    form: Form
    unit: Unit
    span: Span
    policy: Policy = Policy.DATE
    as_of: dt.datetime | None = None
    refusals: Counting = Counting.TIMED
    stops: Counting = Counting.NOT_TIMED
    successors: bool = False

    @property
    def question(self) -> Question:
        """The same, as the statistics are asked."""
        return Question(
            unit=scope_of_unit(self.unit),
            first=self.span.first,
            last=self.span.last,
            policy=self.policy,
            as_of=self.as_of,
            refusals=self.refusals,
            stops=self.stops,
            successors=self.successors,
        )


def make(order: Order, before: Report | None = None) -> Report:
    """The report. `before` is the frozen report of the period before, against which continuity is checked."""
    with together():
        asking = Asking(order.question)
        maker = _Maker(order, asking, CauseCounts(asking))
        tables = tuple(maker.table(section) for section in order.form.sections)
        return Report(
            asked=asked_of(order, asking.as_of),
            heads=heads_of(order.form),
            tables=tables,
            checks=tuple(maker.checks(tables, before)),
            later=asking.later,
            footnotes=order.form.footnotes,
            no_data=order.form.no_data,
        )


def heads_of(form: Form) -> tuple[Head, ...]:
    """The columns of the form as a report keeps them."""
    return tuple(Head(each.key, each.number, each.title, each.under, each.kind) for each in form.columns)


def asked_of(order: Order, as_of: dt.datetime) -> Asked:
    """What the report says about itself."""
    form, span = order.form, order.span
    return Asked(
        form=form.number,
        slug=form.slug,
        title=form.title,
        circular=form.circular,
        definition=form.sha256,
        certainty=form.certainty,
        certainty_note=form.certainty_note,
        unit_code=order.unit.code,
        unit_name=order.unit.name,
        period=span.name,
        label=span.label,
        first=span.first,
        last=span.last,
        as_of=as_of,
        policy=order.policy.value,
        policy_name=POLICY_NAMES[order.policy],
        switches=(
            f"Từ chối giải quyết: {_COUNTING_WORDS[order.refusals]}.",
            f"Dừng, rút theo yêu cầu: {_COUNTING_WORDS[order.stops]}.",
            *((SUCCESSORS,) if order.successors else ()),
        ),
    )


@dataclass(slots=True)
class _Maker:
    order: Order
    asking: Asking
    causes: CauseCounts
    counts: dict[str, int] | None = None
    online: OnlineCounts | None = None

    def table(self, section: Section) -> Table:
        rows = [self._row((), (), RowKind.TOTAL, "", self._total_words(section))]
        rows += list(self._by_keys(section))
        return Table(section.title, section.heading, tuple(rows))

    def _total_words(self, section: Section) -> str:
        return self.order.unit.name if section.rows is RowsBy.UNIT_ITSELF else "Tổng số"

    def _by_keys(self, section: Section) -> Iterator[Row]:
        groupings = _GROUPED[section.rows]
        if not groupings:
            return
        inner = groupings[-1]
        lines = self.asking.rows(inner, inner)
        if len(groupings) == 1:
            yield from self._lines(inner, lines)
            return
        outer = groupings[0]
        for letter, (keys, label) in zip(_LETTERS, self.asking.rows(outer, inner), strict=False):
            yield self._row(outer, keys, RowKind.GROUP, letter, label)
            yield from self._lines(inner, [line for line in lines if line[0][:1] == keys])

    def _lines(self, by: Groups, found: list[tuple[Keys, str]]) -> Iterator[Row]:
        for number, (keys, label) in enumerate(found, start=1):
            yield self._row(by, keys, RowKind.LINE, str(number), label)

    def _row(self, by: Groups, keys: Keys, kind: RowKind, number: str, label: str) -> Row:
        figures: dict[str, Figure] = {}
        for column in self.order.form.columns:
            figures[column.key] = self._figure(column, by, keys, figures)
        return Row(_row_key(by, keys), kind, number, label, tuple(figures.values()))

    def _figure(self, column: Column, by: Groups, keys: Keys, others: dict[str, Figure]) -> Figure:
        if column.measures:
            value, parts = self.asking.parts(column, by, keys)
            if column.known_from and _is_unknown(*(others[key].value for key in column.known_from)):
                return Figure(column.key, None)
            return Figure(column.key, value, parts)
        if column.share_of:
            part, whole = column.share_of
            return Figure(column.key, share(others[part].value, others[whole].value))
        if column.is_cause:
            parts = self.causes.parts(column.cause, by, keys)
            return Figure(column.key, sum(part.value for part in parts), parts)
        if column.procedures_with:
            measure = M(column.procedures_with)
            cell = self.asking.cell(measure, by, keys, column.channels)
            number = self._procedures_with(measure, column.channels, by, keys)
            return _listing(column, number, Behind(Kind.PROCEDURES, "", cell))
        if column.catalogue:
            return self._catalogue(column, by, keys)
        return Figure(column.key, None)

    def _catalogue(self, column: Column, by: Groups, keys: Keys) -> Figure:
        name, day = column.catalogue, self.order.span.last
        if name not in ONLINE:
            self.counts = self.counts or catalogue_counts(day)
            here = self.asking.cell(M.RECEIVED, (), ())
            return _listing(column, self.counts[name], Behind(Kind.CATALOGUE, name, here))
        here = self.asking.cell(M.RECEIVED, by, keys)
        self.online = self.online or OnlineCounts(day, here.question.unit)
        return _listing(column, self.online.of_row(name, here.keys), Behind(Kind.CATALOGUE, name, here))

    def _procedures_with(self, measure: M, channels: tuple[str, ...], by: Groups, keys: Keys) -> int:
        """Different procedures, told apart by their versions, of the rows within `keys`."""
        wider = (*_FINEST[by], By.VERSION)
        found = {
            row[-1]
            for row, _label in self.asking.rows(wider, wider)
            if row[: len(keys)] == keys and self.asking.count(measure, wider, row, channels)
        }
        return len(found)

    def checks(self, tables: tuple[Table, ...], before: Report | None) -> Iterator[Check]:
        form = self.order.form
        yield from checks_of(form, tables[0].total, self.asking)
        for table in tables:
            yield from sum_check(form, table)
        if form.carry is not None:
            yield carry_check(form, self.order.span, tables[0].total, self.asking, before)


def _listing(column: Column, number: int | None, behind: Behind) -> Figure:
    """A figure of procedures with the list that makes it; None: it is not known."""
    words = " – ".join((*column.under, column.title))
    parts = (Part(f"{behind.kind.value}:{column.key}", words, number, behind.to_token()),) if number else ()
    return Figure(column.key, number, parts)


def _is_unknown(known: int | None, base: int | None) -> bool:
    """Whether nothing is on record about dossiers that there are: that is no zero."""
    return not known and bool(base)


def _row_key(by: Groups, keys: Keys) -> str:
    return (
        "/".join(f"{dimension.value}={value}" for dimension, value in zip(by, keys, strict=True)) or "total"
    )
