# SPDX-License-Identifier: EUPL-1.2
"""Plans whole lives: what a dossier is about, and how far it has come by the end of the simulation."""

from __future__ import annotations

from random import Random
from zlib import crc32

from motcua.law.transitions import Act
from motcua.law.working_time import Calendar
from motcua.simulation import moments
from motcua.simulation.course import Course
from motcua.simulation.lives import Life
from motcua.simulation.names import MadeUp
from motcua.simulation.offices import Place
from motcua.simulation.work import Job

_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_PAIRS = tuple(one + other for one in _ALPHABET for other in _ALPHABET)  # by ten bits
_SCANS_SINCE = 2022
"""Papers handed in are scanned in the years after this one (commune level: NĐ 107/2021/NĐ-CP)."""
_RECEIPTS_KEPT = 14 * moments.DAY
_LAST = frozenset(
    {
        *(Act.RETURN_AT_COUNTER, Act.RETURN_BY_POST, Act.RETURN_ELECTRONICALLY),
        *(Act.REFUSE, Act.ACCEPT_WITHDRAWAL, Act.STOP_ON_REQUEST),
    }
)


class Planner:
    """Plans the lives of one place. Keeps nothing of a life once it is planned."""

    def __init__(self, place: Place, calendar: Calendar, random: Random, files: tuple[str, str]) -> None:
        self.place, self.calendar, self.tables, self.random = place, calendar, calendar.tables, random
        self.result, self.scan = files
        self.habit = 0.06 * (crc32(place.name.encode()) % 6)

    def plan(self, job: Job, applicant: tuple[int, MadeUp], at: int, until: int) -> Life:
        """A life that begins at `at`; what would come after `until` has not happened yet."""
        office = self.place.office_on(moments.date_of(at))
        if office is None:
            raise ValueError(f"{self.place.name} receives nothing on {moments.date_of(at)}")
        random = self.random
        pk, person = applicant
        by_post = random.random() < (0.5 if job.channel == "post" else 0.05)
        online = job.channel == "online" and random.random() < 0.6
        bits = random.getrandbits(50)
        life = Life(
            place=self.place,
            office=office,
            job=job,
            applicant_id=pk,
            applicant=person,
            secret=_secret(bits),
            return_channel="online" if online else "post" if by_post else "counter",
            return_address="" if online or not by_post else f"Theo địa chỉ đã đăng ký, {self.place.name}",
            subject="" if random.random() < 0.8 else f"{job.name[:80]} cho {person.name}",
            papers=job.papers,
            scan=self.scan if job.channel == "online" or self._digitises(at, bits) else "",
        )
        Course(self.place, self.calendar, self.random, self.result, life, at).live()
        if life.steps[-1].at > until:
            life.steps = [step for step in life.steps if step.at <= until]
        life.with_receipt = life.steps[-1].act not in _LAST or life.steps[-1].at > until - _RECEIPTS_KEPT
        life.waiting = len([1 for step in life.steps if step.series is not None])
        return life

    def _digitises(self, at: int, bits: int) -> bool:
        """Whether the desk scans papers that are handed in: one does so more than another, each more every year.

        Told from bits of the secret, so that everything else that is drawn stays as it is.
        """
        years = max(0, moments.date_of(at).year - _SCANS_SINCE)
        return years > 0 and (bits & 1023) < 1024 * min(0.85, self.habit + 0.1 * years)


def _secret(bits: int) -> str:
    """Ten letters and digits out of fifty random bits."""
    return (
        _PAIRS[bits & 1023]
        + _PAIRS[bits >> 10 & 1023]
        + _PAIRS[bits >> 20 & 1023]
        + _PAIRS[bits >> 30 & 1023]
        + _PAIRS[bits >> 40]
    )
