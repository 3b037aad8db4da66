# SPDX-License-Identifier: EUPL-1.2
"""What statistics cost an act: whole lives with and without what acts do only for figures, and folding beside them.

For figures alone the act that ends a clock judges the dossier and keeps the judgement in its event, and the reception
keeps whether papers were digitised. The product has no switch for that; here both are left out by hand, in turn with
lives as they are, so that whatever else the machine does meets both alike.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

from motcua.bench.lives import EVENTS, Stage, life
from motcua.statistics.folding import fold

_AT_ONCE = 100
"""Dossiers that live in step while folding is measured: each act of each is folded in a round of its own."""


@dataclass(frozen=True, slots=True)
class Share:
    """Milliseconds of one act, as it is, without what it does for figures, and what folding it takes afterwards."""

    act_ms: float
    act_without_ms: float
    folding_ms: float

    def to_dict(self) -> dict[str, Any]:
        """As plain JSON; `share` is what figures add to an act, `folding_share` what another process does for it."""
        return {
            "act_ms": round(self.act_ms, 3),
            "act_without_ms": round(self.act_without_ms, 3),
            "share": round(1 - self.act_without_ms / self.act_ms, 3),
            "folding_ms": round(self.folding_ms, 3),
            "folding_share": round(self.folding_ms / self.act_ms, 3),
        }


def measure(seconds: float, worker: int) -> Share:
    """Live for about `seconds`, one life as it is, the next without, in turn; then fold act by act.

    The medians are told, so that what else the machine does now and then does not count.
    """
    stage = Stage.set(worker)
    _lived(stage)
    took: dict[bool, list[float]] = {True: [], False: []}
    began = time.perf_counter()
    while time.perf_counter() - began < seconds or not took[False]:
        took[True].append(_lived(stage))
        with _without():
            took[False].append(_lived(stage))
    each = {whole: 1000 * statistics.median(lives) / EVENTS for whole, lives in took.items()}
    return Share(each[True], each[False], _folded(stage))


def _lived(stage: Stage) -> float:
    began = time.perf_counter()
    for act in life(stage):
        act()
    return time.perf_counter() - began


@contextmanager
def _without() -> Iterator[None]:
    """Acts as they would be if nobody ever asked for a figure."""
    with (
        patch("motcua.dossiers.clock.judgement", return_value={}),
        patch("motcua.dossiers.acts.filing.digitisation_facts", return_value={}),
    ):
        yield


def _folded(stage: Stage) -> float:
    """Milliseconds of folding for each act, where no dossier has more than one act in a round."""
    fold()
    lives = [life(stage) for _ in range(_AT_ONCE)]
    took = []
    for step in range(EVENTS):
        for one in lives:
            one[step]()
        began = time.perf_counter()
        fold()
        took.append(time.perf_counter() - began)
    return 1000 * statistics.median(took) / _AT_ONCE
