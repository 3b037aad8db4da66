# SPDX-License-Identifier: EUPL-1.2
"""The parts of a version as plain rows, so that forms, doubts and the record of changes speak of the same thing."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Model

from motcua.catalogue.editing.recording import plain
from motcua.catalogue.models import (
    LegalBasis,
    PaperRequirement,
    ProcedureCase,
    ProcedureVersion,
    ResultKind,
)
from motcua.law.names import fold

Row = dict[str, Any]
Contents = dict[str, list[Row]]

HEAD: Final = "head"
HEAD_FIELDS: Final = (
    *("name", "everyday_names", "field_code", "field_name", "levels", "audience"),
    *("receiving_unit_text", "competent_unit_text", "supporting_unit_text"),
    *("steps_text", "conditions_text", "paper_notes", "decision_number", "source", "confidence"),
)


@dataclass(frozen=True, slots=True)
class RowPart:
    """A part that is a list: its table and the columns that people fill in, without the order."""

    model: type[Model]
    fields: tuple[str, ...]


ROW_PARTS: Final[dict[str, RowPart]] = {
    "cases": RowPart(
        ProcedureCase,
        (
            *("name", "channel", "limit_value", "limit_unit", "count_mode", "cutoff", "limit_note"),
            *("fee_amount", "fee_currency", "fee_free", "fee_note", "online_level", "online_reason"),
            *("confidence", "source"),
        ),
    ),
    "papers": RowPart(
        PaperRequirement,
        (
            *("case_name", "name", "originals", "copies", "form_file"),
            *("presented_only", "group", "reuse_source"),
        ),
    ),
    "results": RowPart(ResultKind, ("name", "code", "is_refusal")),
    "legal_bases": RowPart(LegalBasis, ("number", "title")),
}
PARTS: Final = (HEAD, *ROW_PARTS)


def contents(version: ProcedureVersion) -> Contents:
    """Everything of a version that people fill in. Four queries unless the parts were prefetched."""
    return {part: rows_of(version, part) for part in PARTS}


def rows_of(version: ProcedureVersion, part: str) -> list[Row]:
    """The rows of one part in their order; the head is a list of one row."""
    if part == HEAD:
        return [_row(version, HEAD_FIELDS)]
    return [_row(one, ROW_PARTS[part].fields) for one in getattr(version, part).all()]


def digest(rows: Any) -> str:
    """The same for the same content: how a form tells what it was shown."""
    text = json.dumps(plain(rows), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def write(version: ProcedureVersion, part: str, rows: list[Row]) -> None:
    """Put rows in place of what the part of a draft holds. The caller holds the lock and the transaction."""
    if part == HEAD:
        for name in HEAD_FIELDS:
            setattr(version, name, rows[0][name])
        version.name_key = fold(version.name)
        version.save(update_fields=[*HEAD_FIELDS, "name_key"])
        return
    model = ROW_PARTS[part].model
    model._default_manager.filter(version=version).delete()
    model._default_manager.bulk_create(
        model(version=version, order=order, **row) for order, row in enumerate(rows, start=1)
    )


def _row(thing: Model, names: tuple[str, ...]) -> Row:
    row = {name: getattr(thing, name) for name in names}
    return {name: list(value) if isinstance(value, list) else value for name, value in row.items()}
