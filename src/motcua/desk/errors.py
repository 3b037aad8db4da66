# SPDX-License-Identifier: EUPL-1.2
"""Refusals of the desk."""

from motcua.errors import MotCuaError


class NoteRefused(MotCuaError):
    """A note cannot be written: empty, too long, or a colleague is mentioned who may not see the dossier."""

    code = "note_refused"


class MailChoiceRefused(MotCuaError):
    """A choice of mails that cannot be kept."""

    code = "mail_choice_refused"
