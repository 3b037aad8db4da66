# SPDX-License-Identifier: EUPL-1.2
"""Everything of one place as blocks of COPY text. Asks no database, so that it can run in a process of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from motcua.organisations.calendars import load_calendar
from motcua.simulation import moments, names
from motcua.simulation.arrivals import Arrivals, Day
from motcua.simulation.copying import escaped
from motcua.simulation.deeds import write
from motcua.simulation.offices import Place
from motcua.simulation.planning import Planner
from motcua.simulation.scribing import COLUMNS, Scribe
from motcua.simulation.series import Key, Series
from motcua.simulation.work import Job

APPLICANT_COLUMNS = (
    "id",
    "kind",
    "identifier",
    "name",
    "name_key",
    "address",
    "phone",
    "email",
    "is_made_up",
)
SERIES_COLUMNS = ("unit_id", "series", "period", "last")
_LIVES_AT_ONCE = 1000
_LIVES_NEAR = 50  # ⚡ whose text is made into bytes while the processor still has it near


@dataclass(frozen=True, slots=True)
class Task:
    """What one place has to make: how many dossiers, from which day up to which moment, under which ids."""

    place: Place
    jobs: list[Job]
    days: list[Day]
    until: int
    seed: int
    first_applicant_id: int
    first_request_id: int
    series: dict[Key, int]
    files: tuple[str, str]

    @property
    def applicants(self) -> int:
        """How many people of the place hand in dossiers."""
        return people_of(sum(one.dossiers for one in self.days))


def people_of(dossiers: int) -> int:
    """How many people hand in so many dossiers; on average each comes a little more than twice."""
    return max(1, dossiers * 9 // 20)


@dataclass(slots=True)
class Block:
    """Rows by table, as COPY text."""

    dossiers: int = 0
    events: int = 0
    rows: dict[str, tuple[tuple[str, ...], bytes]] = field(default_factory=dict)


def make(task: Task) -> Iterator[Block]:
    """The rows of one place, block by block, each after what it refers to."""
    random = Random(task.seed)  # noqa: S311  made-up lives, no secrets of anybody
    applicants: list[tuple[int, names.MadeUp]] = []
    yield _applicants(task, random, applicants)
    calendar = load_calendar(task.place.offices[-1].desk.calendar_code)
    arrivals = Arrivals(task.place, calendar, task.jobs, random)
    planner = Planner(task.place, calendar, random, task.files)
    series = Series(dict(task.series))
    scribe = Scribe(calendar, task.first_request_id)
    for at, life in arrivals.lives(planner, applicants, task.days, task.until):
        life.code = series.code(life.office.desk, moments.date_of(at))
        series.wait(life)
        if not life.waiting:
            write(scribe, life)
        for ready in series.given(at):
            write(scribe, ready)
        if scribe.lives >= _LIVES_NEAR:
            scribe.put_away()
            if scribe.written >= _LIVES_AT_ONCE:
                yield _block(scribe)
    for ready in series.given():
        write(scribe, ready)
    yield _block(scribe)
    yield _counters(series.last)


def _block(scribe: Scribe) -> Block:
    scribe.put_away()
    block = Block(scribe.written, scribe.events)
    for table, parts in scribe.parts.items():
        if parts:
            block.rows[table] = (COLUMNS[table], b"".join(parts))
            parts.clear()
    scribe.events = scribe.written = 0
    return block


def _applicants(task: Task, random: Random, known: list[tuple[int, names.MadeUp]]) -> Block:
    lines = []
    place = f"{task.place.name}, thành phố Hải Phòng"
    for pk in range(task.first_applicant_id, task.first_applicant_id + task.applicants):
        made = names.applicant(random, pk, place)
        known.append((pk, made))
        lines.append(
            f"{pk}\t{made.kind}\t{made.identifier}\t{made.name}\t{made.name_key}\t{escaped(made.address)}\t{made.phone}\t\tt\n"
        )
    return Block(rows={"dossiers_applicant": (APPLICANT_COLUMNS, "".join(lines).encode())})


def _counters(last: dict[Key, int]) -> Block:
    lines = [
        f"{unit}\t{escaped(series)}\t{period}\t{number}\n" for (unit, series, period), number in last.items()
    ]
    return Block(rows={"dossiers_numberseries": (SERIES_COLUMNS, "".join(lines).encode())})
