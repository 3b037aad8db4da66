# SPDX-License-Identifier: EUPL-1.2
"""A session that ends in the middle of a form: kept for the same person in the same browser, and for nobody else."""

import re

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from motcua.accounts.models import UnsentForm
from motcua.accounts.unsent import LARGEST
from motcua.dossiers.models import Dossier, Event
from motcua.dossiers.tests.office import Office
from motcua.law.roles import Role
from motcua.web.account.filling import fill
from motcua.web.tests.conftest import set_clock
from motcua.web.tests.test_account_sign_in import PASSWORD

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
REASON = 'Thiếu trích lục; xem "mục 2" <b>& nộp lại</b>'


class Person:
    """A browser that keeps its cookies and sends what its pages carry, checked like any other."""

    def __init__(self) -> None:
        self.client = Client(enforce_csrf_checks=True)
        self.token = ""

    def read(self, path: str) -> str:
        answer = self.client.get(path, follow=True)
        page = answer.content.decode()
        self.token = TOKEN.search(page).group(1)
        return page

    def send(self, path: str, **fields: object) -> object:
        typed = {**fields, "csrfmiddlewaretoken": self.token}
        return self.client.post(path, typed, headers={"Sec-Fetch-Site": "same-origin"})

    def sign_in(self, username: str, next_page: str = "") -> object:
        self.read("/dang-nhap/")
        return self.send("/dang-nhap/", username=username, password=PASSWORD, next=next_page)


@pytest.fixture
def code(office: Office, monkeypatch: pytest.MonkeyPatch) -> str:
    """A dossier in the specialist's hands."""
    set_clock(monkeypatch, "2026-03-09 11:00")
    return office.assigned().code


@pytest.fixture
def path(code: str) -> str:
    return f"/ho-so/{code}/yeu-cau-bo-sung/"


@pytest.fixture
def typist(path: str) -> Person:
    """The specialist, whose session ended while the form was open."""
    person = Person()
    person.sign_in("t-specialist")
    person.read(path)
    Session.objects.all().delete()
    return person


def typed() -> dict[str, object]:
    return {"key": "k-1", "seen": "3", "items": "Trích lục ghi chú\nGiấy khai sinh", "reason": REASON}


def test_what_was_typed_is_there_again_after_signing_in(path: str, typist: Person) -> None:
    asked = typist.send(path, **typed())
    assert asked["Location"] == f"/dang-nhap/?next={path}"
    before = Event.objects.count()
    page = typist.client.get(asked["Location"]).content.decode()
    assert "Nội dung bạn đã nhập được giữ lại" in page
    assert typist.sign_in("t-specialist", path)["Location"] == path
    page = typist.read(path)
    assert "điền lại" in page and "Chưa có gì được gửi" in page
    assert "Trích lục ghi chú\nGiấy khai sinh</textarea>" in page
    assert "&lt;b&gt;&amp; nộp lại&lt;/b&gt;" in page and "<b>& nộp" not in page
    assert 'value="k-1"' in page, "the key stays, so that nothing can happen twice"
    assert Event.objects.count() == before, "nothing was sent by itself"
    assert typist.read(path).count("điền lại") == 1, "loading the page anew shows it again"
    sent = typist.send(path, **{**typed(), "seen": Dossier.objects.get().last_sequence})
    assert sent.status_code == 302, sent.content.decode()
    assert "điền lại" not in typist.read(sent["Location"])
    assert not UnsentForm.objects.exists()


def test_another_person_never_sees_it(path: str, typist: Person) -> None:
    typist.send(path, **typed())
    assert typist.sign_in("t-section_head", path)["Location"] == path
    assert "Trích lục ghi chú" not in typist.read(path)
    assert not UnsentForm.objects.exists()
    typist.client.post("/dang-xuat/", {"csrfmiddlewaretoken": typist.token})
    typist.sign_in("t-specialist", path)
    assert "Trích lục ghi chú" not in typist.read(path), "thrown away for good"


def test_another_browser_of_the_same_person_does_not_see_it(path: str, typist: Person) -> None:
    typist.send(path, **typed())
    elsewhere = Person()
    elsewhere.sign_in("t-specialist")
    assert "Trích lục ghi chú" not in elsewhere.read(path)
    assert UnsentForm.objects.exists()


def test_signing_in_again_in_another_tab_loses_nothing(path: str, typist: Person) -> None:
    old = typist.token
    typist.sign_in("t-specialist")
    typist.token = old
    shown = typist.send(path, **typed())
    assert shown["Location"] == path
    assert "Trích lục ghi chú" in typist.read(path)


def test_a_page_of_somebody_who_left_is_not_shown_to_who_came(path: str, typist: Person) -> None:
    old = typist.token
    typist.sign_in("t-section_head")
    typist.token = old
    refused = typist.send(path, **typed())
    assert refused.status_code == 403
    assert "Phiên làm việc đã thay đổi" in refused.content.decode()
    assert not UnsentForm.objects.exists()


def test_a_page_of_a_stranger_fills_nothing_in(path: str) -> None:
    person = Person()
    person.sign_in("t-specialist")
    person.read(path)
    forged = {**typed(), "csrfmiddlewaretoken": person.token[::-1]}
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://example.org"}, {}):
        assert person.client.post(path, forged, headers=headers).status_code == 403
    assert not UnsentForm.objects.exists()


def test_nobody_who_never_signed_in_can_store_anything(path: str) -> None:
    stranger = Person()
    stranger.read("/dang-nhap/")
    assert stranger.send(path, **typed())["Location"] == f"/dang-nhap/?next={path}"
    assert not UnsentForm.objects.exists()


def test_what_is_kept_cannot_be_read_from_the_database(path: str, typist: Person) -> None:
    typist.send(path, **typed())
    row = UnsentForm.objects.get()
    assert b"kh" not in bytes(row.sealed)[:4] and b"Tr\xc3\xadch" not in bytes(row.sealed)
    assert bytes(row.sealed).startswith(b"gAAAA")


def test_passwords_are_not_kept(typist: Person) -> None:
    new = {"oldpassword": PASSWORD, "password1": "mật khẩu mới nhé", "password2": "mật khẩu mới nhé"}
    assert typist.send("/tai-khoan/mat-khau/", **new)["Location"].startswith("/dang-nhap/")
    assert not UnsentForm.objects.exists()


def test_too_much_is_not_kept(path: str, typist: Person) -> None:
    asked = typist.send(path, **{**typed(), "reason": "x" * LARGEST})
    assert asked["Location"].startswith("/dang-nhap/")
    assert not UnsentForm.objects.exists()


def test_a_form_that_has_gone_is_shown_as_text(path: str, typist: Person, office: Office) -> None:
    typist.send(path, **typed())
    dossier = Dossier.objects.get()
    Dossier.objects.filter(pk=dossier.pk).update(holder=office.second_specialist)
    typist.sign_in("t-specialist", path)
    page = typist.read(path)
    assert "Nội dung được giữ lại" in page and "Trích lục ghi chú" in page
    typist.send("/tai-khoan/noi-dung-da-giu/")
    assert not UnsentForm.objects.exists()


def test_a_part_of_a_page_is_told_and_keeps_the_page(path: str, typist: Person) -> None:
    answer = typist.client.post(
        path, {"csrfmiddlewaretoken": typist.token, **typed()}, headers={"HX-Request": "true"}
    )
    assert answer.status_code == 401


def test_a_file_has_to_be_chosen_again(code: str, typist: Person) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    path = f"/ho-so/{code}/du-thao-ket-qua/"
    draft = SimpleUploadedFile("quyet-dinh.pdf", b"%PDF-1.4")
    typist.send(path, outcome="granted", summary="Cấp giấy xác nhận", file=draft)
    typist.sign_in("t-specialist", path)
    page = typist.read(path)
    assert "Cấp giấy xác nhận" in page and "quyet-dinh.pdf" in page


PAGE = """<form action="/tim/"><input name="q"></form>
<form method="POST"><input type="hidden" name="csrfmiddlewaretoken" value="fresh">
<input name="a" value="x"><input name="a">
<input type="checkbox" name="c" value="1" checked><input type="checkbox" name="c" value="2">
<input type="radio" name="r" value="y"><input type="radio" name="r" value="n" checked><input type="password" name="p">
<select name="s"><option value="1" selected>Một</option><option value="2">Hai</option></select>
<textarea name="t">cũ &amp; <i></textarea><button name="viec" value="gui">Gửi</button>
</form>&copy;&#169;<!-- đủ -->"""


def test_every_kind_of_field_is_filled() -> None:
    fields = [
        *(("a", 'một "'), ("a", "hai"), ("c", "2"), ("r", "y"), ("s", "2"), ("t", "mới </textarea>")),
        *(("p", "bí mật"), ("csrfmiddlewaretoken", "old"), ("viec", "gui"), ("lost", "không còn ô")),
    ]
    page, left = fill(PAGE, fields)
    assert '<input name="a" value="một &quot;"><input name="a" value="hai">' in page
    assert (
        '<input type="checkbox" name="c" value="1"><input type="checkbox" name="c" value="2" checked>' in page
    )
    assert '<input type="radio" name="r" value="y" checked><input type="radio" name="r" value="n">' in page
    assert '<option value="1">Một</option><option value="2" selected>' in page
    assert "mới &lt;/textarea&gt;</textarea>" in page and "cũ" not in page
    assert "bí mật" not in page and 'value="fresh"' in page
    assert page.endswith("&copy;&#169;<!-- đủ -->")
    assert left == [("lost", "không còn ô")]
    assert fill(PAGE, [("other", "x")]) is None


def test_the_counter_comes_back_with_its_procedure(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(monkeypatch, "2026-03-09 11:00")
    procedure = office.cases["certificate"].version.procedure.code
    clerk = Person()
    clerk.sign_in("t-reception")
    clerk.read(f"/quay/?thu-tuc={procedure}")
    Session.objects.all().delete()
    clerk.send(
        "/quay/", **{"thu-tuc": procedure, "viec": "tiep-nhan", "applicant_name": "Nguyễn Thị Quầy Thử"}
    )
    assert clerk.sign_in("t-reception")["Location"] == f"/quay/?thu-tuc={procedure}"
    assert 'value="Nguyễn Thị Quầy Thử"' in clerk.read(f"/quay/?thu-tuc={procedure}")
    assert office.people[Role.RECEPTION].pk
