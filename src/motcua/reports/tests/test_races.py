# SPDX-License-Identifier: EUPL-1.2
"""Two who press at one moment at the same report."""

from __future__ import annotations

import pytest

from motcua.dossiers.tests.office import Office
from motcua.dossiers.tests.test_concurrency import at_once
from motcua.law.roles import Role
from motcua.reports import acts
from motcua.reports.errors import ReportRefused
from motcua.reports.models import ReportEdition, ReportState, ReportStep, StatutoryReport
from motcua.reports.tests.cases import fill_quarter, open_commune
from motcua.reports.tests.test_workflow import MORNING, order

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def office() -> Office:
    """The commune, committed."""
    made = open_commune()
    fill_quarter(made)
    return made


def test_a_report_is_prepared_and_sent_once(office: Office) -> None:
    control, head = office.actor(Role.CONTROL_OFFICER), office.actor(Role.AGENCY_HEAD)
    asked = order(office.committee)
    made = at_once(*[lambda: acts.prepare(control, asked, "same", MORNING)] * 4)
    assert len({one.pk for one in made}) == 1 and ReportEdition.objects.count() == 1
    report = made[0]
    sent = at_once(*[lambda key=key: acts.submit(head, report.pk, key, MORNING) for key in ("a", "b")])
    (refusal,) = [one for one in sent if isinstance(one, ReportRefused)]
    assert refusal.message and refusal.hint
    assert [isinstance(one, StatutoryReport) for one in sent].count(True) == 1
    assert ReportStep.objects.filter(act="submit").count() == 1


def test_who_sends_and_who_prepares_anew(office: Office) -> None:
    control, head = office.actor(Role.CONTROL_OFFICER), office.actor(Role.AGENCY_HEAD)
    asked = order(office.committee)
    report = acts.prepare(control, asked, "first", MORNING)
    at_once(
        lambda: acts.submit(head, report.pk, "send", MORNING),
        lambda: acts.prepare(control, asked, "again", MORNING),
    )
    report.refresh_from_db()
    assert report.state == ReportState.SUBMITTED
    sent = ReportStep.objects.get(act="submit")
    assert sent.edition == report.editions.latest("number"), "the edition that was sent is the last there is"
