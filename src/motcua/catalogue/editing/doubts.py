# SPDX-License-Identifier: EUPL-1.2
"""Doubts of the import, decided by a person and written into a draft: one by one, or all that are alike at once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.db import transaction
from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from motcua.catalogue.editing import parts
from motcua.catalogue.editing.answers import KINDS, TEXT, Kind, proposal_words
from motcua.catalogue.editing.drafts import (
    edited_drafts,
    locked_draft,
    open_draft,
    standing_draft,
    write_part,
)
from motcua.catalogue.editing.parts import HEAD, ROW_PARTS, Contents, Row
from motcua.catalogue.editing.recording import record, require_editor
from motcua.catalogue.errors import DoubtHasNoPlace, EditRefused, QuarantineItemUnknown
from motcua.catalogue.models import (
    CatalogueAct,
    Procedure,
    ProcedureVersion,
    QuarantineItem,
    QuarantineState,
    VersionStatus,
)
from motcua.errors import MotCuaError
from motcua.organisations.actors import Actor

AT_ONCE = 200
"""Like doubts that are settled in one go."""

_PLACE = re.compile(r"\[(\d+)\]")
_WHO = {"cases": ("channel", "name"), "papers": ("name",), "results": ("name",), "legal_bases": ("title",)}
"""Columns by which a row is known again after others moved."""


class Decision(StrEnum):
    """What a person may say to a doubt."""

    ACCEPT = "accept"
    KEEP = "keep"
    CORRECT = "correct"
    DISMISS = "dismiss"


STATES = {
    Decision.ACCEPT: QuarantineState.CONFIRMED,
    Decision.KEEP: QuarantineState.CONFIRMED,
    Decision.CORRECT: QuarantineState.CORRECTED,
    Decision.DISMISS: QuarantineState.DISMISSED,
}


@dataclass(frozen=True, slots=True)
class Answer:
    """A decision with its words: the correction, or why the doubt does not apply."""

    decision: Decision
    text: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What an answer would do: `part` is the part that changes (empty: none), `rows` what it would hold."""

    part: str
    rows: list[Row]
    now: str
    then: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """One of several: the doubt with its plan, or the refusal."""

    item: QuarantineItem
    plan: Plan | None
    refusal: str = ""


def standing_of(item: QuarantineItem, held: Contents | None) -> str:
    """What the catalogue says now about what is doubted, in words; empty where one line cannot say it."""
    kind = KINDS.get(item.kind)
    if kind is None or held is None or item.version is None:
        return ""
    if item.kind.endswith("]") or "[]" in item.kind:
        if item.kind == "notes[]":
            return "ghi chú"
        try:
            return kind.now(held[kind.part][_place(item, kind, held)])
        except DoubtHasNoPlace:
            return ""
    return kind.now(held[HEAD][0]) if kind.part == HEAD else f"{len(held[kind.part])} dòng"


def row_of(item: QuarantineItem, held: Contents | None) -> Row | None:
    """The row that is doubted, where the doubt is about one of a list and the row is still there."""
    kind = KINDS.get(item.kind)
    if (
        kind is None
        or held is None
        or item.version is None
        or "[]" not in item.kind
        or item.kind == "notes[]"
    ):
        return None
    try:
        return held[kind.part][_place(item, kind, held)]
    except DoubtHasNoPlace:
        return None


def planned(item: QuarantineItem, held: Contents | None, answer: Answer) -> Plan:
    """What the answer would do to these contents; changes nothing.

    Raises `EditRefused` for words that cannot be, `DoubtHasNoPlace` where the row is gone or one line is too little.
    """
    now = standing_of(item, held)
    if answer.decision is Decision.DISMISS:
        if not answer.reason.strip():
            raise EditRefused("reason", "Chưa nêu vì sao không áp dụng.")
        return Plan("", [], now, now)
    if held is None:
        raise DoubtHasNoPlace(
            "Bản ghi này không được nhận làm nội dung thủ tục nên không có gì để sửa.",
            hint="Hãy chọn “Không áp dụng” và nêu lý do.",
        )
    if answer.decision is Decision.KEEP:
        return Plan("", [], now, now)
    kind = KINDS.get(item.kind)
    if kind is None or kind.correct is None:
        raise DoubtHasNoPlace(
            "Điểm này không sửa được bằng một dòng.",
            hint="Hãy sửa trong dự thảo rồi chọn “Giữ như danh mục”.",
        )
    return _written(item, kind, held, _values(item, kind, answer), now)


@transaction.atomic
def settle(actor: Actor, item_id: int, answer: Answer) -> QuarantineItem:
    """Write the decision about one open doubt into the draft of its procedure, and record it.

    Raises `QuarantineItemUnknown` when it is not open any more, `EditRefused`, `DoubtHasNoPlace`,
    `NotCatalogueEditor`.
    """
    found = QuarantineItem.objects.filter(pk=item_id).values_list("version__procedure_id", flat=True).first()
    if found is not None:  # the procedure is locked before the doubt, as every act does
        Procedure.objects.select_for_update().get(pk=found)
    item = (
        QuarantineItem.objects.select_for_update(of=("self",))
        .select_related("version__procedure", "record")
        .filter(pk=item_id)
        .first()
    )
    if item is None or item.state != QuarantineState.OPEN:
        raise QuarantineItemUnknown(
            "Điểm nghi vấn này đã được xử lý.", hint="Hãy xem điểm tiếp theo trong danh sách."
        )
    version = item.version
    require_editor(actor, version.field_code if version else "", item.record.code)
    standing = standing_draft(version.procedure_id) if version else None
    base = target_of(item, {standing.procedure_id: standing} if standing else {})
    plan = planned(item, parts.contents(base) if base else None, answer)
    draft = _write(actor, base, plan, item) if plan.part and base else None
    item.state, item.resolved_at = STATES[answer.decision], timezone.now()
    item.resolved_by_id = actor.person_id
    item.decided, item.note = plan.then if plan.part else "", answer.reason.strip()
    item.save(update_fields=["state", "resolved_at", "resolved_by", "decided", "note"])
    _record(actor, item, draft or version, plan, answer)
    return item


def like(item: QuarantineItem) -> QuerySet[QuarantineItem]:
    """Open doubts of the same kind and reason with the same raw text, this one among them; at most `AT_ONCE`."""
    alike = QuarantineItem.objects.filter(likeness=item.likeness, state=QuarantineState.OPEN)
    return with_versions(alike.order_by("id"))[:AT_ONCE]


def previewed(item: QuarantineItem, answer: Answer) -> list[Outcome]:
    """What the answer would do to each doubt like this one. The number of queries does not grow with them."""
    items = list(like(item))
    targets = targets_of(items)
    return [_tried(one, targets, answer) for one in items]


def settle_like(actor: Actor, item_ids: list[int], answer: Answer) -> list[Outcome]:
    """Settle each of these doubts by the same answer, each in a transaction of its own; what happened to each."""
    outcomes = []
    items = {one.pk: one for one in QuarantineItem.objects.select_related("record").filter(pk__in=item_ids)}
    for item_id in item_ids[:AT_ONCE]:
        if item_id not in items:
            continue
        try:
            done = settle(actor, item_id, answer)
            outcomes.append(Outcome(done, Plan("", [], "", done.decided)))
        except MotCuaError as refusal:
            outcomes.append(Outcome(items[item_id], None, str(refusal)))
    return outcomes


def with_versions(items: QuerySet[QuarantineItem]) -> QuerySet[QuarantineItem]:
    """The same doubts with their record, version and all its parts, in a fixed number of queries."""
    whole = ProcedureVersion.objects.select_related("procedure").prefetch_related(*ROW_PARTS)
    return items.select_related("record", "resolved_by").prefetch_related(Prefetch("version", queryset=whole))


def targets_of(items: list[QuarantineItem]) -> Mapping[int, ProcedureVersion]:
    """By procedure, the draft that people work on. Five queries."""
    procedures = {item.version.procedure_id for item in items if item.version}
    drafts = edited_drafts().filter(procedure_id__in=procedures)
    whole = drafts.select_related("procedure").prefetch_related(*ROW_PARTS).order_by("number")
    return {draft.procedure_id: draft for draft in whole}  # the newest comes last


def target_of(item: QuarantineItem, drafts: Mapping[int, ProcedureVersion]) -> ProcedureVersion | None:
    """The version whose contents the doubt is about now: the version it came with while that is a draft, else the
    draft that people work on, else the version it came with."""
    version = item.version
    if version is None or version.status == VersionStatus.DRAFT:
        return version
    return drafts.get(version.procedure_id, version)


def _tried(item: QuarantineItem, drafts: Mapping[int, ProcedureVersion], answer: Answer) -> Outcome:
    base = target_of(item, drafts)
    try:
        return Outcome(item, planned(item, parts.contents(base) if base else None, answer))
    except MotCuaError as refusal:
        return Outcome(item, None, str(refusal))


def _values(item: QuarantineItem, kind: Kind, answer: Answer) -> Row:
    if answer.decision is Decision.ACCEPT:
        if kind.accept is None or not item.proposal:
            raise EditRefused(
                TEXT, "Văn bản gốc không cho đề xuất nào.", hint="Hãy nhập giá trị đúng vào ô sửa."
            )
        return kind.accept(item.proposal)
    text = " ".join(answer.text.split())
    if not text:
        raise EditRefused(TEXT, "Chưa nhập giá trị đúng.", hint=kind.hint)
    assert kind.correct is not None  # noqa: S101  asked by the caller
    return kind.correct(text)


def _written(item: QuarantineItem, kind: Kind, held: Contents, values: Row, now: str) -> Plan:
    rows = [dict(row) for row in held[kind.part]]
    if kind.appends:
        new = {**_empty(kind.part), **values}
        return Plan(kind.part, [*rows, new], now, f"thêm dòng: {new.get('name') or new.get('number')}")
    place = 0 if kind.part == HEAD else _place(item, kind, held)
    rows[place] |= values
    return Plan(kind.part, rows, now, kind.now(rows[place]))


def _place(item: QuarantineItem, kind: Kind, held: Contents) -> int:
    """Where the doubted row stands in `held`, which may have been edited since the import."""
    assert item.version is not None  # noqa: S101  asked by the callers
    found = _PLACE.search(item.field)
    number = int(found[1]) if found else 0
    origin = parts.rows_of(item.version, kind.part)
    rows = held[kind.part]
    if number < len(origin):
        who = _who(kind.part, origin[number])
        same = [place for place, row in enumerate(rows) if _who(kind.part, row) == who]
        if number in same:
            return number
        if len(same) == 1:
            return same[0]
        if not same and len(rows) == len(origin):
            return number  # only its name was corrected
    raise DoubtHasNoPlace(
        "Dòng được nghi vấn không còn ở chỗ cũ trong dự thảo.",
        hint="Hãy sửa trong dự thảo rồi chọn “Giữ như danh mục”.",
    )


def _who(part: str, row: Row) -> tuple[object, ...]:
    return tuple(row[name] for name in _WHO[part])


def _empty(part: str) -> Row:
    model = ROW_PARTS[part].model
    blank = model()
    return {name: getattr(blank, name) for name in ROW_PARTS[part].fields}


def _write(actor: Actor, base: ProcedureVersion, plan: Plan, item: QuarantineItem) -> ProcedureVersion:
    if base.status != VersionStatus.DRAFT:
        base = open_draft(actor, base.pk, timezone.localdate())
    draft = locked_draft(actor, base.pk)
    if parts.digest(parts.rows_of(draft, plan.part)) != parts.digest(plan.rows):
        write_part(actor, draft, plan.part, plan.rows, reason=f"Điểm nghi vấn số {item.pk}")
    return draft


def _record(
    actor: Actor, item: QuarantineItem, version: ProcedureVersion | None, plan: Plan, answer: Answer
) -> None:
    """A refused record may name a procedure that the catalogue does not have; then the doubt itself is the record."""
    procedure = version.procedure if version else Procedure.objects.filter(code=item.record.code).first()
    if procedure is None:
        return
    record(
        actor,
        CatalogueAct.SETTLE_DOUBT,
        procedure,
        version,
        part=plan.part,
        reason=answer.reason.strip(),
        before={"field": item.field, "reason": item.reason, "value": plan.now},
        after={"decision": answer.decision.value, "value": plan.then, "item": item.pk},
    )


__all__ = [
    "Answer",
    "Decision",
    "Outcome",
    "Plan",
    "planned",
    "previewed",
    "proposal_words",
    "settle",
    "settle_like",
]
