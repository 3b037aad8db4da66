# SPDX-License-Identifier: EUPL-1.2
"""The views, one file for each kind of page."""
