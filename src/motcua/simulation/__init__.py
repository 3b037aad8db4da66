# SPDX-License-Identifier: EUPL-1.2
"""Many made-up dossiers at once, believable in all their states and true in the eyes of the house.

A life is planned as steps (`course`), written down as the rows and events that the acts would have left (`deeds`),
and loaded through COPY in one transaction (`loading`). A test plays the same plans through the acts and compares.
"""

from motcua.simulation.errors import SimulationRefused
from motcua.simulation.run import Told, simulate

__all__ = ["SimulationRefused", "Told", "simulate"]
