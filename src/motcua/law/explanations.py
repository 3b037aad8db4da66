# SPDX-License-Identifier: EUPL-1.2
"""The explanation of a due date: what was counted, what was not and why, on which article.

The same object is shown to citizens, printed on forms, stored with the dossier and tested: the minutes or days of
its counted steps add up to the limit.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from motcua.law.explanation_text import step_sentences


class StepKind(StrEnum):
    """What a step of the count tells."""

    RECEIPT = "receipt"
    EFFECTIVE_RECEIPT = "effective_receipt"
    RESTART = "restart"
    FIRST_DAY = "first_day"  # the day the count starts on, itself not counted
    COUNTED_DAY = "counted_day"
    SKIPPED_DAY = "skipped_day"
    PAUSED_DAY = "paused_day"
    PAUSED_MINUTES = "paused_minutes"
    LIMIT_END = "limit_end"  # end of a limit in months before pauses and rolling
    ROLLED_END = "rolled_end"  # the end fell on a day off and moved to the next working day
    DUE = "due"


class Reason(StrEnum):
    """Why a moment moved or a day did not count."""

    IN_HOURS = "in_hours"
    BEFORE_OPENING = "before_opening"
    LUNCH_BREAK = "lunch_break"
    AFTER_HOURS = "after_hours"
    CUTOFF = "cutoff"
    WEEKEND = "weekend"
    RECEPTION_ONLY = "reception_only"
    HOLIDAY = "holiday"
    DAY_OFF_IN_LIEU = "day_off_in_lieu"
    SWAPPED_WORKING_DAY = "swapped_working_day"
    NOT_COMPLETE = "not_complete"  # of a restart: papers are still missing, so it is supposed


class SegmentKind(StrEnum):
    """Colours of the time bar; `worked` is time or a day that counts."""

    WORKED = "worked"
    CLOSED = "closed"
    DAY_OFF = "day_off"
    HOLIDAY = "holiday"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the count.

    `begins`/`ends`: moments (only `begins` for a point); `minutes`: working minutes counted, or not counted for
    PAUSED_MINUTES; `number`: ordinal of a counted day; `name`: of the special day.
    """

    kind: StepKind
    day: date
    begins: datetime | None = None
    ends: datetime | None = None
    reason: Reason | None = None
    name: str = ""
    minutes: int = 0
    number: int = 0

    def to_dict(self) -> dict[str, Any]:
        """JSON-able mapping; empty fields are left out."""
        answer: dict[str, Any] = {"kind": self.kind.value, "date": self.day.isoformat()}
        if self.begins is not None:
            answer["from"] = self.begins.isoformat()
        if self.ends is not None:
            answer["to"] = self.ends.isoformat()
        if self.minutes:
            answer["minutes"] = self.minutes
        if self.number:
            answer["number"] = self.number
        if self.reason is not None:
            answer["reason"] = self.reason.value
        if self.name:
            answer["name"] = self.name
        return answer


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the time bar from the receipt to the due moment."""

    begins: datetime
    ends: datetime
    kind: SegmentKind
    label: str

    def to_dict(self) -> dict[str, str]:
        """JSON-able mapping with keys from, to, kind, label."""
        return {
            "from": self.begins.isoformat(),
            "to": self.ends.isoformat(),
            "kind": self.kind.value,
            "label": self.label,
        }


@dataclass(frozen=True, slots=True)
class Article:
    """A provision applied and what it says here."""

    reference: str
    subject: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a due date came about.

    `mode`: `rolling` when working minutes were counted, else `civil`. `total_minutes`: sum of the counted minutes
    (rolling); `total_days`: number of counted days (civil: working days; days and months: civil days; same day: 0).
    `cutoff`: the cut-off as HH:MM or empty. `warnings`: what makes the date less certain, in Vietnamese.
    """

    calendar: str
    mode: str
    limit: str
    limit_label: str
    cutoff: str
    steps: tuple[Step, ...]
    segments: tuple[Segment, ...]
    total_minutes: int
    total_days: int
    articles: tuple[Article, ...]
    warnings: tuple[str, ...]

    def sentences(self, language: str = "vi") -> tuple[str, ...]:
        """Plain Vietnamese (or English, `en`), one sentence per step; runs of counted or skipped days are folded."""
        limit = self.limit if language == "en" else self.limit_label
        return step_sentences(self.steps, self.mode, limit, self.cutoff, language)

    def to_dict(self) -> dict[str, Any]:
        """JSON-able mapping with stable keys, including the sentences."""
        return {
            "calendar": self.calendar,
            "mode": self.mode,
            "limit": self.limit,
            "limit_label": self.limit_label,
            "cutoff": self.cutoff or None,
            "total_minutes": self.total_minutes,
            "total_days": self.total_days,
            "steps": [step.to_dict() for step in self.steps],
            "segments": [segment.to_dict() for segment in self.segments],
            "articles": [
                {"reference": article.reference, "subject": article.subject} for article in self.articles
            ],
            "warnings": list(self.warnings),
            "sentences": list(self.sentences()),
        }
