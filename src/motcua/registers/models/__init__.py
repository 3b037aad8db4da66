# SPDX-License-Identifier: EUPL-1.2
"""What the registers keep."""

from motcua.registers.models.quality import (
    AuditState,
    DocumentKind,
    InternalAudit,
    Nonconformity,
    NonconformitySource,
    NonconformityState,
    QualityDocument,
    QualityVersion,
)
from motcua.registers.models.steps import Register, RegisterAct, RegisterStep
from motcua.registers.models.work import (
    Attendance,
    Course,
    CourseState,
    Initiative,
    InitiativeLevel,
    InitiativeState,
    PublicityChannel,
    PublicityItem,
)

__all__ = [
    "Attendance",
    "AuditState",
    "Course",
    "CourseState",
    "DocumentKind",
    "Initiative",
    "InitiativeLevel",
    "InitiativeState",
    "InternalAudit",
    "Nonconformity",
    "NonconformitySource",
    "NonconformityState",
    "PublicityChannel",
    "PublicityItem",
    "QualityDocument",
    "QualityVersion",
    "Register",
    "RegisterAct",
    "RegisterStep",
]
