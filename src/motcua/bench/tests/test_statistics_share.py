# SPDX-License-Identifier: EUPL-1.2
"""Lives without what is done for figures alone lack just that, and the switch does not stay; pairs tell a share."""

from __future__ import annotations

import pytest
from django.db import connection

from motcua.bench.processor import Processor
from motcua.bench.statistics_share import Pair, Share, _without, around_median
from motcua.dossiers.models import Dossier, Event
from motcua.dossiers.tests.office import open_office


def _facts(dossier: Dossier) -> dict[str, object]:
    found: dict[str, object] = {}
    for event in Event.objects.filter(dossier=dossier):
        found |= {name: event.data[name] for name in ("timeliness", "digitisation") if event.data.get(name)}
    return found


@pytest.mark.django_db
def test_only_what_figures_need_is_left_out() -> None:
    office = open_office()
    with _without():
        bare = office.ready()
    whole = office.ready()
    assert bare.state == whole.state and bare.due_original == whole.due_original
    assert not _facts(bare)
    assert set(_facts(whole)) == {"timeliness", "digitisation"}


def test_a_share_is_the_median_of_pairs_whatever_one_of_them_says() -> None:
    pairs = [Pair(0.090, 0.0855)] * 9 + [Pair(0.4, 0.1), Pair(0.1, 0.4)]
    told = Share(tuple(pairs), folding=0.001, with_server=True).to_dict()
    assert (told["pairs"], told["act_ms"], told["share"]) == (11, 10.0, 0.05)
    assert told["share_between"] == [0.05, 0.05]
    assert told["folding_share"] == 0.1


@pytest.mark.parametrize(("count", "between"), [(10, (1, 8)), (11, (2, 8)), (100, (40, 59))])
def test_the_median_lies_between(count: int, between: tuple[int, int]) -> None:
    assert around_median(count) == between


@pytest.mark.django_db
def test_what_the_server_works_counts() -> None:
    spent = Processor.of_connection()
    assert spent.backend is not None
    began, own = spent(), Processor(None)
    own_began = own()
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from generate_series(1, 1000000)")
    assert spent() - began > own() - own_began + 0.01
