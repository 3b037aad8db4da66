# SPDX-License-Identifier: EUPL-1.2
import pytest

from motcua.dossiers.tests.office import open_office
from motcua.inspections.tests.story import Inspected


@pytest.fixture
def inspected(db: None) -> Inspected:
    return Inspected(open_office())
