# SPDX-License-Identifier: EUPL-1.2
"""Who reads what of index, scores and satisfaction; of which unit, `motcua.statistics.rights` says."""

from __future__ import annotations

from typing import Final

from motcua.law.roles import Role

READERS: Final = (
    *(Role.AGENCY_HEAD, Role.CENTRE_HEAD, Role.SECTION_HEAD),
    *(Role.CONTROL_OFFICER, Role.INSPECTOR),
)
"""Who reads satisfaction and the scores of officials."""
INSIDERS: Final = (
    *READERS,
    *(Role.RECEPTION, Role.SPECIALIST, Role.CLERK, Role.RETURN_OFFICER, Role.ACCOUNTANT),
)
"""Who reads the index of their agency and what was published in it."""
