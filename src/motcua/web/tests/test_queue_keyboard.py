# SPDX-License-Identifier: EUPL-1.2
"""A queue worked off without a mouse: rows, selection, one act on many with its progress."""

import datetime as dt

import pytest
from django.utils import timezone
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from motcua.dossiers.acts import ApplicantIn
from motcua.dossiers.models import Dossier
from motcua.dossiers.tests.office import at, open_office
from motcua.law.statuses import State
from motcua.web.tests.looking import keys_for, sign_in, visit


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_many_are_handed_over_by_keyboard(
    live_server: LiveServer, windowless: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    offset = at("2026-03-09 14:00") - timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: dt.datetime.now(dt.UTC) + offset)
    office = open_office()
    for number in range(8):
        office.received(applicant=ApplicantIn(f"Người Thử {number}", is_made_up=True))
    context = windowless.new_context()
    page = context.new_page()
    failures: list[str] = []
    page.on("console", lambda message: failures.append(message.text) if message.type == "error" else None)
    sign_in(page, live_server.url, "t-reception")
    visit(page, f"{live_server.url}/hang-doi/quay/")
    press = page.keyboard.press
    press("j")
    first = page.evaluate("document.activeElement.textContent")
    press("x")
    press("j")
    press("ArrowDown")
    press("k")
    press("x")
    assert page.locator("[data-one]:checked").count() == 2
    assert page.locator("[data-count]").inner_text() == "2"
    press("x")  # takes the second back
    assert page.locator("[data-one]:checked").count() == 1
    page.locator("[data-all]").focus()
    press("Space")
    assert page.locator("[data-one]:checked").count() == 8
    keys_for(page, "c")
    assert "/hang-doi/nhieu/" in page.url
    page.get_by_label("Đơn vị nhận").focus()
    press("B")
    press("ArrowDown")
    page.get_by_label("Đơn vị nhận").select_option(label=office.section.name)
    page.get_by_role("button", name="Chuyển hồ sơ (8)").focus()
    press("Enter")
    page.get_by_role("heading", name="Chuyển hồ sơ: xong 8 hồ sơ").wait_for()
    assert Dossier.objects.filter(state=State.TRANSFERRED).count() == 8
    visit(page, f"{live_server.url}/tim/?q=nguoi+thu")
    press("j")
    assert page.evaluate("document.activeElement.textContent") != ""
    keys_for(page, "Enter")
    assert "/ho-so/" in page.url
    assert first and not failures
    context.close()
