# SPDX-License-Identifier: EUPL-1.2
"""The numbers satisfaction is measured by, read from `data/evaluations/policy.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache

import yaml

from motcua.datafiles import DATA
from motcua.law.names import fold


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """A group of fields with a target of its own. `target`: the wanted rate of satisfied ballots, 0 to 1."""

    code: str
    name: str
    target: Fraction
    fields: frozenset[str]
    words: tuple[str, ...]

    def takes(self, field_code: str, folded_name: str) -> bool:
        """Whether a field belongs to the group."""
        return field_code in self.fields or any(word in folded_name for word in self.words)


@dataclass(frozen=True, slots=True)
class Policy:
    """`closes_after`: days after the result was handed over. `least`: fewer ballots are never shown in a sum.
    `invites`: whether who gave an address gets a mail with the link of the ballot.
    `casts_from_one_address`, `presses_on_one_tablet`: within ten minutes."""

    closes_after: int
    least: int
    invites: bool
    casts_from_one_address: int
    presses_on_one_tablet: int
    groups: tuple[FieldGroup, ...]

    def group_of(self, field_code: str, field_name: str) -> str:
        """Code of the group a field belongs to; the last one takes what no other does."""
        folded = fold(field_name)
        found = next((one for one in self.groups[:-1] if one.takes(field_code, folded)), self.groups[-1])
        return found.code


@cache
def policy() -> Policy:
    """The policy of this installation."""
    told = yaml.safe_load((DATA / "evaluations" / "policy.yaml").read_text(encoding="utf-8"))
    groups = tuple(
        FieldGroup(
            row["code"],
            row["name"],
            Fraction(row["target"], 100),
            frozenset(row["fields"]),
            tuple(row["words"]),
        )
        for row in told["groups"]
    )
    return Policy(
        told["closes_after_days"],
        told["least_for_figures"],
        told["invite_by_mail"],
        told["casts_from_one_address"],
        told["presses_on_one_tablet"],
        groups,
    )
