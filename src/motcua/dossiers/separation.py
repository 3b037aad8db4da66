# SPDX-License-Identifier: EUPL-1.2
"""Separation of duties on one dossier: who performed an earlier act may not perform certain later ones.

The rules are data (`motcua.law.separation`); this asks the event log who did what. It counts the person at the
keyboard, so a delegation does not get around it. Acts without a rule cost nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from motcua.dossiers.errors import SeparationBreach
from motcua.dossiers.models import Dossier
from motcua.law.separation import Policy, SeparationRule, rules_on_act
from motcua.law.transitions import ACT_NAMES, Act
from motcua.organisations.actors import Actor
from motcua.organisations.queries import is_relaxed
from motcua.statements import Statement

# ⚡ Every signature asks it.
_DONE = Statement(
    "select act from dossiers_event where dossier_id = %s and person_id = %s and act = any(%s::varchar[])"
)


def check(act: Act, actor: Actor, dossier: Dossier, day: dt.date) -> list[str]:
    """Warnings that the act must carry. One query for an act that has rules, none for the others.

    Raises `SeparationBreach` when a rule refuses and the unit has not relaxed it.
    """
    warnings = []
    for broken in _broken(rules_on_act(act), actor, dossier):
        said = f"{broken.name}. Bạn đã thực hiện bước trước của hồ sơ {dossier.code}."
        if broken.on_act is Policy.REFUSE and not is_relaxed(
            broken.rule, dossier.competent_unit.lineage, day
        ):
            raise SeparationBreach(
                said,
                hint=f"Việc “{ACT_NAMES[act]}” cần người khác có thẩm quyền; nếu đơn vị không có ai khác, "
                "quản trị hệ thống ghi nhận việc nới quy tắc kèm lý do.",
            )
        warnings.append(said)
    return warnings


def allowed(acts: Iterable[Act], actor: Actor, dossier: Dossier, day: dt.date) -> tuple[Act, ...]:
    """Those of `acts` that no rule of separation refuses to the actor on this dossier."""
    return tuple(act for act in acts if not _refuses(act, actor, dossier, day))


def _refuses(act: Act, actor: Actor, dossier: Dossier, day: dt.date) -> bool:
    rules = tuple(rule for rule in rules_on_act(act) if rule.on_act is Policy.REFUSE)
    return any(
        not is_relaxed(broken.rule, dossier.competent_unit.lineage, day)
        for broken in _broken(rules, actor, dossier)
    )


def _broken(rules: tuple[SeparationRule, ...], actor: Actor, dossier: Dossier) -> list[SeparationRule]:
    if not rules or actor.person_id is None:
        return []
    asked = frozenset().union(*(rule.earlier for rule in rules))
    done = _DONE.rows([dossier.pk, actor.person_id, sorted(asked)])
    found = {Act(act) for (act,) in done}
    return [rule for rule in rules if not found.isdisjoint(rule.earlier)]
