# SPDX-License-Identifier: EUPL-1.2
"""Reading of `data/procedures/*.yaml` and `data/processes/models.yaml` into checked values.

Strict, because people edit these files: an unknown key, an unreadable limit or a legal number without an entry is
refused with the file, the procedure and the key, so that a slip of the pen never becomes a silent null.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from motcua.catalogue.own_data_values import (
    OwnBasis,
    OwnCase,
    OwnDataError,
    OwnFee,
    OwnPaper,
    OwnProcedure,
    OwnResult,
)
from motcua.catalogue.processes.plans import ModelStep, ProcessModel, draw_up, time_there_is
from motcua.catalogue.processes.values import ReadProcess
from motcua.datafiles import DATA, read_yaml
from motcua.law.limits import Limit
from motcua.law.roles import Role
from motcua.law.time_errors import LimitError

MODEL_SOURCE = "Quy trình mẫu kèm theo phần mềm, chưa phải quyết định của cơ quan nào"
CHANNELS = ("counter", "post", "online")
LEVELS = ("ministry", "province", "district", "commune", "other")
CONFIDENCES = ("verified", "likely", "uncertain")
COUNT_MODES = ("civil", "rolling")
_LEGAL = "_legal-bases.yaml"
_DEFAULT_KEYS = frozenset(
    {"decision", "levels", "audience", "receiving", "competent", "supporting", "effective_from"}
    | {"confidence", "source", "cutoff", "count_mode", "process", "legal"}
)
_PROCEDURE_KEYS = _DEFAULT_KEYS | {
    "code",
    "name",
    "field",
    "words",
    "cases",
    "papers",
    "no_papers",
    "results",
}
_CASE_KEYS = frozenset(
    {"name", "channels", "limit", "limit_note", "limit_confidence", "count_mode", "fee", "fee_note"}
)
_PAPER_KEYS = frozenset({"name", "case", "originals", "copies", "form", "shown", "group", "reuse"})
_RESULT_KEYS = frozenset({"name", "code", "refusal", "note"})
_PROCESS_KEYS = frozenset({"model", "other_cases", "centre", "section", "agency"})
_FEE_KEYS = frozenset({"amount", "currency", "note"})


@dataclass(frozen=True, slots=True)
class _Context:
    """Where we are, for messages, and what the records share."""

    place: str
    laws: Mapping[str, str | None]
    models: Mapping[str, ProcessModel]
    model_rows: Mapping[str, Any]

    def refuse(self, what: str) -> OwnDataError:
        return OwnDataError(f"Dữ liệu {self.place}: {what}", hint="Hãy sửa tệp rồi nạp lại.")


def read_own_data(folder: Path = DATA) -> tuple[OwnProcedure, ...]:
    """Every version of every procedure of the data folder, in the order of files and records.

    Where a record has a version of the time before, that one comes first. Raises `OwnDataError`.
    """
    laws = _load(folder / "procedures" / _LEGAL)
    models = folder / "processes" / "models.yaml"
    start = _Context("", laws, read_models(models), _load(models)["models"])
    found: dict[str, list[OwnProcedure]] = {}
    for path in sorted((folder / "procedures").glob("[!_]*.yaml")):
        for code, versions in _read_file(path, start):
            if code in found:
                raise OwnDataError(f"Mã {code} có hai lần, lần sau ở {path.name}: hãy giữ một bản.")
            found[code] = versions
    return tuple(version for versions in found.values() for version in versions)


def read_models(path: Path) -> dict[str, ProcessModel]:
    """The model processes by key. Raises `OwnDataError`."""
    models = {}
    for key, row in _load(path)["models"].items():
        context = _Context(f"{path.name}, quy trình {key}", {}, {}, {})
        try:
            steps = tuple(
                ModelStep(
                    step["name"], Role(step["role"]), step["unit"], step.get("share"), tuple(step["forms"])
                )
                for step in row["steps"]
            )
        except (KeyError, ValueError, TypeError) as error:
            raise context.refuse(f"bước thiếu khóa hoặc sai vị trí ({error}).") from error
        if sum(step.share or 0 for step in steps) != 100:
            raise context.refuse("tỷ lệ các bước phải cộng lại đúng 100.")
        models[key] = ProcessModel(key, row["name"], steps)
    return models


def _load(path: Path) -> dict[str, Any]:
    try:
        document = read_yaml(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise OwnDataError(f"Không đọc được tệp dữ liệu {path}: {error}", hint="Hãy kiểm tra tệp.") from error
    if not isinstance(document, dict):
        raise OwnDataError(
            f"Tệp dữ liệu {path} không có nội dung dạng khóa: giá trị.", hint="Hãy kiểm tra tệp."
        )
    return document


def _read_file(path: Path, start: _Context) -> list[tuple[str, list[OwnProcedure]]]:
    document = _load(path)
    context = replace(start, place=path.name)
    _known_keys(
        context, document, frozenset(("field", "source", "defaults", "earlier", "shared", "procedures"))
    )
    earlier = document.get("earlier", {})
    _known_keys(context, document["defaults"], _DEFAULT_KEYS)
    _known_keys(context, earlier, _DEFAULT_KEYS | {"effective_to"})
    found = []
    for row in document["procedures"]:
        place = replace(start, place=f"{path.name}, thủ tục {row.get('code')}")
        _known_keys(place, row, _PROCEDURE_KEYS | {"earlier"})
        merged = _merge({"source": document["source"]}, document["defaults"], row)
        rows = [_merge(merged, earlier), merged] if merged.pop("earlier", False) else [merged]
        found.append((str(row.get("code")), [_checked(place, each, document["field"]) for each in rows]))
    return found


def _merge(*rows: Mapping[str, Any]) -> dict[str, Any]:
    """Later rows win; of the process, only what they name: everything else is taken or left whole."""
    merged: dict[str, Any] = {}
    for row in rows:
        process = {**merged.get("process", {}), **row.get("process", {})}
        merged = {**merged, **row, "process": process}
    return merged


def _checked(context: _Context, row: Mapping[str, Any], field: Mapping[str, Any]) -> OwnProcedure:
    try:
        return _procedure(context, row, field)
    except LimitError as error:
        raise context.refuse(str(error)) from error
    except (KeyError, TypeError) as error:
        raise context.refuse(f"thiếu khóa hoặc sai kiểu ({error}).") from error


def _content_hash(context: _Context, row: Mapping[str, Any], field: Mapping[str, Any]) -> str:
    plan = row["process"]
    written = {
        "row": row,
        "field": field,
        "titles": [context.laws.get(number) for number in row["legal"]],
        "models": [context.model_rows.get(plan.get(key)) for key in ("model", "other_cases")],
    }
    text = json.dumps(written, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def _procedure(context: _Context, row: Mapping[str, Any], field: Mapping[str, Any]) -> OwnProcedure:
    cutoff = dt.time.fromisoformat(row["cutoff"]) if row.get("cutoff") else None
    cases = tuple(case for each in row["cases"] for case in _cases(context, each, row, cutoff))
    decision = row["decision"]
    return OwnProcedure(
        code=row["code"],
        name=row["name"],
        field_code=field["code"],
        field_name=row.get("field", field["name"]),
        levels=tuple(_one_of(context, level, LEVELS) for level in row["levels"]),
        audience=row["audience"],
        words=tuple(row["words"]),
        receiving=row["receiving"],
        competent=row["competent"],
        supporting=row["supporting"],
        decision_number=decision["number"] or "",
        decision_date=decision.get("date"),
        decision_issuer=decision["issuer"] or "",
        effective_from=row["effective_from"],
        effective_to=row.get("effective_to"),
        confidence=_one_of(context, row["confidence"], CONFIDENCES),
        source=row["source"],
        no_papers=row.get("no_papers", False),
        cases=cases,
        papers=tuple(_paper(context, each) for each in row.get("papers", ())),
        results=tuple(_result(context, each) for each in row["results"]),
        legal_bases=tuple(_basis(context, number) for number in row["legal"]),
        processes=tuple(_processes(context, row, cases)),
        content_hash=_content_hash(context, row, field),
    )


def _cases(
    context: _Context, row: Mapping[str, Any], procedure: Mapping[str, Any], cutoff: dt.time | None
) -> list[OwnCase]:
    _known_keys(context, row, _CASE_KEYS)
    limit = Limit.parse(row["limit"]) if row.get("limit") else None
    confidence = row.get("limit_confidence", procedure["confidence"])
    mode = row.get("count_mode", procedure.get("count_mode", "civil"))
    return [
        OwnCase(
            name=row.get("name", ""),
            channel=_one_of(context, channel, CHANNELS),
            limit=limit,
            limit_note=row.get("limit_note", ""),
            count_mode=_one_of(context, mode, COUNT_MODES),
            cutoff=cutoff,
            fee=_fee(context, row),
            confidence=_one_of(context, confidence, CONFIDENCES),
            source=procedure["source"],
        )
        for channel in row.get("channels", CHANNELS)
    ]


def _fee(context: _Context, row: Mapping[str, Any]) -> OwnFee:
    fee, note = row["fee"], row.get("fee_note", "")
    if fee == "free":
        return OwnFee(True, None, "VND", note)
    if fee == "unknown":
        return OwnFee(None, None, "VND", note)
    if not isinstance(fee, Mapping):
        raise context.refuse(f"lệ phí “{fee}” phải là free, unknown hoặc {{amount, note}}.")
    _known_keys(context, fee, _FEE_KEYS)
    return OwnFee(False, int(fee["amount"]), fee.get("currency", "VND"), fee.get("note", note))


def _paper(context: _Context, row: Mapping[str, Any]) -> OwnPaper:
    _known_keys(context, row, _PAPER_KEYS)
    return OwnPaper(
        name=row["name"],
        case_name=row.get("case", ""),
        originals=row["originals"],
        copies=row["copies"],
        form=row.get("form", ""),
        shown=row.get("shown", False),
        group=row.get("group", ""),
        reuse=row.get("reuse", ""),
    )


def _result(context: _Context, row: Mapping[str, Any]) -> OwnResult:
    _known_keys(context, row, _RESULT_KEYS)
    return OwnResult(row["name"], row["code"] or "", row.get("refusal", False))


def _basis(context: _Context, number: str) -> OwnBasis:
    if number not in context.laws:
        raise context.refuse(f"văn bản {number} chưa có trong {_LEGAL}.")
    return OwnBasis(number, context.laws[number] or "")


def _processes(
    context: _Context, row: Mapping[str, Any], cases: tuple[OwnCase, ...]
) -> list[tuple[str, ReadProcess]]:
    """One process per case, drawn up for the shortest limit that any channel of the case has."""
    plan = row["process"]
    _known_keys(context, plan, _PROCESS_KEYS)
    shortest: dict[str, OwnCase] = {}
    for case in cases:
        kept = shortest.get(case.name)
        if case.limit is not None and (kept is None or _time(case) < _time(kept)):
            shortest[case.name] = case
    level = "commune" if "commune" in row["levels"] else row["levels"][0]
    drawn = []
    for index, (name, case) in enumerate(shortest.items()):
        key = plan["model"] if index == 0 else plan.get("other_cases", plan["model"])
        if key not in context.models:
            raise context.refuse(f"không có quy trình mẫu {key}.")
        if case.limit is not None:
            title = f"{row['name']} ({name})" if name else row["name"]
            process = draw_up(
                context.models[key],
                title,
                case.limit,
                cutoff=case.cutoff,
                units=plan,
                code=row["code"],
                level=level,
                source=MODEL_SOURCE,
            )
            drawn.append((name, process))
    return drawn


def _time(case: OwnCase) -> int:
    return time_there_is(case.limit, case.cutoff) if case.limit else 0


def _known_keys(context: _Context, row: Mapping[str, Any], known: frozenset[str]) -> None:
    unknown = set(row) - known
    if unknown:
        raise context.refuse(f"khóa lạ {', '.join(sorted(map(str, unknown)))}.")


def _one_of(context: _Context, value: str, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        raise context.refuse(f"giá trị “{value}” phải là một trong: {', '.join(allowed)}.")
    return value
