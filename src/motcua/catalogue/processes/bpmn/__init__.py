# SPDX-License-Identifier: EUPL-1.2
"""Internal processes as BPMN 2.0: out with their diagram, in from any modeller."""

from motcua.catalogue.processes.bpmn.elements import Note
from motcua.catalogue.processes.bpmn.reading import ReadBpmn, read_bpmn
from motcua.catalogue.processes.bpmn.writing import write_bpmn

__all__ = ["Note", "ReadBpmn", "read_bpmn", "write_bpmn"]
