# SPDX-License-Identifier: EUPL-1.2
"""Figures on pages: every one opens a list of just as many dossiers, for whoever may, and for nobody else."""

from __future__ import annotations

import datetime as dt
import io
import re
from html import unescape
from urllib.parse import urlencode
from xml.etree import ElementTree as ET

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from motcua.accesses.models import Access, What
from motcua.dossiers.tests.office import Office, person
from motcua.law.roles import Role
from motcua.web.statistics import charts, periods
from motcua.web.statistics.charts import Chart, Mark, Series
from motcua.web.tests.conftest import set_clock
from motcua.web.tests.test_pages import SIGNED_IN
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


_UP = re.compile(r'<ol class="crumbs"><li><a href="([^"]+)">')


def above(client: Client, url: str) -> str:
    """Where the list of a figure leads up to."""
    found = _UP.search(client.get(url).content.decode())
    assert found is not None, url
    return unescape(found.group(1))


@pytest.mark.parametrize(("group", "columns"), [("thu-tuc", "bo-sung"), ("chung", "tien-do")])
def test_a_list_leads_back_to_the_figures_it_came_from(town: Office, group: str, columns: str) -> None:
    head = signed_in(town, Role.AGENCY_HEAD)
    asked = {
        "theo": group,
        "cot": columns,
        "ky": "khac",
        "tu": "2026-03-01",
        "den": "2026-03-14",
        "cach": "time",
    }
    found = figures(head.get("/so-lieu/", asked).content.decode())
    url = next(url for url, number in found.items() if number)
    assert url in figures(head.get(above(head, url)).content.decode())
    room = next(iter(figures(head.get("/dieu-hanh/").content.decode())))
    assert head.get(above(head, room)).status_code == 200


@pytest.mark.parametrize(
    "sent",
    [
        *("https://evil.example/bao-cao/da-lap/1/", "//evil.example/x", "/ho-so/H29/", "javascript:alert(1)"),
        *("http://[", "\\\\evil.example", "/bao-cao/da-lap/x/"),
    ],
)
def test_a_list_leads_to_no_page_but_ours(town: Office, sent: str) -> None:
    head = signed_in(town, Role.AGENCY_HEAD)
    url = next(iter(figures(head.get("/so-lieu/").content.decode())))
    up = above(head, f"{url}&{urlencode({'bao-cao': sent})}")
    assert up.startswith(("/so-lieu/?", "/bao-cao/da-lap/1/")) and "evil" not in up


def test_every_figure_of_the_control_room_opens_as_many_dossiers(town: Office) -> None:
    head = signed_in(town, Role.AGENCY_HEAD)
    page = head.get("/dieu-hanh/")
    assert page.status_code == 200
    found = figures(page.content.decode())
    assert sum(found.values()) > 5
    for url, number in found.items():
        assert len(listed(head, url)) == number, url


def test_a_list_leaves_the_house_on_record(town: Office) -> None:
    head = signed_in(town, Role.AGENCY_HEAD)
    page = head.get("/so-lieu/", {"theo": "chung", "ky": "khac", "tu": "2026-03-01", "den": "2026-03-14"})
    url, number = max(figures(page.content.decode()).items(), key=lambda pair: pair[1])
    before = Access.objects.filter(what=What.EXPORT).count()
    file = head.get(f"{url.replace('/danh-sach/', '/danh-sach/tep/')}&tep=csv")
    lines = file.content.decode("utf-8-sig").splitlines()
    head_at = next(place for place, line in enumerate(lines) if line.startswith("Mã hồ sơ,"))
    assert len(lines) - head_at - 1 == number
    assert Access.objects.filter(what=What.EXPORT).count() == before + 1
    sheet = head.get(f"{url.replace('/danh-sach/', '/danh-sach/tep/')}&tep=xlsx")
    rows = list(load_workbook(io.BytesIO(sheet.content)).active.iter_rows(values_only=True))
    assert sum(1 for row in rows if re.match(r"[A-Z]\d+\.", str(row[0]))) == number


def test_the_explorer_as_a_file_says_what_the_page_says(town: Office) -> None:
    head = signed_in(town, Role.AGENCY_HEAD)
    asked = {"theo": "thu-tuc", "ky": "khac", "tu": "2026-03-01", "den": "2026-03-14"}
    page = head.get("/so-lieu/", asked)
    file = head.get("/so-lieu/", {**asked, "tep": "xlsx"})
    rows = list(load_workbook(io.BytesIO(file.content)).active.iter_rows(values_only=True))
    total = next(row for row in rows if row[0] == "Tổng cộng")
    assert [int(cell) for cell in total[1:]] == [one.value for one in page.context["total"].figures]


def test_who_may_open_which_figures(town: Office) -> None:
    specialist, nobody = signed_in(town, Role.SPECIALIST), Client()
    page = specialist.get("/so-lieu/")
    assert page.status_code == 200
    assert not figures(page.content.decode()), "figures without lists for whoever leads nothing"
    assert specialist.get("/dieu-hanh/").status_code == 403
    head = signed_in(town, Role.AGENCY_HEAD)
    text = head.get("/so-lieu/", {"theo": "chung"}).content.decode()
    url = next(iter(figures(text)))
    assert specialist.get(url).status_code == 403
    assert nobody.get(url).status_code == 302
    stranger = person("t-stranger", town.other_section, Role.AGENCY_HEAD, "Người nơi khác")
    elsewhere = Client()
    elsewhere.force_login(stranger)
    assert elsewhere.get("/so-lieu/").status_code == 200
    assert elsewhere.get(url).status_code in (200, 403)
    for nonsense in ("/so-lieu/danh-sach/?o=x", "/so-lieu/danh-sach/", f"{url}&sau=x"):
        assert head.get(nonsense).status_code == 404, nonsense
    assert head.get("/so-lieu/?don-vi=999999").status_code == 403
    assert head.get("/so-lieu/?ky=quy-2026-9&luc=x&theo=y&cach=z&cot=w").status_code == 200


def test_the_week_of_an_official_opens_their_own_dossiers(town: Office) -> None:
    specialist = signed_in(town, Role.SPECIALIST)
    page = specialist.get("/")
    found = figures(page.content.decode())
    assert "Tuần này của bạn" in page.content.decode()
    assert any(found.values())
    for url, number in found.items():
        assert len(listed(specialist, url)) == number


def test_figures_cost_the_same_however_many_rows(town: Office) -> None:
    head = signed_in(town, Role.AGENCY_HEAD)

    def cost(path: str) -> int:
        with CaptureQueriesContext(connection) as caught:
            assert head.get(path).status_code == 200
        return len(caught)

    pages = ("/dieu-hanh/", "/dieu-hanh/luc-nay/", "/so-lieu/?theo=thu-tuc")
    warm = [cost(path) for path in pages]  # what is kept for a while is looked up once
    before = [cost(path) for path in pages]
    assert before <= warm
    for minute in range(5):
        town.received("status", f"2026-03-11 08:{10 + minute}")
        town.received("birth", f"2026-03-11 09:{10 + minute}")
    assert [cost(path) for path in pages] == before
    assert before[0] == SIGNED_IN + CONTROL_ROOM


CONTROL_ROOM = 26
"""One transaction (two), the unit and whose it is (four), what all questions need (six), five answers, the names
of two, three tallies, the risk model, and for the index the unit, its ballots and its level."""


def test_the_control_room_says_why_dossiers_are_late(town: Office) -> None:
    head = signed_in(town, Role.AGENCY_HEAD)
    page = head.get("/dieu-hanh/")
    table = next(one for one in page.context["lying"] if one.name == "Vì sao quá hạn")
    (unstated,) = table.rows
    assert unstated.name == "Chưa nêu nguyên nhân" and unstated.url == "/bao-cao/qua-han/"
    overdue = unstated.figures[0]
    code = listed(head, overdue.url)[0]
    told = {"key": "k1", "cause": "officials", "words": "Thiếu người", "responsible": town.committee.pk}
    assert head.post(f"/bao-cao/qua-han/{code}/", told).status_code == 302
    page = head.get("/dieu-hanh/")
    table = next(one for one in page.context["lying"] if one.name == "Vì sao quá hạn")
    assert table.rows[0].name == "Do cán bộ, công chức"
    assert sum(row.figures[0].value for row in table.rows) == overdue.value
    for row in table.rows:
        for figure in row.figures:
            if figure.value:
                assert len(listed(head, figure.url)) == figure.value


@pytest.mark.parametrize(
    ("word", "first", "last"),
    [
        ("quy-2026-1", "2025-12-15", "2026-03-14"),
        ("thang-tk-2026-03", "2026-02-15", "2026-03-14"),
        ("6-thang-2026", "2025-12-15", "2026-06-14"),
        ("nam-2025", "2024-12-15", "2025-12-14"),
        ("tuan-2026-03-11", "2026-03-09", "2026-03-15"),
        ("thang-2026-02", "2026-02-01", "2026-02-28"),
        ("thang-2026-13", "2025-12-15", "2026-03-14"),
        ("quy-99999999999-1", "2025-12-15", "2026-03-14"),
        ("", "2025-12-15", "2026-03-14"),
    ],
)
def test_windows_in_an_address(word: str, first: str, last: str) -> None:
    found = periods.chosen({"ky": word}, dt.date(2026, 3, 12))
    assert (found.first.isoformat(), found.last.isoformat()) == (first, last)
    assert periods.chosen(found.query, dt.date(2026, 3, 12)) == found


def test_a_drawing_brings_nothing_that_the_page_forbids() -> None:
    marks = tuple(Mark(value, f"<{value}> & 'x'", f"/so-lieu/?o={value}") for value in (3.0, None, 0.0, 7.5))
    chart = Chart('Tên "biểu đồ"', ("a", "b", "c", "d"), (Series("Một", "late", marks),))
    for drawn in (charts.columns(chart), charts.lines(chart), charts.narrow(chart)):
        root = ET.fromstring(drawn)  # noqa: S314  drawn by ourselves
        names = {element.tag.rpartition("}")[2] for element in root.iter()}
        assert names <= {"svg", "g", "rect", "path", "text", "a", "title", "circle"}
        assert not any("style" in element.attrib or "id" in element.attrib for element in root.iter())
        links = [element for element in root.iter() if element.tag.endswith("}a")]
        assert [link.get("href") for link in links] == [
            "/so-lieu/?o=3.0",
            "/so-lieu/?o=0.0",
            "/so-lieu/?o=7.5",
        ]
        assert all(link.get("tabindex") == "-1" and link[0].tag.endswith("}title") for link in links)
