# SPDX-License-Identifier: EUPL-1.2
"""Refusals of the reports."""

from __future__ import annotations

from motcua.errors import MotCuaError


class ReportFormBroken(MotCuaError, ValueError):
    """A form definition in `data/reports` contradicts itself."""

    code = "report_form_broken"


class ReportFormUnknown(MotCuaError, LookupError):
    """There is no report form of this number, or none on this day."""

    code = "report_form_unknown"


class ReportPeriodUnknown(MotCuaError, ValueError):
    """A period is named that does not exist."""

    code = "report_period_unknown"


class ReportUnitUnknown(MotCuaError, LookupError):
    """There is no unit of this code."""

    code = "report_unit_unknown"


class ReportTooLarge(MotCuaError):
    """More dossiers would have to be read than one report may."""

    code = "report_too_large"


class ReportRefused(MotCuaError):
    """This cannot be done to the report: no right, wrong state, missing words. `field` names what was wrong."""

    code = "report_refused"

    def __init__(self, message: str, *, hint: str = "", field: str = "") -> None:
        super().__init__(message, hint=hint)
        self.field = field


class ReportNotMadeSo(MotCuaError, ValueError):
    """The form cannot be written in this format."""

    code = "report_not_made_so"


class ReportPrintFailed(MotCuaError):
    """The typesetter refused the report."""

    code = "report_print_failed"


class CauseRefused(MotCuaError):
    """A cause of lateness cannot be put on record."""

    code = "cause_refused"

    def __init__(self, message: str, *, hint: str = "", field: str = "") -> None:
        super().__init__(message, hint=hint)
        self.field = field
