# SPDX-License-Identifier: EUPL-1.2
"""What the walk over all addresses needs for the work on plans: one piece, owned, with evidence and a request."""

from __future__ import annotations

import datetime as dt

from django.urls import URLPattern
from django.utils import timezone

from motcua.documents import store
from motcua.law.roles import Role
from motcua.plans.acts.opening import open_works
from motcua.plans.models import EntryKind, TaskEntry, TaskWork, WorkState
from motcua.plans.work_links import token_for
from motcua.web.plans.work.urls import urlpatterns
from motcua.web.tests.plans_walk import in_force

PLAN_WORK_POST_ONLY = ("plan_works_save", "plan_works_forget", "plan_work_act")
PLAN_WORK_FILES = ("plan_works_file", "plan_work_file", "plan_meeting_file", "plan_coverage_file")
"""Not pages."""
PLAN_WORK_WITH_SECRET = ("plan_work_link",)
PLAN_WORK_ROLES = {"plan_ties": {Role.CONTROL_OFFICER, Role.AGENCY_HEAD}}
_NAMES = {*(route.name for route in urlpatterns if isinstance(route, URLPattern)), *PLAN_WORK_WITH_SECRET}


def plan_work_values(name: str | None) -> dict[str, object]:
    """Values for one address."""
    if name not in _NAMES:
        return {}
    work = owned()
    assert work.owner is not None
    return {
        "plan_id": work.plan_id,
        "work_id": work.pk,
        "entry_id": work.entries.get(file__isnull=False).pk,
        "work_act": "tien-do",
        "work_token": token_for(work, work.owner),
        "pk": 1,
    }


def owned() -> TaskWork:
    """Work of the plan of the walk, with an owner, a file and a request for more time; made once."""
    plan = in_force()
    found = TaskWork.objects.filter(plan=plan, owner__isnull=False).select_related("owner").first()
    if found is not None:
        return found
    now = timezone.now()
    open_works(plan.pk, now)
    work = TaskWork.objects.filter(plan=plan).select_related("owner").earliest("id")
    work.owner, work.state, work.percent = plan.put_in_force_by, WorkState.IN_PROGRESS, 40
    work.asked_due = (work.due or timezone.localdate(now)) + dt.timedelta(days=20)
    work.save()
    TaskEntry.objects.create(
        work=work,
        kind=EntryKind.PROGRESS,
        at=now,
        person=work.owner,
        person_name="Người Thử",
        percent=40,
        text="Đã làm một phần.",
        file=store.put(b"%PDF-1.4 walk", "application/pdf"),
        file_name="minh-chung.pdf",
        key="walk",
    )
    return work
