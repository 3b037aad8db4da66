# SPDX-License-Identifier: EUPL-1.2
"""The English explanation tells the same steps as the Vietnamese one."""

import dataclasses
import datetime as dt
import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.law.clock import VIETNAM
from motcua.law.deadlines import CountMode, Interval, compute_deadline
from motcua.law.explanation_words import ENGLISH, VIETNAMESE
from motcua.law.limits import Limit
from motcua.law.tests.deadline_cases import CALENDARS

_VIETNAMESE_LETTER = re.compile("[à-ỹ]")


def blanks(text: str) -> list[str]:
    return sorted(name or "" for _, name, _, _ in string.Formatter().parse(text) if name is not None)


@pytest.mark.parametrize("field", [field.name for field in dataclasses.fields(VIETNAMESE)])
def test_both_languages_leave_the_same_blanks(field: str) -> None:
    told, said = getattr(VIETNAMESE, field), getattr(ENGLISH, field)
    if isinstance(told, str):
        assert blanks(told) == blanks(said)
    elif isinstance(told, tuple):
        assert len(told) == len(said)
    else:
        assert told.keys() == said.keys()


@given(
    received=st.datetimes(  # Hypothesis wants them without a zone
        dt.datetime(2024, 1, 2),  # noqa: DTZ001
        dt.datetime(2024, 11, 1),  # noqa: DTZ001
    ),
    limit=st.sampled_from(["3 working days", "12 working hours", "20 days", "1 months", "same day"]),
    mode=st.sampled_from(list(CountMode)),
    code=st.sampled_from(sorted(CALENDARS)),
    paused=st.booleans(),
)
def test_each_step_is_told_in_english(
    received: dt.datetime, limit: str, mode: CountMode, code: str, paused: bool
) -> None:
    at = received.replace(second=0, microsecond=0, tzinfo=VIETNAM)
    pauses = [Interval(at + dt.timedelta(hours=30), at + dt.timedelta(hours=60))] if paused else []
    found = compute_deadline(CALENDARS[code], at, Limit.parse(limit), mode=mode, pauses=pauses)
    explanation = found.explanation
    assert explanation is not None
    told, said = explanation.sentences(), explanation.sentences("en")
    assert len(told) == len(said)
    own = {step.name for step in explanation.steps if step.name}
    own |= {name.partition(" (")[0] for name in own}
    for sentence in said:
        for name in sorted(own, key=len, reverse=True):
            sentence = sentence.replace(name, "")
        assert not _VIETNAMESE_LETTER.search(sentence), sentence
