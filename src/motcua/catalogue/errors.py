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


class NotCatalogueEditor(MotCuaError):
    """The actor holds no position that keeps the catalogue, or none for this field or procedure."""

    code: ClassVar[str] = "not_catalogue_editor"


class EditRefused(MotCuaError):
    """What was handed in cannot be. `field` names the input, for the form that sent it."""

    code: ClassVar[str] = "catalogue_edit_refused"

    def __init__(self, field: str, message: str, *, hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.field = field


class DraftChangedMeanwhile(MotCuaError):
    """Somebody else saved the same part of the draft after it was shown."""

    code: ClassVar[str] = "draft_changed_meanwhile"


class PublicationNotUndone(MotCuaError):
    """Only the latest publication can be taken back, and only before its first day."""

    code: ClassVar[str] = "publication_not_undone"


class DoubtHasNoPlace(MotCuaError):
    """What the doubt is about is no longer where it was in the draft, or cannot be written in one line."""

    code: ClassVar[str] = "doubt_has_no_place"


class ProcessNotDrawable(MotCuaError):
    """A process without steps has nothing to draw or to export."""

    code: ClassVar[str] = "process_not_drawable"


class BpmnUnreadable(MotCuaError):
    """The file is no BPMN 2.0 XML that may be read safely, or holds no process."""

    code: ClassVar[str] = "bpmn_unreadable"
