# SPDX-License-Identifier: EUPL-1.2
"""Pages of the catalogue over HTTP: nothing typed is lost, two editors, publication, doubts of the import."""

import datetime as dt
import re
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from motcua.catalogue import editing
from motcua.catalogue.models import CatalogueChange, ProcedureVersion, QuarantineItem, VersionStatus
from motcua.catalogue.tests.keeping import doubt, ferry, keeper
from motcua.dossiers.tests.office import Office, person
from motcua.law.roles import Role
from motcua.organisations.models import Person
from motcua.web.tests.conftest import set_clock

SIGNED_IN = 3
TODAY = dt.date(2026, 4, 10)


@pytest.fixture(autouse=True)
def april(monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(monkeypatch, "2026-04-10 09:00")


@pytest.fixture
def control(office: Office) -> Client:
    """The browser of the officer in charge of control."""
    return browser(person("control", office.committee, Role.CONTROL_OFFICER, "Cán bộ đầu mối"))


def browser(who: Person) -> Client:
    client = Client()
    client.force_login(who)
    return client


def sent(page: HttpResponse, **changes: str) -> dict[str, str]:
    """Everything that the form of the page would hand in, with changes."""
    context: Any = page.context
    data = {"seen": context["seen"], "so-dong": str(context["count"])}
    for form in context["rows"].forms:
        for field in form:
            value = field.value()
            if field.widget_type == "checkbox":
                data |= {field.html_name: "on"} if value else {}
            else:
                data[field.html_name] = "" if value is None else str(value)
    return {**data, **changes}


def draft_address(version: ProcedureVersion, part: str = "truong-hop") -> str:
    return f"/quan-tri/danh-muc/ban/{version.pk}/sua/{part}/"


def test_from_the_list_to_a_published_amendment(control: Client) -> None:
    version = ferry()
    listed = control.get("/quan-tri/danh-muc/", {"q": "giay phep do"}).content.decode()
    assert "/quan-tri/danh-muc/1.900001/" in listed
    begun = control.post(f"/quan-tri/danh-muc/ban/{version.pk}/lap-du-thao/", follow=True)
    draft = ProcedureVersion.objects.get(status=VersionStatus.DRAFT)
    saved = control.post(
        draft_address(draft), sent(begun, **{"d0-limit": "5 ngày làm việc", "d0-fee": "20.000"})
    )
    assert saved.status_code == 302
    page = control.get(f"/quan-tri/danh-muc/ban/{draft.pk}/cong-bo/")
    assert "5 ngày làm việc" in page.content.decode() and "20.000 VND" in page.content.decode()
    data = {
        "change": "amend",
        "decision_number": "99/QĐ-UBND",
        "decision_date": "2026-04-09",
        "decision_issuer": "UBND tỉnh Thử",
        "effective_from": "2026-05-01",
        "seen": page.context["form"].initial["seen"],
    }
    done = control.post(f"/quan-tri/danh-muc/ban/{draft.pk}/cong-bo/", data, follow=True).content.decode()
    assert "Đã công bố; có hiệu lực từ 01/05/2026" in done
    assert "Sắp có hiệu lực" in done and "Thu hồi việc công bố" in done
    change = CatalogueChange.objects.get(act="amend")
    undo = control.post(f"/quan-tri/danh-muc/thu-hoi/{change.pk}/", {"reason": "Sai ngày"}, follow=True)
    assert "lại là dự thảo" in undo.content.decode()
    draft.refresh_from_db()
    assert draft.status == VersionStatus.DRAFT


def test_what_was_typed_stays_when_one_row_is_refused(control: Client) -> None:
    draft = editing.open_draft(keeper(), ferry().pk, TODAY)
    page = control.get(draft_address(draft))
    bad = sent(
        page, **{"d0-limit": "ba ngày", "d1-fee": "12.345 đồng", "d1-limit_note": "Kể từ ngày nhận đủ"}
    )
    answer = control.post(draft_address(draft), bad)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="ba ngày"' in text and 'value="12.345 đồng"' in text and "Kể từ ngày nhận đủ" in text
    assert 'href="#id_d0-limit"' in text and 'id="id_d0-limit_error"' in text
    assert draft.cases.get(order=2).limit_note == ""
    mended = control.post(draft_address(draft), {**bad, "d0-limit": "4 ngày"})
    assert mended.status_code == 302
    assert draft.cases.get(order=2).fee_amount == 12_345


def test_how_far_a_procedure_goes_online_is_kept_told_and_posted(control: Client) -> None:
    version = ferry()
    draft = editing.open_draft(keeper(), version.pk, TODAY)
    address = draft_address(draft)
    reason = "Phải đối chiếu bản chính"
    told = {"d1-online_level": "partial", "d1-online_reason": reason}
    wrong = control.post(address, sent(control.get(address), **told, **{"d0-online_level": "full"}))
    assert wrong.status_code == 422
    assert (
        "Chỉ cách nộp trực tuyến mới có mức này" in wrong.content.decode()
        and reason in wrong.content.decode()
    )
    assert control.post(address, sent(control.get(address), **told)).status_code == 302
    assert list(draft.cases.values_list("online_level", flat=True)) == [None, "partial"]
    difference = control.get(f"/quan-tri/danh-muc/ban/{draft.pk}/so-sanh/").content.decode()
    assert "Mức dịch vụ công trực tuyến" in difference and "Một phần" in difference and reason in difference
    posted = control.get(f"/quan-tri/danh-muc/ban/{draft.pk}/").content.decode()
    assert "Một phần" in posted and reason in posted
    assert "Một phần" not in control.get(f"/quan-tri/danh-muc/ban/{version.pk}/").content.decode()


def test_rows_are_added_moved_and_removed_by_buttons_and_nothing_typed_is_lost(control: Client) -> None:
    draft = editing.open_draft(keeper(), ferry().pk, TODAY)
    address = draft_address(draft, "giay-to")
    typed = sent(control.get(address), **{"d0-name": "Đơn mới", "d0-originals": "chưa xong"})
    more = control.post(address, {**typed, "them": "1"})
    assert more.status_code == 200 and more.context["count"] == 3
    assert 'value="chưa xong"' in more.content.decode()
    up = control.post(address, sent(more, **{"d2-name": "Ảnh", "d0-originals": "2", "len": "2"}))
    assert [form["name"].value() for form in up.context["rows"].forms] == [
        "Đơn mới",
        "Ảnh",
        "Giấy chứng minh nghề",
    ]
    less = control.post(address, sent(up, bo="2"))
    assert draft.papers.count() == 2 and draft.papers.get(order=1).name == "Đơn"
    assert control.post(address, sent(less)).status_code == 302
    assert list(draft.papers.values_list("name", "originals")) == [("Đơn mới", 2), ("Ảnh", None)]


def test_the_second_of_two_editors_sees_both_contents_and_may_go_on(control: Client, office: Office) -> None:
    draft = editing.open_draft(keeper(), ferry().pk, TODAY)
    other = browser(person("catalogue", office.committee, Role.CATALOGUE_ADMIN, "Quản trị danh mục"))
    mine, theirs = control.get(draft_address(draft)), other.get(draft_address(draft))
    assert other.post(draft_address(draft), sent(theirs, **{"d0-limit": "9 ngày"})).status_code == 302
    told = control.post(draft_address(draft), sent(mine, **{"d0-limit": "4 ngày"}))
    text = told.content.decode()
    assert told.status_code == 409
    assert "Người Thử catalogue đã lưu phần này" in text and "9 ngày" in text and 'value="4 ngày"' in text
    assert draft.cases.get(order=1).limit_value == 9
    assert control.post(draft_address(draft), sent(told)).status_code == 302
    assert draft.cases.get(order=1).limit_value == 4


def test_the_head_keeps_lines_and_levels(control: Client) -> None:
    draft = editing.open_draft(keeper(), ferry().pk, TODAY)
    address = draft_address(draft, "thong-tin")
    data: dict[str, Any] = sent(control.get(address), **{"d0-everyday_names": "lái đò\r\n\r\nchở đò "})
    assert control.post(address, {**data, "d0-levels": ["commune", "province"]}).status_code == 302
    draft.refresh_from_db()
    assert (draft.everyday_names, draft.levels) == (["lái đò", "chở đò"], ["commune", "province"])
    before = CatalogueChange.objects.count()
    page = control.get(address)
    control.post(address, {**sent(page), "d0-levels": ["commune", "province"]})
    assert CatalogueChange.objects.count() == before, "saving what is there already is no change"


def test_publication_says_what_is_missing_and_keeps_the_decision(control: Client) -> None:
    made = control.post("/quan-tri/danh-muc/them/", {"procedure_code": "1.900008", "name": "Cấp phép bè"})
    draft = ProcedureVersion.objects.get(procedure__code="1.900008")
    assert made["Location"] == draft_address(draft, "thong-tin")
    page = control.get(f"/quan-tri/danh-muc/ban/{draft.pk}/cong-bo/")
    assert "lĩnh vực, cấp thực hiện" in page.content.decode()
    data = {
        "change": "announce",
        "decision_number": "7/QĐ",
        "decision_date": "2026-04-09",
        "decision_issuer": "UBND tỉnh Thử",
        "effective_from": "2026-05-01",
        "seen": page.context["form"].initial["seen"],
    }
    refused = control.post(f"/quan-tri/danh-muc/ban/{draft.pk}/cong-bo/", data)
    assert refused.status_code == 422 and 'value="7/QĐ"' in refused.content.decode()


def test_abolishing_names_the_open_dossiers_that_go_on(control: Client, office: Office) -> None:
    office.received(when="2026-03-09 10:00")
    page = control.get("/quan-tri/danh-muc/9.000001/bai-bo/")
    assert "1 hồ sơ đang giải quyết" in page.content.decode()
    data = {
        "decision_number": "8/QĐ",
        "decision_date": "2026-04-09",
        "decision_issuer": "UBND tỉnh Thử",
        "effective_from": "2026-04-20",
    }
    done = control.post("/quan-tri/danh-muc/9.000001/bai-bo/", data, follow=True).content.decode()
    assert "Đã công bố bãi bỏ" in done
    version = ProcedureVersion.objects.get(procedure__code="9.000001")
    assert version.effective_to == dt.date(2026, 4, 19)


def test_the_difference_names_fields_in_words(control: Client) -> None:
    version = ferry()
    draft = editing.open_draft(keeper(), version.pk, TODAY)
    page = control.get(draft_address(draft, "ket-qua"))
    control.post(
        draft_address(draft, "ket-qua"), sent(page, **{"d0-name": "Giấy phép đò mới", "d0-code": ""})
    )
    lines = control.get(f"/quan-tri/danh-muc/ban/{draft.pk}/so-sanh/").context["diff"]
    assert [(one.sign, one.part) for one in lines] == [("+", "Kết quả"), ("−", "Kết quả")]
    assert "Giấy phép đò mới" in lines[0].after


def test_doubts_are_settled_one_after_the_other_and_pressing_twice_hurts_nobody(control: Client) -> None:
    version = ferry()
    proposal = {"value": "7", "unit": "working_days"}
    first = doubt(version, "cases[0].limit", "limit_without_unit", "7", proposal=proposal)
    doubt(version, "cases[1].fee", "fee_not_published", "Không có thông tin")
    page = control.get("/quan-tri/danh-muc/nghi-van/", {"ly-do": "limit_without_unit"})
    text = page.content.decode()
    assert "<b>Trực tiếp</b>" in text, "which of the ways to file is doubted"
    assert "<b>0</b> / 2" in text and "Nhận đề xuất: 7 ngày làm việc" in re.sub(
        r"\s+", " ", re.sub(r"</?button[^>]*>", "", text)
    )
    data = {"decision": "accept", "tro-lai": page.context["here"]}
    done = control.post(f"/quan-tri/danh-muc/nghi-van/{first.pk}/", data)
    assert done["Location"] == "/quan-tri/danh-muc/nghi-van/?ly-do=limit_without_unit"
    again = control.post(f"/quan-tri/danh-muc/nghi-van/{first.pk}/", data, follow=True)
    assert "đã được xử lý" in again.content.decode()
    draft = ProcedureVersion.objects.get(status=VersionStatus.DRAFT)
    assert draft.cases.get(order=1).limit_value == 7


def test_a_refused_correction_stays_typed_in(control: Client) -> None:
    item = doubt(ferry(), "cases[0].limit", "limit_without_unit", "7")
    data = {"decision": "correct", "text": "bảy ngày", "tro-lai": "https://example.org/"}
    answer = control.post(f"/quan-tri/danh-muc/nghi-van/{item.pk}/", data)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="bảy ngày"' in text and "Không hiểu thời hạn" in text and "example.org" not in text
    assert QuarantineItem.objects.get().state == "open"


def test_like_doubts_are_previewed_before_they_are_settled(control: Client) -> None:
    items = [doubt(ferry(f"1.90000{n}"), "cases[0].limit", "limit_without_unit", "7") for n in range(3)]
    address = f"/quan-tri/danh-muc/nghi-van/{items[0].pk}/giong-nhau/"
    answer = {"decision": "correct", "text": "7 ngày làm việc", "reason": ""}
    preview = control.get(address, answer)
    assert preview.context["works"] == 3 and "7 ngày làm việc" in preview.content.decode()
    assert QuarantineItem.objects.filter(state="open").count() == 3
    done = control.post(address, {**answer, "muc": [str(items[0].pk), str(items[2].pk)]})
    assert "Đã xử lý 2 trên 2 mục" in done.content.decode()
    assert list(QuarantineItem.objects.filter(state="open")) == [items[1]]


def test_an_inspector_reads_and_gets_no_buttons(office: Office) -> None:
    version = ferry()
    item = doubt(version, "cases[0].limit", "limit_without_unit", "7")
    client = browser(person("inspector", office.other_section, Role.INSPECTOR, "Thanh tra"))
    assert "Lập dự thảo" not in client.get("/quan-tri/danh-muc/1.900001/").content.decode()
    assert "Không áp dụng" not in client.get("/quan-tri/danh-muc/nghi-van/").content.decode()
    assert client.post(f"/quan-tri/danh-muc/nghi-van/{item.pk}/", {"decision": "keep"}).status_code == 403
    assert client.post(f"/quan-tri/danh-muc/ban/{version.pk}/lap-du-thao/").status_code == 403


def test_the_list_goes_on_after_fifty(control: Client) -> None:
    for number in range(52):
        ferry(f"1.8{number:05d}", field_name="Lĩnh vực thử")
    first = control.get("/quan-tri/danh-muc/", {"linh-vuc": "Lĩnh vực thử"})
    rest = control.get(f"/quan-tri/danh-muc/?{first.context['more']}")
    codes = [line.code for page in (first, rest) for line in page.context["lines"]]
    assert len(codes) == len(set(codes)) == 52
    assert not rest.context["more"]


@pytest.mark.parametrize(
    ("standing", "expected"),
    [
        *(("du-thao", 1), ("nghi-van", 1), ("sap-hieu-luc", 0)),
        *(("toan-trinh", 1), ("mot-phan", 0), ("chua-ro-muc", 2)),
    ],
)
def test_filters_by_state(control: Client, standing: str, expected: int) -> None:
    version = ferry()
    ferry("1.900002")
    if standing in ("toan-trinh", "chua-ro-muc"):
        ferry("1.900003").cases.filter(channel="online").update(online_level="full")
    editing.open_draft(keeper(), version.pk, TODAY)
    doubt(version, "cases[0].limit", "thử", "7")
    assert len(control.get("/quan-tri/danh-muc/", {"tinh-trang": standing}).context["lines"]) == expected


@pytest.mark.parametrize("number", [2, 12])
def test_queries_do_not_grow(
    control: Client, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    versions = [ferry(f"1.90{n:04d}") for n in range(number)]
    for version in versions:
        editing.open_draft(keeper(), version.pk, TODAY)
        doubt(version, "cases[0].limit", "limit_without_unit", "7")
    with django_assert_num_queries(SIGNED_IN + 6):  # codes, versions, doubts of each, fields, progress (two)
        control.get("/quan-tri/danh-muc/")
    # the doubts, their versions with four parts; drafts with theirs; how many alike; progress (two)
    with django_assert_num_queries(SIGNED_IN + 6 + 5 + 1 + 2):
        control.get("/quan-tri/danh-muc/nghi-van/")
    # the procedure, versions, changes, what may be undone, open dossiers, doubts
    with django_assert_num_queries(SIGNED_IN + 5):
        control.get(f"/quan-tri/danh-muc/{versions[0].procedure.code}/")
