# SPDX-License-Identifier: EUPL-1.2
"""Many dossiers at once, two officers at one dossier, and somebody who stands in for another."""

import pytest

from motcua.dossiers import acts
from motcua.dossiers.acts import ApplicantIn
from motcua.dossiers.models import Dossier
from motcua.dossiers.performing import Call
from motcua.dossiers.tests.office import on
from motcua.law.roles import Role
from motcua.law.statuses import State
from motcua.law.transitions import Act
from motcua.organisations.models import Absence, Delegation
from motcua.web.tests.browser_hands import Hands, People
from motcua.web.tests.town import open_town

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MANY = 30


def select_all(person: Hands) -> None:
    """Everything on the page of a queue."""
    person.tick("Chọn tất cả trên trang")
    assert person.page.locator("[data-count]").inner_text() == str(MANY)


def test_thirty_at_once_with_a_result_for_each(people: People) -> None:
    people.clock("2026-03-09 14:00")
    office = open_town()
    for number in range(MANY):
        office.received("status", applicant=ApplicantIn(f"Người Thử {number}", is_made_up=True))
    desk = people.hands(Role.RECEPTION)
    desk.go("h", "/hang-doi/quay/")
    select_all(desk)
    with desk.next_page():
        desk.keys("c")
    desk.sees(f"Chuyển hồ sơ: {MANY} hồ sơ")
    desk.choose("Đơn vị nhận", "Bộ phận Tư pháp")
    desk.at("button", f"Chuyển hồ sơ ({MANY})")
    desk.keys("Enter")
    desk.page.get_by_role("heading", name=f"Chuyển hồ sơ: xong {MANY} hồ sơ").wait_for()
    assert Dossier.objects.filter(state=State.TRANSFERRED).count() == MANY

    head = people.hands(Role.SECTION_HEAD)
    head.follow("hồ sơ chờ phân công thụ lý")
    select_all(head)
    with head.next_page():
        head.keys("p")
    head.sees(f"Phân công thụ lý: {MANY} hồ sơ")
    # While they look at the list, somebody else assigns one of them.
    taken = Dossier.objects.order_by("id")[7]
    acts.assign(office.actor(Role.AGENCY_HEAD), taken.code, office.second_specialist, Call())
    head.choose("Người thụ lý", "Ngô Văn Thụ Lý")
    head.at("button", f"Phân công thụ lý ({MANY})")
    head.keys("Enter")
    head.page.get_by_role("heading", name=f"xong {MANY - 1}, chưa được 1").wait_for()
    assert taken.code in head.page.locator(".results .refused").inner_text()
    held = Dossier.objects.filter(holder=office.people[Role.SPECIALIST])
    assert held.count() == MANY - 1
    assert {one.events.count() for one in held} == {3}, "each act is done once, whatever was sent twice"


def test_two_officers_at_one_dossier(people: People) -> None:
    """Who comes second is told what happened and changes nothing."""
    people.clock("2026-03-09 14:00")
    office = open_town()
    dossier = office.received("status")
    acts.transfer(office.actor(Role.RECEPTION), dossier.code, office.section, on("2026-03-09 13:40"))
    first, second = people.hands(Role.SECTION_HEAD), people.hands(Role.AGENCY_HEAD)
    for one in (first, second):
        one.find(dossier.code)
        one.follow("Phân công thụ lý")
    first.choose("Người thụ lý", "Ngô Văn Thụ Lý")
    second.choose("Người thụ lý", "Người Thử specialist2")
    first.press("Phân công thụ lý")
    first.sees("Đã ghi nhận: Phân công thụ lý")

    second.press("Phân công thụ lý")
    second.sees("Chưa thực hiện được", "Việc đã xảy ra từ khi bạn mở trang", "Đỗ Thị Trưởng")
    kept = second.page.locator("#id_handler").evaluate("list => list.selectedOptions[0].label")
    assert kept.startswith("Người Thử specialist2"), "what was chosen is kept"
    second.press("Phân công thụ lý")
    second.sees("Chưa thực hiện được")
    dossier.refresh_from_db()
    assert dossier.holder == office.people[Role.SPECIALIST]
    assert dossier.events.filter(act=Act.ASSIGN).count() == 1


def test_an_officer_is_away_and_the_delegate_acts(people: People) -> None:
    people.clock("2026-03-10 08:00")
    office = open_town()
    code = office.assigned(procedure="status").code
    holder = people.hands(Role.SPECIALIST)
    holder.unfold("Ngô Văn Thụ Lý")
    holder.follow("Vắng mặt, ủy quyền")
    holder.follow("Khai vắng mặt")
    holder.fill("Lý do", "Đi tập huấn")
    holder.choose("Người làm thay", "Người Thử specialist2")
    holder.press("Khai vắng mặt")
    holder.sees("Chưa ghi số, ngày văn bản ủy quyền.")
    holder.fill("Văn bản ủy quyền", "QĐ 7/QĐ-UBND ngày 09/3/2026")
    holder.press("Khai vắng mặt")
    holder.sees("Đã khai vắng mặt: 1 ngày làm việc.", "làm thay")
    assert (Absence.objects.count(), Delegation.objects.count()) == (1, 1)

    stand_in = people.hands("t-specialist2")
    stand_in.sees("Bạn đang làm thay Ngô Văn Thụ Lý đến hết")
    stand_in.follow("hồ sơ bạn đang giữ")
    stand_in.follow(code)
    stand_in.follow("Dự thảo kết quả")
    stand_in.fill("Nội dung kết quả", "Xác nhận chưa đăng ký kết hôn")
    stand_in.press("Dự thảo kết quả")
    stand_in.sees("Đã ghi nhận: Dự thảo kết quả", "QĐ 7/QĐ-UBND ngày 09/3/2026")
    event = Dossier.objects.get().events.latest("sequence")
    assert (event.person_id, event.delegation) == (
        office.second_specialist.pk,
        "QĐ 7/QĐ-UBND ngày 09/3/2026",
    )

    people.clock("2026-03-11 08:00")
    stand_in = people.hands("t-specialist2")
    stand_in.sees_not("Bạn đang làm thay")
    stand_in.go("h", "/hang-doi/toi-giu/")
    stand_in.sees_not(code)
