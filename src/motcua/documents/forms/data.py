# SPDX-License-Identifier: EUPL-1.2
"""Data of the seven statutory forms (TT 01/2018/TT-VPCP Mẫu 01-06, TT 03/2025/TT-VPCP Mẫu 01-07).

``number`` is the whole number and symbol of the letter ("12/PBS-TTPVHCC"); empty prints a dotted place. ``issued_at``
is the moment of making: it stands in the date line and in the PDF's metadata, so the same data always makes the same
file. Both form sets take the same data; what a set does not print is left out.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from motcua.documents.forms.codec import Value
from motcua.documents.forms.values import (
    NO_CHECK,
    NO_CONTACT,
    UNSIGNED,
    ApplicantBlock,
    Check,
    Contact,
    FormData,
    PaperLine,
    Signatory,
    TimeBar,
)
from motcua.law.forms import FormRole


@dataclass(frozen=True, slots=True)
class ReceiptData(FormData):
    """Mẫu 01, Giấy tiếp nhận hồ sơ và hẹn trả kết quả.

    ``limit``: the statutory limit in words ("03 ngày làm việc"); ``due_at`` None leaves the promised time to be
    filled; ``return_place``: "Đăng ký nhận kết quả tại"; ``why``: plain sentences that explain the promised
    date (the first three are printed); ``book``, ``book_order``: register volume and order where a
    paper register is kept; ``copy_label``: which of the two copies ("Liên: Giao khách hàng").
    """

    role: ClassVar[FormRole] = FormRole.RECEIPT

    dossier_code: str
    applicant: ApplicantBlock
    procedure_name: str
    received_at: datetime
    due_at: datetime | None = None
    number: str = ""
    procedure_code: str = ""
    request: str = ""
    papers: tuple[PaperLine, ...] = ()
    sets: int = 1
    limit: str = ""
    return_place: str = ""
    fee: str = ""
    book: str = ""
    book_order: str = ""
    copy_label: str = ""
    why: tuple[str, ...] = ()
    time_bar: TimeBar | None = None
    contact: Contact = NO_CONTACT
    check: Check = NO_CHECK
    submitter: Signatory = UNSIGNED
    receiver: Signatory = UNSIGNED


@dataclass(frozen=True, slots=True)
class SupplementRequestData(FormData):
    """Mẫu 02, Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ. ``ordinal``: which request on this dossier (1, 2 …)."""

    role: ClassVar[FormRole] = FormRole.SUPPLEMENT_REQUEST

    applicant: ApplicantBlock
    procedure_name: str
    papers: tuple[PaperLine, ...]
    reason: str
    number: str = ""
    dossier_code: str = ""
    received_at: datetime | None = None
    respond_by: date | None = None
    ordinal: int = 1
    legal_basis: str = ""
    contact: Contact = NO_CONTACT
    check: Check = NO_CHECK
    signatory: Signatory = UNSIGNED


@dataclass(frozen=True, slots=True)
class RefusalData(FormData):
    """Mẫu 03, Phiếu từ chối tiếp nhận giải quyết hồ sơ. ``dossier_code`` only where one was given."""

    role: ClassVar[FormRole] = FormRole.REFUSAL

    applicant: ApplicantBlock
    procedure_name: str
    reason: str
    number: str = ""
    dossier_code: str = ""
    legal_basis: str = ""
    contact: Contact = NO_CONTACT
    check: Check = NO_CHECK
    submitter: Signatory = UNSIGNED
    signatory: Signatory = UNSIGNED


@dataclass(frozen=True, slots=True)
class ApologyData(FormData):
    """Mẫu 04. TT 01/2018: Phiếu xin lỗi và hẹn lại ngày trả kết quả; TT 03/2025: Văn bản xin lỗi và đề nghị gia hạn
    thời gian giải quyết, one document to the applicant and to the one-stop desk, signed by the head of the agency.

    ``extension``: the time asked for in words ("02 ngày làm việc"); ``new_due_at``: the one new promised moment.
    """

    role: ClassVar[FormRole] = FormRole.APOLOGY

    applicant: ApplicantBlock
    procedure_name: str
    dossier_code: str
    received_at: datetime
    due_at: datetime
    reason: str
    new_due_at: datetime
    number: str = ""
    extension: str = ""
    legal_basis: str = ""
    recipients: tuple[str, ...] = ()
    contact: Contact = NO_CONTACT
    check: Check = NO_CHECK
    signatory: Signatory = UNSIGNED


class StopGround(StrEnum):
    """Why the handling stops."""

    APPLICANT_REQUEST = "applicant_request"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class StopNoticeData(FormData):
    """TT 03/2025 Mẫu 05, Thông báo dừng giải quyết hồ sơ (NĐ 118/2025 Đ.21; TT 03/2025 Đ.7).

    ``requested_at``: when the applicant asked to stop; ``papers_returned``: papers handed back; ``fee_note``: what
    happens to fees already paid.
    """

    role: ClassVar[FormRole] = FormRole.STOP_NOTICE

    applicant: ApplicantBlock
    procedure_name: str
    dossier_code: str
    received_at: datetime
    stopped_at: datetime
    ground: StopGround = StopGround.APPLICANT_REQUEST
    reason: str = ""
    requested_at: datetime | None = None
    number: str = ""
    legal_basis: str = ""
    papers_returned: tuple[PaperLine, ...] = ()
    fee_note: str = ""
    recipients: tuple[str, ...] = ()
    contact: Contact = NO_CONTACT
    check: Check = NO_CHECK
    signatory: Signatory = UNSIGNED


class HopResult(StrEnum):
    """How a hop ended against its own limit; OPEN while it has not ended."""

    OPEN = ""
    EARLY = "early"
    ON_TIME = "on_time"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class ControlHop(Value):
    """One handing over: from a unit and person to the next. ``result``: how ``from_unit`` kept its own limit."""

    from_unit: str
    to_unit: str
    handed_at: datetime | None = None
    from_person: str = ""
    to_person: str = ""
    result: HopResult = HopResult.OPEN
    note: str = ""


@dataclass(frozen=True, slots=True)
class ControlSlipData(FormData):
    """Mẫu 05 (TT 01/2018) or 06 (TT 03/2025), Phiếu kiểm soát quá trình giải quyết hồ sơ.

    ``blank_hops``: empty rows after the known ones, for a slip that travels on paper.
    """

    role: ClassVar[FormRole] = FormRole.CONTROL_SLIP

    applicant: ApplicantBlock
    procedure_name: str
    dossier_code: str
    received_at: datetime
    lead_agency: str
    due_at: datetime | None = None
    number: str = ""
    supporting_agencies: tuple[str, ...] = ()
    hops: tuple[ControlHop, ...] = ()
    blank_hops: int = 0
    check: Check = NO_CHECK


@dataclass(frozen=True, slots=True)
class RegisterRow(Value):
    """One dossier in the register; ``returned_at`` None while the result is not returned."""

    order: int
    dossier_code: str
    procedure_name: str
    applicant_name: str
    received_at: datetime
    sets: int = 1
    address: str = ""
    phone: str = ""
    lead_agency: str = ""
    due_at: datetime | None = None
    returned_at: datetime | None = None
    return_method: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class RegisterData(FormData):
    """Mẫu 06 (TT 01/2018) or 07 (TT 03/2025), Sổ theo dõi hồ sơ. ``closed_at`` None while the book is open.

    Books run by year and are numbered on over volumes (TT 01/2018 Đ.10.2).
    """

    role: ClassVar[FormRole] = FormRole.REGISTER

    year: int
    first_day: date
    last_day: date
    rows: tuple[RegisterRow, ...]
    volume: str = ""
    opened_at: datetime | None = None
    closed_at: datetime | None = None
    keeper: Signatory = UNSIGNED
    signatory: Signatory = UNSIGNED
