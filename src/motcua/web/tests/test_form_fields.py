# SPDX-License-Identifier: EUPL-1.2
"""What every form of the house has in common."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from django import forms
from django.utils.translation import override

import motcua.web.urls  # noqa: F401  every page brings its forms along
from motcua.web.forms.base import HouseForm


def of_the_house(kind: type[forms.Form] = HouseForm) -> Iterator[type[forms.Form]]:
    for each in kind.__subclasses__():
        yield each
        yield from of_the_house(each)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_day_that_is_typed_begins_with_the_day(language: str) -> None:
    fields = [
        field
        for form in of_the_house()
        for field in form.base_fields.values()
        if isinstance(field, forms.DateField)
    ]
    assert len(fields) > 20
    with override(language):
        assert {field.clean("09/03/2026") for field in fields} == {dt.date(2026, 3, 9)}
        assert {field.clean("2026-03-09") for field in fields} == {dt.date(2026, 3, 9)}
