# SPDX-License-Identifier: EUPL-1.2
"""`motcua risk`, `motcua conformance` and `motcua bench risk` as an operator runs them, on the test database."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result
from django.core.cache import caches
from django.utils import timezone

from motcua.catalogue.own_data import load_procedures
from motcua.cli import bench_risk as bench
from motcua.cli import conformance, risk
from motcua.cli.conformance import conformance_command
from motcua.conformance.checks import CHECKS
from motcua.dossiers import acts
from motcua.dossiers.tests.office import Office, on, open_office
from motcua.law.clock import VIETNAM
from motcua.law.roles import Role
from motcua.organisations.loading import load_units
from motcua.risks import keeping
from motcua.risks.models import RiskModel
from motcua.simulation import simulate
from motcua.web.tests.conftest import set_clock


@pytest.fixture
def office(db: None, monkeypatch: pytest.MonkeyPatch) -> Office:
    caches["process"].clear()
    here = lambda **_: contextlib.nullcontext()  # noqa: E731
    for module in (risk, conformance, bench):
        monkeypatch.setattr(module, "with_database", here)
    set_clock(monkeypatch, "2026-03-12 08:00")
    return open_office()


def run(command: click.Command, *arguments: str) -> Result:
    return CliRunner().invoke(command, arguments)


def said(command: click.Command, *arguments: str) -> str:
    done = run(command, *arguments)
    assert done.exit_code == 0, done.output
    return done.stdout


def test_learning_and_listing(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "LEAST", 4)
    set_clock(monkeypatch, "2026-04-10 08:00")
    nothing = run(risk.risk_group, "list", "--unit", "t-commune")
    assert isinstance(nothing.exception, risk.NothingLearnt)
    for when in ("2026-03-10 15:00", "2026-03-11 10:00", "2026-03-12 10:00", "2026-03-20 10:00"):
        office.ready(when)
    running = office.assigned("2026-04-09 10:00")
    told = json.loads(said(risk.risk_group, "learn", "--json"))
    assert told["dossiers"] == 4 == RiskModel.objects.get().dossiers
    assert "4 hồ sơ" in said(risk.risk_group, "learn")
    listed = json.loads(said(risk.risk_group, "list", "--unit", "t-commune", "--json"))
    assert listed["open_running"] == 1 and 0 <= listed["expected_late"] <= 1
    assert {one["code"] for one in listed["dossiers"]} <= {running.code}
    assert f"{listed['possible']}" in said(risk.risk_group, "list", "--unit", "t-commune")
    unknown = run(risk.risk_group, "list", "--unit", "khong-co")
    assert isinstance(unknown.exception, risk.UnitUnknown)


def test_what_broke_which_rule(office: Office) -> None:
    slow = office.received(when="2026-03-09 10:05")
    acts.transfer(office.actor(Role.RECEPTION), slow.code, office.section, on("2026-03-10 09:00"))
    asked = ("--unit", "t-commune", "--from", "2026-03-01", "--to", "2026-03-31")
    told = json.loads(said(conformance_command, *asked, "--json"))
    assert set(told["checks"]) == {check.code for check in CHECKS}
    (found,) = told["checks"]["late_transfer"]["findings"]
    assert (found["dossier"], found["event"], found["answers"]) == (slow.code, 2, [])
    assert told["checks"]["late_transfer"]["count"] == 1 and told["checks"]["refused_again"]["count"] == 0
    lines = said(conformance_command, *asked).splitlines()
    assert len(lines) == len(CHECKS)
    assert [line.split()[0] for line in lines if "Chuyển hồ sơ muộn" in line] == ["1"]
    unknown = run(conformance_command, "--unit", "x", "--from", "2026-03-01", "--to", "2026-03-31")
    assert isinstance(unknown.exception, conformance.UnitUnknown)


def test_the_forecast_is_measured_on_simulated_history(office: Office) -> None:
    load_units()
    load_procedures()
    until = dt.datetime(2026, 3, 12, 8, 0, tzinfo=VIETNAM)
    simulate(1500, dt.date(2025, 3, 1), until, seed=4, password="x", processes=1)
    assert timezone.now() == until
    told: dict[str, Any] = json.loads(said(bench.bench_risk, "--json", "--years", "2"))
    assert told["dossiers"] > 1000 and told["looked_at"] > 0 and told["open_scored"] > 0
    assert told["ours"] < told["base_rate"] and told["ours"] < told["under_a_day"]
    assert told["better"] is (told["ours"] < told["under_a_day_fitted"])
    assert sum(row["cases"] for row in told["deciles"]) == told["looked_at"]
    words = said(bench.bench_risk, "--years", "2")
    assert "Nói trung bình → xảy ra" in words and f"{told['ours']}" in words
