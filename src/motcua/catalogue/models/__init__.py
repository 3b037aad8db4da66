# SPDX-License-Identifier: EUPL-1.2
"""Tables of the catalogue room: procedures by version, internal processes, imports and their doubts."""

from motcua.catalogue.models.changes import PUBLICATIONS, CatalogueAct, CatalogueChange
from motcua.catalogue.models.imports import ImportRun, NationalRecord, QuarantineItem, QuarantineState
from motcua.catalogue.models.parts import (
    Channel,
    LegalBasis,
    PaperRequirement,
    ProcedureCase,
    ResultKind,
)
from motcua.catalogue.models.procedures import (
    Change,
    Confidence,
    Level,
    Procedure,
    ProcedureVersion,
    VersionSource,
    VersionStatus,
)
from motcua.catalogue.models.processes import InternalProcess, ProcessStep

__all__ = [
    "PUBLICATIONS",
    "CatalogueAct",
    "CatalogueChange",
    "Change",
    "Channel",
    "Confidence",
    "ImportRun",
    "InternalProcess",
    "LegalBasis",
    "Level",
    "NationalRecord",
    "PaperRequirement",
    "Procedure",
    "ProcedureCase",
    "ProcedureVersion",
    "ProcessStep",
    "QuarantineItem",
    "QuarantineState",
    "ResultKind",
    "VersionSource",
    "VersionStatus",
]
