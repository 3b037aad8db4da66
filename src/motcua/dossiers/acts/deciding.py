# SPDX-License-Identifier: EUPL-1.2
"""The head decides, the clerk numbers, the result goes to the return desk.

Signing here records who signed, when, in which capacity and over which hash. It is a record, not a digital
signature, and nothing that is printed says otherwise.
"""

from __future__ import annotations

from django.utils import timezone

from motcua.dossiers.acts.handing_over import require_text
from motcua.dossiers.errors import InputRefused
from motcua.dossiers.numbers import next_of_year
from motcua.dossiers.performing import Call, Performed, Performing, perform
from motcua.law.transitions import Act
from motcua.organisations.actors import Actor


def sign(actor: Actor, code: str, sha256: str, call: Call = Call()) -> Performed:
    """Sign the result that was shown. `sha256` is the hash of the shown file (empty when there is no file).

    Raises `InputRefused` when the draft is no longer the one that was shown: never sign what was not seen.
    """

    def body(performing: Performing) -> None:
        dossier = performing.dossier
        if sha256 != dossier.result_sha256:
            raise InputRefused(
                "sha256",
                "Dự thảo đã thay đổi so với bản bạn vừa xem.",
                hint="Hãy mở lại văn bản, xem bản mới rồi ký.",
            )
        performing.note(
            signed_sha256=sha256, outcome=dossier.outcome, summary=dossier.result_summary, method="record"
        )

    return perform(Act.SIGN, actor, code, body, call)


def send_back(actor: Actor, code: str, reason: str, call: Call = Call()) -> Performed:
    """Send a draft back to whoever drafted it, with the reason. The clock runs on."""
    require_text("reason", reason, "Chưa nêu lý do trả lại dự thảo.")

    def body(performing: Performing) -> None:
        performing.note(reason=reason)

    return perform(Act.SEND_BACK, actor, code, body, call)


def number(actor: Actor, code: str, symbol: str, call: Call = Call()) -> Performed:
    """Number the signed result in the agency's series of the year and record its seal (NĐ 30/2020 Đ.15)."""
    require_text("symbol", symbol, "Chưa có ký hiệu văn bản (ví dụ GKS-UBND).")

    def body(performing: Performing) -> None:
        dossier = performing.dossier
        year = timezone.localdate(performing.now).year
        order = next_of_year(dossier.competent_unit_id, symbol, year)
        dossier.result_number = f"{order:02d}/{symbol}"

    return perform(Act.NUMBER, actor, code, body, call)


def make_ready(actor: Actor, code: str, call: Call = Call()) -> Performed:
    """Send the result to the return desk. The statutory clock ends here (national status 9)."""

    def body(performing: Performing) -> None:
        dossier = performing.dossier
        dossier.holder, dossier.holder_unit_id = None, dossier.receiving_unit_id
        if dossier.due_original is not None and performing.now < dossier.due_original:
            performing.note(before_due=True)

    return perform(Act.MAKE_READY, actor, code, body, call)
