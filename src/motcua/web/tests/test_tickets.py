# SPDX-License-Identifier: EUPL-1.2
"""Queue numbers through the site: the kiosk, the slip, the wall, the desk that calls, the counter that takes over."""

import pytest
from django.test import Client

from motcua.dossiers.models import Dossier
from motcua.dossiers.tests.office import Office
from motcua.law.roles import Role
from motcua.tickets.models import Desk, Hall, Ticket, TicketState
from motcua.tickets.tests.hall import TestHall, open_test_hall
from motcua.web.braking import Brake
from motcua.web.tests.conftest import set_clock
from motcua.web.tests.test_counter import typed
from motcua.web.tests.town import open_town
from motcua.web.tickets import public


@pytest.fixture
def town(db: None, monkeypatch: pytest.MonkeyPatch) -> Office:
    set_clock(monkeypatch, "2026-03-09 08:00")
    return open_town()


@pytest.fixture
def hall(town: Office) -> TestHall:
    return open_test_hall(town)


@pytest.fixture
def desk(town: Office, hall: TestHall) -> Client:
    """The browser of the officer at desk 1."""
    client = signed_in(town, Role.RECEPTION)
    assert client.post("/so/goi/", {"viec": "ngoi", "quay": hall.desks[0].pk}).status_code == 302
    return client


def signed_in(town: Office, role: Role) -> Client:
    client = Client()
    client.force_login(town.people[role])
    return client


def take(hall: TestHall, letter: str = "A", **more: object) -> Ticket:
    service = hall.services[letter].pk
    answer = Client().post(f"/so/lay/{hall.hall.key}/", {"linh-vuc": service, **more})
    assert answer["Location"].startswith("/so/phieu/")
    return Ticket.objects.latest("id")


def press(desk: Client, doing: str, **more: object) -> str:
    return desk.post("/so/goi/", {"viec": doing, **more}, follow=True).content.decode()


def test_a_number_is_taken_printed_and_looked_up(hall: TestHall, desk: Client) -> None:
    kiosk = Client().get(f"/so/lay/{hall.hall.key}/").content.decode()
    assert "Hộ tịch" in kiosk and "Người khuyết tật" in kiosk
    first, second = take(hall), take(hall)
    slip = Client().get(f"/so/phieu/{second.secret}/").content.decode()
    assert "A002" in slip and "Còn 1 người trước bạn" in slip and "<svg" in slip
    own = f"/so/xem/{second.secret}/"
    assert "Chưa đủ số liệu để ước lượng" in Client().get(own).content.decode()
    press(desk, "goi-tiep")
    assert "Bạn là người tiếp theo" in Client().get(own).content.decode()
    press(desk, "goi-tiep", so=first.pk)
    assert "Mời đến <b>Quầy 1</b>" in Client().get(own).content.decode()
    wall = Client().get(f"/so/man-hinh/{hall.hall.key}/").content.decode()
    assert "A002" in wall and "Quầy 1" in wall and "A001" not in wall


def test_pressing_twice_at_the_kiosk_takes_one_number(hall: TestHall) -> None:
    take(hall, ma="one")
    take(hall, ma="one")
    assert Ticket.objects.count() == 1


def test_a_key_or_secret_nobody_gave_opens_nothing(hall: TestHall) -> None:
    for path in ("lay", "man-hinh", "phieu", "xem"):
        assert Client().get(f"/so/{path}/khong-co/").status_code == 404


def test_nobody_fills_a_hall_with_numbers(hall: TestHall, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(public, "NUMBERS", Brake("kiosk", most=3, minutes=10))
    for _ in range(3):
        take(hall)
    kiosk, service = f"/so/lay/{hall.hall.key}/", hall.services["A"].pk
    refused = Client().post(kiosk, {"linh-vuc": service})
    assert refused.status_code == 429 and "Đã lấy quá nhiều số" in refused.content.decode()
    assert "Hộ tịch" in refused.content.decode()
    assert Ticket.objects.count() == 3
    assert Client().get(kiosk).status_code == 200
    elsewhere = Client(REMOTE_ADDR="192.0.2.9").post(kiosk, {"linh-vuc": service})
    assert elsewhere["Location"].startswith("/so/phieu/")


def test_a_closed_hall_says_so(hall: TestHall) -> None:
    Hall.objects.update(is_open=False)
    path = f"/so/lay/{hall.hall.key}/"
    assert "Hiện không phát số" in Client().get(path).content.decode()
    assert Client().post(path, {"linh-vuc": hall.services["A"].pk}).status_code == 422
    assert not Ticket.objects.exists()


def test_the_wall_and_the_slip_name_nobody(town: Office, hall: TestHall, desk: Client) -> None:
    ticket = take(hall)
    press(desk, "goi-tiep")
    for path in (
        f"/so/man-hinh/{hall.hall.key}/",
        f"/so/phieu/{ticket.secret}/",
        f"/so/xem/{ticket.secret}/",
    ):
        assert town.people[Role.RECEPTION].full_name not in Client().get(path).content.decode()


def test_the_counter_takes_over_the_called_number(town: Office, hall: TestHall, desk: Client) -> None:
    version = town.cases["status"].version
    version.field_code, version.field_name = "hotich", "Hộ tịch"
    version.save()
    ticket = take(hall)
    page = desk.post("/so/goi/", {"viec": "goi-tiep", "tiep": "quay"}, follow=True)
    text = page.content.decode()
    assert page.redirect_chain == [("/quay/", 302)]
    assert "A001" in text and "Thủ tục thường nhận ở “Hộ tịch”" in text
    assert [one.code for one in page.context["field_procedures"]] == ["1.004873"]
    form = desk.get("/quay/?thu-tuc=1.004873").content.decode()
    assert f'name="so" value="{ticket.pk}"' in form
    received = desk.post("/quay/", typed(town, so=ticket.pk), follow=True).content.decode()
    assert "Xong, gọi số tiếp" in received
    ticket.refresh_from_db()
    assert ticket.dossier == Dossier.objects.get()
    assert ticket.state == TicketState.CALLED


def test_a_number_passed_on_meanwhile_does_not_hinder_the_reception(
    town: Office, hall: TestHall, desk: Client
) -> None:
    ticket = take(hall)
    press(desk, "goi-tiep")
    press(desk, "chuyen", so=ticket.pk, quay=hall.desks[1].pk)
    answer = desk.post("/quay/", typed(town, so=ticket.pk), follow=True).content.decode()
    assert "không do quầy của bạn phục vụ" in answer
    assert Dossier.objects.count() == 1


def test_acts_at_the_desk(hall: TestHall, desk: Client) -> None:
    ticket = take(hall)
    assert "Không còn ai chờ" not in press(desk, "goi-tiep")
    press(desk, "goi-lai", so=ticket.pk)
    press(desk, "vang", so=ticket.pk)
    assert "Có mặt, cho chờ lại" in press(desk, "")
    press(desk, "co-mat", so=ticket.pk)
    press(desk, "goi-tiep")
    press(desk, "xong", so=ticket.pk)
    ticket.refresh_from_db()
    assert (ticket.state, ticket.calls) == (TicketState.DONE, 3)
    assert "Không còn ai chờ ở quầy của bạn" in press(desk, "goi-tiep")
    press(desk, "roi")
    assert Desk.objects.filter(person__isnull=False).count() == 0
    assert "Bạn chưa ngồi vào quầy" in press(desk, "goi-tiep")
    for path in ("/so/", "/so/thong-ke/", "/so/thong-ke/?ngay=2026-03-08", "/so/thong-ke/?ngay=x"):
        assert desk.get(path).status_code == 200


def test_the_head_opens_a_hall(town: Office) -> None:
    head = signed_in(town, Role.CENTRE_HEAD)
    assert "chưa phát số thứ tự" in head.get("/so/").content.decode()
    head.post("/so/cai-dat/", {"viec": "mo"})
    head.post("/so/cai-dat/", {"viec": "linh-vuc", "letter": "a", "name": "Hộ tịch"})
    again = head.post("/so/cai-dat/", {"viec": "linh-vuc", "letter": "A", "name": "Khác"})
    assert again.status_code == 422 and "Chữ A đã dùng" in again.content.decode()
    service = Hall.objects.get().services.get()
    assert head.post("/so/cai-dat/", {"viec": "quay", "name": "Quầy 1"}).status_code == 422
    head.post("/so/cai-dat/", {"viec": "quay", "name": "Quầy 1", "services": [service.pk]})
    assert Desk.objects.get().services.get() == service
    head.post("/so/cai-dat/", {"viec": "dong"})
    assert not Hall.objects.get().is_open
    assert signed_in(town, Role.RECEPTION).post("/so/cai-dat/", {"viec": "mo"}).status_code == 403
    assert signed_in(town, Role.SPECIALIST).post("/so/goi/", {"viec": "goi-tiep"}).status_code == 403


@pytest.mark.parametrize("count", [1, 15])
def test_queries_do_not_grow_with_those_who_wait(
    hall: TestHall, desk: Client, count: int, django_assert_num_queries: object
) -> None:
    for _ in range(count):
        take(hall)
    press(desk, "goi-tiep")
    with django_assert_num_queries(3):  # the hall, the numbers being served, the services
        Client().get(f"/so/man-hinh/{hall.hall.key}/")
    # signed in; hall, desk, desks, served, waiting, absent, services
    with django_assert_num_queries(3 + 7):
        desk.get("/so/")
