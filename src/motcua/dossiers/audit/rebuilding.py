# SPDX-License-Identifier: EUPL-1.2
"""The row of a dossier from its events alone: what the events say, and where the row says something else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from motcua.dossiers.log import plain
from motcua.dossiers.models import Dossier
from motcua.dossiers.performing import TRACKED

_DEFAULTS = {column.attname: plain(column.get_default()) for column in Dossier._meta.concrete_fields}


def rebuilt(changes: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """The recorded columns after applying `data.changes` of a dossier's events in order, as plain JSON."""
    row: dict[str, Any] = {}
    for change in changes:
        row.update(change)
    return row


def differences(dossier: Dossier, row: Mapping[str, Any]) -> list[str]:
    """Columns in which the dossier as it stands is not what `row`, rebuilt from its events, says.

    A column no event ever mentioned was empty from the start, or is younger than the dossier: then it must hold
    nothing or its default.
    """
    return [name for name in TRACKED if not _agrees(name, plain(getattr(dossier, name)), row)]


def _agrees(name: str, value: object, row: Mapping[str, Any]) -> bool:
    if name in row:
        return bool(value == row[name])
    return value is None or value == _DEFAULTS[name]
