# SPDX-License-Identifier: EUPL-1.2
"""Named refusals of the catalogue room."""

from typing import ClassVar

from motcua.errors import MotCuaError


class ProcedureUnknown(MotCuaError):
    """No procedure, version or national record has this code."""

    code: ClassVar[str] = "procedure_unknown"


class VersionNotDraft(MotCuaError):
    """Only a draft may be published."""

    code: ClassVar[str] = "version_not_draft"


class VersionOverlaps(MotCuaError):
    """Another version of the procedure is already valid from a later day."""

    code: ClassVar[str] = "version_overlaps"


class VersionNotValid(MotCuaError):
    """Only a valid version may be withdrawn, and not before it began."""

    code: ClassVar[str] = "version_not_valid"


class ImportFileUnreadable(MotCuaError):
    """The file to import is missing, is no text or is not packed as its name says."""

    code: ClassVar[str] = "import_file_unreadable"


class QuarantineItemUnknown(MotCuaError):
    """No open item of the quarantine has this number."""

    code: ClassVar[str] = "quarantine_item_unknown"


class SearchWordsUnreadable(MotCuaError):
    """The file of everyday words is missing or says something that is not understood."""

    code: ClassVar[str] = "search_words_unreadable"
