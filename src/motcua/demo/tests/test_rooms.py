# SPDX-License-Identifier: EUPL-1.2
"""What the demonstration shows besides one dossier is made where it is missing, and only there."""

import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone

from motcua.demo import rooms
from motcua.demo.plan import make_plan
from motcua.demo.queue import fill_queues
from motcua.demo.rooms import ROOMS, fill_rooms
from motcua.demo.setup import set_up
from motcua.demo.targets import make_targets
from motcua.dossiers.audit import current_generation
from motcua.statistics import FiguresBehind, amendments, folding
from motcua.statistics.position import Position

pytestmark = pytest.mark.django_db


def _rows() -> dict[str, int]:
    return {model._meta.label: model._base_manager.count() for model in apps.get_models()}


def test_every_room_is_filled_once() -> None:
    set_up()
    assert not any(is_filled() for is_filled, _, _ in ROOMS)
    now = timezone.now()
    fill_rooms(now)
    assert all(is_filled() for is_filled, _, _ in ROOMS)
    rows = _rows()
    fill_rooms(now)
    assert _rows() == rows


def test_figures_that_are_too_far_behind_are_made_first(monkeypatch: pytest.MonkeyPatch) -> None:
    set_up()
    now = timezone.now()
    fill_queues(now)
    make_plan(now)
    monkeypatch.setattr(amendments, "EVENTS", 10)
    with pytest.raises(FiguresBehind):
        make_targets(now)
    monkeypatch.setattr(folding, "safe_position", _behind_all)
    monkeypatch.setattr(rooms, "ROOMS", [room for room in ROOMS if room[0] is rooms.has_targets])
    fill_rooms(now)
    assert rooms.has_targets()


def _behind_all() -> Position:
    """Behind everything, what this test has not committed too."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_current_xact_id()::text::bigint + 1")
        (number,) = cursor.fetchone()
    return Position(current_generation(), int(number))
