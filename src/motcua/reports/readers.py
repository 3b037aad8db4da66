# SPDX-License-Identifier: EUPL-1.2
"""Who opens the pages of reports. Which units they see there, `motcua.statistics.rights` decides."""

from motcua.law.roles import Role

LISTERS = (Role.CONTROL_OFFICER, Role.AGENCY_HEAD, Role.CENTRE_HEAD, Role.SECTION_HEAD, Role.INSPECTOR)
"""Who is also shown the people behind the figures: the register names them."""

READERS = (*LISTERS, Role.SPECIALIST)
