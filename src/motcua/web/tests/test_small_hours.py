# SPDX-License-Identifier: EUPL-1.2
"""Between midnight and seven the day in Vietnam is already the next one, while UTC still says yesterday."""

import pytest

from motcua.dossiers.models import Dossier
from motcua.dossiers.tests.office import Office, at
from motcua.law.roles import Role
from motcua.law.transitions import Act
from motcua.web.effects import effect_of
from motcua.web.tests.conftest import SignIn, set_clock


@pytest.mark.parametrize("path", ["/", "/nhac-viec/", "/ke-hoach/viec/"])
def test_a_page_names_the_new_day(
    path: str, office: Office, as_role: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_clock(monkeypatch, "2026-03-10 00:30")
    page = as_role(Role.SPECIALIST).get(path).content.decode()
    assert "10/03/2026" in page
    assert "09/03/2026" not in page


def test_a_new_dossier_is_told_the_rules_of_its_own_day() -> None:
    told = effect_of(Act.CORRECT, Dossier(), at("2026-08-05 00:30"))
    assert "309/2026" in told[1]
    assert "309/2026" not in effect_of(Act.CORRECT, Dossier(), at("2026-08-04 23:30"))[1]
