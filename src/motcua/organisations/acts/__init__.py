# SPDX-License-Identifier: EUPL-1.2
"""Everything that changes the organisation: one act, one function.

Standing in for somebody: `delegate`, `end_delegation`, `record_absence`.
"""

from motcua.organisations.acts.standing_in import delegate, end_delegation, record_absence

__all__ = ["delegate", "end_delegation", "record_absence"]
