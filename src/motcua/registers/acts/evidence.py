# SPDX-License-Identifier: EUPL-1.2
"""Evidence added to an entry later, by whoever works in the agency."""

from __future__ import annotations

from django.db import transaction

from motcua.registers.errors import RegisterRefused
from motcua.registers.keeping import Press, doing, earlier, write
from motcua.registers.models import Register, RegisterAct, RegisterStep
from motcua.registers.queries import entry_for
from motcua.registers.rights import WHO_WORKS, worker


def add_evidence(press: Press, register: Register, pk: int) -> RegisterStep:
    """Add a file to an entry. Raises `RegisterRefused`, `EntryUnknown`."""
    row = entry_for(press.actor, register, pk)
    one = doing(RegisterAct.ADD_EVIDENCE, press, worker(press.actor, row.unit_id), WHO_WORKS)
    if not press.evidence.sha256:
        raise RegisterRefused("Chưa chọn tệp minh chứng.", field="file")
    with transaction.atomic():
        return earlier(one) or write(one, register, pk)
