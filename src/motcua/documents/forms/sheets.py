# SPDX-License-Identifier: EUPL-1.2
"""Which form of which circular, on which paper, under which title.

Form sets and roles are the values of the enumerations in ``motcua.law.forms``; here they are only keys.
"""

from dataclasses import dataclass
from typing import Final

from motcua.documents.forms.data import (
    ApologyData,
    ControlSlipData,
    ReceiptData,
    RefusalData,
    RegisterData,
    StopNoticeData,
    SupplementRequestData,
)
from motcua.documents.forms.errors import FormNotInSetError, UnknownFormError
from motcua.documents.forms.values import FormData

OLD_SET: Final = "tt01_2018"
NEW_SET: Final = "tt03_2025"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One statutory form.

    ``paper``: "a5", "a4" or "a4-landscape"; ``confidence`` and ``source`` speak of the paper size and the title:
    TT 01/2018 Đ.9.2 puts Mẫu 01-05 on A5 and 06 on A4. The annex of TT 03/2025 was not at hand: slips stay on A5 as
    before, the two documents (04, 05) follow NĐ 30/2020, which puts documents on A4.
    """

    form_set: str
    role: str
    number: str
    title: str
    paper: str
    circular: str
    confidence: str
    source: str


DATA_CLASSES: Final[dict[str, type[FormData]]] = {
    cls.role: cls
    for cls in (
        ReceiptData,
        SupplementRequestData,
        RefusalData,
        ApologyData,
        StopNoticeData,
        ControlSlipData,
        RegisterData,
    )
}
_RECEIPT = "Giấy tiếp nhận hồ sơ và hẹn trả kết quả"
_SUPPLEMENT = "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ"
_REFUSAL = "Phiếu từ chối tiếp nhận giải quyết hồ sơ"
_CONTROL = "Phiếu kiểm soát quá trình giải quyết hồ sơ"
_REGISTER = "Sổ theo dõi hồ sơ"
_ROWS: Final = (
    (OLD_SET, "receipt", "01", _RECEIPT, "a5"),
    (OLD_SET, "supplement_request", "02", _SUPPLEMENT, "a5"),
    (OLD_SET, "refusal", "03", _REFUSAL, "a5"),
    (OLD_SET, "apology", "04", "Phiếu xin lỗi và hẹn lại ngày trả kết quả", "a5"),
    (OLD_SET, "control_slip", "05", _CONTROL, "a5"),
    (OLD_SET, "register", "06", _REGISTER, "a4-landscape"),
    (NEW_SET, "receipt", "01", _RECEIPT, "a5"),
    (NEW_SET, "supplement_request", "02", _SUPPLEMENT, "a5"),
    (NEW_SET, "refusal", "03", _REFUSAL, "a5"),
    (NEW_SET, "apology", "04", "Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết", "a4"),
    (NEW_SET, "stop_notice", "05", "Thông báo dừng giải quyết hồ sơ", "a4"),
    (NEW_SET, "control_slip", "06", _CONTROL, "a5"),
    (NEW_SET, "register", "07", _REGISTER, "a4-landscape"),
)
_CIRCULARS: Final = {
    OLD_SET: ("Thông tư 01/2018/TT-VPCP", "verified", "TT 01/2018/TT-VPCP Đ.9.2"),
    NEW_SET: (
        "Thông tư 03/2025/TT-VPCP",
        "likely",
        "TT 03/2025/TT-VPCP Phụ lục I (danh mục); NĐ 30/2020 Phụ lục I",
    ),
}
SHEETS: Final[dict[tuple[str, str], Sheet]] = {
    (form_set, role): Sheet(form_set, role, number, title, paper, *_CIRCULARS[form_set])
    for form_set, role, number, title, paper in _ROWS
}


def sheet_for(form_set: str, role: str) -> Sheet:
    """The form of a role in a set. Raises FormNotInSetError, UnknownFormError."""
    # Plain strings as keys: an enumeration member hashes like its value.
    sheet = SHEETS.get((str(form_set), str(role)))
    if sheet is not None:
        return sheet
    if form_set in _CIRCULARS and role in DATA_CLASSES:
        raise FormNotInSetError(form_set, role)
    raise UnknownFormError(form_set, role)
