# SPDX-License-Identifier: EUPL-1.2
"""What statistics cost an act: whole lives with and without what acts do only for figures, and folding beside them.

For figures alone the act that ends a clock judges the dossier and keeps the judgement in its event, and the reception
keeps whether papers were digitised. The product has no switch for that; here both are left out by hand.

Lives come in pairs, one as it is and one without, in turn which of them is first. What is compared is processor time,
of this process and of the server's, and only within a pair, so that hardly anything else the machine does counts.
"""

from __future__ import annotations

import gc
import math
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

from motcua.bench.lives import EVENTS, Stage, life
from motcua.bench.processor import Processor
from motcua.statistics.folding import fold

_AT_ONCE = 100
"""Dossiers that live in step while folding is measured: each act of each is folded in a round of its own."""

_FEWEST_PAIRS = 10


@dataclass(frozen=True, slots=True)
class Pair:
    """Processor seconds of a life as it is, and of one without what acts do only for figures."""

    whole: float
    without: float

    @property
    def share(self) -> float:
        """What figures are of the whole."""
        return 1 - self.without / self.whole


@dataclass(frozen=True, slots=True)
class Share:
    """Pairs of lives, processor seconds of folding for one act, and whether the server's time is in them."""

    pairs: tuple[Pair, ...]
    folding: float
    with_server: bool

    def to_dict(self) -> dict[str, Any]:
        """As plain JSON. `share` is what figures add to an act, the median of pairs; `share_between` encloses the
        true median nineteen times out of twenty. `folding_share` is what another process does for it."""
        act = statistics.median(pair.whole for pair in self.pairs) / EVENTS
        shares = sorted(pair.share for pair in self.pairs)
        low, high = around_median(len(shares))
        return {
            "pairs": len(self.pairs),
            "server_counted": self.with_server,
            "act_ms": round(1000 * act, 3),
            "share": round(statistics.median(shares), 4),
            "share_between": [round(shares[low], 4), round(shares[high], 4)],
            "folding_ms": round(1000 * self.folding, 3),
            "folding_share": round(self.folding / act, 3),
        }


def around_median(count: int) -> tuple[int, int]:
    """Which of `count` sorted looks enclose the true median nineteen times out of twenty, counted from 0."""
    reach = 0.98 * math.sqrt(count)
    low = max(0, math.floor(count / 2 - reach))
    return low, count - 1 - low


def measure(seconds: float, worker: int) -> Share:
    """Live pairs for about `seconds`, at least ten; then fold act by act."""
    stage = Stage.set(worker)
    _live(stage)
    spent = Processor.of_connection()
    pairs: list[Pair] = []
    began = time.monotonic()
    with _no_collecting():
        while time.monotonic() - began < seconds or len(pairs) < _FEWEST_PAIRS:
            pairs.append(_pair(stage, spent, whole_first=len(pairs) % 2 == 0))
            gc.collect()
    return Share(tuple(pairs), _folded(stage, spent), spent.backend is not None)


def _pair(stage: Stage, spent: Processor, *, whole_first: bool) -> Pair:
    if whole_first:
        whole = _spent_living(stage, spent)
    with _without():
        without = _spent_living(stage, spent)
    if not whole_first:
        whole = _spent_living(stage, spent)
    return Pair(whole, without)


def _spent_living(stage: Stage, spent: Processor) -> float:
    began = spent()
    _live(stage)
    return spent() - began


def _live(stage: Stage) -> None:
    for act in life(stage):
        act()


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Nothing is tidied up in the middle of a life, else one of a pair would pay for both."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@contextmanager
def _without() -> Iterator[None]:
    """Acts as they would be if nobody ever asked for a figure."""
    with (
        patch("motcua.dossiers.clock.judgement", return_value={}),
        patch("motcua.dossiers.acts.filing.digitisation_facts", return_value={}),
    ):
        yield


def _folded(stage: Stage, spent: Processor) -> float:
    """Processor seconds of folding for each act, where no dossier has more than one act in a round."""
    fold()
    lives = [life(stage) for _ in range(_AT_ONCE)]
    took = []
    for step in range(EVENTS):
        for one in lives:
            one[step]()
        began = spent()
        fold()
        took.append(spent() - began)
    return statistics.median(took) / _AT_ONCE
