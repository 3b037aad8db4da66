# SPDX-License-Identifier: EUPL-1.2
"""Between midnight and seven the day in Vietnam is already the next one, while UTC still says yesterday."""

import datetime as dt

import pytest

from motcua.dossiers.models import Dossier
from motcua.dossiers.tests.office import Office, at
from motcua.law.report_windows import statistical_month_of
from motcua.law.roles import Role
from motcua.law.transitions import Act
from motcua.statistics import By, Question, ask
from motcua.web.effects import effect_of
from motcua.web.statistics import trend
from motcua.web.statistics.asking import Asked
from motcua.web.statistics.periods import Chosen
from motcua.web.tests.conftest import SignIn, set_clock


@pytest.mark.parametrize("path", ["/", "/nhac-viec/", "/ke-hoach/viec/"])
def test_a_page_names_the_new_day(
    path: str, office: Office, as_role: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_clock(monkeypatch, "2026-03-10 00:30")
    page = as_role(Role.SPECIALIST).get(path).content.decode()
    assert "10/03/2026" in page
    assert "09/03/2026" not in page


def test_a_new_dossier_is_told_the_rules_of_its_own_day() -> None:
    told = effect_of(Act.CORRECT, Dossier(), at("2026-08-05 00:30"))
    assert "309/2026" in told[1]
    assert "309/2026" not in effect_of(Act.CORRECT, Dossier(), at("2026-08-04 23:30"))[1]


def test_the_months_side_by_side_end_with_the_one_that_has_begun(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A month of statistics begins on the fifteenth."""
    asked: list[Question] = []

    def listening(question: Question) -> trend.Answer:
        asked.append(question)
        return ask(question)

    monkeypatch.setattr(trend, "ask", listening)
    now, day = at("2026-03-15 00:30"), dt.date(2026, 3, 15)
    window = Chosen("khac", dt.date(2026, 1, 1), dt.date(2026, 6, 30), "")
    units = ask(Question(unit=office.commune.pk, first=window.first, last=day, by=(By.UNIT,)))
    trend.multiples_of(Asked(office.commune.pk, window, now), units, now)
    assert {one.last for one in asked} == {statistical_month_of(day).last}
