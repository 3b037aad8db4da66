# SPDX-License-Identifier: EUPL-1.2
"""Forms that were sent when the session was over: kept for the same person in the same browser, and for nobody else.

The content is sealed with the site's key and with a secret that lies in the browser's cookie alone. One form per
browser, of limited size, for half a day.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass

from django.utils.crypto import salted_hmac

from motcua.accounts.models import UnsentForm
from motcua.accounts.vault import seal, unseal

LARGEST = 256 * 1024
"""Bytes of all fields together."""
KEPT_FOR = dt.timedelta(hours=12)
_LONGEST_ADDRESS = 2000


@dataclass(frozen=True, slots=True)
class Unsent:
    """One form: the address of its page, the fields in their order, the names of files that must be chosen again."""

    address: str
    fields: tuple[tuple[str, str], ...]
    files: tuple[str, ...]


def keep(secret: str, person_id: int, form: Unsent, now: dt.datetime) -> bool:
    """Keep a form in place of the one this browser had before; False when it is too large."""
    content = json.dumps([form.fields, form.files], ensure_ascii=False).encode()
    if len(content) > LARGEST or len(form.address) > _LONGEST_ADDRESS:
        return False
    UnsentForm.objects.filter(kept_at__lt=now - KEPT_FOR).delete()
    UnsentForm.objects.update_or_create(
        browser=_digest(secret),
        defaults={
            "person_id": person_id,
            "address": form.address,
            "sealed": seal(content, f"unsent.{secret}"),
            "kept_at": now,
        },
    )
    return True


def find(secret: str, person_id: int, now: dt.datetime) -> Unsent | None:
    """What this person had typed in this browser. A form of somebody else, or an old one, is removed instead."""
    row = UnsentForm.objects.filter(browser=_digest(secret)).first()
    if row is None:
        return None
    content = unseal(bytes(row.sealed), f"unsent.{secret}")
    if content is None or row.person_id != person_id or row.kept_at < now - KEPT_FOR:
        row.delete()
        return None
    fields, files = json.loads(content)
    return Unsent(row.address, tuple((name, value) for name, value in fields), tuple(files))


def forget(secret: str) -> None:
    """Remove what this browser had kept."""
    UnsentForm.objects.filter(browser=_digest(secret)).delete()


def _digest(secret: str) -> str:
    return salted_hmac("motcua.accounts.unsent", secret, algorithm="sha256").hexdigest()
