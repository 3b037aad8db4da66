# SPDX-License-Identifier: EUPL-1.2
"""What lies ahead and how the unit stands against its targets: the risk list and the service index, in short."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.law.report_windows import Window
from motcua.organisations.queries import unit_by_id
from motcua.scores.index import Line as Indicator
from motcua.scores.index import index_of
from motcua.web.statistics.bars import Part, bar
from motcua.web.statistics.control import Table
from motcua.web.statistics.shown import Line, figure_of
from motcua.web.statistics.words import cell_name, number_words, share_words
from motcua.web.wording import left_phrase, tr

RISKY = 6
"""Dossiers told on the page; the risk list tells the others."""


@dataclass(frozen=True, slots=True)
class Risky:
    """A dossier that will sooner or later be late, in one line."""

    code: str
    chance: str
    said: str


@dataclass(frozen=True, slots=True)
class Ahead:
    """What will be late. `learnt`: whether there is a forecast at all."""

    learnt: bool
    expected: str = ""
    possible: int = 0
    rows: tuple[Risky, ...] = ()


def ahead_of(unit: int, now: dt.datetime) -> Ahead:
    """The dossiers most likely to be late, and how many are to be expected."""
    from motcua.risks.outlook import of_unit  # ⚡ arrays, loaded by whoever looks at them

    found = of_unit(unit, now, shown=RISKY)
    if found is None:
        return Ahead(learnt=False)
    rows = tuple(
        Risky(
            risk.dossier.code,
            f"{number_words(100 * risk.chance)} %",
            "; ".join(
                words
                for words in (
                    left_phrase(risk.reason.left),
                    risk.dossier.holder_unit.name,
                    risk.dossier.holder.full_name if risk.dossier.holder else "",
                )
                if words
            ),
        )
        for risk in found.risks
    )
    return Ahead(True, number_words(found.scored.expected, 1), found.scored.possible, rows)


def targets_of(unit: int, window: Window, as_of: dt.datetime) -> Table | None:
    """The indicators that have data, each against its target (all, where the decision names none)."""
    held = unit_by_id(unit)
    if held is None:
        return None
    found = index_of(held, window, as_of=as_of)
    return Table(
        _("Chỉ số phục vụ so với mục tiêu"),
        _("Chỉ số"),
        (_("hồ sơ chưa đạt"),),
        [_indicator(line) for line in found.lines if line.count is not None],
        _("Kỳ này chưa đủ số liệu để tính chỉ số."),
    )


def _indicator(line: Indicator) -> Line:
    count, target = line.count, line.rule.target
    if count is None:
        raise ValueError(f"{line.rule.code} has no data")
    aim = float(target or 1)
    reached = not line.missing
    note = _("%(share)s, mục tiêu %(target)s %%") % {
        "share": share_words(count.part, count.whole),
        "target": number_words(100 * aim),
    }
    drawn = bar([Part("ended" if reached else "soon", count.part / count.whole)], 1, mark=aim)
    failing = [figure_of(number, cell, cell_name(cell)) for cell, number in line.failing if number]
    return Line(f"{line.rule.code} {tr(line.rule.name)}", "", drawn, failing, note)


def urls() -> dict[str, str]:
    """The pages that tell more."""
    return {"risk_url": reverse("risks"), "index_url": reverse("index")}
