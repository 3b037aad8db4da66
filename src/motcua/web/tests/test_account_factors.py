# SPDX-License-Identifier: EUPL-1.2
"""The second step by code: set up, used, used twice, lost, demanded. Codes are computed after RFC 6238."""

import base64
import hashlib
import hmac
import re
import struct
import time

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from motcua.accounts import acts
from motcua.accounts.duties import required_roles
from motcua.accounts.errors import UnknownRole
from motcua.accounts.log import COMMAND_LINE
from motcua.accounts.models import AccountEvent, AccountEventKind
from motcua.dossiers.tests.office import Office
from motcua.law.roles import Role
from motcua.organisations.models import Person
from motcua.web.tests.test_account_sign_in import PASSWORD, kinds, sign_in


def code_of(secret: str, step: int = 0) -> str:
    """The code that an application shows `step` periods of thirty seconds from now."""
    counter = struct.pack(">Q", int(time.time()) // 30 + step)
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    at = digest[-1] & 15
    number = struct.unpack(">I", digest[at : at + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


def test_codes_are_those_of_the_standard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "time", lambda: 1111111109)
    assert code_of(base64.b32encode(b"12345678901234567890").decode()) == "081804"  # RFC 6238, appendix B


def confirmed(client: Client, username: str) -> Client:
    """Signed in, and the password given once more."""
    sign_in(client, username)
    client.post("/tai-khoan/xac-nhan/", {"password": PASSWORD, "next": "/tai-khoan/"})
    return client


def set_up(client: Client) -> str:
    """Switch codes on; the secret."""
    page = client.get("/tai-khoan/ung-dung/").content.decode()
    secret = re.search(r'class="code secret">([A-Z2-7]+)<', page).group(1)
    answer = client.post("/tai-khoan/ung-dung/", {"code": code_of(secret, -1)})
    assert answer["Location"] == "/tai-khoan/ma-khoi-phuc/"
    return secret


@pytest.fixture
def clerk(office: Office) -> Person:
    return office.people[Role.CLERK]


@pytest.fixture
def secret(clerk: Person) -> str:
    """The clerk signs in with two steps."""
    return set_up(confirmed(Client(), "t-clerk"))


def test_setting_up_asks_for_the_password_once_more(clerk: Person) -> None:
    client = Client()
    sign_in(client, "t-clerk")
    asked = client.get("/tai-khoan/ung-dung/")["Location"]
    assert asked == "/tai-khoan/xac-nhan/?next=%2Ftai-khoan%2Fung-dung%2F"
    wrong = client.post(asked, {"password": "sai"})
    assert "Mật khẩu không đúng" in wrong.content.decode()
    right = client.post("/tai-khoan/xac-nhan/", {"password": PASSWORD, "next": "/tai-khoan/ung-dung/"})
    assert right["Location"] == "/tai-khoan/ung-dung/"
    page = client.get("/tai-khoan/ung-dung/")
    assert page.status_code == 200
    picture = client.get("/tai-khoan/ung-dung/ma-qr.svg")
    assert picture["Content-Type"] == "image/svg+xml" and picture.content.startswith(b"<?xml")
    assert "no-store" in picture["Cache-Control"]
    refused = client.post("/tai-khoan/ung-dung/", {"code": "000000"}).content.decode()
    assert "không đúng" in refused
    assert page.context["form"].secret in refused, "the application keeps its secret"


def test_the_second_step(clerk: Person, secret: str) -> None:
    client = Client()
    assert sign_in(client, "t-clerk", next="/hang-doi/")["Location"] == "/dang-nhap/buoc-hai/"
    assert client.get("/")["Location"].startswith("/dang-nhap/"), "half a sign-in opens nothing"
    assert client.get("/dang-nhap/")["Location"] == "/dang-nhap/buoc-hai/"
    page = client.get("/dang-nhap/buoc-hai/").content.decode()
    assert "Mã xác thực" in page and "Khóa truy cập" not in page
    wrong = client.post("/dang-nhap/buoc-hai/", {"code": "000000"}).content.decode()
    assert "không đúng" in wrong
    code = code_of(secret)
    right = client.post("/dang-nhap/buoc-hai/", {"code": f" {code[:3]} {code[3:]} "})
    assert right["Location"] == "/hang-doi/"
    assert client.get("/").status_code == 200
    other = Client()
    sign_in(other, "t-clerk")
    again = other.post("/dang-nhap/buoc-hai/", {"code": code}).content.decode()
    assert "không đúng" in again, "a code opens once"
    assert AccountEventKind.CODE_FAILED in kinds(clerk)
    told = AccountEvent.objects.filter(kind=AccountEventKind.SIGNED_IN).latest("id")
    assert told.detail == "mật khẩu + ứng dụng tạo mã"


def test_guessing_codes_is_stopped(clerk: Person, secret: str) -> None:
    client = Client()
    sign_in(client, "t-clerk")
    for number in range(10):
        client.post("/dang-nhap/buoc-hai/", {"code": f"00000{number}"})
    right = client.post("/dang-nhap/buoc-hai/", {"code": code_of(secret)})
    assert "quá nhiều lần" in right.content.decode()


def test_one_can_begin_again_with_another_name(clerk: Person, secret: str) -> None:
    client = Client()
    sign_in(client, "t-clerk")
    assert client.post("/dang-nhap/lam-lai/")["Location"] == "/dang-nhap/"
    assert client.get("/dang-nhap/").status_code == 200
    assert client.get("/dang-nhap/buoc-hai/")["Location"] == "/dang-nhap/"


def test_recovery_codes_open_once_each(clerk: Person, secret: str) -> None:
    client = confirmed_with_code(secret)
    page = client.get("/tai-khoan/ma-khoi-phuc/").content.decode()
    codes = re.findall(r'<li class="code">(\d{8})</li>', page)
    assert len(set(codes)) == 10
    for expected in (302, 200):
        other = Client()
        sign_in(other, "t-clerk")
        assert other.post("/dang-nhap/buoc-hai/", {"code": codes[0]}).status_code == expected
    assert "Còn 9 mã" in client.get("/tai-khoan/").content.decode()
    client.post("/tai-khoan/ma-khoi-phuc/lap-moi/")
    new = client.get("/tai-khoan/ma-khoi-phuc/").content.decode()
    assert not set(codes) & set(re.findall(r'<li class="code">(\d{8})</li>', new))


def confirmed_with_code(secret: str) -> Client:
    client = Client()
    sign_in(client, "t-clerk")
    client.post("/dang-nhap/buoc-hai/", {"code": code_of(secret)})
    client.post("/tai-khoan/xac-nhan/", {"password": PASSWORD, "next": "/tai-khoan/"})
    return client


def test_secrets_are_sealed_in_the_database(clerk: Person, secret: str) -> None:
    for factor in Authenticator.objects.filter(user=clerk):
        assert secret not in str(factor.data)
        assert str(factor.data.get("secret") or factor.data.get("seed")).startswith("gAAAA")


def test_switching_off(clerk: Person, secret: str) -> None:
    client = confirmed_with_code(secret)
    assert client.post("/tai-khoan/ung-dung/tat/")["Location"] == "/tai-khoan/"
    assert not Authenticator.objects.filter(user=clerk).exists()
    assert sign_in(Client(), "t-clerk")["Location"] == "/"
    assert AccountEventKind.FACTOR_REMOVED in kinds(clerk)


def test_an_administrator_takes_the_second_step_away(clerk: Person, secret: str) -> None:
    client = confirmed_with_code(secret)
    assert acts.reset_second_factor(clerk, COMMAND_LINE, timezone.now()) == 2
    assert client.get("/").status_code == 302, "the sessions ended"
    assert sign_in(Client(), "t-clerk")["Location"] == "/"
    assert kinds(clerk).count(AccountEventKind.FACTORS_RESET) == 1


@pytest.mark.django_db(transaction=True)
def test_a_role_may_have_to_sign_in_with_two_steps(clerk: Person, office: Office, settings: Settings) -> None:
    settings.SECOND_FACTOR_ROLES = ["clerk"]
    client = Client()
    sign_in(client, "t-clerk")
    for path in ("/", "/hang-doi/", "/tai-khoan/phien/"):
        assert client.get(path)["Location"] == "/tai-khoan/hai-buoc/", path
    page = client.get("/tai-khoan/hai-buoc/").content.decode()
    assert "phải đăng nhập hai bước" in page
    client.post("/tai-khoan/xac-nhan/", {"password": PASSWORD, "next": "/tai-khoan/ung-dung/"})
    set_up(client)
    assert client.get("/").status_code == 200
    other = Client()
    sign_in(other, "t-reception")
    assert other.get("/").status_code == 200, "nothing is demanded of others"


def test_a_role_that_does_not_exist_is_told(settings: Settings) -> None:
    settings.SECOND_FACTOR_ROLES = ["clerk", "cleark"]
    with pytest.raises(UnknownRole, match="cleark"):
        required_roles()


NO_ANSWERS = ("", "{}", "[]", "5", "x", '{"id": "x", "rawId": "x", "type": "public-key", "response": {}}')


@pytest.mark.parametrize("answer", NO_ANSWERS)
def test_a_passkey_needs_a_real_answer(clerk: Person, answer: str) -> None:
    client = confirmed(Client(), "t-clerk")
    assert "data-options=" in client.get("/tai-khoan/khoa/them/").content.decode()
    refused = client.post("/tai-khoan/khoa/them/", {"name": "Khóa", "credential": answer})
    assert "Chưa thực hiện được" in refused.content.decode()
    assert Client().post("/dang-nhap/khoa/", {"credential": answer})["Location"] == "/dang-nhap/"
