# SPDX-License-Identifier: EUPL-1.2
"""The row of a dossier from its events alone: what the events say, and where the row says something else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import connection, models

from motcua.dossiers.audit.reading import moment_in_sql
from motcua.dossiers.log import plain
from motcua.dossiers.models import Dossier
from motcua.dossiers.performing import TRACKED

_COLUMNS = {column.attname: column for column in Dossier._meta.concrete_fields if column.attname in TRACKED}
_DEFAULTS = {name: plain(column.get_default()) for name, column in _COLUMNS.items()}
_NOTHING = dict.fromkeys(TRACKED)


def rebuilt(changes: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """The recorded columns after applying `data.changes` of a dossier's events in order, as plain JSON."""
    row: dict[str, Any] = {}
    for change in changes:
        row.update(change)
    return row


def current(ids: Iterable[int]) -> dict[int, dict[str, Any]]:
    """The recorded columns of dossiers as they stand now, by id, as the same plain JSON."""
    with connection.cursor() as cursor:
        cursor.execute(f"select id, {_SELECTED} from dossiers_dossier where id = any(%s)", [list(ids)])  # noqa: S608  names of columns
        return {pk: dict(zip(TRACKED, map(plain, values), strict=True)) for pk, *values in cursor.fetchall()}


def differences(row: Mapping[str, Any], told: Mapping[str, Any]) -> list[str]:
    """Columns in which a dossier's row is not what its events tell.

    A column no event ever mentioned was empty from the start, or is younger than the dossier: then it must hold
    nothing or its default.
    """
    if row == {**_NOTHING, **told}:
        return []
    return [name for name in TRACKED if not _agrees(name, row[name], told)]


def _agrees(name: str, value: object, told: Mapping[str, Any]) -> bool:
    if name in told:
        return bool(value == told[name])
    return value is None or value == _DEFAULTS[name]


def _selected(name: str) -> str:
    """⚡ A column as plain JSON where the database can write it; the rest goes through `plain`."""
    if isinstance(_COLUMNS[name], models.DateTimeField):
        return moment_in_sql(name)
    if isinstance(_COLUMNS[name], models.DecimalField):
        return f"trim_scale({name})::text"
    return name


_SELECTED = ", ".join(map(_selected, TRACKED))
