# SPDX-License-Identifier: EUPL-1.2
"""Everything that changes the organisation: one act, one function.

Each takes the actor, checks the right, locks the row, changes it and appends one `AdministrationRecord`, all in one
transaction.
"""

from motcua.organisations.acts.calendars import Publication, checked, publish_calendar, units_to_change
from motcua.organisations.acts.people import (
    change_person,
    deactivate_person,
    locked_for,
    reactivate_person,
    require_may_open_accounts,
)
from motcua.organisations.acts.positions import (
    Grant,
    Granted,
    change_covered,
    change_scope,
    end_position,
    grant_position,
)
from motcua.organisations.acts.standing_in import delegate, end_absence, end_delegation, record_absence
from motcua.organisations.acts.units import (
    OWN_KINDS,
    Details,
    add_unit,
    change_unit,
    end_relaxation,
    relax_separation,
)

__all__ = [
    "OWN_KINDS",
    "Details",
    "Grant",
    "Granted",
    "Publication",
    "add_unit",
    "change_covered",
    "change_person",
    "change_scope",
    "change_unit",
    "checked",
    "deactivate_person",
    "delegate",
    "end_absence",
    "end_delegation",
    "end_position",
    "end_relaxation",
    "grant_position",
    "locked_for",
    "publish_calendar",
    "reactivate_person",
    "record_absence",
    "relax_separation",
    "require_may_open_accounts",
    "units_to_change",
]
