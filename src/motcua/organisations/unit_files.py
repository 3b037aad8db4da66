# SPDX-License-Identifier: EUPL-1.2
"""Reads the data files of units (data/units/) into checked rows. Needs neither Django nor a database.

`vn-units.csv` holds the official provinces and communes since 1 July 2025; every `succession-*.yaml` and
`agencies-*.yaml` may hold further `units` and `successions`; `decisions.yaml` the decisions they name and
`agency-level1.yaml` the level-1 identifiers of provinces (QĐ 20/2020/QĐ-TTg Đ.4).
"""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from motcua.datafiles import read_yaml
from motcua.errors import MotCuaError
from motcua.law.references import CodeError, parse_agency_code

_PROVINCES: Final = frozenset({"tỉnh", "thành phố"})


class UnitFileBroken(MotCuaError, ValueError):
    """A data file of units contradicts itself or cannot be read."""

    code = "unit_file_broken"

    def __init__(self, path: Path, where: str, reason: str) -> None:
        super().__init__(f"Tệp {path.name}, {where}: {reason}. Hãy sửa tệp rồi nạp lại.")
        self.path = path


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision that made or ended units; `confidence` is verified, likely or uncertain."""

    text: str
    confidence: str


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit as a file states it; `until` is the last day, None while it goes on."""

    code: str
    name: str
    kind: str
    parent: str | None
    since: dt.date
    until: dt.date | None
    area_code: str = ""
    agency_code: str = ""
    calendar_code: str = "vn-admin"
    letter_symbol: str = ""
    place_name: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class SuccessionRow:
    """What followed the unit `before` from `on`; `after` is None when nothing did."""

    before: str
    after: str | None
    kind: str
    on: dt.date
    whole: bool
    decision: Decision


@dataclass(frozen=True, slots=True)
class UnitFiles:
    """Everything in the folder, parents before their children, each unit once."""

    units: tuple[UnitRow, ...]
    successions: tuple[SuccessionRow, ...]

    def incarnations(self) -> dict[str, list[str]]:
        """For each unit code, the codes of its later rows under another name, in order of time."""
        renamed = {row.before: row.after for row in self.successions if row.kind == "renamed" and row.after}
        chains: dict[str, list[str]] = {}
        for code in renamed:
            chain, step = [], renamed.get(code)
            while step is not None:
                chain.append(step)
                step = renamed.get(step)
            chains[code] = chain
        return chains


def read_unit_files(folder: Path) -> UnitFiles:
    """All units and successions of the folder. Raises `UnitFileBroken`."""
    decisions = _read_decisions(folder / "decisions.yaml")
    identifiers = _read_identifiers(folder / "agency-level1.yaml")
    units = list(_csv_units(folder / "vn-units.csv", decisions, identifiers))
    successions: list[SuccessionRow] = []
    for path in sorted([*folder.glob("succession-*.yaml"), *folder.glob("agencies-*.yaml")]):
        mapping = _read_yaml(path)
        units += [_unit(path, row, decisions, identifiers) for row in mapping.get("units") or ()]
        successions += [_succession(path, row, decisions) for row in mapping.get("successions") or ()]
    _check(folder, units, successions)
    return UnitFiles(tuple(_parents_first(folder, units)), tuple(successions))


def _read_yaml(path: Path) -> dict[str, Any]:
    try:
        loaded = read_yaml(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise UnitFileBroken(path, "cả tệp", "không tìm thấy") from error
    except yaml.YAMLError as error:
        raise UnitFileBroken(path, "cả tệp", f"không đúng cú pháp YAML ({error})") from error
    if not isinstance(loaded, dict):
        raise UnitFileBroken(path, "cả tệp", "nội dung phải là một bảng khóa – giá trị")
    return loaded


def _read_decisions(path: Path) -> dict[str, Decision]:
    rows: Mapping[str, Mapping[str, Any]] = _read_yaml(path)["decisions"]
    return {
        key: Decision(f"{row['title']} ({row['number']})"[:255], str(row["confidence"]))
        for key, row in rows.items()
    }


def _read_identifiers(path: Path) -> dict[tuple[str, bool], str]:
    """Level-1 identifiers by statistical code and whether it is that of the units since 1 July 2025."""
    found: dict[tuple[str, bool], str] = {}
    for row in _read_yaml(path)["provinces"]:
        _check_identifier(path, row["name"], row["code"])
        found[row["former"], False] = row["code"]
        if row["current"]:
            found[row["current"], True] = row["code"]
    return found


def _check_identifier(path: Path, where: str, text: str) -> None:
    try:
        parse_agency_code(text)
    except CodeError as error:
        raise UnitFileBroken(path, where, str(error)) from error


def _csv_units(
    path: Path, decisions: Mapping[str, Decision], identifiers: Mapping[tuple[str, bool], str]
) -> Iterator[UnitRow]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            is_province = row["division"] in _PROVINCES
            yield UnitRow(
                code=row["code"],
                name=row["name"],
                kind="province" if is_province else "commune",
                parent=row["parent"] or None,
                since=dt.date.fromisoformat(row["effective_from"]),
                until=dt.date.fromisoformat(row["effective_to"]) if row["effective_to"] else None,
                area_code=row["area_code"],
                agency_code=identifiers.get((row["area_code"], True), "") if is_province else "",
                place_name=_bare_name(row["name"], row["division"]),
                source=decisions[row["decision"]].text,
            )


def _bare_name(name: str, division: str) -> str:
    """The place in front of a letter's date is the name without what kind of unit it is."""
    return name[len(division) :].strip() if name.lower().startswith(division) else name


def _unit(
    path: Path,
    row: Mapping[str, Any],
    decisions: Mapping[str, Decision],
    identifiers: Mapping[tuple[str, bool], str],
) -> UnitRow:
    code = str(row.get("code", "?"))
    agency_code = row.get("agency_code", "")
    if agency_code:
        _check_identifier(path, code, agency_code)
    elif row.get("kind") == "province":
        agency_code = identifiers.get((row.get("area_code", ""), False), "")
    source = row.get("source") or ""
    if "decision" in row:
        source = _decision(path, code, row["decision"], decisions).text
    try:
        return UnitRow(
            code=code,
            name=row["name"],
            kind=row["kind"],
            parent=row["parent"],
            since=_day(path, code, row["from"]),
            until=_day(path, code, row["to"]) if row["to"] else None,
            area_code=row.get("area_code", ""),
            agency_code=agency_code,
            calendar_code=row.get("calendar_code", "vn-admin"),
            letter_symbol=row.get("letter_symbol", ""),
            place_name=row.get("place_name", ""),
            source=source,
        )
    except KeyError as error:
        raise UnitFileBroken(path, code, f"thiếu mục {error}") from error


def _succession(path: Path, row: Mapping[str, Any], decisions: Mapping[str, Decision]) -> SuccessionRow:
    where = f"{row.get('from')} → {row.get('to')}"
    try:
        return SuccessionRow(
            before=row["from"],
            after=row["to"],
            kind=row["kind"],
            on=_day(path, where, row["date"]),
            whole=bool(row["whole"]),
            decision=_decision(path, where, row["decision"], decisions),
        )
    except KeyError as error:
        raise UnitFileBroken(path, where, f"thiếu mục {error}") from error


def _decision(path: Path, where: str, key: str, decisions: Mapping[str, Decision]) -> Decision:
    if key not in decisions:
        raise UnitFileBroken(path, where, f"văn bản «{key}» không có trong decisions.yaml")
    return decisions[key]


def _day(path: Path, where: str, value: object) -> dt.date:
    if not isinstance(value, dt.date) or isinstance(value, dt.datetime):
        raise UnitFileBroken(path, where, f"«{value}» không phải là ngày (viết năm-tháng-ngày)")
    return value


def _check(folder: Path, units: Iterable[UnitRow], successions: Iterable[SuccessionRow]) -> None:
    known: dict[str, UnitRow] = {}
    for unit in units:
        if unit.code in known:
            raise UnitFileBroken(folder, unit.code, "mã đơn vị bị lặp")
        if unit.until is not None and unit.until < unit.since:
            raise UnitFileBroken(folder, unit.code, "ngày kết thúc trước ngày bắt đầu")
        known[unit.code] = unit
    for row in successions:
        where = f"{row.before} → {row.after}"
        before = known.get(row.before)
        if before is None or (row.after is not None and row.after not in known):
            raise UnitFileBroken(folder, where, "đơn vị không có trong tệp nào")
        if before.until != row.on - dt.timedelta(days=1):
            raise UnitFileBroken(folder, where, "đơn vị trước phải kết thúc đúng ngày liền trước")
        if row.after is not None and known[row.after].since > row.on:
            raise UnitFileBroken(folder, where, "đơn vị sau chưa bắt đầu vào ngày kế tiếp")


def _parents_first(folder: Path, units: list[UnitRow]) -> list[UnitRow]:
    by_code = {unit.code: unit for unit in units}
    depths: dict[str, int] = {}
    for unit in units:
        path: list[str] = []
        step: UnitRow | None = unit
        while step is not None and step.code not in depths:
            if step.code in path:
                raise UnitFileBroken(folder, unit.code, "đơn vị cấp trên tạo thành vòng lặp")
            path.append(step.code)
            if step.parent is not None and step.parent not in by_code:
                raise UnitFileBroken(folder, step.code, f"đơn vị cấp trên «{step.parent}» không có")
            step = by_code[step.parent] if step.parent else None
        base = depths[step.code] if step is not None else -1
        for offset, code in enumerate(reversed(path), start=1):
            depths[code] = base + offset
    return sorted(units, key=lambda unit: depths[unit.code])
