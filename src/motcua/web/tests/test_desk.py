# SPDX-License-Identifier: EUPL-1.2
"""Warnings, notes, choices of mail and the calendar feed, through the pages."""

import datetime as dt
import re

import pytest
import vobject
from django.conf import LazySettings
from django.core.cache import caches
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from motcua.desk.choices import Chosen, choice_of
from motcua.desk.models import ApologyDraft, FeedAddress, Mention, Note
from motcua.dossiers import acts
from motcua.dossiers.models import Dossier
from motcua.dossiers.tests.office import Office, at, on
from motcua.law.roles import Role
from motcua.law.warnings import WarningKind
from motcua.web.tests.conftest import SignIn, set_clock

SIGNED_IN = 3
"""The session, the person, and what they act as."""


@pytest.fixture(autouse=True)
def late_morning(monkeypatch: pytest.MonkeyPatch) -> None:
    caches["process"].clear()
    set_clock(monkeypatch, "2026-03-13 09:00")


@pytest.fixture
def late(office: Office) -> Dossier:
    """Due Thursday 12/03, 17:30; the site's clock stands at Friday morning."""
    return office.assigned("2026-03-09 10:00")


def test_the_page_tells_what_to_do(office: Office, late: Dossier, as_role: SignIn) -> None:
    page = as_role(Role.SPECIALIST).get("/nhac-viec/").content.decode()
    assert "Đã quá hạn" in page and "Chưa có văn bản xin lỗi" in page
    assert f"/ho-so/{late.code}/soan-van-ban-xin-loi/" in page
    assert "Không có gì cần nhắc" in as_role(Role.ACCOUNTANT).get("/nhac-viec/").content.decode()


@pytest.mark.parametrize("many", [1, 8])
def test_queries_of_the_page_do_not_grow(
    office: Office, as_role: SignIn, many: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(many):
        office.assigned("2026-03-09 10:00")
    client = as_role(Role.SPECIALIST)
    with django_assert_num_queries(SIGNED_IN + 7):  # those of the kinds a specialist can have
        client.get("/nhac-viec/")


def test_the_number_is_kept_for_some_seconds(
    office: Office, late: Dossier, as_role: SignIn, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = as_role(Role.SPECIALIST)
    first = client.get("/nhac-viec/so/")
    assert first.json() == {"count": 1}, "late and owing a letter, but one dossier"
    assert first["Cache-Control"] == "private, max-age=30"
    with django_assert_num_queries(SIGNED_IN):
        assert client.get("/nhac-viec/so/").json() == {"count": 1}


def test_apology_by_one_press_and_signed_by_the_head(office: Office, late: Dossier, as_role: SignIn) -> None:
    """Late, an apology drafted as proposed, signed, one new date; a second one is refused."""
    worker, head = as_role(Role.SPECIALIST), as_role(Role.AGENCY_HEAD)
    url = f"/ho-so/{late.code}/soan-van-ban-xin-loi/"
    form = worker.get(url).context["form"]
    typed = {name: form[name].value() for name in ("key", "seen", "usual", "other", "new_day")}
    assert typed["new_day"] == dt.date(2026, 3, 17)
    assert worker.post(url, {**typed, "other": ""}).status_code == 302
    draft = ApologyDraft.objects.get()
    assert (draft.dossier, draft.new_due) == (late, at("2026-03-17 17:30"))
    told = head.get("/nhac-viec/").content.decode()
    assert "Văn bản xin lỗi chờ ký" in told and draft.reason in told
    sign = f"/ho-so/{late.code}/xin-loi-va-hen-lai/"
    page = head.get(sign)
    begun = page.context["form"]
    assert (begun["reason"].value(), begun["new_day"].value()) == (draft.reason, dt.date(2026, 3, 17))
    assert office.people[Role.SPECIALIST].full_name in page.content.decode()
    typed = {name: begun[name].value() for name in ("key", "seen", "reason", "new_day")}
    refused = head.post(sign, typed)
    assert refused.status_code == 422, "the letter is late: that has to be said"
    assert head.post(sign, {**typed, "letter_is_late": "on"}).status_code == 302
    done = Dossier.objects.get(pk=late.pk)
    assert done.due_current == at("2026-03-17 17:30")
    assert done.letters.filter(role="apology").count() == 1
    assert "Văn bản xin lỗi chờ ký" not in head.get("/nhac-viec/").content.decode()
    assert worker.get(url).status_code == 403


def test_another_reason_has_to_be_written(office: Office, late: Dossier, as_role: SignIn) -> None:
    worker = as_role(Role.SPECIALIST)
    url = f"/ho-so/{late.code}/soan-van-ban-xin-loi/"
    typed = {"key": "k", "seen": late.last_sequence, "usual": "khac", "other": " ", "new_day": "2026-03-17"}
    answer = worker.post(url, typed)
    assert answer.status_code == 422 and "Chưa viết lý do" in answer.content.decode()
    weekend = worker.post(url, {**typed, "other": "Mưa lũ", "new_day": "2026-03-14"})
    assert weekend.status_code == 422 and "ngày nghỉ" in weekend.content.decode()


def test_notes_and_mentions(office: Office, late: Dossier, as_role: SignIn) -> None:
    worker, boss = as_role(Role.SPECIALIST), as_role(Role.SECTION_HEAD)
    url = f"/ho-so/{late.code}/ghi-chu/"
    key = worker.get(url).context["form"]["key"].value()
    typed = {"key": key, "text": "Đã gọi <b>điện</b>", "mentioned": [office.people[Role.SECTION_HEAD].pk]}
    for _ in range(2):
        assert worker.post(url, typed)["Location"].endswith("#ghi-chu")
    assert Note.objects.count() == 1
    told = boss.get("/nhac-viec/").content.decode()
    assert "Đã gọi &lt;b&gt;điện" in told
    mention = Mention.objects.get()
    assert as_role(Role.CLERK).post(f"/nhac-viec/da-xem/{mention.pk}/").status_code == 302
    assert Mention.objects.get().seen_at is None
    boss.post(f"/nhac-viec/da-xem/{mention.pk}/")
    assert Mention.objects.get().seen_by == office.people[Role.SECTION_HEAD]
    assert "Đồng nghiệp nhắc bạn" not in boss.get("/nhac-viec/").content.decode()
    assert worker.post(url, {"key": "x", "text": " "}).status_code == 422


def test_the_applicant_never_reads_notes(office: Office, late: Dossier, as_role: SignIn) -> None:
    as_role(Role.SPECIALIST).post(f"/ho-so/{late.code}/ghi-chu/", {"key": "k", "text": "Chỉ nội bộ biết"})
    assert Note.objects.exists()
    public = Client().post("/tra-cuu/", {"ma": late.code, "ma-bi-mat": late.secret})
    assert public.status_code == 200 and "nội bộ biết" not in public.content.decode()


def test_everybody_chooses_their_mails(office: Office, as_role: SignIn) -> None:
    client = as_role(Role.SPECIALIST)
    person_id = office.people[Role.SPECIALIST].pk
    assert choice_of(person_id) == Chosen()
    assert client.post("/nhac-viec/thu/", {"at_once": ["late"]}).status_code == 302
    assert choice_of(person_id) == Chosen(digest=False, at_once=frozenset({WarningKind.LATE}))
    assert client.post("/nhac-viec/thu/", {"at_once": ["weather"]}).status_code == 422


def new_feed(client: Client) -> str:
    page = client.post("/nhac-viec/thu/lich/", {"viec": "tao"}).content.decode()
    found = re.search(r"(/nhac-viec/lich/[\w-]+\.ics)", page)
    assert found
    return found[1]


def test_the_feed_is_read_by_another_parser(
    office: Office, late: Dossier, as_role: SignIn, settings: LazySettings
) -> None:
    settings.MAIL_NAMES = False
    calm = office.assigned("2026-03-12 10:00")
    paused = office.assigned("2026-03-12 10:00")
    acts.ask_supplement(office.actor(Role.SPECIALIST), paused.code, ["A"], "Thiếu", on("2026-03-12 11:00"))
    client = as_role(Role.SPECIALIST)
    address = new_feed(client)
    assert address not in client.get("/nhac-viec/thu/").content.decode(), "told once"
    assert not FeedAddress.objects.filter(sha256__in=[address]).exists()
    answer = Client().get(address)
    assert answer["Content-Type"].startswith("text/calendar")
    read = vobject.readOne(answer.content.decode())
    events = {event.uid.value.partition("@")[0]: event for event in read.vevent_list}
    assert set(events) == {late.code, calm.code}
    assert events[late.code].dtstart.value == at("2026-03-12 17:30")
    assert events[calm.code].dtstart.value == at("2026-03-17 17:30")
    assert events[calm.code].valarm.trigger.value == dt.timedelta(days=-1)
    assert events[calm.code].url.value.endswith(f"/ho-so/{calm.code}/")
    assert "Nguyễn Văn Mẫu" not in answer.content.decode()


def test_an_ended_address_reads_nothing(office: Office, late: Dossier, as_role: SignIn) -> None:
    client = as_role(Role.SPECIALIST)
    first = new_feed(client)
    second = new_feed(client)
    assert Client().get(first).status_code == 404, "a new address ends the old one"
    assert Client().get(second).status_code == 200
    client.post("/nhac-viec/thu/lich/", {"viec": "ket-thuc"})
    assert Client().get(second).status_code == 404
    assert Client().get("/nhac-viec/lich/doan-mo.ics").status_code == 404


def test_the_feed_ends_with_the_account(office: Office, late: Dossier, as_role: SignIn) -> None:
    address = new_feed(as_role(Role.SPECIALIST))
    person = office.people[Role.SPECIALIST]
    person.is_active = False
    person.save()
    assert Client().get(address).status_code == 404
