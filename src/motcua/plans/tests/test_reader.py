# SPDX-License-Identifier: EUPL-1.2
"""The reader beside the site: files far too long, workers that are busy, asleep or dead."""

from __future__ import annotations

import datetime as dt
import io
import time
import zipfile
from typing import Any

import pytest
from django.utils import timezone
from docx import Document

from motcua.documents.content import take_in
from motcua.dossiers.tests.office import Office, open_office
from motcua.law.roles import Role
from motcua.plans import bounds, reader
from motcua.plans.acts import documents, targets
from motcua.plans.models import ReadingState
from motcua.plans.tests.papers import PLAN, brought_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return open_office()


@pytest.mark.parametrize("kind", ["text", "word", "pdf"])
def test_a_file_longer_than_any_plan_is_refused_before_it_is_parsed(
    office: Office, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setattr(reader, "read_file", lambda *_told: pytest.fail("parsed before it was refused"))
    head = office.actor(Role.AGENCY_HEAD)
    plan = documents.open_plan(head, office.committee, [(take_in(endless(kind), also_text=True), "dai")], "k")
    assert reader.read_waiting() == 1
    reading = plan.readings.get()
    assert reading.state == ReadingState.FAILED
    assert reading.trouble.startswith("dai dài quá mức đọc được (hơn 5000 dòng")


def endless(kind: str) -> bytes:
    """A file of 200,000 lines; as PDF one of six thousand, all on one page."""
    if kind == "text":
        return b"| a | b |\n|---|---|\n" + "| Rà soát | Phòng |\n".encode() * 200_000
    packed = io.BytesIO()
    if kind == "word":
        Document().save(packed)
        made = io.BytesIO()
        with zipfile.ZipFile(packed) as parts, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as again:
            for one in parts.infolist():
                told = parts.read(one)
                if one.filename == "word/document.xml":
                    lines = "<w:p><w:r><w:t>Rà soát</w:t></w:r></w:p>".encode() * 200_000
                    told = told.replace(b"<w:body>", b"<w:body>" + lines)
                again.writestr(one.filename, told)
        return made.getvalue()
    text = b"BT /F 9 Tf 1 0 0 1 9 99999 Tm " + b"(ra soat) Tj 0 -12 Td " * 6_000 + b" ET"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 99999]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(text), text),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    told = b"".join(b"%d 0 obj%s endobj\n" % (number, one) for number, one in enumerate(objects, 1))
    return b"%PDF-1.4\n" + told + b"trailer<</Root 1 0 R>>\n%%EOF\n"


def test_more_tasks_than_a_plan_has_are_refused(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MOST_TASKS", 4)
    plan = brought_in(office)
    assert "5 nhiệm vụ, hơn 4" in plan.readings.get().trouble and not plan.tasks.exists()


@pytest.mark.django_db(transaction=True)
def test_a_reader_busy_with_one_file_keeps_its_claim(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """A long document tells no progress; another worker looks for work when the first was silent for too long."""
    monkeypatch.setattr(reader, "_PULSE", 0.05)
    monkeypatch.setattr(reader, "SILENT", dt.timedelta(seconds=1))
    head = office.actor(Role.AGENCY_HEAD)
    stored = take_in(PLAN.encode(), also_text=True)
    plan = documents.open_plan(head, office.committee, [(stored, "a.txt")], "k")
    read, taken = reader.read_file, []

    def slowly(*told: Any) -> Any:
        time.sleep(1.6)
        taken.append(reader._claimed(timezone.now()))
        return read(*told)

    monkeypatch.setattr(reader, "read_file", slowly)
    assert reader.read_waiting() == 1
    assert taken == [None] and plan.readings.get().state == ReadingState.DONE


def test_a_reader_that_slept_leaves_its_reading_to_the_next(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = office.actor(Role.AGENCY_HEAD)
    stored = take_in(PLAN.encode(), also_text=True)
    plan = documents.open_plan(head, office.committee, [(stored, "a.txt")], "k")
    read = reader.read_file

    def overslept(*told: Any) -> Any:
        monkeypatch.setattr(reader, "read_file", read)
        assert reader.read_waiting(timezone.now() + reader.SILENT * 2) == 1
        return read(*told)

    monkeypatch.setattr(reader, "read_file", overslept)
    assert reader.read_waiting() == 1
    assert plan.readings.get().state == ReadingState.DONE and plan.tasks.count() == 5
    assert plan.steps.filter(act="read").count() == 1


def test_days_kept_of_one_sentence_are_not_told_of_the_next(office: Office) -> None:
    head, plan = office.actor(Role.AGENCY_HEAD), brought_in(office)
    target = plan.targets.get()
    now_read = target.expression
    targets.accept(head, target, target.version, "t1")
    target.refresh_from_db()
    targets.put_back(head, target, target.version, "t2")
    plan.targets.update(expression="số lớp tập huấn, năm 2026 ≥ 2 lớp")
    documents.read_again(head, plan, "again")
    reader.read_plan_now(plan)
    target.refresh_from_db()
    assert (target.expression, target.binding) == (now_read, 2)
    documents.read_again(head, plan, "again-2")
    reader.read_plan_now(plan)
    target.refresh_from_db()
    assert target.binding == 2
