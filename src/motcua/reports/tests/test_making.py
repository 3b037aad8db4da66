# SPDX-License-Identifier: EUPL-1.2
"""Golden figures of a small quarter made by real acts."""

import datetime as dt

import pytest

from motcua.dossiers.tests.office import Office
from motcua.reports.definitions import form_on
from motcua.reports.making import Order, make
from motcua.reports.periods import period_named
from motcua.reports.tests.cases import fill_quarter, open_commune


@pytest.fixture
def office(db: None) -> Office:
    return open_commune()


def order(office: Office, number: str = "II.06a", period: str = "2026-Q1") -> Order:
    span = period_named(period)
    return Order(form_on(number, span.last), office.committee, span)


def test_the_settling_form_counts_what_happened(office: Office) -> None:
    fill_quarter(office)
    report = make(order(office))
    total = {head.key: report.tables[0].total.value(head.key) for head in report.heads}
    print(total, [(c.words, c.left, c.right, c.lines) for c in report.checks], [ (r.key,r.label) for r in report.tables[0].rows])
    assert report.is_sound
