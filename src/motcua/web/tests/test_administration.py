# SPDX-License-Identifier: EUPL-1.2
"""The pages of administration: people, positions, units, rights."""

import datetime as dt
import re

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from motcua.dossiers.tests.office import Office, person
from motcua.law.names import fold
from motcua.law.roles import Role
from motcua.organisations.models import (
    AdministrationRecord,
    Delegation,
    Person,
    Position,
    SeparationWaiver,
    Unit,
)
from motcua.web.tests.conftest import SignIn
from motcua.web.tests.test_pages import SIGNED_IN


@pytest.fixture
def admin(office: Office, as_role: SignIn) -> Client:
    """The administrator of the commune's committee."""
    for unit in Unit.objects.all():
        Unit.objects.filter(pk=unit.pk).update(search_key=fold(unit.name))
    office.people[Role.SYSTEM_ADMIN] = person(
        "admin", office.committee, Role.SYSTEM_ADMIN, "Quản trị hệ thống"
    )
    return as_role(Role.SYSTEM_ADMIN)


def page(client: Client, url: str, status: int = 200) -> str:
    answer = client.get(url)
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer.content.decode()


def test_a_person_is_added_given_a_position_and_seen_at_a_glance(admin: Client, office: Office) -> None:
    made = admin.post("/quan-tri/nguoi/them/", {"full_name": "Lê Thị Mới", "username": "le.moi"})
    password = re.search(r"<code>([a-z0-9-]{19})</code>", made.content.decode())
    new = Person.objects.get(username="le.moi")
    assert password and new.check_password(password[1])
    assert made["Cache-Control"] == "private, no-store"
    url = f"/quan-tri/nguoi/{new.pk}/giao-vi-tri/"
    assert office.section.name in page(admin, url + "?q=tu phap")
    form = {
        "unit_id": office.section.pk,
        "role": "specialist",
        "title": "Công chức Tư pháp",
        "first_day": timezone.localdate().isoformat(),
        "procedures": "9.000001",
        "reason": "12/QĐ-UBND",
    }
    assert admin.post(url, form).status_code == 302
    shown = page(admin, f"/quan-tri/nguoi/{new.pk}/")
    assert "Công chức chuyên môn thụ lý" in shown and "9.000001" in shown
    again = admin.post(url, form)
    assert again.status_code == 422 and "đã giữ vị trí này" in again.content.decode()
    assert "Công chức Tư pháp" in again.content.decode()  # nothing typed is lost


def test_a_procedure_that_is_not_in_force_is_refused_at_its_field(admin: Client, office: Office) -> None:
    position = office.people[Role.SPECIALIST].positions.get()
    answer = admin.post(f"/quan-tri/vi-tri/{position.pk}/pham-vi/", {"procedures": "0.1", "reason": "TB 1"})
    assert answer.status_code == 422 and "mang mã: 0.1" in answer.content.decode()


def test_a_position_is_limited_delegated_and_ended(admin: Client, office: Office) -> None:
    position = office.people[Role.SPECIALIST].positions.get()
    url = f"/quan-tri/vi-tri/{position.pk}/"
    assert admin.post(url + "pham-vi/", {"procedures": "9.000001", "reason": "TB 1"}).status_code == 302
    today = timezone.localdate()
    form = {"person": office.second_specialist.pk, "first_day": today, "last_day": today, "document": "3/UQ"}
    assert admin.post(url + "uy-quyen/", form).status_code == 302
    assert admin.post(url + "uy-quyen/", form).status_code == 422
    delegation = Delegation.objects.get()
    assert "9.000001" in page(admin, url) and "3/UQ" in page(admin, url)
    assert admin.post(f"{url}uy-quyen/{delegation.pk}/ket-thuc/").status_code == 302
    assert admin.post(url + "ket-thuc/", {"last_day": today, "reason": "Điều chuyển"}).status_code == 302
    position.refresh_from_db()
    assert position.effective_to == today
    acts = list(AdministrationRecord.objects.order_by("id").values_list("act", flat=True))
    assert acts == ["change_scope", "delegate", "end_delegation", "end_position"]


def test_a_position_covers_further_units(admin: Client, office: Office) -> None:
    position = office.people[Role.SPECIALIST].positions.get()
    url = f"/quan-tri/vi-tri/{position.pk}/don-vi/"
    other = office.other_section
    assert "Chưa phụ trách thêm" in page(admin, url)
    assert "Không tìm thấy đơn vị" in page(admin, url + "?q=khong+co+don+vi+nay")
    found = page(admin, f"{url}?q={other.code}")
    assert f'value="{other.pk}"' in found and other.name in found
    assert f'value="{position.unit_id}"' not in page(
        admin, f"{url}?q={position.unit.code}"
    )  # its own already
    asked = f"{url}?q={other.code}"
    refused = admin.post(asked, {"units": [other.pk], "reason": ""})
    assert refused.status_code == 422 and "checked" in refused.content.decode()  # nothing chosen is lost
    assert admin.post(url, {"units": [office.commune.parent_id], "reason": "TB 1"}).status_code == 422
    for _twice in range(2):
        assert admin.post(asked, {"units": [other.pk], "reason": "TB 2"}).status_code == 302
    position.refresh_from_db()
    assert position.covers_units == [other.pk]
    shown = page(admin, f"/quan-tri/vi-tri/{position.pk}/")
    assert shown.count(other.name) >= 2  # among its facts, and among the changes
    assert AdministrationRecord.objects.count() == 1
    assert other.pk in office.actor(Role.SPECIALIST).covered
    assert admin.post(url, {"reason": "Thôi phụ trách"}).status_code == 302
    position.refresh_from_db()
    assert position.covers_units == []


def test_why_somebody_may_and_why_not(admin: Client, office: Office) -> None:
    code = office.assigned().code
    who = office.people[Role.SPECIALIST]
    shown = page(admin, f"/quan-tri/nguoi/{who.pk}/?ho-so={code}")
    assert "✓ Dự thảo kết quả" in shown
    colleague = page(admin, f"/quan-tri/nguoi/{office.second_specialist.pk}/?ho-so={code}")
    assert "✕ Dự thảo kết quả" in colleague and "Hồ sơ do công chức khác giữ." in colleague
    Position.objects.filter(person=who).update(procedures=["9.9"])
    limited = page(admin, f"/quan-tri/nguoi/{who.pk}/?ho-so={code}")
    assert "Không nhìn thấy hồ sơ này." in limited and "giới hạn ở lĩnh vực hoặc thủ tục khác" in limited
    assert "Không tìm thấy hồ sơ H-1" in page(admin, f"/quan-tri/nguoi/{who.pk}/?ho-so=H-1")


def test_the_account_of_somebody_else(admin: Client, office: Office) -> None:
    who = office.people[Role.SPECIALIST]
    url = f"/quan-tri/nguoi/{who.pk}/"
    assert admin.post(url + "sua/", {"full_name": "Người Đổi Tên"}).status_code == 302
    reset = admin.post(url + "mat-khau/")
    password = re.search(r"<code>([a-z0-9-]{19})</code>", reset.content.decode())
    who.refresh_from_db()
    assert password and who.check_password(password[1]) and who.full_name == "Người Đổi Tên"
    assert admin.post(url + "xac-thuc/").status_code == 302
    assert admin.post(url + "mo-khoa/").status_code == 302
    assert admin.post(url + "tai-khoan/", {"reason": ""}).status_code == 422
    assert admin.post(url + "tai-khoan/", {"reason": "Nghỉ hưu"}).status_code == 302
    who.refresh_from_db()
    assert not who.is_active
    assert "Mở lại tài khoản" in page(admin, url)
    assert admin.post(url + "tai-khoan/", {"reason": "Trở lại"}).status_code == 302
    today = timezone.localdate()
    absence = {"first_day": today, "last_day": today - dt.timedelta(days=1), "reason": "Ốm"}
    assert admin.post(url + "vang-mat/", absence).status_code == 422
    assert admin.post(url + "vang-mat/", {**absence, "last_day": today}).status_code == 302


def test_an_administrator_cannot_help_themself(admin: Client, office: Office) -> None:
    me = office.people[Role.SYSTEM_ADMIN]
    url = f"/quan-tri/nguoi/{me.pk}/"
    assert "Đây là bạn" in page(admin, url)
    assert admin.post(url + "mat-khau/").status_code == 403
    form = {
        "unit_id": office.section.pk,
        "role": "agency_head",
        "title": "CHỦ TỊCH",
        "first_day": timezone.localdate(),
        "reason": "x",
    }
    refused = admin.post(url + "giao-vi-tri/", form)
    assert refused.status_code == 403 and "không tự cấp quyền" in refused.content.decode()
    position = me.positions.get()
    last = admin.post(
        f"/quan-tri/vi-tri/{position.pk}/ket-thuc/", {"last_day": timezone.localdate(), "reason": "x"}
    )
    assert last.status_code == 422 and "không còn ai quản trị" in last.content.decode()


def test_nobody_else_gets_in_and_nobody_from_elsewhere_is_shown(
    admin: Client, office: Office, as_role: SignIn
) -> None:
    elsewhere = Unit.objects.create(
        code="t-x", name="Nơi khác", name_key="x", kind="section", effective_from=dt.date(2020, 1, 1)
    )
    stranger = person("stranger", elsewhere, Role.SPECIALIST, "Công chức")
    assert "stranger" not in page(admin, "/quan-tri/nguoi/")
    for url in (f"/quan-tri/nguoi/{stranger.pk}/", f"/quan-tri/vi-tri/{stranger.positions.get().pk}/"):
        page(admin, url, 404)
        page(as_role(Role.AGENCY_HEAD), url, 403)
    assert (
        admin.post(f"/quan-tri/don-vi/{elsewhere.pk}/sua/", {"calendar_code": "vn-admin"}).status_code == 403
    )
    page(admin, f"/quan-tri/quyen/noi/{elsewhere.pk}/", 404)


def test_units_as_of_a_day_and_their_details(admin: Client, office: Office) -> None:
    assert office.committee.name in page(admin, "/quan-tri/don-vi/")
    assert office.section.name in page(admin, "/quan-tri/don-vi/?q=tu phap")
    assert "Không có đơn vị nào" in page(admin, "/quan-tri/don-vi/?q=tu phap&ngay=1999-01-01")
    url = f"/quan-tri/don-vi/{office.committee.pk}/"
    assert office.section.name in page(admin, url)
    made = admin.post(
        url + "them/",
        {
            "name": "Phòng Mới",
            "code": "phong-moi",
            "kind": "section",
            "first_day": timezone.localdate(),
            "calendar_code": "vn-admin",
            "reason": "9/QĐ-UBND",
        },
    )
    assert made.status_code == 302
    assert "Phòng Mới" in page(admin, url) and "9/QĐ-UBND" in page(admin, made["Location"])
    assert (
        admin.post(made["Location"] + "sua/", {"calendar_code": "vn-admin", "phone": "0220 1"}).status_code
        == 302
    )
    assert "0220 1" in page(admin, made["Location"])


def test_who_has_a_role_over_a_unit_and_relaxing_a_rule(admin: Client, office: Office) -> None:
    url = f"/quan-tri/quyen/?vai-tro=agency_head&ma-don-vi={office.section.pk}"
    assert "Người Thử agency_head" in page(admin, url)
    assert "Không ai có vai trò này" in page(admin, url.replace("agency_head", "inspector"))
    form = {"rule": "drafter_signs", "first_day": timezone.localdate(), "reason": "Xã chỉ có một người"}
    assert admin.post(f"/quan-tri/quyen/noi/{office.committee.pk}/", form).status_code == 302
    assert "Xã chỉ có một người" in page(admin, "/quan-tri/quyen/")
    waiver = SeparationWaiver.objects.get()
    assert admin.post(f"/quan-tri/quyen/thoi-noi/{waiver.pk}/", {"reason": "Đủ người"}).status_code == 302


@pytest.mark.parametrize("extra", [0, 8])
def test_queries_do_not_grow(
    admin: Client, office: Office, extra: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    who = office.people[Role.SPECIALIST]
    for number in range(extra):
        person(f"more-{number}", office.section, Role.SPECIALIST, "Công chức")
        Position.objects.create(
            person=who,
            unit=office.committee,
            role="clerk",
            title="x",
            effective_from=dt.date(2021, 1, 1 + number),
        )
    with django_assert_num_queries(SIGNED_IN + 3):  # people, their positions, locks
        admin.get("/quan-tri/nguoi/")
    # the person, positions and delegations, seats and units, fields, lock, absences, records
    with django_assert_num_queries(SIGNED_IN + 9):
        admin.get(f"/quan-tri/nguoi/{who.pk}/")
    with django_assert_num_queries(SIGNED_IN + 7):
        admin.get(f"/quan-tri/don-vi/{office.section.pk}/")
    with django_assert_num_queries(SIGNED_IN + 2):
        admin.get("/quan-tri/quyen/")


def test_a_long_list_of_people_is_told_page_by_page(admin: Client, office: Office) -> None:
    for number in range(55):
        Person.objects.create_person(f"p{number}", f"Người Thêm {number % 7}", None)
    seen, url = [], "/quan-tri/nguoi/"
    while url:
        answer = admin.get(url)
        seen += [one.pk for one in answer.context["people"]]
        url = f"/quan-tri/nguoi/?{answer.context['more']}" if answer.context["more"] else ""
    assert len(seen) == len(set(seen)) == Person.objects.count()
