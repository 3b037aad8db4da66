# SPDX-License-Identifier: EUPL-1.2
"""The made-up year of inspection: made once, quickly, with something in every state."""

import datetime as dt

import pytest
from django.utils import timezone

from motcua import demo
from motcua.demo import setup
from motcua.inspections.coverage import findings_overdue
from motcua.inspections.drawing import drawn_from_json
from motcua.inspections.models import ConclusionLetter, InspectionDraw, InspectionFinding, VisitState
from motcua.organisations.models import Unit
from motcua.registers import counts
from motcua.registers.models import Nonconformity

pytestmark = pytest.mark.django_db


def test_the_year_is_made_once() -> None:
    demo.set_up()
    now = timezone.now().replace(hour=3)
    assert demo.inspect_and_keep(now) and not demo.inspect_and_keep(now)
    committee = Unit.objects.get(code=setup.COMMITTEE)
    today = timezone.localdate(now)
    letter = ConclusionLetter.objects.select_related("visit").get()
    assert letter.visit.state == VisitState.CONCLUDED and letter.number.endswith("/TB-UBND")
    assert all(drawn_from_json(draw.content).holds() for draw in InspectionDraw.objects.all())
    assert findings_overdue(committee, today) == 1
    assert {one.state for one in InspectionFinding.objects.all()} == {"open", "answered"}
    year = (today - dt.timedelta(days=1)).year
    assert counts.publicity_items(committee, year) >= 1
    assert Nonconformity.objects.get().version.procedure_version is not None
