# SPDX-License-Identifier: EUPL-1.2
"""Every worked example of docs/deadlines.md, one test each: single, explained, array and batch answers agree."""

import re
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest

from motcua.law.bulk import bulk_due_at
from motcua.law.clock import VIETNAM
from motcua.law.deadline_requests import answer_request, read_request
from motcua.law.deadlines import due_at
from motcua.organisations.calendars import load_calendar

PAGE = Path(__file__).parents[1] / "docs" / "deadlines.md"


def _examples():
    header, *rows = re.findall(
        r"^\| .+ \|$", PAGE.read_text("utf-8").split("## 10.")[1].split("## 11.")[0], re.M
    )
    names = [cell.strip() for cell in header[1:-1].split("|")]
    return [dict(zip(names, (cell.strip() for cell in row[1:-1].split("|")), strict=True)) for row in rows]


EXAMPLES = _examples()


def _fields(example):
    fields = {key: example[key] or None for key in ("received", "limit", "mode", "cutoff", "calendar")}
    for key in ("pauses", "supplements"):
        fields[key] = [part.strip() for part in example[key].split(";") if part.strip()]
    fields["supplement_policy"] = example["policy"] or None
    return fields


def test_the_page_has_enough_examples_numbered_without_gap():
    assert len(EXAMPLES) >= 40
    assert [int(example["#"]) for example in EXAMPLES] == list(range(1, len(EXAMPLES) + 1))


@pytest.mark.parametrize("example", EXAMPLES, ids=[f"{e['#']}-{e['why'][:40]}" for e in EXAMPLES])
def test_example(example):
    expected = datetime.fromisoformat(example["due"]).replace(tzinfo=VIETNAM)
    fields = _fields(example)
    assert answer_request(fields, load_calendar)["due_at"] == expected.isoformat()

    request = read_request(fields)
    calendar = load_calendar(request.calendar)
    options = {"mode": request.mode, "cutoff": request.cutoff}
    clocks = {
        "pauses": request.pauses,
        "supplements": request.supplements,
        "supplement_policy": request.supplement_policy,
    }
    assert due_at(calendar, request.received, request.limit, **options, **clocks) == expected
    if not (request.pauses or request.supplements):
        local = request.received.astimezone(VIETNAM).replace(tzinfo=None)
        due = bulk_due_at(calendar, np.array([local], "datetime64[s]"), request.limit, **options)
        assert due[0] == np.datetime64(expected.replace(tzinfo=None), "m")
