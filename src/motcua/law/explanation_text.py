# SPDX-License-Identifier: EUPL-1.2
"""Sentences for the steps of an explanation, in Vietnamese and in English."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import groupby
from typing import TYPE_CHECKING

from motcua.law.explanation_words import ENGLISH, VIETNAMESE, Words

if TYPE_CHECKING:
    from motcua.law.explanations import Step

_FOLDED = {"counted_day", "skipped_day", "paused_day"}


def step_sentences(
    steps: Sequence["Step"], mode: str, limit_label: str, cutoff: str, language: str = "vi"
) -> tuple[str, ...]:
    """One sentence per step; runs of days counted, skipped or paused for the same reason become one.

    `language`: `en` for English, anything else is Vietnamese. Names of feasts stay as the law has them.
    """
    teller = _Teller(ENGLISH if language == "en" else VIETNAMESE, mode, limit_label, cutoff)
    sentences: list[str] = []
    for (kind, _, _), group in groupby(steps, key=_fold_key):
        run = list(group)
        if kind in _FOLDED:
            sentences.append(teller.of_days(kind, run))
        else:
            sentences.extend(teller.of_step(step) for step in run)
    return tuple(sentences)


def moment_words(moment: datetime, words: Words = VIETNAMESE) -> str:
    """`17:30 thứ Hai, 19/02/2024`."""
    return f"{moment.hour:02}:{moment.minute:02} {words.weekdays[moment.weekday()]}, {_figures(moment)}"


def _fold_key(step: "Step") -> tuple[str, str, str]:
    # Numbered days of one feast carry its name with an addition in brackets: "Tết Nguyên đán (mùng 1)".
    return step.kind.value, step.reason.value if step.reason else "", step.name.partition(" (")[0]


class _Teller:
    """Tells the steps of one count in one language."""

    def __init__(self, words: Words, mode: str, limit_label: str, cutoff: str) -> None:
        self.words, self.mode, self.limit, self.cutoff = words, mode, limit_label, cutoff

    def of_days(self, kind: str, run: list["Step"]) -> str:
        """A run of days of one kind."""
        if kind == "counted_day":
            return self._counted(run)
        return self._not_counted(run, self.words.paused if kind == "paused_day" else self._off(run))

    def of_step(self, step: "Step") -> str:
        """A step that stands alone."""
        words, at = self.words, self._moment(step.begins) if step.begins else ""
        match step.kind.value:
            case "receipt":
                return words.receipt.format(at=at)
            case "effective_receipt":
                return self._effective(step, at)
            case "restart":
                restart = words.supposed_restart if step.reason == "not_complete" else words.restart
                return restart.format(at=at, start=self._moment(step.ends) if step.ends else "")
            case "first_day":
                return words.first_day.format(day=self._day(step.day))
            case "paused_minutes":
                return words.paused_minutes.format(span=self._minutes(step.minutes), day=self._day(step.day))
            case "limit_end":
                return words.limit_end.format(limit=self.limit, day=self._day(step.day))
            case "rolled_end":
                why = step.name or words.off_reasons.get(step.reason or "", words.day_off)
                return words.rolled_end.format(why=why, day=self._day(step.day))
            case _:
                return words.due.format(limit=self.limit, at=at)

    def _counted(self, run: list["Step"]) -> str:
        words = self.words
        swapped = words.swapped if run[0].reason == "swapped_working_day" else ""
        if self.mode == "rolling":
            amount = words.of_work.format(span=self._minutes(sum(step.minutes for step in run)))
        elif len(run) == 1:
            amount = words.nth_day.format(first=run[0].number)
        else:
            amount = words.nth_days.format(first=run[0].number, last=run[-1].number)
        return words.counted.format(days=self._days(run) + swapped, amount=amount)

    def _not_counted(self, run: list["Step"], why: str) -> str:
        return self.words.not_counted.format(days=self._days(run), why=why)

    def _off(self, run: list["Step"]) -> str:
        first = run[0]
        name = first.name if len(run) == 1 else first.name.partition(" (")[0]
        return name or self.words.off_reasons.get(first.reason or "", self.words.day_off)

    def _effective(self, step: "Step", at: str) -> str:
        words = self.words
        if step.reason == "in_hours":
            return words.in_hours.format(at=at)
        if step.reason == "cutoff":
            reason = words.cutoff.format(cutoff=self.cutoff)
        else:
            reason = words.receipt_reasons.get(step.reason or "", words.on_day_off.format(name=step.name))
        return words.effective.format(at=at, reason=reason)

    def _days(self, run: list["Step"]) -> str:
        if len(run) == 1:
            return self._day(run[0].day)
        return self.words.days.format(
            first=self._day(run[0].day), last=self._day(run[-1].day), number=len(run)
        )

    def _day(self, day: date) -> str:
        return f"{self.words.weekdays[day.weekday()]} {_figures(day)}"

    def _moment(self, moment: datetime) -> str:
        return moment_words(moment, self.words)

    def _minutes(self, minutes: int) -> str:
        hours, rest = divmod(minutes, 60)
        parts = (
            self.words.hours.format(hours) if hours else "",
            self.words.minutes.format(rest) if rest else "",
        )
        return " ".join(part for part in parts if part)


def _figures(day: date) -> str:
    return f"{day.day:02}/{day.month:02}/{day.year}"
