# SPDX-License-Identifier: EUPL-1.2
"""What is told of a dossier that may be late, and to whom. ⚡ Pages load this without the arrays it is made from."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.dossiers.models import Dossier
from motcua.law.roles import HANDLER_ROLES, Role
from motcua.law.statuses import State
from motcua.risks.takers import HANDLED, Taker

LEADING = (Role.SECTION_HEAD, Role.AGENCY_HEAD, Role.CENTRE_HEAD)
"""Who sees what their whole unit holds, as in the queue of the unit."""

CONTROLLING = (Role.CONTROL_OFFICER, Role.INSPECTOR)
READERS = (*LEADING, *HANDLER_ROLES, *CONTROLLING)

SHOWN = 50
LIKELY = 0.5
"""From this chance on a dossier will sooner be late than not."""

POSSIBLE = 0.2
"""From this chance on a dossier is worth a look."""


@dataclass(frozen=True, slots=True)
class Times:
    """In how many working minutes from now half, and four fifths, of such dossiers are done; `here`: known of this
    very unit, not only of others."""

    usual: int
    most: int
    here: bool


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a dossier stands where it stands. Times are working minutes.

    `left`: to the due date; `still`: since the last act; `holds`: dossiers its official holds (0: it waits for nobody
    in particular); `days_off`: days off before it is due; `slow_unit`, `slow_here`, `slow_month`, `full_desk`: what
    makes lateness likelier than elsewhere.
    """

    step: State
    left: int
    still: int
    times: Times
    holds: int
    days_off: int
    slow_unit: bool
    slow_here: bool
    slow_month: bool
    full_desk: bool


@dataclass(frozen=True, slots=True)
class Risk:
    """One dossier with its chance of missing its due date, 0 to 1, why, and who could take it."""

    dossier: Dossier
    chance: float
    reason: Reason
    takers: tuple[Taker, ...]

    @property
    def handled(self) -> bool:
        """Whether somebody else could do what is to be done now."""
        return State(self.dossier.state) in HANDLED
