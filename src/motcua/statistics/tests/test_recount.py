# SPDX-License-Identifier: EUPL-1.2
"""Random lives led by real acts, folded in random portions: every figure is what a recount of the raw events finds,
and every list has as many rows as its figure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from motcua.dossiers import acts
from motcua.dossiers.acts import PaperIn
from motcua.dossiers.errors import ActRefused
from motcua.dossiers.models import Dossier
from motcua.dossiers.performing import Call
from motcua.dossiers.tests.office import Office, at
from motcua.dossiers.tests.random_life import Life
from motcua.law.clock import DAY, to_date
from motcua.law.report_windows import statistical_month_of
from motcua.law.transitions import Act
from motcua.organisations.actors import SYSTEM, Actor
from motcua.organisations.calendars import load_calendar
from motcua.organisations.editions import content_of
from motcua.organisations.models import CalendarEdition, Position, Succession, Unit
from motcua.statistics import STOCKS, By, Cell, Counting, M, Policy, Question, ask, listed
from motcua.statistics.moments import together
from motcua.statistics.tests.folded import fold_all, fold_some
from motcua.statistics.tests.recount import Life as Retold
from motcua.statistics.tests.recount import recount, with_events
from motcua.statistics.window import window_of

MERGED = dt.date(2026, 4, 1)
DAYS = [dt.date(2026, 1, 5) + dt.timedelta(days=number) for number in range(0, 130, 3)]
NOW = at("2026-11-01 08:00")
HASTY = (Act.ASK_WITHDRAWAL, Act.ACCEPT_WITHDRAWAL, Act.STOP_ON_REQUEST, Act.REFUSE, Act.CLOSE_INCOMPLETE,
         Act.CONSULT, Act.RECALL_TRANSFER, Act.RECALL, Act.SEND_BACK)  # fmt: skip
COMPARED = [
    measure for measure in M
    if measure not in (M.FELL_DUE, M.LEFT_OVERDUE, M.FROM_DATABASE, M.NOT_FROM_DATABASE, M.FROM_DATABASE_KNOWN,
                       M.REUSED, M.NOT_REUSED, M.REUSE_KNOWN, M.PAID_ONLINE, M.NOT_PAID_ONLINE, M.PAYMENT_KNOWN)
]  # fmt: skip


class BusyLife(Life):
    """A life that also moves to the successor, follows a new calendar, and is written down late now and then."""

    edition: CalendarEdition
    people: dict[bool, dict[Any, Actor]]
    entered = at("2026-01-01 00:00")

    def begin(self) -> Any:
        """Received at the counter or from the post, or filed online, on a day of the first half of the year."""
        day = self.choose(DAYS)
        self.now = dt.datetime.combine(
            day, dt.time(self.choose((7, 9, 16)), 40), at("2026-01-01 00:00").tzinfo
        )
        office, reception = self.office, self.actor("reception_of_the_day")
        unit = self.place()
        filing = office.filing(
            self.choose(("certificate", "same_day", "rolling")),
            papers=[PaperIn("Tờ khai", originals=1)],
            receiving_unit=unit[0],
            competent_unit=unit[1],
            return_address="Thôn Thử",
        )
        how = self.choose(("receive", "post", "file"))
        if how == "file":
            done = acts.file(reception, filing, self.call())
        else:
            handed = self.now - dt.timedelta(hours=20) if how == "post" else None
            done = acts.receive(reception, filing, self.call(), handed_over_at=handed)
        self.performed.append(done)
        return done

    def place(self) -> tuple[Unit, Unit]:
        """Counter and agency of the day."""
        if self.now.date() < MERGED:
            return self.office.centre, self.office.committee
        return Unit.objects.get(code="t-centre-2"), Unit.objects.get(code="t-ubnd-2")

    def actor(self, who: Any) -> Actor:
        """Positions change once, on the day of the merger; an applicant is somebody else in each life."""
        known = self.people[self.now.date() >= MERGED]
        if who == "applicant":
            return self._actor(who)
        if who not in known:
            known[who] = self._actor(who)
        return known[who]

    def _actor(self, who: Any) -> Actor:
        if who == "reception_of_the_day":
            from motcua.law.roles import Role

            return super()._actor(Role.RECEPTION)
        return super()._actor(who)

    def call(self) -> Call:
        """Now and then written down late; what follows in the log was written down afterwards."""
        late = self.choose((0, 0, 0, 0, 0, 0, 9, 50))
        self.entered = max(self.entered, self.now + dt.timedelta(days=late))
        return Call(now=self.now, entered=self.entered if self.entered > self.now else None)

    def options(self, dossier: Dossier) -> list[tuple[Act, Actor]]:
        """What ends a life before its time is seldom done."""
        options = super().options(dossier)
        if self.choose(range(6)):
            options = [one for one in options if one[0] not in HASTY] or options
        return options

    def step(self) -> bool:
        if self.choose((False, False, False, True)):
            self.now += dt.timedelta(hours=self.choose((0, 5, 60)))
            try:
                if self.now.date() >= MERGED and self.choose((True, False)):
                    self.performed.append(
                        acts.move_to_successor(SYSTEM, self.dossier.code, "NQ thử", self.call())
                    )
                else:
                    self.performed.append(
                        acts.recalculate_due(SYSTEM, self.dossier.code, self.edition, self.call())
                    )
            except ActRefused:
                pass
            return True
        return super().step()


def reorganise(office: Office) -> list[int]:
    """From a day on another commune stands where the first one stood; the same people work there."""
    new: dict[int, Unit] = {}
    for unit in (office.commune, office.committee, office.centre, office.section, office.other_section):
        parent = new.get(unit.parent_id or 0, unit.parent)
        assert parent is not None
        new[unit.pk] = Unit.objects.create(
            code=f"{unit.code}-2", name=f"{unit.name} mới", name_key=unit.name_key, kind=unit.kind, parent=parent,
            ancestors=parent.lineage, letter_symbol=unit.letter_symbol, place_name="Mới", effective_from=MERGED,
            agency_code=unit.agency_code.replace("05", "06"),
        )  # fmt: skip
        unit.effective_to = MERGED - dt.timedelta(days=1)
        unit.save()
        Succession.objects.create(
            predecessor=unit, successor=new[unit.pk], kind="merged", effective_on=MERGED
        )
        for position in Position.objects.filter(unit=unit):
            position.pk, position.unit, position.effective_from = None, new[unit.pk], MERGED
            position.save()
    return [unit.pk for unit in new.values()]


def new_calendar() -> CalendarEdition:
    content = content_of(load_calendar("vn-admin"))
    off = {"kind": "holiday", "name": "Nghỉ", "source": "QĐ 1", "as_weekday": 1}
    content["days"] = [*content["days"], *({"date": f"2026-03-{day}", **off} for day in (11, 18, 25))]
    return CalendarEdition.objects.create(
        base="vn-admin", number=1, name="Thử", content=content, decision="QĐ 1", made_at=NOW
    )


@settings(
    max_examples=15,
    phases=[
        Phase.explicit,
        Phase.reuse,
        Phase.generate,
    ],  # what it draws is whole lives: shrinking takes too long
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
    ],
)
@given(random=st.randoms(use_true_random=False))
def test_every_figure_is_what_a_recount_finds_and_what_its_list_shows(office: Office, random: Any) -> None:
    with transaction.atomic():
        reorganise(office)
        edition = new_calendar()
        ids: list[int] = []
        people: dict[bool, dict[Any, Actor]] = {False: {}, True: {}}
        for _ in range(10):
            life = BusyLife(office, lambda options: random.choice(list(options)))
            life.edition, life.people = edition, people
            ids.append(life.begin().dossier.pk)
            for _ in range(random.randrange(3, 16)):
                if not life.step():
                    break
                if random.randrange(40) == 23:  # a chance of one in forty, whatever edges are tried first
                    fold_some(random.sample(ids, random.randint(1, len(ids))))
        if random.random() < 0.5:
            fold_all()
        lives = with_events()
        for number in range(8):
            _compare(_question(random, office), lives, opening=number < 1)
        transaction.set_rollback(True)
    load_calendar.cache_clear()


def _question(random: Any, office: Office) -> Question:
    new = {unit.code: unit.pk for unit in Unit.objects.filter(code__endswith="-2")}
    unit = random.choice(
        [
            office.commune.parent_id,
            office.commune.pk,
            office.committee.pk,
            new["t-commune-2"],
            new["t-ubnd-2"],
        ]
    )
    first = dt.date(2026, 1, 1) + dt.timedelta(days=random.choice([0, 14, 45, 73, 100, 118]))
    last = first + dt.timedelta(days=random.choice([0, 2, 31, 88, 180]))
    by = random.choice(
        [(), (), (By.UNIT,), (By.AGENCY,), (By.VERSION,), (By.CHANNEL,), (By.OFFICER,), (By.MONTH,), (By.DAY,),
         (By.AGENCY, By.VERSION), (By.OFFICER, By.CHANNEL), (By.MONTH, By.VERSION), (By.DAY, By.UNIT)]
    )  # fmt: skip
    as_of = random.choice(
        [None, None, NOW, at("2026-03-20 10:30"), at("2026-05-02 16:00"), at("2026-01-14 09:39")]
    )
    return Question(
        unit=unit,
        first=first,
        last=min(last, dt.date(2026, 10, 1)),
        by=by,
        policy=random.choice(list(Policy)),
        as_of=as_of,
        refusals=random.choice(list(Counting)),
        stops=random.choice(list(Counting)),
        successors=random.choice([False, False, True]),
        channels=random.choice([(), (), ("counter",)]),
    )


def _compare(question: Question, lives: Sequence[Dossier], *, opening: bool) -> None:
    answer = ask(question)
    window = window_of(question, NOW)
    by_day = [by for by in question.by if by in (By.DAY, By.MONTH)]
    paths = _paths(question)

    def key_of(life: Retold, unit: int, officer: int, minute: int) -> tuple[object, ...] | None:
        path = paths.get(unit)
        if path is None or (question.channels and life.dossier.channel not in question.channels):
            return None
        return tuple(_key(by, life, path, officer, minute) for by in question.by)

    found = recount(question, window.known, window.first, window.end, lives, key_of)
    rows = {tuple(key.value for key in row.keys): row for row in answer.rows}
    for keys in found.keys() | rows.keys():
        for measure in COMPARED:
            if measure in STOCKS and (question.by_officer or by_day):
                continue
            got = rows[keys][measure] if keys in rows else 0
            assert got == found.get(keys, {}).get(measure, 0), (question, keys, measure)
    if not question.by_officer and rows:
        total = answer.total
        assert total[M.CARRIED] + total[M.RECEIVED] + total[M.MOVED_IN] == (
            total[M.ENDED] + total[M.MOVED_OUT] + total[M.OPEN]
        )
    if opening:
        with together():  # ⚡ as a page that shows many: what all of them have to know is looked up once
            _open(answer.rows[:3], answer.total)


def _key(by: By, life: Retold, path: Sequence[int], officer: int, minute: int) -> object:
    day = to_date(minute // DAY)
    match by:
        case By.UNIT:
            return path[1] if len(path) > 1 else path[0]
        case By.AGENCY:
            return path[-1]
        case By.VERSION:
            return life.dossier.procedure_version_id
        case By.CHANNEL:
            return life.dossier.channel
        case By.OFFICER:
            return officer
        case By.DAY:
            return day.isoformat()
        case _:
            return statistical_month_of(day).first.isoformat()


def _paths(question: Question) -> dict[int, tuple[int, ...]]:
    """From the asked unit down to each unit below it; with successors, where each stands on the last day."""
    units = {unit.pk: unit for unit in Unit.objects.all()}
    merged = question.successors and question.last >= MERGED
    followers = dict(Succession.objects.values_list("predecessor_id", "successor_id")) if merged else {}
    paths = {}
    for pk, unit in units.items():
        stands = units[followers.get(pk, pk)]
        line = [followers.get(one, one) for one in stands.lineage]
        asked = followers.get(question.unit, question.unit)
        if asked in line:
            paths[pk] = tuple(line[line.index(asked) :])
        elif question.unit == pk or question.unit in unit.ancestors:
            assert merged
    return paths


def _open(rows: Sequence[Any], total: Any) -> None:
    for row in (*rows, total):
        for measure in M:
            if (measure in STOCKS and row.question.by_officer) or "minutes" in measure:
                continue
            if row is not total and not row[measure]:
                continue  # the total tries whether what counts nothing lists nothing
            cell = Cell.of_token(row.cell(measure).to_token())
            page, count, after = listed(cell, limit=7), 0, None
            assert page.total == row[measure], (cell, page.total, row[measure])
            while after != "":
                count += len(page.rows)
                after = page.next
                if after:
                    page = listed(cell, after=after, limit=7)
            assert count == row[measure], cell
