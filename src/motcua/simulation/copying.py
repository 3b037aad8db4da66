# SPDX-License-Identifier: EUPL-1.2
"""The text form of COPY."""

from __future__ import annotations

from typing import Any

_SPECIAL = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
NULL = "\\N"


def escaped(text: str) -> str:
    """A text as COPY reads it."""
    return text.translate(_SPECIAL) if "\\" in text or not text.isprintable() else text


def cell(value: Any) -> str:
    """A plain value of a row (as `dossiers.log.plain` gives it) as COPY reads it."""
    if value is None:
        return NULL
    if value is True or value is False:
        return "t" if value else "f"
    if isinstance(value, list):
        return escaped("{" + ",".join(f'"{_quoted(item)}"' for item in value) + "}")
    return escaped(value) if isinstance(value, str) else str(value)


def _quoted(item: str) -> str:
    return item.replace("\\", "\\\\").replace('"', '\\"')
