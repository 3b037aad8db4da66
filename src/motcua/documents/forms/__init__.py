# SPDX-License-Identifier: EUPL-1.2
"""The statutory forms of the one-stop mechanism as PDF (TT 01/2018/TT-VPCP and TT 03/2025/TT-VPCP).

``render(form_set, role, data)`` gives PDF/A bytes, the same for the same data; ``data.to_json()`` is the snapshot
that a letter keeps, ``load(role, snapshot)`` brings it back.
"""

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
from motcua.documents.forms.engine import ENGINE, load, render
from motcua.documents.forms.errors import (
    FormDataError,
    FormError,
    FormRenderError,
    FormTimeError,
    TimeBarError,
    UnknownFormError,
    WrongFormDataError,
)
from motcua.documents.forms.sheets import Sheet, sheet_for
from motcua.documents.forms.values import (
    ApplicantBlock,
    Authoriser,
    Check,
    Contact,
    FormData,
    Issuer,
    PaperLine,
    Signatory,
    TimeBar,
    TimeSegment,
)
from motcua.documents.forms.why import why

__all__ = [
    "ENGINE",
    "ApologyData",
    "ApplicantBlock",
    "Authoriser",
    "Check",
    "Contact",
    "ControlHop",
    "ControlSlipData",
    "FormData",
    "FormDataError",
    "FormError",
    "FormRenderError",
    "FormTimeError",
    "HopResult",
    "Issuer",
    "PaperLine",
    "ReceiptData",
    "RefusalData",
    "RegisterData",
    "RegisterRow",
    "Sheet",
    "Signatory",
    "StopGround",
    "StopNoticeData",
    "SupplementRequestData",
    "TimeBar",
    "TimeBarError",
    "TimeSegment",
    "UnknownFormError",
    "WrongFormDataError",
    "load",
    "render",
    "sheet_for",
    "why",
]
