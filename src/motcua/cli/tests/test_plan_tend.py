# SPDX-License-Identifier: EUPL-1.2
"""`motcua plan tend`: what it says, and that a second round has nothing to do."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from click.testing import CliRunner

from motcua.cli import plan_tend
from motcua.dossiers.tests.office import at, open_office
from motcua.plans.models import Decision, PlanTarget
from motcua.plans.tests.living import open_plan

pytestmark = pytest.mark.django_db


def test_the_command_tells_what_it_did(monkeypatch: pytest.MonkeyPatch) -> None:
    @contextmanager
    def running(**_settings: object) -> Iterator[None]:
        yield

    monkeypatch.setattr(plan_tend, "with_database", running)
    monkeypatch.setattr("django.utils.timezone.now", lambda: at("2026-06-10 08:00"))
    plan = open_plan(open_office()).plan
    wanted = {"metric": "Hoàn thành", "op": ">=", "value": 90, "unit": "%", "order": 10}
    told = "tỷ lệ nhiệm vụ hoàn thành, năm 2026 ≥ 90 %"
    decided = {"measured": True, "decision": Decision.ACCEPTED}
    PlanTarget.objects.create(plan=plan, expression=told, **wanted, **decided)
    first = CliRunner().invoke(plan_tend.tend_command, catch_exceptions=False).output
    assert "Việc: 1 mới, 0 đổi ngày, 0 dừng; 0 thư nhắc." in first
    assert "Chỉ tiêu: 1 đã xem, 1 ngày đã chốt." in first
    again = CliRunner().invoke(plan_tend.tend_command, catch_exceptions=False).output
    assert "Việc: 0 mới" in again and "Chỉ tiêu: 0 đã xem, 0 ngày đã chốt." in again
