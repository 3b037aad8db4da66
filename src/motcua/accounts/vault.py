# SPDX-License-Identifier: EUPL-1.2
"""Sealing of secrets that lie in the database: keys of second factors, forms that were not sent.

The key follows from the site's secret key, so a copy of the database alone opens nothing. A replaced secret key
stays usable for opening as long as it stands in Django's SECRET_KEY_FALLBACKS.
"""

from __future__ import annotations

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac


def seal(content: bytes, purpose: str) -> bytes:
    """Encrypted and signed for one `purpose`; what was sealed for another does not open."""
    return _box(purpose).encrypt(content)


def unseal(sealed: bytes, purpose: str) -> bytes | None:
    """The content, or None when it was sealed for another purpose, with another key, or was changed."""
    try:
        return _box(purpose).decrypt(sealed)
    except InvalidToken:
        return None


def digest(text: str, purpose: str) -> str:
    """A keyed fingerprint (64 hexadecimal digits) that nobody without the secret key can guess from the text."""
    return salted_hmac(f"motcua.accounts.{purpose}", text, algorithm="sha256").hexdigest()


def _box(purpose: str) -> MultiFernet:
    salt = f"motcua.accounts.vault.{purpose}"
    keys = [
        salted_hmac(salt, "", secret=secret, algorithm="sha256").digest()
        for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    ]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in keys])
