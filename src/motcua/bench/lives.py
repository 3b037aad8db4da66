# SPDX-License-Identifier: EUPL-1.2
"""One complete life of a dossier, nine acts and nine events, as often as time allows."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone

from motcua.demo import setup
from motcua.demo.life import counter_case
from motcua.dossiers import acts
from motcua.dossiers.acts import ApplicantIn, Filing, PaperIn
from motcua.dossiers.acts.returning import Identification
from motcua.dossiers.models import Outcome
from motcua.dossiers.performing import Performed
from motcua.organisations.actors import Actor, actor_of
from motcua.organisations.models import Person, Unit

PROCEDURE = "1.004873"
EVENTS = 9


@dataclass(frozen=True, slots=True)
class Stage:
    """Everything a life needs, looked up once."""

    actors: dict[str, Actor]
    filing: Filing
    section: Unit
    handler: Person

    @classmethod
    def set(cls, worker: int) -> Stage:
        """The stage of one worker; each has an applicant of its own, as different citizens have."""
        day = timezone.localdate()
        case = counter_case(PROCEDURE, day)
        names = ("tiepnhan", "phong", "hotich", "chutich", "vanthu", "traketqua")
        return cls(
            actors={name: actor_of(setup.person(name), day) for name in names},
            filing=Filing(
                case=case,
                applicant=ApplicantIn("Người Đo Tốc Độ", f"0301950{worker:05d}", is_made_up=True),
                receiving_unit=Unit.objects.select_related("parent").get(code=setup.CENTRE),
                competent_unit=Unit.objects.get(code=setup.COMMITTEE),
                papers=[PaperIn("Tờ khai", originals=1)],
            ),
            section=Unit.objects.get(code=setup.OFFICE),
            handler=setup.person("hotich"),
        )


def life(stage: Stage) -> list[Callable[[], Performed]]:
    """The acts of one life in order; calling the first opens the dossier that the others go on with."""
    who, opened = stage.actors, [""]

    def receive() -> Performed:
        done = acts.receive(who["tiepnhan"], stage.filing)
        opened[0] = done.dossier.code
        return done

    return [
        receive,
        lambda: acts.transfer(who["tiepnhan"], opened[0], stage.section),
        lambda: acts.assign(who["phong"], opened[0], stage.handler),
        lambda: acts.draft(who["hotich"], opened[0], Outcome.GRANTED, "Đủ điều kiện giải quyết"),
        lambda: acts.submit(who["hotich"], opened[0]),
        lambda: acts.sign(who["chutich"], opened[0], ""),
        lambda: acts.number(who["vanthu"], opened[0], "GXN-UBND"),
        lambda: acts.make_ready(who["vanthu"], opened[0]),
        lambda: acts.return_at_counter(
            who["traketqua"], opened[0], "Người Đo Tốc Độ", Identification.RECEIPT
        ),
    ]


def live_for(seconds: float, worker: int) -> tuple[int, float]:
    """Live whole lives for about `seconds`; how many, and how long it really took."""
    stage = Stage.set(worker)
    for act in life(stage):  # the first life warms caches and is not counted
        act()
    began, lives = time.perf_counter(), 0
    while time.perf_counter() - began < seconds:
        for act in life(stage):
            act()
        lives += 1
    return lives, time.perf_counter() - began
