# SPDX-License-Identifier: EUPL-1.2
"""Rows as lines of COPY text: the columns of each table, and the scribe who keeps the lines of many lives."""

from __future__ import annotations

from operator import itemgetter
from typing import Any

from motcua.dossiers.performing import TRACKED
from motcua.law.timeliness import window_start
from motcua.law.working_time import Calendar
from motcua.simulation import frozen
from motcua.simulation.copying import cell

_BOOKKEEPING = ("id", "secret", "last_event_at", "last_sequence", "last_hash")

# What all dossiers of one job share is made into text once; so it stands first.
OF_JOB = (
    "procedure_version_id", "case_id", "procedure_code", "procedure_name", "field_code", "channel", "limit_value",
    "limit_unit", "count_mode", "cutoff", "fee_amount", "fee_currency",
)  # fmt: skip
_OF_LIFE = tuple(name for name in TRACKED if name not in OF_JOB)
DOSSIER_COLUMNS = (*_BOOKKEEPING, *OF_JOB, *_OF_LIFE)
EVENT_COLUMNS = (
    "dossier_id", "sequence", "act", "at", "actor_kind", "person_id", "actor_name", "unit_id", "role", "title",
    "delegation", "state_before", "state_after", "data", "previous_hash", "hash",
)  # fmt: skip
PAPER_COLUMNS = (
    "dossier_id", "order", "requirement_id", "name", "originals", "copies", "file_id", "received_at", "supplement_id",
    "returned_at",
)  # fmt: skip
INTERVAL_COLUMNS = ("dossier_id", "kind", "reason", "article", "started_at", "ended_at")
REQUEST_COLUMNS = (
    "id", "dossier_id", "number", "before_reception", "items", "reason", "override_reason", "asked_at", "asked_by_id",
    "close_after", "completed_at",
)  # fmt: skip
CONSULTATION_COLUMNS = (
    "dossier_id", "unit_id", "question", "asked_at", "asked_by_id", "due_at", "answer", "answered_at",
    "answered_by_id",
)  # fmt: skip
COLUMNS: dict[str, tuple[str, ...]] = {
    "dossiers_dossier": DOSSIER_COLUMNS,
    "dossiers_event": EVENT_COLUMNS,
    "dossiers_supplementrequest": REQUEST_COLUMNS,
    "dossiers_paper": PAPER_COLUMNS,
    "dossiers_clockinterval": INTERVAL_COLUMNS,
    "dossiers_consultation": CONSULTATION_COLUMNS,
    "dossiers_letter": frozen.LETTER_COLUMNS,
    "dossiers_searchentry": ("dossier_id", "words"),
}
"""Tables in the order in which their rows may be loaded, with the columns of each line."""

_values_of_life = itemgetter(*_OF_LIFE)
_words_of_life = itemgetter("applicant_name", "subject", "return_address", "result_summary", "result_number")


def line_of(pk: int, values: list[Any]) -> str:
    """A line of plain values after an id."""
    return f"{pk}\t" + "\t".join(map(cell, values)) + "\n"


def of_life(row: dict[str, Any]) -> str:
    """⚡ The cells of `_OF_LIFE`. Only words of people may hold what COPY reads otherwise; all else is codes."""
    values, words = _values_of_life(row), "".join(_words_of_life(row))
    if "\\" in words or not words.isprintable():
        return "\t".join(map(cell, values))
    return "\t".join([value if value.__class__ is str else cell(value) for value in values])


class Scribe:
    """Writes lives of one calendar.

    `lines` collects the rows of each table in the text form of COPY, `parts` those that are put away; `lives` and
    `written` count the lives of each.
    """

    def __init__(self, calendar: Calendar, first_request_id: int) -> None:
        self.calendar, self.tables = calendar, calendar.tables
        self.lines: dict[str, list[str]] = {table: [] for table in COLUMNS}
        self.events_out = self.lines["dossiers_event"].append
        self.parts: dict[str, list[bytes]] = {table: [] for table in COLUMNS}
        self.next_request = first_request_id
        self.events = self.lives = self.written = 0
        self.of_jobs: dict[int, str] = {}
        self.of_papers: dict[tuple[Any, ...], str] = {}
        self.transfer_days: dict[tuple[int, int], str] = {}
        self.half_days: dict[int, int] = {}
        self.begun: dict[tuple[Any, ...], Any] = {}

    def put_away(self) -> None:
        """Make bytes of the lines."""
        for table, lines in self.lines.items():
            if lines:
                self.parts[table].append("".join(lines).encode())
                lines.clear()
        self.written += self.lives
        self.lives = 0

    def paper(self, *told: Any) -> str:
        """The columns of a paper that the dossiers of one job share."""
        known = self.of_papers.get(told)
        if known is None:
            known = self.of_papers[told] = "\t".join(map(cell, told))
        return known

    def half_day(self, due: int) -> int:
        """When the half day begins that holds a due minute (`law.timeliness`)."""
        known = self.half_days.get(due)
        if known is None:
            known = self.half_days[due] = window_start(self.calendar, due)
        return known
