# SPDX-License-Identifier: EUPL-1.2
"""What the walk over all addresses needs for plans: one in force with a scanned page, who gets which page."""

from __future__ import annotations

import io

from django.urls import URLPattern
from django.utils import timezone
from PIL import Image

from motcua.documents import store
from motcua.law.roles import Role
from motcua.organisations.models import Person, Unit
from motcua.plans.models import (
    Decision,
    Plan,
    PlanFile,
    PlanReading,
    PlanState,
    PlanTask,
    PlanWarning,
    ReadingState,
)
from motcua.web.plans.urls import urlpatterns

PLANS_POST_ONLY = (*("plan_read_again", "plan_add_file", "plan_undo", "plan_decide", "plan_close"),)
PLANS_FILES = ("plan_file", "plan_picture", "plan_report_file")
"""Not pages."""
_NAMES = {route.name for route in urlpatterns if isinstance(route, URLPattern)}
_CONFIRM = {
    *("plan_confirm", "plan_add", "plan_sure", "plan_units", "plan_head", "plan_warnings"),
    *("plan_split", "plan_merge", "plan_force"),
}
PLANS_ROLES: dict[str, set[Role]] = {
    **{name: {Role.CONTROL_OFFICER, Role.AGENCY_HEAD} for name in _CONFIRM},
    "plan_new": {Role.CONTROL_OFFICER, Role.AGENCY_HEAD, Role.SECTION_HEAD, Role.CENTRE_HEAD},
}
_LINES = ("KẾ HOẠCH", "Kiểm soát thủ tục hành chính", "- Niêm yết thủ tục tại quầy", "Trước ngày 31/3/2026")


def plans_values(name: str | None) -> dict[str, object]:
    """Values for one address."""
    if name not in _NAMES or name in ("plans", "plan_new"):
        return {}
    plan = in_force()
    reading = plan.readings.get()
    return {
        "plan_id": plan.pk,
        "task_id": plan.tasks.earliest("id").pk,
        "file_id": reading.file_id,
        "reading_id": reading.pk,
        "number": 1,
    }


def in_force() -> Plan:
    """A plan of the committee with one page that came as a picture; made once."""
    found = Plan.objects.filter(symbol="KH-WALK").first()
    if found is not None:
        return found
    unit, person, now = Unit.objects.get(code="t-ubnd"), Person.objects.earliest("id"), timezone.now()
    plan = Plan.objects.create(
        unit=unit,
        state=PlanState.IN_FORCE,
        kind="Kế hoạch",
        number="1",
        symbol="KH-WALK",
        title="Kiểm soát thủ tục hành chính năm 2026",
        year=2026,
        created_at=now,
        put_in_force_at=now,
        put_in_force_by=person,
        legal_bases=[
            {"type": "Nghị định", "number": "63/2010/NĐ-CP", "date": "2010-06-08", "issuer": "Chính phủ"}
        ],
        recipients=["Như trên", "Lưu: VT"],
    )
    picture = store.put(_picture(), "image/png")
    file = PlanFile.objects.create(
        plan=plan, file=picture, name="trang.png", media_type="image/png", added_at=now
    )
    reading = PlanReading.objects.create(
        plan=plan,
        file=file,
        state=ReadingState.DONE,
        asked_at=now,
        made_at=now,
        pages_done=1,
        pages_total=1,
        pages=[
            {
                "number": 1,
                "first": 1,
                "lines": list(_LINES),
                "boxes": [[100, 100 + 60 * at, 900, 140 + 60 * at] for at in range(len(_LINES))],
                "image": picture.sha256,
            }
        ],
    )
    place = {
        "lines": [3, 3],
        "page": 1,
        "raw": "- Niem yet thu tuc tai quay",
        "confidence": 0.8,
        "rule": "bullet",
    }
    values = {"plan": plan, "reading": reading, "source": {"content": place}, "confidence": 0.8}
    PlanTask.objects.create(
        order=10, content="Niêm yết thủ tục tại quầy; công khai trên trang tin", lead_text="Bộ phận Một cửa",
        section="II. Nội dung", due="2026-03-31", **values,
    )  # fmt: skip
    PlanTask.objects.create(
        order=20, content="Rà soát thủ tục", section="II. Nội dung", recurrence="quarterly",
        decision=Decision.ACCEPTED, offered={"reading": reading.pk, "due": "2026-09-30"}, **values,
    )  # fmt: skip
    PlanWarning.objects.create(plan=plan, reading=reading, words="Không đọc được tên người ký.")
    return plan


def _picture() -> bytes:
    target = io.BytesIO()
    Image.new("L", (210, 297), 245).save(target, "PNG")
    return target.getvalue()
