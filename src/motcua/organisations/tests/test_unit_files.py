# SPDX-License-Identifier: EUPL-1.2
"""The unit files as they are, and how broken ones are refused."""

import datetime as dt
import shutil
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from motcua.datafiles import DATA
from motcua.organisations.unit_files import UnitFileBroken, UnitFiles, UnitRow, read_unit_files

FOLDER = DATA / "units"
NEW_ORDER = dt.date(2025, 7, 1)
BEFORE = dt.date(2025, 6, 30)


@pytest.fixture(scope="module")
def files() -> UnitFiles:
    return read_unit_files(FOLDER)


def standing(files: UnitFiles, kind: str, day: dt.date) -> list[UnitRow]:
    return [
        unit for unit in files.units
        if unit.kind == kind and unit.since <= day and (unit.until is None or unit.until >= day)
    ]  # fmt: skip


@pytest.mark.parametrize("day", [NEW_ORDER, dt.date(2026, 4, 30), dt.date(2026, 9, 20), dt.date(2026, 11, 1)])
def test_there_are_34_provinces_and_3321_communes(files: UnitFiles, day: dt.date) -> None:
    assert len(standing(files, "province", day)) == 34
    communes = standing(files, "commune", day)
    assert len(communes) == len({unit.area_code for unit in communes}) == 3321


@pytest.mark.parametrize(
    ("day", "wards"),
    [(NEW_ORDER, 687), (dt.date(2026, 4, 30), 697), (dt.date(2026, 9, 20), 709)],
    ids=["QĐ 19/2025/QĐ-TTg", "237/NQ-UBTVQH16", "388/NQ-UBTVQH16"],
)
def test_number_of_wards(files: UnitFiles, day: dt.date, wards: int) -> None:
    kinds = Counter(unit.name.split()[0] for unit in standing(files, "commune", day))
    assert kinds == {"Phường": wards, "Đặc": 13, "Xã": 3321 - 13 - wards}


def test_hai_phong_has_114_units(files: UnitFiles) -> None:
    mine = [unit for unit in standing(files, "commune", NEW_ORDER) if unit.parent == "31-20250701"]
    assert Counter(unit.name.split()[0] for unit in mine) == {"Xã": 67, "Phường": 45, "Đặc": 2}


def test_former_hai_duong_has_12_districts_and_207_communes(files: UnitFiles) -> None:
    districts = [unit for unit in standing(files, "district", BEFORE) if unit.parent == "30-19970101"]
    assert len(districts) == 12
    codes = {unit.code for unit in districts}
    communes = [unit for unit in standing(files, "commune", BEFORE) if unit.parent in codes]
    assert Counter(unit.name.split()[0] for unit in communes) == {"Xã": 151, "Phường": 46, "Thị": 10}


def test_no_district_stands_after_june_2025(files: UnitFiles) -> None:
    assert standing(files, "district", BEFORE)
    assert not standing(files, "district", NEW_ORDER)


def test_every_former_unit_has_a_succession(files: UnitFiles) -> None:
    followed = {row.before for row in files.successions}
    ended = {unit.code for unit in files.units if unit.until is not None}
    assert followed == ended


def test_every_new_unit_of_hai_phong_has_a_predecessor(files: UnitFiles) -> None:
    reached = {row.after for row in files.successions}
    mine = [unit for unit in standing(files, "commune", NEW_ORDER) if unit.parent == "31-20250701"]
    assert not [unit.name for unit in mine if unit.code not in reached]


def test_a_unit_goes_whole_to_one_or_in_parts_to_several(files: UnitFiles) -> None:
    by_unit = defaultdict(list)
    for row in files.successions:
        by_unit[row.before].append(row.whole)
    assert all(parts == [True] or not any(parts) for parts in by_unit.values())


@pytest.mark.parametrize(
    ("new", "old"),
    [
        # Nghị quyết 1669/NQ-UBTVQH15: xã Tứ Kỳ and phường Hải Dương
        ("11074-20250701", {"Thị trấn Tứ Kỳ", "Xã Quang Phục", "Xã Quang Khải", "Xã Minh Đức"}),
        (
            "10525-20250701",
            {"Phường Ngọc Châu", "Phường Nhị Châu", "Phường Quang Trung", "Phường Trần Hưng Đạo"},
        ),
    ],
)
def test_known_mergers(files: UnitFiles, new: str, old: set[str]) -> None:
    names = {unit.code: unit.name for unit in files.units}
    found = {names[row.before] for row in files.successions if row.after == new}
    assert found == old


def test_names_are_clean(files: UnitFiles) -> None:
    for unit in files.units:
        assert unit.name == " ".join(unit.name.split())
        assert unit.name[0].isupper()


def test_parents_stand_before_children(files: UnitFiles) -> None:
    seen: set[str | None] = {None}
    for unit in files.units:
        assert unit.parent in seen
        seen.add(unit.code)


def test_level_1_identifiers(files: UnitFiles) -> None:
    codes = {unit.code: unit.agency_code for unit in files.units if unit.kind == "province"}
    assert codes["30-19970101"] == "H23"
    assert codes["31-19621027"] == codes["31-20250701"] == "H24"
    assert codes["24-20250701"] == codes["24-20260920"] == "H05"
    assert all(codes.values())


def test_names_of_one_province_over_time(files: UnitFiles) -> None:
    assert files.incarnations()["75-20250701"] == ["75-20260430"]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(FOLDER, tmp_path / "units")
    return tmp_path / "units"


UNIT = "{{code: {code}, name: X, kind: section, parent: {parent}, from: {since}, to: {until}}}"


def own_unit(code: str = "x", parent: str = "null", since: str = "2020-01-01", until: str = "null") -> str:
    return "units:\n  - " + UNIT.format(code=code, parent=parent, since=since, until=until) + "\n"


def own_succession(**changed: str) -> str:
    row = {
        "from": "x",
        "to": "null",
        "kind": "abolished",
        "date": "2020-02-01",
        "whole": "true",
        "decision": "nq-202",
    }
    flow = ", ".join(f"{key}: {value}" for key, value in (row | changed).items())
    return own_unit(until="2020-01-31") + f"successions:\n  - {{{flow}}}\n"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (own_unit(code="hp.ubnd"), "bị lặp"),
        (own_unit(until="2019-12-31"), "trước ngày bắt đầu"),
        (own_unit(parent="nobody"), "cấp trên «nobody» không có"),
        (own_unit(parent="x"), "vòng lặp"),
        (own_unit(since="soon"), "không phải là ngày"),
        ("units:\n  - {code: x, name: X, kind: section, from: 2020-01-01, to: null}\n", "thiếu mục 'parent'"),
        ("units:\n  - {code: x, agency_code: 12, name: X, kind: section}\n", "mã định danh"),
        (own_succession(to="nobody"), "không có trong tệp nào"),
        (own_succession(decision="nothing"), "không có trong decisions.yaml"),
        (own_succession(date="2020-03-01"), "liền trước"),
        (own_succession(to="11074-20250701"), "chưa bắt đầu"),
        ("units: [", "YAML"),
        ("- a list", "bảng khóa"),
    ],
)
def test_broken_files_are_refused(copy: Path, text: str, complaint: str) -> None:
    text = text.replace("agency_code: 12", "agency_code: '12'")
    (copy / "agencies-own.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(UnitFileBroken, match=complaint):
        read_unit_files(copy)
