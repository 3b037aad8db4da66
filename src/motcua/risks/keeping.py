# SPDX-License-Identifier: EUPL-1.2
"""Learn from the database and keep what was learnt; give it back quickly."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from typing import Any

import numpy as np
from django.core.cache import caches
from django.utils import timezone

from motcua.law.clock import to_moment
from motcua.risks.errors import TooLittleHistory
from motcua.risks.history import (
    Groups,
    cases_of,
    desks_at,
    learnable,
    minutes_of,
    outcomes_of,
    read_history,
    stretches_at,
)
from motcua.risks.learning import Learnt, learn
from motcua.risks.models import RiskModel
from motcua.risks.stretches import Stretches

LEAST = 300
"""Dossiers with a known end that are needed before anything is learnt."""

MOST = 300_000
YEARS = 3
FORMAT = 2
"""Of the kept arrays. A model of another format is as good as none."""

KEPT = 5
"""Older models that stay, to be compared."""

Progress = Callable[[int, int], None]


def learn_now(
    now: dt.datetime, *, years: int = YEARS, most: int = MOST, progress: Progress = lambda done, of: None
) -> RiskModel:
    """Learn from the last `years` up to `now` and keep the model. Raises `TooLittleHistory`."""
    history = read_history(now, since=now - dt.timedelta(days=365 * years), most=most, progress=progress)
    if not history.told.dossier.size:
        raise TooLittleHistory(0, LEAST)
    moment = minutes_of(now)
    stretches = stretches_at(history, moment)
    stretches = stretches.chosen(learnable(stretches, moment))
    number = np.unique(stretches.dossier).size
    if number < LEAST:
        raise TooLittleHistory(int(number), LEAST)
    groups = Groups()
    cases = cases_of(history, stretches, desks_at(history, moment), groups, stretches.began)
    learnt = learn(cases, outcomes_of(stretches), stretches.began)
    model = RiskModel.objects.create(
        learnt_at=now,
        upto=now,
        first_day=to_moment(history.began).date(),
        dossiers=int(number),
        stretches=int(stretches.step.size),
        late=_share_late(stretches),
        told=_told(learnt),
        body=to_bytes(learnt),
    )
    old = RiskModel.objects.order_by("-learnt_at", "-pk").values_list("pk", flat=True)[KEPT:]
    RiskModel.objects.filter(pk__in=list(old)).delete()
    return model


def newest() -> RiskModel | None:
    """The model that counts, without its arrays. One query."""
    return RiskModel.objects.filter(told__format=FORMAT).defer("body").order_by("-learnt_at", "-pk").first()


def arrays_of(model: RiskModel) -> Learnt:
    """Its arrays. ⚡ Kept by the process: a page asks only which model is the newest."""
    found: Learnt | None = _LOADED.get(model.pk)
    if found is None:
        _LOADED.clear()
        found = _LOADED[model.pk] = from_bytes(bytes(model.body))
    return found


_LOADED: dict[int, Learnt] = {}


def is_due(now: dt.datetime) -> bool:
    """Whether it is time to learn anew: once a week, at night; at once when nothing was learnt yet."""
    last = newest()
    if last is None:
        return True
    return now - last.learnt_at > dt.timedelta(days=7) and timezone.localtime(now).hour in (
        22,
        23,
        0,
        1,
        2,
        3,
        4,
    )


def tend(now: dt.datetime) -> RiskModel | None:
    """Learn when it is time; None when it is not, or when there is too little history (asked again in an hour)."""
    cache = caches["process"]
    if cache.get("risks-too-little") or not is_due(now):
        return None
    try:
        return learn_now(now)
    except TooLittleHistory:
        cache.set("risks-too-little", value=True, timeout=3600)
        return None


def to_bytes(learnt: Learnt) -> bytes:
    """The arrays, compressed."""
    packed = io.BytesIO()
    np.savez_compressed(packed, **learnt.to_arrays())  # type: ignore[arg-type]  # arrays by name
    return packed.getvalue()


def from_bytes(body: bytes) -> Learnt:
    """What `to_bytes` packed."""
    with np.load(io.BytesIO(body), allow_pickle=False) as arrays:
        return Learnt(**{name: arrays[name] for name in arrays.files})


def _share_late(stretches: Stretches) -> float:
    _, first = np.unique(stretches.dossier, return_index=True)
    return round(float(stretches.late[first].mean()), 4)


def _told(learnt: Learnt) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "queue": [round(float(value), 3) for value in learnt.of_queue],
        "month": [round(float(value), 3) for value in learnt.of_month[1:]],
        "said": [round(float(value), 4) for value in learnt.given],
        "happened": [round(float(value), 4) for value in learnt.happened],
    }
