# SPDX-License-Identifier: EUPL-1.2
"""Pages of plans: bringing one in, confirming it by pages and by keys, putting it in force; how many queries."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from playwright.sync_api import expect
from pytest_django import DjangoAssertNumQueries

from motcua.dossiers.tests.office import Office
from motcua.law.roles import Role
from motcua.plans.acts import many, tasks
from motcua.plans.models import Decision, Plan, PlanState, PlanTask, PlanWarning
from motcua.plans.reader import read_waiting
from motcua.plans.tests.papers import PLAN, brought_in
from motcua.web.tests.browser_hands import People
from motcua.web.tests.conftest import SignIn, set_clock
from motcua.web.tests.town import open_town

SIGNED_IN = 3
HEAD = Role.AGENCY_HEAD


@pytest.fixture(autouse=True)
def morning(monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(monkeypatch, "2026-03-12 10:00")


def text_of(answer: object) -> str:
    return answer.content.decode()


def test_a_plan_is_brought_in_and_read_beside_the_site(office: Office, as_role: SignIn) -> None:
    client = as_role(HEAD)
    assert "Đưa kế hoạch vào" in text_of(client.get("/ke-hoach/"))
    empty = client.post("/ke-hoach/moi/", {"unit": office.committee.pk, "key": "k1"})
    assert empty.status_code == 422 and "Chưa chọn tệp văn bản" in text_of(empty)
    wrong = client.post(
        "/ke-hoach/moi/",
        {"unit": office.committee.pk, "key": "k1", "files": SimpleUploadedFile("a.exe", b"MZ\x00\x01")},
    )
    assert wrong.status_code == 422 and "a.exe" in text_of(wrong)
    form = {"unit": office.committee.pk, "key": "k1"}
    done = client.post("/ke-hoach/moi/", {**form, "files": SimpleUploadedFile("kh.txt", PLAN.encode())})
    again = client.post("/ke-hoach/moi/", {**form, "files": SimpleUploadedFile("kh.txt", PLAN.encode())})
    assert done["Location"] == again["Location"] and Plan.objects.count() == 1
    waiting = text_of(client.get(done["Location"]))
    assert "Đang đọc kế hoạch" in waiting and '<noscript><meta http-equiv="refresh"' in waiting
    assert read_waiting() == 1
    assert "Xác nhận 5 đề xuất" in text_of(client.get(done["Location"]))


@pytest.fixture
def plan(office: Office) -> Plan:
    return brought_in(office)


def form_of(page: str) -> dict[str, str]:
    """What a browser would send of the form of the task in hand."""
    body = page[page.index('class="task-form"') :]
    body = body[: body.index("</form>")]
    found = dict(re.findall(r'<input[^>]* name="([^"]+)"[^>]* value="([^"]*)"', body))
    found |= {name: "" for name in re.findall(r'<input[^>]* name="([^"]+)"', body) if name not in found}
    for name, words in re.findall(r'<textarea name="([^"]+)"[^>]*>\s?(.*?)</textarea>', body, re.S):
        found[name] = words
    for name, options in re.findall(r'<select name="([^"]+)".*?>(.*?)</select>', body, re.S):
        chosen = re.findall(r'value="([^"]*)" selected', options)
        found[name] = chosen[0] if chosen else ""
    return found


def test_the_least_sure_comes_first_and_each_press_goes_on(
    office: Office, plan: Plan, as_role: SignIn
) -> None:
    client = as_role(HEAD)
    url = f"/ke-hoach/{plan.pk}/xac-nhan/"
    page = text_of(client.get(url))
    first = plan.tasks.order_by("confidence").first()
    assert first is not None and first.content in page and "máy đọc" in page and "<mark>" in page
    assert "0 trong 5 đã quyết định" in page
    form = form_of(page)
    done = client.post(f"{url}{first.pk}/", {**form, "decision": "accept", "lead": str(office.section.pk)})
    assert done.status_code == 302
    first.refresh_from_db()
    assert first.decision == Decision.ACCEPTED and first.lead_unit == office.section and first.edited
    following = text_of(client.get(done["Location"]))
    assert "1 trong 5 đã quyết định" in following and "Đã nhận: Tuyên truyền" in following
    second = form_of(following)
    number = int(re.search(r"/xac-nhan/(\d+)/", following).group(1))
    client.post(f"{url}{number}/", {**second, "decision": "accept"})
    accepted = PlanTask.objects.get(pk=number)
    assert accepted.decision == Decision.ACCEPTED and not accepted.edited  # as it was shown
    client.post(f"{url}hoan-tac/", {"key": "u1"})
    accepted.refresh_from_db()
    assert accepted.decision == Decision.PROPOSED


def test_a_conflict_keeps_what_was_typed_and_shows_what_is_saved(
    office: Office, plan: Plan, as_role: SignIn
) -> None:
    client, url = as_role(HEAD), f"/ke-hoach/{plan.pk}/xac-nhan/"
    task = plan.tasks.get(content__startswith="Rà soát")
    form = form_of(text_of(client.get(f"{url}?nv={task.pk}")))
    tasks.save(office.actor(HEAD), task, task.version, "other", _said("Người khác đã sửa"))
    answer = client.post(f"{url}{task.pk}/", {**form, "content": "Tôi viết khác", "decision": "accept"})
    page = text_of(answer)
    assert answer.status_code == 409 and "Người khác đã sửa" in page and "Tôi viết khác</textarea>" in page
    client.post(f"{url}{task.pk}/", {**form_of(page), "decision": "accept"})
    task.refresh_from_db()
    assert (task.content, task.decision) == ("Tôi viết khác", Decision.ACCEPTED)


def _said(words: str) -> tasks.Wanted:
    return tasks.Wanted(words)


def test_an_empty_task_is_refused_beside_its_field(plan: Plan, as_role: SignIn) -> None:
    client, task = as_role(HEAD), plan.tasks.earliest("id")
    url = f"/ke-hoach/{plan.pk}/xac-nhan/{task.pk}/"
    answer = client.post(
        url, {"key": "k", "seen": 1, "content": "", "recurrence": "none", "decision": "accept"}
    )
    assert answer.status_code == 422 and "Chưa điền “Nội dung”" in text_of(answer)


def test_units_head_and_doubts_in_one_go_each(office: Office, plan: Plan, as_role: SignIn) -> None:
    client, url = as_role(HEAD), f"/ke-hoach/{plan.pk}/xac-nhan/"
    page = text_of(client.get(f"{url}don-vi/"))
    place = re.search(r'name="ten-(\d+)" value="Văn hóa xã hội xã"', page).group(1)
    said = {f"ten-{place}": "Văn hóa xã hội xã", f"don-vi-{place}": str(office.other_section.pk), "key": "k1"}
    client.post(f"{url}don-vi/", said)
    assert plan.tasks.get(content__startswith="Tuyên truyền").lead_unit == office.other_section

    head = form_of(text_of(client.get(f"{url}phan-dau/")))
    saved = client.post(f"{url}phan-dau/", {**head, "title": "Kế hoạch đúng tên"})
    assert saved.status_code == 302
    before = plan.legal_bases
    plan.refresh_from_db()
    assert plan.title == "Kế hoạch đúng tên" and plan.legal_bases == before and plan.places["title"]["edited"]
    assert not plan.places["number"].get("edited")

    doubt = PlanWarning.objects.create(plan=plan, reading=plan.readings.get(), words="Hai ngày khác nhau.")
    assert doubt.words in text_of(client.get(f"{url}diem-can-xem/"))
    client.post(f"{url}diem-can-xem/", {"key": "w", "diem": doubt.pk, "answer": "meant", "note": "Đúng"})
    doubt.refresh_from_db()
    assert doubt.answer == "meant"


def test_what_a_later_reading_says_otherwise_is_shown_in_words(
    office: Office, plan: Plan, as_role: SignIn
) -> None:
    task = plan.tasks.get(content__startswith="Niêm yết")
    task.offered = {
        "reading": task.reading_id,
        "due": "2026-04-30",
        "recurrence": "monthly",
        "lead_unit_id": office.other_section.pk,
        "supports": [
            {"text": "Các phòng, ban thuộc xã", "unit": None, "group": ""},
            {"text": "Văn hóa xã hội xã", "unit": office.other_section.pk, "group": ""},
        ],
    }
    task.save()
    page = text_of(as_role(HEAD).get(f"/ke-hoach/{plan.pk}/xac-nhan/?nv={task.pk}"))
    assert "<ins>30/04/2026</ins>" in page and "<del>31/03/2026</del>" in page
    assert "<ins>Hằng tháng</ins>" in page and f"<ins>{office.other_section.name}</ins>" in page
    group = "Các phòng, ban thuộc xã → Các phòng, ban, đơn vị trực thuộc"
    assert f"<del>{group}</del>" in page
    assert f"<ins>{group}; Văn hóa xã hội xã → {office.other_section.name}</ins>" in page


def test_many_are_accepted_together_and_the_plan_is_put_in_force(plan: Plan, as_role: SignIn) -> None:
    client, url = as_role(HEAD), f"/ke-hoach/{plan.pk}/"
    listed = text_of(client.get(f"{url}xac-nhan/chac-chan/"))
    sure = list(plan.tasks.filter(confidence__gte=many.SURE_ENOUGH))
    assert all(f'name="v{one.pk}"' in listed for one in sure) and sure
    chosen = {"key": "s", "nhan": [one.pk for one in sure], **{f"v{one.pk}": one.version for one in sure}}
    client.post(f"{url}xac-nhan/chac-chan/", chosen)
    assert plan.tasks.filter(decision=Decision.ACCEPTED).count() == len(sure)
    refused = client.post(f"{url}dua-vao-thuc-hien/", {"key": "f"})
    assert refused.status_code == 422 and "chờ quyết định" in text_of(refused)
    for task in plan.tasks.filter(decision=Decision.PROPOSED):
        client.post(
            f"{url}xac-nhan/{task.pk}/", {"key": f"r{task.pk}", "seen": task.version, "decision": "reject"}
        )
    assert client.post(f"{url}dua-vao-thuc-hien/", {"key": "f2"}).status_code == 302
    plan.refresh_from_db()
    assert plan.state == PlanState.IN_FORCE
    shown = text_of(as_role(Role.SPECIALIST).get(url))
    assert "Niêm yết đầy đủ" in shown and "Xác nhận" not in shown.split("<main")[1].split("</h1>")[0]
    assert as_role(Role.SPECIALIST).get(f"{url}xac-nhan/").status_code == 403


@pytest.mark.parametrize("copies", [1, 8])
def test_queries_of_confirming_do_not_grow_with_its_tasks(
    plan: Plan, as_role: SignIn, copies: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(copies):
        for task in plan.tasks.filter(order__lt=100):
            task.pk, task.order = None, task.order + 100 * (number + 1)
            task.save(force_insert=True)
    client = as_role(HEAD)
    # the right of the head (two), the plan, its tasks, doubts and targets, last acts, the task in hand with its
    # helpers and their units, where it stands, the units it may name (two)
    with django_assert_num_queries(SIGNED_IN + 12):
        client.get(f"/ke-hoach/{plan.pk}/xac-nhan/")


@pytest.mark.parametrize("more", [0, 4])
def test_queries_of_the_list_do_not_grow(
    office: Office, plan: Plan, as_role: SignIn, more: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(more):
        brought_in(office, PLAN.replace("12/KH", f"{number + 20}/KH"), f"more-{number}")
    client = as_role(HEAD)
    with django_assert_num_queries(SIGNED_IN + 9):
        client.get("/ke-hoach/")


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_plan_is_confirmed_from_the_keyboard(people: People) -> None:
    office = open_town()
    people.clock("2026-03-12 10:00")
    plan = brought_in(office)
    hands = people.hands(HEAD)
    hands.open(f"/ke-hoach/{plan.pk}/xac-nhan/")
    page = hands.page
    expect(page.locator("#tien-do")).to_have_text("0 trong 5 đã quyết định")
    page.keyboard.press("1")
    page.keyboard.press("n")
    expect(page.locator("#tien-do")).to_have_text("1 trong 5 đã quyết định")
    page.keyboard.press("s")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#tien-do")).to_have_text("2 trong 5 đã quyết định")
    page.keyboard.press("b")
    expect(page.locator("#tien-do")).to_have_text("3 trong 5 đã quyết định")
    page.keyboard.press("z")
    expect(page.locator("#tien-do")).to_have_text("2 trong 5 đã quyết định")
    assert plan.tasks.filter(decision=Decision.ACCEPTED).count() == 2
    assert plan.tasks.filter(decision=Decision.REJECTED).count() == 0
