# SPDX-License-Identifier: EUPL-1.2
"""Ours, plain SQL and DuckDB say the same of dossiers that real acts made: late, waiting, stopped, carried over."""

from __future__ import annotations

import pytest

from motcua.bench import reports
from motcua.dossiers import acts
from motcua.dossiers.tests.office import Office, on
from motcua.law.roles import Role
from motcua.web.tests.conftest import set_clock
from motcua.web.tests.town import fill, open_town


@pytest.fixture
def town(db: None, monkeypatch: pytest.MonkeyPatch) -> Office:
    office = open_town()
    made = fill(office)
    office.received("land", "2025-12-10 08:00")  # carried over into the quarter, overdue at its end
    stopped = office.assigned("2026-03-10 10:00").code
    acts.stop_on_request(office.actor(Role.RECEPTION), stopped, "Người nộp đổi ý", on("2026-03-11 10:00"))
    # The clock of this one stood at the end of the quarter and went on behind it, which moved its due date.
    papers = [acts.PaperIn("Trích lục ghi chú ly hôn", originals=1)]
    acts.supplement(office.actor(Role.RECEPTION), made["waiting"].code, papers, on("2026-03-17 09:00"))
    office.received("status", "2026-03-16 08:00")  # behind the quarter
    set_clock(monkeypatch, "2026-03-20 10:00")
    return office


def test_all_three_ways_say_the_same(town: Office) -> None:
    said: list[str] = []
    told = reports.measure(said.append)
    assert told["dossiers"] > 10
    assert {name: one["equal"] for name, one in told["reports"].items()} == dict.fromkeys(
        reports.TASKS, True
    ), said
    assert all(
        one[way] > 0 for one in told["reports"].values() for way in ("ours_ms", "raw_sql_ms", "duckdb_ms")
    )


def test_what_is_compared_is_not_empty(town: Office) -> None:
    stage = reports.set_stage()
    report = reports.TASKS["ii06a_quarter"].ours(stage)
    taken, online, direct, carried, ended, *_timely, still, in_time, overdue = report["", ""]
    assert taken == online + direct + carried == ended + still
    assert carried and ended and overdue and in_time
    assert reports.TASKS["index766_all_units"].ours(stage)
