# SPDX-License-Identifier: EUPL-1.2
"""Who looked: giving a reason, and the pages of those who control."""
