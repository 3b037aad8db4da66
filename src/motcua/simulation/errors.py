# SPDX-License-Identifier: EUPL-1.2
"""Why a simulation is refused."""

from motcua.errors import MotCuaError


class SimulationRefused(MotCuaError):
    """Made-up dossiers must not come between real ones, or what was asked for cannot be made."""

    code = "simulation_refused"
