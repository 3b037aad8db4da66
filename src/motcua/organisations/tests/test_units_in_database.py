# SPDX-License-Identifier: EUPL-1.2
"""Units in PostgreSQL: loading, the tree of a day, succession."""

import datetime as dt
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction
from pytest_django import DjangoAssertNumQueries, DjangoDbBlocker

from motcua.datafiles import DATA
from motcua.organisations.loading import Loaded, load_units
from motcua.organisations.models import Succession, Unit
from motcua.organisations.queries import (
    UnitNotInForce,
    predecessors_of,
    successors_of,
    tree_on,
    unit_on,
    units_on,
)
from motcua.organisations.unit_files import UnitFileBroken

OLD = dt.date(2025, 6, 30)
NEW = dt.date(2025, 7, 1)
TODAY = dt.date(2026, 11, 1)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Loaded]:
    """All units, loaded once for this module and taken back at its end."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load_units()
        transaction.set_rollback(True)


def unit(code: str) -> Unit:
    return Unit.objects.get(code=code)


def test_everything_is_loaded(loaded: Loaded) -> None:
    assert (Unit.objects.count(), Succession.objects.count()) == (loaded.units, loaded.successions)
    assert loaded.written == loaded.units + loaded.successions
    assert units_on(TODAY).filter(kind="commune").count() == 3321
    assert units_on(TODAY).filter(kind="province").count() == 34


def test_loading_again_changes_nothing_and_is_fast() -> None:
    before = list(Unit.objects.order_by("id").values())
    links = list(Succession.objects.order_by("id").values())
    begun = time.process_time()
    assert load_units().written == 0
    assert time.process_time() - begun < 2
    assert list(Unit.objects.order_by("id").values()) == before
    assert list(Succession.objects.order_by("id").values()) == links


def test_what_an_office_sets_itself_stays() -> None:
    Unit.objects.filter(code="tu-ky.ubnd").update(
        phone="0220", calendar_code="vn-admin-0700", name="Mistyped"
    )
    load_units()
    office = unit("tu-ky.ubnd")
    assert (office.phone, office.calendar_code) == ("0220", "vn-admin-0700")
    assert office.name == "Ủy ban nhân dân xã Tứ Kỳ"


def test_a_corrected_succession_is_written_once() -> None:
    Succession.objects.filter(predecessor__code="298-20180101").update(decision="Mistyped")
    assert load_units().written == 1
    link = Succession.objects.get(predecessor__code="298-20180101")
    assert (link.successor, link.kind, link.confidence) == (None, "abolished", "verified")
    assert "72/2025/QH15" in link.decision


def test_a_broken_file_leaves_nothing_behind(tmp_path: Path) -> None:
    folder = tmp_path / "units"
    shutil.copytree(DATA / "units", folder)
    row = "units:\n  - {code: x, name: X, kind: castle, parent: null, from: 2020-01-01, to: null}\n"
    (folder / "agencies-own.yaml").write_text(row, encoding="utf-8")
    with pytest.raises(UnitFileBroken, match="castle"):
        load_units(folder)
    assert not Unit.objects.filter(code="x").exists()


def test_three_levels_before_and_two_after() -> None:
    before, after = tree_on(OLD), tree_on(NEW)
    town = unit_on("11074", OLD)
    assert [step.name for step in before.path(town)] == ["Tỉnh Hải Dương", "Huyện Tứ Kỳ", "Thị trấn Tứ Kỳ"]
    commune = unit_on("11074", NEW)
    assert [step.name for step in after.path(commune)] == ["Thành phố Hải Phòng", "Xã Tứ Kỳ"]
    assert "Ủy ban nhân dân xã Tứ Kỳ" in [child.name for child in after.children(commune)]


def test_ancestors_agree_with_the_tree() -> None:
    tree = tree_on(NEW)
    commune = unit_on("11074", NEW)
    section = unit("tu-ky.kinh-te")
    assert section.ancestors == [step.pk for step in tree.path(section)[:-1]]
    assert commune.ancestors == [unit_on("31", NEW).pk]


def test_tree_takes_two_queries_after_a_rename(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(2):
        assert len(tree_on(TODAY).roots) == 34


def test_tree_takes_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        tree = tree_on(NEW)
        assert len(list(tree.below(next(root for root in tree.roots if root.area_code == "31")))) > 114


def test_roots_are_provinces() -> None:
    assert {root.kind for root in tree_on(NEW).roots} == {"province"}
    assert len(tree_on(NEW).roots) == 34


def test_children_are_in_vietnamese_order() -> None:
    names = [child.name for child in tree_on(NEW).children(unit("11074-20250701"))]
    assert names == [
        "Công an xã Tứ Kỳ",
        "Ủy ban nhân dân xã Tứ Kỳ",
    ]


def test_a_renamed_province_keeps_its_communes() -> None:
    commune = unit_on("06652", TODAY)
    later = unit_on("22", TODAY)
    assert later.name == "Thành phố Quảng Ninh"
    assert tree_on(TODAY).path(commune)[0] == later
    assert tree_on(NEW).path(commune)[0].name == "Tỉnh Quảng Ninh"
    # Whoever covers the province under either name covers the commune.
    assert later.pk in commune.ancestors
    assert unit("22-20250701").pk in commune.ancestors


def test_same_code_is_two_units_over_time() -> None:
    assert unit_on("31", OLD) != unit_on("31", NEW)
    assert unit_on("31", OLD).name == unit_on("31", NEW).name == "Thành phố Hải Phòng"


@pytest.mark.parametrize(
    ("area_code", "day"), [("298", NEW), ("30", NEW), ("99999", NEW), ("11074", dt.date(1990, 1, 1))]
)
def test_unit_not_in_force(area_code: str, day: dt.date) -> None:
    with pytest.raises(UnitNotInForce, match=area_code):
        unit_on(area_code, day)


def test_successors() -> None:
    assert [step.name for step in successors_of(unit("30-19970101"), NEW)] == ["Thành phố Hải Phòng"]
    assert [step.name for step in successors_of(unit_on("11116", OLD), TODAY)] == ["Xã Tứ Kỳ"]
    split = unit_on("11086", OLD)  # xã Hưng Đạo: most of it to Đại Sơn, a part to Tân Kỳ
    assert [step.name for step in successors_of(split, NEW)] == ["Xã Đại Sơn", "Xã Tân Kỳ"]


def test_a_district_has_no_successor() -> None:
    assert successors_of(unit_on("298", OLD), NEW) == []


def test_a_unit_still_in_force_stands_for_itself() -> None:
    office = unit("hp.ubnd")
    assert successors_of(office, TODAY) == [office]
    assert predecessors_of(office, NEW) == [office]


def test_successors_before_the_change_are_the_unit_itself() -> None:
    town = unit_on("11074", OLD)
    assert successors_of(town, OLD) == [town]


def test_succession_is_followed_over_several_steps() -> None:
    department = unit("hd-cu.so-tnmt")  # merged on 1 March 2025, then with the province on 1 July 2025
    assert [step.code for step in successors_of(department, dt.date(2025, 4, 1))] == ["hd-cu.so-nnmt"]
    assert [step.code for step in successors_of(department, TODAY)] == ["hp.so-nnmt"]


def test_predecessors() -> None:
    names = {step.name for step in predecessors_of(unit_on("11074", TODAY), OLD)}
    assert names == {"Thị trấn Tứ Kỳ", "Xã Quang Phục", "Xã Quang Khải", "Xã Minh Đức"}
    assert {step.name for step in predecessors_of(unit_on("31", TODAY), OLD)} == {
        "Tỉnh Hải Dương",
        "Thành phố Hải Phòng",
    }


def test_predecessors_over_a_rename() -> None:
    ward = unit_on("25363", TODAY)
    assert ward.name == "Phường Đồng Phú"
    assert [step.name for step in predecessors_of(ward, NEW)] == ["Xã Đồng Phú"]
