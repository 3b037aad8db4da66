# SPDX-License-Identifier: EUPL-1.2
"""Một Cửa: the one-stop shop of Vietnamese public administration."""

__version__ = "0.1.0"
