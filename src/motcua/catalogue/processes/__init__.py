# SPDX-License-Identifier: EUPL-1.2
"""Internal processes: reading of published tables, lint, and their way into the catalogue's tables."""

from motcua.catalogue.processes.lint import Finding, Severity, known_minutes, lint, refused, sum_minutes
from motcua.catalogue.processes.reading import ProcessFileError, read_file, read_process
from motcua.catalogue.processes.times import read_time
from motcua.catalogue.processes.values import Doubt, ReadProcess, ReadStep, ReadTime, TimeKind, TimeUnit

__all__ = [
    "Doubt",
    "Finding",
    "ProcessFileError",
    "ReadProcess",
    "ReadStep",
    "ReadTime",
    "Severity",
    "TimeKind",
    "TimeUnit",
    "known_minutes",
    "lint",
    "read_file",
    "read_process",
    "read_time",
    "refused",
    "sum_minutes",
]
