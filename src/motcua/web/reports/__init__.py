# SPDX-License-Identifier: EUPL-1.2
"""Pages of the statutory reports: figures, frozen reports and where they stand, causes of lateness."""
