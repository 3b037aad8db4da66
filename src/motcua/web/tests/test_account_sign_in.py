# SPDX-License-Identifier: EUPL-1.2
"""Signing in: locks, throttling, one-time passwords, sessions, and what is written down of it."""

import datetime as dt

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from motcua.accounts import acts, administration, locking
from motcua.accounts.log import COMMAND_LINE, Origin
from motcua.accounts.models import AccountEvent, AccountEventKind, CacheRow, SignInCount
from motcua.dossiers.tests.office import Office, person
from motcua.law.roles import Role
from motcua.organisations.actors import actor_of
from motcua.organisations.errors import NotAdministrator
from motcua.organisations.models import Person
from motcua.web.account.phrases import browser_phrase
from motcua.web.tests.conftest import set_clock

PASSWORD = "mật khẩu thử"
OWN_PASSWORD = "con mèo nằm trên mái"


def sign_in(client: Client, username: str, password: str = PASSWORD, **extra: str) -> object:
    return client.post("/dang-nhap/", {"username": username, "password": password, **extra})


def kinds(person: Person | None) -> list[str]:
    return list(AccountEvent.objects.filter(person=person).order_by("id").values_list("kind", flat=True))


@pytest.fixture
def clerk(office: Office) -> Person:
    return office.people[Role.CLERK]


@pytest.mark.parametrize("username", ["t-clerk", "nobody-has-this"])
def test_a_name_is_locked_after_five_wrong_passwords_whether_it_exists_or_not(
    clerk: Person, username: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_clock(monkeypatch, "2026-03-09 10:00")
    for _ in range(5):
        assert "không đúng" in sign_in(Client(), username, "sai").content.decode()
    locked = sign_in(Client(), username).content.decode()
    assert "tạm khóa đến 10:15" in locked
    assert username in locked, "what was typed stays"
    set_clock(monkeypatch, "2026-03-09 10:16")
    cache.clear()  # the brake of the library for one name counts real minutes
    answer = sign_in(Client(), username)
    assert answer.status_code == (302 if username == "t-clerk" else 200)


def test_a_right_password_begins_the_count_anew(clerk: Person) -> None:
    for _ in range(2):
        for _ in range(4):
            sign_in(Client(), "t-clerk", "sai")
        assert sign_in(Client(), "t-clerk")["Location"] == "/"
        cache.clear()
    assert not SignInCount.objects.exists()


def test_what_happened_is_written_down_and_a_strange_name_is_not_kept(clerk: Person) -> None:
    client = Client(HTTP_USER_AGENT="Trình duyệt thử", REMOTE_ADDR="192.0.2.7")
    for _ in range(5):
        sign_in(client, "t-clerk", "sai")
    sign_in(client, "matkhau-cua-toi-123", "x")
    failed = [AccountEventKind.SIGN_IN_FAILED.value] * 5
    assert kinds(clerk) == [*failed, AccountEventKind.LOCKED.value]
    stranger = AccountEvent.objects.get(person=None)
    assert (stranger.address, stranger.browser) == ("192.0.2.7", "Trình duyệt thử")
    assert "matkhau" not in str(stranger.__dict__) + str(list(SignInCount.objects.values()))


def test_an_administrator_opens_the_lock(clerk: Person, office: Office) -> None:
    for _ in range(5):
        sign_in(Client(), "t-clerk", "sai")
    assert locking.unlock(clerk, COMMAND_LINE, timezone.now())
    assert not locking.unlock(clerk, COMMAND_LINE, timezone.now())
    assert sign_in(Client(), "t-clerk").status_code == 302
    assert kinds(clerk)[-2:] == [AccountEventKind.UNLOCKED.value, AccountEventKind.SIGNED_IN.value]


def test_one_address_cannot_try_many_names(office: Office) -> None:
    answers = [sign_in(Client(), f"name-{number}", "sai") for number in range(61)]
    assert "không đúng" in answers[59].content.decode()
    assert "quá nhiều lần" in answers[60].content.decode()
    other = Client(REMOTE_ADDR="192.0.2.8")
    assert sign_in(other, "t-clerk").status_code == 302


def test_signing_in_and_out_are_written_down(clerk: Person) -> None:
    client = Client()
    assert sign_in(client, " T-Clerk ")["Location"] == "/"
    client.post("/dang-xuat/")
    signed_in, signed_out = AccountEvent.objects.filter(person=clerk).order_by("id")
    assert (signed_in.kind, signed_in.detail) == (AccountEventKind.SIGNED_IN, "mật khẩu")
    assert signed_out.kind == AccountEventKind.SIGNED_OUT


def test_somebody_who_left_cannot_sign_in(clerk: Person) -> None:
    Person.objects.filter(pk=clerk.pk).update(is_active=False)
    assert "không đúng" in sign_in(Client(), "t-clerk").content.decode()


def test_nobody_can_sign_up(office: Office) -> None:
    for path in ("/signup/", "/accounts/signup/", "/dang-nhap/signup/", "/dang-ky/"):
        assert Client().get(path).status_code == 404


def test_a_one_time_password_must_be_replaced_before_anything_else(office: Office) -> None:
    person, password = acts.open_account("nguyen.van.thu", "Nguyễn Văn Thử", COMMAND_LINE, timezone.now())
    client = Client()
    assert sign_in(client, person.username, password).status_code == 302
    for path in ("/", "/hang-doi/", "/tai-khoan/", "/tai-khoan/phien/"):
        assert client.get(path)["Location"] == "/tai-khoan/mat-khau/", path
    page = client.get("/tai-khoan/mat-khau/").content.decode()
    assert "chỉ dùng một lần" in page
    same = {"oldpassword": password, "password1": password, "password2": password}
    assert "phải khác mật khẩu hiện tại" in client.post("/tai-khoan/mat-khau/", same).content.decode()
    new = {"oldpassword": password, "password1": OWN_PASSWORD, "password2": OWN_PASSWORD}
    assert client.post("/tai-khoan/mat-khau/", new)["Location"] == "/tai-khoan/"
    assert client.get("/").status_code == 200
    assert sign_in(Client(), person.username, password).status_code == 200
    assert sign_in(Client(), person.username, OWN_PASSWORD).status_code == 302
    assert AccountEventKind.PASSWORD_CHANGED in kinds(person)


@pytest.mark.parametrize(
    ("old", "new", "again", "words"),
    [
        ("sai", OWN_PASSWORD, OWN_PASSWORD, "Mật khẩu hiện tại không đúng"),
        (PASSWORD, "ngắn", "ngắn", "12"),
        (PASSWORD, OWN_PASSWORD, "khác hẳn mất rồi", "không giống nhau"),
        (PASSWORD, "nguoi thu clerk", "nguoi thu clerk", "quá giống họ tên"),
        (PASSWORD, "password1234", "password1234", "phổ biến"),
    ],
)
def test_a_new_password_is_refused_beside_its_field(
    clerk: Person, old: str, new: str, again: str, words: str
) -> None:
    client = Client()
    sign_in(client, "t-clerk")
    typed = {"oldpassword": old, "password1": new, "password2": again}
    answer = client.post("/tai-khoan/mat-khau/", typed)
    page = answer.content.decode()
    assert words in page and 'role="alert"' in page
    assert OWN_PASSWORD not in page, "a password never comes back"


def test_a_one_time_password_ends(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(monkeypatch, "2026-03-09 10:00")
    person, password = acts.open_account("tran.thi.thu", "Trần Thị Thử", COMMAND_LINE, timezone.now())
    set_clock(monkeypatch, "2026-03-16 10:01")
    assert "đã hết hạn" in sign_in(Client(), person.username, password).content.decode()
    again = acts.reset_password(person, COMMAND_LINE, timezone.now())
    assert sign_in(Client(), person.username, again).status_code == 302


def test_a_password_given_anew_ends_sessions_and_locks(clerk: Person) -> None:
    client = Client()
    sign_in(client, "t-clerk")
    for _ in range(5):
        sign_in(Client(), "t-clerk", "sai")
    password = acts.reset_password(clerk, COMMAND_LINE, timezone.now())
    assert client.get("/").status_code == 302
    assert sign_in(Client(), "t-clerk").status_code == 200
    assert sign_in(client, "t-clerk", password).status_code == 302
    assert client.get("/")["Location"] == "/tai-khoan/mat-khau/"


def test_sessions_are_listed_and_ended(clerk: Person) -> None:
    here, there, elsewhere = Client(), Client(REMOTE_ADDR="192.0.2.9"), Client(REMOTE_ADDR="192.0.2.10")
    for client in (here, there, elsewhere):
        sign_in(client, "t-clerk")
    page = here.get("/tai-khoan/phien/")
    assert "192.0.2.9" in page.content.decode() and "phiên này" in page.content.decode()
    (wanted,) = [one.pk for one, _ in page.context["sessions"] if one.ip == "192.0.2.9"]
    here.post("/tai-khoan/phien/", {"phien": wanted})
    assert there.get("/").status_code == 302
    assert elsewhere.get("/").status_code == 200
    here.post("/tai-khoan/phien/")
    assert elsewhere.get("/").status_code == 302
    assert here.get("/").status_code == 200
    assert AccountEventKind.SESSIONS_ENDED in kinds(clerk)


def test_nobody_ends_a_session_of_somebody_else(clerk: Person, office: Office) -> None:
    mine, theirs = Client(), Client()
    sign_in(mine, "t-clerk")
    sign_in(theirs, "t-reception")
    other = theirs.get("/tai-khoan/phien/").context["sessions"][0][0].pk
    mine.post("/tai-khoan/phien/", {"phien": other})
    assert theirs.get("/").status_code == 200
    assert mine.post("/tai-khoan/phien/", {"phien": "x"}).status_code == 404


def test_a_changed_password_ends_other_sessions_and_keeps_this_one(clerk: Person) -> None:
    here, there = Client(), Client()
    sign_in(here, "t-clerk")
    sign_in(there, "t-clerk")
    new = {"oldpassword": PASSWORD, "password1": OWN_PASSWORD, "password2": OWN_PASSWORD}
    assert here.post("/tai-khoan/mat-khau/", new).status_code == 302
    assert here.get("/").status_code == 200
    assert there.get("/").status_code == 302


def test_one_sees_what_happened_to_ones_own_account_only(clerk: Person) -> None:
    sign_in(Client(), "t-reception", "sai")
    client = Client()
    sign_in(client, "t-clerk")
    page = client.get("/tai-khoan/")
    assert [event.kind for event in page.context["events"]] == [AccountEventKind.SIGNED_IN]


def test_old_counts_do_not_pile_up(clerk: Person) -> None:
    long_ago = timezone.now() - dt.timedelta(days=2)
    locking.knock("somebody-long-ago", long_ago)
    for _ in range(5):
        sign_in(Client(), "t-clerk", "sai")
    assert SignInCount.objects.count() == 1


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0",
            "Firefox trên Windows",
        ),
        (
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36",
            "Chrome trên Linux",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1",
            "Safari trên iPhone",
        ),
        ("curl/8.0", "trình duyệt không rõ"),
    ],
)
def test_browsers_in_words(agent: str, words: str) -> None:
    assert browser_phrase(agent) == words


def test_only_an_administrator_helps_others_in(clerk: Person, office: Office) -> None:
    administrator = person("t-admin", office.committee, Role.SYSTEM_ADMIN, "Quản trị hệ thống")
    helps = (
        administration.unlock_for,
        administration.reset_second_factor_for,
        administration.reset_password_for,
    )
    for who, may in ((office.people[Role.AGENCY_HEAD], False), (administrator, True)):
        actor, origin = actor_of(who, timezone.localdate()), Origin("192.0.2.11", by=who)
        for help_in in helps:
            if may:
                help_in(actor, clerk.pk, origin, timezone.now())
            else:
                with pytest.raises(NotAdministrator):
                    help_in(actor, clerk.pk, origin, timezone.now())
    told = AccountEvent.objects.get(person=clerk)
    assert (told.kind, told.by, told.address) == (
        AccountEventKind.PASSWORD_RESET,
        administrator,
        "192.0.2.11",
    )


def test_the_brake_of_the_public_look_up_is_shared(office: Office) -> None:
    code = office.received(when="2026-03-09 10:00").code
    wrong = {"ma": code, "ma-bi-mat": "sai"}
    answers = [Client().post("/tra-cuu/", wrong).status_code for _ in range(11)]
    assert answers == [422] * 10 + [429]
    assert CacheRow.objects.filter(cache_key__contains="lookup:").count() == 1
    assert Client(REMOTE_ADDR="192.0.2.12").post("/tra-cuu/", wrong).status_code == 422
