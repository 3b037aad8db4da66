# SPDX-License-Identifier: EUPL-1.2
"""The explorer: figures of a unit over a window, divided as wished; each opens its list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from motcua.law.report_windows import statistical_month_of
from motcua.statistics import POLICY_NAMES, Answer, By, Key, M, Row, ask
from motcua.web.acting import for_roles
from motcua.web.pages import page
from motcua.web.statistics import charts, sheets
from motcua.web.statistics.asking import COLUMNS, GROUPS, IN_TIME, Asked, read
from motcua.web.statistics.bars import Part, bar
from motcua.web.statistics.charts import Chart, Series
from motcua.web.statistics.control import Table
from motcua.web.statistics.periods import choices
from motcua.web.statistics.places import Place, place_of
from motcua.web.statistics.roles import FIGURES_ROLES
from motcua.web.statistics.shown import Figure, Line, Shown, figure_of, mark
from motcua.web.statistics.trend import on_time_words
from motcua.web.statistics.words import head_of, key_name, measure_name
from motcua.web.wording import moment_phrase, tr

ROWS = 60
"""Rows of one page; a file has all of them."""

_DAYS = 31
_DRAWN = 12
_LATE = frozenset({M.ENDED_LATE, M.OVERDUE})
_CHART = ((M.RECEIVED, "received"), (M.ENDED, "ended"), (M.ENDED_LATE, "late"))


@for_roles(*FIGURES_ROLES)
@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """The explorer, as a page or as a file."""
    place, now = place_of(request), timezone.now()
    asked = read(request.GET, place.unit, now, lists=place.lists)
    answer = ask(asked.question)
    kind = sheets.kind_of(request.GET.get("tep", ""))
    if kind is not None:
        with override("vi"):  # what leaves the house is Vietnamese, whatever language the page has
            asked = read(request.GET, place.unit, now, lists=place.lists)
            return sheets.file_of(_sheet(request, place, asked, answer), kind)
    ordered = [row for row in _ordered(asked, answer.rows) if any(row[one] for one in asked.measures)]
    shown = ordered[-_DAYS:] if asked.group.by in IN_TIME else ordered[:ROWS]
    offered = choices(timezone.localdate(now))
    words = {word for group in offered for word, _label in group.windows}
    return page(
        request,
        "statistics/explorer.html",
        {
            "asked": asked,
            "answer": answer,
            "unit_name": place.name,
            "crumbs": _crumbs(place, asked),
            "policy_name": tr(POLICY_NAMES[asked.policy]),
            "policies": [(policy.value, tr(name)) for policy, name in POLICY_NAMES.items()],
            "groups": GROUPS,
            "periods": offered,
            "kept": not asked.window.own and asked.window.word not in words,
            "as_of_value": f"{timezone.localtime(asked.as_of):%Y-%m-%dT%H:%M}" if asked.as_of else "",
            "tabs": [
                {"name": one.name, "query": asked.showing(one).query, "current": one is asked.columns}
                for one in COLUMNS
            ],
            "head": [head_of(measure) for measure in asked.measures],
            "rows": [_line(asked, row) for row in shown],
            "total": _line(asked, answer.total),
            "shown": _over_time(asked, answer) if asked.group.by in IN_TIME else None,
            "table": None if asked.group.by in IN_TIME else _compared(asked, ordered),
            "cut": len(ordered) > len(shown),
            "most": len(shown),
        },
    )


def _crumbs(place: Place, asked: Asked) -> list[tuple[str, str]]:
    above = [(name, f"?{asked.of_unit(pk).query}") for pk, name in place.path]
    return [*above, (place.name, "")]


def _ordered(asked: Asked, rows: Sequence[Row]) -> list[Row]:
    """Days and months in their order; everything else with the most work first."""
    if asked.group.by in IN_TIME:
        return sorted(rows, key=lambda row: str(row.keys[0].value))
    return sorted(
        rows, key=lambda row: (-row[M.RECEIVED] - row[M.ENDED], key_name(row.keys[0]) if row.keys else "")
    )


def _line(asked: Asked, row: Row) -> Line:
    key = row.keys[0] if row.keys else None
    drills = key is not None and asked.group.by in (By.UNIT, By.AGENCY)
    return Line(
        key_name(key) if key else _("Cả đơn vị"),
        f"?{asked.of_unit(int(key.value)).query}" if key is not None and drills else "",
        bar((), 0),
        [_figure(asked, row, measure) for measure in asked.measures],
        on_time_words(row) if asked.columns.rate else "",
    )


def _figure(asked: Asked, row: Row, measure: M) -> Figure:
    value = row[measure]
    tone = "late" if value and measure in _LATE else ""
    return figure_of(value, row.cell(measure) if asked.lists else None, tone=tone)


def _over_time(asked: Asked, answer: Answer) -> Shown | None:
    """The course of time above the table."""
    rows = _ordered(asked, answer.rows)[-_DAYS:]
    if not rows:
        return None
    names = tuple(key_name(row.keys[0]) for row in rows)
    series = tuple(
        Series(
            measure_name(measure),
            tone,
            tuple(
                mark(
                    row[measure],
                    row.cell(measure) if asked.lists else None,
                    key_name(row.keys[0]),
                    measure_name(measure),
                )
                for row in rows
            ),
        )
        for measure, tone in _CHART
    )
    title = _("Tiếp nhận, giải quyết và quá hạn: %(window)s") % {"window": asked.window.label}
    every = max(1, len(rows) // 11)
    at = tuple(_tick(row.keys[0]) if number % every == 0 else "" for number, row in enumerate(rows))
    chart = Chart(title, at, series, width=960, height=240)
    return Shown(
        title, str(asked.group.first_column), chart, charts.columns(chart), charts.narrow(chart), names
    )


def _tick(key: Key) -> str:
    """A day or a month where there is little room."""
    first = dt.date.fromisoformat(str(key.value))
    return f"{first:%d/%m}" if key.by is By.DAY else f"{statistical_month_of(first).last:%m/%y}"


def _compared(asked: Asked, rows: Sequence[Row]) -> Table | None:
    """The largest rows as bars above the table: finished in time, finished late."""
    drawn = [row for row in rows[:_DRAWN] if row[M.ENDED]]
    if len(drawn) < 2 or asked.group.by is None:
        return None
    most = max(row[M.ENDED] for row in drawn)
    return Table(
        _("Đã giải quyết, trong đó quá hạn"),
        str(asked.group.first_column),
        (measure_name(M.ENDED), measure_name(M.ENDED_LATE)),
        [_compared_line(asked, row, most) for row in drawn],
        "",
    )


def _compared_line(asked: Asked, row: Row, most: int) -> Line:
    parts = [Part("ended", row[M.ENDED] - row[M.ENDED_LATE]), Part("late", row[M.ENDED_LATE])]
    told = [
        replace(_figure(asked, row, measure), name=measure_name(measure))
        for measure in (M.ENDED, M.ENDED_LATE)
    ]
    return Line(key_name(row.keys[0]), _line(asked, row).url, bar(parts, most), told)


def _sheet(request: HttpRequest, place: Place, asked: Asked, answer: Answer) -> sheets.Sheet:
    home = settings.PUBLIC_URL or request.build_absolute_uri("/").rstrip("/")
    told = [
        _("Số liệu của %(unit)s") % {"unit": place.name},
        asked.window.label,
        _("Tính đến %(moment)s") % {"moment": moment_phrase(answer.as_of)},
        f"{_('Cách xét hạn')}: {tr(POLICY_NAMES[asked.policy])}",
        home + reverse("figures") + "?" + asked.query,
    ]
    head = [str(asked.group.first_column), *(measure_name(one) for one in asked.measures)]
    lines: list[tuple[str, Row]] = [
        *((key_name(row.keys[0]) if row.keys else place.name, row) for row in _ordered(asked, answer.rows)),
        (_("Tổng cộng"), answer.total),
    ]
    rows: list[list[Any]] = [
        [name, *(_cell_of(one, home) for one in _line(asked, row).figures)] for name, row in lines
    ]
    return sheets.Sheet("so-lieu", told, head, rows)


def _cell_of(one: Figure, home: str) -> sheets.Value | sheets.Linked:
    return sheets.Linked(one.value, home + one.url) if one.url else one.value
