# SPDX-License-Identifier: EUPL-1.2
"""Mails about work on plans: who is told when, once for each stage, and no more when somebody else took over."""

import datetime as dt
import re
from typing import Any

import pytest
from django.utils import timezone

from motcua.desk.feed import feed_of
from motcua.desk.models import Mail
from motcua.dossiers.tests.office import at, open_office
from motcua.law.roles import Role
from motcua.organisations.models import Person
from motcua.plans.acts import working
from motcua.plans.models import EntryKind, Plan
from motcua.plans.tests.living import MONDAY, Living, open_plan, press
from motcua.plans.work_feed import feed_events
from motcua.plans.work_links import holder_of
from motcua.plans.work_reminding import reminders_on, write_reminders
from motcua.plans.work_tending import tend

pytestmark = pytest.mark.django_db
D = dt.date


@pytest.fixture
def living(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Living:
    monkeypatch.setattr(timezone, "now", lambda: at(MONDAY).astimezone(dt.UTC))
    settings.MAIL_ENABLED = True
    settings.PUBLIC_URL = "https://motcua.example"
    office = open_office()
    for person in Person.objects.all():
        person.email = f"{person.username}@example.org"
        person.save(update_fields=["email"])
    living = open_plan(office)
    Person.objects.filter(pk=living.control.pk).update(email="control@example.org")
    return living


def told(day: D, word: str) -> list[tuple[str, set[str]]]:
    return [
        (one.stage.code, {person.username for person in one.people})
        for one in reminders_on(day, [plan.pk for plan in Plan.objects.all()])
        if one.owed.row.task.content.startswith(word)
    ]


def test_the_later_the_more_people_are_told(living: Living) -> None:
    working.take_on(living.actor(Role.SPECIALIST), living.work("Rà soát").pk, press("a"))
    assert told(D(2026, 3, 20), "Rà soát") == []
    assert told(D(2026, 3, 24), "Rà soát") == [("near", {"t-specialist"})]
    assert told(D(2026, 3, 30), "Rà soát") == [("tomorrow", {"t-specialist", "t-section_head"})]
    assert told(D(2026, 4, 1), "Rà soát") == [("late", {"t-specialist", "t-section_head"})]
    assert told(D(2026, 4, 8), "Rà soát") == [("later", {"t-specialist", "t-section_head", "t-control"})]
    everybody = {"t-specialist", "t-section_head", "t-control", "t-agency_head"}
    assert told(D(2026, 5, 8), "Rà soát") == [("grave", everybody)]


def test_work_nobody_took_on_is_told_to_the_heads_of_its_unit(living: Living) -> None:
    assert told(D(2026, 3, 24), "Rà soát") == [("near", {"t-section_head"})]
    heads = [people for stage, people in told(D(2026, 6, 24), "Đăng ký") if stage == "near"]
    # the third section has no head on record
    assert sorted(map(sorted, heads)) == [[], ["t-centre_head"], ["t-section_head"]]


def test_each_stage_is_mailed_once_and_names_the_link_of_the_owner(living: Living) -> None:
    working.take_on(living.actor(Role.SPECIALIST), living.work("Rà soát").pk, press("a"))
    heard = living.work("Rà soát").heard_at
    moment = at("2026-03-30 08:00")
    assert write_reminders(moment) > 0
    assert write_reminders(moment) == 0
    told_of = living.work("Rà soát").entries.get(kind=EntryKind.REMINDED)
    assert "Ngô Văn Thụ Lý" in told_of.text or "specialist" in told_of.text
    assert living.work("Rà soát").heard_at == heard  # a reminder is no word about the work
    mine = Mail.objects.get(person=living.office.people[Role.SPECIALIST], subject__contains="Rà soát")
    found = re.search(r"https://motcua\.example/bao-viec/([^/\s]+)/", mine.text)
    assert found
    holder = holder_of(found[1])
    assert holder is not None
    assert holder.person == living.office.people[Role.SPECIALIST]
    assert found[1] in mine.html
    head = Mail.objects.get(person=living.office.people[Role.SECTION_HEAD])  # one mail for all that is new
    assert "Niêm yết công khai" in head.text
    assert "bao-viec" not in head.text
    assert f"/ke-hoach/viec/{living.work('Rà soát').pk}/" in head.text
    assert write_reminders(at("2026-04-02 08:00")) > 0  # the next stage


def test_silence_on_work_that_has_begun_is_asked_about(living: Living) -> None:
    training = living.work("Tập huấn")
    working.take_on(living.actor(Role.CONTROL_OFFICER), training.pk, press("t"))
    assert told(D(2026, 3, 27), "Tập huấn") == []
    assert told(D(2026, 4, 30), "Tập huấn") == [("silent", {"t-control"})]
    working.report(
        living.actor(Role.CONTROL_OFFICER), training.pk, press("u", "2026-04-29 09:00"), text="Còn đây"
    )
    assert told(D(2026, 4, 30), "Tập huấn") == []


def test_nothing_on_days_off_without_a_mail_server_and_for_ended_work(living: Living, settings: Any) -> None:
    assert write_reminders(at("2026-04-05 08:00")) == 0  # a Sunday
    working.finish(
        living.actor(Role.SPECIALIST), living.work("Niêm yết").pk, press("f"), text="Đã niêm yết xong"
    )
    assert told(D(2026, 3, 30), "Niêm yết") == []
    settings.MAIL_ENABLED = False
    assert write_reminders(at("2026-03-30 08:00")) == 0
    assert not Mail.objects.exists()


def test_a_round_opens_the_next_instances_and_is_safe_to_repeat(living: Living) -> None:
    first = tend(at("2026-06-10 08:00"))
    assert first.opened.made == 1
    second = tend(at("2026-06-10 08:05"))
    assert (second.opened.made, second.mails) == (0, 0)


def test_the_calendar_feed_of_the_owner_has_the_work(living: Living) -> None:
    specialist = living.office.people[Role.SPECIALIST]
    working.take_on(living.actor(Role.SPECIALIST), living.work("Rà soát").pk, press("a"))
    (event,) = feed_events(specialist, at(MONDAY))
    told = feed_of(specialist, at(MONDAY), [event]).decode()
    assert "DTSTART;VALUE=DATE:20260331" in told
    assert "Rà soát thủ tục" in told
    assert list(feed_events(living.office.second_specialist, at(MONDAY))) == []
