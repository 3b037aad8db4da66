# SPDX-License-Identifier: EUPL-1.2
"""Somebody who does not know the house: each page says what they need next, and where it is."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from motcua.catalogue.models import Level
from motcua.catalogue.posting import posted_fields
from motcua.catalogue.tests.keeping import ferry
from motcua.dossiers import acts
from motcua.dossiers.tests.office import Office, at, on, person
from motcua.law.roles import Role
from motcua.law.transitions import Act
from motcua.web.effects import effect_of
from motcua.web.phrases import due_phrase
from motcua.web.slugs import ACT_SLUGS
from motcua.web.tests.conftest import SignIn, set_clock
from motcua.web.tests.looking import visit
from motcua.web.views.lookup import timeline_of

NOW = at("2026-03-10 10:00")
WAYS = ("/niem-yet/", "/tra-cuu/", "/danh-gia/")


@pytest.fixture(autouse=True)
def morning(monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(monkeypatch, "2026-03-10 10:00")


@pytest.mark.parametrize("path", [*WAYS, "/dang-nhap/", "/khong-co/"])
def test_the_public_finds_every_way_on_every_page(path: str, db: None) -> None:
    page = Client().get(path).content.decode()
    head = page[: page.index("</header>")]
    assert [way for way in WAYS if f'href="{way}"' in head] == list(WAYS)
    assert (f'href="{path}" aria-current="page"' in head) == (path in WAYS)


def test_officials_keep_their_own_menu(office: Office, as_role: SignIn) -> None:
    assert "/niem-yet/" not in as_role(Role.SPECIALIST).get("/").content.decode()


def test_a_wrong_address_sends_nobody_to_a_search_that_is_not_there(office: Office, as_role: SignIn) -> None:
    lost = Client().get("/khong-co/").content.decode()
    assert "tìm ở đầu trang" not in lost and 'class="button" href="/tra-cuu/"' in lost
    assert "tìm ở đầu trang" in as_role(Role.SPECIALIST).get("/khong-co/").content.decode()


def test_fields_are_posted_in_the_order_of_a_dictionary(office: Office) -> None:
    names = ["Quy hoạch", "Hộ tịch", "Đất đai", "Quản lý thuốc", "Đường bộ", "Chứng thực", "Đê điều"]
    for number, name in enumerate(names):
        ferry(f"1.9000{number:02}", field_name=name, name=f"Việc {number}")
    told = [field.name for field in posted_fields(Level.COMMUNE, NOW.date()) if field.name in names]
    assert told == ["Chứng thực", "Đất đai", "Đê điều", "Đường bộ", "Hộ tịch", "Quản lý thuốc", "Quy hoạch"]


def test_who_waits_past_the_date_is_told_so_and_whom_to_ask(office: Office) -> None:
    dossier = office.assigned()
    due = dossier.due_current
    before, after = (timeline_of(dossier, now)["sentences"] for now in (due, at("2026-03-16 08:00")))
    assert any(line.startswith("Trả kết quả trước") for line in before)
    assert "Bạn chưa phải làm gì thêm." in before
    assert not any(line.startswith(("Trả kết quả trước", "Bạn chưa phải làm gì")) for line in after)
    assert any(line.startswith("Hồ sơ đã quá ngày hẹn trả") for line in after)
    assert any(dossier.receiving_unit.name in line for line in after if line.startswith("Bạn có thể hỏi"))


@pytest.mark.parametrize(
    ("now", "words"),
    [
        ("2026-03-10 08:00", "còn 2 giờ làm việc để tiếp nhận"),
        ("2026-03-10 10:00", "vừa quá hạn tiếp nhận"),
        ("2026-03-10 11:05", "quá hạn tiếp nhận 1 giờ 5 phút làm việc"),
    ],
)
def test_an_online_filing_says_that_its_reception_is_late(office: Office, now: str, words: str) -> None:
    filed = acts.file(office.actor(Role.RECEPTION), office.filing(), on("2026-03-09 10:00")).dossier
    assert due_phrase(filed, at(now)) == words


def test_a_wait_that_moves_no_date_does_not_claim_to(office: Office) -> None:
    late = office.assigned("2026-03-02 10:00")
    told = effect_of(Act.ASK_PAYMENT, late, NOW)[1]
    assert "hạn trả vẫn là thứ Năm 05/03/2026" in told and "dời" not in told
    assert "hạn trả dời đến" in effect_of(Act.ASK_PAYMENT, office.assigned(), NOW)[1]


def test_a_batch_says_which_step_is_missing(office: Office, as_role: SignIn) -> None:
    code = office.assigned().code
    sent = {"viec": ACT_SLUGS[Act.SUBMIT], "ma": [code], "tu": "toi-giu"}
    page = as_role(Role.SPECIALIST).get("/hang-doi/nhieu/", sent).content.decode()
    assert "Việc này làm được khi hồ sơ ở: “Đã dự thảo kết quả”." in page
    assert "Hãy chọn hồ sơ trong hàng đợi" not in page and "Hãy mở từng hồ sơ ở trên" in page


def test_who_has_no_queue_by_right_is_led_to_their_pages(office: Office) -> None:
    admin, nobody = Client(), Client()
    admin.force_login(person("quan-tri-moi", office.committee, Role.SYSTEM_ADMIN, "Quản trị"))
    home = admin.get("/").content.decode()
    main = home[home.index("<main") :]
    assert "hãy nhờ quản trị hệ thống" not in main and 'href="/quan-tri/nguoi/"' in main
    stranger = person("chua-co-viec", office.committee, Role.SPECIALIST, "Công chức")
    stranger.positions.all().delete()
    nobody.force_login(stranger)
    assert "hãy nhờ quản trị hệ thống" in nobody.get("/").content.decode()


def test_after_reception_papers_can_be_asked_for_at_once(office: Office, as_role: SignIn) -> None:
    code = office.received(when="2026-03-10 08:00").code
    page = as_role(Role.RECEPTION).get(f"/quay/da-nhan/{code}/").content.decode()
    assert f"/ho-so/{code}/{ACT_SLUGS[Act.ASK_SUPPLEMENT]}/" in page


@contextmanager
def phone(browser: Browser, server: LiveServer, office: Office, role: Role) -> Iterator[Page]:
    """A telephone in the hand of somebody signed in."""
    client = Client()
    client.force_login(office.people[role])
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, is_mobile=True, has_touch=True, base_url=server.url
    )
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": server.url}])
    yield context.new_page()
    context.close()


def test_a_phone_in_the_hand(live_server: LiveServer, office: Office, windowless: Browser) -> None:
    """Figures of the wall keep their words whole, acts are one touch away, no keys are named that a phone has not."""
    code = office.assigned().code
    with phone(windowless, live_server, office, Role.AGENCY_HEAD) as page:
        visit(page, f"{live_server.url}/dieu-hanh/?man-hinh=1")
        widths = page.locator(".pulse a").evaluate_all("all => all.map(one => one.clientWidth)")
        assert len(widths) == 7 and min(widths) >= 120
    with phone(windowless, live_server, office, Role.SPECIALIST) as page:
        visit(page, f"{live_server.url}/ho-so/{code}/")
        page.locator(".to-acts a").tap()
        assert page.evaluate("location.hash") == "#viec-lam"
        assert page.locator("#viec-lam h2").is_visible()
        visit(page, f"{live_server.url}/hang-doi/toi-giu/")
        assert not page.get_by_text("Bàn phím:").is_visible()
        assert page.locator("kbd").evaluate_all("all => all.filter(one => one.checkVisibility()).length") == 0
        page.set_viewport_size({"width": 1280, "height": 800})
        visit(page, f"{live_server.url}/ho-so/{code}/")
        assert not page.locator(".to-acts").is_visible()
