# SPDX-License-Identifier: EUPL-1.2
"""What a file is, by its bytes and never by its name, and whether it may come in."""

from __future__ import annotations

import io
import zipfile
from typing import Final

from motcua.documents import malware, store
from motcua.documents.models import StoredFile
from motcua.errors import MotCuaError

UNPACKED_AT_MOST: Final = 100 * 1024 * 1024
"""Bytes of a DOCX once unpacked: a few megabytes of zeros would fill the memory of whoever reads it."""
LARGEST: Final = 20 * 1024 * 1024
"""Bytes. A scanned result of some fifty pages."""

DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
IMAGES: Final = frozenset({"image/png", "image/jpeg", "image/tiff", "image/webp"})
PDF: Final = "application/pdf"
TEXT: Final = "text/plain"


class FileRefused(MotCuaError):
    """The file may not come in: too large, of a kind we do not take, damaged, or infected."""

    code = "file_refused"


def media_type_of(content: bytes) -> str | None:
    """The media type by the first bytes (for DOCX by its parts); None for anything else."""
    if content.startswith(b"%PDF-"):
        return PDF
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
            unpacked = sum(part.file_size for part in parts.infolist())
            return "word/document.xml" in parts.namelist() and unpacked <= UNPACKED_AT_MOST
    except zipfile.BadZipFile:
        return False


def _is_text(content: bytes) -> bool:
    """Whether these are words in UTF-8."""
    try:
        words = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return bool(words.strip()) and "\0" not in words


def take_in(content: bytes, *, also_text: bool = False) -> StoredFile:
    """Check a file by its content, scan it and store it; plain text only where `also_text` says so.

    Raises `FileRefused` with what to do instead.
    """
    if len(content) > LARGEST:
        raise FileRefused("Tệp lớn hơn 20 MB.", hint="Hãy quét lại ở độ phân giải 200–300 dpi hoặc chia tệp.")
    media_type = media_type_of(content)
    if media_type is None and also_text and _is_text(content):
        media_type = TEXT
    if media_type is None:
        raise FileRefused(
            "Nội dung tệp không phải PDF, DOCX hoặc ảnh (PNG, JPEG, TIFF, WebP).", hint="Hãy chọn tệp khác."
        )
    verdict = malware.scan(content)
    if verdict.found:
        raise FileRefused(
            f"Tệp chứa mã độc ({verdict.found}) nên không được nhận.",
            hint="Hãy báo quản trị hệ thống và nhận giấy tờ bằng bản giấy hoặc tệp khác.",
        )
    return store.put(content, media_type, verdict)
