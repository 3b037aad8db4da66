# SPDX-License-Identifier: EUPL-1.2
"""Figures on pages: every one opens a list of just as many dossiers, for whoever may, and for nobody else."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client

from motcua.dossiers.tests.office import Office
from motcua.law.roles import Role
from motcua.web.tests.conftest import set_clock
from motcua.web.tests.town import fill, open_town

NOW = "2026-03-12 10:00"
_NUMBER = re.compile(r'<a[^>]* href="(/so-lieu/danh-sach/\?[^"]+)"[^>]*>(?:<b>)?([\d.]+)(?:</b>|</a>)')
_TOTAL = re.compile(r"<h1>[^<]*: ([\d.]+)</h1>")


@pytest.fixture
def town(db: None, monkeypatch: pytest.MonkeyPatch) -> Office:
    office = open_town()
    fill(office)
    set_clock(monkeypatch, NOW)
    return office


def signed_in(office: Office, role: Role) -> Client:
    client = Client()
    client.force_login(office.people[role])
    return client


def figures(text: str) -> dict[str, int]:
    """The addresses of all figures of a page with what they say."""
    return {unescape(url): int(told.replace(".", "")) for url, told in _NUMBER.findall(text)}


def listed(client: Client, url: str) -> list[str]:
    """The codes of every page of a list, and that its heading says as many."""
    codes: list[str] = []
    page, following = client.get(url), ""
    while True:
        assert page.status_code == 200, url
        text = page.content.decode()
        codes += re.findall(r'<a class="code" href="/ho-so/([^/]+)/">', text)
        following = page.context["next_page"]
        if not following:
            break
        page = client.get(f"/so-lieu/danh-sach/?{following}")
    found = _TOTAL.search(text)
    assert found is not None and int(found.group(1).replace(".", "")) == len(codes), url
    return codes


GROUPS = ("don-vi", "co-quan", "linh-vuc", "thu-tuc", "cap", "kenh", "can-bo", "ngay", "thang", "chung")
SETS = ("tien-do", "dong-chay", "bo-sung", "so-hoa", "tra")


@pytest.mark.parametrize("columns", SETS)
def test_every_figure_of_the_explorer_opens_as_many_dossiers(town: Office, columns: str) -> None:
    head = signed_in(town, Role.AGENCY_HEAD)
    told = 0
    for group in GROUPS:
        page = head.get(
            "/so-lieu/",
            {"theo": group, "cot": columns, "ky": "khac", "tu": "2026-03-01", "den": "2026-03-14"},
        )
        assert page.status_code == 200, group
        for url, number in figures(page.content.decode()).items():
            if number:
                told += 1
                assert len(listed(head, url)) == number, (group, url)
    assert told > 0


def test_every_figure_of_the_control_room_opens_as_many_dossiers(town: Office) -> None:
    head = signed_in(town, Role.AGENCY_HEAD)
    page = head.get("/dieu-hanh/")
    assert page.status_code == 200
    found = figures(page.content.decode())
    assert sum(found.values()) > 5
    for url, number in found.items():
        assert len(listed(head, url)) == number, url
