# SPDX-License-Identifier: EUPL-1.2
"""What the walk over all addresses needs for the reform index: a sheet with a score, a file and a remedial task."""

from __future__ import annotations

import datetime as dt

from django.urls import URLPattern
from django.utils import timezone

from motcua.documents.content import take_in
from motcua.law.roles import Role
from motcua.organisations.models import Person, Unit
from motcua.reform.models import (
    CriteriaSet,
    ReformAssessment,
    ReformEvidence,
    ReformRound,
    ReformScore,
    RemedialTask,
)
from motcua.reform.own_sets import own_sets
from motcua.reform.rights import READERS
from motcua.reform.summing import bring_in_step
from motcua.web.reform.urls import urlpatterns
from motcua.web.tests.town import PDF

REFORM_POST_ONLY = ("reform_withdraw",)
REFORM_FILES = (
    *("reform_set_file", "reform_sample", "reform_round_file"),
    *("reform_sheet_file", "reform_evidence"),
)
"""Not pages."""
_NAMES = {route.name for route in urlpatterns if isinstance(route, URLPattern)}
_JUDGES = {Role.CONTROL_OFFICER, Role.AGENCY_HEAD}
REFORM_ROLES: dict[str, set[Role]] = {
    **{name: set(READERS) for name in _NAMES},
    "reform_set_import": _JUDGES,
    "reform_open": _JUDGES,
}


def reform_values(name: str | None) -> dict[str, object]:
    """Values for one address."""
    if name not in _NAMES or name in ("reform", "reform_set_import"):
        return {}
    if name == "reform_sample":
        return {"sample": "commune-2024"}
    sheet = walked()
    return {
        "set_id": sheet.round.criteria_id,
        "round_id": sheet.round_id,
        "sheet_id": sheet.pk,
        "criterion": "3.4.2",
        "evidence_id": ReformEvidence.objects.get(score__assessment=sheet).pk,
        "remedy_id": RemedialTask.objects.get(assessment=sheet).pk,
    }


def walked() -> ReformAssessment:
    """The sheet of the committee on 2026, begun."""
    unit = Unit.objects.get(code="t-ubnd")
    there = ReformAssessment.objects.select_related("round__criteria").filter(unit=unit).first()
    return there or _made(unit)


def _made(unit: Unit) -> ReformAssessment:
    tree, now, somebody = own_sets()["commune-2024"], timezone.now(), Person.objects.earliest("id")
    kept = CriteriaSet.objects.create(
        unit=unit,
        level=tree.level,
        year=2026,
        edition=1,
        title=tree.title,
        content=tree.to_json(),
        sha256=tree.sha256,
        made_at=now,
    )
    facts = {"level": tree.level, "year": 2026, "opened_at": now, "self_due": dt.date(2026, 3, 1)}
    round = ReformRound.objects.create(criteria=kept, unit=unit, **facts)
    sheet = ReformAssessment.objects.create(round=round, unit=unit)
    ReformScore.objects.bulk_create(ReformScore(assessment=sheet, code=one.code) for one in tree.leaves)
    share = {"self_fact": {"part": "90", "whole": "100"}, "self_points": "5.57"}
    ReformScore.objects.filter(assessment=sheet, code="3.4.2").update(**share)
    score = ReformScore.objects.get(assessment=sheet, code="3.4.2")
    file = take_in(PDF)
    ReformEvidence.objects.create(
        score=score,
        sha256=file.sha256,
        media_type=file.media_type,
        name="Báo cáo thử",
        added_at=now,
        added_by=somebody,
    )
    RemedialTask.objects.create(
        assessment=sheet,
        code="3.4.2",
        words="Nhắc trước hạn",
        unit=unit,
        due=dt.date(2026, 3, 20),
        made_at=now,
    )
    bring_in_step(sheet)
    return sheet
