# SPDX-License-Identifier: EUPL-1.2
"""Pages of the work on plans: one piece of work, and all of it as table, board, calendar and timeline."""
