# SPDX-License-Identifier: EUPL-1.2
"""Warnings in the browser: the number in the menu, and the way there by keyboard."""

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from motcua.web.tests.conftest import set_clock
from motcua.web.tests.looking import keys_for, sign_in
from motcua.web.tests.town import fill, open_town


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_number_stands_in_the_menu_and_the_way_goes_by_keyboard(
    live_server: LiveServer, windowless: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_clock(monkeypatch, "2026-03-12 10:00")
    office = open_town()
    late = fill(office)["late"].code
    context = windowless.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    sign_in(page, live_server.url, "t-specialist")
    link = page.locator('.menu a[href="/nhac-viec/"]')
    expect(link.locator(".count")).to_have_text("2")  # one late, one due soon
    keys_for(page, "g", "n")
    expect(page).to_have_url(f"{live_server.url}/nhac-viec/")
    page.get_by_role("link", name=f"Soạn thư xin lỗi {late}").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Soạn văn bản xin lỗi")
    page.get_by_role("button", name="Soạn văn bản xin lỗi").press("Enter")
    expect(page.get_by_text("Đã ghi nhận: Soạn văn bản xin lỗi")).to_be_visible()
    context.close()
