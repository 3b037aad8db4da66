# SPDX-License-Identifier: EUPL-1.2
"""The link of a mail by which an officer tells how a piece of work is without signing in; what home says of it."""

import datetime as dt
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from motcua.dossiers.tests.office import at
from motcua.law.roles import Role
from motcua.organisations.actors import actor_of
from motcua.plans.acts import working
from motcua.plans.models import TaskEntry, TaskWork, WorkState
from motcua.plans.tests.living import Living, press
from motcua.plans.work_links import token_for
from motcua.web.braking import Brake
from motcua.web.plans.work import by_link
from motcua.web.tests.conftest import SignIn
from motcua.web.tests.test_plan_work import LIST, living, morning
from motcua.web.tests.town import PDF

__all__ = ["living", "morning"]

D = dt.date


def owned(living: Living) -> tuple[TaskWork, str]:
    work = living.work("Rà soát")
    working.take_on(living.actor(Role.SPECIALIST), work.pk, press("own"))
    work.refresh_from_db()
    return work, f"/bao-viec/{token_for(work, living.office.people[Role.SPECIALIST])}/"


def test_a_link_of_a_mail_tells_progress_and_nothing_else(living: Living) -> None:
    work, link = owned(living)
    client = Client()
    shown = client.get(link)
    html = shown.content.decode()
    assert shown.status_code == 200
    assert shown["Referrer-Policy"] == "no-referrer"
    assert "no-store" in shown["Cache-Control"]
    assert work.entries.count() == 2  # opening it changed nothing
    key = re.search(r'name="key" value="([0-9a-f]+)"', html)
    assert key
    told = {"key": key[1], "percent": "70", "text": "Báo từ thư", "file": SimpleUploadedFile("a.pdf", PDF)}
    for _ in range(2):
        assert client.post(link, told).status_code == 200
        told["file"] = SimpleUploadedFile("a.pdf", PDF)
    work.refresh_from_db()
    assert work.percent == 70
    entry = work.entries.get(kind="progress")
    assert (entry.via, entry.file_name) == ("link", "a.pdf")
    assert entry.person_id == living.office.people[Role.SPECIALIST].pk
    assert client.get(f"{LIST}{work.pk}/").status_code == 302  # nobody is signed in by it
    assert "_auth_user_id" not in client.session


def test_a_link_ends_with_its_work_its_owner_and_its_days(
    living: Living, monkeypatch: pytest.MonkeyPatch
) -> None:
    work, link = owned(living)
    client = Client()
    assert client.get(link[:-3] + "xx/").status_code == 410
    working.hand_over(
        living.actor(Role.SECTION_HEAD), work.pk, living.office.second_specialist, "", press("h")
    )
    assert client.get(link).status_code == 410
    work.refresh_from_db()
    mine = f"/bao-viec/{token_for(work, living.office.second_specialist)}/"
    assert client.get(mine).status_code == 200
    done = client.post(mine, {"key": "done", "xong": "1", "text": ""})
    assert done.status_code == 422  # nothing shows it yet
    done = client.post(mine, {"key": "done2", "xong": "1", "text": "Báo cáo số 15/BC-UBND ngày 09/3"})
    assert done.status_code == 200
    work.refresh_from_db()
    assert work.state == WorkState.DONE
    assert client.get(mine).status_code == 410
    other, again = living.work("Niêm yết"), living.office.people[Role.SPECIALIST]
    working.take_on(actor_of(again, D(2026, 3, 9)), other.pk, press("o"))
    late = f"/bao-viec/{token_for(living.work('Niêm yết'), again)}/"
    assert client.get(late).status_code == 200
    monkeypatch.setattr("django.core.signing.time.time", lambda: at("2026-12-24 10:00").timestamp())
    assert client.get(late).status_code == 410


def test_links_are_not_guessed_without_end(living: Living, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(by_link, "OF_ADDRESS", Brake("work-link-address", most=20, minutes=10))
    _work, link = owned(living)
    client = Client()
    answers = {client.get("/bao-viec/abc:def:ghi/").status_code for _ in range(25)}
    assert answers == {410, 429}
    assert client.get(link).status_code == 429


def test_one_officer_who_presses_often_does_not_lock_the_office(living: Living) -> None:
    _work, link = owned(living)
    client = Client()
    for number in range(20):
        assert client.post(link, {"key": f"k{number}", "percent": "10", "text": ""}).status_code != 429
    over = client.post(link, {"key": "k20", "percent": "10", "text": "Đã rà soát ba mươi thủ tục"})
    html = over.content.decode()
    assert over.status_code == 429 and "hãy đợi 10 phút" in html and "Đã rà soát ba mươi thủ tục" in html
    other, colleague = living.work("Niêm yết"), living.office.second_specialist
    working.take_on(actor_of(colleague, D(2026, 3, 9)), other.pk, press("o"))
    theirs = f"/bao-viec/{token_for(living.work('Niêm yết'), colleague)}/"
    assert client.post(theirs, {"key": "mine", "percent": "30", "text": ""}).status_code == 200
    assert by_link.OF_ADDRESS.most > 10 * by_link.OF_LINK.most


def test_home_tells_what_waits_of_the_plans(living: Living, as_role: SignIn) -> None:
    owned(living)
    html = as_role(Role.SPECIALIST).get("/").content.decode()
    assert "việc kế hoạch tôi phụ trách" in html
    assert TaskEntry.objects.filter(kind="taken_on").count() == 1
    assert "Việc theo kế hoạch" not in as_role(Role.ACCOUNTANT).get("/").content.decode()
