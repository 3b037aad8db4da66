# SPDX-License-Identifier: EUPL-1.2
"""Pages on which citizens rate and officials read sums."""
