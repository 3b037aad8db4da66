# SPDX-License-Identifier: EUPL-1.2
"""Targets of the made-up plan: most of them counted from the dossiers of the demonstration, two reported by hand."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Final

from django.db import transaction
from django.utils import timezone

from motcua.demo import setup
from motcua.law.report_windows import statistical_month_of
from motcua.organisations.actors import actor_of
from motcua.plans.acts.target_values import Given, give
from motcua.plans.acts.targets import WantedTarget, add
from motcua.plans.models import Plan, PlanState
from motcua.plans.targets.keeping import keep

_COUNTED: Final = (
    ("Hồ sơ được giải quyết trước hạn, đúng hạn", "tỷ lệ hồ sơ giải quyết đúng hạn, năm {year} ≥ 98 %"),
    ("Không để hồ sơ đang giải quyết quá hạn", "số hồ sơ đang quá hạn, năm {year} = 0 hồ sơ"),
    ("Hồ sơ nộp trực tuyến", "tỷ lệ hồ sơ trực tuyến, năm {year} ≥ 60 %"),
    ("Hồ sơ được số hóa khi tiếp nhận", "tỷ lệ hồ sơ được số hóa, năm {year} = 100 %"),
    ("Mức độ hài lòng của người dân, doanh nghiệp", "mức độ hài lòng, năm {year} ≥ 90 %"),
    ("Hoàn thành nhiệm vụ của kế hoạch", "tỷ lệ nhiệm vụ hoàn thành, năm {year} = 100 %"),
)
_REPORTED: Final = (
    (
        "Giải ngân kinh phí cải cách hành chính",
        "“Tỷ lệ giải ngân kinh phí cải cách hành chính”, năm {year} ≥ 95 %",
        ((70, "41,5"), (35, "58"), (6, "76,25")),
    ),
    (
        "Sáng kiến cải cách hành chính",
        "“Số sáng kiến được công nhận”, năm {year} ≥ 3 sáng kiến",
        ((20, "1"),),
    ),
)


@transaction.atomic
def make_targets(now: dt.datetime) -> None:
    """Write the targets into the made-up plan in force."""
    plan = Plan.objects.select_related("unit").get(
        title__endswith=setup.MARK, unit__code=setup.COMMITTEE, state=PlanState.IN_FORCE
    )
    today = timezone.localdate(now)
    year = statistical_month_of(today).last.year
    control = actor_of(setup.person("kiemsoat"), today)
    issued = plan.put_in_force_at or now
    for number, (metric, sentence) in enumerate(_COUNTED):
        wanted = WantedTarget(metric, sentence.format(year=year), owner=plan.unit_id)
        keep(add(control, plan, wanted, f"minh-hoa-ct-{number}", now=issued), now)
    for number, (metric, sentence, values) in enumerate(_REPORTED):
        wanted = WantedTarget(metric, sentence.format(year=year), owner=plan.unit_id)
        target = add(control, plan, wanted, f"minh-hoa-bt-{number}", now=issued)
        for ago, value in values:
            moment = now - dt.timedelta(days=ago)
            given = Given(
                Decimal(value.replace(",", ".")),
                timezone.localdate(moment),
                note="Số liệu minh họa theo báo cáo tháng của kế toán",
            )
            give(control, target, given, f"minh-hoa-bt-{number}-{ago}", now=moment)
