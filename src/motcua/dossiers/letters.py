# SPDX-License-Identifier: EUPL-1.2
"""Statutory forms of a dossier: frozen when they are issued, printed whenever they are asked for.

Issuing is part of the act: the number comes from the unit's series of the year, and everything the form prints is
kept as data. The PDF is made from that data when it is first asked for and is then kept by its hash.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.conf import settings
from django.utils import timezone

from motcua.documents import forms, store
from motcua.dossiers import rows
from motcua.dossiers.models import Applicant, Channel, Dossier, Letter, Paper, SupplementRequest
from motcua.dossiers.numbers import next_of_year
from motcua.dossiers.performing import Performing
from motcua.law.explanations import Explanation
from motcua.law.forms import FormRole, FormSet, form_of, letter_number
from motcua.law.names import money_figures, money_words
from motcua.law.rule_sets import rule_set_on
from motcua.law.transitions import standard_transitions
from motcua.organisations.models import Unit


def pdf_of(letter: Letter) -> bytes:
    """The letter as PDF, verified against the hash of its first making."""
    if letter.sha256:
        return store.read(letter.sha256)
    data = forms.load(letter.role, letter.content)
    content = forms.render(letter.form_set, letter.role, data)
    letter.sha256 = store.put(content, "application/pdf").sha256
    letter.save(update_fields=["sha256"])
    return content


def issue_receipt(performing: Performing, papers: Iterable[Paper], explanation: Explanation) -> None:
    """Mẫu số 01. Its number is the dossier's code; it tells in plain sentences why that date."""
    data = receipt_data(performing.dossier, performing.now, papers, explanation, _signatory(performing))
    _issue(performing, FormRole.RECEIPT, data)


def receipt_data(
    dossier: Dossier,
    now: dt.datetime,
    papers: Iterable[Paper],
    explanation: Explanation,
    receiver: forms.Signatory,
) -> forms.ReceiptData:
    """What the receipt prints. Asks no database when the dossier carries its units and people."""
    return forms.ReceiptData(
        issuer=issuer_of(dossier.receiving_unit),
        dossier_code=dossier.code,
        issued_at=now,
        applicant=applicant_block(dossier.applicant, dossier.submitted_by),
        procedure_name=dossier.procedure_name,
        procedure_code=dossier.procedure_code,
        request=dossier.subject,
        received_at=_received(dossier),
        due_at=dossier.due_current,
        papers=_paper_lines(papers),
        limit=explanation.limit_label,
        return_place=_return_place(dossier),
        fee=_fee(dossier),
        why=explanation.sentences(),
        time_bar=forms.TimeBar.from_segments([segment.to_dict() for segment in explanation.segments]),
        contact=_contact(dossier.receiving_unit),
        check=check_of(dossier, secret=True),
        submitter=forms.Signatory(name=(dossier.submitted_by or dossier.applicant).name),
        receiver=receiver,
    )


def issue_supplement_request(performing: Performing, request: SupplementRequest) -> None:
    """Mẫu số 02, with everything that is missing."""
    number = _number(performing, FormRole.SUPPLEMENT_REQUEST, performing.dossier.receiving_unit)
    data = supplement_request_data(
        performing.dossier, performing.now, request, number, _signatory(performing)
    )
    _issue(performing, FormRole.SUPPLEMENT_REQUEST, data)


def supplement_request_data(
    dossier: Dossier, now: dt.datetime, request: SupplementRequest, number: str, signatory: forms.Signatory
) -> forms.SupplementRequestData:
    """What the request for papers prints."""
    return forms.SupplementRequestData(
        issuer=issuer_of(dossier.receiving_unit),
        issued_at=now,
        applicant=applicant_block(dossier.applicant, dossier.submitted_by),
        procedure_name=dossier.procedure_name,
        papers=tuple(forms.PaperLine(name=item) for item in request.items),
        reason=request.reason,
        number=number,
        dossier_code=dossier.code,
        received_at=dossier.received_at,
        respond_by=timezone.localdate(request.close_after) if request.close_after else None,
        ordinal=request.number,
        contact=_contact(dossier.receiving_unit),
        check=check_of(dossier),
        signatory=signatory,
    )


def choose_forms(performing: Performing) -> None:
    """A dossier that was never received takes its forms from the rules of the day of its first letter."""
    dossier = performing.dossier
    if not dossier.form_set:
        dossier.form_set = rule_set_on(timezone.localdate(performing.now)).form_set.value.value


def issue_refusal(performing: Performing, reason: str) -> None:
    """Mẫu số 03, with the reason."""
    number = _number(performing, FormRole.REFUSAL, performing.dossier.receiving_unit)
    data = refusal_data(performing.dossier, performing.now, reason, number, _signatory(performing))
    _issue(performing, FormRole.REFUSAL, data)


def refusal_data(
    dossier: Dossier, now: dt.datetime, reason: str, number: str, signatory: forms.Signatory
) -> forms.RefusalData:
    """What the refusal prints."""
    return forms.RefusalData(
        issuer=issuer_of(dossier.receiving_unit),
        issued_at=now,
        applicant=applicant_block(dossier.applicant, dossier.submitted_by),
        procedure_name=dossier.procedure_name,
        reason=reason,
        number=number,
        dossier_code=dossier.code,
        contact=_contact(dossier.receiving_unit),
        check=check_of(dossier),
        signatory=signatory,
    )


def issue_apology(performing: Performing, reason: str, new_due: dt.datetime) -> None:
    """Mẫu số 04, signed by the head of the agency that settles the dossier."""
    number = _number(performing, FormRole.APOLOGY, performing.dossier.competent_unit)
    data = apology_data(performing.dossier, performing.now, reason, new_due, number, _signatory(performing))
    _issue(performing, FormRole.APOLOGY, data)


def apology_data(
    dossier: Dossier,
    now: dt.datetime,
    reason: str,
    new_due: dt.datetime,
    number: str,
    signatory: forms.Signatory,
) -> forms.ApologyData:
    """What the apology prints."""
    return forms.ApologyData(
        issuer=issuer_of(dossier.competent_unit),
        issued_at=now,
        applicant=applicant_block(dossier.applicant, dossier.submitted_by),
        procedure_name=dossier.procedure_name,
        dossier_code=dossier.code,
        received_at=_received(dossier),
        due_at=_due(dossier),
        reason=reason,
        new_due_at=new_due,
        number=number,
        recipients=(dossier.receiving_unit.name,),
        contact=_contact(dossier.receiving_unit),
        check=check_of(dossier),
        signatory=signatory,
    )


def issue_stop_notice(performing: Performing, reason: str) -> None:
    """Mẫu số 05 of TT 03/2025. A dossier under the older forms has none: its end is told by an ordinary letter."""
    dossier = performing.dossier
    if dossier.form_set != FormSet.TT03_2025:
        return
    number = _number(performing, FormRole.STOP_NOTICE, dossier.receiving_unit)
    data = stop_notice_data(
        dossier, performing.now, reason, dossier.papers.order_by("order"), number, _signatory(performing)
    )
    _issue(performing, FormRole.STOP_NOTICE, data)


def stop_notice_data(
    dossier: Dossier,
    now: dt.datetime,
    reason: str,
    papers: Iterable[Paper],
    number: str,
    signatory: forms.Signatory,
) -> forms.StopNoticeData:
    """What the stop notice prints."""
    return forms.StopNoticeData(
        issuer=issuer_of(dossier.receiving_unit),
        issued_at=now,
        applicant=applicant_block(dossier.applicant, dossier.submitted_by),
        procedure_name=dossier.procedure_name,
        dossier_code=dossier.code,
        received_at=dossier.received_at or dossier.filed_at,
        stopped_at=now,
        reason=reason,
        requested_at=now,
        number=number,
        papers_returned=_paper_lines(papers),
        contact=_contact(dossier.receiving_unit),
        check=check_of(dossier),
        signatory=signatory,
    )


def _issue(performing: Performing, role: FormRole, data: forms.FormData) -> None:
    """Keep the letter. The event about to be written is the one it belongs to."""
    dossier = performing.dossier
    numbered = performing.facts.get("letter", {})
    # An opening act has sealed its event already; any other act is about to.
    opening = not standard_transitions()[performing.act].sources
    sequence = dossier.last_sequence if opening else dossier.last_sequence + 1
    letter = Letter(
        dossier=dossier,
        role=role.value,
        form_set=dossier.form_set,
        unit_id=numbered.get("unit", dossier.receiving_unit_id),
        year=timezone.localdate(performing.now).year,
        number=numbered.get("number"),
        symbol=numbered.get("symbol", ""),
        issued_at=performing.now,
        event_sequence=sequence,
        content=data.to_json(),
    )
    rows.insert([letter])


def _number(performing: Performing, role: FormRole, unit: Unit) -> str:
    """Number and symbol of the letter, drawn from the unit's series; the event keeps them."""
    form = form_of(FormSet(performing.dossier.form_set), role)
    year = timezone.localdate(performing.now).year
    symbol = f"{form.symbol}-{unit.letter_symbol}"
    order = next_of_year(unit.pk, symbol, year)
    text = letter_number(form, order, unit.letter_symbol)
    performing.note(
        letter={"role": role.value, "unit": unit.pk, "number": order, "symbol": symbol, "text": text}
    )
    return text


def issuer_of(unit: Unit) -> forms.Issuer:
    """Who issues a form: the unit, the one above it, its place and its telephone."""
    return forms.Issuer(
        name=unit.name,
        place=unit.place_name,
        desk=unit.name,
        parent=unit.parent.name if unit.parent else "",
        address=unit.address,
        hotline=unit.phone,
    )


def applicant_block(owner: Applicant, submitter: Applicant | None) -> forms.ApplicantBlock:
    """Who files; with an authorised person, in whose name. Made-up people are marked as such."""
    authoriser = None
    if submitter is not None:
        authoriser = forms.Authoriser(
            name=owner.name, identity_number=owner.identifier, address=owner.address, phone=owner.phone
        )
    person = submitter or owner
    return forms.ApplicantBlock(
        name=person.name + (" (nhân vật minh họa)" if person.is_made_up else ""),
        honorific="Ông/Bà" if person.kind == Applicant.Kind.PERSON else "",
        identity_number=person.identifier,
        address=person.address,
        phone=person.phone,
        email=person.email,
        authoriser=authoriser,
    )


def _paper_lines(papers: Iterable[Paper]) -> tuple[forms.PaperLine, ...]:
    return tuple(
        forms.PaperLine(
            name=paper.name,
            originals=paper.originals,
            photocopies=paper.copies,
            electronic=1 if paper.file_id and not (paper.originals or paper.copies) else 0,
        )
        for paper in papers
    )


def _return_place(dossier: Dossier) -> str:
    if dossier.return_channel == Channel.POST:
        return f"Địa chỉ qua bưu chính công ích: {dossier.return_address}"
    if dossier.return_channel == Channel.ONLINE:
        return "Trực tuyến (tài khoản của người nộp)"
    return dossier.receiving_unit.name


def _fee(dossier: Dossier) -> str:
    if dossier.fee_amount is None:
        return ""
    if dossier.fee_amount == 0:
        return "Không thu"
    if dossier.fee_currency != "VND":
        return f"{dossier.fee_amount:g} {dossier.fee_currency}"
    dong = int(dossier.fee_amount)
    return f"{money_figures(dong)} ({money_words(dong)})"


def _contact(unit: Unit) -> forms.Contact:
    return forms.Contact(name=unit.name, phone=unit.phone)


def check_of(dossier: Dossier, *, secret: bool = False) -> forms.Check:
    """Where anybody looks the dossier up; the secret only on the receipt."""
    address = f"{settings.PUBLIC_URL}/tra-cuu/"
    site = settings.PUBLIC_URL.removeprefix("https://").removeprefix("http://")
    return forms.Check(
        url=f"{address}?ma={dossier.code}",
        address=f"{site}/tra-cuu/",
        secret=dossier.secret if secret else "",
        rated=secret,  # a ballot goes out with the receipt (TT 01/2018/TT-VPCP Đ.12.2)
    )


def _signatory(performing: Performing) -> forms.Signatory:
    seat = performing.standing.seat
    if seat is None:
        return forms.Signatory()
    return forms.Signatory(
        name=performing.actor.name,
        position=seat.title,
        capacity=(seat.capacity,) if seat.capacity else (),
    )


def _received(dossier: Dossier) -> dt.datetime:
    if dossier.received_at is None:
        raise ValueError(f"{dossier.code} has not been received")
    return dossier.received_at


def _due(dossier: Dossier) -> dt.datetime:
    if dossier.due_original is None:
        raise ValueError(f"{dossier.code} has no due date")
    return dossier.due_original
