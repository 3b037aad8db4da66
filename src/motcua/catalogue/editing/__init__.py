# SPDX-License-Identifier: EUPL-1.2
"""What people do to the catalogue: drafts edited, published, taken back; doubts of the import settled into drafts.

Every act checks the right, locks the procedure, writes in one transaction and leaves one `CatalogueChange`.
"""

from motcua.catalogue.editing.doubts import Answer, Decision, Outcome, planned, previewed, settle, settle_like
from motcua.catalogue.editing.drafts import discard, new_procedure, open_draft, save_part
from motcua.catalogue.editing.publishing import Publication, abolish, publish_draft, undo_publication
from motcua.catalogue.editing.recording import EDITORS, READERS, may_edit

__all__ = [
    "EDITORS",
    "READERS",
    "Answer",
    "Decision",
    "Outcome",
    "Publication",
    "abolish",
    "discard",
    "may_edit",
    "new_procedure",
    "open_draft",
    "planned",
    "previewed",
    "publish_draft",
    "save_part",
    "settle",
    "settle_like",
    "undo_publication",
]
