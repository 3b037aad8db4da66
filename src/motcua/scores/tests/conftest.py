# SPDX-License-Identifier: EUPL-1.2
import pytest
from django.core.cache import caches

from motcua.dossiers.tests.office import Office, open_office


@pytest.fixture
def office(db: None) -> Office:
    caches["process"].clear()  # what was known of another test's catalogue
    return open_office()
