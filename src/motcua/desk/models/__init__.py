# SPDX-License-Identifier: EUPL-1.2
"""The tables of the desk."""

from motcua.desk.models.apologies import ApologyDraft
from motcua.desk.models.mail import FeedAddress, Mail, MailChoice
from motcua.desk.models.notes import Mention, Note
from motcua.desk.models.saved import SavedFilter

__all__ = ["ApologyDraft", "FeedAddress", "Mail", "MailChoice", "Mention", "Note", "SavedFilter"]
