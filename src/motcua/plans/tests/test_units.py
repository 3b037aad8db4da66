# SPDX-License-Identifier: EUPL-1.2
"""What a printed unit means."""

from __future__ import annotations

import datetime as dt

import pytest

from motcua.dossiers.tests.office import Office, open_office
from motcua.plans.models import UnitGroup
from motcua.plans.units import Directory, group_of

DAY = dt.date(2026, 3, 9)


@pytest.mark.parametrize(
    ("printed", "group"),
    [
        ("Các phòng, ban, UBND xã, phường", UnitGroup.ALL_BELOW),
        ("Các cơ quan chuyên môn thuộc UBND huyện và UBND các xã, thị trấn", UnitGroup.ALL_BELOW),
        ("Các phòng, đơn vị", UnitGroup.SECTIONS),
        ("UBND cấp xã", UnitGroup.COMMUNES),
        ("UBND các xã, phường", UnitGroup.COMMUNES),
        ("Văn phòng HĐND và UBND", UnitGroup.NONE),
        ("Phòng Tư pháp", UnitGroup.NONE),
        ("UBND xã Thử Nghiệm", UnitGroup.NONE),
    ],
)
def test_groups_stay_groups(printed: str, group: UnitGroup) -> None:
    assert group_of(printed) is group


@pytest.fixture
def office(db: None) -> Office:
    return open_office()


def test_names_are_matched_whatever_their_signs(office: Office) -> None:
    directory = Directory(office.committee, DAY)
    for printed, unit in (
        ("Bộ phận Tư pháp - Hộ tịch", office.section),
        ("BỘ PHẬN ĐỊA CHÍNH", office.other_section),
        ("UBND xã Thử Nghiệm", office.committee),
        ("Trung tâm Phục vụ hành chính công", office.centre),
        ("TTPVHCC xã Thử Nghiệm", office.centre),
        ("Bộ phận Một cửa", office.centre),
    ):
        assert directory.match(printed).unit == unit.pk, printed


def test_what_is_unclear_is_left_to_a_person_with_the_best_to_choose_from(office: Office) -> None:
    directory = Directory(office.committee, DAY)
    unclear = directory.match("Bộ phận chuyên môn")
    assert unclear.unit is None and 0 < len(unclear.options) <= 3
    assert directory.match("").options == () and directory.match("Công an tỉnh").unit is None
    assert {pk for pk, _name in directory.nearest_first} >= {office.centre.pk, office.section.pk}


def test_the_directory_takes_two_queries(office: Office, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(2):
        directory = Directory(office.section, DAY)
        directory.match("Phòng A"), directory.match("Phòng B")
