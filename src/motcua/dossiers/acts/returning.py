# SPDX-License-Identifier: EUPL-1.2
"""The result goes to the applicant: at the counter, by post, electronically; originals go back with it."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from motcua.dossiers.acts.handing_over import require_text
from motcua.dossiers.errors import InputRefused
from motcua.dossiers.models import Dossier
from motcua.dossiers.performing import Call, Performed, Performing, perform
from motcua.law.transitions import Act
from motcua.organisations.actors import Actor
from motcua.statements import Statement


class Identification(StrEnum):
    """How the person who collects a result proved to be entitled (NĐ 118/2025 Đ.6)."""

    RECEIPT = "receipt"
    IDENTITY_PAPER = "identity_paper"
    AUTHORISATION = "authorisation"
    VNEID = "vneid"
    CARD_READER = "card_reader"


def return_at_counter(
    actor: Actor,
    code: str,
    collected_by: str,
    identification: Identification,
    call: Call = Call(),
    *,
    originals_returned: bool = True,
    originals: Collection[int] | None = None,
    evidence: str = "",
) -> Performed:
    """Hand the result over. A lost receipt is no obstacle: an identity paper serves (NĐ 118/2025 Đ.6).

    `originals` are the ids of the papers whose originals go back; None: all of them, or none where
    `originals_returned` is false. `evidence` is the number of the paper that was checked.
    """
    require_text("collected_by", collected_by, "Chưa ghi người nhận kết quả.")

    def body(performing: Performing) -> None:
        chosen = None if originals is None else sorted(originals)
        returned = _give_back_originals(performing, chosen) if originals_returned else 0
        performing.dossier.returned_at = performing.now
        performing.note(
            collected_by=collected_by, identification=identification.value, originals_returned=returned
        )
        if evidence:
            performing.note(identity_paper=evidence)
        if chosen is not None and (kept := originals_kept(performing.dossier)):
            performing.note(originals_kept=[name for _pk, name in kept])

    return perform(Act.RETURN_AT_COUNTER, actor, code, body, call)


def return_by_post(actor: Actor, code: str, consignment: str, call: Call = Call()) -> Performed:
    """Hand result and originals to the public post under the number of the consignment.

    Delivery time is no handling time; the address is the one registered for the return.
    """
    require_text("consignment", consignment, "Chưa có số bưu gửi.")

    def body(performing: Performing) -> None:
        if not performing.dossier.return_address:
            raise InputRefused("return_address", "Hồ sơ chưa có địa chỉ nhận kết quả qua bưu chính.")
        returned = _give_back_originals(performing)
        performing.dossier.returned_at = performing.now
        performing.note(consignment=consignment, originals_returned=returned)

    return perform(Act.RETURN_BY_POST, actor, code, body, call)


def return_electronically(actor: Actor, code: str, call: Call = Call()) -> Performed:
    """Make the result available to the applicant's account. Needs a result file to give."""

    def body(performing: Performing) -> None:
        if not performing.dossier.result_sha256:
            raise InputRefused(
                "result", "Hồ sơ không có tệp kết quả để trả trực tuyến.", hint="Hãy trả bản giấy tại quầy."
            )
        performing.dossier.returned_at = performing.now
        performing.note(sha256=performing.dossier.result_sha256)

    return perform(Act.RETURN_ELECTRONICALLY, actor, code, body, call)


# ⚡ Every return asks it; through the ORM building the statement costs more than the database's answer.
_GIVE_BACK = Statement("""
update dossiers_paper set returned_at = %s
where dossier_id = %s and originals > 0 and returned_at is null and (%s::bigint[] is null or id = any(%s))
""")


def _give_back_originals(performing: Performing, papers: list[int] | None = None) -> int:
    """Mark originals as handed back (NĐ 61/2018 Đ.20.2), all or those of `papers`; the number of papers."""
    return _GIVE_BACK.changed([performing.now, performing.dossier.pk, papers, papers])


_KEPT = Statement("""
select id, name from dossiers_paper
where dossier_id = %s and originals > 0 and returned_at is null order by "order"
""")


def originals_kept(dossier: Dossier) -> list[tuple[int, str]]:
    """Id and name of the papers whose originals are still with the office."""
    return [(pk, name) for pk, name in _KEPT.rows([dossier.pk])]
