# SPDX-License-Identifier: EUPL-1.2
"""Who finds the pages of figures in the menu. What they may open there is asked of `motcua.statistics.rights`."""

from motcua.law.roles import Role

CONTROL_ROOM_ROLES = (
    *(Role.AGENCY_HEAD, Role.SECTION_HEAD, Role.CENTRE_HEAD),
    *(Role.CONTROL_OFFICER, Role.INSPECTOR),
)
"""Who leads or controls a unit."""

FIGURES_ROLES = (
    *CONTROL_ROOM_ROLES,
    *(Role.RECEPTION, Role.SPECIALIST, Role.CLERK, Role.RETURN_OFFICER, Role.ACCOUNTANT),
)
"""Who works on dossiers: everybody with figures of their own agency."""
