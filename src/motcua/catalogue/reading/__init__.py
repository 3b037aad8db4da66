# SPDX-License-Identifier: EUPL-1.2
"""Pure reading of published national records: no Django, no clock, no files."""

from motcua.catalogue.reading.records import read_record
from motcua.catalogue.reading.values import (
    Channel,
    Doubt,
    ReadBasis,
    ReadCase,
    ReadFee,
    ReadLimit,
    ReadPaper,
    ReadProcedure,
    ReadResult,
    Reason,
)

__all__ = [
    "Channel",
    "Doubt",
    "ReadBasis",
    "ReadCase",
    "ReadFee",
    "ReadLimit",
    "ReadPaper",
    "ReadProcedure",
    "ReadResult",
    "Reason",
    "read_record",
]
