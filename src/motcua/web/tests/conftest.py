# SPDX-License-Identifier: EUPL-1.2
import datetime as dt
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, Page, Playwright, sync_playwright
from pytest_django.live_server_helper import LiveServer

from motcua.dossiers.tests.office import Office, at, open_office
from motcua.law.roles import Role
from motcua.web.tests.browser_hands import People

SignIn = Callable[[Role], Client]


@pytest.fixture
def office(db: None) -> Office:
    return open_office()


@pytest.fixture
def as_role(office: Office) -> SignIn:
    """A browser in which the person of a role has signed in."""

    def sign_in(role: Role) -> Client:
        client = Client()
        client.force_login(office.people[role])
        return client

    return sign_in


@pytest.fixture
def on_monday(monkeypatch: pytest.MonkeyPatch) -> dt.datetime:
    """The site's clock stands at Monday 09/03/2026, 10:00, and can be moved with `set_clock`."""
    set_clock(monkeypatch, "2026-03-09 10:00")
    return at("2026-03-09 10:00")


def set_clock(monkeypatch: pytest.MonkeyPatch, local: str) -> None:
    """Stop the site's clock at a local moment."""
    moment = at(local)
    monkeypatch.setattr(timezone, "now", lambda: moment.astimezone(dt.UTC))


@pytest.fixture(scope="session")
def engine() -> Iterator[Playwright]:
    """What drives the browsers."""
    # Playwright keeps an event loop in this thread, which Django takes for an asynchronous caller.
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "yes")
        with sync_playwright() as playwright:
            yield playwright


@pytest.fixture(scope="session")
def chromium(engine: Playwright) -> Iterator[Browser]:
    """A headless browser; the test is skipped, with the reason, where there is none."""
    browser = _launched(engine, "chromium", "google-chrome")
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def windowless(engine: Playwright) -> Iterator[Browser]:
    """⚡ A browser without windows where there is one: it neither prints nor shows PDF, but opens pages faster."""
    browser = _launched(engine, "chromium-headless-shell", "chromium", "google-chrome")
    yield browser
    browser.close()


def _launched(engine: Playwright, *names: str) -> Browser:
    path = next((found for found in map(shutil.which, names) if found), None)
    if path is None:
        pytest.skip("no Chromium on this system: apt install chromium")
    return engine.chromium.launch(
        executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
    )


@pytest.fixture
def people(
    live_server: LiveServer, chromium: Browser, windowless: Browser, monkeypatch: pytest.MonkeyPatch
) -> Iterator[People]:
    """People at keyboards. The served site and the browsers are the same for the whole run."""
    there = People(chromium, windowless, live_server.url, monkeypatch)
    yield there
    there.leave()


@pytest.fixture
def shoot() -> Callable[[Page, str], None]:
    """Save a picture of the page when MOTCUA_SCREENSHOTS names a folder; otherwise do nothing."""
    folder = os.environ.get("MOTCUA_SCREENSHOTS", "")

    def shot(page: Page, name: str) -> None:
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)

    return shot
