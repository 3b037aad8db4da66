# SPDX-License-Identifier: EUPL-1.2
"""The design system: its colours, its menus, the choice of colours and keys, and how a page is on paper."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from motcua.dossiers.tests.office import Office
from motcua.law.roles import Role
from motcua.web.pages import MENU
from motcua.web.tests.conftest import SignIn, set_clock
from motcua.web.tests.looking import RULES, axe, keys_for, next_page, sideways, sign_in, visit
from motcua.web.tests.town import fill, open_town


def colours(name: str) -> dict[str, str]:
    sheet = Path(finders.find(f"motcua/{name}") or "").read_text("utf-8")
    root = re.search(r":root \{(.*?)\n\}", sheet, re.DOTALL)
    assert root is not None
    return dict(re.findall(r"(--[\w-]+): (#[0-9a-f]{6})", root[1]))


def contrast(one: str, other: str) -> float:
    def light(colour: str) -> float:
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    brighter, darker = sorted((light(one), light(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("sheet", ["motcua.css", "dark.css"])
def test_words_and_drawings_stand_out(sheet: str) -> None:
    """4.5 for words on every ground they stand on, 3 for what is drawn (WCAG 1.4.3, 1.4.11)."""
    have = colours("motcua.css") | colours(sheet)
    for ground in ("--paper", "--sheet", "--sunk"):
        for words in ("--ink", "--ink-2", "--link"):
            assert contrast(have[words], have[ground]) >= 4.5, (words, ground)
    for state in ("in-time", "due-soon", "late", "waiting-citizen", "waiting-office", "done"):
        for ground in (f"--{state}-bg", "--sheet", "--paper"):
            assert contrast(have[f"--{state}"], have[ground]) >= 4.5, (state, ground)
        assert contrast(have[f"--{state}-fill"], have["--sheet"]) >= 3, state
    assert contrast(have["--on-lacquer"], have["--lacquer"]) >= 4.5
    assert contrast(have["--line-strong"], have["--sheet"]) >= 3
    assert contrast(have["--focus"], have["--paper"]) >= 3


def test_the_dark_has_every_colour_of_the_light() -> None:
    assert colours("dark.css").keys() == colours("motcua.css").keys()


def test_colours_come_only_from_the_tokens() -> None:
    """No sheet of an area brings a colour of its own; black and white are those of paper and of square codes."""
    folder = Path(finders.find("motcua/motcua.css") or "").parent
    for sheet in folder.glob("*.css"):
        text = re.sub(r"/\*.*?\*/", "", sheet.read_text("utf-8"), flags=re.DOTALL)
        if sheet.name in ("motcua.css", "dark.css"):
            continue
        found = re.findall(r":[^;{]*?(#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsla?\()", text)
        assert set(found) <= {"#fff", "#000"}, sheet.name


def test_the_choice_of_colours_is_kept_in_the_browser(db: None) -> None:
    client = Client()
    assert "prefers-color-scheme: dark" in client.get("/tra-cuu/").content.decode()
    back = client.post("/giao-dien/", {"giao_dien": "toi", "tiep": "/tra-cuu/?ma=1"})
    assert back["Location"] == "/tra-cuu/?ma=1"
    assert 'media="screen"' in client.get("/tra-cuu/").content.decode()
    client.post("/giao-dien/", {"giao_dien": "sang"})
    assert "dark" not in client.get("/tra-cuu/").content.decode()
    client.post("/giao-dien/", {"giao_dien": "may"})
    assert "prefers-color-scheme: dark" in client.get("/tra-cuu/").content.decode()


def test_the_choice_leads_nowhere_else_and_keeps_no_other_value(db: None) -> None:
    client = Client()
    away = client.post("/giao-dien/", {"giao_dien": "x", "tiep": "https://example.org/"})
    assert away["Location"] == "/giao-dien/"
    assert client.post("/giao-dien/", {"tiep": "khong-la-trang"})["Location"] == "/giao-dien/"
    assert "giao_dien" not in client.cookies


def test_single_letters_can_be_switched_off(db: None) -> None:
    client = Client()
    client.post("/giao-dien/", {"phim_tat": "tat"})
    assert 'data-keys="off"' in client.get("/giao-dien/").content.decode()


def test_the_menu_is_on_every_page_of_an_official_and_on_none_of_the_public(
    office: Office, as_role: SignIn
) -> None:
    client = as_role(Role.RECEPTION)
    for path in ("/", "/giao-dien/", "/thiet-ke/", "/khong-co/"):
        text = client.get(path).content.decode()
        assert 'data-go="q"' in text and "Đăng xuất" in text, path
    assert "Đăng xuất" not in client.get("/tra-cuu/").content.decode()
    assert 'data-go="q"' not in as_role(Role.CLERK).get("/").content.decode()


def test_the_menu_names_each_page_and_each_letter_once() -> None:
    names = [entry.name for entry in MENU]
    keys = [entry.key for entry in MENU if entry.key]
    assert len(set(names)) == len(names)
    assert len(set(keys)) == len(keys)


def check(page: Page, bad: dict[str, object], name: str) -> None:
    told = axe(page, RULES)
    if told or sideways(page) > 0:
        bad[name] = (told, sideways(page))


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.django_db(transaction=True)
def test_the_menus(live_server: LiveServer, windowless: Browser, scheme: str, width: int) -> None:
    open_town()
    context = windowless.new_context(
        viewport={"width": width, "height": 800}, color_scheme="dark" if scheme == "dark" else "light"
    )
    page, bad = context.new_page(), {}
    sign_in(page, live_server.url, "t-specialist")
    visit(page, live_server.url)
    page.locator(".me > summary").click()
    check(page, bad, "the person's menu")
    page.keyboard.press("Escape")
    if width < 800:
        page.locator(".menu-fold > summary").click()
        check(page, bad, "the menu")
        assert page.get_by_role("link", name="Hàng đợi").is_visible()
        page.locator("h1").click(force=True, position={"x": 250, "y": 5})
        assert page.locator(".menu-fold[open]").count() == 0
    else:
        assert page.get_by_role("link", name="Hàng đợi").is_visible()
    context.close()
    assert bad == {}


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_hands_on_the_keys(live_server: LiveServer, windowless: Browser) -> None:
    open_town()
    page = windowless.new_context(viewport={"width": 1280, "height": 800}).new_page()
    sign_in(page, live_server.url, "t-specialist")
    visit(page, f"{live_server.url}/thiet-ke/")
    bar = page.locator("#thanh-three")
    says, parts = bar.locator("[data-says]"), bar.locator(".part")
    whole = says.inner_text()
    parts.first.focus()
    assert says.inner_text() == parts.first.get_attribute("aria-label") != whole
    page.keyboard.press("End")
    assert says.inner_text() == parts.last.get_attribute("aria-label")
    assert bar.locator('.part[tabindex="0"]').count() == 1
    page.keyboard.press("Tab")
    assert says.inner_text() == whole
    boxes = page.locator("form[data-many]")
    boxes.locator("[data-all]").check()
    assert boxes.locator("[data-count]").inner_text() == "2"
    page.locator("h1").click()
    keys_for(page, "g", "h")
    assert "/hang-doi/" in page.url
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "find-q"
    page.keyboard.type("g?h")
    assert page.input_value("#find-q") == "g?h"
    page.locator("h1").click()
    keys_for(page, "Shift+?")
    assert page.url.endswith("/giao-dien/")
    page.get_by_label("Tắt", exact=True).check()
    with next_page(page):
        page.get_by_role("button", name="Lưu").click()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") != "find-q"
    page.context.close()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_paper_is_white_and_carries_no_controls(
    live_server: LiveServer, windowless: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_clock(monkeypatch, "2026-03-12 10:00")
    made = fill(open_town())
    page = windowless.new_context(color_scheme="dark").new_page()
    sign_in(page, live_server.url, "t-specialist")
    visit(page, f"{live_server.url}/ho-so/{made['late'].code}/")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(36, 29, 23)"
    assert not page.locator(".top-in").is_visible()
    assert page.locator(".bar-full").is_visible()
    assert page.locator(".printed-when").is_visible()
    visit(page, f"{live_server.url}/hang-doi/toi-giu/")
    assert page.locator("table.rows").is_visible()
    assert not page.locator(".tabs").is_visible()
    page.context.close()
