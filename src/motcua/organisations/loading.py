# SPDX-License-Identifier: EUPL-1.2
"""Loads the units of the data files into the database; running it again changes nothing that is already right."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from django.db import connection, transaction

from motcua.datafiles import DATA
from motcua.law.names import fold, sort_key
from motcua.organisations.models import Succession, SuccessionKind, Unit, UnitKind
from motcua.organisations.unit_files import SuccessionRow, UnitFileBroken, UnitFiles, UnitRow, read_unit_files

_MAX_KEY: Final = 512
_MAX_SOURCE: Final = 255
_CORRECTABLE: Final = ("kind", "whole", "decision", "confidence")


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many units and successions the files hold (all are in the database now) and how many rows were written."""

    units: int
    successions: int
    written: int


@transaction.atomic
def load_units(folder: Path = DATA / "units") -> Loaded:
    """Writes all units and successions of `folder`, in one transaction.

    Units that exist (by `code`) take over name, place, kind and days from the files; what an office sets
    itself (calendar, symbol, address, agency code …) stays. Nothing is deleted. Raises `UnitFileBroken`.
    """
    files = read_unit_files(folder)
    _check_vocabulary(folder, files)
    ids, units_written = _save_units(files)
    successions_written = _save_successions(files.successions, ids)
    if units_written:
        with connection.cursor() as cursor:
            # ⚡ Until the database counts them by itself it takes thousands of units for none, and joins them all.
            cursor.execute("ANALYZE organisations_unit")
    return Loaded(len(files.units), len(files.successions), units_written + successions_written)


def _check_vocabulary(folder: Path, files: UnitFiles) -> None:
    kinds, steps = set(UnitKind.values), set(SuccessionKind.values)
    for unit in files.units:
        if unit.kind not in kinds:
            raise UnitFileBroken(folder, unit.code, f"loại đơn vị «{unit.kind}» không có")
    for row in files.successions:
        if row.kind not in steps:
            raise UnitFileBroken(folder, row.before, f"kiểu kế thừa «{row.kind}» không có")


def _save_units(files: UnitFiles) -> tuple[dict[str, int], int]:
    """Ids of all units by code, and how many rows were written."""
    existing = Unit.objects.in_bulk([unit.code for unit in files.units], field_name="code")
    missing = [unit.code for unit in files.units if unit.code not in existing]
    ids = {code: unit.pk for code, unit in existing.items()} | dict(
        zip(missing, _new_ids(len(missing)), strict=True)
    )
    lineages = _lineages(files, ids)
    new: list[Unit] = []
    changed: list[Unit] = []
    for row in files.units:
        stated = _stated(row, ids, lineages[row.code])
        unit = existing.get(row.code)
        if unit is None:
            new.append(Unit(id=ids[row.code], code=row.code, **stated, **_initial(row)))
        elif any(getattr(unit, field) != value for field, value in stated.items()):
            for field, value in stated.items():
                setattr(unit, field, value)
            changed.append(unit)
    _copy_in(new)
    if changed:
        Unit.objects.bulk_update(changed, list(_stated(files.units[0], ids, [])), batch_size=500)
    return ids, len(new) + len(changed)


def _stated(row: UnitRow, ids: dict[str, int], ancestors: list[int]) -> dict[str, Any]:
    """What the file says and may correct in a unit that is there already."""
    return {
        "name": row.name,
        "name_key": sort_key(row.name)[:_MAX_KEY],
        "search_key": fold(row.name)[:_MAX_SOURCE],
        "kind": row.kind,
        "parent_id": ids[row.parent] if row.parent else None,
        "ancestors": ancestors,
        "area_code": row.area_code,
        "effective_from": row.since,
        "effective_to": row.until,
        "source": row.source[:_MAX_SOURCE],
    }


def _initial(row: UnitRow) -> dict[str, str]:
    """What the file proposes for a new unit; from then on it belongs to the office itself."""
    return {
        "agency_code": row.agency_code,
        "calendar_code": row.calendar_code,
        "letter_symbol": row.letter_symbol,
        "place_name": row.place_name,
    }


def _lineages(files: UnitFiles, ids: dict[str, int]) -> dict[str, list[int]]:
    """The ancestors of each unit, root first.

    A unit whose parent took another name keeps its row; whoever covers the parent under the new name covers it
    too, so both rows of the parent are among its ancestors.
    """
    renamed = files.incarnations()
    lineages: dict[str, list[int]] = {}
    for row in files.units:  # parents stand before their children
        if row.parent is None:
            lineages[row.code] = []
            continue
        later = [ids[code] for code in renamed.get(row.parent, ())]
        lineages[row.code] = [*lineages[row.parent], ids[row.parent], *later]
    return lineages


def _new_ids(count: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [Unit._meta.db_table, count],
        )
        return [value for (value,) in cursor.fetchall()]


def _copy_in(units: list[Unit]) -> None:
    # Deliberately COPY: the first start waits for this; with bulk_create the whole load took four times as long.
    fields = Unit._meta.concrete_fields
    columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    table = connection.ops.quote_name(Unit._meta.db_table)
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
        for unit in units:
            copy.write_row([getattr(unit, field.attname) for field in fields])


def _save_successions(rows: tuple[SuccessionRow, ...], ids: dict[str, int]) -> int:
    """Writes new and corrected successions; how many were written."""
    known: dict[tuple[int, int | None, dt.date], Succession] = {
        (found.predecessor_id, found.successor_id, found.effective_on): found
        for found in Succession.objects.filter(predecessor_id__in=[ids[row.before] for row in rows])
    }
    new: list[Succession] = []
    changed: list[Succession] = []
    for wanted in _successions(rows, ids):
        found = known.get((wanted.predecessor_id, wanted.successor_id, wanted.effective_on))
        if found is None:
            new.append(wanted)
        elif any(getattr(found, field) != getattr(wanted, field) for field in _CORRECTABLE):
            wanted.pk = found.pk
            changed.append(wanted)
    Succession.objects.bulk_create(new)
    if changed:
        Succession.objects.bulk_update(changed, _CORRECTABLE)
    return len(new) + len(changed)


def _successions(rows: tuple[SuccessionRow, ...], ids: dict[str, int]) -> Iterator[Succession]:
    for row in rows:
        yield Succession(
            predecessor_id=ids[row.before],
            successor_id=ids[row.after] if row.after else None,
            kind=row.kind,
            effective_on=row.on,
            whole=row.whole,
            decision=row.decision.text,
            confidence=row.decision.confidence,
        )
