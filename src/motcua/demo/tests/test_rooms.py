# SPDX-License-Identifier: EUPL-1.2
"""What the demonstration shows besides one dossier is made where it is missing, and only there."""

import pytest
from django.apps import apps
from django.utils import timezone

from motcua.demo.rooms import ROOMS, fill_rooms
from motcua.demo.setup import set_up

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
