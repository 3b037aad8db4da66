# SPDX-License-Identifier: EUPL-1.2
"""The content-addressed store: what goes in comes out, or a named error says why not."""

import hashlib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.documents import store
from motcua.documents.models import StoredFile

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any) -> Path:
    settings.FILE_STORE = tmp_path
    return tmp_path


def _only_file(folder: Path) -> Path:
    (path,) = [path for path in folder.rglob("*") if path.is_file()]
    return path


def test_a_file_is_named_by_its_hash_and_read_back() -> None:
    kept = store.put(b"%PDF-1.7", "application/pdf")
    assert kept.sha256 == hashlib.sha256(b"%PDF-1.7").hexdigest()
    assert (kept.size, kept.media_type) == (8, "application/pdf")
    assert store.read(kept.sha256) == b"%PDF-1.7"


def test_the_same_content_is_kept_once(folder: Path) -> None:
    assert store.put(b"x", "text/plain").pk == store.put(b"x", "text/plain").pk
    assert StoredFile.objects.count() == 1
    assert _only_file(folder).read_bytes() == b"x"


def test_a_changed_byte_is_found(folder: Path) -> None:
    kept = store.put(b"granted", "text/plain")
    _only_file(folder).write_bytes(b"refused")
    with pytest.raises(store.FileDamaged):
        store.read(kept.sha256)


def test_a_missing_file_is_named(folder: Path) -> None:
    kept = store.put(b"gone", "text/plain")
    _only_file(folder).unlink()
    with pytest.raises(store.FileMissing, match=kept.sha256[:12]):
        store.read(kept.sha256)


def test_a_write_that_fails_leaves_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(store.os, "replace", full)
    with pytest.raises(OSError, match="No space"):
        store.put(b"never", "text/plain")
    assert [path for path in folder.rglob("*") if path.is_file()] == []
    assert not StoredFile.objects.exists()


@given(st.binary(max_size=2000))
def test_any_bytes_come_back(content: bytes) -> None:
    assert store.read(store.put(content, "application/octet-stream").sha256) == content
