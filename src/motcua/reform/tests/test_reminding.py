# SPDX-License-Identifier: EUPL-1.2
"""Remedial tasks are reminded of by the policy every other work has; two rounds at once tell it once."""

import datetime as dt
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.desk.models import Mail
from motcua.dossiers.tests.office import at
from motcua.organisations.models import Person
from motcua.reform import acts
from motcua.reform.acts.remedies import Owner
from motcua.reform.reminding import write_reminders
from motcua.reform.tests.year import NOW, Year, filled, opened, sheet_of


def given(year: Year, owner: Owner, due: dt.date, key: str) -> int:
    committee = year.office.committee
    if key == "a":
        filled(year, sheet_of(opened(year), committee))
    sheet = committee.reform_assessments.get()
    return acts.add_remedy(year["control"], sheet.pk, "2.2", "Lập lịch nhắc báo cáo", owner, due, key, NOW).pk


def told_at(moment: str) -> dict[str, str]:
    """Who gets a new mail, with its subject."""
    known = set(Mail.objects.values_list("pk", flat=True))
    write_reminders(at(moment))
    return dict(Mail.objects.exclude(pk__in=known).values_list("person__username", "subject"))


def test_a_remedial_task_is_reminded_of_and_escalated(year: Year, settings: Any) -> None:
    settings.MAIL_ENABLED = True
    for person in Person.objects.all():
        person.email = f"{person.username}@example.org"
        person.save(update_fields=["email"])
    worker = Person.objects.get(pk=year["worker"].person_id)
    pk = given(year, Owner(year.office.section, worker), dt.date(2026, 4, 1), "a")
    assert told_at("2026-03-24 08:00") == {}
    assert told_at("2026-03-25 08:00") == {worker.username: "Một Cửa: Sắp đến hạn – Lập lịch nhắc báo cáo"}
    assert f"/cai-cach/viec/{pk}/" in Mail.objects.get().text
    assert set(told_at("2026-03-31 08:00")) == {worker.username, "t-section_head"}
    assert set(told_at("2026-04-02 08:00")) == {worker.username, "t-section_head"}
    assert set(told_at("2026-04-08 08:00")) == {worker.username, "t-section_head", "t-control"}
    everybody = {worker.username, "t-section_head", "t-control", "t-agency_head"}
    assert set(told_at("2026-04-15 08:00")) == everybody
    acts.end_remedy(year["worker"], pk, "Đã lập lịch", "done", now=NOW)
    later = given(year, Owner(year.office.section), dt.date(2026, 4, 17), "b")
    assert set(told_at("2026-04-16 08:00")) == {"t-section_head"}  # nobody took it on
    acts.end_remedy(year["control"], later, "Không còn cần", "off", done=False, now=NOW)
    assert told_at("2026-04-20 08:00") == {}


def test_one_round_asks_as_much_for_many_as_for_one(year: Year, settings: Any) -> None:
    settings.MAIL_ENABLED = True
    given(year, Owner(year.office.section), dt.date(2026, 4, 1), "a")
    with CaptureQueriesContext(
        connection,
    ) as one:
        write_reminders(at("2026-03-30 08:00"))
    for number in range(8):
        given(year, Owner(year.office.section), dt.date(2026, 4, 1), f"b{number}")
    with CaptureQueriesContext(connection) as many:
        write_reminders(at("2026-03-31 08:00"))
    assert len(many) == len(one) > 0
