# SPDX-License-Identifier: EUPL-1.2
"""From sums to rows: stocks out of flows, names for keys, a row for every day that was asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from motcua.catalogue.models import Channel, ProcedureVersion
from motcua.law.clock import DAY, to_date
from motcua.law.report_windows import statistical_month_of
from motcua.organisations.queries import person_names, unit_names
from motcua.statistics.measures import STOCKS, M
from motcua.statistics.questions import LEVEL_NAMES, Answer, By, Key, Question, Row
from motcua.statistics.summing import TIMES, Summed, keys_of
from motcua.statistics.window import Window, day_of

_Keys = tuple[str, ...]
_Flows = dict[M, int]
_NUMBERS = (By.UNIT, By.AGENCY, By.VERSION, By.OFFICER)


def answer(
    question: Question,
    window: Window,
    as_of: dt.datetime,
    sums: list[Summed],
    later: int,
    asked: frozenset[M],
) -> Answer:
    """The answer that these sums, of the figures `asked` for, make."""
    before: dict[_Keys, _Flows] = {}
    inside: dict[_Keys, dict[int, _Flows]] = {}
    for one in sums:
        if one.start is None:
            before[one.keys] = one.flows
        else:
            inside.setdefault(one.keys, {})[one.start] = one.flows
    starts = _starts(question, window)
    figures: list[tuple[_Keys, int, _Flows]] = []
    for keys in sorted(before.keys() | inside.keys()):
        figures += _course(keys, starts, before.get(keys, {}), inside.get(keys, {}))
    if question.by_officer:
        figures = [(keys, start, _without_stocks(flows)) for keys, start, flows in figures]
    rows = _named(question, figures, asked)
    return Answer(question, as_of, tuple(rows), _total(question, rows, before, inside, asked), later)


def _starts(question: Question, window: Window) -> list[int]:
    """First days of the stretches that rows are told apart by; one for all without days and months."""
    if By.DAY in question.by:
        return list(range(window.first // DAY, window.end // DAY + 1))
    if By.MONTH not in question.by:
        return [0]
    months = {
        day_of(statistical_month_of(to_date(day)).first)
        for day in range(window.first // DAY, window.end // DAY + 1)
    }
    return sorted(months)


def _course(
    keys: _Keys, starts: list[int], before: _Flows, inside: Mapping[int, _Flows]
) -> Iterable[tuple[_Keys, int, _Flows]]:
    """One row for each stretch, its stocks carried on from the one before."""
    standing = _stocks(before)
    if len(starts) == 1 and starts[0] == 0:
        inside = {0: _added(inside.values())}
    for start in starts:
        flows = dict(inside.get(start, {}))
        flows.update(_with_stocks(standing, flows))
        standing = flows
        yield keys, start, flows


def _without_stocks(flows: Mapping[M, int]) -> _Flows:
    return {name: value for name, value in flows.items() if name not in STOCKS}


def _stocks(flows: Mapping[M, int]) -> _Flows:
    def of(name: M) -> int:
        return flows.get(name, 0)

    return {
        M.OPEN: of(M.RECEIVED) + of(M.MOVED_IN) - of(M.ENDED) - of(M.MOVED_OUT),
        M.OVERDUE: of(M.FELL_DUE) - of(M.LEFT_OVERDUE),
        M.WAITING: of(M.PAUSED) - of(M.UNPAUSED),
    }


def _with_stocks(standing: Mapping[M, int], flows: Mapping[M, int]) -> _Flows:
    change = _stocks(flows)
    stocks = {name: standing.get(name, 0) + change[name] for name in change}
    stocks[M.OPEN_IN_TIME] = stocks[M.OPEN] - stocks[M.OVERDUE]
    stocks[M.CARRIED] = standing.get(M.OPEN, 0)
    return stocks


def _added(many: Iterable[Mapping[M, int]]) -> _Flows:
    rest = iter(many)
    total: _Flows = dict(next(rest, {}))  # ⚡ mostly there is only one
    for flows in rest:
        for name, value in flows.items():
            total[name] = total.get(name, 0) + value
    return total


def _total(
    question: Question,
    rows: list[Row],
    before: Mapping[_Keys, _Flows],
    inside: Mapping[_Keys, Mapping[int, _Flows]],
    asked: frozenset[M],
) -> Row:
    """The whole: flows are added up, stocks are those at the end."""
    if not question.by and rows:
        return rows[0]
    flows = _added(flows for starts in inside.values() for flows in starts.values())
    flows.update(_with_stocks(_stocks(_added(before.values())), flows))
    return Row(question, (), _without_stocks(flows) if question.by_officer else flows, asked)


def _named(question: Question, figures: list[tuple[_Keys, int, _Flows]], asked: frozenset[M]) -> list[Row]:
    kinds = keys_of(question)
    names = {by: _names(by, {keys[place] for keys, _, _ in figures}) for place, by in enumerate(kinds)}
    rows = []
    for keys, start, flows in figures:
        values = dict(zip(kinds, keys, strict=True))
        made = [
            _time_key(by, start) if by in TIMES else _key(by, values[by], names[by]) for by in question.by
        ]
        rows.append(Row(question, tuple(made), flows, asked))
    return rows


def _key(by: By, value: str, names: Mapping[str, str]) -> Key:
    return Key(by, int(value) if by in _NUMBERS else value, names.get(value, value))


def _time_key(by: By, start: int) -> Key:
    day = to_date(start)
    label = f"{day:%d/%m/%Y}" if by is By.DAY else statistical_month_of(day).label
    return Key(by, day.isoformat(), label)


def labelled(keys: Iterable[Key]) -> tuple[Key, ...]:
    """The same keys with their names, for a figure that came as a link. At most one query each."""
    return tuple(
        _time_key(key.by, day_of(dt.date.fromisoformat(str(key.value))))
        if key.by in TIMES
        else _key(key.by, str(key.value), _names(key.by, {str(key.value)}))
        for key in keys
    )


def _names(by: By, values: set[str]) -> dict[str, str]:
    """Vietnamese names of keys. At most one query."""
    if by in (By.UNIT, By.AGENCY):
        return {str(pk): name for pk, name in unit_names(map(int, values)).items()}
    if by is By.OFFICER:
        people = {str(pk): name for pk, name in person_names(map(int, values)).items()}
        return {"0": "Chưa có người", **people}
    if by is By.VERSION:
        found = ProcedureVersion.objects.filter(pk__in=[int(value) for value in values])
        return {str(pk): name for pk, name in found.values_list("pk", "name")}
    if by is By.FIELD:
        found = ProcedureVersion.objects.filter(field_code__in=values).exclude(field_name="")
        fields = dict(found.order_by("pk").values_list("field_code", "field_name"))
        return {"": "Chưa rõ lĩnh vực", **fields}
    if by is By.LEVEL:
        return {level.value: name for level, name in LEVEL_NAMES.items()}
    return dict(Channel.choices)
