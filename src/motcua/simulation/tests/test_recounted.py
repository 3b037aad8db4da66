# SPDX-License-Identifier: EUPL-1.2
"""Two thousand simulated lives of both eras, folded for the most part: every figure is what a recount finds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

import pytest
from django.db import connection
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from motcua.catalogue.own_data import load_procedures
from motcua.dossiers.models import Dossier
from motcua.law.clock import VIETNAM
from motcua.law.judging import Policy
from motcua.organisations.loading import load_units
from motcua.organisations.models import Succession, Unit
from motcua.simulation import simulate
from motcua.statistics import By, Counting, M, Question, ask
from motcua.statistics.folding import fold_dossiers
from motcua.statistics.tests.recount import Life, recount, with_events
from motcua.statistics.tests.test_recount import COMPARED
from motcua.statistics.window import window_of

pytestmark = [pytest.mark.django_db, pytest.mark.longest]

DOSSIERS = 2000
FIRST = dt.date(2025, 3, 1)
UNTIL = dt.datetime(2026, 2, 27, 16, 0, tzinfo=VIETNAM)
LEFT_OUT = {M.DIGITISED, M.NOT_DIGITISED, M.MUST_PAY}
"""Told in the simulation by what an act keeps of digitisation and fees, which the plain recount does not read."""


@dataclass(frozen=True)
class World:
    """What was simulated, with every event; which units settle; who follows whom."""

    lives: list[Dossier]
    units: list[int]
    lineage: dict[int, tuple[int, ...]]
    followers: dict[int, tuple[int, dt.date]]


@pytest.fixture
def world(db: None) -> World:
    load_units()
    load_procedures()
    simulate(DOSSIERS, FIRST, UNTIL, seed=11, password="x", processes=1)
    lives = with_events()
    folded = Random(3).sample([life.pk for life in lives], DOSSIERS * 9 // 10)  # noqa: S311
    _forget()
    for place in range(0, len(folded), 500):
        fold_dossiers(folded[place : place + 500])
    units = {pk: tuple(unit.lineage) for unit in Unit.objects.all() for pk in [unit.pk]}
    settling = {life.competent_unit_id for life in lives}
    found = Succession.objects.filter(successor__isnull=False).order_by("-id")
    followers = {one.predecessor_id: (one.successor_id or 0, one.effective_on) for one in found}
    asked = sorted({pk for unit in settling for pk in units[unit]})
    return World(lives, asked, units, followers)


def _forget() -> None:
    """The tables as before any folding: the simulation leaves them to a rebuild."""
    with connection.cursor() as cursor:
        for table in ("span", "cell", "late", "position"):
            cursor.execute(f"delete from statistics_{table}")  # noqa: S608


def test_every_figure_of_two_thousand_lives_is_what_a_recount_finds(world: World) -> None:
    @settings(
        max_examples=15,
        phases=[Phase.explicit, Phase.reuse, Phase.generate],
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(random=st.randoms(use_true_random=False))
    def figures(random: Random) -> None:
        _compare(_question(random, world), world)

    figures()


def _question(random: Random, world: World) -> Question:
    first = FIRST + dt.timedelta(days=random.choice([0, 14, 60, 122, 200, 289]))
    return Question(
        unit=random.choice(world.units),
        first=first,
        last=first + dt.timedelta(days=random.choice([0, 30, 89, 181, 364])),
        by=random.choice(
            [(), (By.VERSION,), (By.CHANNEL,), (By.OFFICER,), (By.AGENCY,), (By.AGENCY, By.VERSION)]
        ),
        policy=random.choice(list(Policy)),
        as_of=random.choice([None, UNTIL, dt.datetime(2025, 9, 3, 10, 30, tzinfo=VIETNAM)]),
        refusals=random.choice(list(Counting)),
        stops=random.choice(list(Counting)),
        successors=random.choice([False, True]),
    )


def _compare(question: Question, world: World) -> None:
    answer = ask(question)
    window = window_of(question, answer.as_of)
    paths = _paths(question, world)

    def key_of(life: Life, unit: int, officer: int, minute: int) -> tuple[object, ...] | None:
        path = paths.get(unit)
        if path is None:
            return None
        told = {
            By.AGENCY: path[-1],
            By.VERSION: life.dossier.procedure_version_id,
            By.CHANNEL: life.dossier.channel,
            By.OFFICER: officer,
        }
        return tuple(told[by] for by in question.by)

    found = recount(question, window.known, window.first, window.end, world.lives, key_of)
    rows = {tuple(key.value for key in row.keys): row for row in answer.rows}
    for keys in found.keys() | rows.keys():
        for measure in COMPARED:
            if measure in LEFT_OUT or (question.by_officer and measure in _STANDING):
                continue
            got = rows[keys][measure] if keys in rows else 0
            assert got == found.get(keys, {}).get(measure, 0), (question, keys, measure)


_STANDING = (M.OPEN, M.OVERDUE, M.WAITING, M.OPEN_IN_TIME, M.CARRIED)


def _paths(question: Question, world: World) -> dict[int, Sequence[int]]:
    """From the asked unit down to each below it; with successors, where each stands on the last day."""

    def now(unit: int) -> int:
        follower = world.followers.get(unit)
        return now(follower[0]) if question.successors and follower and follower[1] <= question.last else unit

    asked = now(question.unit)
    lines = {unit: [now(one) for one in (*world.lineage[now(unit)],)] for unit in world.lineage}
    return {unit: line[line.index(asked) :] for unit, line in lines.items() if asked in line}
