# SPDX-License-Identifier: EUPL-1.2
"""QR codes on pages."""

from __future__ import annotations

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from motcua.documents.forms.qr import svg


def qr_of(path: str) -> SafeString:
    """The QR code of a page of this site: drawn from the address alone, with no markup of others in it."""
    return mark_safe(svg(settings.PUBLIC_URL + path))  # noqa: S308  as said above
