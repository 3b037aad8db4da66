# SPDX-License-Identifier: EUPL-1.2
"""The edges of the bins that history is counted into, as shares of the limit (see `steps`)."""

from __future__ import annotations

from typing import Final

import numpy as np

USED: Final = np.array([0.03, 0.08, 0.15, 0.25, 0.4, 0.55, 0.7, 0.85, 0.95])
"""Edges: how much of the limit was used when a step began."""

STILL: Final = np.array([0.0, 0.02, 0.05, 0.1, 0.2, 0.3, 0.45, 0.6, 0.8, 1.0])
"""How long, at least, a dossier has been still in its step: it stands in the row of the last one it reached."""

TO_GO: Final = np.concatenate(
    [np.arange(0.0, 1.0, 0.04), [1.0, 1.05, 1.1, 1.2, 1.3, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0]]
)
"""Edges: how much there was still to go from the beginning of a step to the end of the dossier."""

QUEUE: Final = np.array([4, 9, 15, 25, 40, 60, 90, 140])
"""Edges: dossiers an official holds. Below the first: few; from the last on: very many."""
