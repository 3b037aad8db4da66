# SPDX-License-Identifier: EUPL-1.2
"""`motcua catalogue search`."""

import datetime as dt
import json

import pytest
from click.testing import CliRunner

from motcua.catalogue.models import Procedure, ProcedureVersion, VersionStatus
from motcua.cli.catalogue import search_command


@pytest.mark.django_db
def test_the_command_prints_codes_names_and_scores() -> None:
    ProcedureVersion.objects.create(
        procedure=Procedure.objects.create(code="1.000001"),
        name="Cấp giấy phép đò",
        number=1,
        status=VersionStatus.VALID,
        effective_from=dt.date(2020, 1, 1),
    )
    done = CliRunner().invoke(search_command, ["giay phep", "đò", "--json"])
    assert done.exit_code == 0, done.output
    assert json.loads(done.output) == [{"code": "1.000001", "name": "Cấp giấy phép đò", "score": 1.0}]
