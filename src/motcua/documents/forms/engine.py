# SPDX-License-Identifier: EUPL-1.2
"""From form data to PDF bytes with one typesetter.

The same data gives the same bytes: the PDF's dates come from the data, its identifier from its content, its typeface
from this package, never from the system. The files are PDF/A-2a and PDF/UA-1 (tagged, readable by screen readers).
"""

import json
import threading
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Final

import typst

from motcua.documents.forms.errors import FormRenderError, UnknownFormError, WrongFormDataError
from motcua.documents.forms.glyphs import FONT_FOLDER
from motcua.documents.forms.sheets import DATA_CLASSES, sheet_for
from motcua.documents.forms.values import FormData
from motcua.documents.forms.view import view_of
from motcua.documents.forms.words import local
from motcua.law.forms import FormRole

TEMPLATES: Final = Path(__file__).parent / "templates"
TEMPLATE_VERSION: Final = 1
# Keep this beside a saved letter: another engine may set the same data a little differently.
ENGINE: Final = f"motcua-forms/{TEMPLATE_VERSION} typst/{version('typst')}"

_local = threading.local()


@cache
def _fonts() -> typst.Fonts:
    # ⚡ Reading the font files takes longer than setting a page, so they are read once a process.
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONT_FOLDER)]
    )


def _compiler(role: str) -> typst.Compiler:
    # ⚡ A compiler keeps its parsed templates; it also keeps its last inputs, so no two threads may share one.
    compilers: dict[str, typst.Compiler] = _local.__dict__.setdefault("compilers", {})
    if role not in compilers:
        compilers[role] = typst.Compiler(
            str(TEMPLATES / f"{role}.typ"), root=str(TEMPLATES), font_paths=_fonts(), ignore_system_fonts=True
        )
    return compilers[role]


def render(form_set: str, role: str, data: FormData) -> bytes:
    """The form as PDF/A-2a.

    ``form_set`` and ``role`` are values (or members) of the enumerations of ``motcua.law.forms``. Raises
    UnknownFormError, ``motcua.law.forms.FormNotInSet``, WrongFormDataError, and FormRenderError when the typesetter
    refuses.
    """
    sheet = sheet_for(form_set, role)
    expected = DATA_CLASSES[sheet.role]
    if type(data) is not expected:
        raise WrongFormDataError(sheet.role, expected.__name__, type(data).__name__)
    view = view_of(sheet, data)
    try:
        pdf = _compiler(sheet.role).compile(
            format="pdf",
            sys_inputs={"data": json.dumps(view, ensure_ascii=False)},
            pdf_standards=["a-2a", "ua-1"],
            # A PDF date has no part of a second.
            timestamp=local(data.issued_at).replace(microsecond=0),
        )
    except typst.TypstError as error:
        raise FormRenderError(sheet.role, error.message) from error
    if not isinstance(pdf, bytes):
        raise FormRenderError(sheet.role, "bộ dàn trang không trả về tệp PDF")
    return pdf


def load(role: str, snapshot: str) -> FormData:
    """The data of a saved snapshot. Raises FormDataError, and UnknownFormError for a role that does not exist."""
    try:
        data_class = DATA_CLASSES[FormRole(role)]
    except ValueError as error:
        raise UnknownFormError("*", role) from error
    return data_class.from_json(snapshot)
