# SPDX-License-Identifier: EUPL-1.2
"""From form data to PDF bytes: the same data gives the same bytes."""

from importlib.metadata import version
from pathlib import Path
from typing import Final

from motcua.documents.forms.errors import FormRenderError, UnknownFormError, WrongFormDataError
from motcua.documents.forms.sheets import DATA_CLASSES, sheet_for
from motcua.documents.forms.values import FormData
from motcua.documents.forms.view import view_of
from motcua.documents.typesetting import NotTypeset, typeset
from motcua.law.forms import FormRole

TEMPLATES: Final = Path(__file__).parent / "templates"
TEMPLATE_VERSION: Final = 1
# Keep this beside a saved letter: another engine may set the same data a little differently.
ENGINE: Final = f"motcua-forms/{TEMPLATE_VERSION} typst/{version('typst')}"


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
    try:
        return typeset(TEMPLATES / f"{sheet.role}.typ", view_of(sheet, data), data.issued_at)
    except NotTypeset as error:
        raise FormRenderError(sheet.role, str(error)) from error


def load(role: str, snapshot: str) -> FormData:
    """The data of a saved snapshot. Raises FormDataError, and UnknownFormError for a role that does not exist."""
    try:
        data_class = DATA_CLASSES[FormRole(role)]
    except ValueError as error:
        raise UnknownFormError("*", role) from error
    return data_class.from_json(snapshot)
