# SPDX-License-Identifier: EUPL-1.2
"""Files that are handed in: checked by what they contain, never by their name.

A file is stored the moment it arrives, so that a refused form does not lose it; the form then carries a signed
reference to it instead of the bytes.
"""

from __future__ import annotations

import io
import zipfile
from typing import Any, Final

from django.core import signing
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from motcua.documents import store
from motcua.documents.models import StoredFile

LARGEST: Final = 20 * 1024 * 1024
"""Bytes. A scanned result of some fifty pages."""

DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXTENSIONS: Final = {
    "application/pdf": "pdf",
    DOCX: "docx",
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/tiff": "tif",
    "image/webp": "webp",
}
SHOWN_IN_BROWSER: Final = frozenset({"application/pdf", "image/png", "image/jpeg", "image/webp"})
_SALT: Final = "motcua.web.uploads"


def media_type_of(content: bytes) -> str | None:
    """The media type by the first bytes (for DOCX by its parts); None for anything else."""
    if content.startswith(b"%PDF-"):
        return "application/pdf"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content.startswith((b"II*\x00", b"MM\x00*")):
        return "image/tiff"
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "image/webp"
    return DOCX if _is_docx(content) else None


def _is_docx(content: bytes) -> bool:
    if not content.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            return "word/document.xml" in parts.namelist()
    except zipfile.BadZipFile:
        return False


def keep(uploaded: UploadedFile[Any]) -> StoredFile:
    """Check and store an upload. Raises `ValidationError` with what to do instead."""
    if uploaded.size is None or uploaded.size > LARGEST:
        raise ValidationError(_("Tệp lớn hơn 20 MB. Hãy quét lại ở độ phân giải 200–300 dpi hoặc chia tệp."))
    content = uploaded.read()
    media_type = media_type_of(content)
    if media_type is None:
        raise ValidationError(
            _("Nội dung tệp không phải PDF, DOCX hoặc ảnh (PNG, JPEG, TIFF, WebP). Hãy chọn tệp khác.")
        )
    return store.put(content, media_type)


def reference_to(stored: StoredFile) -> str:
    """A signed reference that a form may carry."""
    return signing.dumps([stored.sha256, stored.media_type], salt=_SALT)


def kept(reference: str) -> tuple[str, str] | None:
    """SHA-256 and media type of a reference this site signed; None for anything else."""
    try:
        sha256, media_type = signing.loads(reference, salt=_SALT, max_age=24 * 60 * 60)
    except signing.BadSignature:
        return None
    return str(sha256), str(media_type)
