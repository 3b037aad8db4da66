# SPDX-License-Identifier: EUPL-1.2
"""States and steps of inspections in the words and signs of the pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from motcua.inspections.models import (
    DossierVerdict,
    FindingState,
    InspectionFinding,
    InspectionStep,
)
from motcua.law.timeliness import Urgency
from motcua.web.step_lines import StepLine, step_lines

_LABELS = {
    "title": _("Tên kế hoạch"),
    "year": _("Năm"),
    "share": _("Tỷ lệ đơn vị (%)"),
    "number": _("Số"),
    "seed": _("Hạt giống"),
    "drawn": _("Đơn vị được chọn"),
    "unit": _("Đơn vị"),
    "document": _("Văn bản"),
    "days": _("Ngày kiểm tra"),
    "period": _("Thời kỳ được kiểm tra"),
    "checklist": _("Bảng kiểm"),
    "team": _("Đoàn kiểm tra"),
    "dossiers": _("Hồ sơ"),
    "dossier": _("Hồ sơ"),
    "verdict": _("Kết quả"),
    "content": _("Nội dung"),
    "demand": _("Kiến nghị"),
    "due": _("Hạn"),
}
_WORDS = dict(DossierVerdict.choices)


def steps_told(steps: Iterable[InspectionStep]) -> list[StepLine]:
    """What happened, as the page tells it."""
    return step_lines(steps, _LABELS, {name: str(word) for name, word in _WORDS.items()}, "inspection_file")


def finding_urgency(finding: InspectionFinding, today: dt.date) -> Urgency:
    """Which of the six states of the house a finding is in."""
    if finding.state in (FindingState.SETTLED, FindingState.WITHDRAWN):
        return Urgency.DONE
    if finding.state == FindingState.ANSWERED:
        return Urgency.WAITING_OFFICE
    if finding.due < today:
        return Urgency.LATE
    return Urgency.DUE_SOON if finding.due <= today + dt.timedelta(days=5) else Urgency.IN_TIME
