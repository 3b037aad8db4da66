# SPDX-License-Identifier: EUPL-1.2
"""Proof of what happened: checkpoints over the event log, its verification, its export.

What this proves and what it cannot prove is told in `docs/proof.md`.
"""

from motcua.dossiers.audit.checkpoints import (
    DatabaseRestored,
    current_generation,
    make_checkpoint,
    new_generation,
)
from motcua.dossiers.audit.export import Exported, export
from motcua.dossiers.audit.rebuilding import current, differences, rebuilt
from motcua.dossiers.audit.verification import Broken, Report, verify

__all__ = [
    "Broken",
    "DatabaseRestored",
    "Exported",
    "Report",
    "current",
    "current_generation",
    "differences",
    "export",
    "make_checkpoint",
    "new_generation",
    "rebuilt",
    "verify",
]
