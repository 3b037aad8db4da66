# SPDX-License-Identifier: EUPL-1.2
"""The plan of one life: which acts, when, by whom, with what. No rows, no events, no state of a database.

The same plan can be written down by `scribe` or played through the acts of the house; a test does both. The plan
follows working hours, seasons are the affair of `arrivals`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from random import Random
from typing import Any, TypeVar

from motcua.law.deadlines import Interval, due_at
from motcua.law.forms import FormRole, FormSet, form_of
from motcua.law.limits import LimitUnit
from motcua.law.rule_sets import EndOnRequest, rule_set_on
from motcua.law.transitions import Act
from motcua.law.working_time import Calendar
from motcua.organisations.models import Unit
from motcua.simulation import moments
from motcua.simulation.lives import Life, Step, first_due
from motcua.simulation.offices import SYSTEM_HAND, Hand, Place, Section, applicant_hand
from motcua.simulation.seasons import lateness_of
from motcua.simulation.words import DENIED, GRANTED, LATE, REASONS, REFUSALS, SYMBOLS, WITHDRAWALS

T = TypeVar("T")


class Course:
    """One life while it is being planned."""

    def __init__(
        self, place: Place, calendar: Calendar, random: Random, result: str, life: Life, at: int
    ) -> None:
        self.random, self.tables, self.calendar = random, calendar.tables, calendar
        self.life, self.job, self.at, self.result = life, life.job, at, result
        self.steps = life.steps
        self.chosen = random.random
        self.worked = self.tables.worked(at // 60)  # working minutes up to now
        self.office, self.place = life.office, place
        self.ended = False
        self.section: Section | None = None
        self.holder: Hand | None = None

    # What the parts below are made of.

    def do(self, act: Act, hand: Hand, series: tuple[int, str, int] | None = None, **told: Any) -> None:
        """Add a step now."""
        self.steps.append(Step(act, self.at, hand, told, series))

    def later(self, minutes: float) -> None:
        """Let working time pass, at least a minute of it."""
        self.reach(self.worked + max(1, round(minutes)))

    def reach(self, worked: int) -> None:
        """Let time pass until so many working minutes of the calendar are over; crosses the change when it comes."""
        if worked <= self.worked:
            worked = self.worked + 1
        within = self.tables.instant(worked) * 60 - 1 - int(self.chosen() * 59)
        at = max(within, self.at + 1)
        if self.at < self.office.until <= at:
            self.change()
        self.at = at
        # One minute less than `worked` was over when the minute began in which the act falls.
        self.worked = worked - 1 if at == within else self.tables.worked(at // 60)

    def one_of(self, many: Sequence[T]) -> T:
        """One of several, each as often as the others."""
        return many[int(self.chosen() * len(many))]

    def change(self) -> None:
        """The old units end: the dossier goes to those that follow (NQ 190/2025/QH15)."""
        self.at = max(self.at, self.office.until)
        new = self.place.following(self.office)
        self.do(Act.MOVE_TO_SUCCESSOR, SYSTEM_HAND, decision=self.office.ended_by, office=new)
        if self.section is not None:
            self.section = new.sections[self.job.section]
            if self.holder is not None:
                person = self.holder.person_id
                self.holder = next(hand for hand in self.section.specialists if hand.person_id == person)
        self.office = new

    def receiver(self) -> Hand:
        """Somebody at the desk."""
        return self.one_of(self.office.receivers)

    def signer(self) -> Hand:
        """A head who signs; deputies sign more often."""
        return self.one_of(self.office.signers)

    def specialist(self) -> Hand:
        """Whoever has the dossier."""
        if self.holder is None:
            raise ValueError("nobody was given the dossier yet")
        return self.holder

    def letter(self, role: FormRole, unit: Unit, received: dt.date | None = None) -> tuple[int, str, int]:
        """The series a letter takes its number from. Forms are those of the day of reception."""
        day = received or moments.date_of(self.at)
        form = form_of(FormSet(rule_set_on(day).form_set.value.value), role)
        return unit.pk, f"letter:{form.symbol}-{unit.letter_symbol}", moments.date_of(self.at).year

    def chance(self, probability: float) -> bool:
        """Whether something of this probability happens."""
        return self.chosen() < probability

    # The life itself.

    def live(self) -> None:
        """From the desk to the end."""
        self.open()
        if not self.ended:
            self.handle()
        while not self.ended and self.office.last_day is not None:
            self.change()

    def open(self) -> None:
        """Received at the counter or from the post; filed online first."""
        job = self.job
        if job.channel != "online":
            late_paper = len(job.papers) > 1 and self.chance(0.04)
            self.life.papers = job.papers[:-1] if late_paper else job.papers
            missing = job.missing_less if late_paper else job.missing
            self.received = self.at
            self.do(Act.RECEIVE, self.receiver(), missing=missing)
            return
        self.do(Act.FILE, applicant_hand(self.life.applicant.name))
        self.later(self.random.expovariate(1 / 140) + 5)
        draw = self.chosen()
        if draw < 0.05:
            items, reason = self.lacking(), self.one_of(REASONS)
            series = self.letter(FormRole.SUPPLEMENT_REQUEST, self.office.desk)
            forms = moments.date_of(self.at)
            self.do(Act.ASK_SUPPLEMENT_BEFORE_RECEPTION, self.receiver(), series, items=items, reason=reason)
            self.later(self.random.expovariate(1 / 900) + 30)
            if self.chance(0.25):
                series = self.letter(FormRole.REFUSAL, self.office.desk, forms)
                self.do(Act.REFUSE, self.receiver(), series, reason=REFUSALS[1])
                self.ended = True
                return
            self.do(Act.SUPPLEMENT_BEFORE_RECEPTION, self.receiver(), papers=items)
            self.later(self.random.expovariate(1 / 60) + 5)
        elif draw < 0.08:
            series = self.letter(FormRole.REFUSAL, self.office.desk)
            self.do(Act.REFUSE, self.receiver(), series, reason=REFUSALS[0])
            self.ended = True
            return
        self.received = self.at
        self.do(Act.TAKE_IN, self.receiver())

    def lacking(self) -> list[str]:
        """What a supplement asks for."""
        if len(self.life.papers) < len(self.job.papers):
            return [self.job.papers[-1].name]
        return ["Bản chính để đối chiếu"]

    def handle(self) -> None:
        """From the desk to the specialist, what may come between, and to the head."""
        self.measure()
        draw = self.chosen()
        if draw < 0.002:
            self.later(30)
            self.leave()
            return
        self.step(0.06)
        self.section = self.office.sections[self.job.section]
        self.do(Act.TRANSFER, self.receiver(), unit=self.section.unit_id, unit_name=self.section.name)
        self.step(0.12)
        self.holder = self.one_of(self.section.specialists)
        self.do(Act.ASSIGN, self.section.assigner, handler=self.holder)
        self.between(draw)
        if not self.ended:
            self.decide()

    def measure(self) -> None:
        """How much working time there is, and how much of it this dossier will take."""
        self.due = first_due(self.calendar, self.job, self.received // 60)
        self.begin = self.tables.worked(self.tables.effective(self.at // 60, self.job.cutoff_minute))
        self.span = max(40, self.tables.worked(self.due) - self.begin)
        late = self.place.lateness * self.job.lateness * lateness_of(moments.date_of(self.at))
        if self.chance(late):
            self.share = 1.03 + self.random.expovariate(2.5)
        else:
            self.share = self.random.betavariate(4.0, 2.2) * 0.97

    def step(self, part: float) -> None:
        """Go on until this part of the work is done, give or take."""
        jitter = 0.8 + 0.4 * self.chosen()
        self.reach(self.begin + round(self.span * self.share * part * jitter))

    def between(self, draw: float) -> None:
        """At most one thing that is out of the ordinary."""
        short = self.job.limit_unit == LimitUnit.SAME_DAY
        forgotten = len(self.life.papers) < len(self.job.papers)
        if forgotten or (draw < 0.06 and not short):
            self.supplement()
        elif draw < 0.08 and len(self.office.sections) > 1 and not short:
            self.consult()
        elif draw < 0.088:
            self.hand_on()
        elif draw < 0.094:
            self.leave()
        elif draw < 0.096 and not short:
            self.suspend()
        elif self.job.paid and self.office.accountant is not None and draw < 0.5:
            self.pay()

    def supplement(self) -> None:
        """Papers are missing: the clock stands, and begins anew when they are complete."""
        self.step(0.3)
        items = self.lacking()
        series = self.letter(FormRole.SUPPLEMENT_REQUEST, self.office.desk, moments.date_of(self.received))
        self.do(Act.ASK_SUPPLEMENT, self.specialist(), series, items=items, reason=self.one_of(REASONS))
        self.later(self.random.expovariate(1 / 1900) + 60)
        if self.chance(0.06):
            self.leave()
            return
        self.do(Act.SUPPLEMENT, self.receiver(), papers=items)
        self.received = self.at  # NĐ 61/2018 Đ.19.4: the limit is counted anew
        self.measure()

    def consult(self) -> None:
        """Another section is asked; the clock runs on."""
        others = [
            one for key, one in self.office.sections.items() if key != self.job.section and one.specialists
        ]
        if not others:
            return
        self.step(0.25)
        asked = self.one_of(others)
        place = self.office
        self.do(Act.CONSULT, self.specialist(), unit=asked.unit_id, unit_name=asked.name, hours=16,
                question="Đề nghị cho ý kiến về nội dung thuộc lĩnh vực của phòng")  # fmt: skip
        self.later(self.random.expovariate(1 / 500) + 20)
        if self.office is place:
            self.do(Act.ANSWER_CONSULTATION, self.one_of(asked.specialists), unit=asked.unit_id,
                    answer="Thống nhất với đề xuất")  # fmt: skip

    def hand_on(self) -> None:
        """Another specialist takes over."""
        section = self.section
        others = [one for one in section.specialists if one is not self.holder] if section else []
        if section is None or not others:
            return
        self.step(0.3)
        section = self.section or section
        before = self.specialist().person_id
        others = [one for one in section.specialists if one.person_id != before]
        if others:
            self.holder = self.one_of(others)
            self.do(
                Act.REASSIGN, section.assigner, handler=self.holder, reason="Cân đối khối lượng công việc"
            )

    def suspend(self) -> None:
        """Force majeure."""
        self.step(0.3)
        self.do(
            Act.SUSPEND,
            self.signer(),
            reason="Bão, ngập lụt",
            authority="Công điện về việc tạm dừng làm việc",
        )
        before, worked = self.at, self.worked
        self.later(480 * 3)
        self.do(Act.RESUME, self.signer())
        self.stood(before, worked)

    def pay(self) -> None:
        """A financial obligation; the clock stands until it is fulfilled."""
        self.step(0.35)
        amount = self.random.randrange(5, 400) * 10_000
        self.do(
            Act.ASK_PAYMENT,
            self.specialist(),
            amount=amount,
            reason="Lệ phí và nghĩa vụ tài chính theo thông báo",
        )
        before, worked = self.at, self.worked
        self.later(self.random.expovariate(1 / 1400) + 30)
        accountant = self.office.accountant
        if accountant is None:
            raise ValueError("nobody there who confirms payments")
        self.do(Act.CONFIRM_PAYMENT, accountant, evidence=f"BL-{self.random.randrange(100_000, 999_999)}")
        self.stood(before, worked)

    def stood(self, since: int, worked: int) -> None:
        """The clock stood until now, since `worked` minutes were over: the due date moves, and so does the work."""
        self.begin += self.worked - worked
        pause = Interval(moments.moment(since), moments.moment(self.at))
        received = moments.moment(self.received)
        due = due_at(
            self.calendar,
            received,
            self.job.limit,
            mode=self.job.mode,
            cutoff=self.job.cutoff,
            pauses=[pause],
        )
        self.due = moments.of(due) // 60

    def leave(self) -> None:
        """The applicant goes: withdraws, or asks to stop where the law knows a stop notice."""
        reason = self.one_of(WITHDRAWALS)
        first_day = moments.date_of(
            next(step.at for step in self.life.steps if step.act in (Act.RECEIVE, Act.TAKE_IN))
        )
        stops = rule_set_on(first_day).end_on_request.value is EndOnRequest.STOP_NOTICE
        if stops and self.chance(0.5):
            has_form = rule_set_on(first_day).form_set.value is FormSet.TT03_2025
            series = self.letter(FormRole.STOP_NOTICE, self.office.desk, first_day) if has_form else None
            self.do(Act.STOP_ON_REQUEST, self.receiver(), series, reason=reason)
            self.ended = True
            return
        self.do(Act.ASK_WITHDRAWAL, self.receiver(), reason=reason)
        self.later(self.random.expovariate(1 / 300) + 20)
        self.do(Act.ACCEPT_WITHDRAWAL, self.receiver())
        self.ended = True

    def decide(self) -> None:
        """Draft, signature, number, seal, return."""
        began = len(self.life.steps)
        self.step(0.7)
        denied = self.chance(0.02)
        electronic = self.life.return_channel == "online" and not denied
        self.draft(denied=denied, electronic=electronic)
        self.step(0.78)
        self.do(Act.SUBMIT, self.specialist())
        if self.chance(0.015):
            self.later(60)
            self.do(Act.SEND_BACK, self.signer(), reason="Sửa lại căn cứ pháp lý")
            self.later(90)
            self.draft(denied=denied, electronic=electronic)
            self.later(15)
            self.do(Act.SUBMIT, self.specialist())
        self.step(0.9)
        self.do(Act.SIGN, self.signer())
        self.step(0.96)
        symbol = SYMBOLS.get(self.job.field_code, "UBND")
        series = (self.office.agency.pk, f"letter:{symbol}", moments.date_of(self.at).year)
        self.do(Act.NUMBER, self.office.clerk, series, symbol=symbol)
        self.step(1.0)
        self.do(Act.MAKE_READY, self.office.clerk)
        if self.at // 60 > self.due and self.chance(0.7):
            self.apologise(began)
        self.give_back(electronic=electronic)

    def draft(self, *, denied: bool, electronic: bool) -> None:
        """The specialist drafts; only what is given back electronically has a file."""
        outcome, words = ("refused", DENIED) if denied else ("granted", GRANTED)
        self.do(Act.DRAFT, self.specialist(), outcome=outcome, summary=self.one_of(words),
                sha256=self.result if electronic else "")  # fmt: skip

    def apologise(self, began: int) -> None:
        """The head apologises, in time or not, for a dossier that will be late."""
        steps = self.life.steps
        ready = self.at
        before_due = self.tables.days[self.tables.upto[self.due // 1440 - 1] - 1] * moments.DAY + 15 * 3600
        at = before_due if self.chance(0.6) else (self.due + 20) * 60
        low, high = steps[began].at, ready - 60
        if high <= low:
            return
        at = min(max(at, low + 1), high)
        index = next(place for place in range(began, len(steps)) if steps[place].at > at)
        office = self.place.office_on(moments.date_of(at)) or self.office
        promise = self.tables.closing_on_or_after(max(ready // moments.DAY, self.due // 1440) + 1)
        first_day = moments.date_of(next(step.at for step in steps if step.act in (Act.RECEIVE, Act.TAKE_IN)))
        form = form_of(FormSet(rule_set_on(first_day).form_set.value.value), FormRole.APOLOGY)
        series = (
            office.agency.pk,
            f"letter:{form.symbol}-{office.agency.letter_symbol}",
            moments.date_of(at).year,
        )
        told = {"reason": self.one_of(LATE), "new_due": promise}
        steps.insert(index, Step(Act.APOLOGISE, at, self.one_of(office.signers), told, series))

    def give_back(self, *, electronic: bool) -> None:
        """The result goes out; some are never collected."""
        if self.chance(0.004):
            return
        if electronic:
            self.later(5)
            self.do(Act.RETURN_ELECTRONICALLY, self.receiver())
        elif self.life.return_channel == "post":
            self.later(self.random.expovariate(1 / 200) + 20)
            self.do(Act.RETURN_BY_POST, self.one_of(self.office.givers),
                    consignment=f"EMS{self.random.randrange(10**8, 10**9)}VN")  # fmt: skip
        else:
            same_day = self.job.limit_unit == LimitUnit.SAME_DAY
            self.later(self.random.expovariate(1 / (40 if same_day else 900)) + 5)
            told = "identity_paper" if self.chance(0.1) else "receipt"
            self.do(Act.RETURN_AT_COUNTER, self.one_of(self.office.givers),
                    collected_by=self.life.applicant.name, identification=told)  # fmt: skip
        self.ended = True
