# SPDX-License-Identifier: EUPL-1.2
"""The words by which a dossier is found, as the database makes them (`motcua_search_words`); a test compares."""

from __future__ import annotations

import re
from typing import Any

from motcua.simulation.lives import Life
from motcua.simulation.names import folded

_SEPARATORS = re.compile("[^a-z0-9]+")
_LETTERS = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)}
_OF_JOBS: dict[int, str] = {}


def search_words(life: Life, row: dict[str, Any]) -> str:
    """The words of a dossier in the text form of a word list: small letters and digits, blanks between."""
    owner, job = life.applicant, life.job
    of_job = _OF_JOBS.get(job.case_id)
    if of_job is None:
        of_job = _OF_JOBS[job.case_id] = _words(f"{job.name} {job.code}")
    told = f"{life.code} {row['result_number']} {owner.identifier} {owner.phone.replace(' ', '')}"
    told = told.translate(_LETTERS) if told.isascii() else _words(told)
    subject = _words(life.subject) if life.subject else ""
    return (
        f"{told} {owner.name_key} {subject} {of_job} u{row['receiving_unit_id']} u{row['competent_unit_id']}"
    )


def _words(text: str) -> str:
    return _SEPARATORS.sub(" ", folded(text)).strip()
