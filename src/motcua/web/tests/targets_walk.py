# SPDX-License-Identifier: EUPL-1.2
"""What the walk over all addresses needs for targets: one that is counted, one reported by hand with its proof."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.utils import timezone

from motcua.documents import store
from motcua.law.roles import Role
from motcua.plans.models import Decision, PlanTarget, TargetReading
from motcua.web.plans.targets.urls import urlpatterns
from motcua.web.tests.plans_walk import in_force
from motcua.web.tests.town import PDF

TARGETS_POST_ONLY = ("plan_targets_accept", "plan_target_give")
TARGETS_FILES = ("plan_target_file",)
"""Not pages."""
TARGETS_ROLES: dict[str, set[Role]] = {
    name: {Role.CONTROL_OFFICER, Role.AGENCY_HEAD} for name in ("plan_target_add", "plan_target_edit")
}
_NAMES = {route.name for route in urlpatterns}
_BY_HAND = ("plan_target_give", "plan_target_file")


def targets_values(name: str | None) -> dict[str, object]:
    """Values for one address."""
    if name not in _NAMES:
        return {}
    counted, reported = _targets()
    target = reported if name in _BY_HAND else counted
    return {"plan_id": target.plan_id, "target_id": target.pk, "reading_id": TargetReading.objects.get().pk}


def _targets() -> tuple[PlanTarget, PlanTarget]:
    plan = in_force()
    found = list(plan.targets.order_by("id")[:2])
    if len(found) == 2:
        return found[0], found[1]
    values = {"plan": plan, "owner": plan.unit, "op": ">=", "unit": "%", "decision": Decision.ACCEPTED}
    counted = PlanTarget.objects.create(
        order=10, metric="Hồ sơ giải quyết đúng hạn", value=Decimal(98), measured=True,
        expression="tỷ lệ hồ sơ giải quyết đúng hạn, năm 2026 ≥ 98 %", **values,
    )  # fmt: skip
    reported = PlanTarget.objects.create(
        order=20, metric="Giải ngân vốn", value=Decimal(95),
        expression="“Tỷ lệ giải ngân vốn”, năm 2026 ≥ 95 %", **values,
    )  # fmt: skip
    PlanTarget.objects.create(
        order=30, metric="Hồ sơ trực tuyến", value=Decimal(60), measured=True, confidence=0.6,
        expression="tỷ lệ hồ sơ trực tuyến, năm 2026 ≥ 60 %", **{**values, "decision": Decision.PROPOSED},
    )  # fmt: skip
    TargetReading.objects.create(
        target=reported,
        value=Decimal("61.5"),
        as_of=dt.date(2026, 3, 1),
        evidence=store.put(PDF, "application/pdf"),
        evidence_name="giai-ngan.pdf",
        at=timezone.now(),
        person_name="Người Thử",
        key="walk",
    )
    return counted, reported
