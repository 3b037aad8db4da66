# SPDX-License-Identifier: EUPL-1.2
"""The address of the list that makes a figure. Every page, chart and file links its figures through here."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from motcua.statistics import Cell

CELL = "o"
"""Name of the figure in the address of its list."""

STATE = "buoc"
"""Name of the state to which a list is narrowed."""

CAUSE = "nguyen-nhan"
"""Name of the cause of lateness to which a list is narrowed."""

NO_CAUSE = "chua-neu"
"""The cause of those whose cause was not stated."""


REPORT = "bao-cao"
"""Name of the report a figure stands in, by its address; figures of other pages have none."""


def figure_url(cell: Cell, **more: Any) -> str:
    """Where the dossiers of a figure are told; `more` goes into the address as it is."""
    return f"{reverse('figure_list')}?{urlencode({CELL: cell.to_token(), **more})}"
