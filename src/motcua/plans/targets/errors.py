# SPDX-License-Identifier: EUPL-1.2
"""Refusals around targets. Each says what could stand there instead."""

from __future__ import annotations

from collections.abc import Iterable

from motcua.errors import MotCuaError


class TargetRefused(MotCuaError, ValueError):
    """A sentence that is none of the language of targets. `at`: place in the text; `offered`: what could stand."""

    code = "target_sentence_refused"

    def __init__(self, message: str, *, at: int = 0, offered: Iterable[str] = (), hint: str = "") -> None:
        self.at = at
        self.offered = tuple(offered)
        told = "; ".join(one if one.startswith("“") else f"“{one}”" for one in self.offered)
        super().__init__(message, hint=hint or (f"Có thể viết: {told}." if told else ""))


class MeasureUnknown(TargetRefused):
    """The sentence does not begin with anything that is measured."""

    code = "target_measure_unknown"


class ClauseUnknown(TargetRefused):
    """Words that neither narrow the measure nor name a period."""

    code = "target_clause_unknown"


class SaidTwice(TargetRefused):
    """Unit, period, channel … stands twice."""

    code = "target_said_twice"


class PeriodUnknown(TargetRefused):
    """A period that cannot be."""

    code = "target_period_unknown"


class ComparisonMissing(TargetRefused):
    """No comparison before the number."""

    code = "target_comparison_missing"


class NumberMissing(TargetRefused):
    """The sentence does not end with a number that can be reached."""

    code = "target_number_missing"


class UnitUnfit(TargetRefused):
    """Percent, dossiers, hours: a unit that does not fit what is measured."""

    code = "target_unit_unfit"


class PlaceUnknown(TargetRefused):
    """No unit on record is called so, or more than one."""

    code = "target_place_unknown"


class SubjectUnknown(TargetRefused):
    """No field or procedure of the catalogue is called so."""

    code = "target_subject_unknown"
