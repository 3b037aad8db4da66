# SPDX-License-Identifier: EUPL-1.2
"""One act on many dossiers, with a result for each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from motcua.dossiers.performing import Performed
from motcua.errors import MotCuaError


@dataclass(frozen=True, slots=True)
class ItemResult:
    """What became of one dossier of a batch: `performed`, or the refusal."""

    code: str
    performed: Performed | None = None
    refusal: MotCuaError | None = None


def in_batch(act: Callable[[str], Performed], codes: Iterable[str]) -> list[ItemResult]:
    """Perform `act` on each code in a transaction of its own; a refusal of one does not touch the others.

    A code that stands twice is performed once. Only named errors are collected; any other error is raised.
    """
    results = []
    for code in dict.fromkeys(codes):
        try:
            results.append(ItemResult(code, performed=act(code)))
        except MotCuaError as refusal:
            results.append(ItemResult(code, refusal=refusal))
    return results
