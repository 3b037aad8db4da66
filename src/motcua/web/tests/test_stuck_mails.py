# SPDX-License-Identifier: EUPL-1.2
"""Mails that did not leave: who sees which, why, sent again, given up, and on record."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from motcua.desk import outbox, stuck
from motcua.desk.models import Mail
from motcua.dossiers.tests.office import Office, at, person
from motcua.law.roles import Role
from motcua.organisations.models import AdministrationRecord, Person
from motcua.web.administration.health import Wellness, checks

URL = "/quan-tri/thu/"
MOMENT = at("2026-03-10 08:00")
REFUSED = "SMTPRecipientsRefused: {'a@b.vn': (550, b'no such user')}"


@pytest.fixture
def town_admin(office: Office) -> Client:
    """Administers the whole commune."""
    return signed_in(person("admin", office.commune, Role.SYSTEM_ADMIN, "Quản trị"))


def signed_in(who: Person) -> Client:
    client = Client()
    client.force_login(who)
    return client


def failed(who: Person | None, subject: str = "Việc cần chú ý", **more: object) -> Mail:
    return Mail.objects.create(
        **{
            "key": f"k{Mail.objects.count()}",
            "person": who,
            "address": who.email or "noi.bo@example.vn" if who else "nguyenvan@example.vn",
            "subject": subject,
            "state": Mail.State.FAILED,
            "made_at": MOMENT,
            "next_try_at": MOMENT,
            "tried_at": MOMENT,
            "tries": 1,
            "error": REFUSED,
            **more,
        }
    )


def test_the_page_tells_to_whom_what_and_why(office: Office, town_admin: Client) -> None:
    assert "Không có thư nào mắc lại" in town_admin.get(URL).content.decode()
    official = office.people[Role.SPECIALIST]
    failed(official)
    failed(None, "Mời đánh giá", state=Mail.State.UNCERTAIN, error="")
    failed(official, "Đã gửi xong", state=Mail.State.SENT)
    html = town_admin.get(URL).content.decode()
    assert official.full_name in html and "550" in html and "không nhận địa chỉ này" in html
    assert "thư có thể đã đến" in html and "người ngoài cơ quan" in html
    assert "nguyenvan" not in html and "ng…@example.vn" in html  # enough to find a typing mistake
    assert "Đã gửi xong" not in html


def test_each_sees_the_mails_of_their_own_people(office: Office) -> None:
    inside = office.people[Role.SPECIALIST]
    outside = person("far", office.other_section, Role.CLERK, "Văn thư")
    mine, other = failed(inside, "Của đơn vị"), failed(outside, "Nơi khác")
    citizen = failed(None, "Cho người dân", unit=office.other_section)
    section = signed_in(person("admin", inside.positions.get().unit, Role.SYSTEM_ADMIN, "Quản trị"))
    html = section.get(URL).content.decode()
    assert "Của đơn vị" in html and "Nơi khác" not in html and "Cho người dân" not in html
    told = section.post(URL, {"viec": "gui-lai", "thu": [mine.pk, other.pk, citizen.pk]}, follow=True)
    assert "1 thư sẽ được gửi lại" in told.content.decode()
    assert set(outbox.stuck().values_list("pk", flat=True)) == {other.pk, citizen.pk}


def test_sent_again_once_and_on_record(office: Office, town_admin: Client) -> None:
    mails = [failed(office.people[Role.SPECIALIST], f"Thư {number}", tries=7) for number in range(2)]
    for expected in ("2 thư sẽ được gửi lại", "0 thư sẽ được gửi lại"):
        told = town_admin.post(URL, {"viec": "gui-lai", "thu": [mail.pk for mail in mails]}, follow=True)
        assert expected in told.content.decode()
    for mail in Mail.objects.all():
        assert (mail.state, mail.tries) == (Mail.State.WAITING, 0)
        assert mail.next_try_at > timezone.now() - dt.timedelta(minutes=1)
    kept = AdministrationRecord.objects.get(act="send_mail_again")
    assert (kept.subject, kept.after["mails"]) == ("Thư 0 (+1)", 2)
    assert "Gửi lại thư" in town_admin.get("/quan-tri/nhat-ky/quan-tri/").content.decode()


def test_given_up_for_good_and_tidied_later(office: Office, town_admin: Client) -> None:
    mail = failed(None)
    assert town_admin.post(URL, {"viec": "thoi", "thu": mail.pk}).status_code == 302
    mail.refresh_from_db()
    assert mail.state == Mail.State.GIVEN_UP
    assert AdministrationRecord.objects.get().act == "give_up_mail"
    assert outbox.retry(outbox.stuck(), timezone.now()) == 0
    assert not outbox.put_to(mail.key, mail.address, "S", "T", "H", MOMENT)  # and never written again
    assert outbox.tidy(MOMENT + dt.timedelta(days=89)) == 0
    assert outbox.tidy(MOMENT + dt.timedelta(days=91)) == 1


def test_nothing_chosen_is_said(office: Office, town_admin: Client) -> None:
    failed(None)
    for wrong in ({}, {"thu": ["x", "²"]}):
        told = town_admin.post(URL, {"viec": "thoi", **wrong})
        assert told.status_code == 422 and "Hãy đánh dấu ít nhất một thư" in told.content.decode()
    assert Mail.objects.get().state == Mail.State.FAILED


def test_only_administrators(office: Office) -> None:
    assert signed_in(office.people[Role.SPECIALIST]).get(URL).status_code == 403


def test_pages_of_fifty_with_queries_that_do_not_grow(
    office: Office, town_admin: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    failed(office.people[Role.SPECIALIST])
    town_admin.get(URL)
    with django_assert_num_queries(4):
        town_admin.get(URL)
    for number in range(stuck.AT_ONCE + 4):
        failed(office.people[Role.SPECIALIST], f"Thư {number}")
    with django_assert_num_queries(4):
        first = town_admin.get(URL)
    last = first.context["rows"][-1].mail
    assert len(first.context["rows"]) == stuck.AT_ONCE and f"?sau={last.pk}" in first.content.decode()
    assert len(town_admin.get(f"{URL}?sau={last.pk}").context["rows"]) == 5


def test_the_health_page_leads_there(office: Office, town_admin: Client) -> None:
    def told() -> tuple[Wellness, str]:
        return next((one.wellness, one.todo) for one in checks(timezone.now()) if one.route == "stuck_mails")

    assert told() == (Wellness.GOOD, "")
    failed(None)
    wellness, todo = told()
    assert wellness is Wellness.WARN and "Thư không gửi được" in todo
    assert f'href="{URL}"' in town_admin.get("/quan-tri/suc-khoe/").content.decode()
