# SPDX-License-Identifier: EUPL-1.2
"""A simulated dossier is what the acts of the house would have made of the same plan, field by field."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from random import Random

import pytest
from django.db import connection, transaction

from motcua.catalogue.own_data import load_procedures
from motcua.documents import store
from motcua.dossiers.acts import ApplicantIn
from motcua.dossiers.audit import verify
from motcua.dossiers.models import Applicant, Dossier, Event, NumberSeries
from motcua.law.clock import VIETNAM
from motcua.law.statuses import State
from motcua.law.transitions import Act
from motcua.organisations.calendars import load_calendar
from motcua.organisations.loading import load_units
from motcua.organisations.models import Person
from motcua.simulation import SimulationRefused, loading, making, moments, run, simulate
from motcua.simulation.arrivals import Arrivals
from motcua.simulation.deeds import DEEDS, write
from motcua.simulation.lives import Life
from motcua.simulation.places import build_places
from motcua.simulation.planning import Planner
from motcua.simulation.scribing import Scribe
from motcua.simulation.series import Series
from motcua.simulation.tests.playing import Player, snapshot

pytestmark = pytest.mark.django_db

FIRST = dt.date(2025, 4, 1)
UNTIL = dt.datetime(2026, 9, 30, 16, 0, tzinfo=VIETNAM)
RESULT, SCAN = b"%PDF-1.4 result", b"%PDF-1.4 scan"


@pytest.fixture
def country() -> None:
    load_units()
    load_procedures()


def _planned(
    many: int, kept: int, first: dt.date = FIRST, until: dt.datetime = UNTIL, commune: int = 0
) -> tuple[making.Task, list[Life], dict[int, ApplicantIn]]:
    """Plan many lives and keep few, in the order of arrival: all acts are among them, and many different paths."""
    places = build_places(10 * many, commune + 1, Random(5), "x", first)[commune:]  # noqa: S311
    files = tuple(store.put(content, "application/pdf").sha256 for content in (RESULT, SCAN))
    (task,) = run._tasks(places, many, first, moments.of(until), 5, files)
    random, known = Random(task.seed), []  # noqa: S311
    making._applicants(task, random, known)
    told = {
        pk: ApplicantIn(one.name, one.identifier, one.kind, one.address, one.phone, is_made_up=True)
        for pk, one in known
    }
    calendar = load_calendar("vn-admin")
    arrivals = Arrivals(task.place, calendar, task.jobs, random)
    planner = Planner(task.place, calendar, random, task.files)
    lives = [life for _, life in arrivals.lives(planner, known, task.days, task.until)]
    chosen: dict[tuple[str, ...], int] = {}
    for number, life in enumerate(lives):
        chosen.setdefault(tuple(step.act for step in life.steps), number)
    covering = {next((number for path, number in chosen.items() if act in path), 0) for act in sorted(DEEDS)}
    others = list(chosen.values())[:: max(1, len(chosen) // kept)]
    kept_ones = sorted(covering | set(others))
    for number in kept_ones:
        lives[number].with_receipt = True
    return task, [lives[number] for number in kept_ones], told


def _load(task: making.Task, lives: list[Life], told: dict[int, ApplicantIn]) -> None:
    scribe, series = Scribe(load_calendar("vn-admin"), 1), Series({})
    for number, life in enumerate(lives, start=1):
        life.dossier_id = number
        life.code = series.code(life.office.desk, moments.date_of(life.steps[0].at))
        series.wait(life)
    ready = [life for life in lives if not life.waiting] + list(series.given())
    for life in ready:
        write(scribe, life)
    people = making._applicants(task, Random(task.seed), [])  # noqa: S311
    blocks = [people, making._block(scribe), making._counters(series.last)]
    assert sum(block.dossiers for block in loading.load(blocks, 0)) == len(lives)
    loading.set_sequences()


@pytest.mark.usefixtures("country")
def test_every_kind_of_path_is_written_as_the_acts_write_it() -> None:
    task, lives, told = _planned(6000, 70)
    assert {step.act for life in lives for step in life.steps} == set(DEEDS)
    _compare(task, lives, told)
    # The house goes on where the simulation ended.
    assert Dossier.objects.create(**_copied(Dossier.objects.latest("pk"))).pk == len(lives) + 1


@pytest.mark.usefixtures("country")
def test_agencies_that_get_new_codes_hand_over_as_the_acts_do() -> None:
    """September 2020: QĐ 20/2020/QĐ-TTg, and dossier codes of another form."""
    until = dt.datetime(2020, 10, 20, 16, 0, tzinfo=VIETNAM)
    task, lives, told = _planned(600, 12, dt.date(2020, 8, 20), until, commune=1)
    assert any(step.act is Act.MOVE_TO_SUCCESSOR for life in lives for step in life.steps)
    _compare(task, lives, told)
    codes = list(Dossier.objects.order_by("filed_at").values_list("code", flat=True))
    assert codes[0].startswith("001.00.01.H23-200820-")
    assert codes[-1].startswith("H23.101.01-2010")


def _compare(task: making.Task, lives: list[Life], told: dict[int, ApplicantIn]) -> None:
    """Play the lives through the acts, load them, and compare everything."""
    files = {hashlib.sha256(content).hexdigest(): content for content in (RESULT, SCAN)}
    with transaction.atomic():
        Player(told, files).play(lives)
        with connection.cursor() as cursor:
            cursor.execute("set constraints all immediate")
        real, numbers = (
            snapshot(),
            set(NumberSeries.objects.values_list("unit_id", "series", "period", "last")),
        )
        transaction.set_rollback(True)
    _load(task, lives, told)
    simulated = snapshot()
    assert list(simulated) == list(real)
    for code, told_of in real.items():
        for part, expected in told_of.items():
            assert simulated[code][part] == expected, (code, part)
    assert set(NumberSeries.objects.values_list("unit_id", "series", "period", "last")) == numbers
    report = verify()
    assert report.ok, report.broken[:3]
    assert report.dossiers == len(lives)


def _copied(dossier: Dossier) -> dict[str, object]:
    fields = {field.attname: getattr(dossier, field.attname) for field in Dossier._meta.concrete_fields}
    return {**fields, "id": None, "code": "khác"}


@pytest.mark.usefixtures("country")
def test_a_simulation_is_whole_believable_and_repeatable() -> None:
    with transaction.atomic():
        told = simulate(400, FIRST, UNTIL, seed=3, password="x", processes=1)
        first = snapshot()
        report = verify()
        states = Counter(Dossier.objects.values_list("state", flat=True))
        late = Dossier.objects.filter(ended_at__gt=models_due()).count()
        transaction.set_rollback(True)
    assert (told.dossiers, told.events, told.places) == (400, report.events, 1)
    assert report.ok, report.broken[:3]
    assert set(states) <= {state.value for state in State}
    assert states[State.RETURNED_AT_COUNTER] > 200
    assert 3 < late < 100
    open_ones = 400 - sum(
        states[state] for state in states if state.startswith(("returned", "withdrawn", "stopped", "refused"))
    )
    assert 1 <= open_ones < 100
    again = simulate(400, FIRST, UNTIL, seed=3, password="x", processes=1)
    assert again.events == told.events
    assert {code: one["row"]["due_original"] for code, one in snapshot().items()} == {
        code: one["row"]["due_original"] for code, one in first.items()
    }


def models_due() -> object:
    from django.db.models import F

    return F("due_original")


@pytest.mark.usefixtures("country")
def test_indexes_and_keys_are_as_they_were() -> None:
    def described() -> list[tuple[object, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(
                "select conrelid::regclass::text, conname, pg_get_constraintdef(oid) from pg_constraint "
                "where conrelid::regclass::text like 'dossiers_%' union all "
                "select tablename, indexname, indexdef from pg_indexes where tablename like 'dossiers_%' union all "
                "select tgrelid::regclass::text, tgname, tgenabled::text from pg_trigger "
                "where not tgisinternal order by 1, 2, 3"
            )
            return list(cursor.fetchall())

    before = described()
    simulate(50, FIRST, UNTIL, seed=1, password="x", processes=1)
    assert described() == before
    assert Event.objects.exists()


@pytest.mark.usefixtures("country")
def test_it_refuses_to_mix_with_real_people() -> None:
    Person.objects.create_person("that", "Người Thật", None)
    with pytest.raises(SimulationRefused):
        simulate(10, FIRST, UNTIL, seed=1, password="x", processes=1)
    Person.objects.all().delete()
    Applicant.objects.create(name="Người Thật", name_key="nguoi that")
    with pytest.raises(SimulationRefused):
        simulate(10, FIRST, UNTIL, seed=1, password="x", processes=1)


def test_it_refuses_what_cannot_be_made() -> None:
    for first in (dt.date(2017, 1, 1), dt.date(2030, 1, 1)):
        with pytest.raises(SimulationRefused):
            simulate(10, first, UNTIL, seed=1, password="x", processes=1)
    with pytest.raises(SimulationRefused):  # no units are loaded
        simulate(10, FIRST, UNTIL, seed=1, password="x", processes=1)
