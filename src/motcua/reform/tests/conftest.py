# SPDX-License-Identifier: EUPL-1.2
import pytest
from django.core.cache import caches

from motcua.reform.tests.year import Year, begin_year


@pytest.fixture
def year(db: None) -> Year:
    caches["process"].clear()
    return begin_year()
