# SPDX-License-Identifier: EUPL-1.2
"""A kept model for tests of pages: learnt from made-up arrays."""

from __future__ import annotations

import datetime as dt

from motcua.risks.keeping import FORMAT, to_bytes
from motcua.risks.learning import learn
from motcua.risks.models import RiskModel
from motcua.risks.tests.made import work


def keep_model(at: dt.datetime) -> RiskModel:
    """Keep what is learnt from three thousand made-up stretches. It knows no unit of the office."""
    learnt = learn(*work(3000))
    curve = {"said": learnt.given.tolist(), "happened": learnt.happened.tolist()}
    return RiskModel.objects.create(
        learnt_at=at,
        upto=at,
        first_day=at.date() - dt.timedelta(days=365),
        dossiers=3000,
        stretches=3000,
        late=0.3,
        told={"format": FORMAT, **curve, "queue": [], "month": []},
        body=to_bytes(learnt),
    )
