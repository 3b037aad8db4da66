# SPDX-License-Identifier: EUPL-1.2
"""What is kept of inspections."""

from motcua.inspections.models.plans import InspectionDraw, InspectionPlan, PlanState, UnitGroup
from motcua.inspections.models.steps import InspectionAct, InspectionStep
from motcua.inspections.models.visits import (
    ChecklistAnswer,
    ConclusionLetter,
    DossierGroup,
    DossierVerdict,
    Duty,
    FindingState,
    InspectionFinding,
    Met,
    SampledDossier,
    TeamMember,
    Visit,
    VisitState,
)

__all__ = [
    "ChecklistAnswer",
    "ConclusionLetter",
    "DossierGroup",
    "DossierVerdict",
    "Duty",
    "FindingState",
    "InspectionAct",
    "InspectionDraw",
    "InspectionFinding",
    "InspectionPlan",
    "InspectionStep",
    "Met",
    "PlanState",
    "SampledDossier",
    "TeamMember",
    "UnitGroup",
    "Visit",
    "VisitState",
]
