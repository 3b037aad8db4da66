# SPDX-License-Identifier: EUPL-1.2
"""Pages of the reports: what they show, that every figure leads on, who may press what, how much they ask."""

from __future__ import annotations

import datetime as dt
import io
import re
from html import unescape

import pytest
from django.test import Client
from pypdf import PdfReader
from pytest_django import DjangoAssertNumQueries

from motcua.accesses.models import Access
from motcua.dossiers.tests.office import Office, person
from motcua.law.roles import Role
from motcua.organisations.models import Unit
from motcua.reports.models import LatenessCause, ReportState, StatutoryReport
from motcua.reports.tests.cases import fill_quarter, open_commune, received
from motcua.statistics.tests.test_recount import reorganise
from motcua.web.tests.conftest import set_clock
from motcua.web.tests.test_pages import SIGNED_IN

QUARTER = "?don-vi=t-ubnd&ky=2026-Q1"


@pytest.fixture
def office(db: None, monkeypatch: pytest.MonkeyPatch) -> Office:
    set_clock(monkeypatch, "2026-03-16 09:00")
    return open_commune()


def as_role(office: Office, role: Role) -> Client:
    client = Client()
    client.force_login(office.people[role])
    return client


def test_a_report_shows_its_figures_each_with_a_link(office: Office) -> None:
    fill_quarter(office)
    control = as_role(office, Role.CONTROL_OFFICER)
    page = control.get(f"/bao-cao/bieu/ii-06a/{QUARTER}").content.decode()
    total = page[page.index("Tổng số</th>", page.index("<tbody>")) :].split("</tr>")[0]
    assert re.findall(r">(\d+)</a>", total) == ["11", "1", "9", "1", "7", "2", "2", "2", "4", "3", "1"]
    for url in re.findall(r'href="([^"]+)"', total):
        answer = control.get(url.replace("&amp;", "&"))
        assert answer.status_code == 200, url
    assert "Khớp hoặc đã giải thích hết" in page and "(13)" in page
    parts = control.get(f"/bao-cao/bieu/ii-06a/so/{QUARTER}&bang=0&dong=total&cot=taken").content.decode()
    assert "Tiếp nhận" in parts and "Từ kỳ trước chuyển sang" in parts


@pytest.mark.parametrize("more", [0, 4])
def test_a_page_asks_no_more_for_more_dossiers(
    office: Office, more: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    received(office, "2026-01-05 09:00")
    for number in range(more):
        received(office, f"2026-01-0{number + 6} 09:00", "same_day" if number == 2 else "certificate")
    control = as_role(office, Role.CONTROL_OFFICER)
    control.get(f"/bao-cao/bieu/ii-06a/{QUARTER}")
    with django_assert_num_queries(SIGNED_IN + PAGE_OF_A_REPORT):
        control.get(f"/bao-cao/bieu/ii-06a/{QUARTER}")


@pytest.mark.parametrize("form", ["ii-06a", "ii-07a", "ii-07b", "ii-08", "noi-bo"])
def test_every_figure_of_a_page_opens_as_many(office: Office, form: str) -> None:
    made = fill_quarter(office)
    control = as_role(office, Role.CONTROL_OFFICER)
    told = {"key": "k", "cause": "officials", "words": "Thiếu người", "responsible": office.committee.pk}
    control.post(f"/bao-cao/qua-han/{made['late']}/", told)
    set_of = re.compile(r'<a href="([^"]+)">([\d.]+)</a>')
    text = control.get(f"/bao-cao/bieu/{form}/{QUARTER}").content.decode()
    body = text[text.index('<table class="report-table"') :]
    assert not re.findall(r'<td(?: class="late")?>([1-9][\d.]*)</td>', body), "figures without a list"
    found = {(unescape(url), int(number)) for url, number in set_of.findall(body)}
    assert found
    for url, number in found:
        assert opened(control, url) == number, url


def opened(client: Client, url: str) -> int:
    """How many a link of a report opens: the parts of a sum, dossiers, procedures."""
    answer = client.get(url)
    assert answer.status_code == 200, url
    text = answer.content.decode()
    if "/so/?" in url:
        parts = re.findall(r'<a href="([^"]+)">[\d.]+</a></td></tr>', text)
        return sum(opened(client, unescape(part)) for part in parts)
    rows = text[text.index("<tbody") : text.index("</tbody>")].count("<tr>")
    assert int(re.search(r"<h1>[^<\d]*([\d.]+)", text)[1]) == rows
    return rows


@pytest.mark.parametrize("form", ["ii-06a", "ii-08"])
def test_a_list_leads_back_to_its_report(office: Office, form: str) -> None:
    fill_quarter(office)
    control = as_role(office, Role.CONTROL_OFFICER)
    pressed = {"don-vi": "t-ubnd", "ky": "2026-Q1", "key": "k1"}
    stored = control.post(f"/bao-cao/bieu/{form}/lap/", pressed)["Location"]
    for page in (f"/bao-cao/bieu/{form}/{QUARTER}", stored):
        text = control.get(page).content.decode()
        url = unescape(re.search(r'href="(/(?:so-lieu/danh-sach|bao-cao/thu-tuc)/[^"]+)"', text)[1])
        crumbs = re.search(r'<ol class="crumbs"><li><a href="([^"]+)">', control.get(url).content.decode())
        assert (
            control.get(unescape(crumbs[1])).context["report"].asked
            == control.get(page).context["report"].asked
        )


def test_a_list_of_one_cause_says_so_and_leaves_as_a_file(office: Office) -> None:
    fill_quarter(office)
    control = as_role(office, Role.CONTROL_OFFICER)
    text = control.get(f"/bao-cao/bieu/ii-07a/so/{QUARTER}&bang=0&dong=total&cot=unstated").content.decode()
    (url,) = (unescape(one) for one in re.findall(r'<a href="(/so-lieu/danh-sach/[^"]+)">1</a>', text))
    assert "nguyen-nhan=chua-neu" in url
    page = control.get(url).content.decode()
    assert "Chưa nêu nguyên nhân" in page and "nguyen-nhan=chua-neu&amp;tep=csv" in page
    file = control.get(f"{url.replace('/danh-sach/', '/danh-sach/tep/')}&tep=csv").content.decode("utf-8-sig")
    head = next(n for n, line in enumerate(file.splitlines()) if line.startswith("Mã hồ sơ,"))
    assert len(file.splitlines()) - head - 1 == 1 and "Chưa nêu nguyên nhân" in file


def test_lists_of_procedures_are_guarded(office: Office) -> None:
    fill_quarter(office)
    control, stranger = as_role(office, Role.CONTROL_OFFICER), Client()
    text = control.get(f"/bao-cao/bieu/ii-08/{QUARTER}").content.decode()
    url = unescape(re.search(r'href="(/bao-cao/thu-tuc/[^"]+)"', text)[1])
    assert "Cấp giấy xác nhận thử" in control.get(url).content.decode()
    away = person("away", office.commune, Role.AGENCY_HEAD, "Người nơi khác")
    away.positions.update(unit=_elsewhere(office))
    stranger.force_login(away)
    assert stranger.get(url).status_code == 403
    for nonsense in (
        "",
        "?o=x",
        "?o=cause..x",
        url.replace("procedures.", "cause.").partition("/thu-tuc/")[2],
    ):
        assert control.get(f"/bao-cao/thu-tuc/{nonsense}").status_code == 404, nonsense


def _elsewhere(office: Office) -> Unit:
    return Unit.objects.create(
        code="t-far", name="Sở Nơi Khác", name_key="so noi khac", kind="department",
        parent=office.commune.parent, ancestors=[office.commune.parent_id], effective_from=dt.date(2020, 1, 1),
    )  # fmt: skip


def test_merged_units_are_asked_for_on_the_page(office: Office) -> None:
    fill_quarter(office)
    new = reorganise(office)
    control = as_role(office, Role.CONTROL_OFFICER)
    code = Unit.objects.get(pk__in=new, code="t-ubnd-2").code
    set_apart = control.get(f"/bao-cao/bieu/ii-06a/?don-vi={code}&ky=2026-Q2")
    assert set_apart.status_code in (200, 404)
    page = control.get(f"/bao-cao/bieu/ii-06a/{QUARTER}&ke-thua=1").content.decode()
    assert 'name="ke-thua" value="1" checked' in page and "Tính vào đơn vị kế thừa" in page
    told = control.get(f"/bao-cao/bieu/ii-06a/tep/{QUARTER}&ke-thua=1&tep=json").json()
    assert any("kế thừa" in words for words in told["switches"])
    prepared = control.post(
        "/bao-cao/bieu/ii-06a/lap/", {"don-vi": "t-ubnd", "ky": "2026-Q1", "key": "k9", "ke-thua": "1"}
    )
    frozen = control.get(prepared["Location"]).content.decode()
    assert "Tính vào đơn vị kế thừa" in frozen and "ke-thua=1" in frozen
    assert "Không có gì khác" in control.get(f"{prepared['Location']}so-sanh/").content.decode()


PAGE_OF_A_REPORT = 24
"""Unit and scope, three answers of the statistics with the names of their keys (one for the carry-over), agencies,
the period before, the stored report."""


def test_files_are_taken_out_with_a_record(office: Office) -> None:
    fill_quarter(office)
    control = as_role(office, Role.CONTROL_OFFICER)
    for wanted, start in (("xlsx", b"PK"), ("pdf", b"%PDF"), ("csv", b"\xef\xbb\xbf"), ("json", b"{")):
        answer = control.get(f"/bao-cao/bieu/ii-06a/tep/{QUARTER}&tep={wanted}")
        assert answer.content.startswith(start), wanted
        assert f"ii-06a_t-ubnd_2026-Q1.{wanted}" in answer["Content-Disposition"]
    narrative = control.get(f"/bao-cao/bieu/de-cuong/tep/{QUARTER}&tep=docx")
    assert narrative.content.startswith(b"PK")
    assert Access.objects.filter(subject__contains="2026-Q1").count() == 5
    assert control.get(f"/bao-cao/bieu/ii-06a/tep/{QUARTER}&tep=docx").status_code == 404
    assert control.get(f"/bao-cao/bieu/ii-06a/tep/{QUARTER}&tep=exe").status_code == 404


def test_the_register_of_a_desk(office: Office) -> None:
    made = fill_quarter(office)
    control = as_role(office, Role.CONTROL_OFFICER)
    assert "/bao-cao/so-theo-doi/?don-vi=t-centre&amp;ky=2026-03" in control.get("/bao-cao/").content.decode()
    answer = control.get("/bao-cao/so-theo-doi/?don-vi=t-centre&ky=2026-03")
    words = "".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
    assert made["overdue"].split("-")[-2] in words and "Sổ này có 6 hồ sơ" in " ".join(words.split())
    of_agency = control.get("/bao-cao/so-theo-doi/?don-vi=t-ubnd&ky=2026-03")
    assert of_agency.content == answer.content
    worker = as_role(office, Role.SPECIALIST)
    assert worker.get("/bao-cao/so-theo-doi/?don-vi=t-centre&ky=2026-03").status_code == 403


def test_prepare_submit_and_seal_by_their_buttons(office: Office) -> None:
    fill_quarter(office)
    control, head = as_role(office, Role.CONTROL_OFFICER), as_role(office, Role.AGENCY_HEAD)
    press = {"don-vi": "t-ubnd", "ky": "2026-Q1", "key": "k1"}
    refused = head.post("/bao-cao/bieu/ii-06a/lap/", press)
    assert refused.status_code == 409 and "không có quyền" in refused.content.decode()
    prepared = control.post("/bao-cao/bieu/ii-06a/lap/", press)
    row = StatutoryReport.objects.get()
    assert prepared["Location"] == f"/bao-cao/da-lap/{row.pk}/"
    assert control.post("/bao-cao/bieu/ii-06a/lap/", press)["Location"] == prepared["Location"]
    assert row.editions.count() == 1
    page = head.get(f"/bao-cao/da-lap/{row.pk}/").content.decode()
    assert "Gửi báo cáo</button>" in page and row.editions.get().sha256 in page
    assert "lãnh đạo cơ quan mở báo cáo này để gửi" not in page
    waits = control.get(f"/bao-cao/da-lap/{row.pk}/").content.decode()
    assert "lãnh đạo cơ quan mở báo cáo này để gửi" in waits  # who prepared it is told who goes on
    assert control.post(f"/bao-cao/da-lap/{row.pk}/gui/", {"key": "s1"}).status_code == 409
    assert head.post(f"/bao-cao/da-lap/{row.pk}/gui/", {"key": "s1"}).status_code == 302
    assert head.get(f"/bao-cao/da-lap/{row.pk}/gui/").status_code == 405
    assert head.post(f"/bao-cao/da-lap/{row.pk}/khoa/", {"key": "x1"}).status_code == 302
    row.refresh_from_db()
    assert row.state == ReportState.SEALED
    story = head.get(f"/bao-cao/da-lap/{row.pk}/").content.decode()
    assert story.index('<p class="what">Lập báo cáo') < story.index('<p class="what">Khóa báo cáo')
    compared = control.get(f"/bao-cao/da-lap/{row.pk}/so-sanh/").content.decode()
    assert "Không có gì khác" in compared
    frozen = control.get(f"/bao-cao/da-lap/{row.pk}/tep/?tep=json")
    assert frozen.json()["sha256"] == row.editions.get().sha256


@pytest.mark.parametrize(("clock", "late"), [("2026-03-16 14:00", False), ("2026-03-18 09:00", True)])
def test_the_head_is_told_what_waits_to_be_submitted(
    office: Office, monkeypatch: pytest.MonkeyPatch, clock: str, late: bool
) -> None:
    fill_quarter(office)
    told = "báo cáo đã lập, chờ bạn gửi"
    assert told not in as_role(office, Role.AGENCY_HEAD).get("/").content.decode()
    control = as_role(office, Role.CONTROL_OFFICER)
    control.post("/bao-cao/bieu/ii-06a/lap/", {"don-vi": "t-ubnd", "ky": "2026-Q1", "key": "k1"})
    row = StatutoryReport.objects.get()
    set_clock(monkeypatch, clock)
    control, head = as_role(office, Role.CONTROL_OFFICER), as_role(office, Role.AGENCY_HEAD)
    tile = re.search(
        rf'href="([^"]+)"><b>1</b><span>{told}</span></a>(.*?)</li>', head.get("/").content.decode()
    )
    assert tile and ("Quá hạn" in tile[2]) is late
    path, _hash, place = tile[1].partition("#")
    waits = head.get(path).content.decode()
    note = waits[waits.index(f'id="{place}"') :].partition("</div>")[0]
    assert f'href="/bao-cao/da-lap/{row.pk}/"' in note and "(II.06a)</a>" in note
    assert told not in control.get("/").content.decode()  # who prepared it has done their part
    assert f'id="{place}"' not in control.get(path).content.decode()
    stranger = person("away", office.commune, Role.AGENCY_HEAD, "Người nơi khác")
    stranger.positions.update(unit=_elsewhere(office))
    away = Client()
    away.force_login(stranger)
    assert told not in away.get("/").content.decode()
    head.post(f"/bao-cao/da-lap/{row.pk}/gui/", {"key": "s1"})
    assert told not in head.get("/").content.decode()


def test_the_overview_says_what_is_late(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    control = as_role(office, Role.CONTROL_OFFICER)
    soon = control.get("/bao-cao/").content.decode()
    assert "Sắp đến hạn gửi" in soon and "Quý I năm 2026" in soon
    set_clock(monkeypatch, "2026-03-18 09:00")
    control = as_role(office, Role.CONTROL_OFFICER)  # two days later the session is over
    late = control.get("/bao-cao/").content.decode()
    assert "Báo cáo quá hạn gửi" in late
    note = late[late.index("Báo cáo quá hạn gửi") : late.index('<section class="chapter">')]
    assert re.search(r"Nguyên nhân quá hạn đối với hồ sơ giải quyết chậm[^()]*\(II.07a\)</a>", note)
    below = control.get(f"/bao-cao/cap-duoi/{QUARTER}").content.decode()
    assert "Không có đơn vị cấp dưới" in below


def test_the_cause_of_lateness_is_stated_on_its_page(office: Office) -> None:
    made = fill_quarter(office)
    control = as_role(office, Role.CONTROL_OFFICER)
    listed = control.get("/bao-cao/qua-han/").content.decode()
    assert made["late"] in listed and made["early"] not in listed
    url = f"/bao-cao/qua-han/{made['late']}/"
    empty = control.post(url, {"key": "k1", "words": "Đã viết dở"})
    assert empty.status_code == 422 and "Đã viết dở" in empty.content.decode()
    told = {"key": "k1", "cause": "officials", "words": "Thiếu người", "responsible": office.committee.pk}
    assert control.post(url, told)["Location"] == "/bao-cao/qua-han/"
    assert LatenessCause.objects.get().cause == "officials"
    assert f">{made['late']}</a>" not in control.get("/bao-cao/qua-han/").content.decode()
    assert "Do cán bộ, công chức" in control.get("/bao-cao/qua-han/?da-neu=1").content.decode()
    assert "không quá hạn" in control.get(f"/bao-cao/qua-han/{made['early']}/").content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "/bao-cao/bieu/ii-99/",
        "/bao-cao/bieu/ii-06a/?ky=2026-X",
        "/bao-cao/bieu/ii-06a/?don-vi=t-province",
        "/bao-cao/bieu/ii-06a/?tu=2026-02-01&den=2026-01-01",
        "/bao-cao/bieu/ii-06a/?cach=bua",
        "/bao-cao/bieu/ii-06a/?luc=hom-qua",
        "/bao-cao/bieu/ii-06a/?luc=0001-01-01",
        "/bao-cao/bieu/ii-06a/?luc=9999-12-31T23:59",
        "/bao-cao/bieu/ii-06a/so/?dong=khong-co",
        "/bao-cao/da-lap/999/",
    ],
)
def test_what_means_nothing_is_not_there(office: Office, address: str) -> None:
    assert as_role(office, Role.CONTROL_OFFICER).get(address).status_code == 404


def test_free_days_and_a_past_moment(office: Office) -> None:
    fill_quarter(office)
    control = as_role(office, Role.CONTROL_OFFICER)
    page = control.get(
        "/bao-cao/bieu/ii-06a/?tu=2026-01-02&den=2026-01-30&luc=2026-01-10T08:00"
    ).content.decode()
    assert "Từ 02/01/2026 đến 30/01/2026" in page and "thứ Bảy 10/01/2026, 08:00" in page
    assert "Lập báo cáo (chốt số liệu)" not in page
