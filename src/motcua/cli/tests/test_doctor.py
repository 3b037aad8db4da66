# SPDX-License-Identifier: EUPL-1.2
"""`motcua doctor`, `motcua calendar recount`, and the verification that stays on record."""

import json
from contextlib import contextmanager

import pytest
from click.testing import CliRunner, Result

from motcua.cli import audit, calendar, doctor
from motcua.documents import store
from motcua.dossiers.models import Dossier
from motcua.dossiers.tests.office import Office, open_office
from motcua.dossiers.tests.test_recounting import admin, forget, publish  # noqa: F401  fixtures
from motcua.organisations.actors import Actor
from motcua.organisations.directory import latest_record
from motcua.organisations.records import AdminAct


@pytest.fixture
def office(db: None) -> Office:
    return open_office()


@pytest.fixture(autouse=True)
def in_this_database(monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands run inside the test's own database and transaction."""
    from motcua.cli import environment

    monkeypatch.setattr(environment, "with_server", _nothing)
    monkeypatch.setattr(environment, "_check_server", lambda: None)
    monkeypatch.setattr(environment, "disconnect", lambda: None)


@contextmanager
def _nothing(*_settings):
    yield


def run(command: object, *arguments: str) -> Result:
    return CliRunner().invoke(command, list(arguments))


def test_a_verification_stays_on_record(office: Office) -> None:
    office.assigned()
    assert run(audit.audit_group, "verify").exit_code == 0
    kept = latest_record(AdminAct.VERIFY_LOG)
    assert kept is not None and kept.after["ok"] is True and kept.after["events"] == 3


def test_doctor_prints_what_the_page_shows_and_fails_on_damage(office: Office, settings, tmp_path) -> None:
    settings.FILE_STORE = tmp_path
    well = run(doctor.doctor_command)
    assert well.exit_code == 0, well.output
    assert "✓ Cơ sở dữ liệu: PostgreSQL" in well.output and "→ " in well.output
    store.put(b"mot", "text/plain")
    next(one for one in tmp_path.rglob("*") if one.is_file()).write_bytes(b"hai")
    ill = run(doctor.doctor_command, "--json")
    assert ill.exit_code == 1
    bad = [check["name"] for check in json.loads(ill.output) if check["wellness"] == "bad"]
    assert bad == ["Kho tệp"]


def test_recount_goes_on_where_it_stopped(office: Office, admin: Actor) -> None:  # noqa: F811
    dossier = office.assigned()
    assert "Không còn hồ sơ nào" in run(calendar.calendar_group, "recount").output
    publish(admin)
    told = run(calendar.calendar_group, "recount")
    assert told.exit_code == 0 and "vn-admin@1: xong, 1 hồ sơ đổi hạn." in told.output
    assert Dossier.objects.get(pk=dossier.pk).calendar_code == "vn-admin@1"
