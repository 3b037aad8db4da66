# SPDX-License-Identifier: EUPL-1.2
"""Scanned pages at the counter: kept whatever happens to the form, bound into the dossier, added by telephone."""

import io
import time
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from pypdf import PdfReader

from motcua.documents import store
from motcua.documents.models import IncomingPage
from motcua.dossiers.models import Dossier
from motcua.dossiers.tests.office import Office
from motcua.law.roles import Role
from motcua.web.tests.conftest import set_clock
from motcua.web.tests.test_counter import typed
from motcua.web.tests.town import open_town
from motcua.web.views.counter_scans import LINK_HOLDS, PhoneLink


@pytest.fixture
def town(db: None, monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> Office:
    settings.FILE_STORE = tmp_path
    settings.CLAMAV = ""
    set_clock(monkeypatch, "2026-04-24 16:00")
    return open_town()


@pytest.fixture
def desk(town: Office) -> Client:
    return signed_in(town, Role.RECEPTION)


def signed_in(town: Office, role: Role) -> Client:
    client = Client()
    client.force_login(town.people[role])
    return client


def paper_of(town: Office) -> str:
    return f"p{town.cases['status'].version.papers.earliest('order').pk}"


def photo(name: str = "a.jpg", colour: str = "white") -> SimpleUploadedFile:
    target = io.BytesIO()
    Image.new("RGB", (300, 400), colour).save(target, "JPEG")
    return SimpleUploadedFile(
        name, target.getvalue(), "text/plain"
    )  # what the browser claims is not believed


def add(desk: Client, town: Office, *files: SimpleUploadedFile, key: str = "one-key") -> Any:
    paper = paper_of(town)
    return desk.post("/quay/ban-quet/", {"key": key, "paper": paper, f"{paper}_files": list(files)})


def test_pages_survive_a_refused_form_and_end_in_the_dossier(town: Office, desk: Client) -> None:
    paper = paper_of(town)
    files = [photo(colour="red"), photo(colour="blue")]
    refused = desk.post("/quay/", typed(town, applicant_name="", **{f"{paper}_files": files}))
    assert refused.status_code == 422
    assert refused.content.decode().count('class="thumb"') == 2
    assert desk.post("/quay/", typed(town)).status_code == 302
    kept = Dossier.objects.get().papers.earliest("order")
    assert len(PdfReader(io.BytesIO(store.read(kept.file_id))).pages) == 2
    assert not IncomingPage.objects.exists()
    event = Dossier.objects.get().events.get()
    assert event.data["papers"][0]["sha256"] == kept.file_id


def test_a_scanned_paper_counts_as_given_without_copies(town: Office, desk: Client) -> None:
    add(desk, town, photo())
    paper = paper_of(town)
    sent = typed(town, **{f"{paper}_originals": 0, f"{paper}_copies": 0})
    del sent[f"{paper}_given"]
    assert desk.post("/quay/", sent).status_code == 302
    kept = Dossier.objects.get().papers.earliest("order")
    assert (kept.originals, kept.copies, kept.file_id is not None) == (0, 0, True)


def test_a_refused_file_is_said_and_nothing_is_received(town: Office, desk: Client) -> None:
    wrong = SimpleUploadedFile("giay.pdf", b"MZ this is a program", "application/pdf")
    answer = add(desk, town, wrong)
    assert answer.status_code == 422
    assert "Nội dung tệp không phải PDF" in answer.content.decode()
    wrong.seek(0)
    page = desk.post("/quay/", typed(town, **{f"{paper_of(town)}_files": [wrong]}))
    assert "Nội dung tệp không phải PDF" in page.content.decode()
    assert not Dossier.objects.exists()


def test_pages_are_turned_moved_and_taken_out_without_scripts(town: Office, desk: Client) -> None:
    add(desk, town, photo(colour="red"), photo(colour="blue"))
    first, second = IncomingPage.objects.order_by("order")
    for doing in (f"trang:xoay:{first.pk}", f"trang:len:{second.pk}"):
        page = desk.post("/quay/", typed(town, viec=doing))
        assert 'value="Nguyễn Thị Mẫu"' in page.content.decode()
    assert [(one.pk, one.turn) for one in IncomingPage.objects.order_by("order")] == [
        (second.pk, 0),
        (first.pk, 90),
    ]
    desk.post("/quay/", typed(town, viec=f"trang:bo:{first.pk}"))
    for nonsense in ("trang:", "trang:bo:", "trang:bo:x", "trang:bo:99999999999999999999"):
        assert desk.post("/quay/", typed(town, viec=nonsense)).status_code == 200
    assert IncomingPage.objects.get() == second


def test_nobody_else_sees_or_changes_my_pages(town: Office, desk: Client) -> None:
    add(desk, town, photo())
    page = IncomingPage.objects.get()
    assert desk.get(f"/quay/ban-quet/{page.pk}/")["Content-Type"] == "image/jpeg"
    head = signed_in(town, Role.CENTRE_HEAD)
    assert head.get(f"/quay/ban-quet/{page.pk}/").status_code == 404
    head.post("/quay/ban-quet/", {"key": "one-key", "viec": f"trang:bo:{page.pk}"})
    assert IncomingPage.objects.filter(pk=page.pk).exists()
    assert signed_in(town, Role.SPECIALIST).get(f"/quay/ban-quet/{page.pk}/").status_code == 403


def test_a_telephone_only_adds(town: Office, desk: Client) -> None:
    page = desk.get("/quay/dien-thoai/", {"khoa": "one-key", "thu-tuc": "1.004873"})
    assert "<svg" in page.content.decode()
    link = page.context["address"].partition("/quay/")[2]
    phone = Client()
    shown = phone.get(f"/quay/{link}")
    assert "Tờ khai cấp Giấy xác nhận" in shown.content.decode()
    assert "Nguyễn" not in shown.content.decode()
    sent = phone.post(
        f"/quay/{link}", {"paper": paper_of(town), "camera": photo(), "folder": [photo(), photo()]}
    )
    assert "Đã gửi 3 tệp" in sent.content.decode()
    assert set(IncomingPage.objects.values_list("via", "reception")) == {("phone", "one-key")}
    assert phone.post(f"/quay/{link}", {"paper": "p0", "camera": photo()}).status_code == 422
    assert phone.post(f"/quay/{link}", {"paper": paper_of(town)}).status_code == 422
    for closed in ("/quay/", f"/quay/ban-quet/{IncomingPage.objects.first().pk}/"):
        assert phone.get(closed).status_code == 302
    assert desk.post("/quay/", typed(town)).status_code == 302
    kept = Dossier.objects.get().papers.earliest("order")
    assert len(PdfReader(io.BytesIO(store.read(kept.file_id))).pages) == 3


def test_the_link_of_a_telephone_expires_and_cannot_be_made_up(
    town: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = PhoneLink(town.people[Role.RECEPTION].pk, "one-key", "1.004873").signed()
    now = time.time()
    monkeypatch.setattr("django.core.signing.time.time", lambda: now + LINK_HOLDS + 1)
    late = Client().post(f"/quay/dien-thoai/{token}/", {"paper": paper_of(town), "camera": photo()})
    assert late.status_code == 410
    assert Client().get(f"/quay/dien-thoai/{token[:-1]}x/").status_code == 410
    assert not IncomingPage.objects.exists()
