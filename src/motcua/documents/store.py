# SPDX-License-Identifier: EUPL-1.2
"""The content-addressed store: a folder in which a file's name is the SHA-256 of its bytes.

A file is written beside its place, flushed to disk and then renamed, so a crash leaves either the whole file or
nothing. Every read recomputes the hash, so a changed byte is found when it matters.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from motcua.documents.malware import UNSCANNED, Verdict
from motcua.documents.models import Malware, StoredFile
from motcua.errors import MotCuaError


class FileDamaged(MotCuaError):
    """The bytes on disk no longer have the hash under which they were stored."""

    code = "file_damaged"


class FileMissing(MotCuaError):
    """No bytes lie under this hash."""

    code = "file_missing"


def put(content: bytes, media_type: str, verdict: Verdict = UNSCANNED) -> StoredFile:
    """Store bytes durably and return their row. Safe to repeat; concurrent writers of one content agree.

    `verdict` is what a scanner said; bytes stored unscanned before count as scanned from then on.
    """
    digest = hashlib.sha256(content).hexdigest()
    path = _path(digest)
    if not path.exists():
        _write(path, content)
    scanned = _scanned(verdict)
    row, new = StoredFile.objects.get_or_create(
        sha256=digest, defaults={"size": len(content), "media_type": media_type, **scanned}
    )
    if scanned and not new:
        for name, value in scanned.items():
            setattr(row, name, value)
        row.save(update_fields=list(scanned))
    return row


def _scanned(verdict: Verdict) -> dict[str, Any]:
    if verdict.found:
        raise ValueError("an infected file is never stored")
    if not verdict.scanner:
        return {}
    return {"malware": Malware.CLEAN, "scanner": verdict.scanner, "scanned_at": timezone.now()}


def find(sha256: str) -> StoredFile | None:
    """What is known of the file under a hash; None when nothing was stored under it."""
    return StoredFile.objects.filter(pk=sha256).first() if sha256 else None


def read(sha256: str) -> bytes:
    """The bytes under a hash, verified. Raises `FileMissing` and `FileDamaged`."""
    try:
        content = _path(sha256).read_bytes()
    except FileNotFoundError as error:
        raise FileMissing(
            f"Không tìm thấy tệp {sha256[:12]}… trong kho. Hãy báo quản trị hệ thống khôi phục từ bản sao lưu."
        ) from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise FileDamaged(
            f"Tệp {sha256[:12]}… trong kho đã bị thay đổi. Hãy báo quản trị hệ thống khôi phục từ bản sao lưu."
        )
    return content


def _path(sha256: str) -> Path:
    return Path(settings.FILE_STORE) / sha256[:2] / sha256[2:4] / sha256


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
        _sync_folder(path.parent)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
