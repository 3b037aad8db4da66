# SPDX-License-Identifier: EUPL-1.2
"""When dossiers come in: growth over the years, seasons, days of the week, hours of the day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import accumulate
from random import Random
from typing import NamedTuple

import numpy as np

from motcua.law.working_time import Calendar
from motcua.simulation import moments
from motcua.simulation.lives import Life
from motcua.simulation.names import MadeUp
from motcua.simulation.offices import Place
from motcua.simulation.places import CHANGE
from motcua.simulation.planning import Planner
from motcua.simulation.work import Job

_MONTHS = (0.85, 0.75, 1.15, 1.05, 1.0, 1.05, 1.05, 1.2, 1.15, 1.0, 0.95, 0.9)
_WEEK = (1.25, 1.1, 1.0, 1.0, 0.85, 0.08, 0.04)
_GROWTH = 1.18  # a year
_TWO_LEVELS = 3.0  # what the communes took over on 1 July 2025
_HOURS = {7: 0.5, 8: 1.6, 9: 1.7, 10: 1.3, 11: 0.4, 13: 0.7, 14: 1.4, 15: 1.1, 16: 0.6}
_HOUR_NAMES, _UP_TO_HOUR = list(_HOURS), list(accumulate(_HOURS.values()))
_EVENING = (19, 20, 20, 21, 21, 22, 6, 12)


class Day(NamedTuple):
    """One day of a place: how many dossiers come, and the id of the first of them."""

    day: dt.date
    dossiers: int
    first_id: int


def days_between(first: dt.date, last: int) -> list[dt.date]:
    """All days from `first` to that of the moment `last`."""
    return [first + dt.timedelta(days=number) for number in range((moments.date_of(last) - first).days + 1)]


class Arrivals:
    """The dossiers of one place in the order in which they come in."""

    def __init__(self, place: Place, calendar: Calendar, jobs: list[Job], random: Random) -> None:
        self.place, self.calendar, self.random = place, calendar, random
        self.eras: dict[bool, tuple[list[Job], list[float]]] = {}
        for new in (False, True):
            found = [job for job in jobs if job.first_day < CHANGE or new]
            found = [job for job in found if job.last_day is None or not new]
            if not new:
                found = [job for job in found if job.last_day is not None]
            self.eras[new] = (found, list(accumulate(job.weight for job in found)))

    def counts(self, first: dt.date, last: int, dossiers: int, seed: int) -> list[int]:
        """How many come on each day from `first` up to the moment `last`; `dossiers` in all."""
        weights = np.array([self.weight(day, first) for day in days_between(first, last)])
        weights[-1] *= 0.5 if last % moments.DAY < 17 * 3600 else 1.0
        if last % moments.DAY < 9 * 3600:
            weights[-1] = 0.0
        return list(map(int, np.random.default_rng(seed).multinomial(dossiers, weights / weights.sum())))

    def weight(self, day: dt.date, first: dt.date) -> float:
        """How busy a day is beside others. Nothing comes before the office exists."""
        if self.place.office_on(day) is None:
            return 0.0
        busy: float = _GROWTH ** ((day - first).days / 365) * _MONTHS[day.month - 1] * _WEEK[day.weekday()]
        if day.weekday() < 5 and not self.calendar.tables.spans[moments.opening_of(day) // moments.DAY]:
            busy *= 0.05  # a public holiday: a few from home
        return busy * (_TWO_LEVELS if day >= CHANGE else 1.0)

    def of_day(self, day: dt.date, count: int, last: int) -> list[tuple[int, Job]]:
        """The moments and jobs of one day, in order."""
        jobs, upto = self.eras[day >= CHANGE]
        chosen = self.random.choices(jobs, cum_weights=upto, k=count)
        came = sorted(((self.moment(day, job), number) for number, job in enumerate(chosen)))
        return [(min(at, last), chosen[number]) for at, number in came]

    def moment(self, day: dt.date, job: Job) -> int:
        """A believable time of day: at the desk within its hours, from home at any."""
        random, opening = self.random, moments.opening_of(day)
        spans = self.calendar.tables.spans[opening // moments.DAY]
        if job.channel == "online" and (not spans or random.random() < 0.35):
            hour = random.choice(_EVENING)
            return opening + hour * 3600 + random.randrange(3600)
        (hour,) = random.choices(_HOUR_NAMES, cum_weights=_UP_TO_HOUR)
        second = hour * 3600 + int(random.random() * 3600)
        minute = second // 60
        if not spans:
            return opening + second
        for begin, end in spans:
            if minute < begin:
                return opening + begin * 60 + random.randrange(1800)
            if minute < end:
                return opening + second
        return opening + (spans[-1][1] - random.randrange(1, 60)) * 60

    def lives(
        self,
        planner: Planner,
        applicants: list[tuple[int, MadeUp]],
        plan: Iterable[Day],
        until: int,
    ) -> Iterator[tuple[int, Life]]:
        """Planned lives in the order of their arrival. On days off only online filings come in."""
        random, many = self.random, len(applicants)
        for day, count, first_id in plan:
            working = bool(self.calendar.tables.spans[moments.opening_of(day) // moments.DAY])
            for pk, (at, job) in enumerate(self.of_day(day, count, until), start=first_id):
                known = applicants[int(many * random.random() ** 1.4)]
                chosen = job if working or job.channel == "online" else self.online(day)
                life = planner.plan(chosen, known, at, until)
                life.dossier_id = pk
                yield at, life

    def online(self, day: dt.date) -> Job:
        """A job that can be filed from home."""
        jobs, upto = self.eras[day >= CHANGE]
        while True:
            (job,) = self.random.choices(jobs, cum_weights=upto)
            if job.channel == "online":
                return job
