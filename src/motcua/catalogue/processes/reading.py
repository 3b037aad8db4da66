# SPDX-License-Identifier: EUPL-1.2
"""Reading of internal process tables as published, without a database.

A table is a mapping with `name`, `code`, `level`, `source`, `total_limit`, `forms` and `steps`; a step has
`no`, `content`, `role`, `time` and, where known, `share`, `forms`, `next`. Whatever is missing or strange becomes
a doubt; nothing is guessed silently and nothing raises on content.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import yaml

from motcua.catalogue.processes.positions import read_position
from motcua.catalogue.processes.times import minutes_of, read_time
from motcua.catalogue.processes.values import Doubt, ReadProcess, ReadStep, ReadTime, TimeKind
from motcua.datafiles import read_yaml
from motcua.errors import MotCuaError

FORM_ROLES = {
    "mau_01": "receipt",
    "mau_02": "supplement_request",
    "mau_03": "refusal",
    "mau_04": "apology",
    "mau_05": "stop_notice",
    "mau_06": "control_slip",
    "mau_07": "register",
}
"""Forms of TT 03/2025/TT-VPCP Phụ lục I by their number, as role names of the forms of the mechanism."""


class ProcessFileError(MotCuaError):
    """The file is no table of internal processes."""

    code = "process_file_unreadable"


class _TextLoader(yaml.SafeLoader):
    """Keeps every scalar as text: YAML would turn the key `no` into False and the step number 2.10 into 2.1."""


_TextLoader.yaml_implicit_resolvers = {}


def read_file(path: Path) -> list[ReadProcess]:
    """The processes of a YAML file; raises `ProcessFileError` when it cannot be read as such a table."""
    try:
        document = read_yaml(path.read_text(encoding="utf-8"), _TextLoader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise ProcessFileError(
            f"Không đọc được tệp quy trình {path}: {error}. Hãy kiểm tra đường dẫn và định dạng YAML (UTF-8)."
        ) from error
    rows = document.get("processes") if isinstance(document, Mapping) else document
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        raise ProcessFileError(
            f"Tệp {path} không phải bảng quy trình nội bộ: cần khóa `processes`"
            " là danh sách, mỗi phần tử có `name` và `steps`."
        )
    return [read_process(row) for row in rows]


def read_process(mapping: Mapping[Any, Any]) -> ReadProcess:
    """One published process as far as it can be understood, with its doubts; never raises on content."""
    doubts: list[Doubt] = []
    total = read_time(_text(mapping.get("total_limit")))
    doubts += [Doubt(f"total_{code}", total.raw) for code in total.doubts]
    if total.kind is TimeKind.MISSING:
        doubts.append(Doubt("total_missing", total.raw))
    elif total.minutes is None:
        doubts.append(Doubt("total_unreadable", total.raw))
    rows = mapping.get("steps")
    steps: list[ReadStep] = []
    for index, row in enumerate(rows if isinstance(rows, Sequence) and not isinstance(rows, str) else ()):
        if isinstance(row, Mapping):
            steps.append(_read_step(row, index, total, doubts))
        else:
            doubts.append(Doubt("step_unreadable", str(row), str(index + 1)))
    return ReadProcess(
        name=_text(mapping.get("name")),
        code=_text(mapping.get("code")) or None,
        level=_text(mapping.get("level")),
        source=_text(mapping.get("source")),
        total=total,
        steps=tuple(steps),
        forms=_forms(mapping.get("forms"), None, doubts),
        doubts=tuple(doubts),
    )


def _read_step(row: Mapping[Any, Any], index: int, total: ReadTime, doubts: list[Doubt]) -> ReadStep:
    # A reader of YAML 1.1 turns the key `no` into False before we see it.
    number = _text(row.get("no", row.get(False))) or str(index + 1)
    name = _text(row.get("content", row.get("name")))
    role_text = _text(row.get("role"))
    position = read_position(role_text, name)
    time = read_time(_text(row.get("time")))
    doubts += [Doubt(f"time_{code}", time.raw, number) for code in time.doubts]
    if time.kind not in (TimeKind.MEASURED, TimeKind.NOT_COUNTED):
        doubts.append(Doubt(f"time_{time.kind.value}", time.raw, number))
    if role_text and position.role is None:
        doubts.append(Doubt("role_unknown", role_text, number))
    elif position.several:
        doubts.append(Doubt("role_several", role_text, number))
    return ReadStep(
        number=number,
        name=name,
        role=position.role,
        role_text=role_text,
        unit_text=_text(row.get("unit")) or ("" if position.role == role_text else position.unit_text),
        time=time,
        proposed_minutes=_proposal(time, total),
        share=_share(row.get("share"), number, doubts),
        forms=_forms(row.get("forms"), number, doubts),
        following=_following(row.get("next")),
    )


def _proposal(time: ReadTime, total: ReadTime) -> int | None:
    """A bare figure most likely has the unit of the total; it stays a proposal until a person confirms it."""
    if time.number is None or total.unit is None:
        return None
    return minutes_of(time.number, total.unit)


def _share(value: object, number: str, doubts: list[Doubt]) -> Decimal | None:
    text = _text(value)
    if not text:
        return None
    try:
        share = Decimal(text.rstrip("%").replace(",", "."))
    except InvalidOperation:
        doubts.append(Doubt("share_unreadable", text, number))
        return None
    return share / 100 if text.endswith("%") else share


def _forms(value: object, number: str | None, doubts: list[Doubt]) -> tuple[str, ...]:
    names = [_text(name) for name in value] if isinstance(value, list | tuple) else []
    roles = []
    for name in names:
        role = FORM_ROLES.get(name[:6].lower(), name if name in FORM_ROLES.values() else None)
        if role is None:
            doubts.append(Doubt("form_unknown", name, number))
        else:
            roles.append(role)
    return tuple(roles)


def _following(value: object) -> tuple[str, ...] | None:
    if isinstance(value, list | tuple):
        return tuple(_text(number) for number in value)
    text = _text(value)
    return (text,) if text else None


def _text(value: object) -> str:
    """Text of a scalar; the words for "nothing" that survive a text-only loader are nothing."""
    text = "" if value is None or value is False else str(value).strip()
    return "" if text in ("null", "~", "None") else text
