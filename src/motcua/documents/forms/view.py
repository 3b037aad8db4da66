# SPDX-License-Identifier: EUPL-1.2
"""What a template prints: every date, count and choice of words is made here, the templates only lay out.

A view is a dictionary of texts; each text passes the filter of printable characters and reaches the template as data,
never as markup.
"""

from collections.abc import Callable
from typing import Any, Final

from motcua.documents.forms import qr, timebar
from motcua.documents.forms.data import (
    ApologyData,
    ControlHop,
    ControlSlipData,
    HopResult,
    ReceiptData,
    RefusalData,
    RegisterData,
    RegisterRow,
    StopGround,
    StopNoticeData,
    SupplementRequestData,
)
from motcua.documents.forms.glyphs import plain_all
from motcua.documents.forms.sheets import Sheet
from motcua.documents.forms.values import ApplicantBlock, Check, Contact, FormData, PaperLine, Signatory
from motcua.documents.forms.words import long_date, long_day, long_moment, short_date, two_digits
from motcua.law.forms import FormRole, FormSet

View = dict[str, Any]
WHY_SENTENCES: Final = 3
DENSE: Final = (FormRole.RECEIPT, FormRole.CONTROL_SLIP)
HOP_RESULTS: Final = {
    HopResult.OPEN: "",
    HopResult.EARLY: "Trước hạn",
    HopResult.ON_TIME: "Đúng hạn",
    HopResult.LATE: "Quá hạn",
}
COPY_KINDS: Final = (
    ("originals", "Bản chính"),
    ("certified", "Chứng thực"),
    ("photocopies", "Bản sao"),
    ("electronic", "Điện tử"),
)


def view_of(sheet: Sheet, data: FormData) -> View:
    """The view of a form; ``data`` is of the class of the sheet's role."""
    view = _common(sheet, data) | VIEWS[sheet.role](sheet, data)
    cleaned: View = plain_all(view)
    return cleaned


def _common(sheet: Sheet, data: FormData) -> View:
    code = getattr(data, "dossier_code", "")
    return {
        "paper": sheet.paper,
        "dense": sheet.role in DENSE,
        "numbered": hasattr(data, "number"),
        "form": sheet.label,
        "circular": sheet.circular,
        "title": sheet.title,
        "document_title": f"{sheet.title} {code}".strip(),
        "parent": data.issuer.parent,
        "issuer": data.issuer.name,
        "desk": data.issuer.desk,
        "address": data.issuer.address,
        "hotline": data.issuer.hotline,
        # The receipt carries the dossier code where it has no number of its own.
        "number": getattr(data, "number", "") or (code if sheet.role is FormRole.RECEIPT else ""),
        "place_date": f"{data.issuer.place}, {long_day(data.issued_at)}",
        "code": code,
        "procedure": getattr(data, "procedure_name", ""),
        "check": _check(getattr(data, "check", Check()), code, with_secret=sheet.role is FormRole.RECEIPT),
        "salutation": _salutation(getattr(data, "applicant", None)),
    }


def _check(check: Check, code: str, *, with_secret: bool) -> View | None:
    """Other papers pass through more hands than the receipt: only the receipt shows the secret."""
    if not code and not check.url:
        return None
    return {
        "qr": qr.svg(check.url or code),
        "code": code,
        "address": check.address,
        "secret": check.secret if with_secret else "",
        "rated": check.rated and with_secret,
    }


def _applicant(sheet: Sheet, applicant: ApplicantBlock, label: str) -> list[list[list[str]]]:
    """Lines of [label, value] pairs. The set of 2018 has no identity number and no authoriser."""
    lines = [[[label, _named(applicant)]]]
    if sheet.form_set is FormSet.TT03_2025:
        lines.append([["Số định danh cá nhân/tổ chức", applicant.identity_number]])
    lines.append([["Địa chỉ", applicant.address]])
    lines.append([["Số điện thoại", applicant.phone], ["Email", applicant.email]])
    if sheet.form_set is FormSet.TT03_2025 and applicant.authoriser is not None:
        authoriser = applicant.authoriser
        lines.append([["Nộp theo ủy quyền của", authoriser.name]])
        lines.append([["Số định danh", authoriser.identity_number], ["Số điện thoại", authoriser.phone]])
        if authoriser.address:
            lines.append([["Địa chỉ", authoriser.address]])
    return lines


def _salutation(applicant: ApplicantBlock | None) -> str:
    """How the letter addresses the applicant within a sentence."""
    return applicant.honorific if applicant and applicant.honorific else "quý cơ quan, tổ chức"


def _named(applicant: ApplicantBlock) -> str:
    return f"{applicant.honorific} {applicant.name}".strip()


def _papers(papers: tuple[PaperLine, ...], *, notes: str = "") -> View:
    """A table of papers; columns of kinds of copies that no paper has are left out."""
    kinds = [(key, head) for key, head in COPY_KINDS if any(getattr(p, key) for p in papers)]
    kinds = kinds or [COPY_KINDS[0]]
    with_notes = bool(notes) and any(p.note for p in papers)
    head = ["STT", "Thành phần hồ sơ", *(head for _, head in kinds), *([notes] if with_notes else [])]
    rows = [
        [
            str(i),
            p.name,
            *(two_digits(getattr(p, key)) for key, _ in kinds),
            *([p.note] if with_notes else []),
        ]
        for i, p in enumerate(papers, start=1)
    ]
    return {"head": head, "counts": len(kinds), "notes": with_notes, "rows": rows}


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _signatory(signatory: Signatory) -> View:
    # "Lê Thị Hường (Công chức Tư pháp)": what stands in brackets goes on its own line, in lighter letters.
    name, bracket, remark = signatory.name.partition(" (")
    return {
        "capacity": list(signatory.capacity),
        "position": signatory.position,
        "name": name,
        "remark": f"({remark}" if bracket else "",
    }


def _contact(contact: Contact, hotline: str) -> str:
    """Whom to ask, in words; empty when nobody is named."""
    known = [contact.name, f"số điện thoại {contact.phone}" if contact.phone else ""]
    if not contact.phone and hotline:
        known.append(f"số điện thoại {hotline}")
    return ", ".join(part for part in known if part)


def _receipt(sheet: Sheet, data: ReceiptData) -> View:
    request = data.request or data.procedure_name
    if data.procedure_code:
        request = f"{request} ({data.procedure_code})"
    return {
        "copy_label": data.copy_label or "Liên: Lưu/giao khách hàng",
        "applicant": _applicant(sheet, data.applicant, "Tiếp nhận hồ sơ của"),
        "request": request,
        "papers": _papers(data.papers),
        "sets": two_digits(data.sets),
        "limit": data.limit,
        "received": long_moment(data.received_at),
        "due": long_moment(data.due_at),
        "return_place": data.return_place,
        "fee": data.fee,
        "book": data.book,
        "book_order": data.book_order,
        "why": list(data.why[:WHY_SENTENCES]),
        "bar": timebar.geometry(data.time_bar) if data.time_bar else None,
        "contact": _contact(data.contact, data.issuer.hotline),
        "submitter": _signatory(data.submitter),
        "receiver": _signatory(data.receiver),
    }


def _supplement(sheet: Sheet, data: SupplementRequestData) -> View:
    return {
        "applicant": _applicant(sheet, data.applicant, "Hồ sơ của"),
        "ordinal": f"Lần {data.ordinal}" if data.ordinal > 1 else "",
        "received": long_moment(data.received_at),
        "papers": _papers(data.papers, notes="Nội dung bổ sung"),
        "reason": _paragraphs(data.reason),
        "legal_basis": _paragraphs(data.legal_basis),
        "respond_by": long_date(data.respond_by),
        "contact": _contact(data.contact, data.issuer.hotline),
        "signatory": _signatory(data.signatory),
    }


def _refusal(sheet: Sheet, data: RefusalData) -> View:
    return {
        "applicant": _applicant(sheet, data.applicant, "Tiếp nhận hồ sơ của"),
        "reason": _paragraphs(data.reason),
        "legal_basis": _paragraphs(data.legal_basis),
        "contact": _contact(data.contact, data.issuer.hotline),
        "submitter": _signatory(data.submitter),
        "signatory": _signatory(data.signatory),
    }


def _apology(sheet: Sheet, data: ApologyData) -> View:
    # The letter has to go out before the promised day, so most are written before anything is late.
    if data.issued_at < data.due_at:
        lateness = "Tuy nhiên, chúng tôi không thể trả kết quả giải quyết hồ sơ đúng thời hạn đã hẹn."
    else:
        lateness = "Tuy nhiên, đến nay chúng tôi chưa trả kết quả giải quyết hồ sơ đúng thời hạn đã hẹn."
    is_new = sheet.form_set is FormSet.TT03_2025
    desk = [f"- {data.issuer.desk};"] if is_new else []
    return {
        "to": [_named(data.applicant), data.issuer.desk] if is_new else [_named(data.applicant)],
        "to_address": data.applicant.address,
        "to_phone": data.applicant.phone,
        "to_email": data.applicant.email,
        "received": long_moment(data.received_at),
        "due": long_moment(data.due_at),
        "lateness": lateness,
        "reason": _paragraphs(data.reason),
        "legal_basis": _paragraphs(data.legal_basis),
        "is_new": is_new,
        "extension": data.extension,
        "new_due": long_moment(data.new_due_at),
        "contact": _contact(data.contact, data.issuer.hotline),
        "recipients": list(data.recipients)
        or ["- Như trên;", *([] if is_new else desk), "- Lưu: VT, hồ sơ."],
        "signatory": _signatory(data.signatory),
    }


def _stop(sheet: Sheet, data: StopNoticeData) -> View:
    by_request = data.ground is StopGround.APPLICANT_REQUEST
    ground = "Theo đề nghị dừng giải quyết của tổ chức, cá nhân" if by_request else "Lý do khác"
    if by_request and data.requested_at:
        ground = f"{ground} lúc {long_moment(data.requested_at)}"
    return {
        "to": [_named(data.applicant)],
        "applicant": _applicant(sheet, data.applicant, "Hồ sơ của"),
        "received": long_moment(data.received_at),
        "stopped": long_moment(data.stopped_at),
        "ground": ground,
        "reason": _paragraphs(data.reason),
        "legal_basis": _paragraphs(data.legal_basis),
        "papers": _papers(data.papers_returned, notes="Ghi chú") if data.papers_returned else None,
        "fee": data.fee_note,
        "contact": _contact(data.contact, data.issuer.hotline),
        "recipients": list(data.recipients) or ["- Như trên;", "- Lưu: VT, hồ sơ."],
        "signatory": _signatory(data.signatory),
    }


def _control(sheet: Sheet, data: ControlSlipData) -> View:
    return {
        "applicant_name": _named(data.applicant),
        "received": long_moment(data.received_at),
        "due": long_moment(data.due_at),
        "lead": data.lead_agency,
        "supporting": "; ".join(data.supporting_agencies),
        "hops": [_hop(hop) for hop in data.hops] + [_hop(ControlHop("", ""))] * data.blank_hops,
    }


def _hop(hop: ControlHop) -> View:
    return {
        "from": hop.from_unit,
        "to": hop.to_unit,
        "handed": long_moment(hop.handed_at).split(", ") if hop.handed_at else "",
        "from_person": hop.from_person,
        "to_person": hop.to_person,
        "result": HOP_RESULTS[hop.result],
        "note": hop.note,
    }


def _register(sheet: Sheet, data: RegisterData) -> View:
    return {
        "year": str(data.year),
        "volume": data.volume,
        "period": f"Từ {long_date(data.first_day)} đến {long_date(data.last_day)}",
        "opened": short_date(data.opened_at),
        "closed": short_date(data.closed_at),
        "count": str(len(data.rows)),
        "rows": [_register_row(row) for row in data.rows],
        "keeper": _signatory(data.keeper),
        "signatory": _signatory(data.signatory),
    }


def _register_row(row: RegisterRow) -> list[str]:
    return [
        str(row.order),
        row.dossier_code,
        row.procedure_name,
        two_digits(row.sets),
        row.applicant_name,
        ", ".join(part for part in (row.address, row.phone) if part),
        row.lead_agency,
        short_date(row.received_at),
        short_date(row.due_at),
        short_date(row.returned_at),
        row.return_method,
        "",  # ký nhận: signed by hand
        row.note,
    ]


VIEWS: Final[dict[FormRole, Callable[[Sheet, Any], View]]] = {
    FormRole.RECEIPT: _receipt,
    FormRole.SUPPLEMENT_REQUEST: _supplement,
    FormRole.REFUSAL: _refusal,
    FormRole.APOLOGY: _apology,
    FormRole.STOP_NOTICE: _stop,
    FormRole.CONTROL_SLIP: _control,
    FormRole.REGISTER: _register,
}
