# SPDX-License-Identifier: EUPL-1.2
"""The demonstration does what it promises, on the real units and procedures of the project."""

import json
from pathlib import Path

import pytest
from django.utils import timezone

from motcua.demo import rooms
from motcua.demo.life import Step, line_of, walk
from motcua.demo.queue import fill_queues
from motcua.demo.setup import set_up
from motcua.dossiers.models import Applicant, Dossier, Event
from motcua.law.statuses import SETTLED, State
from motcua.organisations.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage() -> None:
    set_up()


@pytest.mark.usefixtures("stage")
def test_one_dossier_walks_from_the_counter_to_the_result(tmp_path: Path) -> None:
    told: list[Step] = []
    now = timezone.now()
    story = walk(now, tmp_path, told.append)
    assert story.dossier.national_status == 10
    assert [step.act.value for step in told] == [
        "receive",
        "transfer",
        "assign",
        "ask_supplement",
        "supplement",
        "draft",
        "submit",
        "sign",
        "number",
        "make_ready",
        "return_at_counter",
    ]
    # The supplement counts the limit anew, so the promise moves, and both times the reader is told why.
    assert told[4].due_at is not None and told[0].due_at is not None
    assert told[4].due_at > told[0].due_at
    assert told[0].why and told[4].why
    assert all(line_of(step) for step in told)
    assert all(path.read_bytes().startswith(b"%PDF") for path in story.files)
    assert {path.name.split("-")[0] for path in story.files} == {
        "receipt",
        "supplement_request",
        "control_slip.pdf",
        "result.pdf",
    }
    whole = json.loads(json.dumps(story.to_dict(now)))
    assert whole["due_at"].endswith("+07:00")
    assert whole["explanation"]["sentences"]


@pytest.mark.usefixtures("stage")
def test_queues_hold_every_kind_of_dossier() -> None:
    now = timezone.now()
    assert fill_queues(now) > 20
    assert rooms.has_queues()
    states = {State(state) for state in Dossier.objects.values_list("state", flat=True)}
    assert {
        State.SUBMITTED,
        State.RECEIVED,
        State.ASSIGNED,
        State.SUBMITTED_TO_HEAD,
        State.RESULT_READY,
    } <= states
    assert not states <= SETTLED
    moved = Event.objects.get(act="move_to_successor").dossier
    assert moved.rule_set == "nd61-2018-qd20"
    assert moved.form_set == "tt01_2018"
    assert moved.competent_unit.code == "tu-ky.ubnd"


@pytest.mark.usefixtures("stage")
def test_everybody_is_marked_as_made_up() -> None:
    fill_queues(timezone.now())
    assert not Person.objects.filter(is_made_up=False).exists()
    assert not Applicant.objects.filter(is_made_up=False).exists()


@pytest.mark.usefixtures("stage")
def test_setting_up_again_changes_nothing() -> None:
    people = Person.objects.count()
    assert set_up() is False
    assert Person.objects.count() == people
