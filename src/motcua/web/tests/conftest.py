# SPDX-License-Identifier: EUPL-1.2
import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from motcua.dossiers.tests.office import Office, at, open_office
from motcua.law.roles import Role

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
