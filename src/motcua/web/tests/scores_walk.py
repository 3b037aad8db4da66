# SPDX-License-Identifier: EUPL-1.2
"""What the walk over all addresses needs for ballots, index, scores and rankings."""

from __future__ import annotations

import datetime as dt
import hashlib
import json

from django.utils import timezone

from motcua.dossiers.models import Dossier
from motcua.evaluations import links
from motcua.evaluations.models import Tablet
from motcua.law.roles import RETURN_ROLES, Role
from motcua.scores.models import Publication
from motcua.scores.rights import INSIDERS, READERS

RATED_WITH_SECRET = {"rate", "rate_tablet"}
SCORES_PUBLIC = {"rate_find", "index_public", "published", "published_ranking"}
SCORES_POST_ONLY = {"score_publish"}
SCORES_ROLES: dict[str, set[Role]] = {
    "rate_tablets": set(RETURN_ROLES),
    **{name: set(READERS) for name in ("satisfaction", "scores")},
    **{name: set(INSIDERS) for name in ("index", "published_officers", "published_officers_ranking")},
}


def scores_values(name: str | None, dossier: Dossier) -> dict[str, object]:
    """Values for the addresses of these rooms."""
    match name:
        case "rate":
            return {"rate_token": links.token_of(dossier)}
        case "rate_tablet":
            values = {"key": "a-tablet", "dossier": dossier, "shown_at": timezone.now()}
            tablet, _made = Tablet.objects.get_or_create(
                unit_id=dossier.receiving_unit_id, name="Quầy 1", defaults=values
            )
            return {"tablet_key": tablet.key}
        case "published_ranking":
            return {"pk": published(dossier, Publication.Kind.AGENCIES).pk}
        case "published_officers_ranking":
            return {"pk": published(dossier, Publication.Kind.OFFICERS).pk}
    return {}


def published(dossier: Dossier, kind: Publication.Kind) -> Publication:
    """A published ranking with one row, of the agency of the dossier."""
    unit = dossier.competent_unit
    row = {"place": 1, "name": unit.name, "total": "4.0", "most": 6, "dossiers": 3, "grade": "Yếu"}
    content = json.dumps(
        {"rows": [row], "window": {"label": "Quý I năm 2026"}, "source": "TT 01/2018/TT-VPCP"}
    )
    values = {
        "unit": unit,
        "period": "2026-Q1",
        "first": dt.date(2025, 12, 15),
        "last": dt.date(2026, 3, 14),
        "as_of": timezone.now(),
        "content": content,
        "sha256": hashlib.sha256(content.encode()).hexdigest(),
        "published_at": timezone.now(),
        "publisher": "Người Thử, CHỦ TỊCH",
    }
    made, _new = Publication.objects.get_or_create(key=f"walk-{kind}", kind=kind, defaults=values)
    return made
