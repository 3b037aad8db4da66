# SPDX-License-Identifier: EUPL-1.2
"""Writes data/units/: official units since 1 July 2025 and the succession of the demonstration province.

Run it by hand, with an interpreter that has PyYAML and the public data set package ``vietnam-provinces``
(2026.9 or newer)::

    python scripts/make_units.py

The package is under the GPL and is therefore never a dependency of the project. What is taken from it are facts:
the official codes and names of the statistical office (QĐ 19/2025/QĐ-TTg), and the official table of which
former commune went to which new one. Decisions and later changes come from data/units/decisions.yaml, which is
written by hand. The result is the same on every run.
"""

from __future__ import annotations

import csv
import datetime as dt
import importlib
import re
from collections import Counter
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).resolve().parents[1] / "data" / "units"
NEW_ORDER = dt.date(2025, 7, 1)
LAST_OF_OLD = dt.date(2025, 6, 30)
EXPECTED = {"xã": 2621, "phường": 687, "đặc khu": 13}
HEADER = "# SPDX-License-Identifier: EUPL-1.2\n# Made by scripts/make_units.py; change the script, not this file.\n"
COLUMNS = ("code", "area_code", "name", "division", "parent", "effective_from", "effective_to", "decision")

# Old and new spelling put the tone on different letters (Hoà, Hòa); one spelling is kept, that of the new names.
_TONES = {
    pair[:2]: pair[2:]
    for pair in (
        *("oàòa", "oáóa", "oảỏa", "oãõa", "oạọa", "oèòe", "oéóe", "oẻỏe", "oẽõe", "oẹọe"),
        *("uỳùy", "uýúy", "uỷủy", "uỹũy", "uỵụy"),
    )
}
_TONE = re.compile("(?<![qQ])(" + "|".join(_TONES) + r")(?!\w)")


def clean_name(name: str) -> str:
    """One spelling, one space between words, a capital at the beginning."""
    spaced = _TONE.sub(lambda found: _TONES[found[0]], " ".join(name.replace("’", "'").split()))
    return spaced[0].upper() + spaced[1:]


def unit_code(area_code: str, since: dt.date) -> str:
    """Our own key of a unit row: a name change begins a new row, so the day is part of the key."""
    return f"{area_code}-{since:%Y%m%d}"


def province_code(code: int) -> str:
    """Two digits, as the statistical office writes provinces."""
    return f"{code:02d}"


def commune_code(code: int) -> str:
    """Five digits, as the statistical office writes communes."""
    return f"{code:05d}"


def main() -> None:
    """Writes all files and prints what was written."""
    package = importlib.import_module("vietnam_provinces")
    curated = yaml.safe_load((FOLDER / "decisions.yaml").read_text(encoding="utf-8"))
    rows = current_units(package)
    renamed = amend(rows, curated)
    write_csv(rows)
    write_yaml("succession-2026.yaml", [], renamed)
    known = {row["area_code"]: row for row in rows if row["effective_from"] == NEW_ORDER}
    for former in curated["former_provinces"]:
        units, successions = former_province(former, known)
        write_yaml(f"succession-{former['slug']}.yaml", units, successions)


def current_units(package: Any) -> list[dict[str, Any]]:
    """All provinces and communes as they began on 1 July 2025."""
    # The package shows three provinces as the cities they have become; they began as provinces.
    began_as_province = {"22", "24", "75"}
    rows = []
    for province in package.Province.iter_all():
        area = province_code(province.code.value)
        name = clean_name(province.name)
        if area in began_as_province:
            name = name.replace("Thành phố", "Tỉnh")
        division = "tỉnh" if name.startswith("Tỉnh") else "thành phố"
        rows.append(new_row(area, name, division, ""))
    communes = []
    for ward in package.Ward.iter_all():
        parent = unit_code(province_code(ward.province_code.value), NEW_ORDER)
        communes.append(
            new_row(commune_code(ward.code.value), clean_name(ward.name), ward.division_type.value, parent)
        )
    found = Counter(row["division"] for row in communes)
    if dict(found) != EXPECTED or len(rows) != 34:
        raise SystemExit(f"The package does not hold the units of QĐ 19/2025/QĐ-TTg: {len(rows)}, {found}")
    return sorted(rows, key=by_code) + sorted(communes, key=by_code)


def by_code(row: dict[str, Any]) -> tuple[str, dt.date]:
    return row["area_code"], row["effective_from"]


def new_row(area: str, name: str, division: str, parent: str, decision: str = "qd-19") -> dict[str, Any]:
    return {
        "code": unit_code(area, NEW_ORDER),
        "area_code": area,
        "name": name,
        "division": division,
        "parent": parent,
        "effective_from": NEW_ORDER,
        "effective_to": None,
        "decision": decision,
    }


def amend(rows: list[dict[str, Any]], curated: dict[str, Any]) -> list[dict[str, Any]]:
    """Ends the rows that took another name after 1 July 2025 and adds their followers; the successions."""
    successions = []
    for amendment in curated["amendments"]:
        since = curated["decisions"][amendment["decision"]]["effective"]
        for row, name, division in changes_of(amendment, rows):
            row["effective_to"] = since - dt.timedelta(days=1)
            code = unit_code(row["area_code"], since)
            follower = {**row, "code": code, "name": name, "division": division, "effective_from": since}
            follower["parent"] = parent_on(row["parent"], since, rows)
            rows.append({**follower, "effective_to": None, "decision": amendment["decision"]})
            successions.append(succession(row["code"], code, "renamed", since, True, amendment["decision"]))
    rows.sort(key=lambda row: (len(row["area_code"]), *by_code(row)))
    return successions


def parent_on(parent: str, day: dt.date, rows: list[dict[str, Any]]) -> str:
    """The row that stands for the same parent on that day, as the parent itself may have been renamed."""
    area = parent.partition("-")[0]
    standing = [row for row in rows if row["area_code"] == area and row["effective_from"] <= day]
    return max(standing, key=by_code)["code"] if standing else ""


def changes_of(
    amendment: dict[str, Any], rows: list[dict[str, Any]]
) -> list[tuple[dict[str, Any], str, str]]:
    if "area_code" in amendment:
        row = only(rows, lambda row: row["area_code"] == amendment["area_code"], amendment)
        if row["name"] != amendment["was"]:
            raise SystemExit(f"{row['area_code']} is {row['name']}, not {amendment['was']}")
        return [(row, amendment["becomes"], "thành phố")]
    parent = unit_code(amendment["province"], NEW_ORDER)
    return [
        (
            only(rows, lambda row, name=name: row["parent"] == parent and row["name"] == f"Xã {name}", name),
            f"Phường {name}",
            "phường",
        )
        for name in amendment["becomes_ward"]
    ]


def only(rows: list[dict[str, Any]], wanted: Any, what: object) -> dict[str, Any]:
    found = [row for row in rows if wanted(row)]
    if len(found) != 1:
        raise SystemExit(f"{what}: {len(found)} units found, not one")
    return found[0]


def succession(
    source: str, target: str | None, kind: str, on: dt.date, whole: bool, decision: str
) -> dict[str, Any]:
    return {"from": source, "to": target, "kind": kind, "date": on, "whole": whole, "decision": decision}


def former_province(
    former: dict[str, Any], known: dict[str, dict[str, Any]]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The three-level tree of one former province and what followed each of its units on 1 July 2025."""
    legacy = importlib.import_module("vietnam_provinces.legacy")
    province = legacy.Province.from_code(legacy.ProvinceCode(int(former["area_code"])))
    top = old_unit(
        former["area_code"],
        clean_name(province.name),
        "province",
        None,
        former["effective_from"],
        former["note"],
    )
    units = [top]
    successions = [
        succession(top["code"], known[former["becomes"]]["code"], "merged", NEW_ORDER, True, "nq-202")
    ]
    for district in legacy.District.iter_by_province(province.code):
        area = f"{district.code.value:03d}"
        start = former["district_starts"].get(area, {"from": former["districts_from"], "source": ""})
        row = old_unit(
            area, clean_name(district.name), "district", top["code"], start["from"], start["source"]
        )
        units.append(row)
        wards = sorted(legacy.Ward.iter_by_district(district.code), key=lambda ward: ward.code.value)
        communes = [
            old_unit(
                commune_code(ward.code.value),
                clean_name(ward.name),
                "commune",
                row["code"],
                former["communes_from"],
                "",
                former["communes_decision"],
            )
            for ward in wards
        ]
        units += communes
        successions.append(end_of_district(row, communes, known))
        for commune in communes:
            successions += followers(commune, known)
    return units, successions


def old_unit(
    area: str,
    name: str,
    kind: str,
    parent: str | None,
    since: dt.date,
    source: str,
    decision: str | None = None,
) -> dict[str, Any]:
    row: dict[str, Any] = {"code": unit_code(area, since), "area_code": area, "name": name, "kind": kind}
    row |= {"parent": parent, "from": since, "to": LAST_OF_OLD}
    if source:
        row["source"] = source
    if decision:
        row["decision"] = decision
    return row


def end_of_district(
    district: dict[str, Any], communes: list[dict[str, Any]], known: dict[str, dict[str, Any]]
) -> dict[str, Any]:
    """Districts ended without a successor; one island district without communes became a special zone."""
    if communes:
        return succession(district["code"], None, "abolished", NEW_ORDER, True, "luat-72")
    name = district["name"].replace("Huyện", "Đặc khu")
    zone = only(list(known.values()), lambda row: row["name"] == name, name)
    return succession(district["code"], zone["code"], "renamed", NEW_ORDER, True, "nq-1669")


def followers(commune: dict[str, Any], known: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    """What became of one former commune: whole into one, or in parts into several (the larger part first)."""
    table = importlib.import_module("vietnam_provinces._ward_conversion_2025")
    old = int(commune["area_code"])
    edges = []
    for target in table.OLD_TO_NEW[old].new_wards:
        entry = table.NEW_TO_OLD[target.code]
        partly = next(ref.is_partly_merged for ref in entry.old_wards if ref.code == old)
        edges.append((partly, commune_code(target.code), len(entry.old_wards)))
    edges.sort()
    whole = len(edges) == 1 and not edges[0][0]
    return [
        succession(
            commune["code"],
            known[area]["code"],
            kind_of(commune["name"], known[area]["name"], whole, sources),
            NEW_ORDER,
            whole,
            "nq-1669",
        )
        for _, area, sources in edges
    ]


def kind_of(old_name: str, new_name: str, whole: bool, sources: int) -> str:
    if not whole:
        return "split"
    if sources > 1:
        return "merged"
    return "moved" if old_name == new_name else "renamed"


def write_csv(rows: list[dict[str, Any]]) -> None:
    with (FOLDER / "vn-units.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    print(f"vn-units.csv: {len(rows)} rows")


def write_yaml(name: str, units: list[dict[str, Any]], successions: list[dict[str, Any]]) -> None:
    lines = [HEADER + "units:" + ("" if units else " []")]
    lines += ["  - " + flow(row) for row in units]
    lines.append("successions:")
    lines += ["  - " + flow(row) for row in successions]
    (FOLDER / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{name}: {len(units)} units, {len(successions)} successions")


def flow(row: dict[str, Any]) -> str:
    """One row on one line, so that a change shows as one line."""
    text = yaml.safe_dump(row, default_flow_style=True, allow_unicode=True, sort_keys=False, width=10_000)
    return text.strip()


if __name__ == "__main__":
    main()
