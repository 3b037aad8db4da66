# SPDX-License-Identifier: EUPL-1.2
"""Absence and standing in."""
