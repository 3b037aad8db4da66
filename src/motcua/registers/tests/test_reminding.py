# SPDX-License-Identifier: EUPL-1.2
"""Corrective actions are reminded of by the policy every other work has: the later, the more people."""

import datetime as dt
from typing import Any

import pytest

from motcua.desk.models import Mail
from motcua.dossiers.tests.office import Office, at
from motcua.law.roles import Role
from motcua.organisations.models import Person
from motcua.registers import acts
from motcua.registers.acts import NonconformityIn
from motcua.registers.models import Nonconformity, NonconformitySource
from motcua.registers.reminding import write_reminders
from motcua.registers.tests.conftest import Pressing


def action(office: Office, press: Pressing, due: dt.date) -> Nonconformity:
    told = NonconformityIn(
        "Hai hồ sơ không có phiếu kiểm soát", office.section, NonconformitySource.OWN, dt.date(2026, 3, 9)
    )
    row = acts.raise_nonconformity(press(Role.CLERK), office.committee, told)
    acts.correct(press(Role.SECTION_HEAD), row.pk, "Lập bổ sung phiếu cho hai hồ sơ")
    acts.find_cause(press(Role.SECTION_HEAD), row.pk, "Người mới chưa được hướng dẫn")
    return acts.plan_action(press(Role.SECTION_HEAD), row.pk, "Hướng dẫn người mới", due)


@pytest.fixture(autouse=True)
def addresses(office: Office, settings: Any) -> None:
    settings.MAIL_ENABLED = True
    for person in Person.objects.all():
        person.email = f"{person.username}@example.org"
        person.save(update_fields=["email"])


def told_at(moment: str) -> set[str]:
    """Who gets a new mail."""
    known = set(Mail.objects.values_list("pk", flat=True))
    written = write_reminders(at(moment))
    found = Mail.objects.exclude(pk__in=known).values_list("person__username", flat=True)
    assert written == len(found)
    return set(found)


def test_an_action_is_reminded_of_and_escalated(office: Office, press: Pressing) -> None:
    row = action(office, press, dt.date(2026, 3, 21))  # a Saturday: in time until Monday 23
    assert told_at("2026-03-13 08:00") == set()
    assert told_at("2026-03-16 08:00") == {"t-section_head"}
    mine = Mail.objects.get()
    assert "Sắp đến hạn – Hướng dẫn người mới" in mine.subject
    assert row.description in mine.text and f"/iso/khong-phu-hop/{row.pk}/" in mine.html
    assert "thứ Hai 23/03/2026" in mine.text
    assert told_at("2026-03-16 08:05") == set()
    assert told_at("2026-03-23 08:00") == {"t-section_head"}
    assert told_at("2026-03-24 08:00") == {"t-section_head"}
    assert told_at("2026-03-30 08:00") == {"t-section_head", "t-control"}
    assert told_at("2026-04-06 08:00") == {"t-section_head", "t-control", "t-agency_head"}
    assert told_at("2026-04-07 08:00") == set()


def test_what_is_new_for_somebody_is_one_mail(office: Office, press: Pressing) -> None:
    for day in (18, 19, 20):
        action(office, press, dt.date(2026, 3, day))
    assert told_at("2026-03-16 08:00") == {"t-section_head"}
    mine = Mail.objects.get()
    assert "3 hành động khắc phục cần chú ý" in mine.subject
    assert mine.text.count("Hướng dẫn người mới") == 3


def test_what_is_done_late_for_long_or_without_a_day_is_not(office: Office, press: Pressing) -> None:
    done = action(office, press, dt.date(2026, 3, 18))
    acts.carry_out(press(Role.SECTION_HEAD, file=True), done.pk, "Đã hướng dẫn ngày 12/3")
    assert told_at("2026-03-16 08:00") == set()
    again = acts.reopen(press(Role.AGENCY_HEAD), done.pk, "Tuần sau vẫn có hồ sơ thiếu phiếu")
    assert again.action_due is not None
    assert told_at("2026-03-17 08:00") == set()  # its cause is looked for anew: no action, no day
    action(office, press, dt.date(2026, 3, 20))
    assert told_at("2026-08-03 08:00") == set()
