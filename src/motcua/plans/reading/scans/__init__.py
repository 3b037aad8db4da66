# SPDX-License-Identifier: EUPL-1.2
"""Pages that are pictures, and the places of words on pages that are text: both become lines and rows of tables."""
