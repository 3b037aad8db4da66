# SPDX-License-Identifier: EUPL-1.2
"""Plans in templates: how sure a proposal is, a field of a task with its doubt, how a task stands, its pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.forms import BoundField
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from motcua.plans.models import Plan, PlanState, PlanTask
from motcua.plans.work_queries import TaskNow
from motcua.web.plans.cards import Sure
from motcua.web.plans.work.shown import state_of

register = template.Library()
_SIGNS = {"late": "?", "due-soon": "≈", "in-time": "✓"}


@register.simple_tag
def sure(how: Sure) -> SafeString:
    """How sure the reading is: sign, word, percent and colour together."""
    return format_html(
        '<span class="state state-{}"><span aria-hidden="true">{}</span>{} {} %</span>',
        how.tone,
        _SIGNS[how.tone],
        how.words,
        how.percent,
    )


@register.inclusion_tag("web/plans/_task_field.html")
def task_field(
    field: BoundField, doubts: Mapping[str, int] | None = None, raws: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """A field of a task or a head, with how surely it was read and the words it was read from."""
    doubt = (doubts or {}).get(field.name)
    described = [f"{field.auto_id}_doubt"] if doubt else []
    if field.errors:
        described.append(f"{field.auto_id}_error")
        field.field.widget.attrs["aria-invalid"] = "true"
    if described:
        field.field.widget.attrs["aria-describedby"] = " ".join(described)
    if doubt:
        field.field.widget.attrs["data-doubt"] = str(doubt)
    return {"field": field, "doubt": doubt, "raw": (raws or {}).get(field.name, "")}


@register.simple_tag
def task_state(now: TaskNow | None) -> SafeString:
    """How a task stands by now, with its share done."""
    if now is None or now.standing is None:
        return format_html('<span class="sub">{}</span>', _("chưa đến kỳ"))
    told = state_of(now.standing)
    done = format_html('<span class="sub">{} %</span>', now.percent) if 0 < now.percent < 100 else ""
    return format_html(
        '<span class="state state-{}"><span aria-hidden="true">{}</span>{}</span>{}',
        told.tone,
        told.icon,
        told.words,
        done,
    )


@register.simple_tag
def task_link(task: PlanTask, now: TaskNow | None) -> SafeString:
    """The words of a task; a link to its work where there is any."""
    words = task.content if len(task.content) <= 300 else f"{task.content[:299]}…"
    if now is None or not now.works:
        return format_html("{}", words)
    latest = next((one for one in reversed(now.works)), now.works[0])
    return format_html('<a href="{}">{}</a>', reverse("plan_work", args=[latest.pk]), words)


@register.inclusion_tag("web/plans/_pages.html")
def plan_pages(plan: Plan, current: str) -> dict[str, Any]:
    """The pages of a plan in force as tabs; `current` is the name of the route one stands on."""
    if plan.state not in (PlanState.IN_FORCE, PlanState.CLOSED):
        return {"pages": []}
    named = (
        ("plan", _("Nhiệm vụ")),
        ("plan_targets", _("Chỉ tiêu")),
        ("plan_meeting", _("Phiếu giao ban")),
        ("plan_coverage", _("Ai thực hiện")),
        ("plan_report", _("Báo cáo")),
    )
    pages = [(reverse(name, args=[plan.pk]), words, name == current) for name, words in named]
    pages.insert(1, (f"{reverse('plan_works')}?ke-hoach={plan.pk}", _("Tiến độ"), False))
    return {"pages": pages}
