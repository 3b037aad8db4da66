# SPDX-License-Identifier: EUPL-1.2
"""How far procedures go online: told by their names, recorded case by case, counted only where it is known."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from motcua.catalogue.models import Channel, Procedure, ProcedureCase, ProcedureVersion
from motcua.catalogue.own_data import read_own_data
from motcua.catalogue.queries import at_online_level
from motcua.catalogue.tests.keeping import ferry
from motcua.law.online_levels import OnlineLevel, level_in_name

FULL, PARTIAL = OnlineLevel.FULL, OnlineLevel.PARTIAL
Ways = list[tuple[str, str | None]]


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("Đăng ký xe tạm thời thực hiện bằng dịch vụ công trực tuyến toàn trình", FULL),
        ("Đăng ký xe lần đầu TRỰC TUYẾN TOÀN TRÌNH đối với xe nhập khẩu", FULL),
        ("Đăng ký sang tên bằng dịch vụ công trực tuyến một phần", PARTIAL),
        (
            "Cấp lại biển số bằng dịch vụ công trực tuyến một phần hoặc dịch vụ công trực tuyến toàn trình",
            None,
        ),
        ("Hỗ trợ một phần chi phí học tập", None),
        ("Đăng ký khai sinh", None),
    ],
)
def test_a_name_may_tell_the_level(name: str, level: OnlineLevel | None) -> None:
    assert level_in_name(name) is level


def test_own_procedures_take_it_from_their_names_alone() -> None:
    told = {own.code: level_in_name(own.name) for own in read_own_data()}
    assert {level for level in told.values() if level} <= {FULL, PARTIAL}
    assert sum(level is None for level in told.values()) > len(told) * 0.9


def level_of(ways: Ways) -> OnlineLevel | str | None:
    """In words of Python: partial where one way is, full where all are, unknown where one may be either."""
    levels = [level for channel, level in ways if channel == Channel.ONLINE]
    if PARTIAL in levels:
        return PARTIAL
    if None in levels:
        return None
    return FULL if levels else "not online"


@st.composite
def ways_of_one(draw: st.DrawFn) -> Ways:
    channels = draw(st.lists(st.sampled_from(list(Channel)), max_size=4))
    told = st.sampled_from([None, FULL.value, PARTIAL.value])
    return [(channel.value, draw(told) if channel is Channel.ONLINE else None) for channel in channels]


class TestLevelOfAProcedure(TestCase):
    @given(st.lists(ways_of_one(), min_size=1, max_size=6))
    def test_one_partial_way_makes_it_partial_and_an_unknown_one_keeps_it_from_being_full(
        self, every: list[Ways]
    ) -> None:
        levels = {_version(number, ways).pk: level_of(ways) for number, ways in enumerate(every)}
        mine = ProcedureVersion.objects.filter(pk__in=levels)
        for wanted in (FULL, PARTIAL, None):
            found = set(at_online_level(mine, wanted).values_list("pk", flat=True))
            assert found == {pk for pk, level in levels.items() if level == wanted}


def _version(number: int, ways: Ways) -> ProcedureVersion:
    procedure = Procedure.objects.create(code=f"9.{number:06d}")
    version = ProcedureVersion.objects.create(
        procedure=procedure, number=1, name=f"Thủ tục {number}", effective_from=dt.date(2025, 7, 1)
    )
    ProcedureCase.objects.bulk_create(
        ProcedureCase(version=version, order=order, channel=channel, online_level=level)
        for order, (channel, level) in enumerate(ways, start=1)
    )
    return version


@pytest.mark.django_db
def test_the_database_takes_a_level_for_filing_online_only() -> None:
    counter = ferry().cases.filter(channel=Channel.COUNTER).first()
    assert counter is not None
    counter.online_level = FULL
    with pytest.raises(IntegrityError, match="case_level_of_online_only"), transaction.atomic():
        counter.save()
