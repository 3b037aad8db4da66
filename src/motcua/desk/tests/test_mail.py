# SPDX-License-Identifier: EUPL-1.2
"""Warnings by mail, through a real mail server: never twice, tried again, nothing personal by default."""

import datetime as dt
import email
import email.policy
import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.conf import LazySettings

from motcua.desk import choices, outbox
from motcua.desk.models import Mail
from motcua.desk.notes import write_note
from motcua.desk.tending import tend
from motcua.dossiers.tests.office import Office, at, open_office
from motcua.law.roles import Role
from motcua.law.warnings import WarningKind
from motcua.organisations.models import Absence, Delegation, Person

LATE = at("2026-03-13 08:00")
DAY = dt.date(2026, 3, 13)


@dataclass
class PostOffice:
    """Keeps what arrived; answers what `answer` says, or hangs up without an answer."""

    arrived: list[tuple[list[str], EmailMessage]] = field(default_factory=list)
    answer: str = "250 OK"
    hangs_up: bool = False

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.answer.startswith("250"):
            message = email.message_from_bytes(envelope.content, policy=email.policy.default)
            self.arrived.append((envelope.rcpt_tos, message))
        if self.hangs_up:
            server.transport.abort()
        return self.answer


@pytest.fixture
def post(settings: LazySettings) -> Iterator[PostOffice]:
    """A mail server on a free port, and the house told to use it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    handler = PostOffice()
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_TIMEOUT = 5
    settings.MAIL_ENABLED = True
    settings.MAIL_NAMES = False
    settings.MAIL_DIGEST_AT = dt.time(7, 15)
    yield handler
    controller.stop()


@pytest.fixture
def office(db: None) -> Office:
    opened = open_office()
    opened.assigned("2026-03-09 10:00")  # due Thursday 12/03, 17:30
    address(opened.people[Role.SPECIALIST], "thu-ly@example.org")
    return opened


def address(person: Person, mail: str) -> None:
    person.email = mail
    person.save()


def subjects(post: PostOffice) -> list[str]:
    return sorted(str(message["Subject"]).strip() for _, message in post.arrived)


def test_a_morning_list_and_what_comes_at_once(office: Office, post: PostOffice) -> None:
    done = tend(LATE)
    assert (done.written, done.sent) == (2, 2)
    code = office.people[Role.SPECIALIST].dossiers_held.get().code
    assert subjects(post) == [
        "Một Cửa: 2 việc cần chú ý, thứ Sáu 13/03/2026",
        f"Một Cửa: cần văn bản xin lỗi, hồ sơ {code}",
    ]
    for to, message in post.arrived:
        assert to == ["thu-ly@example.org"]
        plain = message.get_body(("plain",)).get_content()
        html = message.get_body(("html",)).get_content()
        for body in (plain, html):
            assert code in body and "Cấp giấy xác nhận thử" in body and "/nhac-viec/" in body
            assert "Nguyễn Văn Mẫu" not in body, "no applicant leaves the house"
        assert message["Auto-Submitted"] == "auto-generated"


def test_the_policy_may_allow_names(office: Office, post: PostOffice, settings: LazySettings) -> None:
    settings.MAIL_NAMES = True
    tend(LATE)
    bodies = [message.get_body(("plain",)).get_content() for _, message in post.arrived]
    assert all("Nguyễn Văn Mẫu" in body for body in bodies)


def test_never_twice(office: Office, post: PostOffice) -> None:
    tend(LATE)
    tend(LATE + dt.timedelta(minutes=5))
    assert len(post.arrived) == 2
    tend(at("2026-03-16 08:00"))  # the next working morning has a list of its own
    assert len(post.arrived) == 3


@pytest.mark.parametrize("when", ["2026-03-13 07:00", "2026-03-14 08:00"])
def test_no_list_before_its_hour_nor_on_a_day_off(office: Office, post: PostOffice, when: str) -> None:
    tend(at(when))
    assert [subject for subject in subjects(post) if "việc cần chú ý" in subject] == []


def test_everybody_chooses(office: Office, post: PostOffice) -> None:
    person_id = office.people[Role.SPECIALIST].pk
    choices.choose(person_id, digest=False, at_once=[WarningKind.LATE, WarningKind.DUE_SOON], now=LATE)
    assert choices.choice_of(person_id) == choices.Chosen(digest=False, at_once=frozenset({WarningKind.LATE}))
    tend(LATE)
    assert len(post.arrived) == 1 and "đã quá hạn" in subjects(post)[0]


def test_a_note_reaches_the_colleague_without_its_words(office: Office, post: PostOffice) -> None:
    boss = office.people[Role.SECTION_HEAD]
    address(boss, "truong-phong@example.org")
    dossier = office.people[Role.SPECIALIST].dossiers_held.get()
    write_note(
        office.actor(Role.SPECIALIST), dossier.code, "Người nộp ốm nặng.", [boss], "k", at("2026-03-10 09:00")
    )
    tend(at("2026-03-10 09:05"))
    told = [
        message for to, message in post.arrived if to == [boss.email] and "nhắc bạn" in message["Subject"]
    ]
    assert len(told) == 1
    assert (
        "ốm nặng" not in told[0].as_string() and "ốm nặng" not in told[0].get_body(("plain",)).get_content()
    )


def test_the_stand_in_gets_the_mails_of_whoever_is_away(office: Office, post: PostOffice) -> None:
    holder, stand_in = office.people[Role.SPECIALIST], office.second_specialist
    address(stand_in, "lam-thay@example.org")
    Absence.objects.create(
        person=holder, reason="Phép", effective_from=DAY, effective_to=DAY, recorded_by=holder
    )
    tend(LATE)
    assert {to[0] for to, _ in post.arrived} == {"thu-ly@example.org"}, "nobody stands in yet"
    post.arrived.clear()
    Mail.objects.all().delete()
    Delegation.objects.create(
        position=holder.positions.get(),
        delegate=stand_in,
        document="QĐ 7",
        decided_by=holder,
        effective_from=DAY,
        effective_to=DAY,
    )
    tend(LATE)
    assert {to[0] for to, _ in post.arrived} == {"lam-thay@example.org"}
    assert (
        "người bạn đang làm thay" in post.arrived[0][1].get_body(("plain",)).get_content()
        or len(post.arrived) > 1
    )


def test_a_server_that_is_away_is_tried_again_with_growing_pauses(
    office: Office, post: PostOffice, settings: LazySettings
) -> None:
    port = settings.EMAIL_PORT
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        settings.EMAIL_PORT = probe.getsockname()[1]
        outbox.put("k", office.people[Role.SPECIALIST], "S", "T", "<p>T</p>", LATE)
        assert outbox.send_due(LATE) == {Mail.State.WAITING: 1}
        mail = Mail.objects.get()
        assert (mail.tries, mail.next_try_at) == (1, LATE + dt.timedelta(minutes=1))
        assert "Connection" in mail.error
        assert outbox.send_due(LATE) == {}
        assert outbox.send_due(LATE + dt.timedelta(minutes=1)) == {Mail.State.WAITING: 1}
        mail.refresh_from_db()
        assert mail.next_try_at == LATE + dt.timedelta(minutes=6)
    settings.EMAIL_PORT = port
    assert outbox.send_due(LATE + dt.timedelta(minutes=6)) == {Mail.State.SENT: 1}
    assert len(post.arrived) == 1


def test_a_mail_is_given_up_after_the_last_try_and_sent_when_asked_for(
    office: Office, post: PostOffice
) -> None:
    post.answer = "451 later"
    outbox.put("k", office.people[Role.SPECIALIST], "S", "T", "<p>T</p>", LATE)
    now = LATE
    for _ in outbox.PAUSES:
        assert outbox.send_due(now) == {Mail.State.WAITING: 1}
        now = Mail.objects.get().next_try_at
    assert outbox.send_due(now) == {Mail.State.FAILED: 1}
    assert outbox.send_due(now + dt.timedelta(days=1)) == {}
    post.answer = "250 OK"
    assert outbox.retry(outbox.stuck(), now) == 1
    assert outbox.send_due(now) == {Mail.State.SENT: 1}
    assert outbox.retry(outbox.stuck(), now) == 0
    Mail.objects.update(state=Mail.State.UNCERTAIN)
    assert outbox.retry(outbox.stuck(), now) == 1


def test_a_refused_address_is_not_tried_again(office: Office, post: PostOffice) -> None:
    post.answer = "550 no such user"
    outbox.put("k", office.people[Role.SPECIALIST], "S", "T", "<p>T</p>", LATE)
    assert outbox.send_due(LATE) == {Mail.State.FAILED: 1}


def test_no_answer_means_uncertain_and_is_never_sent_again_by_itself(
    office: Office, post: PostOffice
) -> None:
    post.hangs_up = True
    outbox.put("k", office.people[Role.SPECIALIST], "S", "T", "<p>T</p>", LATE)
    assert outbox.send_due(LATE) == {Mail.State.UNCERTAIN: 1}
    post.hangs_up = False
    assert outbox.send_due(LATE + dt.timedelta(days=1)) == {}
    assert len(post.arrived) == 1


def test_a_process_that_died_while_sending_leaves_it_uncertain(office: Office, post: PostOffice) -> None:
    outbox.put("k", office.people[Role.SPECIALIST], "S", "T", "<p>T</p>", LATE)
    Mail.objects.update(state=Mail.State.SENDING, tried_at=LATE, tries=1)
    assert outbox.send_due(LATE + dt.timedelta(minutes=5)) == {}
    assert Mail.objects.get().state == Mail.State.SENDING
    outbox.send_due(LATE + dt.timedelta(minutes=16))
    assert Mail.objects.get().state == Mail.State.UNCERTAIN
    assert post.arrived == []


def test_without_a_mail_server_nothing_piles_up(office: Office, settings: LazySettings) -> None:
    settings.MAIL_ENABLED = False
    assert tend(LATE).written == 0
    assert not Mail.objects.exists()


def test_old_mails_are_tidied_away(office: Office, post: PostOffice) -> None:
    tend(LATE)
    assert tend(LATE + dt.timedelta(days=89)).tidied == 0
    assert tend(LATE + dt.timedelta(days=91)).tidied == 2
