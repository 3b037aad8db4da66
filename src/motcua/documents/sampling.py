# SPDX-License-Identifier: EUPL-1.2
"""Is the store well? Whether it can be written, and whether some files taken at random still have their hash."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from motcua.documents import store
from motcua.documents.models import StoredFile
from motcua.documents.store import FileDamaged, FileMissing

_BIGGEST = 20 * 1024 * 1024  # bytes; a sample must not read for minutes


@dataclass(frozen=True, slots=True)
class Sampled:
    """How many files were read again, and which of them are missing or changed."""

    checked: int
    missing: tuple[str, ...]
    damaged: tuple[str, ...]


def is_writable() -> bool:
    """Whether files can be added: the folder, or the nearest one above it that exists, lets us write."""
    folder = Path(settings.FILE_STORE)
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return os.access(folder, os.R_OK | os.W_OK | os.X_OK)


def sample(most: int = 5) -> Sampled:
    """Read some files again. Names are hashes, so those after a random place are a random choice. One query."""
    begin = secrets.token_hex(32)
    rows = StoredFile.objects.filter(size__lte=_BIGGEST)
    names = list(rows.filter(pk__gte=begin).order_by("pk").values_list("pk", flat=True)[:most]) or list(
        rows.order_by("pk").values_list("pk", flat=True)[:most]
    )
    missing, damaged = [], []
    for name in names:
        try:
            store.read(name)
        except FileMissing:
            missing.append(name)
        except FileDamaged:
            damaged.append(name)
    return Sampled(len(names), tuple(missing), tuple(damaged))
