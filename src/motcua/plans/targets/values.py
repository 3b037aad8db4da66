# SPDX-License-Identifier: EUPL-1.2
"""A sentence about a target, taken apart: what is measured, of whom, of what, when, and the number to reach."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Final

from motcua.law.online_levels import OnlineLevel


class Op(StrEnum):
    """How a value is held against the number that is wanted."""

    AT_LEAST = ">="
    MORE = ">"
    EQUAL = "="
    AT_MOST = "<="
    LESS = "<"

    @property
    def sign(self) -> str:
        """As it is printed."""
        return {">=": "≥", "<=": "≤"}.get(self.value, self.value)

    @property
    def upwards(self) -> bool:
        """Whether more is better. `= 100 %` is a number to be reached from below, `= 0` from above: see `Wanted`."""
        return self in (Op.AT_LEAST, Op.MORE, Op.EQUAL)


class Where(StrEnum):
    """Whose figures are meant, seen from the unit of the plan (or from the unit that is named)."""

    HERE = "here"
    NAMED = "named"
    COMMUNES = "communes"
    DEPARTMENTS = "departments"
    BELOW = "below"
    EACH_COMMUNE = "each_commune"
    EACH_BELOW = "each_below"


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose figures. `name`: the unit, as on record; empty: the unit of the plan. EACH_…: the worst one counts."""

    where: Where = Where.HERE
    name: str = ""

    @property
    def each(self) -> bool:
        """Whether every single unit has to reach the number."""
        return self.where in (Where.EACH_COMMUNE, Where.EACH_BELOW)


class Span(StrEnum):
    """Kinds of periods. The first five move with the day on which one looks."""

    THIS_WEEK = "this_week"
    THIS_MONTH = "this_month"
    THIS_QUARTER = "this_quarter"
    THIS_YEAR = "this_year"
    SO_FAR = "so_far"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    NINE_MONTHS = "nine_months"
    YEAR = "year"
    DAYS = "days"


SPANS_OF_YEARS: Final = (Span.YEAR, Span.THIS_YEAR, Span.SO_FAR)
"""Periods that are a whole year."""


@dataclass(frozen=True, slots=True)
class Period:
    """When. `number`: of the month or quarter; `civil`: by the calendar (from the 1st), not by the statistical months
    (from the 15th to the 14th); `first`, `last`: two days of one's own.
    """

    span: Span = Span.SO_FAR
    year: int = 0
    number: int = 0
    civil: bool = False
    first: dt.date | None = None
    last: dt.date | None = None


class Change(StrEnum):
    """Whether the value itself is meant or its change against the same period of the year before."""

    NONE = ""
    GROWTH = "growth"
    DROP = "drop"


@dataclass(frozen=True, slots=True)
class Wanted:
    """The number to be reached. Comparisons are exact."""

    op: Op
    value: Decimal
    unit: str

    @property
    def upwards(self) -> bool:
        """Whether a higher value is nearer: for `=`, unless nought is wanted."""
        return self.op.upwards and not (self.op is Op.EQUAL and self.value == 0)

    def reached_by(self, value: Fraction | Decimal | int) -> bool:
        """Whether a value fulfils it. `=` is fulfilled from the number on: 100 % is the most there is."""
        told, wanted = Fraction(value), Fraction(self.value)
        match self.op:
            case Op.AT_LEAST:
                return told >= wanted
            case Op.MORE:
                return told > wanted
            case Op.AT_MOST:
                return told <= wanted
            case Op.LESS:
                return told < wanted
        return told >= wanted if self.upwards else told <= wanted


@dataclass(frozen=True, slots=True)
class Expression:
    """One sentence. `measure` is a code of `motcua.plans.targets.measures`, empty where `told` names what is
    reported by hand. `code` goes with an indicator. Empty `fields`, `procedures`: all.
    """

    measure: str
    wanted: Wanted
    told: str = ""
    code: str = ""
    change: Change = Change.NONE
    scope: Scope = Scope()
    fields: tuple[str, ...] = ()
    procedures: tuple[str, ...] = ()
    channel: str = ""
    level: OnlineLevel | None = None
    period: Period = Period()
    policy: str = ""

    @property
    def by_hand(self) -> bool:
        """Whether its value is reported, not measured."""
        return not self.measure
