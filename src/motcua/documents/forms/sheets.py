# SPDX-License-Identifier: EUPL-1.2
"""From a form set and a role to the sheet that is printed: number, title, paper (facts of ``motcua.law.forms``)."""

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
from motcua.documents.forms.errors import UnknownFormError
from motcua.documents.forms.values import FormData
from motcua.law.forms import FORM_SET_NAMES, FormRole, FormSet, form_of

DATA_CLASSES: Final[dict[FormRole, type[FormData]]] = {
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


@dataclass(frozen=True, slots=True)
class Sheet:
    """One statutory form as it is printed. ``paper``: "a5", "a4" or "a4-landscape"."""

    form_set: FormSet
    role: FormRole
    label: str
    title: str
    paper: str
    circular: str


def sheet_for(form_set: str, role: str) -> Sheet:
    """The sheet of a role in a set, given as members or values.

    Raises UnknownFormError, and ``motcua.law.forms.FormNotInSet`` for a stop notice in the set of 2018.
    """
    try:
        known_set, known_role = FormSet(form_set), FormRole(role)
    except ValueError as error:
        raise UnknownFormError(form_set, role) from error
    form = form_of(known_set, known_role)
    # The register has thirteen columns: it lies on its side.
    paper = form.paper.lower() + ("-landscape" if known_role is FormRole.REGISTER else "")
    return Sheet(known_set, known_role, form.label, form.title, paper, FORM_SET_NAMES[known_set])
