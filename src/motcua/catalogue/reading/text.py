# SPDX-License-Identifier: EUPL-1.2
"""Cleaning of published text: one normal form of letters, no HTML remains, no odd spaces."""

from __future__ import annotations

import html
import re
import unicodedata

NOTHING = "Không có thông tin"
# «Not regulated» in a cell is neither zero nor free: nothing is known.
UNSAID = (NOTHING, "Không quy định")

# Capital and small letters of Vietnamese for use inside [...]: in Unicode they alternate, so no range serves.
_SMALL = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"
LOWER = "a-z" + _SMALL
UPPER = "A-Z" + _SMALL.upper()

_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,300}>")
_BREAK = re.compile(r"<(?:br|/p|/div|/li|/tr)\b[^<>]*>", re.IGNORECASE)
_ODD_SPACE = re.compile(r"[\u00a0\u2007\u202f\u200b\ufeff]")
_NUMERALS = re.compile(r"\d{1,3}(?:[.,]\d{3}){1,5}|\d{1,18}")


def clean(value: object) -> str:
    """Text of any published value: None and other shapes become text, tags and odd spaces go."""
    if value is None:
        return ""
    if isinstance(value, (list, tuple)):
        return "\n".join(clean(part) for part in value)
    text = value if isinstance(value, str) else str(value)
    text = unicodedata.normalize("NFC", text).replace("\x00", "")
    text = text.encode("utf-8", "replace").decode()  # a lone surrogate cannot be stored
    if "<" in text or "&" in text:
        text = _TAG.sub("", _BREAK.sub("\n", html.unescape(text)))
    return _ODD_SPACE.sub(" ", text)


def squeeze(text: str) -> str:
    """One line without doubled spaces, for names."""
    return " ".join(text.split())


def known(text: str) -> str:
    """The text, or nothing when the page says that there is no information."""
    text = text.strip()
    return "" if text.rstrip(".") == NOTHING else text


def integers(text: str) -> list[int]:
    """Whole numbers in running text, with thousands marked by full stop or comma."""
    return [int(re.sub(r"[.,]", "", found)) for found in _NUMERALS.findall(text)]


def close_bracket(text: str, start: int) -> int:
    """Index after the bracket that closes the one at `start`; -1 when it is never closed."""
    depth = 0
    for index in range(start, len(text)):
        if text[index] == "(":
            depth += 1
        elif text[index] == ")":
            depth -= 1
            if depth == 0:
                return index + 1
    return -1
