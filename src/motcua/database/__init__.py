# SPDX-License-Identifier: EUPL-1.2
"""The embedded PostgreSQL server: the database that needs no installation.

Public face: ``in_use`` (start or reuse for a block), ``revive``, ``start_to_stay``, ``stop_for_good``,
``is_running``, and the errors. Where a server lies is computed in ``motcua.settings.locations``.
"""

from motcua.database.errors import DatabaseError
from motcua.database.programs import program_folder
from motcua.database.server import DURABLE, FORGETFUL, LOADING, is_running
from motcua.database.sharing import claimed, exclusively, in_use, revive, start_to_stay, stop_for_good

__all__ = [
    "DURABLE",
    "FORGETFUL",
    "LOADING",
    "DatabaseError",
    "claimed",
    "exclusively",
    "in_use",
    "is_running",
    "program_folder",
    "revive",
    "start_to_stay",
    "stop_for_good",
]
