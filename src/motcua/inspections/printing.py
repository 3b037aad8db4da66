# SPDX-License-Identifier: EUPL-1.2
"""The notice of conclusion on paper: PDF by the typesetter of the letters."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from motcua.documents.forms.glyphs import plain_all
from motcua.documents.typesetting import ROOT, NotTypeset, typeset
from motcua.inspections.errors import LetterNotPrinted

_TEMPLATE: Final = ROOT / "inspections" / "templates" / "conclusion.typ"
_LAYOUT: Final = {
    "paper": "a4",
    "dense": False,
    "numbered": True,
    "salutation": "",
    "check": None,
    "code": "",
    "title": "Thông báo",
}
"""What the common layout of letters asks for besides the text."""


def as_pdf(content: dict[str, Any], at: dt.datetime) -> bytes:
    """The notice as PDF/A-2a and PDF/UA-1: the same text gives the same bytes. Raises `LetterNotPrinted`."""
    view = plain_all({**_LAYOUT, **content, "document_title": f"Thông báo {content['about']}"})
    try:
        return typeset(_TEMPLATE, view, at)
    except NotTypeset as error:
        raise LetterNotPrinted(
            f"Không in được thông báo kết luận: {error}.", hint="Hãy báo cho người quản trị."
        ) from error
