# SPDX-License-Identifier: EUPL-1.2
"""The counter with every procedure that the project brings along."""

import pytest
from django.test import Client

from motcua.catalogue.models import ProcedureVersion
from motcua.catalogue.own_data import load_procedures
from motcua.dossiers.tests.office import Office
from motcua.law.roles import Role
from motcua.web.tests.conftest import set_clock


def test_every_procedure_can_be_opened_at_the_counter(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_clock(monkeypatch, "2026-03-09 10:00")
    load_procedures()
    desk = Client()
    desk.force_login(office.people[Role.RECEPTION])
    codes = list(ProcedureVersion.objects.filter(status="valid").values_list("procedure__code", flat=True))
    assert len(codes) > 60
    promised = 0
    for code in codes:
        page = desk.get("/quay/", {"thu-tuc": code})
        assert page.status_code == 200, code
        assert page.context["form"].cases, code
        promised += page.context["preview"].promise is not None
    assert promised > 60


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("khai sinh", "khai sinh"),
        ("dang ky ket hon", "kết hôn"),
        ("xac nhan doc than", "tình trạng hôn nhân"),
        ("chung thuc ban sao", "Chứng thực bản sao"),
    ],
)
def test_everyday_words_find_the_procedure(office: Office, words: str, part: str) -> None:
    load_procedures()
    desk = Client()
    desk.force_login(office.people[Role.RECEPTION])
    found = desk.get("/quay/", {"tim": words}).context["found"]
    assert any(part.lower() in one.name.lower() for one in found[:3]), [one.name for one in found[:3]]
