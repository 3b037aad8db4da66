# SPDX-License-Identifier: EUPL-1.2
"""Refusals of the desk."""

from motcua.errors import MotCuaError


class NoteRefused(MotCuaError):
    """A note cannot be written: empty, too long, or a colleague is mentioned who may not see the dossier."""

    code = "note_refused"
