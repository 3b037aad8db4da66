# SPDX-License-Identifier: EUPL-1.2
"""Which unit and window a page is about: told in the address, within what the official may see."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.law import report_windows as windows
from motcua.law.report_windows import Period, Window, WindowRefused
from motcua.organisations.models import Unit
from motcua.scores.queries import unit_with_code, units_with
from motcua.statistics.rights import may_see, scope_of
from motcua.web.acting import actor_for
from motcua.web.statistics.words import window_name


@dataclass(frozen=True, slots=True)
class Asked:
    """What a page is about. `units`: those to choose from at once; `above`: the way up to the widest of them."""

    unit: Unit
    window: Window
    word: str
    windows: tuple[tuple[str, str], ...]
    units: tuple[Unit, ...]
    above: tuple[Unit, ...]

    @property
    def label(self) -> str:
        """The window in the language of the page."""
        return window_name(self.window)

    @property
    def over(self) -> bool:
        """Whether the window has ended."""
        return timezone.localdate() > self.window.last

    def address(self, unit: Unit | str) -> str:
        """The query of the same window for another unit."""
        code = unit if isinstance(unit, str) else unit.code
        return "?" + urlencode({"don-vi": code, "ky": self.word})

    def named(self, ids: Iterable[int]) -> list[Unit]:
        """Units by id, in the order of their names."""
        return units_with(list(ids))


def chosen_for(request: HttpRequest, *, months: bool = True) -> Asked:
    """Unit and window of a page for officials. Raises `PermissionDenied` and `Http404` for units not theirs."""
    actor = actor_for(request)
    scope = scope_of(actor) or ()
    if not scope:
        raise PermissionDenied(_("Vị trí công tác của bạn hôm nay không dùng trang này."))
    tops = units_with(scope)
    unit = unit_with_code(request.GET.get("don-vi", "")[:64])
    if unit is None:
        unit = next(top for top in tops if top.pk == scope[0])
    elif not may_see(actor, unit.pk):
        raise Http404
    return asked_of(request, unit, tops, months=months)


def asked_of(request: HttpRequest, unit: Unit, tops: Iterable[Unit], *, months: bool = True) -> Asked:
    """The same for a unit that whoever asks may see."""
    held = tuple(tops)
    today = timezone.localdate()
    window = window_of(request.GET.get("ky", ""), today, months=months)
    seen = {top.pk for top in held}
    start = next((place for place, pk in enumerate(unit.ancestors) if pk in seen), len(unit.ancestors))
    above = {one.pk: one for one in units_with(unit.ancestors[start:])} if unit.ancestors[start:] else {}
    return Asked(
        unit,
        window,
        windows.short_name(window),
        tuple((windows.short_name(one), window_name(one)) for one in offered(today, months=months)),
        held,
        tuple(above[pk] for pk in unit.ancestors[start:] if pk in above),
    )


def window_of(word: str, today: dt.date, *, months: bool = True) -> Window:
    """The window of an address; the quarter at hand when it names none that is offered here."""
    try:
        found = windows.window_named(word)
    except WindowRefused:
        return _quarter_of(today)
    usable = (Period.YEAR, Period.QUARTER, *((Period.STATISTICAL_MONTH,) if months else ()))
    return found if found.period in usable and found.first <= today else _quarter_of(today)


def offered(today: dt.date, *, months: bool = True) -> Iterator[Window]:
    """What the picker offers: quarters, years, months, each the latest first."""
    quarter = _quarter_of(today)
    for _again in range(6):
        yield quarter
        quarter = windows.before(quarter)
    year = windows.statistical_month_of(today).last.year
    yield from (windows.year_of(one) for one in (year, year - 1, year - 2))
    if months:
        month = windows.statistical_month_of(today)
        for _again in range(13):
            yield month
            month = windows.before(month)


def _quarter_of(day: dt.date) -> Window:
    last = windows.statistical_month_of(day).last
    return windows.quarter(last.year, (last.month + 2) // 3)
