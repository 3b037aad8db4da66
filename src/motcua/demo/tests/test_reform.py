# SPDX-License-Identifier: EUPL-1.2
"""The made-up year of the reform index: a result, a sheet half way, sections ranked."""

import pytest
from django.utils import timezone

from motcua.demo import rooms
from motcua.demo.reform import show_reform
from motcua.demo.setup import set_up
from motcua.reform import queries
from motcua.reform.models import ReformAssessment, ReformRound, RemedialTask, RemedyState, SheetState

pytestmark = pytest.mark.django_db


def test_the_year_of_the_reform_index() -> None:
    set_up()
    now = timezone.now()
    show_reform(now)
    assert rooms.has_reform()
    states = list(ReformAssessment.objects.order_by("id").values_list("state", flat=True))
    assert states == [SheetState.FINAL, SheetState.SCORING, *[SheetState.FINAL] * 3]
    sections = ReformRound.objects.get(level="section")
    assert [row.place for row in queries.ranking(sections)] == [1, 2, 3]
    assert set(RemedialTask.objects.values_list("state", flat=True)) == {RemedyState.OPEN, RemedyState.DONE}
    current = ReformAssessment.objects.get(state=SheetState.SCORING)
    earlier = queries.year_before(current)
    assert current.unknown and earlier is not None and earlier.appraised_total is not None
