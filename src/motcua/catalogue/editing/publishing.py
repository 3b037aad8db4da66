# SPDX-License-Identifier: EUPL-1.2
"""Publication: a draft put in force or a procedure abolished by a decision, and taken back before its first day.

Announcing, amending, replacing and abolishing are done by a decision of publication (NĐ 63/2010 Đ.15, Đ.24).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q

from motcua.catalogue import acts
from motcua.catalogue.editing import parts
from motcua.catalogue.editing.drafts import locked_draft
from motcua.catalogue.editing.recording import record, require_editor
from motcua.catalogue.errors import (
    DraftChangedMeanwhile,
    EditRefused,
    ProcedureUnknown,
    PublicationNotUndone,
    VersionOverlaps,
)
from motcua.catalogue.models import (
    PUBLICATIONS,
    CatalogueAct,
    CatalogueChange,
    Change,
    Procedure,
    ProcedureVersion,
    VersionStatus,
)
from motcua.organisations.actors import Actor

_STATE = ("status", "effective_to")


@dataclass(frozen=True, slots=True)
class Publication:
    """The decision of publication. `effective_from` is the first day on which it holds."""

    decision_number: str
    decision_date: dt.date
    decision_issuer: str
    effective_from: dt.date


@transaction.atomic
def publish_draft(
    actor: Actor, version_id: int, publication: Publication, change: Change, seen: str
) -> CatalogueChange:
    """Put a draft in force by a decision. `seen` is the digest of the contents that were shown for review.

    Dossiers that are open keep the version they were received under. Raises `EditRefused` where the draft or the
    decision lacks something, `DraftChangedMeanwhile`, `VersionNotDraft`, `VersionOverlaps`, `NotCatalogueEditor`.
    """
    draft = locked_draft(actor, version_id)
    _require_whole(publication)
    if change == Change.ABOLISH:
        raise EditRefused("change", "Bãi bỏ không cần dự thảo.", hint="Hãy dùng nút bãi bỏ ở trang thủ tục.")
    held = parts.contents(draft)
    if parts.digest(held) != seen:
        raise DraftChangedMeanwhile(
            "Dự thảo đã được sửa sau khi trang này hiện ra.", hint="Hãy xem lại nội dung mới rồi công bố."
        )
    if lacking := missing_of(held):
        raise EditRefused("", f"Dự thảo còn thiếu: {', '.join(lacking)}.", hint="Hãy sửa dự thảo trước.")
    before = _states(_reached(draft.procedure_id, publication.effective_from))
    for name, value in asdict(publication).items():
        setattr(draft, name, value)
    draft.effective_to, draft.change = None, change
    draft.save(update_fields=[*asdict(publication), "effective_to", "change"])
    published = acts.publish(draft)
    return record(
        actor,
        CatalogueAct(change.value),
        draft.procedure,
        published,
        before={"versions": before},
        after={**asdict(publication), "versions": _states_of(before)},
    )


@transaction.atomic
def abolish(actor: Actor, procedure_id: int, publication: Publication) -> CatalogueChange:
    """End a procedure: the day before `publication.effective_from` is its last.

    Raises `EditRefused`, `ProcedureUnknown` where nothing is in force on that day, `VersionOverlaps` where a version
    is already published for a later day, `NotCatalogueEditor`.
    """
    procedure = Procedure.objects.select_for_update().get(pk=procedure_id)
    day = publication.effective_from
    standing = list(_reached(procedure_id, day))
    require_editor(actor, standing[0].field_code if standing else "", procedure.code)
    _require_whole(publication)
    if not standing:
        raise ProcedureUnknown(
            f"Từ ngày {day:%d/%m/%Y} thủ tục {procedure.code} không có phiên bản nào có hiệu lực.",
            hint="Hãy kiểm tra ngày có hiệu lực của quyết định bãi bỏ.",
        )
    if any(version.effective_from > day for version in standing):
        raise VersionOverlaps(
            f"Đã có phiên bản được công bố có hiệu lực sau ngày {day:%d/%m/%Y}.",
            hint="Hãy thu hồi việc công bố đó trước.",
        )
    before = _states(standing)
    for version in standing:
        begins_then = version.effective_from == day
        acts.withdraw(version, None if begins_then else day - dt.timedelta(days=1))
    return record(
        actor,
        CatalogueAct.ABOLISH,
        procedure,
        standing[0],
        before={"versions": before},
        after={**asdict(publication), "versions": _states_of(before)},
    )


@transaction.atomic
def undo_publication(actor: Actor, change_id: int, today: dt.date, reason: str) -> CatalogueChange:
    """Take the latest publication of a procedure back before its first day: the draft is a draft again.

    What it had ended is in force as before. Raises `PublicationNotUndone`, `EditRefused`, `NotCatalogueEditor`.
    """
    publication = CatalogueChange.objects.select_related("procedure", "version").filter(pk=change_id).first()
    if publication is None or publication.version is None or publication.act not in PUBLICATIONS:
        raise PublicationNotUndone("Không có lần công bố này.", hint="Hãy mở lại trang của thủ tục.")
    procedure, version = publication.procedure, publication.version
    Procedure.objects.select_for_update().get(pk=procedure.pk)
    require_editor(actor, version.field_code, procedure.code)
    if not can_be_undone(publication, today):
        raise PublicationNotUndone(
            "Chỉ thu hồi được lần công bố mới nhất và trước ngày nó có hiệu lực.",
            hint="Nếu đã có hiệu lực, hãy lập dự thảo mới và công bố sửa đổi.",
        )
    if not reason.strip():
        raise EditRefused("reason", "Chưa nêu lý do thu hồi việc công bố.")
    touched = _states_of(publication.before["versions"])
    if publication.act != CatalogueAct.ABOLISH:
        ProcedureVersion.objects.filter(pk=version.pk).update(status=VersionStatus.DRAFT)
    for state in publication.before["versions"]:
        ProcedureVersion.objects.filter(pk=state["id"]).update(**{name: state[name] for name in _STATE})
    return record(
        actor,
        CatalogueAct.UNDO_PUBLICATION,
        procedure,
        version,
        reason=reason.strip(),
        before={"versions": touched},
        after={"publication": publication.pk, "versions": publication.before["versions"]},
    )


def can_be_undone(publication: CatalogueChange, today: dt.date) -> bool:
    """Whether it is the latest publication of its procedure, still ahead, and not taken back."""
    later = CatalogueChange.objects.filter(
        procedure_id=publication.procedure_id, pk__gt=publication.pk
    ).filter(act__in=[*PUBLICATIONS, CatalogueAct.UNDO_PUBLICATION])
    begins = dt.date.fromisoformat(publication.after["effective_from"])
    return begins > today and not later.exists()


def missing_of(held: parts.Contents) -> list[str]:
    """What a procedure must say before it may be published (NĐ 63/2010 Đ.8.1), in words; empty when whole.

    Conditions, fees and forms are said only where there are any, so they are never missing.
    """
    head = held[parts.HEAD][0]
    needed: Iterable[tuple[Any, str]] = (
        (head["name"], "tên thủ tục"),
        (head["field_name"], "lĩnh vực"),
        (head["levels"], "cấp thực hiện"),
        (held["cases"], "cách thức thực hiện, thời hạn"),
        (held["results"], "kết quả thực hiện"),
        (held["legal_bases"], "căn cứ pháp lý"),
    )
    return [words for value, words in needed if not value]


def _require_whole(publication: Publication) -> None:
    if not publication.decision_number.strip():
        raise EditRefused("decision_number", "Chưa nhập số quyết định công bố.")
    if publication.decision_date > publication.effective_from:
        raise EditRefused(
            "effective_from",
            "Ngày có hiệu lực trước ngày ký quyết định.",
            hint="Hãy kiểm tra lại hai ngày.",
        )


def _reached(procedure_id: int, day: dt.date) -> Iterable[ProcedureVersion]:
    """Versions in force on `day` or later."""
    return ProcedureVersion.objects.filter(
        Q(effective_to__isnull=True) | Q(effective_to__gte=day),
        procedure_id=procedure_id,
        status=VersionStatus.VALID,
    ).order_by("effective_from")


def _states(versions: Iterable[ProcedureVersion]) -> list[dict[str, Any]]:
    return [
        {
            "id": version.pk,
            "number": version.number,
            "status": version.status,
            "effective_to": version.effective_to.isoformat() if version.effective_to else None,
        }
        for version in versions
    ]


def _states_of(states: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same versions as they stand now."""
    return _states(ProcedureVersion.objects.filter(pk__in=[one["id"] for one in states]).order_by("number"))
