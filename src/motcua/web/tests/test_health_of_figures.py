# SPDX-License-Identifier: EUPL-1.2
"""The page of the system's health says when figures are being made anew, and how far that is."""

from __future__ import annotations

import pytest
from django.db import connection
from django.utils import timezone

from motcua.dossiers.tests.office import open_office
from motcua.statistics.tests.folded import fold_all
from motcua.web.administration.health import Check, Wellness, checks

pytestmark = pytest.mark.django_db


def _told() -> Check:
    return next(check for check in checks(timezone.now()) if check.name == "Số liệu")


def test_a_rebuild_that_runs_is_told() -> None:
    office = open_office()
    first, last = office.received(), office.received()
    behind = _told()  # these were entered long ago and never folded
    assert behind.wellness is Wellness.WARN and "motcua statistics fold" in behind.todo
    fold_all()
    assert _told().wellness is Wellness.GOOD
    with connection.cursor() as cursor:
        cursor.execute(
            "update statistics_position set rebuilt_upto = %s",
            [first.pk],
        )
    told = _told()
    assert told.wellness is Wellness.WARN and told.todo
    assert f"{100 * first.pk // last.pk}%" in told.found
