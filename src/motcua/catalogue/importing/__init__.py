# SPDX-License-Identifier: EUPL-1.2
"""Import of published national records into versions, with a quarantine for what is doubtful."""

from motcua.catalogue.importing.lines import BadLine, GoodLine, read_lines
from motcua.catalogue.importing.run import ImportReport, import_file

__all__ = ["BadLine", "GoodLine", "ImportReport", "import_file", "read_lines"]
