# SPDX-License-Identifier: EUPL-1.2
"""Refusals of this room."""

from motcua.errors import MotCuaError


class AnswerRefused(MotCuaError):
    """A finding cannot be answered so, or not by this person."""

    code = "finding_answer_refused"
