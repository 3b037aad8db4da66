# SPDX-License-Identifier: EUPL-1.2
"""`motcua plan import|show|work|report`: plans on record from the command line."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner

from motcua.cli import environment
from motcua.cli.plan import plan_group
from motcua.documents.content import FileRefused
from motcua.dossiers.tests.office import Office, open_office
from motcua.law.roles import Role
from motcua.plans.acts import documents, many
from motcua.plans.errors import PlanRefused, PlanUnknown
from motcua.plans.models import Plan, PlanReading
from motcua.plans.tests.papers import PLAN
from motcua.reports.errors import ReportUnitUnknown


@pytest.fixture(autouse=True)
def inside_the_test_database(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    @contextmanager
    def running(*_settings: object) -> Iterator[None]:
        yield

    monkeypatch.setattr(environment, "with_server", running)
    monkeypatch.setattr(environment, "_check_server", lambda: None)
    monkeypatch.setattr(environment, "disconnect", lambda: None)


@pytest.fixture
def office() -> Office:
    return open_office()


@pytest.fixture
def paper(tmp_path: Path) -> str:
    file = tmp_path / "ke-hoach.txt"
    file.write_text(PLAN, "utf-8")
    return str(file)


def run(*words: str) -> str:
    done = CliRunner().invoke(plan_group, words)
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.output


def test_a_plan_comes_in_once_and_is_shown(office: Office, paper: str) -> None:
    told = json.loads(run("import", paper, "--unit", "t-ubnd", "--json"))
    assert (
        told["state"] == "confirming" and len(told["tasks"]) == 5 and told["readings"][0]["state"] == "done"
    )
    assert {one["lead_unit"] for one in told["tasks"]} >= {"t-centre", "t-justice"}
    run("import", paper, "--unit", "t-ubnd")
    assert Plan.objects.count() == 1 and PlanReading.objects.count() == 1
    shown = run("show", str(told["id"]))
    assert "Rà soát thủ tục" in shown and "Chờ quyết định" in shown and "31/08/2026" in shown
    assert "12/KH-UBND" in run("show")
    assert json.loads(run("show", "--json"))[0]["proposed"] == 5


def test_whoever_brings_it_in_must_be_allowed(office: Office, paper: str) -> None:
    clerk, head = office.people[Role.SPECIALIST].username, office.people[Role.AGENCY_HEAD].username
    with pytest.raises(PlanRefused):
        run("import", paper, "--unit", "t-ubnd", "--by", clerk)
    run("import", paper, "--unit", "t-ubnd", "--by", head)
    assert Plan.objects.get().created_by == office.people[Role.AGENCY_HEAD]
    with pytest.raises(ReportUnitUnknown):
        run("import", paper, "--unit", "nowhere")
    assert "Không có người dùng" in run("import", paper, "--unit", "t-ubnd", "--by", "nobody")


def test_what_is_no_document_is_refused(office: Office, tmp_path: Path) -> None:
    file = tmp_path / "a.bin"
    file.write_bytes(b"MZ\x00\x01")
    with pytest.raises(FileRefused):
        run("import", str(file), "--unit", "t-ubnd")
    with pytest.raises(PlanUnknown):
        run("show", "4711")


def test_the_report_is_a_file(office: Office, paper: str, tmp_path: Path) -> None:
    run("import", paper, "--unit", "t-ubnd")
    plan, head = Plan.objects.get(), office.actor(Role.AGENCY_HEAD)
    many.accept_sure(head, plan, [(task.pk, task.version) for task in plan.tasks.all()], "all")
    documents.put_in_force(head, plan, "force")
    told = json.loads(run("report", str(plan.pk)))
    assert len(told["tasks"]) == 5 and told["unit_code"] == "t-ubnd"
    target = tmp_path / "bao-cao.docx"
    run("report", str(plan.pk), "--format", "docx", "-o", str(target))
    assert target.read_bytes().startswith(b"PK")


def test_the_worker_reads_what_waits(office: Office) -> None:
    from motcua.documents.content import take_in

    stored = take_in(PLAN.encode(), also_text=True)
    documents.open_plan(office.actor(Role.AGENCY_HEAD), office.committee, [(stored, "a.txt")], "k")
    assert "Đã đọc 1 tệp" in run("work")
    assert run("work") == ""
