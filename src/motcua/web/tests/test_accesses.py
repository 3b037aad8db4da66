# SPDX-License-Identifier: EUPL-1.2
"""No page forgets who looked; whoever has no task says why; the applicant and the controller read it."""

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from motcua.accesses import recording
from motcua.accesses.models import Access, Ground, What
from motcua.dossiers import acts
from motcua.dossiers.models import Dossier, Outcome
from motcua.dossiers.tests.office import Office, on, person
from motcua.law.roles import Role
from motcua.law.transitions import Act
from motcua.statements import Statement
from motcua.web.tests.conftest import SignIn, set_clock
from motcua.web.tests.town import PDF

SHOWS_NOTHING = {"look_reason"}
"""Addresses of a dossier that answer without showing anything of it."""


@pytest.fixture(autouse=True)
def morning(monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(monkeypatch, "2026-03-09 11:00")


@pytest.fixture
def dossier(office: Office) -> Dossier:
    code = office.assigned().code
    acts.draft(office.actor(Role.SPECIALIST), code, Outcome.GRANTED, "Cấp", on("2026-03-09 10:00"), file=PDF)
    return Dossier.objects.get(code=code)


def routes_of_a_dossier() -> list[URLPattern]:
    found: list[URLPattern] = []
    waiting: list[URLPattern | URLResolver] = list(get_resolver().url_patterns)
    while waiting:
        entry = waiting.pop()
        if isinstance(entry, URLResolver):
            assert "code" not in entry.pattern.converters, "an included area below a dossier: walk it here"
            waiting += entry.url_patterns
        elif "code" in entry.pattern.converters and entry.lookup_str.startswith("motcua."):
            found.append(entry)
    return found


def test_every_page_of_a_dossier_leaves_one_record(office: Office, dossier: Dossier, as_role: SignIn) -> None:
    client = as_role(Role.SPECIALIST)
    desk = as_role(Role.RECEPTION)
    values = {
        "code": dossier.code,
        "sha256": dossier.result_sha256,
        "pk": dossier.letters.earliest("id").pk,
        "act": Act.SUBMIT,
    }
    routes = [route for route in routes_of_a_dossier() if "/ho-so/" in f"/{reverse_of(route, values)}"]
    assert {"dossier", "letter", "file", "control_slip", "act"} <= {route.name for route in routes}
    for route in routes:
        before = Access.objects.count()
        answer = client.get(reverse_of(route, values))
        if answer.status_code in (403, 405):
            answer = desk.get(reverse_of(route, values))
        wrote = Access.objects.count() - before
        expected = 0 if route.name in SHOWS_NOTHING or answer.status_code == 405 else 1
        assert wrote == expected, route.name
        if wrote:
            look = Access.objects.latest("id")
            assert look.dossier == dossier
            assert look.address == "127.0.0.1"


def reverse_of(route: URLPattern, values: dict[str, object]) -> str:
    names = set(route.pattern.converters)
    if not names <= values.keys():
        return "elsewhere"
    return reverse(route.name, kwargs={name: values[name] for name in names})


@pytest.mark.parametrize(
    ("path", "what"),
    [
        ("ho-so/{code}/", What.PAGE),
        ("ho-so/{code}/tep/{sha256}/", What.FILE),
        ("ho-so/{code}/van-ban/{letter}/", What.LETTER),
        ("ho-so/{code}/phieu-kiem-soat/", What.SLIP),
        ("ho-so/{code}/trinh-ky/", What.FORM),
    ],
)
def test_the_record_says_what_was_shown(
    office: Office, dossier: Dossier, as_role: SignIn, path: str, what: What
) -> None:
    letter = dossier.letters.earliest("id").pk
    url = "/" + path.format(code=dossier.code, sha256=dossier.result_sha256, letter=letter)
    assert as_role(Role.SPECIALIST).get(url).status_code == 200
    look = Access.objects.get()
    assert (look.what, look.ground, look.person_id) == (
        what,
        Ground.HOLDER,
        office.people[Role.SPECIALIST].pk,
    )
    if what is What.FILE:
        assert look.subject == dossier.result_sha256


def test_pages_that_show_one_dossier_without_its_code_in_the_address(office: Office, as_role: SignIn) -> None:
    shown = office.submitted()
    page = as_role(Role.AGENCY_HEAD).get("/ky/")
    assert page.context["dossier"].code == shown.code
    assert Access.objects.filter(dossier=shown, what=What.PAGE, ground=Ground.HANDLING).exists()


def test_what_cannot_be_recorded_is_not_shown(
    office: Office, dossier: Dossier, as_role: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = as_role(Role.SPECIALIST)
    client.raise_request_exception = False
    broken = Statement(recording._statement().sql.replace("accesses_access", "accesses_nowhere"))
    monkeypatch.setattr(recording, "_statement", lambda: broken)
    with transaction.atomic():
        answer = client.get(f"/ho-so/{dossier.code}/")
        transaction.set_rollback(True)
    assert answer.status_code == 500
    assert dossier.applicant_name not in answer.content.decode()


def test_a_form_is_on_record_whether_its_act_is_done_refused_or_repeated(
    dossier: Dossier, as_role: SignIn
) -> None:
    client = as_role(Role.SPECIALIST)
    address = f"/ho-so/{dossier.code}/du-thao-ket-qua/"
    sent = {"key": "a" * 32, "seen": dossier.last_sequence, "outcome": "granted", "summary": "Cấp"}
    mine = Access.objects.filter(dossier=dossier, what=What.FORM)
    for told, status in (
        ({**sent, "summary": ""}, 422),
        ({**sent, "seen": 1}, 409),
        (sent, 302),
        (sent, 302),
    ):
        before = mine.count()
        assert client.post(address, told).status_code == status
        assert mine.count() == before + 1


def test_a_colleague_without_a_task_says_why_first(
    office: Office, dossier: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = Client()
    client.force_login(office.second_specialist)
    page, reasons = f"/ho-so/{dossier.code}/", f"/ho-so/{dossier.code}/ly-do-xem/"
    asked = client.get(page)
    assert asked.status_code == 302 and asked["Location"].startswith(reasons)
    form = client.get(asked["Location"]).content.decode()
    assert dossier.code in form and dossier.applicant_name not in form
    assert not Access.objects.exists()
    empty = client.post(reasons, {"tiep": page})
    assert empty.status_code == 422
    assert "Chưa chọn" in empty.content.decode()
    short = client.post(reasons, {"usual": "khac", "words": "xem", "tiep": page})
    assert short.status_code == 422 and "Hãy viết rõ lý do" in short.content.decode()
    given = client.post(reasons, {"usual": "0", "words": "theo CV 15", "tiep": page})
    assert given["Location"] == page
    assert client.get(page).status_code == 200
    looks = list(Access.objects.order_by("id").values_list("what", "ground", "reason"))
    told = "Phối hợp giải quyết hồ sơ theo yêu cầu: theo CV 15"
    assert looks == [(What.REASON, Ground.REASON, told), (What.PAGE, Ground.REASON, told)]
    other = office.assigned()
    assert client.get(f"/ho-so/{other.code}/").status_code == 302
    set_clock(monkeypatch, "2026-03-09 15:01")
    assert client.get(page).status_code == 302


def test_a_reason_never_leads_elsewhere(office: Office, dossier: Dossier) -> None:
    client = Client()
    client.force_login(office.second_specialist)
    for evil in ("https://example.org/", "//example.org/", "javascript:alert(1)"):
        given = client.post(f"/ho-so/{dossier.code}/ly-do-xem/", {"usual": "1", "tiep": evil})
        assert given["Location"] == f"/ho-so/{dossier.code}/"


def test_a_reason_opens_nothing_that_may_not_be_seen(office: Office, dossier: Dossier) -> None:
    stranger = person("stranger", office.other_section, Role.SPECIALIST, "Địa chính")
    client = Client()
    client.force_login(stranger)
    assert client.get(f"/ho-so/{dossier.code}/ly-do-xem/").status_code == 404
    assert client.post(f"/ho-so/{dossier.code}/ly-do-xem/", {"usual": "0"}).status_code == 404


def test_the_person_sees_who_looked(office: Office, dossier: Dossier, as_role: SignIn) -> None:
    as_role(Role.SPECIALIST).get(f"/ho-so/{dossier.code}/")
    page = Client().post("/tra-cuu/", {"ma": dossier.code, "ma-bi-mat": dossier.secret}).content.decode()
    assert "Ai đã xem hồ sơ của bạn" in page
    part = page.split("Ai đã xem hồ sơ của bạn")[1]
    assert "Công chức chuyên môn thụ lý" in part and office.section.name in part
    assert "Người đang thụ lý hồ sơ" in part
    assert office.people[Role.SPECIALIST].full_name not in part


def test_the_controller_reads_searches_and_exports(office: Office, dossier: Dossier, as_role: SignIn) -> None:
    as_role(Role.SPECIALIST).get(f"/ho-so/{dossier.code}/")
    assert as_role(Role.AGENCY_HEAD).get("/nhat-ky-xem/").status_code == 403
    client = Client()
    client.force_login(person("control", office.committee, Role.CONTROL_OFFICER, "Đầu mối kiểm soát"))
    page = client.get("/nhat-ky-xem/", {"ma": dossier.code}).content.decode()
    assert office.people[Role.SPECIALIST].full_name in page
    assert "Không có lần xem nào" in client.get("/nhat-ky-xem/", {"ten": "nobody"}).content.decode()
    assert client.get("/nhat-ky-xem/bat-thuong/").status_code == 200
    sheet = client.get("/nhat-ky-xem/tep.csv", {"ma": dossier.code})
    assert dossier.code in sheet.content.decode("utf-8-sig")
    exported = Access.objects.get(what=What.EXPORT)
    assert dossier.code in exported.subject and exported.ground == Ground.DUTY


def test_what_was_taken_out_is_on_record_in_vietnamese_whoever_asks(office: Office) -> None:
    client = Client()
    client.force_login(person("control", office.committee, Role.CONTROL_OFFICER, "Đầu mối kiểm soát"))
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    for address in ("/nhat-ky-xem/tep.csv", "/bao-cao/bieu/ii-06a/tep/?don-vi=t-ubnd&ky=2026-Q1&tep=csv"):
        assert client.get(address).status_code == 200, address
    taken = Access.objects.filter(what=What.EXPORT).order_by("id").values_list("subject", flat=True)
    assert [one.split(" ")[:2] for one in taken] == [["Nhật", "ký"], ["Báo", "cáo"]]


def test_an_export_hides_no_formula(office: Office) -> None:
    from motcua.web.accesses.views import _safe

    assert [_safe(cell) for cell in ("=1+1", "+1", "@x", "", "Lê")] == ["'=1+1", "'+1", "'@x", "", "Lê"]
