# SPDX-License-Identifier: EUPL-1.2
"""The made-up year of inspection: with something in every state."""

import datetime as dt

import pytest
from django.utils import timezone

from motcua.demo import rooms, setup
from motcua.demo.inspecting import inspect_and_keep
from motcua.inspections.coverage import findings_overdue
from motcua.inspections.drawing import drawn_from_json
from motcua.inspections.models import ConclusionLetter, InspectionDraw, InspectionFinding, VisitState
from motcua.organisations.models import Unit
from motcua.registers import counts
from motcua.registers.models import Nonconformity

pytestmark = pytest.mark.django_db


def test_the_year_shows_every_state() -> None:
    setup.set_up()
    now = timezone.now().replace(hour=3)
    inspect_and_keep(now)
    assert rooms.has_inspections()
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
