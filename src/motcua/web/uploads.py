# SPDX-License-Identifier: EUPL-1.2
"""Files that are handed in: checked by what they contain, never by their name.

A file is stored the moment it arrives, so that a refused form does not lose it; the form then carries a signed
reference to it instead of the bytes.
"""

from __future__ import annotations

from typing import Any, Final

from django.core import signing
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from motcua.documents.content import DOCX, LARGEST, FileRefused, media_type_of, take_in
from motcua.documents.models import StoredFile
from motcua.web.refusal_words import refusal_words

__all__ = [
    "DOCX",
    "EXTENSIONS",
    "LARGEST",
    "SHOWN_IN_BROWSER",
    "keep",
    "kept",
    "media_type_of",
    "reference_to",
]

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


def keep(uploaded: UploadedFile[Any]) -> StoredFile:
    """Check, scan and store an upload. Raises `ValidationError` with what to do instead."""
    try:
        return take_in(content_of(uploaded))
    except FileRefused as refused:
        raise ValidationError(refusal_words(refused)) from refused


def content_of(uploaded: UploadedFile[Any]) -> bytes:
    """The bytes of an upload, of a larger one than we take just one too many."""
    content: bytes = uploaded.read(LARGEST + 1)
    return content


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
