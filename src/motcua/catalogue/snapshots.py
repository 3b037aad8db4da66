# SPDX-License-Identifier: EUPL-1.2
"""A version as one frozen value, and the difference of two of them, field by field."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal

from motcua.catalogue.models import ProcedureVersion

Value = str | int | bool | Decimal | dt.date | dt.time | tuple[str, ...] | None
Row = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a version says, without keys of the database. Children are keyed by what a reader would call them."""

    code: str
    head: Row
    cases: Mapping[str, Row]
    papers: Mapping[str, Row]
    results: Mapping[str, Row]
    legal_bases: Mapping[str, Row]


@dataclass(frozen=True, slots=True)
class Difference:
    """`path` is e.g. ``cases[counter].limit_value``; before/after None means absent or not known."""

    path: str
    before: Value
    after: Value


_HEAD = (
    "name",
    "everyday_names",
    "field_code",
    "field_name",
    "levels",
    "audience",
    "receiving_unit_text",
    "competent_unit_text",
    "supporting_unit_text",
    "steps_text",
    "conditions_text",
    "paper_notes",
    "decision_number",
    "decision_date",
    "decision_issuer",
    "change",
)
_CASE = (
    "limit_value",
    "limit_unit",
    "count_mode",
    "cutoff",
    "limit_note",
    "fee_amount",
    "fee_currency",
    "fee_free",
    "fee_note",
    "online_level",
    "online_reason",
    "order",
)
_PAPER = ("originals", "copies", "form_file", "presented_only", "group", "reuse_source", "order")
_RESULT = ("name", "code", "is_refusal", "order")
_BASIS = ("number", "title", "order")


def snapshot(version: ProcedureVersion) -> Snapshot:
    """Take everything a version says (four queries unless the parts were prefetched)."""
    return Snapshot(
        code=version.procedure.code,
        head=_row(version, _HEAD),
        cases=_keyed((f"{c.channel} {c.name}".strip(), _row(c, _CASE)) for c in version.cases.all()),
        papers=_keyed((f"{p.case_name} {p.name}".strip(), _row(p, _PAPER)) for p in version.papers.all()),
        results=_keyed((r.code or r.name, _row(r, _RESULT)) for r in version.results.all()),
        legal_bases=_keyed((b.number or b.title, _row(b, _BASIS)) for b in version.legal_bases.all()),
    )


def differences(before: Snapshot, after: Snapshot) -> list[Difference]:
    """What changed between two snapshots, in the order of the fields; empty when they say the same.

    The order of cases, papers … alone is a difference only of the field ``order``.
    """
    old, new = _flat(before), _flat(after)
    paths = [*new, *(path for path in old if path not in new)]
    return [
        Difference(path, old.get(path), new.get(path)) for path in paths if old.get(path) != new.get(path)
    ]


def _row(thing: object, names: Iterable[str]) -> dict[str, Value]:
    row: dict[str, Value] = {}
    for name in names:
        value = getattr(thing, name)
        row[name] = tuple(value) if isinstance(value, list) else value
    return row


def _keyed(rows: Iterable[tuple[str, Row]]) -> dict[str, Row]:
    """Rows by key; a key that occurs again gets its turn, so that no row hides another."""
    keyed: dict[str, Row] = {}
    for key, row in rows:
        turn, unique = 2, key
        while unique in keyed:
            unique, turn = f"{key} #{turn}", turn + 1
        keyed[unique] = row
    return keyed


def _flat(value: Snapshot) -> dict[str, Value]:
    flat: dict[str, Value] = {"code": value.code, **value.head}
    for field in fields(value):
        if field.name in {"code", "head"}:
            continue
        for key, row in getattr(value, field.name).items():
            flat[f"{field.name}[{key}]"] = "có"
            flat |= {f"{field.name}[{key}].{name}": cell for name, cell in row.items()}
    return flat
