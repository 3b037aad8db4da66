# SPDX-License-Identifier: EUPL-1.2
"""Several questions at one moment, and lists of rows in time when units were merged."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.dossiers.tests.office import Office
from motcua.organisations.models import Unit
from motcua.statistics import By, M, Narrowing, Question, ask, in_state, listed, tally, together
from motcua.statistics.tests.test_recount import reorganise

pytestmark = pytest.mark.django_db


def question(office: Office, **changes: object) -> Question:
    days = {"first": dt.date(2026, 3, 1), "last": dt.date(2026, 3, 31)}
    return Question(**{"unit": office.commune.pk, **days, **changes})


def test_what_every_question_needs_is_looked_up_once(office: Office) -> None:
    office.ready()
    alone = ask(question(office)).total
    with CaptureQueriesContext(connection) as one:
        ask(question(office))
    with CaptureQueriesContext(connection) as five, together():
        answers = [ask(question(office)) for _ in range(5)]
    assert all(answer.total.figures == alone.figures for answer in answers)
    assert len(five) == len(one) + 4


def test_outside_of_the_block_an_act_is_seen_at_once(office: Office) -> None:
    office.received()
    with together():
        assert ask(question(office)).total[M.RECEIVED] == 1
    office.received()
    assert ask(question(office)).total[M.RECEIVED] == 2
    with pytest.raises(ZeroDivisionError), together():
        ask(question(office))
        raise ZeroDivisionError
    office.received()
    assert ask(question(office)).total[M.RECEIVED] == 3


def test_a_month_before_the_merger_opens_its_list(office: Office) -> None:
    """Asked for the quarter in which the units were merged, a row of an earlier month lists what it counts."""
    code = office.received(when="2026-03-10 09:00").code
    new = Unit.objects.get(pk__in=reorganise(office), code="t-ubnd-2")
    asked = question(office, unit=new.pk, last=dt.date(2026, 6, 14), successors=True)
    for by in (By.MONTH, By.DAY):
        row = next(row for row in ask(Question(**{**_facts(asked), "by": (by,)})).rows if row[M.RECEIVED])
        assert [one.code for one in listed(row.cell(M.RECEIVED)).rows] == [code]


def _facts(asked: Question) -> dict[str, object]:
    return {name: getattr(asked, name) for name in ("unit", "first", "last", "successors")}


def test_a_list_is_narrowed_with_its_number(office: Office) -> None:
    ready, started = office.ready(), office.received()
    cell = ask(question(office)).total.cell(M.RECEIVED)
    assert tally(cell, ["s.channel"]) == {("counter",): 2}
    assert tally(cell, [], in_state("result_ready")) == {(): 1}
    found = listed(cell, only=in_state("result_ready"))
    assert ([row.code for row in found.rows], found.total) == ([ready.code], 1)
    both = in_state("received") & Narrowing("s.dossier_id = %(pk)s", {"pk": started.pk})
    assert [row.code for row in listed(cell, only=both).rows] == [started.code]
    with pytest.raises(ValueError, match="state"):
        in_state("signed") & both
