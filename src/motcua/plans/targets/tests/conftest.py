# SPDX-License-Identifier: EUPL-1.2
import pytest

from motcua.dossiers.tests.office import Office, open_office
from motcua.plans.targets.tests.friday import EVENING
from motcua.scores.tests.quarter import Quarter, lead


@pytest.fixture
def office(db: None) -> Office:
    return open_office()


@pytest.fixture
def quarter(office: Office, monkeypatch: pytest.MonkeyPatch) -> Quarter:
    """A quarter of real acts, looked at on its last evening."""
    found = lead(office)
    monkeypatch.setattr("django.utils.timezone.now", lambda: EVENING)
    return found
