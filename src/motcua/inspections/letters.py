# SPDX-License-Identifier: EUPL-1.2
"""The notice of conclusion (thông báo kết luận kiểm tra) after NĐ 30/2020: its text as data, numbered and frozen.

Until the head signs, the same text can be read and edited outside as a draft without number. Signing gives the next
number of the agency's notices in the year, keeps the text, and stores the PDF under its hash.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from dataclasses import dataclass
from typing import Any

from motcua.documents import store
from motcua.documents.forms.words import long_date, long_day
from motcua.dossiers.numbers import next_of_year
from motcua.inspections.checklists import items_of
from motcua.inspections.errors import InspectionRefused
from motcua.inspections.keeping import Doing
from motcua.inspections.models import (
    ConclusionLetter,
    DossierVerdict,
    Duty,
    FindingState,
    Met,
    Visit,
)
from motcua.inspections.printing import as_pdf
from motcua.law.clock import VIETNAM
from motcua.organisations.models import Unit, UnitKind
from motcua.organisations.queries import TERRITORIES

SYMBOL = "TB"
"""Sign of a notice in the number of a letter (NĐ 30/2020 Phụ lục III)."""

Content = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Signing:
    """Under which number the notice goes out, when, and who signs."""

    number: str
    at: dt.datetime
    signatory: dict[str, Any]


def issue(visit: Visit, one: Doing) -> ConclusionLetter:
    """Number, freeze and print the notice, inside the transaction of the act. Raises `InspectionRefused`."""
    unit = visit.plan.unit
    if not unit.letter_symbol.strip():
        raise InspectionRefused(
            f"{unit.name} chưa có ký hiệu văn bản.",
            hint="Hãy khai ký hiệu của đơn vị ở trang Quản trị, Đơn vị, rồi ký lại.",
        )
    year = one.now.astimezone(VIETNAM).year
    order = next_of_year(unit.pk, SYMBOL, year)
    seat = one.seat
    signatory = {
        "capacity": [line for line in (_in_the_name_of(unit), _for_whom(seat.capacity)) if line],
        "position": seat.title,
        "name": one.actor.name,
        "remark": "",
    }
    number = f"{order:02d}/{SYMBOL}-{unit.letter_symbol.strip()}"
    content = _content(visit, _Signing(number, one.now, signatory))
    pdf = as_pdf(content, one.now)
    return ConclusionLetter.objects.create(
        visit=visit,
        number=number,
        issued_at=one.now,
        signer=one.actor.name,
        content=json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")),
        sha256=store.put(pdf, "application/pdf").sha256,
    )


def content_of(visit: Visit, now: dt.datetime) -> Content:
    """The text of the notice: as it was signed, or the draft as things stand."""
    letter = ConclusionLetter.objects.filter(visit=visit).first()
    if letter is not None:
        kept: Content = json.loads(letter.content)
        return kept
    nobody = {"capacity": [], "position": "", "name": "", "remark": ""}
    return _content(visit, _Signing("", now, nobody))


def pdf_of(visit: Visit, now: dt.datetime) -> bytes:
    """The signed notice, its hash checked; else the draft."""
    letter = ConclusionLetter.objects.filter(visit=visit).first()
    return store.read(letter.sha256) if letter else as_pdf(content_of(visit, now), now)


def _in_the_name_of(unit: Unit) -> str:
    """A people's committee decides together; its head signs in its name (NĐ 30/2020 Phụ lục I)."""
    return "TM. ỦY BAN NHÂN DÂN" if unit.kind == UnitKind.PEOPLES_COMMITTEE else ""


def _for_whom(capacity: str) -> str:
    words = capacity.strip()
    return f"{words} CHỦ TỊCH" if words == "KT." else words


def _content(visit: Visit, signing: _Signing) -> Content:
    plan, unit = visit.plan, visit.plan.unit
    parent = unit.parent
    above = parent.name if parent is not None and parent.kind not in TERRITORIES else ""
    return {
        "parent": above,
        "issuer": unit.name,
        "number": signing.number,
        "place_date": f"{unit.place_name}, {long_day(signing.at)}".lstrip(", "),
        "about": f"Kết luận kiểm tra việc kiểm soát thủ tục hành chính tại {visit.unit.name}",
        "opening": _opening(visit),
        "scope": _scope(visit),
        "results": _results(visit),
        "conclusion": _paragraphs(visit.conclusion),
        "findings": [
            {
                "number": f"{finding.number}",
                "content": finding.content
                + (f" (hồ sơ {finding.dossier_code})" if finding.dossier_code else ""),
                "ground": finding.ground,
                "demand": finding.demand,
                "unit": finding.unit.name,
                "due": f"{finding.due:%d/%m/%Y}",
            }
            for finding in visit.findings.exclude(state=FindingState.WITHDRAWN)
            .select_related("unit")
            .order_by("number")
        ],
        "recommendation": _paragraphs(visit.recommendation),
        "closing": (
            "Đơn vị báo cáo kết quả khắc phục kèm minh chứng trước hạn nêu trên để theo dõi."
            if visit.findings.exclude(state=FindingState.WITHDRAWN).exists()
            else "Qua kiểm tra không có nội dung phải khắc phục."
        ),
        "recipients": [f"- {visit.unit.name};", f"- Lưu: VT, KSTTHC (KH {plan.year})."],
        "signatory": signing.signatory,
        "draft": not signing.number,
    }


def _opening(visit: Visit) -> str:
    plan = visit.plan
    days = f"từ {long_date(visit.first_day)} đến {long_date(visit.last_day)}"
    if visit.first_day == visit.last_day:
        days = long_date(visit.first_day)
    leader = visit.team.filter(duty=Duty.LEADER).select_related("person").first()
    led = f" do {leader.person.full_name} làm trưởng đoàn" if leader else ""
    return (
        f"Thực hiện {plan.title} ({plan.document}), {days}, đoàn kiểm tra{led} đã kiểm tra việc kiểm soát thủ tục "
        f"hành chính tại {visit.unit.name}. {plan.unit.name} thông báo kết luận kiểm tra như sau:"
    )


def _scope(visit: Visit) -> list[str]:
    lines = [f"Bảng kiểm: {visit.checklist.get('name', '')} ({visit.checklist.get('source', '')})."]
    if visit.period_first and visit.period_last:
        lines.insert(
            0, f"Thời kỳ được kiểm tra: từ {visit.period_first:%d/%m/%Y} đến {visit.period_last:%d/%m/%Y}."
        )
    number = visit.sample.count()
    if number:
        lines.append(
            f"Hồ sơ được kiểm tra: {number} hồ sơ, chọn ngẫu nhiên theo nhóm (hạt giống {visit.sample_seed})."
        )
    return lines


def _results(visit: Visit) -> list[str]:
    answers = {row.item: row for row in visit.answers.all()}
    counts = Counter(row.met for row in answers.values())
    lines = [
        f"Bảng kiểm: {counts[Met.MET]} nội dung đạt, {counts[Met.UNMET]} nội dung chưa đạt, "
        f"{counts[Met.NOT_APPLICABLE]} nội dung không phát sinh."
    ]
    lines += [
        f"Chưa đạt: {_sentence(item.text)} {_sentence(answers[item.code].note)}".strip()
        for item in items_of(visit.checklist)
        if item.code in answers and answers[item.code].met == Met.UNMET
    ]
    seen = Counter(visit.sample.values_list("verdict", flat=True))
    if seen:
        lines.append(
            f"Hồ sơ: {seen[DossierVerdict.SOUND]} hồ sơ đúng quy định, "
            f"{seen[DossierVerdict.FAULTY]} hồ sơ có sai sót."
        )
    return lines


def _sentence(text: str) -> str:
    """The words with a full stop, whoever left it out."""
    words = text.strip()
    return words if not words or words[-1] in ".!?…" else f"{words}."


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
