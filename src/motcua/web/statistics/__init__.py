# SPDX-License-Identifier: EUPL-1.2
"""Figures that open: the list behind each figure, the explorer of figures, the control room."""
