# SPDX-License-Identifier: EUPL-1.2
"""Files by their content, malware, and pages bound into one paper."""

import datetime as dt
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader

from motcua.documents import content, malware, pages, scans, store
from motcua.documents.content import FileRefused
from motcua.documents.models import IncomingPage, Malware, StoredFile
from motcua.documents.tests.fake_clamd import BAD, fake_clamd
from motcua.organisations.models import Person

pytestmark = pytest.mark.django_db
AT = dt.datetime(2026, 3, 9, 3, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any) -> None:
    settings.FILE_STORE = tmp_path
    settings.CLAMAV = ""


@pytest.fixture
def clamd(settings: Any) -> Iterator[None]:
    with fake_clamd() as place:
        settings.CLAMAV = place
        yield


@pytest.fixture
def owner() -> Person:
    return Person.objects.create_person("t-scan", "Người Thử Quét", None, is_made_up=True)


def picture(
    width: int = 300, height: int = 400, kind: str = "JPEG", colour: str = "white", **more: Any
) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(target, kind, **more)
    return target.getvalue()


def pdf(count: int = 1) -> bytes:
    target = io.BytesIO()
    first, *rest = [Image.new("RGB", (200, 300), "white") for _ in range(count)]
    first.save(target, "PDF", save_all=True, append_images=rest)
    return target.getvalue()


def test_the_kind_is_told_by_the_content_and_not_by_a_name() -> None:
    kinds = {"JPEG": "image/jpeg", "PNG": "image/png", "TIFF": "image/tiff", "WEBP": "image/webp"}
    for name, media_type in kinds.items():
        assert content.take_in(picture(kind=name)).media_type == media_type
    for wrong in (b"MZ\x90\x00 a program called giay-khai-sinh.pdf", b"", b"<html>", b"PK\x03\x04 no docx"):
        with pytest.raises(FileRefused):
            content.take_in(wrong)
    with pytest.raises(FileRefused, match="20 MB"):
        content.take_in(b"%PDF-" + bytes(content.LARGEST))


def test_without_a_daemon_a_file_is_unscanned_and_never_clean(settings: Any, tmp_path: Path) -> None:
    for place in ("", str(tmp_path / "nobody.sock"), "127.0.0.1:1"):
        settings.CLAMAV = place
        assert malware.scan(b"x") == malware.UNSCANNED
    kept = content.take_in(picture())
    assert (kept.malware, kept.scanned_at, kept.scanner) == (Malware.UNSCANNED, None, "")


@pytest.mark.usefixtures("clamd")
def test_a_clean_file_says_who_looked() -> None:
    kept = content.take_in(picture())
    assert kept.malware == Malware.CLEAN
    assert kept.scanned_at is not None
    assert kept.scanner.startswith("ClamAV 1.0.7/27000")


@pytest.mark.usefixtures("clamd")
def test_an_infected_file_is_refused_and_not_kept() -> None:
    with pytest.raises(FileRefused, match=r"mã độc \(Test.Word\)"):
        content.take_in(b"%PDF-1.4 " + b"a" * 200_000 + BAD)
    assert not StoredFile.objects.exists()


def test_a_daemon_that_refuses_to_look_leaves_the_file_unscanned(settings: Any) -> None:
    with fake_clamd(most=10) as place:
        settings.CLAMAV = place
        assert malware.scan(b"longer than ten bytes") == malware.UNSCANNED


def test_bytes_stored_unscanned_count_as_scanned_once_they_are(settings: Any) -> None:
    first = content.take_in(picture())
    assert first.malware == Malware.UNSCANNED
    with fake_clamd() as place:
        settings.CLAMAV = place
        assert content.take_in(picture()).malware == Malware.CLEAN
    settings.CLAMAV = ""
    assert content.take_in(picture()).malware == Malware.CLEAN


def test_pages_are_bound_in_order_and_turned() -> None:
    parts = [
        pages.Part(picture(300, 400), "image/jpeg"),
        pages.Part(picture(300, 400), "image/jpeg", 90),
        pages.Part(pdf(2), "application/pdf", 180),
    ]
    bound = pages.bind(parts, AT)
    found = PdfReader(io.BytesIO(bound)).pages
    shapes = [(page.mediabox.width < page.mediabox.height, page.rotation) for page in found]
    assert shapes == [(True, 0), (False, 0), (True, 180), (True, 180)]
    assert pages.bind(parts, AT) == bound
    assert all(
        max(page.mediabox.width, page.mediabox.height) == pytest.approx(841.89, abs=1) for page in found[:2]
    )


def test_a_photograph_is_set_upright_and_brought_to_size() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # taken with the telephone held upright
    photo = picture(4000, 3000, exif=exif)
    (page,) = PdfReader(io.BytesIO(pages.bind([pages.Part(photo, "image/jpeg")], AT))).pages
    assert page.mediabox.height > page.mediabox.width
    (drawn,) = page.images
    assert max(drawn.image.size) == pages.LONG_SIDE


def test_a_tiff_of_several_pages_keeps_them_all() -> None:
    target = io.BytesIO()
    first, second = Image.new("L", (200, 300), 255), Image.new("L", (200, 300), 0)
    first.save(target, "TIFF", save_all=True, append_images=[second])
    bound = pages.bind([pages.Part(target.getvalue(), "image/tiff")], AT)
    assert len(PdfReader(io.BytesIO(bound)).pages) == 2


def test_what_cannot_be_read_is_refused(owner: Person) -> None:
    broken = picture()[:200]
    for wrong in (broken, b"%PDF-1.4 nothing behind it"):
        with pytest.raises(FileRefused, match="Không mở được"):
            scans.add(owner.pk, "r", "p1", [picture(), wrong], IncomingPage.Via.DESK)
    assert not IncomingPage.objects.exists()


def test_pages_of_a_reception_are_changed_only_by_their_owner(owner: Person) -> None:
    other = Person.objects.create_person("t-other", "Người Thử Khác", None, is_made_up=True)
    first, second, third = scans.add(
        owner.pk,
        "r",
        "p1",
        [picture(colour=name) for name in ("red", "blue", "green")],
        IncomingPage.Via.DESK,
    )
    for stranger in (other.pk, 0):
        scans.turn(stranger, first.pk)
        scans.forward(stranger, third.pk)
        scans.remove(stranger, second.pk)
        assert scans.page_of(stranger, first.pk) is None
        assert scans.of_reception(stranger, "r") == {}
    scans.turn(owner.pk, first.pk)
    scans.forward(owner.pk, third.pk)
    scans.forward(owner.pk, first.pk)
    scans.remove(owner.pk, second.pk)
    kept = scans.of_reception(owner.pk, "r")["p1"]
    assert [(page.pk, page.turn) for page in kept] == [(first.pk, 90), (third.pk, 0)]


def test_one_upright_pdf_stays_as_it_came(owner: Person) -> None:
    scans.add(owner.pk, "r", "p1", [pdf()], IncomingPage.Via.DESK)
    (page,) = scans.of_reception(owner.pk, "r")["p1"]
    assert scans.bound([page]).pk == page.file_id
    scans.turn(owner.pk, page.pk)
    (page,) = scans.of_reception(owner.pk, "r")["p1"]
    turned = scans.bound([page])
    assert turned.pk != page.file_id
    assert PdfReader(io.BytesIO(store.read(turned.pk))).pages[0].rotation == 90


def test_pages_nobody_came_back_for_are_swept(owner: Person) -> None:
    scans.add(owner.pk, "r", "p1", [picture()], IncomingPage.Via.DESK)
    old = IncomingPage.objects.get()
    assert scans.sweep(old.added_at + scans.KEPT_FOR, owner.pk) == 0
    assert scans.sweep(old.added_at + dt.timedelta(days=9), 0) == 0  # those of others stay
    IncomingPage.objects.update(added_at=old.added_at - scans.KEPT_FOR - dt.timedelta(seconds=1))
    scans.add(owner.pk, "another", "p1", [picture(colour="red")], IncomingPage.Via.DESK)
    assert [page.reception for page in IncomingPage.objects.all()] == ["another"]
