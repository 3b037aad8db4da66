# SPDX-License-Identifier: EUPL-1.2
"""Lives without what is done for figures alone lack just that, and the switch does not stay."""

from __future__ import annotations

import pytest

from motcua.bench.statistics_share import Share, _without
from motcua.dossiers.models import Dossier, Event
from motcua.dossiers.tests.office import open_office

pytestmark = pytest.mark.django_db


def _facts(dossier: Dossier) -> dict[str, object]:
    found: dict[str, object] = {}
    for event in Event.objects.filter(dossier=dossier):
        found |= {name: event.data[name] for name in ("timeliness", "digitisation") if event.data.get(name)}
    return found


def test_only_what_figures_need_is_left_out() -> None:
    office = open_office()
    with _without():
        bare = office.ready()
    whole = office.ready()
    assert bare.state == whole.state and bare.due_original == whole.due_original
    assert not _facts(bare)
    assert set(_facts(whole)) == {"timeliness", "digitisation"}


def test_shares_are_parts_of_an_act() -> None:
    told = Share(act_ms=4.0, act_without_ms=3.8, folding_ms=0.4).to_dict()
    assert (told["share"], told["folding_share"]) == (0.05, 0.1)
