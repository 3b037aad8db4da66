# SPDX-License-Identifier: EUPL-1.2
"""What the walk over all addresses needs for inspections: a plan, a visit under way, a finding, evidence."""

from __future__ import annotations

import datetime as dt

from django.urls import URLPattern
from django.utils import timezone

from motcua.documents import store
from motcua.dossiers.models import Dossier
from motcua.inspections.checklists import checklist_on
from motcua.inspections.models import (
    InspectionAct,
    InspectionFinding,
    InspectionPlan,
    InspectionStep,
    PlanState,
    SampledDossier,
    TeamMember,
    Visit,
    VisitState,
)
from motcua.inspections.rights import MANAGERS, READERS
from motcua.law.roles import Role
from motcua.organisations.models import Person, Unit
from motcua.web.inspections.urls import urlpatterns

_NAMES = {route.name for route in urlpatterns if isinstance(route, URLPattern)}
INSPECTIONS_FILES = ("inspection_letter", "inspection_export", "inspection_file")
"""Not pages."""
INSPECTIONS_LED = {"inspection_announce", "inspection_sample", "inspection_dossier", "inspection_find"}
"""Pages for those who lead an inspection; to everybody else of the agency they do not exist."""
SEEN_WHOLE_BY_HEAD = {
    *("inspection_plan", "inspection_visit", "inspection_checklist", "inspection_finding"),
    *("initiative", "course", "publicity_item", "quality_document", "audit", "nonconformity"),
}
"""Pages that offer their acts to the head; everybody else of the agency only reads them."""
INSPECTIONS_ROLES: dict[str, set[Role]] = {
    **{name: set(READERS) for name in _NAMES},
    "inspection_new": set(MANAGERS),
}


def inspections_values(name: str | None, dossier: Dossier) -> dict[str, object]:
    """Values for one address."""
    if name not in _NAMES:
        return {}
    visit = under_way(dossier)
    if name == "inspection_announce":
        visit = planned(visit.plan)
    if name == "inspection_letter":
        return {"visit_id": visit.pk, "form_slug": "docx"}
    finding = visit.findings.first()
    return {
        "plan_id": visit.plan_id,
        "visit_id": visit.pk,
        "row_id": row.pk if (row := visit.sample.first()) else 0,
        "finding_id": finding.pk if finding else 0,
        "step_id": _step(visit, finding).pk if finding else 0,
    }


def plan_of() -> InspectionPlan:
    """The plan of the committee for the year of the walk."""
    unit = Unit.objects.get(code="t-ubnd")
    values = {
        "title": "Kế hoạch kiểm tra năm 2026",
        "share": 30,
        "exceeds": True,
        "state": PlanState.IN_FORCE,
        "made_at": timezone.now(),
    }
    return InspectionPlan.objects.get_or_create(unit=unit, year=2026, defaults=values)[0]


def planned(plan: InspectionPlan) -> Visit:
    """The visit of another section, not announced yet."""
    unit = Unit.objects.get(code="t-land")
    return Visit.objects.get_or_create(plan=plan, unit=unit, defaults={"why": "Theo đề nghị của đơn vị"})[0]


def under_way(dossier: Dossier) -> Visit:
    """The visit of the section of justice, with a team, a dossier and a finding."""
    plan = plan_of()
    day = dt.date(2026, 3, 9)
    values = {
        "why": "Nhiều hồ sơ quá hạn",
        "state": VisitState.UNDER_WAY,
        "checklist": checklist_on("KSTTHC", day).to_dict(),
        **dict.fromkeys(("first_day", "last_day", "period_first", "period_last"), day),
    }
    unit = Unit.objects.get(code="t-justice")
    visit, new = Visit.objects.get_or_create(plan=plan, unit=unit, defaults=values)
    if new:
        head = Person.objects.filter(positions__role=Role.AGENCY_HEAD).earliest("id")
        TeamMember.objects.create(visit=visit, person=head, duty="leader")
        SampledDossier.objects.create(visit=visit, dossier=dossier, group="other", lot="0a")
        InspectionFinding.objects.create(
            visit=visit,
            number=1,
            content="Thiếu quy trình nội bộ",
            demand="Xây dựng quy trình",
            unit=unit,
            due=dt.date(2026, 4, 1),
        )
    return visit


def _step(visit: Visit, finding: InspectionFinding) -> InspectionStep:
    values = {
        "plan": visit.plan,
        "visit": visit,
        "finding": finding,
        "act": InspectionAct.ANSWER,
        "at": timezone.now(),
        "person": Person.objects.earliest("id"),
        "person_name": "Người Thử",
        "file_sha256": store.put(b"%PDF-1.4 proof", "application/pdf").sha256,
    }
    return InspectionStep.objects.get_or_create(key="walk", defaults=values)[0]
