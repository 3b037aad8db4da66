# SPDX-License-Identifier: EUPL-1.2
"""Figures of lives led by real acts, counted by hand."""

from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal

import pytest

from motcua.dossiers import acts
from motcua.dossiers.models import Outcome
from motcua.dossiers.tests.office import Office, at, on
from motcua.law.roles import Role
from motcua.statistics import (
    By,
    Cell,
    Counting,
    M,
    NotByOfficer,
    Policy,
    Question,
    QuestionRefused,
    ask,
    listed,
)
from motcua.statistics.questions import NotAsked

MARCH = {"first": dt.date(2026, 3, 1), "last": dt.date(2026, 3, 31)}


def _question(office: Office, **changes: object) -> Question:
    return Question(**{"unit": office.commune.pk, **MARCH, **changes})


def test_one_settled_dossier(office: Office) -> None:
    office.ready("2026-03-11 10:00")  # received on Monday the 9th at 10:00
    total = ask(_question(office)).total
    assert (total[M.RECEIVED], total[M.ENDED], total[M.OPEN], total[M.CARRIED]) == (1, 1, 0, 0)
    assert (total[M.ENDED_EARLY], total[M.SETTLED], total[M.REFUSED], total[M.MINUTES_TAKEN]) == (
        1,
        1,
        0,
        960,
    )
    earlier = ask(_question(office, last=dt.date(2026, 3, 10))).total
    assert (earlier[M.RECEIVED], earlier[M.ENDED], earlier[M.OPEN]) == (1, 0, 1)
    later = ask(_question(office, first=dt.date(2026, 3, 11))).total
    assert (later[M.RECEIVED], later[M.CARRIED], later[M.ENDED], later[M.OPEN]) == (0, 1, 1, 0)


def test_an_overdue_dossier_is_overdue_from_its_due_minute_on(office: Office) -> None:
    due = office.received(when="2026-03-09 10:00").due_original
    assert due is not None

    def overdue(moment: dt.datetime) -> tuple[int, int]:
        total = ask(_question(office, as_of=moment)).total
        return total[M.OVERDUE], total[M.OPEN_IN_TIME]

    assert overdue(due - dt.timedelta(minutes=1)) == (0, 1)
    assert overdue(due) == (1, 0)
    assert ask(_question(office)).total[M.FELL_DUE] == 1


def test_a_waiting_dossier_is_not_overdue(office: Office) -> None:
    code = office.assigned("2026-03-09 10:00").code
    acts.ask_supplement(office.actor(Role.SPECIALIST), code, ["A"], "thiếu", on("2026-03-10 09:00"))
    total = ask(_question(office)).total
    assert (total[M.OPEN], total[M.WAITING], total[M.OVERDUE], total[M.SUPPLEMENTS_ASKED]) == (1, 1, 0, 1)
    acts.supplement(office.actor(Role.RECEPTION), code, [], on("2026-03-20 09:00"))
    total = ask(
        _question(office)
    ).total  # counted anew from the 20th: due on the 25th, and nobody did anything
    assert (total[M.WAITING], total[M.OVERDUE], total[M.UNPAUSED]) == (0, 1, 1)


def test_what_is_withdrawn_is_judged_as_the_question_wishes(office: Office) -> None:
    code = office.assigned("2026-03-09 10:00").code
    acts.ask_withdrawal(office.actor(Role.RECEPTION), code, "đổi ý", on("2026-03-10 09:00"))
    acts.accept_withdrawal(office.actor(Role.RECEPTION), code, on("2026-03-30 09:00"))
    total = ask(_question(office)).total
    assert (total[M.ENDED], total[M.STOPPED], total[M.ENDED_NOT_TIMED], total[M.ENDED_EARLY]) == (1, 1, 1, 0)
    timed = ask(_question(office, stops=Counting.TIMED)).total  # the clock stood from the 10th on
    assert (timed[M.ENDED_NOT_TIMED], timed[M.ENDED_EARLY]) == (0, 1)
    habit = ask(_question(office, stops=Counting.AS_ON_TIME)).total
    assert (habit[M.ENDED_NOT_TIMED], habit[M.ENDED_ON_TIME]) == (0, 1)


def test_refused_before_reception_is_outside_all_columns(office: Office) -> None:
    reception = office.actor(Role.RECEPTION)
    code = acts.file(reception, office.filing(), on("2026-03-09 10:00")).dossier.code
    assert ask(_question(office)).total[M.FILED] == 1
    acts.refuse(reception, code, "không thuộc thẩm quyền", on("2026-03-09 11:00"))
    total = ask(_question(office)).total
    assert (total[M.NOT_RECEIVED], total[M.RECEIVED], total[M.ENDED], total[M.OPEN]) == (1, 0, 0, 0)


def test_a_late_entry_is_not_known_before_it_was_entered(office: Office) -> None:
    reception = office.actor(Role.RECEPTION)
    call = dataclasses.replace(on("2026-03-12 10:00"), entered=at("2026-04-10 09:00"))
    acts.receive(reception, office.filing(), call)
    then = ask(_question(office))
    assert (then.total[M.RECEIVED], then.later) == (0, 1)
    now = ask(_question(office, as_of=at("2026-04-10 09:00")))
    assert (now.total[M.RECEIVED], now.later) == (1, 0)


def test_a_figure_asked_for_alone_is_the_same_and_no_other_is_told(office: Office) -> None:
    office.ready("2026-03-11 10:00")
    office.received("same_day", "2026-03-16 09:00")
    code = office.assigned("2026-03-09 10:00").code
    acts.ask_payment(office.actor(Role.SPECIALIST), code, Decimal(1000), "lệ phí", on("2026-03-10 09:00"))
    question = _question(office, by=(By.UNIT,), first=dt.date(2026, 3, 10))
    everything = ask(question)
    assert everything.total[M.CARRIED] and everything.total[M.WAITING] and everything.total[M.OVERDUE]
    for measure in M:
        alone = ask(question, {measure})
        assert alone.total[measure] == everything.total[measure], measure
        assert {row.keys: row[measure] for row in alone.rows if row[measure]} == {
            row.keys: row[measure] for row in everything.rows if row[measure]
        }, measure
        other = next(one for one in M if one is not measure)
        with pytest.raises(NotAsked):
            alone.total[other]


def test_rows_add_up_and_every_figure_opens(office: Office) -> None:
    office.ready("2026-03-11 10:00")
    office.received("same_day", "2026-03-16 09:00")
    code = office.assigned("2026-03-09 10:00").code
    acts.ask_payment(office.actor(Role.SPECIALIST), code, Decimal(1000), "lệ phí", on("2026-03-10 09:00"))
    for by in (By.UNIT, By.FIELD, By.OFFICER, By.MONTH):
        question = _question(office, by=(by,))
        answer = ask(question)
        assert answer.rows
        for measure in M:
            if by is By.OFFICER and measure in (M.OPEN, M.OVERDUE, M.WAITING, M.CARRIED, M.OPEN_IN_TIME):
                with pytest.raises(NotByOfficer):
                    answer.rows[0][measure]
                continue
            if measure not in (M.OPEN, M.OVERDUE, M.WAITING, M.CARRIED, M.OPEN_IN_TIME):
                assert sum(row[measure] for row in answer.rows) == answer.total[measure], (by, measure)
            if "minutes" in measure:
                continue
            for row in (*answer.rows[:2], answer.total):
                cell = Cell.of_token(row.cell(measure).to_token())
                page = listed(cell, limit=1)
                assert page.total == row[measure], (by, measure, row.keys)
                rows = list(page.rows)
                while page.next:
                    page = listed(cell, after=page.next, limit=1)
                    rows += page.rows
                assert len(rows) == row[measure], (by, measure, row.keys)


def test_a_broken_link_says_so(office: Office) -> None:
    token = ask(_question(office)).total.cell(M.ENDED).to_token()
    assert Cell.of_token(token).question == _question(office)
    for broken in ("", "x", token[:-6], token[::-1]):
        with pytest.raises(QuestionRefused):
            Cell.of_token(broken)


def test_policies_are_counted_side_by_side(office: Office) -> None:
    code = office.submitted(
        "2026-03-10 10:00", Outcome.REFUSED
    ).code  # received on the 9th, due on the 12th at the close
    acts.sign(office.actor(Role.AGENCY_HEAD), code, "", on("2026-03-12 09:00"))
    acts.number(office.actor(Role.CLERK), code, "UBND", on("2026-03-12 09:00"))
    acts.make_ready(office.actor(Role.CLERK), code, on("2026-03-12 09:00"))
    found = {policy: ask(_question(office, policy=policy)).total for policy in Policy}
    assert found[Policy.DATE][M.ENDED_ON_TIME] == 1
    assert found[Policy.INSTANT][M.ENDED_EARLY] == 1
    assert found[Policy.HALF_DAY][M.ENDED_EARLY] == 1
    assert found[Policy.INDEX766][M.ENDED_ON_TIME] == 1
    assert all(total[M.REFUSED] == 1 and total[M.ENDED_LATE] == 0 for total in found.values())
