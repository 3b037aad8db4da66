# SPDX-License-Identifier: EUPL-1.2
import pytest

from motcua.dossiers.tests.office import Office, open_office


@pytest.fixture
def office(db: None) -> Office:
    return open_office()
