# SPDX-License-Identifier: EUPL-1.2
"""The made-up year of the reform index: a result, a sheet half way, sections ranked; and done only once."""

import pytest
from django.utils import timezone

from motcua import demo
from motcua.reform import queries
from motcua.reform.models import ReformAssessment, ReformRound, RemedialTask, RemedyState, SheetState

pytestmark = pytest.mark.django_db


def test_the_year_of_the_reform_index() -> None:
    demo.set_up()
    now = timezone.now()
    assert demo.show_reform(now) and not demo.show_reform(now)
    states = list(ReformAssessment.objects.order_by("id").values_list("state", flat=True))
    assert states == [SheetState.FINAL, SheetState.SCORING, *[SheetState.FINAL] * 3]
    sections = ReformRound.objects.get(level="section")
    assert [row.place for row in queries.ranking(sections)] == [1, 2, 3]
    assert set(RemedialTask.objects.values_list("state", flat=True)) == {RemedyState.OPEN, RemedyState.DONE}
    current = ReformAssessment.objects.get(state=SheetState.SCORING)
    earlier = queries.year_before(current)
    assert current.unknown and earlier is not None and earlier.appraised_total is not None
