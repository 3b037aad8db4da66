# SPDX-License-Identifier: EUPL-1.2
"""Everything that changes the organisation: one act, one function.

Each takes the actor, checks the right, locks the row, changes it and appends one `AdministrationRecord`, all in one
transaction.
"""

from motcua.organisations.acts.people import (
    OneTimePassword,
    add_person,
    change_person,
    deactivate_person,
    reactivate_person,
    reset_password,
)
from motcua.organisations.acts.positions import Grant, Granted, change_scope, end_position, grant_position
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
    "OneTimePassword",
    "add_person",
    "add_unit",
    "change_person",
    "change_scope",
    "change_unit",
    "deactivate_person",
    "delegate",
    "end_absence",
    "end_delegation",
    "end_position",
    "end_relaxation",
    "grant_position",
    "reactivate_person",
    "record_absence",
    "relax_separation",
    "reset_password",
]
